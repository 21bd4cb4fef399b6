"""What the curves of a plot mean, in a row above it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from fst_gui.ui.theme import SPACE, Theme

_LINE = 24
_MARK = 3.5


@dataclass(frozen=True)
class Look:
    """How a curve looks: words, number of the colour, dash, symbol (pyqtgraph's letters)."""

    name: str
    colour: int
    dash: Qt.PenStyle
    symbol: str

    def pen(self, colours: tuple[str, ...]) -> QPen:
        """The line's pen, always as thin as on paper."""
        pen = QPen(QColor(colours[self.colour]), 1.6, self.dash)
        pen.setCosmetic(True)
        return pen


class Legend(QWidget):
    """Line, symbol and name of each curve."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._looks: tuple[Look, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_looks(self, looks: tuple[Look, ...]) -> None:
        """Explain these curves."""
        self._looks = looks
        self.setAccessibleName(", ".join(look.name for look in looks))
        self.update()

    def sizeHint(self) -> QSize:
        """One line of words."""
        return QSize(240, self.fontMetrics().height() + SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 0.9)
        painter.setFont(font)
        x, middle = 0.0, self.height() / 2
        for look in self._looks:
            painter.setPen(look.pen(colours.curves))
            painter.drawLine(QPointF(x, middle), QPointF(x + _LINE, middle))
            colour = QColor(colours.curves[look.colour])
            _draw_symbol(painter, look.symbol, QPointF(x + _LINE / 2, middle), colour)
            width = painter.fontMetrics().horizontalAdvance(look.name)
            painter.setPen(QColor(colours.text))
            box = QRectF(x + _LINE + 6, 0, width + 2, self.height())
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, look.name)
            x = box.right() + 2 * SPACE
        painter.end()


def _draw_symbol(painter: QPainter, symbol: str, at: QPointF, colour: QColor) -> None:
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(colour)
    corners = {
        "s": [(-1, -1), (1, -1), (1, 1), (-1, 1)],
        "t": [(-1, -1), (1, -1), (0, 1)],
        "d": [(0, -1.3), (1, 0), (0, 1.3), (-1, 0)],
    }
    if symbol == "o":
        painter.drawEllipse(at, _MARK, _MARK)
    elif symbol == "x":
        for side in (-1, 1):
            reach = QPointF(_MARK, side * _MARK)
            painter.drawLine(at - reach, at + reach)
    else:
        painter.drawPolygon(QPolygonF([at + QPointF(x, y) * _MARK for x, y in corners[symbol]]))
