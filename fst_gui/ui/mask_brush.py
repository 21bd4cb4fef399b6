"""The brush on the canvas: strokes, the ring around the pointer, and what is protected."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPen, QPixmap, qRgba

from fst_gui.state.look import PhotoMask
from fst_gui.state.masking import Mask, MaskState
from fst_gui.ui.view_port import ViewPort

_TINT = (214, 40, 57)  # as the red film that retouchers protect with
_DENSEST = 0.55
_TABLE = [qRgba(*_TINT, round((255 - level) * _DENSEST)) for level in range(256)]
_STEP, _FAR_STEP = 0.01, 0.08  # of the picture, for a key


class MaskBrush(QObject):
    """Handles the mouse and keys while the brush is in hand."""

    changed = Signal()

    def __init__(self, mask: MaskState, view: ViewPort, parent: QObject) -> None:
        super().__init__(parent)
        self._mask = mask
        self._view = view
        self._at: QPointF | None = None  # of the pointer, in shares of the picture
        self._down = False
        self._drawn: PhotoMask | None = None
        self._film = QPixmap()
        mask.changed.connect(self._follow)

    @property
    def active(self) -> bool:
        """Whether the brush is in hand."""
        return self._mask.snapshot.active

    # Events; each says whether it was for the brush

    def press(self, at: QPointF, button: Qt.MouseButton) -> bool:
        """The left button brushes, the right one does the opposite."""
        if not self.active or button not in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton):
            return False
        self._place(at)
        self._down = True
        self._mask.begin(*self._view.share(at), other=button == Qt.MouseButton.RightButton)
        return True

    def move(self, at: QPointF) -> bool:
        """Go on with the stroke, or only show where it would begin."""
        if not self.active:
            return False
        self._place(at)
        if self._down:
            self._mask.go_on(*self._view.share(at))
        return True

    def release(self) -> bool:
        """The stroke is done."""
        if not self._down:
            return False
        self._down = False
        self._mask.end()
        return True

    def leave(self) -> None:
        """The pointer is elsewhere."""
        self._at = None
        self.changed.emit()

    def key(self, event: QKeyEvent) -> bool:
        """Arrows move the ring, Enter dabs, Escape puts the brush away."""
        if not self.active:
            return False
        key = Qt.Key(event.key())
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = _FAR_STEP if far else _STEP
        towards = {
            Qt.Key.Key_Left: QPointF(-step, 0),
            Qt.Key.Key_Right: QPointF(step, 0),
            Qt.Key.Key_Up: QPointF(0, -step),
            Qt.Key.Key_Down: QPointF(0, step),
        }.get(key)
        at = self._at or QPointF(0.5, 0.5)
        if towards is not None:
            x, y = at.x() + towards.x(), at.y() + towards.y()
            self._at = QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y)))
            self.changed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._mask.begin(at.x(), at.y(), other=far)
            self._mask.end()
        elif key == Qt.Key.Key_Escape:
            self._mask.set_active(False)
        else:
            return False
        return True

    # Drawing

    def draw(self, painter: QPainter) -> None:
        """The film over what is protected, and the ring."""
        if not self.active:
            return
        area = self._view.area()
        if self._drawn is not None:
            painter.drawPixmap(area, self._film, QRectF(self._film.rect()))
        if self._at is not None:
            self._draw_ring(painter, area)

    def _draw_ring(self, painter: QPainter, area: QRectF) -> None:
        assert self._at is not None
        brush = self._mask.snapshot.brush
        x = area.left() + self._at.x() * area.width()
        y = area.top() + self._at.y() * area.height()
        radius = brush.size * max(area.width(), area.height()) / 2
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 140), 2.5), (QColor("white"), 1.25)):
            painter.setPen(QPen(colour, width))
            painter.drawEllipse(QPointF(x, y), radius, radius)
        hard = radius * (1.0 - brush.softness)
        if hard > 3:
            painter.setPen(QPen(QColor(255, 255, 255, 130), 1, Qt.PenStyle.DotLine))
            painter.drawEllipse(QPointF(x, y), hard, hard)

    def _place(self, at: QPointF) -> None:
        self._at = QPointF(*self._view.share(at))
        self.changed.emit()

    def _follow(self, now: Mask) -> None:
        if now.shown is not self._drawn:
            self._drawn = now.shown
            self._film = QPixmap() if now.shown is None else _film(now.shown)
        if not now.active:
            self._down = False
        self.changed.emit()


def _film(mask: PhotoMask) -> QPixmap:
    """The mask as a red film, densest where the photo stays."""
    height, width = mask.levels.shape
    image = QImage(mask.levels.data, width, height, width, QImage.Format.Format_Indexed8)
    image.setColorTable(_TABLE)
    return QPixmap.fromImage(image)
