"""How a style's card is drawn."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fst_gui.state.base import Picture
from fst_gui.ui.pictures import filling
from fst_gui.ui.theme import SPACE, Theme

SUBTITLE_ROLE = Qt.ItemDataRole.UserRole + 1
PICTURE_ROLE = Qt.ItemDataRole.UserRole + 2
PATH_ROLE = Qt.ItemDataRole.UserRole + 3
CARD = QSize(122, 160)
_PICTURE_SHARE = 0.56
_RADIUS = 6.0


class CardDelegate(QStyledItemDelegate):
    """A picture that fills the top, title and artist beneath it."""

    def __init__(self, view: QListView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._theme = theme
        self._pixmaps: dict[Picture, QPixmap] = {}

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """All cards have the size of the grid."""
        return self._view.gridSize()

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one card."""
        colours = self._theme.colours
        rect: QRect = option.rect.adjusted(4, 4, -4, -4)  # pyright: ignore
        state: QStyle.StateFlag = option.state  # pyright: ignore
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(rect, 8, 8)
        picture = QRect(rect.left() + 4, rect.top() + 4, rect.width() - 8, 0)
        picture.setHeight(round(rect.height() * _PICTURE_SHARE))
        self._draw_picture(painter, picture, index.data(PICTURE_ROLE))
        self._draw_words(painter, rect, picture.bottom() + SPACE // 2, index)
        if chosen:
            focused = state & QStyle.StateFlag.State_HasFocus
            painter.setPen(QPen(QColor(colours.accent), 3 if focused else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        painter.restore()

    def _draw_picture(self, painter: QPainter, rect: QRect, picture: Picture | None) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(QRectF(rect), _RADIUS, _RADIUS)
        if picture is None:
            painter.fillPath(shape, QColor(self._theme.colours.border))
            return
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(rect.topLeft(), self._pixmap(picture, rect.size()))
        painter.restore()

    def _pixmap(self, picture: Picture, size: QSize) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        known = self._pixmaps.get(picture)
        if known is None or known.size() != size * ratio:
            known = filling(picture, size, ratio)
            self._pixmaps[picture] = known
        return known

    def _draw_words(
        self,
        painter: QPainter,
        rect: QRect,
        top: int,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        font = QFont(self._view.font())
        for role, colour, weight, factor, lines in (
            (Qt.ItemDataRole.DisplayRole, self._theme.colours.text, QFont.Weight.Medium, 1.0, 2),
            (SUBTITLE_ROLE, self._theme.colours.muted, QFont.Weight.Normal, 0.9, 1),
        ):
            font.setWeight(weight)
            font.setPointSizeF(self._view.font().pointSizeF() * factor)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            width = rect.width() - 2 * SPACE
            for text in _lines(str(index.data(role) or ""), metrics, width, lines):
                line = QRect(rect.left() + SPACE, top, width, metrics.height())
                painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
                top = line.bottom() + 1


def _lines(text: str, metrics: QFontMetrics, width: int, most: int) -> list[str]:
    """Break a text between words into at most ``most`` lines; the last one is cut."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        while words and metrics.horizontalAdvance(f"{line} {words[0]}") <= width:
            line = f"{line} {words.pop(0)}"
        lines.append(line)
    if words:
        lines.append(" ".join(words))
    return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines]
