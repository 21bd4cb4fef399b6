"""What a plot of losses is drawn with: axes, a curve, and the names at the curves' ends."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from fst_gui.state.training_curves import Curve, smoothed

SMALLEST = 1e-6  # on a logarithmic scale
_MOST_POINTS = 500  # drawn; more cannot be told apart in a plot of this width
_SAMPLE = 18.0
_GAP = 5.0
_FAINT = 60  # of 255


@dataclass(frozen=True)
class Look:
    """How a curve looks: its name, the number of its colour, and its dashes in pen widths."""

    name: str
    colour: int
    dashes: tuple[float, ...] = ()

    def pen(self, colours: Sequence[str], scale: float = 1.0) -> QPen:
        """The line's pen, always as thin as on paper; ``scale`` for a picture that is larger."""
        pen = QPen(QColor(colours[self.colour]), 1.6 * scale)
        pen.setCosmetic(True)
        if self.dashes:
            pen.setDashPattern(self.dashes)
            pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        return pen

    def faint_pen(self, colours: Sequence[str], scale: float = 1.0) -> QPen:
        """The pen of what lies behind the line."""
        colour = QColor(colours[self.colour])
        colour.setAlpha(_FAINT)
        pen = QPen(colour, scale)
        pen.setCosmetic(True)
        return pen


@dataclass(frozen=True)
class Border:
    """Where a stage or phase begins; the name of a phase is not written on the plot."""

    step: int
    name: str
    is_stage: bool


class ValueAxis(pg.AxisItem):
    """Few, round numbers, on a linear or a logarithmic scale (the values are then logarithms)."""

    def __init__(self, *, logarithmic: bool) -> None:
        super().__init__("left")
        self.logarithmic = logarithmic
        self.enableAutoSIPrefix(False)

    def tickValues(
        self, minVal: float, maxVal: float, size: float
    ) -> list[tuple[float | None, list[float]]]:
        if not self.logarithmic:
            return super().tickValues(minVal, maxVal, size)[:1]
        wide = maxVal - minVal
        steps = (1,) if wide > 3 else (1, 2, 5) if wide > 0.6 else (1, 1.5, 2, 3, 4, 5, 6, 7, 8, 9)
        decades = range(math.floor(minVal) - 1, math.ceil(maxVal) + 1)
        ticks = [math.log10(step) + decade for decade in decades for step in steps]
        return [(None, [tick for tick in ticks if minVal <= tick <= maxVal])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return [f"{10**value if self.logarithmic else value:.3g}" for value in values]


class StepAxis(pg.AxisItem):
    """Steps are whole, however closely they are looked at."""

    def __init__(self) -> None:
        super().__init__("bottom")

    def tickSpacing(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, float]]:
        spacings = super().tickSpacing(minVal, maxVal, size)
        return [(apart, start) for apart, start in spacings if apart >= 1] or [(1.0, 0.0)]


