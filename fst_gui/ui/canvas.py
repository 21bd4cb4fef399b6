"""The picture: zoom, pan, and the photo beside the painting."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fst_gui.state.base import Picture
from fst_gui.ui.layer import Layer
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.view_port import ViewPort

_GRIP = 13.0  # radius of the split's handle
_NEAR = 9.0  # how close to the line a press takes the split


class Canvas(QWidget):
    """Shows the painting; with the split, the photo on its left side."""

    zoomed = Signal(float)  # device pixels to one pixel of the photo
    open_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(
            self.tr("Wheel zooms, dragging moves. Arrow keys move the split or the picture.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        theme.changed.connect(self.update)
        self.view = ViewPort()
        self._before, self._after = Layer(), Layer()
        self.split = 0.5  # share of the photo's width
        self.comparing = False
        self.holding = False
        self._hot = False
        self._drag = ""  # "", "pan" or "split"
        self._last = QPointF()
        self._settle = QTimer(self, singleShot=True, interval=90)
        self._settle.timeout.connect(self.update)
        self._busy = QTimer(self, singleShot=True, interval=500)
        self._busy.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BusyCursor))

    # What is shown

    @property
    def shows_painting(self) -> bool:
        """Whether there is a painting on the canvas."""
        return self._after.source is not None

    def show_pictures(
        self, original: Picture | None, painted: Picture | None, size: tuple[int, int]
    ) -> None:
        """Show these in the place of a photo of that size."""
        if original is self._before.source and painted is self._after.source:
            return
        new = original is not self._before.source
        self._before.load(original)
        self._after.load(painted)
        if new:
            self.view.set_picture(*size)
            self.fit()
        self.update()

    def set_comparing(self, on: bool) -> None:
        """Show the split, or the painting alone."""
        self.comparing = on
        self.update()

    def hold_original(self, on: bool) -> None:
        """Show the photo while something is held down."""
        self.holding = on
        self.update()

    def set_busy(self, on: bool) -> None:
        """Show a busy pointer after half a second."""
        if on and not self._busy.isActive() and self.cursor().shape() != Qt.CursorShape.BusyCursor:
            self._busy.start()
        elif not on:
            self._busy.stop()
            if self.cursor().shape() == Qt.CursorShape.BusyCursor:
                self.unsetCursor()

    def set_hot(self, on: bool) -> None:
        """Show that something can be dropped."""
        self._hot = on
        self.update()

    # The way it is looked at

    def fit(self) -> None:
        """The whole picture."""
        self.view.fit()
        self._looked()

    def actual_size(self) -> None:
        """One pixel of the photo to one pixel of the screen."""
        self.zoom(1.0 / (self.view.scale * self.devicePixelRatioF()))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Closer or farther, keeping the point under the pointer."""
        at = QPointF(self.width() / 2, self.height() / 2) if at is None else at
        self.view.zoom(factor, at, self.devicePixelRatioF())
        self._settle.start()
        self._looked()

    def move_split(self, step: float) -> None:
        """Move the split by a share of the width."""
        self.split = min(1.0, max(0.0, self.split + step))
        self.update()

    def _looked(self) -> None:
        self.zoomed.emit(self.view.scale * self.devicePixelRatioF())
        self.update()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture fitted, or its middle in the middle."""
        self.view.resize(event.size().width(), event.size().height())
        self._settle.start()
        self._looked()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        if self._before.source is not None:
            self.zoom(1.0015 ** event.angleDelta().y(), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the split or the picture."""
        if event.button() not in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            return
        self._drag = "split" if self._on_split(event.position()) else "pan"
        self._last = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what was taken."""
        if self._drag == "split":
            area = self.view.area()
            self.split = min(1.0, max(0.0, (event.position().x() - area.left()) / area.width()))
            self.update()
        elif self._drag == "pan":
            self.view.pan(event.position() - self._last)
            self._last = event.position()
            self.update()
        elif not self._busy.isActive() and self.cursor().shape() != Qt.CursorShape.BusyCursor:
            over = self._on_split(event.position())
            self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = ""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Whole picture and 100 % in turn; an empty canvas asks for a photo."""
        if self._before.source is None:
            self.open_wanted.emit()
        elif self.view.fitted:
            self.zoom(1.0 / (self.view.scale * self.devicePixelRatioF()), event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the split, or the picture."""
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        directions = {
            Qt.Key.Key_Left: QPointF(-1, 0),
            Qt.Key.Key_Right: QPointF(1, 0),
            Qt.Key.Key_Up: QPointF(0, -1),
            Qt.Key.Key_Down: QPointF(0, 1),
        }
        towards = directions.get(Qt.Key(event.key()))
        if towards is None:
            event.ignore()
        elif self._split_shown and towards.x():
            self.move_split(towards.x() * (0.1 if far else 0.02))
        else:
            self.view.pan(-towards * (160 if far else 40))
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.hold_original(False)

    @property
    def _split_shown(self) -> bool:
        return self.comparing and self.shows_painting and not self.holding

    def _split_x(self) -> float:
        area = self.view.area()
        return area.left() + self.split * area.width()

    def _on_split(self, point: QPointF) -> bool:
        return self._split_shown and abs(point.x() - self._split_x()) <= _NEAR

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, the split and what is said on it."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.canvas))
        if self._before.source is None:
            painter.setPen(QColor(colours.muted))
            text = self.tr("Drop a photo here, or press Ctrl+O")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._draw_pictures(painter)
        if self._hot or (self.hasFocus() and self.window().isActiveWindow()):
            painter.setPen(QPen(QColor(colours.accent), 4 if self._hot else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_pictures(self, painter: QPainter) -> None:
        area, ratio = self.view.area(), self.devicePixelRatioF()
        fine = not self._settle.isActive()
        if self.holding or not self.shows_painting:
            self._before.draw(painter, area, ratio, fine)
            if self.holding:
                self._say(painter, self.tr("Photo"), area.left() + SPACE, left=True)
            return
        self._after.draw(painter, area, ratio, fine)
        if not self._split_shown:
            return
        x = self._split_x()
        painter.save()
        painter.setClipRect(QRectF(0, 0, x, self.height()))
        self._before.draw(painter, area, ratio, fine)
        painter.restore()
        self._draw_handle(painter, x, area)

    def _draw_handle(self, painter: QPainter, x: float, area: QRectF) -> None:
        seen = area.intersected(QRectF(self.rect()))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 90), 4))
        painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()))
        painter.setPen(QPen(QColor("white"), 2))
        painter.drawLine(QPointF(x, seen.top()), QPointF(x, seen.bottom()))
        middle = QPointF(x, seen.center().y())
        painter.setPen(QPen(QColor(0, 0, 0, 90), 1))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(middle, _GRIP, _GRIP)
        arrow = QPen(QColor("#333333"), 2)
        arrow.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(arrow)
        for side in (-1, 1):
            tip = middle + QPointF(side * 8, 0)
            painter.drawPolyline([tip + QPointF(-side * 4, -4), tip, tip + QPointF(-side * 4, 4)])
        self._say(painter, self.tr("Photo"), x - SPACE, left=False)
        self._say(painter, self.tr("Painting"), x + SPACE, left=True)

    def _say(self, painter: QPainter, text: str, x: float, *, left: bool) -> None:
        """A small label at the top of the picture, to the right or left of ``x``."""
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 2 * SPACE, metrics.height() + SPACE
        top = max(self.view.area().top(), 0.0) + SPACE
        box = QRectF(x if left else x - width, top, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
