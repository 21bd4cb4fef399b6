"""What is drawn on top of the picture: the split's handle and small labels."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from fst_gui.ui.theme import SPACE

_GRIP = 13.0  # radius of the split's handle
_SHADE = QColor(0, 0, 0, 90)


def draw_split(painter: QPainter, x: float, top: float, bottom: float) -> None:
    """The line between photo and painting, with a handle in the middle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for colour, width in ((_SHADE, 4), (QColor("white"), 2)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QPointF(x, top), QPointF(x, bottom))
    middle = QPointF(x, (top + bottom) / 2)
    painter.setPen(QPen(_SHADE, 1))
    painter.setBrush(QColor("white"))
    painter.drawEllipse(middle, _GRIP, _GRIP)
    arrow = QPen(QColor("#333333"), 2)
    arrow.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(arrow)
    for side in (-1, 1):
        tip = middle + QPointF(side * 8, 0)
        painter.drawPolyline([tip + QPointF(-side * 4, -4), tip, tip + QPointF(-side * 4, 4)])


def draw_label(painter: QPainter, text: str, corner: QPointF, right: bool = False) -> None:
    """A small label whose top left corner is at ``corner``, or its top ``right`` one."""
    metrics = painter.fontMetrics()
    width, height = metrics.horizontalAdvance(text) + 2 * SPACE, metrics.height() + SPACE
    left = corner.x() - (width if right else 0)
    box = QRectF(left, corner.y(), width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 150))
    painter.drawRoundedRect(box, 4, 4)
    painter.setPen(QColor("white"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
