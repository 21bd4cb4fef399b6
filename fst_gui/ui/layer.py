"""One picture as it is drawn on the canvas."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from fst_gui.state.base import Picture
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
        self._part: tuple[tuple[Picture, QRect, QSize], QImage] | None = None  # seen last

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
        if self.detail is None:
            self._part = None
        elif wanted.width() > self._pixmap.width():
            self._draw_detail(painter, self.detail, target, ratio, fine)
            return
        if fine and wanted.width() < self._pixmap.width() and self._small.size() != wanted:
            self._small = self._pixmap.scaled(
                wanted,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        pixmap = self._small if self._small.size() == wanted else self._pixmap
        painter.drawPixmap(target, pixmap, QRectF(pixmap.rect()))

    def _draw_detail(
        self, painter: QPainter, detail: Picture, target: QRectF, ratio: float, fine: bool
    ) -> None:
        across, down = target.width() / detail.width, target.height() / detail.height
        seen = target.intersected(painter.clipBoundingRect()).translated(-target.topLeft())
        seen = QRectF(
            seen.left() / across, seen.top() / down, seen.width() / across, seen.height() / down
        )
        part = seen.toAlignedRect().intersected(QRect(0, 0, detail.width, detail.height))
        if part.isEmpty():
            return  # Qt takes an empty part for the whole
        place = QRectF(
            part.left() * across, part.top() * down, part.width() * across, part.height() * down
        ).translated(target.topLeft())
        wanted = (place.size() * ratio).toSize()
        fine = fine and wanted.width() < part.width()
        key = detail, part, wanted if fine else part.size()
        if self._part is None or self._part[0] != key:
            image = as_image(detail).copy(part)
            if fine:
                image = image.scaled(
                    wanted,
                    Qt.AspectRatioMode.IgnoreAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            self._part = key, image
        painter.drawImage(place, self._part[1], QRectF(self._part[1].rect()))
