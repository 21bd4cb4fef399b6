"""One picture as it is drawn on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from fst_gui.state.base import Picture
from fst_gui.ui.pictures import to_pixmap


class Layer:
    """A pixmap and its last smooth reduction, so that repaints are cheap."""

    def __init__(self) -> None:
        self.source: Picture | None = None
        self._pixmap = QPixmap()
        self._small = QPixmap()

    def load(self, picture: Picture | None) -> None:
        """Another picture, or none; the same one costs nothing."""
        if picture is not self.source:
            self.source = picture
            self._pixmap = QPixmap() if picture is None else to_pixmap(picture)
            self._small = QPixmap()

    def draw(self, painter: QPainter, target: QRectF, ratio: float, fine: bool) -> None:
        """Fill ``target``; ``fine`` takes the time to reduce smoothly and keeps the result."""
        wanted = QSize(
            max(1, round(target.width() * ratio)), max(1, round(target.height() * ratio))
        )
        if fine and wanted.width() < self._pixmap.width() and self._small.size() != wanted:
            self._small = self._pixmap.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        pixmap = self._small if self._small.size() == wanted else self._pixmap
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))
