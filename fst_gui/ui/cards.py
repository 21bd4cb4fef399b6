"""How a style's card is drawn, and what lies where on it."""

from __future__ import annotations

import weakref

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from fst_gui.state.base import Picture
from fst_gui.ui.gallery_model import CARD_ROLE, Card, GalleryModel
from fst_gui.ui.pictures import filling
from fst_gui.ui.style_names import title_of
from fst_gui.ui.theme import SPACE, Theme

CARD = QSize(122, 138)
_RADIUS = 6.0
_PICTURE_HEIGHT = 82
_INSET = 30
_BUTTON = 24
_SHADE = QColor(0, 0, 0, 150)
_LIGHT = "#ffffff"
_GOLD = "#ffd25e"
_FOCUSED = QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange

Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """The photo in the style with the painting in its corner, title and artist beneath."""

    def __init__(self, view: QListView, model: GalleryModel, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._theme = theme
        self._pixmaps: weakref.WeakKeyDictionary[Picture, dict[QSize, QPixmap]] = (
            weakref.WeakKeyDictionary()
        )

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All cards have the size of the grid."""
        return self._view.gridSize()

    def part_at(self, card: QRect, at: QPoint) -> str:
        """``star``, ``info`` or nothing: which of the two small buttons is there."""
        picture = _picture_rect(card)
        if _star_rect(picture).contains(at):
            return "star"
        return "info" if _info_rect(picture).contains(at) else ""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one card."""
        colours = self._theme.colours
        whole: QRect = option.rect  # pyright: ignore
        state: QStyle.StateFlag = option.state  # pyright: ignore
        card: Card = index.data(CARD_ROLE)
        rect, picture = whole.adjusted(4, 4, -4, -4), _picture_rect(whole)
        focused = state & _FOCUSED == _FOCUSED
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        chosen = card.share is not None
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or hovered or focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(rect, 8, 8)
        self._draw_picture(painter, picture, card.painted or card.painting)
        if card.painted is not None and card.painting is not None:
            self._draw_inset(painter, picture, card.painting)
        self._draw_buttons(painter, picture, card, hovered or focused)
        if card.share is not None and card.mixed:
            _draw_badge(painter, picture, f"{round(card.share * 100)} %")
        self._draw_words(painter, picture, card)
        if chosen or focused:
            painter.setPen(QPen(QColor(colours.accent if chosen else colours.text), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        if chosen and focused:
            painter.setPen(QPen(QColor(colours.text), 1, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(QRectF(rect).adjusted(3.5, 3.5, -3.5, -3.5), 6, 6)
        painter.restore()

    def _draw_picture(self, painter: QPainter, rect: QRect, picture: Picture | None) -> None:
        shape = _rounded(QRectF(rect), _RADIUS)
        if picture is None:
            painter.fillPath(shape, QColor(self._theme.colours.border))
            return
        painter.save()
        painter.setClipPath(shape)
        painter.drawPixmap(rect.topLeft(), self._pixmap(picture, rect.size()))
        painter.restore()

    def _draw_inset(self, painter: QPainter, rect: QRect, painting: Picture) -> None:
        inset = QRect(rect.left() + 5, rect.bottom() - _INSET - 4, _INSET, _INSET)
        painter.fillPath(_rounded(QRectF(inset).adjusted(-1.5, -1.5, 1.5, 1.5), 5), QColor(_LIGHT))
        painter.save()
        painter.setClipPath(_rounded(QRectF(inset), 4))
        painter.drawPixmap(inset.topLeft(), self._pixmap(painting, inset.size()))
        painter.restore()

    def _draw_buttons(self, painter: QPainter, rect: QRect, card: Card, near: bool) -> None:
        star = "star-filled" if card.favourite else "star"
        for place, icon, colour, there in (
            (_star_rect(rect), star, _GOLD if card.favourite else _LIGHT, near or card.favourite),
            (_info_rect(rect), "info", _LIGHT, near),
        ):
            if there:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(_SHADE)
                painter.drawEllipse(place.adjusted(1, 1, -1, -1))
                ratio = self._view.devicePixelRatioF()
                drawing = self._theme.pixmap(icon, colour, 14, ratio)
                painter.drawPixmap(place.topLeft() + QPoint(5, 5), drawing)

    def _pixmap(self, picture: Picture, size: QSize) -> QPixmap:
        ratio = self._view.devicePixelRatioF()
        known = self._pixmaps.setdefault(picture, {})
        wanted = size * ratio
        if wanted not in known:
            known[wanted] = filling(picture, size, ratio)
        return known[wanted]

    def _draw_words(self, painter: QPainter, picture: QRect, card: Card) -> None:
        font = QFont(self._view.font())
        top = picture.bottom() + SPACE // 2
        for text, colour, weight, factor in (
            (title_of(card.entry), self._theme.colours.text, QFont.Weight.Medium, 1.0),
            (self._model.subtitle(card), self._theme.colours.muted, QFont.Weight.Normal, 0.9),
        ):
            font.setWeight(weight)
            font.setPointSizeF(self._view.font().pointSizeF() * factor)
            metrics = QFontMetrics(font)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            line = QRect(picture.left(), top, picture.width(), metrics.height())
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
            top = line.bottom() + 1


def _picture_rect(card: QRect) -> QRect:
    return QRect(card.left() + 8, card.top() + 8, card.width() - 16, _PICTURE_HEIGHT)


def _star_rect(picture: QRect) -> QRect:
    return QRect(picture.right() - _BUTTON - 1, picture.top() + 2, _BUTTON, _BUTTON)


def _info_rect(picture: QRect) -> QRect:
    return QRect(picture.left() + 2, picture.top() + 2, _BUTTON, _BUTTON)


def _rounded(rect: QRectF, radius: float) -> QPainterPath:
    shape = QPainterPath()
    shape.addRoundedRect(rect, radius, radius)
    return shape


def _draw_badge(painter: QPainter, picture: QRect, text: str) -> None:
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + SPACE, metrics.height() + 2
    box = QRectF(picture.right() - width - 3, picture.bottom() - height - 3, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_SHADE)
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor(_LIGHT))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
