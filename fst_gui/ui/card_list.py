"""The cards in columns: keys, clicks and the menu of a card."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QRect, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QListView, QMenu, QStyle, QStyleOptionViewItem

from fst_gui.library.gallery import StyleEntry
from fst_gui.ui.cards import CARD, CardDelegate
from fst_gui.ui.gallery_model import CARD_ROLE, Card, GalleryModel
from fst_gui.ui.theme import SPACE, Theme

_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier
_SILENT = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta)  # held for clicks
_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_BACK = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)


class CardList(QListView):
    """Cards in as many equal columns as there is room for. Each signal carries a style."""

    applied = Signal(object)
    mixed = Signal(object)
    favoured = Signal(object)
    details_wanted = Signal(object)
    renaming_wanted = Signal(object)
    copy_wanted = Signal(object)
    training_wanted = Signal(object)
    removal_wanted = Signal(object)

    def __init__(self, model: GalleryModel, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pressed = QModelIndex()
        self._by_keys = False
        self.empty_text = ""
        self.setModel(model)
        self._delegate = CardDelegate(self, model, theme)
        self.setItemDelegate(self._delegate)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setMovement(QListView.Movement.Static)
        self.setSelectionMode(QListView.SelectionMode.NoSelection)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        theme.changed.connect(self.viewport().update)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit; the current card stays in sight if it was."""
        current = self.currentIndex()
        in_sight = QRect(QPoint(), event.oldSize()).intersects(self.visualRect(current))
        # Without the scroll bar's place, cards would jump between one column and two as it comes
        # and goes: the list view wraps as if it were always there.
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, room // CARD.width())
        self.setGridSize(QSize(room // columns, CARD.height()))
        super().resizeEvent(event)
        if current.isValid() and in_sight:
            self.doItemsLayout()  # which would come later
            self.scrollTo(current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Enter applies, with Ctrl mixes, Alt tells; Ctrl+D favours; F2 renames."""
        modifiers, entry = event.modifiers(), self._entry(self.currentIndex())
        if event.key() == Qt.Key.Key_Space:
            event.ignore()  # the window shows the photo while it is held
            return
        self._mark_focus(self._by_keys or event.key() not in _SILENT)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and entry is not None:
            mixing = bool(modifiers & (_CTRL | _SHIFT))
            applying = self.mixed if mixing else self.applied
            (self.details_wanted if modifiers & _ALT else applying).emit(entry)
        elif event.key() == Qt.Key.Key_D and modifiers == _CTRL and entry is not None:
            self.favoured.emit(entry)
        elif event.key() == Qt.Key.Key_F2 and entry is not None and entry.kind == "own":
            self.renaming_wanted.emit(entry)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember the card."""
        self._mark_focus(False)
        super().mousePressEvent(event)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self.indexAt(event.position().toPoint()) if left else QModelIndex()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Apply it, or mix it in with Ctrl or Shift, or what the small buttons say."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        index, self._pressed = self._pressed, QModelIndex()
        entry = self._entry(index)
        if entry is None or self.indexAt(at) != index:
            return
        part = self._delegate.part_at(self.visualRect(index), at)
        if part:
            (self.favoured if part == "star" else self.details_wanted).emit(entry)
        elif event.modifiers() & (_CTRL | _SHIFT):
            self.mixed.emit(entry)
        else:
            self.applied.emit(entry)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever came by keys is shown where; a hand on the mouse knows."""
        super().focusInEvent(event)
        if event.reason() not in _BACK:
            self._mark_focus(event.reason() in _BY_KEYS)

    def initViewItemOption(self, option: QStyleOptionViewItem) -> None:
        """Tell the cards which of the two it was."""
        super().initViewItemOption(option)
        state: QStyle.StateFlag = option.state  # pyright: ignore
        by_keys = QStyle.StateFlag.State_KeyboardFocusChange  # Qt's own is on from the first Tab
        option.state = state | by_keys if self._by_keys else state & ~by_keys  # pyright: ignore

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a card."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        entry = self._entry(index)
        if entry is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        card = index.data(CARD_ROLE)
        for text, verb in self._verbs(card):
            if verb is None:
                menu.addSeparator()
                continue
            action = menu.addAction(text)
            action.triggered.connect(lambda *_, verb=verb: verb.emit(entry))
            if verb is self.mixed:
                action.setEnabled(card.share is None or card.mixed)  # the only style stays
        corner = self.visualRect(index).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(corner))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The cards, or why there is none."""
        super().paintEvent(event)
        if self.model().rowCount() == 0 and self.empty_text:
            painter = QPainter(self.viewport())
            painter.setPen(QColor(self._theme.colours.muted))
            room = self.viewport().rect().adjusted(2 * SPACE, 3 * SPACE, -2 * SPACE, 0)
            flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, int(flags), self.empty_text)
            painter.end()

    def _mark_focus(self, by_keys: bool) -> None:
        if by_keys != self._by_keys:
            self._by_keys = by_keys
            self.viewport().update()

    def _verbs(self, card: Card) -> list[tuple[str, SignalInstance | None]]:
        """What can be done with a card, and what says so; nothing says so for a line between."""
        mix = self.tr("Leave out of the mix") if card.share is not None else self.tr("Mix in")
        favour = self.tr("No favourite any more") if card.favourite else self.tr("Favourite")
        verbs: list[tuple[str, SignalInstance | None]] = [
            (self.tr("Paint with it") + "\tEnter", self.applied),
            (mix + "\tCtrl+Enter", self.mixed),
            (favour + "\tCtrl+D", self.favoured),
            ("", None),
            (self.tr("About this style…") + "\tAlt+Enter", self.details_wanted),
        ]
        if card.entry.kind == "own":
            verbs += [
                (self.tr("Rename…") + "\tF2", self.renaming_wanted),
                (self.tr("Save a copy…"), self.copy_wanted),
            ]
        if card.entry.kind == "painting":
            verbs.append((self.tr("Train a style from it…"), self.training_wanted))
        if card.entry.kind != "shipped":
            verbs += [("", None), (self._removing(card.entry), self.removal_wanted)]
        return verbs

    def _removing(self, entry: StyleEntry) -> str:
        """What removing it comes to."""
        if entry.kind == "painting":
            return self.tr("Take it out of the gallery")
        return self.tr("Move it to the trash")

    def _entry(self, index: QModelIndex) -> StyleEntry | None:
        return index.data(CARD_ROLE).entry if index.isValid() else None
