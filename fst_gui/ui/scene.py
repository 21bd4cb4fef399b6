"""What the canvas draws: the painting, and what it is compared with."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter

from fst_gui.state.base import Picture
from fst_gui.ui.layer import Layer
from fst_gui.ui.marks import draw_label, draw_split
from fst_gui.ui.mask_brush import MaskBrush
from fst_gui.ui.theme import SPACE
from fst_gui.ui.view_port import ViewPort

_NEAR = 9.0  # how close to the split a press takes it


class Scene:
    """Layers, and how they are laid beside each other.

    ``comparison`` is "split" for one picture in two parts, "beside" for two pictures that show
    the same place, or empty for the painting alone; ``split`` is a share of the photo's width.
    """

    def __init__(self, view: ViewPort, brush: MaskBrush) -> None:
        self._view = view
        self._brush = brush
        self.photo, self.painting, self._version = Layer(), Layer(), Layer()
        self._version_name = ""
        self.comparison = ""
        self.split = 0.5
        self.holding = False

    @property
    def two_panes(self) -> bool:
        """Whether two pictures are shown side by side."""
        return self.comparison == "beside" and self.painting.source is not None

    @property
    def split_shown(self) -> bool:
        """Whether there is a split to take hold of."""
        return self.comparison == "split" and self.painting.source is not None and not self.holding

    def compare_with(self, version: Picture | None, name: str) -> None:
        """Compare with a version of that name, or else with the photo."""
        self._version.load(version)
        self._version_name = name

    def pane_width(self, width: int) -> int:
        """How wide a picture may be in so much room."""
        return width // 2 if self.two_panes else width

    def set_split(self, share: float) -> None:
        """Move the split."""
        self.split = min(1.0, max(0.0, share))

    def on_split(self, at: QPointF) -> bool:
        """Whether a press there takes the split."""
        return self.split_shown and abs(at.x() - self._split_x()) <= _NEAR

    # Drawing

    def draw(self, painter: QPainter, size: QSizeF, line: QColor, fine: bool) -> None:
        """Everything; ``fine`` takes the time to reduce smoothly."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self.two_panes:
            self._draw_beside(painter, size, line, fine)
        else:
            self._draw_single(painter, size, fine)

    def _draw_single(self, painter: QPainter, size: QSizeF, fine: bool) -> None:
        whole = QRectF(QPointF(), size)
        self._draw_layer(painter, whole, self._shown, fine)
        if self.split_shown:
            x, seen = self._split_x(), self._view.area().intersected(whole)
            self._draw_layer(painter, QRectF(0, 0, x, size.height()), self._reference, fine)
            draw_split(painter, x, seen.top(), seen.bottom())
            draw_label(painter, self._reference_name, QPointF(x - SPACE, self._top), right=True)
            draw_label(painter, self._painting_name, QPointF(x + SPACE, self._top))
        elif self.holding:
            draw_label(painter, self._photo_name, QPointF(self._left, self._top))
        self._brush.draw(painter)

    def _draw_beside(self, painter: QPainter, size: QSizeF, line: QColor, fine: bool) -> None:
        width = self.pane_width(int(size.width()))
        name = self._photo_name if self.holding else self._painting_name
        panes = ((0, self._reference, self._reference_name), (width, self._shown, name))
        for left, layer, label in panes:
            painter.save()
            painter.translate(left, 0)
            pane = QRectF(0, 0, width, size.height())
            self._draw_layer(painter, pane, layer, fine)
            draw_label(painter, label, QPointF(self._left, self._top))
            painter.setClipRect(pane)
            self._brush.draw(painter)
            painter.restore()
        painter.fillRect(QRectF(width, 0, 1, size.height()), line)

    def _draw_layer(self, painter: QPainter, clip: QRectF, layer: Layer, fine: bool) -> None:
        painter.save()
        painter.setClipRect(clip)
        layer.draw(painter, self._view.area(), self._view.ratio, fine)
        painter.restore()

    @property
    def _shown(self) -> Layer:
        return self.photo if self.holding or self.painting.source is None else self.painting

    @property
    def _reference(self) -> Layer:
        return self.photo if self._version.source is None else self._version

    @property
    def _reference_name(self) -> str:
        return self._photo_name if self._version.source is None else self._version_name

    @property
    def _photo_name(self) -> str:
        return QCoreApplication.translate("Canvas", "Photo")

    @property
    def _painting_name(self) -> str:
        return QCoreApplication.translate("Canvas", "Painting")

    @property
    def _left(self) -> float:
        return max(self._view.area().left(), 0.0) + SPACE

    @property
    def _top(self) -> float:
        return max(self._view.area().top(), 0.0) + SPACE

    def _split_x(self) -> float:
        area = self._view.area()
        return area.left() + self.split * area.width()
