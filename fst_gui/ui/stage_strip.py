"""Where a training is, as four steps in a row."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from fst_gui.state.training import STAGES
from fst_gui.ui.theme import SPACE, Theme

_DOT = 6.0


class StageStrip(QWidget):
    """Dots on a line; the current stage is filled and its name is bold."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("stageStrip")
        self._theme = theme
        self._stage = ""
        self._names = {
            "encoder": self.tr("Encoder"),
            "recurrent": self.tr("Recurrent"),
            "interpolation": self.tr("Interpolation"),
            "adversarial": self.tr("GAN iterations"),
        }
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)
        self.show_stage("")

    @property
    def stage(self) -> str:
        """The current stage."""
        return self._stage

    def show_stage(self, stage: str) -> None:
        """Highlight a stage; none for an unknown one."""
        self._stage = stage
        self.setAccessibleName(
            self.tr("Stage: {name}").format(name=self._names.get(stage, self.tr("preparing")))
        )
        self.update()

    def sizeHint(self) -> QSize:
        """One line of dots, one of words."""
        return QSize(280, self.fontMetrics().height() + 4 * SPACE)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw line, dots and names."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        current = STAGES.index(self._stage) if self._stage in STAGES else -1
        cell, middle = self.width() / len(STAGES), 1.5 * SPACE
        for number, stage in enumerate(STAGES):
            x = cell * (number + 0.5)
            reached = number <= current
            colour = QColor(colours.accent if reached else colours.strong_border)
            painter.setPen(QPen(colour, 2))
            if number:
                painter.drawLine(
                    int(x - cell + _DOT + 2), int(middle), int(x - _DOT - 2), int(middle)
                )
            painter.setBrush(colour if reached else Qt.BrushStyle.NoBrush)
            radius = _DOT if number == current else _DOT - 2
            painter.drawEllipse(QRectF(x - radius, middle - radius, 2 * radius, 2 * radius))
            self._draw_name(painter, stage, x, number == current)
        painter.end()

    def _draw_name(self, painter: QPainter, stage: str, x: float, current: bool) -> None:
        colours = self._theme.colours
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        font.setBold(current)
        painter.setFont(font)
        painter.setPen(QColor(colours.text if current else colours.muted))
        width = self.width() / len(STAGES)
        box = QRectF(x - width / 2 - 4, 3 * SPACE, width + 8, self.height() - 3 * SPACE)
        painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, self._names[stage])
