"""The losses of a stage as curves, told apart by colour, dash and symbol."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from fst_gui.ui.legend import Legend, Look
from fst_gui.ui.parts import named
from fst_gui.ui.theme import Theme

_MOST_POINTS = 240  # drawn; more cannot be told apart on a plot of this width
_MARKS = 8
_SMALLEST = 1e-6
_HEIGHT = 212
_AXIS_WIDTH = 40


class _LogAxis(pg.AxisItem):
    """Few, round numbers: 1, 2, 5, 10, ..."""

    def tickValues(
        self, minVal: float, maxVal: float, size: float
    ) -> list[tuple[float | None, list[float]]]:
        decades = range(math.floor(minVal) - 1, math.ceil(maxVal) + 1)
        steps = (1, 2, 5) if maxVal - minVal > 0.6 else (1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9)
        ticks = [math.log10(step) + decade for decade in decades for step in steps]
        return [(None, [tick for tick in ticks if minVal <= tick <= maxVal])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [f"{10**value:.3g}" for value in values]


class _Curve:
    """A line through all points and a few marks on it."""

    def __init__(self, plot: pg.PlotItem, look: Look) -> None:
        self.look = look
        self._line = plot.plot([], [])
        self._marks = plot.plot([], [], pen=None, symbol=look.symbol, symbolSize=7)

    def dress(self, colours: tuple[str, ...]) -> None:
        colour = QColor(colours[self.look.colour])
        self._line.setPen(self.look.pen(colours))
        self._marks.setSymbolBrush(colour)
        self._marks.setSymbolPen(colour)

    def show(self, points: tuple[tuple[int, float], ...]) -> None:
        stride = max(1, math.ceil(len(points) / _MOST_POINTS))
        # Whatever the stride leaves out, the newest point is drawn.
        values = np.array([*points[:-1:stride], points[-1]], dtype=float)
        x, y = values[:, 0], np.log10(np.maximum(values[:, 1], _SMALLEST))
        self._line.setData(x, y)
        apart = max(1, len(x) // _MARKS)
        self._marks.setData(x[::-apart], y[::-apart])


class LossPlot(QWidget):
    """Shows the curves of one stage on a logarithmic scale."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "lossPlot", self.tr("Losses of this stage"))
        self._theme = theme
        self._looks = {
            "content_loss": Look(self.tr("Content"), 0, Qt.PenStyle.SolidLine, "o"),
            "style_loss": Look(self.tr("Style"), 1, Qt.PenStyle.DashLine, "s"),
            "tv_loss": Look(self.tr("Total variation"), 2, Qt.PenStyle.DotLine, "t"),
            "d_loss": Look(self.tr("D, the critic"), 3, Qt.PenStyle.SolidLine, "d"),
            "g_loss": Look(self.tr("G, the painter"), 4, Qt.PenStyle.DashLine, "x"),
        }
        self._stage = ""
        self._curves: dict[str, _Curve] = {}
        self._legend = Legend(theme)
        self._plot = pg.PlotItem(axisItems={"left": _LogAxis("left")})
        self._view = pg.PlotWidget(plotItem=self._plot)
        named(self._view, "lossCurves", self.tr("Losses of this stage"))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plot.getViewBox().setMouseEnabled(x=False, y=False)
        self._plot.setMenuEnabled(False)
        self._plot.hideButtons()
        self._plot.showGrid(y=True, alpha=0.12)
        self._plot.setLabel("bottom", self.tr("step"))
        self._plot.getAxis("left").setWidth(_AXIS_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._legend)
        column.addWidget(self._view, 1)
        self.setFixedHeight(_HEIGHT)
        theme.changed.connect(self._dress)
        self._dress()

    def show_curves(self, stage: str, curves: Mapping[str, tuple[tuple[int, float], ...]]) -> None:
        """Draw the curves that matter in this stage; before its first step, nothing changes."""
        if not curves:
            return
        if stage != self._stage:
            self._stage = stage
            self._curves = {}
            self._plot.clear()
        wanted = ("d_loss", "g_loss") if stage == "adversarial" else tuple(self._looks)[:3]
        for loss in wanted:
            points = curves.get(loss, ())
            if points:
                if loss not in self._curves:
                    self._curves[loss] = _Curve(self._plot, self._looks[loss])
                    self._dress()
                self._curves[loss].show(points)
        self._legend.show_looks(tuple(curve.look for curve in self._curves.values()))

    @property
    def shown(self) -> tuple[str, ...]:
        """The losses that have a curve."""
        return tuple(self._curves)

    def _dress(self) -> None:
        colours = self._theme.colours
        self._view.setBackground(colours.surface)
        for side in ("left", "bottom"):
            axis = self._plot.getAxis(side)
            axis.setPen(colours.strong_border)
            axis.setTextPen(colours.muted)
        for curve in self._curves.values():
            curve.dress(colours.curves)
