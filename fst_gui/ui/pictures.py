"""Pixels to pixmaps."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from fst_gui.state.base import Picture


def as_image(picture: Picture) -> QImage:
    """The picture's own pixels, for as long as it is held."""
    pixels = picture.pixels
    stride = pixels.strides[0]
    return QImage(pixels.data, picture.width, picture.height, stride, QImage.Format.Format_RGB888)


def to_image(picture: Picture) -> QImage:
    """A copy that Qt owns."""
    return as_image(picture).copy()


def to_pixmap(picture: Picture) -> QPixmap:
    """A pixmap of the same size."""
    return QPixmap.fromImage(to_image(picture))


def filling(picture: Picture, size: QSize, ratio: float) -> QPixmap:
    """The middle of a picture, filling ``size`` (logical pixels) wholly."""
    wanted = QSize(round(size.width() * ratio), round(size.height() * ratio))
    image = to_image(picture).scaled(
        wanted,
        Qt.AspectRatioMode.KeepAspectRatioByExpanding,
        Qt.TransformationMode.SmoothTransformation,
    )
    middle = QRect(
        (image.width() - wanted.width()) // 2,
        (image.height() - wanted.height()) // 2,
        wanted.width(),
        wanted.height(),
    )
    pixmap = QPixmap.fromImage(image.copy(middle))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


class PictureView(QWidget):
    """A whole picture in whatever room there is, never enlarged; it asks for none itself."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: Picture | None = None
        self._pixmap = QPixmap()
        self._small = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)

    def show_picture(self, picture: Picture | None) -> None:
        """Another picture, or none."""
        if picture is not self._picture:
            self._picture = picture
            self._pixmap = QPixmap() if picture is None else to_pixmap(picture)
            self._small = QPixmap()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room."""
        self._small = QPixmap()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it in the middle, at the top."""
        if self._pixmap.isNull():
            return
        if self._small.isNull():
            ratio = self.devicePixelRatioF()
            room = (self.size() * ratio).boundedTo(self._pixmap.size())
            self._small = self._pixmap.scaled(
                room,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._small.setDevicePixelRatio(ratio)
        left = (self.width() - self._small.deviceIndependentSize().width()) / 2
        painter = QPainter(self)
        painter.drawPixmap(QPointF(left, 0), self._small)
        painter.end()
