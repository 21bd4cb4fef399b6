"""The styles as cards, with ways to find one."""

from __future__ import annotations

from pathlib import Path
from typing import cast, get_args

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from fst_gui.library.gallery import StyleEntry
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.gallery_filter import Filter, Kind, movements, shown_entries
from fst_gui.state.studio import StudioState
from fst_gui.ui.card_list import CardList
from fst_gui.ui.choice_box import ChoiceBox
from fst_gui.ui.drops import DropCard, is_pack, local_paths
from fst_gui.ui.gallery_model import GalleryModel
from fst_gui.ui.parts import named
from fst_gui.ui.rename_form import RenameForm
from fst_gui.ui.style_details import StyleDetails
from fst_gui.ui.style_names import called
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.words import movement_name


class GalleryPanel(QWidget):
    """Search, cards to choose from, and a place to drop a painting."""

    choose_painting = Signal()
    copy_wanted = Signal(object)  # a style
    training_wanted = Signal(object)

    def __init__(self, gallery: GalleryState, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("galleryPanel")
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._gallery = gallery
        self._studio = studio
        self._theme = theme
        self._offered: list[tuple[tuple[str, str], str]] = []
        self._search = _SearchField(self.tr("Search the styles"))
        self._kinds = named(ChoiceBox(), "styleKind", self.tr("Which styles are shown"))
        self._kinds.setSizePolicy(self._search.sizePolicy())
        self._kinds.setMaxVisibleItems(24)  # nobody scrolls a list that has room
        self._model = GalleryModel(self)
        self._view = named(CardList(self._model, theme), "gallery", self.tr("Styles"))
        self._view.setAccessibleDescription(
            self.tr("Enter paints with the style, Ctrl+Enter mixes it in.")
        )
        self._card = DropCard(self.tr("Drop a painting here\nto use it as a style"), "dropPainting")
        self._card.setToolTip(self.tr("Any picture can be a style at once, without training."))
        self._card.setMinimumHeight(7 * SPACE)
        self._form = RenameForm(gallery)
        theme.dress(self._card, "painting")
        self._lay_out()
        self._search.textChanged.connect(self._render)
        self._search.down.connect(self._enter_cards)
        self._kinds.currentIndexChanged.connect(self._render)
        self._view.applied.connect(studio.choose)
        self._view.mixed.connect(studio.toggle_in_mix)
        self._view.favoured.connect(gallery.toggle_favourite)
        self._view.details_wanted.connect(self.show_details)
        self._view.renaming_wanted.connect(self._form.open)
        self._form.left.connect(self._return_to_cards)
        self._view.copy_wanted.connect(self.copy_wanted)
        self._view.training_wanted.connect(self.training_wanted)
        self._view.removal_wanted.connect(gallery.remove)
        self._card.clicked.connect(self.choose_painting)
        self._card.dropped.connect(self._take)
        gallery.changed.connect(self._render)
        studio.changed.connect(self._render)
        self._selected: StyleEntry | None = None
        self._render()

    def _lay_out(self) -> None:
        heading = QLabel(self.tr("Styles"))
        heading.setProperty("role", "heading")
        top = QHBoxLayout()
        top.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        top.setSpacing(SPACE)
        top.addWidget(heading)
        top.addWidget(self._kinds, 1)
        find = QVBoxLayout()
        find.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        find.addWidget(self._search)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(top)
        column.addLayout(find)
        column.addWidget(self._view, 1)
        column.addWidget(self._form)
        column.addWidget(self._card)

    def show_details(self, entry: StyleEntry) -> None:
        """Credits and licence."""
        picture = self._gallery.snapshot.thumbnails.get(entry.path)
        details = StyleDetails(self, entry, picture)
        self._gallery.renamed.connect(details.show_name)
        details.show()

    def focus_search(self) -> None:
        """Start to type."""
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    def show_like(self, other: GalleryPanel) -> None:
        """Look for the same styles as another panel."""
        wanted = other._wanted()
        places = [self._kinds.itemData(n) for n in range(self._kinds.count())]
        if (wanted.kind, wanted.movement) in places:
            self._kinds.setCurrentIndex(places.index((wanted.kind, wanted.movement)))
        self._search.setText(wanted.words)

    def _render(self, *_: object) -> None:
        gallery = self._gallery.snapshot
        self._fill_kinds(gallery)
        wanted = self._wanted()
        self._view.empty_text = self._why_empty(wanted)
        shown = shown_entries(gallery, wanted, called)
        self._model.render(shown, gallery, self._studio.snapshot.look)
        if gallery.selected != self._selected or not self._view.currentIndex().isValid():
            self._selected = gallery.selected
            row = self._model.row_of(gallery.selected)
            if row >= 0:
                self._view.setCurrentIndex(self._model.index(row))

    def _wanted(self) -> Filter:
        kind, movement = self._kinds.currentData() or ("all", "")
        return Filter(cast(Kind, kind), movement, self._search.text())

    def _fill_kinds(self, gallery: Gallery) -> None:
        """The kinds, then the movements; what was chosen stays if it is there."""
        names = (
            self.tr("All"),
            self.tr("Favourites"),
            self.tr("Recently used"),
            self.tr("Your own"),
        )
        kinds = [((kind, ""), name) for kind, name in zip(get_args(Kind), names, strict=False)]
        found = [(("movement", each), movement_name(each)) for each in movements(gallery)]
        offered = [(what, _counted(name, what, gallery)) for what, name in kinds + found]
        if offered == self._offered:
            return
        self._offered = offered
        before = self._kinds.currentData() or ("all", "")  # None is the separator's
        with QSignalBlocker(self._kinds):
            self._kinds.clear()
            for what, text in offered:
                self._kinds.addItem(text, what)
            if found:
                self._kinds.insertSeparator(len(kinds))
            places = [self._kinds.itemData(n) for n in range(self._kinds.count())]
            self._kinds.setCurrentIndex(places.index(before) if before in places else 0)

    def _why_empty(self, wanted: Filter) -> str:
        if wanted.words.strip():
            return self.tr("No style is called that.")
        return {
            "favourites": self.tr("Click the star on a card to find the style here."),
            "recent": self.tr("Styles that you have used are found here."),
            "own": self.tr("Train a style, or drop a painting below."),
        }.get(wanted.kind, "")

    def _enter_cards(self) -> None:
        if self._model.rowCount():
            if not self._view.currentIndex().isValid():
                self._view.setCurrentIndex(self._model.index(0))
            self._view.setFocus(Qt.FocusReason.TabFocusReason)

    def _return_to_cards(self, path: Path) -> None:
        """The keyboard is at the card that it was about, where its new name has put it."""
        entries = self._gallery.snapshot.entries
        row = self._model.row_of(next((each for each in entries if each.path == path), None))
        if row >= 0:
            self._view.setCurrentIndex(self._model.index(row))
        self._view.setFocus()

    def _take(self, paths: tuple[Path, ...]) -> None:
        for path in paths:
            if is_pack(path):
                self._studio.import_pack(path)
            else:
                self._studio.use_painting(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take paintings and style packs, but not the own painting."""
        if not isinstance(event.source(), QWidget) and local_paths(event.mimeData()):
            event.acceptProposedAction()
            self._card.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._card.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """A painting becomes a style, a style pack is imported."""
        event.acceptProposedAction()
        self._card.set_hot(False)
        self._take(local_paths(event.mimeData()))


def _counted(name: str, what: tuple[str, str], gallery: Gallery) -> str:
    """A kind or a movement, and how many styles there are of it."""
    count = len(shown_entries(gallery, Filter(cast(Kind, what[0]), what[1])))
    return f"{name}  ·  {count}" if count else name


class _SearchField(QLineEdit):
    """Down and Enter go on to the cards."""

    down = Signal()

    def __init__(self, says: str) -> None:
        super().__init__()
        named(self, "searchStyles", says)
        self.setPlaceholderText(says)
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Escape is the field's before it is the menu's, as long as there is something in it."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        if event.key() == Qt.Key.Key_Escape and self.text():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
