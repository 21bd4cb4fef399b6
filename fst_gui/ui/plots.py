"""The losses of a training as curves that can be read, zoomed and saved."""

from __future__ import annotations

from typing import cast

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFont, QImage, QKeyEvent, QPainter
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsGridLayout, QVBoxLayout, QWidget

from fst_gui.state.training_curves import ACCURACIES, LOSSES, PLAYERS, Curves
from fst_gui.ui.parts import named, words
from fst_gui.ui.plot_parts import Border, Look
from fst_gui.ui.plot_row import PlotRow
from fst_gui.ui.theme import Theme

_SAVED_SCALE = 2.0


class LossPlots(QWidget):
    """Losses, the painter and the critic, and how often the critic is right, over the steps.

    The wheel and dragging zoom along the steps; the heights follow what is seen. The pointer or
    the arrow keys read the values at a step.
    """

    pointed = Signal(object)  # the step that is read, or None
    zoomed = Signal(bool)  # by hand, or back

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "lossPlots", self.tr("Losses over the steps"))
        self.setAccessibleDescription(
            self.tr("Arrow keys read the values, plus and minus zoom, 0 shows everything again.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self.looks = _looks()
        self._curves: Curves = {}
        self._borders: tuple[Border, ...] = ()
        self._part: tuple[float, float] | None = None
        self._by_hand = False
        self._smoothing = 3.0
        self._cursor: int | None = None
        self._graphics = pg.GraphicsView()
        self._graphics.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._rows = pg.GraphicsLayout()
        self._graphics.setCentralItem(self._rows)
        self._grid = cast(QGraphicsGridLayout, self._rows.layout)
        self._grid.setContentsMargins(0, 4, 0, 0)
        self._grid.setSpacing(2)
        self._panels = (
            PlotRow(LOSSES, self.looks, self.tr("loss"), logarithmic=True),
            PlotRow(PLAYERS, self.looks, self.tr("D, G"), logarithmic=False),
            PlotRow(ACCURACIES, self.looks, self.tr("D right, %"), logarithmic=False),
        )
        self._shown: tuple[PlotRow, ...] = ()
        for panel in self._panels:
            panel.view.setXLink(self._panels[0].view)
            panel.view.sigRangeChangedManually.connect(lambda _: self._zoomed_by_hand())
        cast(pg.GraphicsScene, self._graphics.scene()).sigMouseMoved.connect(self._follow_pointer)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._graphics)
        self._nothing = words(self.tr("The curves begin with the first steps."), "muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._nothing)
        theme.changed.connect(self._dress)
        self._show_panels(self._panels[:1])
        self._dress()

    # What is shown

    @property
    def shown(self) -> tuple[str, ...]:
        """The losses that have a curve."""
        return tuple(loss for panel in self._shown for loss in panel.drawn)

    @property
    def curves(self) -> Curves:
        """What is drawn."""
        return self._curves

    @property
    def seen(self) -> tuple[float, float]:
        """The first and last step that is looked at."""
        low, high = self._shown[0].view.viewRange()[0]
        return float(low), float(high)

    @property
    def cursor_step(self) -> int | None:
        """The step whose values are read."""
        return self._cursor

    def show_curves(
        self, curves: Curves, borders: tuple[Border, ...], part: tuple[float, float] | None
    ) -> None:
        """Draw these curves; ``part`` are the steps to look at, None for all."""
        self._curves = curves
        self._nothing.setVisible(not curves)
        self._graphics.setVisible(bool(curves))
        if part != self._part:
            self._part, self._by_hand = part, False
            self.zoomed.emit(False)
        self._show_panels(tuple(p for p in self._panels if any(n in curves for n in p.losses)))
        if borders != self._borders:
            self._borders = borders
            self._draw_borders()
        self._draw()

    def set_logarithmic(self, on: bool) -> None:
        """The scale of the losses."""
        self._panels[0].axis.logarithmic = on
        self._draw()

    def set_smoothing(self, width: float) -> None:
        """How many steps wide the curves are smoothed; 0 shows what was measured."""
        self._smoothing = width
        self._draw()

    def show_whole(self) -> None:
        """Undo a zoom by hand."""
        self._by_hand = False
        self._set_range()
        self.zoomed.emit(False)

    def values_at(self, step: float) -> dict[str, tuple[int, float]]:
        """The nearest step of each curve and its value there."""
        found = {name: self._curves[name].at(step) for name in self.shown if name in self._curves}
        return {name: point for name, point in found.items() if point is not None}

    # Saving

    def to_svg(self) -> bytes:
        """What is shown, as an SVG drawing."""
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        # The older version cannot clip: zoomed curves would run over the labels.
        drawing = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
        drawing.setOutputDevice(buffer)
        drawing.setSize(self._graphics.size())
        drawing.setViewBox(self._graphics.rect())
        painter = QPainter(drawing)
        self._graphics.render(painter)
        painter.end()
        return bytes(buffer.data().data())

    def to_image(self) -> QImage:
        """What is shown, as a picture of twice the size."""
        image = QImage(self._graphics.size() * _SAVED_SCALE, QImage.Format.Format_RGB32)
        self._dress_curves(_SAVED_SCALE)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._graphics.render(painter, QRectF(image.rect()), self._graphics.rect())
        painter.end()
        self._dress_curves()
        return image

    # Drawing

    def _show_panels(self, panels: tuple[PlotRow, ...]) -> None:
        panels = panels or self._panels[:1]
        if panels == self._shown:
            return
        self._rows.clear()
        self._shown = panels
        for row, panel in enumerate(panels):
            self._rows.addItem(panel.plot, row=row, col=0)
            self._grid.setRowStretchFactor(row, 2 if panel is self._panels[0] else 1)
            panel.show_steps(self.tr("step") if panel is panels[-1] else None)
            panel.plot.showAxis("top", panel is panels[0])
        for panel in panels[1:]:
            panel.view.setXLink(panels[0].view)
        self._draw_borders()

    def _draw(self) -> None:
        self._set_range()
        for panel in self._shown:
            panel.draw(
                self._curves, self._theme.colours, self._font(), self._smoothing, self._slice
            )

    def _slice(self, steps: np.ndarray) -> slice:
        """The points in the part that is looked at, and one more on each side."""
        if self._part is None or self._by_hand:
            return slice(None)
        first, last = np.searchsorted(steps, self._part)
        return slice(max(0, int(first) - 1), int(last) + 1)

    def _set_range(self) -> None:
        if self._by_hand:
            return
        low, high = self._part or self._extent()
        self._shown[0].view.setXRange(low, max(high, low + 1), padding=0.01)

    def _extent(self) -> tuple[float, float]:
        ends = [(c.steps[0], c.steps[-1]) for c in self._curves.values() if len(c)]
        if not ends:
            return 0.0, 1.0
        return float(min(first for first, _ in ends)), float(max(last for _, last in ends))

    def _draw_borders(self) -> None:
        colours = self._theme.colours
        for panel in self._panels:
            panel.draw_borders(self._borders if panel in self._shown else (), colours)
        self._panels[0].name_stages(self._borders, colours, self._font())

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.88)
        return font

    def _dress(self) -> None:
        colours = self._theme.colours
        self._graphics.setBackground(colours.surface)
        for panel in self._panels:
            panel.dress(colours, self._font())
        self._draw_borders()
        self._draw()

    def _dress_curves(self, scale: float = 1.0) -> None:
        for panel in self._panels:
            panel.dress_curves(self._theme.colours, scale)

    # Reading and zooming

    def _follow_pointer(self, at: QPointF) -> None:
        inside = any(panel.view.sceneBoundingRect().contains(at) for panel in self._shown)
        x = self._shown[0].view.mapSceneToView(at).x()
        self._read(round(x) if inside else None)

    def _read(self, step: int | None) -> None:
        if step is not None:
            low, high = self._extent()
            step = round(min(max(step, low), high))
        if step == self._cursor:
            return
        self._cursor = step
        for panel in self._shown:
            panel.read_at(step)
        self.pointed.emit(step)

    def leaveEvent(self, event: object) -> None:
        """Nothing is read any more."""
        self._read(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Read, zoom."""
        low, high = self._shown[0].view.viewRange()[0]
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        stride = max(1, round((high - low) / (10 if far else 100)))
        newest = min(high, self._extent()[1])
        here = self._cursor if self._cursor is not None else round(newest)
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._read(here + (stride if key == Qt.Key.Key_Right else -stride))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            factor = 1.25 if key == Qt.Key.Key_Minus else 0.8
            self._shown[0].view.scaleBy((factor, 1), QPointF(here, 0))
            self._zoomed_by_hand()
        elif key == Qt.Key.Key_0:
            self.show_whole()
        else:
            event.ignore()

    def _zoomed_by_hand(self) -> None:
        self._by_hand = True
        self.zoomed.emit(True)


def _looks() -> dict[str, Look]:
    translate = QCoreApplication.translate
    return {
        "content_loss": Look(translate("training", "Content"), 0),
        "style_loss": Look(translate("training", "Style"), 1, (5.0, 3.0)),
        "tv_loss": Look(translate("training", "Roughness"), 2, (1.2, 2.4)),
        "total_loss": Look(translate("training", "Total"), 3, (6.0, 2.4, 1.2, 2.4)),
        "d_loss": Look(translate("training", "D, the critic"), 4),
        "g_loss": Look(translate("training", "G, the painter"), 0, (5.0, 3.0)),
        "d_real": Look(translate("training", "on paintings"), 4),
        "d_generated": Look(translate("training", "on painted photos"), 1, (1.2, 2.4)),
    }
