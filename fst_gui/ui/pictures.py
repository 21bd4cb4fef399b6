"""Pixels to pixmaps."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPixmap

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
