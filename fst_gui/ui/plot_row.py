"""One plot among those that share the steps: its curves, axes and borders of stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QFont, QPen

from fst_gui.state.training_curves import ACCURACIES, Curves
from fst_gui.ui.plot_parts import Border, CurveItem, EndLabels, Look, StageAxis, StepAxis, ValueAxis
from fst_gui.ui.theme import Colours

_AXIS_WIDTH = 46

# Which of a curve's steps are drawn.
Slice = Callable[[NDArray[np.int64]], slice]


class PlotRow:
    """Losses that are drawn in one plot, ``title`` beside them."""

    def __init__(
        self, losses: Sequence[str], looks: Mapping[str, Look], title: str, *, logarithmic: bool
    ) -> None:
        self.losses = losses
        self._looks = looks
        self.axis = ValueAxis(logarithmic=logarithmic)
        self._labels, self._stages = EndLabels(), StageAxis()
        self.plot = pg.PlotItem(
            axisItems={
                "left": self.axis,
                "right": self._labels,
                "top": self._stages,
                "bottom": StepAxis(),
            }
        )
        self.plot.showAxis("right")
        self.plot.setMenuEnabled(False)
        self.plot.hideButtons()
        self.plot.showGrid(y=True, alpha=0.12)
        self.plot.setLabel("left", title)
        self.axis.setWidth(_AXIS_WIDTH)
        self.view = self.plot.getViewBox()
        self.view.setMouseEnabled(x=True, y=False)
        self.view.setAutoVisible(y=True)
        self._cursor = pg.InfiniteLine()
        self._cursor.hide()
        self.plot.addItem(self._cursor, ignoreBounds=True)
        self._borders: list[pg.InfiniteLine] = []
        self._items: dict[str, CurveItem] = {}

    @property
    def drawn(self) -> tuple[str, ...]:
        """The losses that have a curve."""
        return tuple(self._items)

    def show_steps(self, text: str | None) -> None:
        """Number the steps below it, under that word; not with none."""
        self.plot.getAxis("bottom").setStyle(showValues=text is not None)
        self.plot.setLabel("bottom", text)
        self.plot.showLabel("bottom", text is not None)

    def read_at(self, step: int | None) -> None:
        """Put the cursor there, or away."""
        self._cursor.setVisible(step is not None)
        self._cursor.setValue(step or 0)

    def draw(
        self, curves: Curves, colours: Colours, font: QFont, smoothing: float, part: Slice
    ) -> None:
        """Draw its losses, smoothed over so many steps, and name them where they end."""
        percent = self.losses is ACCURACIES
        for loss in self.losses:
            curve = curves.get(loss)
            if curve is None or not len(curve):
                if (gone := self._items.pop(loss, None)) is not None:
                    gone.remove(self.plot)
                continue
            if loss not in self._items:
                self._items[loss] = CurveItem(self.plot, self._looks[loss])
                self._items[loss].dress(colours.curves)
            self._items[loss].show(
                curve,
                logarithmic=self.axis.logarithmic,
                width=smoothing,
                part=part(curve.steps),
                scale=100.0 if percent else 1.0,
            )
        ends = [(i.look, i.end) for i in self._items.values() if not np.isnan(i.end)]
        self._labels.show_labels(ends, colours.curves, font)

    def draw_borders(self, borders: Sequence[Border], colours: Colours) -> None:
        """Draw where stages and phases begin, instead of what was drawn of that before."""
        for line in self._borders:
            self.plot.removeItem(line)
        self._borders = []
        for border in borders:
            pen = QPen(QColor(colours.strong_border if border.is_stage else colours.border), 1)
            pen.setCosmetic(True)
            line = pg.InfiniteLine(border.step, pen=pen)
            line.setZValue(-1)  # below the curves, whichever is drawn first
            self.plot.addItem(line, ignoreBounds=True)
            self._borders.append(line)

    def name_stages(self, borders: tuple[Border, ...], colours: Colours, font: QFont) -> None:
        """Name the stages above it."""
        self._stages.show_borders(borders, colours.muted, font)

    def dress(self, colours: Colours, font: QFont) -> None:
        """In the theme's colours."""
        self._cursor.setPen(QColor(colours.muted))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(colours.border)
            axis.setTextPen(colours.muted)
            axis.setTickFont(font)
            axis.label.setFont(font)
        self._labels.setPen(QColor(0, 0, 0, 0))
        self._labels.setWidth(self._labels.needed(list(self._looks.values()), font))
        self._stages.setPen(QColor(0, 0, 0, 0))
        self.dress_curves(colours)

    def dress_curves(self, colours: Colours, scale: float = 1.0) -> None:
        """The curves alone, their lines so many times as wide."""
        for item in self._items.values():
            item.dress(colours.curves, scale)
