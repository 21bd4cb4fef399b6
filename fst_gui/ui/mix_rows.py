"""The styles that are painted with: one, or a mix with a share of each."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.library.gallery import StyleEntry
from fst_gui.state.base import Picture
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.look import MOST_STYLES
from fst_gui.state.painting import Studio
from fst_gui.state.studio import StudioState
from fst_gui.ui.parts import OneLine, named, words
from fst_gui.ui.pictures import filling
from fst_gui.ui.sliders import ResetSlider
from fst_gui.ui.style_names import artist_of, title_of
from fst_gui.ui.theme import SPACE, Theme

_ALONE = QSize(64, 64)
_IN_MIX = QSize(40, 40)
_IN_MENU = QSize(28, 28)  # stylesheet.py has the same


class _Thumbnail(QLabel):
    """A painting, small."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setFixedSize(size)
        self._shown: Picture | None = None

    def show_picture(self, picture: Picture | None) -> None:
        """Another one."""
        if picture is not None and picture is not self._shown:
            self._shown = picture
            self.setPixmap(filling(picture, self.size(), self.devicePixelRatioF()))


class _MixRow(QWidget):
    """One style of a mix."""

    def __init__(self, entry: StyleEntry, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        self.entry = entry
        self.thumbnail = _Thumbnail(_IN_MIX)
        title = OneLine("mixTitle")
        title.say(title_of(entry))
        name = self.tr("Share of {title}").format(title=title_of(entry))
        self._slider = ResetSlider(f"share_{entry.name}", name, 0, 100)
        self._slider.setToolTip(self.tr("Double-click for the same share of each."))
        self._value = words(role="value")
        self._value.setWordWrap(False)
        self._value.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %"))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        says = self.tr("Leave {title} out").format(title=title_of(entry))
        remove = named(QToolButton(), f"leaveOut_{entry.name}", says)
        remove.setToolTip(says)
        remove.setProperty("role", "flat")
        theme.dress(remove, "close")
        remove.clicked.connect(lambda: studio.toggle_in_mix(entry))
        self._slider.valueChanged.connect(lambda v: studio.set_share(entry, v / 100))
        self._slider.sealed.connect(studio.history.seal)
        self._slider.reset_wanted.connect(studio.mix_evenly)

        top = QHBoxLayout()
        top.addWidget(title, 1)
        top.addWidget(self._value)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addLayout(top)
        lines.addWidget(self._slider)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(self.thumbnail)
        row.addLayout(lines, 1)
        row.addWidget(remove)

    def show_share(self, share: float) -> None:
        """What the state says; a slider that is held stays where the hand is."""
        if not self._slider.isSliderDown():
            self._slider.blockSignals(True)
            self._slider.setValue(round(share * 100))
            self._slider.blockSignals(False)
        self._value.setText(f"{round(share * 100)} %")


class _AloneRow(QWidget):
    """The one style, larger."""

    def __init__(self) -> None:
        super().__init__()
        self.thumbnail = _Thumbnail(_ALONE)
        self._title = words(role="heading", key="styleTitle")
        self._artist = words(role="muted", key="styleArtist")
        lines = QVBoxLayout()
        lines.setSpacing(SPACE // 4)
        lines.addStretch(1)
        lines.addWidget(self._title)
        lines.addWidget(self._artist)
        lines.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE + SPACE // 2)
        row.addWidget(self.thumbnail)
        row.addLayout(lines, 1)

    def show_style(self, entry: StyleEntry | None) -> None:
        """Its words."""
        self._title.setText(title_of(entry) if entry else self.tr("No style chosen"))
        self._artist.setText(
            ", ".join(filter(None, (artist_of(entry), entry.year)))
            if entry
            else self.tr("Choose one on the left.")
        )


class MixRows(QWidget):
    """The styles of the look."""

    def __init__(self, studio: StudioState, gallery: GalleryState, theme: Theme) -> None:
        super().__init__()
        self._studio = studio
        self._gallery = gallery
        self._theme = theme
        self._alone = _AloneRow()
        self._rows: list[_MixRow] = []
        self._add = named(QToolButton(), "mixIn", self.tr("Mix in another style"))
        self._add.setText(self.tr("Mix in another style"))
        self._add.setToolTip(self.tr("Or hold Ctrl and click its card."))
        self._add.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._add.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._add.setProperty("role", "link")
        theme.dress(self._add, "plus")
        menu = QMenu(self._add)
        menu.setProperty("role", "pictures")
        menu.aboutToShow.connect(lambda: self._fill(menu))
        menu.aboutToHide.connect(self._look_left)
        self._add.setMenu(menu)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(SPACE)
        self._column.addWidget(self._alone)
        self._column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        studio.changed.connect(self._render)
        gallery.changed.connect(self._render_pictures)
        self._render(studio.snapshot)

    def _render(self, now: Studio) -> None:
        look = now.look
        mixed = len(look.styles) > 1
        wanted = [entry for entry, _ in look.styles] if mixed else []
        if wanted != [row.entry for row in self._rows]:
            self._rebuild(wanted)
        self._alone.setVisible(not mixed)
        self._alone.show_style(look.leading)
        for row in self._rows:
            row.show_share(look.share_of(row.entry))
        self._add.setVisible(0 < len(look.styles) < MOST_STYLES)
        self._render_pictures(self._gallery.snapshot)

    def _rebuild(self, entries: list[StyleEntry]) -> None:
        kept = {row.entry: row for row in self._rows}
        rows: list[_MixRow] = []
        for place, entry in enumerate(entries):
            row = kept.pop(entry, None) or _MixRow(entry, self._studio, self._theme)
            self._column.insertWidget(1 + place, row)
            rows.append(row)
        for row in kept.values():
            row.setParent(None)
            row.deleteLater()
        self._rows = rows

    def _render_pictures(self, now: Gallery) -> None:
        leading = self._studio.snapshot.look.leading
        if leading is not None:
            self._alone.thumbnail.show_picture(now.thumbnails.get(leading.path))
        for row in self._rows:
            row.thumbnail.show_picture(now.thumbnails.get(row.entry.path))

    def _look_left(self) -> None:
        """The pointer left the button over its menu, of which Qt does not tell the button."""
        self._add.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
        self._add.update()

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        look, gallery = self._studio.snapshot.look, self._gallery.snapshot
        for entry in gallery.entries:
            if not look.has(entry):
                action = menu.addAction(title_of(entry))
                painting = gallery.thumbnails.get(entry.path)
                if painting is not None:
                    action.setIcon(filling(painting, _IN_MENU, self.devicePixelRatioF()))
                action.triggered.connect(lambda _=False, e=entry: self._studio.toggle_in_mix(e))
