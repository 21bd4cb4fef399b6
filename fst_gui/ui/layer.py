"""One picture as it is drawn on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from fst_gui.state.base import Picture
from fst_gui.state.opened import DETAIL_FROM
from fst_gui.ui.pictures import as_image, to_pixmap


class Layer:
    """A pixmap and its last smooth reduction, so that repaints are cheap.

    ``detail`` is the same picture with more pixels, or None: of it only what is seen is drawn,
    where it is looked at so closely that the pixmap has too few.
    """

    def __init__(self) -> None:
        self.source: Picture | None = None
        self.detail: Picture | None = None
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
        if self.detail is not None and self._is_close(wanted.width(), self.detail):
            _draw_seen(painter, self.detail, target)
            return
        if fine and wanted.width() < self._pixmap.width() and self._small.size() != wanted:
            self._small = self._pixmap.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        pixmap = self._small if self._small.size() == wanted else self._pixmap
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    def _is_close(self, width: int, detail: Picture) -> bool:
        """Whether a picture so wide on the screen has room for more pixels than the pixmap has."""
        return width > self._pixmap.width() and width >= DETAIL_FROM * detail.width


def _draw_seen(painter: QPainter, picture: Picture, target: QRectF) -> None:
    """Fill ``target``, as far as it is not clipped: a pixmap of all would take long to make."""
    seen = target.intersected(painter.clipBoundingRect())
    if seen.isEmpty():
        return  # Qt takes an empty part for the whole
    across, down = picture.width / target.width(), picture.height / target.height()
    source = QRectF(
        (seen.left() - target.left()) * across,
        (seen.top() - target.top()) * down,
        seen.width() * across,
        seen.height() * down,
    )
    painter.drawImage(seen, as_image(picture), source)
