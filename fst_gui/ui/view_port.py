"""Where a picture lies in a widget."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

_MARGIN = 16.0
_CLOSEST = 32.0  # device pixels to one pixel of the picture


class ViewPort:
    """Scale (logical pixels to one pixel of the picture) and the point that is in the middle."""

    def __init__(self) -> None:
        self.scale = 1.0
        self.fitted = True
        self.ratio = 1.0  # device pixels to one logical pixel
        self._centre = QPointF()
        self._picture = (1, 1)
        self._room = (1, 1)

    def set_picture(self, width: int, height: int) -> None:
        """Another picture, shown whole."""
        self._picture = (max(1, width), max(1, height))
        self.fit()

    def resize(self, width: int, height: int) -> None:
        """Another size of the widget."""
        self._room = (max(1, width), max(1, height))
        if self.fitted:
            self.fit()
        else:
            self._hold()

    def fit(self) -> None:
        """Show the whole picture; a small one is enlarged."""
        self.fitted = True
        self.scale = self._fitting()
        self._centre = QPointF(self._picture[0] / 2, self._picture[1] / 2)

    def zoom(self, factor: float, at: QPointF) -> None:
        """Scale by ``factor`` and keep the point ``at`` of the widget in place."""
        point = self._point(at)
        lowest = min(self._fitting(), 1.0 / self.ratio)
        highest = max(_CLOSEST / self.ratio, self._fitting())
        self.scale = min(max(self.scale * factor, lowest), highest)
        self.fitted = False
        self._centre += point - self._point(at)
        self._hold()

    def pan(self, by: QPointF) -> None:
        """Move the picture by pixels of the widget."""
        self._centre -= by / self.scale
        self._hold()

    @property
    def whole(self) -> bool:
        """Whether no part of the picture is outside the widget."""
        return all(
            length * self.scale <= room
            for length, room in zip(self._picture, self._room, strict=True)
        )

    def area(self) -> QRectF:
        """Where the picture lies in the widget, from a whole device pixel on."""
        width, height = self._picture[0] * self.scale, self._picture[1] * self.scale
        left = self._room[0] / 2 - self._centre.x() * self.scale
        top = self._room[1] / 2 - self._centre.y() * self.scale
        left, top = (round(value * self.ratio) / self.ratio for value in (left, top))
        return QRectF(left, top, width, height)

    def share(self, at: QPointF) -> tuple[float, float]:
        """A point of the widget in shares of the picture's width and height."""
        area = self.area()
        return (at.x() - area.left()) / area.width(), (at.y() - area.top()) / area.height()

    def _fitting(self) -> float:
        return max(
            1e-4,
            min(
                (self._room[0] - 2 * _MARGIN) / self._picture[0],
                (self._room[1] - 2 * _MARGIN) / self._picture[1],
            ),
        )

    def _point(self, at: QPointF) -> QPointF:
        middle = QPointF(self._room[0] / 2, self._room[1] / 2)
        return self._centre + (at - middle) / self.scale

    def _hold(self) -> None:
        """No farther than the picture's edges; a picture smaller than the room stays centred."""
        half = [room / 2 / self.scale for room in self._room]
        wanted = (self._centre.x(), self._centre.y())
        held: list[float] = []
        for length, reach, value in zip(self._picture, half, wanted, strict=True):
            if length <= 2 * reach:
                held.append(length / 2)
            else:
                held.append(min(max(value, reach), length - reach))
        self._centre = QPointF(*held)
