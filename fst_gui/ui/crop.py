"""A painting on which the region whose brushwork counts is chosen."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fst_gui.state.base import Picture
from fst_gui.ui.layer import Layer
from fst_gui.ui.parts import named
from fst_gui.ui.theme import Theme
from fst_gui.ui.view_port import ViewPort

WHOLE = QRectF(0, 0, 1, 1)
_GRIP = 7.0  # radius in which a corner is taken
_SMALLEST = 0.05  # of a side
_NUDGE = 0.01


class CropView(QWidget):
    """Shows a painting; dragging draws a rectangle on it, in shares of its sides.

    Inside the rectangle dragging moves it, at a corner it changes its size. A double click, or
    Delete, takes the whole painting again. Arrow keys move, with Shift they change the size.
    """

    changed = Signal(object)  # QRectF within 0..1, or None for the whole painting

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "crop", self.tr("Painting"))
        self.setAccessibleDescription(
            self.tr(
                "Drag a rectangle over the region whose brushwork counts. Arrow keys move it, "
                "with Shift they change its size, Delete takes the whole painting again."
            )
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        self.setMouseTracking(True)
        self._theme = theme
        self._view = ViewPort()
        self._layer = Layer()
        self._crop = QRectF(WHOLE)
        self._fixed: QPointF | None = None  # the corner opposite to the one that is dragged
        self._held: QPointF | None = None  # where in the rectangle it was taken to be moved
        self._pressed = QRectF()
        theme.changed.connect(self.update)

    @property
    def crop(self) -> QRectF | None:
        """The chosen region; None for the whole painting."""
        return None if self._crop == WHOLE else QRectF(self._crop)

    def show_painting(self, picture: Picture | None, crop: QRectF | None, says: str) -> None:
        """Show a painting and its region."""
        if picture is not self._layer.source:
            self._layer.load(picture)
            if picture is not None:
                self._view.set_picture(picture.width, picture.height)
        if self._fixed is None and self._held is None:
            self._crop = QRectF(WHOLE) if crop is None else QRectF(crop)
        self.setAccessibleName(says or self.tr("Painting"))
        self.update()

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the painting whole."""
        self._view.resize(event.size().width(), event.size().height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a corner or the rectangle, or begin another one."""
        if event.button() != Qt.MouseButton.LeftButton or self._layer.source is None:
            return
        at, self._pressed = event.position(), QRectF(self._crop)
        corner = self._corner_at(at)
        if corner is not None:
            self._fixed = self._crop.topLeft() + self._crop.bottomRight() - corner
        elif self.crop is not None and self._on_screen().contains(at):
            self._held = self._share(at) - self._crop.topLeft()
        else:
            self._fixed = self._share(at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag what was taken."""
        at = event.position()
        if self._fixed is not None:
            self._crop = _between(self._fixed, self._share(at))
        elif self._held is not None:
            self._crop = _inside(self._crop, self._share(at, clamped=False) - self._held)
        else:
            self.setCursor(self._cursor_at(at))
            return
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Done; a rectangle too small to mean anything is forgotten."""
        if self._fixed is None and self._held is None:
            return
        self._fixed = self._held = None
        if min(self._crop.width(), self._crop.height()) < _SMALLEST:
            self._crop = self._pressed
        self._tell()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """The whole painting again."""
        self._fixed = self._held = None
        self._set(QRectF(WHOLE))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the rectangle, change its size, or forget it."""
        steps = {
            Qt.Key.Key_Left: QPointF(-_NUDGE, 0),
            Qt.Key.Key_Right: QPointF(_NUDGE, 0),
            Qt.Key.Key_Up: QPointF(0, -_NUDGE),
            Qt.Key.Key_Down: QPointF(0, _NUDGE),
        }
        step = steps.get(Qt.Key(event.key()))
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._set(QRectF(WHOLE))
        elif step is None or self._layer.source is None:
            event.ignore()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            size = self._crop.size()
            width = min(max(size.width() + step.x(), _SMALLEST), 1 - self._crop.x())
            height = min(max(size.height() + step.y(), _SMALLEST), 1 - self._crop.y())
            self._set(QRectF(self._crop.x(), self._crop.y(), width, height))
        else:
            self._set(_inside(self._crop, self._crop.topLeft() + step))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()

    # The rectangle

    def _set(self, crop: QRectF) -> None:
        if crop != self._crop:
            self._crop = crop
            self._tell()

    def _tell(self) -> None:
        self.update()
        self.changed.emit(self.crop)

    def _share(self, at: QPointF, *, clamped: bool = True) -> QPointF:
        """A point of the widget in shares of the painting's sides."""
        area = self._view.area()
        x, y = (at.x() - area.left()) / area.width(), (at.y() - area.top()) / area.height()
        return QPointF(min(1.0, max(0.0, x)), min(1.0, max(0.0, y))) if clamped else QPointF(x, y)

    def _on_screen(self) -> QRectF:
        area, crop = self._view.area(), self._crop
        return QRectF(
            area.left() + crop.x() * area.width(),
            area.top() + crop.y() * area.height(),
            crop.width() * area.width(),
            crop.height() * area.height(),
        )

    def _corners(self) -> list[tuple[QPointF, QPointF]]:
        """On the screen, and in shares."""
        seen, crop = self._on_screen(), self._crop
        return [
            (seen.topLeft(), crop.topLeft()),
            (seen.topRight(), crop.topRight()),
            (seen.bottomLeft(), crop.bottomLeft()),
            (seen.bottomRight(), crop.bottomRight()),
        ]

    def _corner_at(self, at: QPointF) -> QPointF | None:
        if self.crop is None:
            return None
        for seen, corner in self._corners():
            if (seen - at).manhattanLength() <= 2 * _GRIP:
                return corner
        return None

    def _cursor_at(self, at: QPointF) -> Qt.CursorShape:
        if self._layer.source is None:
            return Qt.CursorShape.ArrowCursor
        if self._corner_at(at) is not None:
            return Qt.CursorShape.SizeAllCursor
        inside = self.crop is not None and self._on_screen().contains(at)
        return Qt.CursorShape.OpenHandCursor if inside else Qt.CursorShape.CrossCursor

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the painting, dimmed outside the rectangle."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.canvas))
        if self._layer.source is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            area = self._view.area()
            self._layer.draw(painter, area, self.devicePixelRatioF(), fine=True)
            if self._crop != WHOLE:
                self._draw_crop(painter, area)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_crop(self, painter: QPainter, area: QRectF) -> None:
        seen = self._on_screen()
        outside = QPainterPath()
        outside.addRect(area)
        outside.addRect(seen)
        painter.fillPath(outside, QColor(0, 0, 0, 140))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((QColor(0, 0, 0, 120), 3), (QColor("white"), 1.5)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(seen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(0, 0, 0, 120), 1))
        painter.setBrush(QColor("white"))
        for corner, _ in self._corners():
            painter.drawEllipse(corner, _GRIP - 2, _GRIP - 2)


def _between(one: QPointF, other: QPointF) -> QRectF:
    left, right = sorted((one.x(), other.x()))
    top, bottom = sorted((one.y(), other.y()))
    return QRectF(left, top, right - left, bottom - top)


def _inside(crop: QRectF, corner: QPointF) -> QRectF:
    """The rectangle with its corner there, as far as the painting allows."""
    x = min(max(corner.x(), 0.0), 1.0 - crop.width())
    y = min(max(corner.y(), 0.0), 1.0 - crop.height())
    return QRectF(x, y, crop.width(), crop.height())
