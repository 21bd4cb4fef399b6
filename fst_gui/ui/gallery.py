"""The styles as cards."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QListView, QVBoxLayout, QWidget

from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.studio import StudioState
from fst_gui.ui.cards import CARD, PATH_ROLE, PICTURE_ROLE, SUBTITLE_ROLE, CardDelegate
from fst_gui.ui.drops import DropCard, is_pack, local_paths
from fst_gui.ui.theme import SPACE, Theme

Index = QModelIndex | QPersistentModelIndex


class GalleryModel(QAbstractListModel):
    """Renders the gallery's snapshot for a list view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._now = Gallery()

    def render(self, now: Gallery) -> None:
        """Take a new snapshot."""
        before, self._now = self._now, now
        if now.entries != before.entries:
            self.beginResetModel()
            self.endResetModel()
        elif now.thumbnails is not before.thumbnails and now.entries:
            self.dataChanged.emit(self.index(0), self.index(len(now.entries) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many styles."""
        return 0 if parent.isValid() else len(self._now.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What the delegate draws and a screen reader says."""
        entry = self._now.entries[index.row()]
        kinds = {"own": self.tr("Your style"), "painting": self.tr("Painting, at once")}
        subtitle = entry.artist or kinds.get(entry.kind, "")
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.title
        if role == SUBTITLE_ROLE:
            return subtitle
        if role == PICTURE_ROLE:
            return self._now.thumbnails.get(entry.path)
        if role == PATH_ROLE:
            return str(entry.path)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (entry.title, entry.artist, entry.year, entry.licence)))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (entry.title, subtitle)))
        return None


class _CardList(QListView):
    """Cards in as many equal columns as there is room for."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        # Without the scroll bar's place, cards would jump between one column and two as it comes
        # and goes: the list view wraps as if it were always there.
        room = self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = max(1, room // CARD.width())
        self.setGridSize(QSize(room // columns, CARD.height()))
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            event.ignore()  # the window shows the photo while it is held
        else:
            super().keyPressEvent(event)


class GalleryPanel(QWidget):
    """Cards to choose from, and a place to drop a painting."""

    choose_painting = Signal()

    def __init__(self, gallery: GalleryState, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("galleryPanel")
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self._studio = studio
        heading = QLabel(self.tr("Styles"))
        heading.setProperty("role", "heading")
        self._model = GalleryModel(self)
        self._view = self._make_view(theme)
        self._card = DropCard(self.tr("Drop a painting here\nto use it as a style"), "dropPainting")
        self._card.setToolTip(self.tr("Any picture can be a style at once, without training."))
        self._card.setMinimumHeight(9 * SPACE)
        theme.dress(self._card, "painting")
        self._card.clicked.connect(self.choose_painting)
        self._card.dropped.connect(self._take)

        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, SPACE + SPACE // 2, SPACE, SPACE)
        column.setSpacing(SPACE)
        heading.setContentsMargins(SPACE // 2, 0, 0, 0)
        column.addWidget(heading)
        column.addWidget(self._view, 1)
        column.addWidget(self._card)
        gallery.changed.connect(self._render)
        self._render(gallery.snapshot)

    def _make_view(self, theme: Theme) -> QListView:
        view = _CardList()
        view.setObjectName("gallery")
        view.setAccessibleName(self.tr("Styles"))
        view.setModel(self._model)
        view.setItemDelegate(CardDelegate(view, theme))
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setMouseTracking(True)
        view.selectionModel().currentChanged.connect(self._chosen)
        theme.changed.connect(view.viewport().update)
        return view

    def _render(self, now: Gallery) -> None:
        self._model.render(now)
        if now.selected in now.entries:
            index = self._model.index(now.entries.index(now.selected))
            if index != self._view.currentIndex():
                self._view.setCurrentIndex(index)
                self._view.scrollTo(index)

    def _chosen(self, index: QModelIndex) -> None:
        if index.isValid():
            self._studio.select_style(index.data(PATH_ROLE))

    def _take(self, paths: tuple[Path, ...]) -> None:
        for path in paths:
            if is_pack(path):
                self._studio.import_pack(path)
            else:
                self._studio.use_painting(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take paintings and style packs."""
        if local_paths(event.mimeData()):
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
