"""The photos of a batch as rows."""

from __future__ import annotations

import weakref
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fst_gui.state.base import Picture
from fst_gui.state.batch_queue import Batch, Item, Status, style_words
from fst_gui.ui.pictures import filling
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.words import said

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 2
STATUS_ROLE = Qt.ItemDataRole.UserRole + 3
DONE_ROLE = Qt.ItemDataRole.UserRole + 4
_PICTURE = QSize(72, 54)
_BAR = 3


class BatchModel(QAbstractListModel):
    """Renders the batch's snapshot for a list view."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._now = Batch()

    def render(self, now: Batch) -> None:
        """Take a new snapshot; rows that did not change are not drawn again."""
        before, self._now = self._now, now
        if [i.number for i in now.items] != [i.number for i in before.items]:
            self.beginResetModel()
            self.endResetModel()
            return
        for row, (new, old) in enumerate(zip(now.items, before.items, strict=True)):
            told = (now.done, now.paused) != (before.done, before.paused)
            moved = new.status is Status.PAINTING and told
            pictured = now.pictures.get(new.number) is not before.pictures.get(new.number)
            if moved or pictured or new is not old:
                self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many photos."""
        return 0 if parent.isValid() else len(self._now.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What the delegate draws and a screen reader says."""
        item = self._now.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.photo.path.name
        if role == ITEM_ROLE:
            return item
        if role == PICTURE_ROLE:
            return self._now.pictures.get(item.number)
        if role == STATUS_ROLE:
            return self._status(item)
        if role == DONE_ROLE:
            return self._now.done if item.status is Status.PAINTING else None
        if role == Qt.ItemDataRole.ToolTipRole:
            parts = (str(item.photo.path), style_words(item.look), str(item.target))
            return "\n".join((*parts, said(item.problem)) if item.problem else parts)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(
                filter(None, (item.photo.path.name, self._status(item), said(item.problem)))
            )
        return None

    def _status(self, item: Item) -> str:
        if item.status is Status.PAINTING:
            if self._now.paused:
                return self.tr("Paused")
            return self.tr("{percent} %").format(percent=round(self._now.done * 100))
        return {
            Status.WAITING: self.tr("Waits"),
            Status.DONE: self.tr("Done"),
            Status.SKIPPED: self.tr("Was there already"),
            Status.FAILED: self.tr("Failed"),
            Status.CANCELLED: self.tr("Cancelled"),
        }[item.status]


class BatchDelegate(QStyledItemDelegate):
    """The photo or its painting, the name and what becomes of it, and how far it is."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._pixmaps: weakref.WeakKeyDictionary[Picture, QPixmap] = weakref.WeakKeyDictionary()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All rows are as high as a picture."""
        return QSize(0, _PICTURE.height() + 2 * SPACE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        colours = self._theme.colours
        rect: QRect = option.rect.adjusted(SPACE // 2, 1, -SPACE // 2, -1)  # pyright: ignore
        state: QStyle.StateFlag = option.state  # pyright: ignore
        item: Item = index.data(ITEM_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(rect, 6, 6)
        if state & QStyle.StateFlag.State_HasFocus and self._view.hasFocus():
            painter.setPen(QColor(colours.accent))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        top = rect.top() + (rect.height() - _PICTURE.height()) // 2
        picture = QRect(rect.left() + SPACE, top, _PICTURE.width(), _PICTURE.height())
        self._draw_picture(painter, picture, index.data(PICTURE_ROLE))
        self._draw_words(painter, rect.adjusted(_PICTURE.width() + 3 * SPACE, 0, 0, 0), item, index)
        painter.restore()

    def _draw_picture(self, painter: QPainter, rect: QRect, picture: Picture | None) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(rect), 4, 4)
        if picture is None:
            painter.fillPath(shape, QColor(self._theme.colours.border))
            return
        known = self._pixmaps.get(picture)
        ratio = self._view.devicePixelRatioF()
        if known is None or known.devicePixelRatio() != ratio:
            known = self._pixmaps[picture] = filling(picture, _PICTURE, ratio)
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(rect.topLeft(), known)
        painter.restore()

    def _draw_words(self, painter: QPainter, rect: QRect, item: Item, index: Index) -> None:
        colours = self._theme.colours
        failed = item.status is Status.FAILED
        status = index.data(STATUS_ROLE)
        font = QFont(self._view.font())
        painter.setFont(font)
        metrics = painter.fontMetrics()
        width = metrics.horizontalAdvance(status) + SPACE
        right = QRect(rect.right() - width - SPACE, rect.top(), width, rect.height())
        painter.setPen(QColor(colours.curves[4] if failed else colours.muted))
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, status)
        room = right.left() - rect.left() - SPACE
        done = index.data(DONE_ROLE)
        height = 2 * metrics.height() + (2 * SPACE if done is not None else 0)
        line = QRect(rect.left(), rect.center().y() - height // 2, room, metrics.height())
        font.setWeight(QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        _draw_cut(painter, line, index.data(Qt.ItemDataRole.DisplayRole))
        font.setWeight(QFont.Weight.Normal)
        painter.setFont(font)
        line.translate(0, metrics.height())
        painter.setPen(QColor(colours.curves[4] if failed else colours.muted))
        if failed:  # a sentence is cut at its end; the tool tip has all of it
            _draw_cut(painter, line, said(item.problem), Qt.TextElideMode.ElideRight)
        else:
            _draw_cut(painter, line, item.target.name)
        if done is not None:
            groove = QRectF(line.left(), line.bottom() + SPACE, room, _BAR)
            painter.fillRect(groove, QColor(colours.border))
            groove.setWidth(room * done)
            painter.fillRect(groove, QColor(colours.accent))


def _draw_cut(
    painter: QPainter,
    rect: QRect,
    text: str,
    mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle,
) -> None:
    cut = painter.fontMetrics().elidedText(text, mode, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, cut)