class EndLabels(pg.AxisItem):
    """The right side of a plot: each curve's name where it ends, with a piece of its line."""

    def __init__(self) -> None:
        super().__init__("right")
        self._labels: list[tuple[Look, float]] = []
        self._colours: Sequence[str] = ()
        self._font = QFont()
        self.setStyle(showValues=False)

    def show_labels(
        self, labels: list[tuple[Look, float]], colours: Sequence[str], font: QFont
    ) -> None:
        """Name these curves at the heights where they end."""
        self._labels, self._colours, self._font = labels, colours, font
        self.update()

    def needed(self, looks: Sequence[Look], font: QFont) -> int:
        """The width that the longest of these names takes."""
        metrics = QFontMetricsF(font)
        widths = [metrics.horizontalAdvance(look.name) for look in looks]
        return round(max(widths, default=0.0) + _SAMPLE + 2 * _GAP)

    def paint(
        self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw the names, moved apart where they would cover each other."""
        view = self.linkedView()
        if view is None or not self._labels:
            return
        low, high = view.viewRange()[1]
        height, line = self.size().height(), QFontMetricsF(self._font).height()
        ends = sorted(
            (height * (1 - (value - low) / max(high - low, 1e-12)), number)
            for number, (_, value) in enumerate(self._labels)
        )
        p.setFont(self._font)
        places = spread([end for end, _ in ends], line, height)
        for (_, number), y in zip(ends, places, strict=True):
            look = self._labels[number][0]
            p.setPen(look.pen(self._colours))
            p.drawLine(QPointF(_GAP, y), QPointF(_GAP + _SAMPLE, y))
            p.setPen(QColor(self._colours[look.colour]))
            box = QRectF(_SAMPLE + 2 * _GAP, y - line / 2, self.size().width(), line)
            p.drawText(box, Qt.AlignmentFlag.AlignVCenter, look.name)


class StageAxis(pg.AxisItem):
    """A band above the plot with the names of the stages, where there is room for them."""

    def __init__(self) -> None:
        super().__init__("top")
        self._borders: tuple[Border, ...] = ()
        self._colour = QColor()
        self._font = QFont()
        self.setStyle(showValues=False)

    def show_borders(self, borders: tuple[Border, ...], colour: str, font: QFont) -> None:
        """Name the stages among these."""
        self._borders = tuple(border for border in borders if border.is_stage)
        self._colour, self._font = QColor(colour), font
        self.setHeight(round(QFontMetricsF(font).height() + _GAP))
        self.update()

    def paint(
        self, p: QPainter, opt: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw each name in the middle of what is seen of its stage."""
        view = self.linkedView()
        if view is None or not self._borders:
            return
        low, high = view.viewRange()[0]
        metrics, size = QFontMetricsF(self._font), self.size()
        p.setFont(self._font)
        p.setPen(self._colour)
        ends = [*(border.step for border in self._borders[1:]), high]
        for border, end in zip(self._borders, ends, strict=True):
            first, last = (
                size.width() * (min(max(step, low), high) - low) / max(high - low, 1e-9)
                for step in (border.step, end)
            )
            if last - first > metrics.horizontalAdvance(border.name):
                box = QRectF(first, 0, last - first, size.height())
                p.drawText(box, Qt.AlignmentFlag.AlignCenter, border.name)


def spread(places: Sequence[float], apart: float, room: float) -> list[float]:
    """Rising places, moved so that neighbours are ``apart`` and all lie within ``room``."""
    moved: list[float] = []
    for place in places:
        least = moved[-1] + apart if moved else apart / 2
        moved.append(max(place, least))
    most = room - apart / 2
    for number in range(len(moved) - 1, -1, -1):
        moved[number] = min(moved[number], most)
        most = moved[number] - apart
    return moved


class CurveItem:
    """A curve in a plot: what was measured, faintly, and its smooth course."""

    def __init__(self, plot: pg.PlotItem, look: Look) -> None:
        self.look = look
        self.end = math.nan  # height of the last point, as it is drawn
        self._raw = plot.plot([], [])
        self._line = plot.plot([], [])

    def dress(self, colours: Sequence[str], scale: float = 1.0) -> None:
        """Other colours, or thicker lines."""
        self._line.setPen(self.look.pen(colours, scale))
        self._raw.setPen(self.look.faint_pen(colours, scale))

    def show(
        self, curve: Curve, *, logarithmic: bool, width: float, part: slice, scale: float
    ) -> None:
        """Draw a part of a curve, its values times ``scale``."""

        def height(values: NDArray[np.float64]) -> NDArray[np.float64]:
            values = values * scale
            return np.log10(np.maximum(values, SMALLEST)) if logarithmic else values

        steps, values = curve.steps[part], curve.values[part]
        smooth = smoothed(values, width)
        self._raw.setVisible(width > 0)
        for item, course in ((self._raw, values), (self._line, smooth)):
            x, y = thinned(steps, course)
            item.setData(x, height(y))
        self.end = float(height(smooth[-1:])[0]) if len(smooth) else math.nan

    def remove(self, plot: pg.PlotItem) -> None:
        """Take the curve out of the plot."""
        plot.removeItem(self._raw)
        plot.removeItem(self._line)


def thinned(
    steps: NDArray[np.int64], values: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """At most some hundred points, with the lowest and highest of each stretch kept."""
    if len(steps) <= _MOST_POINTS:
        return steps, values
    wide = len(steps) // (_MOST_POINTS // 2) + 1
    whole = len(steps) // wide * wide
    stretches = values[:whole].reshape(-1, wide)
    firsts = np.arange(0, whole, wide)
    lowest, highest = firsts + stretches.argmin(1), firsts + stretches.argmax(1)
    ends = np.array([0, *range(whole, len(steps))], np.int64)
    kept = np.unique(np.concatenate([lowest, highest, ends, [len(steps) - 1]]))
    return steps[kept], values[kept]
