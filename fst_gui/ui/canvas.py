"""The picture: zoom, pan, brush, and the photo beside the painting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QSizeF, Qt, QTimer, Signal
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
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from fst_gui.state.base import Picture
from fst_gui.state.masking import MaskState
from fst_gui.ui.mask_brush import MaskBrush
from fst_gui.ui.scene import Scene
from fst_gui.ui.theme import Theme
from fst_gui.ui.view_port import ViewPort

_BY_KEYS = (
    Qt.FocusReason.TabFocusReason,
    Qt.FocusReason.BacktabFocusReason,
    Qt.FocusReason.ShortcutFocusReason,
)
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class Canvas(QWidget):
    """Shows the painting; with the photo, or a version that was kept, on its left if wanted."""

    zoomed = Signal(float)  # device pixels to one pixel of the photo
    open_wanted = Signal()
    drag_wanted = Signal()  # out of the window

    def __init__(self, mask: MaskState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("canvas")
        self.setAccessibleName(self.tr("Picture"))
        self.setAccessibleDescription(
            self.tr("Wheel zooms, dragging moves. Arrow keys move the split, picture or brush.")
        )
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(320, 240)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._theme = theme
        theme.changed.connect(self.update)
        self.view = ViewPort()
        self.brush = MaskBrush(mask, self.view, self)
        self.brush.changed.connect(self._brushed)
        self.scene = Scene(self.view, self.brush)
        self.hot = False
        self._ringed = False
        self._drag = ""  # "", "pan", "split" or "out"
        self._last = QPointF()
        self._settle = QTimer(self, singleShot=True, interval=90)
        self._settle.timeout.connect(self.update)
        self._busy = QTimer(self, singleShot=True, interval=500)
        self._busy.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BusyCursor))

    # What is shown

    @property
    def shows_painting(self) -> bool:
        """Whether there is a painting on the canvas."""
        return self.scene.painting.source is not None

    def show_pictures(
        self, original: Picture | None, painted: Picture | None, size: tuple[int, int]
    ) -> None:
        """Show these in the place of a photo of that size."""
        photo, painting = self.scene.photo, self.scene.painting
        if original is photo.source and painted is painting.source:
            return
        new, panes = original is not photo.source, self.scene.two_panes
        photo.load(original)
        painting.load(painted)
        if new:
            self.view.set_picture(*size)
        if new or self.scene.two_panes != panes:
            self._make_room()
        self.update()

    def show_details(self, original: Picture | None, painted: Picture | None) -> None:
        """The same pictures pixel for pixel, for who looks closely."""
        self.scene.photo.detail, self.scene.painting.detail = original, painted
        self.update()

    def compare_with(self, version: Picture | None, name: str = "") -> None:
        """Compare with a version of that name, or else with the photo."""
        self.scene.compare_with(version, name)
        self.update()

    def set_comparison(self, comparison: str) -> None:
        """``split`` for one picture in two parts, ``beside`` for two, or the painting alone."""
        if comparison != self.scene.comparison:
            self.scene.comparison = comparison
            self._make_room()

    def hold_original(self, on: bool) -> None:
        """Show the photo while something is held down."""
        self.scene.holding = on
        self.update()

    def set_busy(self, on: bool) -> None:
        """Show a busy pointer after half a second."""
        if on and not self._busy.isActive():
            self._busy.start()
        elif not on:
            self._busy.stop()
            if self.cursor().shape() == Qt.CursorShape.BusyCursor:
                self.unsetCursor()

    def set_hot(self, on: bool) -> None:
        """Show that something can be dropped."""
        self.hot = on
        self.update()

    # The way it is looked at

    def fit(self) -> None:
        """The whole picture."""
        self.view.fit()
        self._looked()

    def actual_size(self) -> None:
        """One pixel of the photo to one pixel of the screen."""
        self.zoom(1.0 / (self.view.scale * self.view.ratio))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Closer or farther, keeping the point under the pointer."""
        middle = QPointF(self._pane_width() / 2, self.height() / 2)
        self.view.zoom(factor, middle if at is None else self._in_pane(at))
        self._settle.start()
        self._looked()

    def move_split(self, step: float) -> None:
        """Move the split by a share of the width."""
        self.scene.set_split(self.scene.split + step)
        self.update()

    def _make_room(self) -> None:
        self.view.ratio = self.devicePixelRatioF()
        self.view.resize(self._pane_width(), self.height())
        self._settle.start()
        self._looked()

    def _looked(self) -> None:
        self.zoomed.emit(self.view.scale * self.view.ratio)
        self.update()

    def _pane_width(self) -> int:
        return self.scene.pane_width(self.width())

    def _in_pane(self, at: QPointF) -> QPointF:
        """Two panes show the same place: a point of the second one is one of the first."""
        width = self._pane_width()
        return QPointF(at.x() - width, at.y()) if at.x() >= width else at

    # Events

    def event(self, event: QEvent) -> bool:
        """Another screen has other pixels; Escape is the brush's before it is the menu's."""
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._make_room()
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        if self.brush.active and event.key() == Qt.Key.Key_Escape:
            event.accept()
        return event.isAccepted()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture fitted, or its middle in the middle."""
        self._make_room()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom to the pointer."""
        if self.scene.photo.source is not None:
            self.zoom(1.0015 ** event.angleDelta().y(), event.position())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Brush, or take the split or the picture."""
        self._last = event.position()
        if self.brush.press(self._in_pane(event.position()), event.button()):
            self._drag = ""
        elif event.button() == Qt.MouseButton.MiddleButton:
            self._drag = "pan"
        elif event.button() == Qt.MouseButton.LeftButton:
            out = self.view.whole or event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if self.scene.on_split(event.position()):
                self._drag = "split"
            else:
                self._drag = "out" if out and self.shows_painting else "pan"

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move what was taken."""
        moved = event.position() - self._last
        if self._drag == "split":
            self.scene.set_split(self.view.share(event.position())[0])
            self.update()
        elif self._drag == "pan":
            self.view.pan(moved)
            self._last = event.position()
            self.update()
        elif self._drag == "out":
            if moved.manhattanLength() >= QApplication.startDragDistance():
                self._drag = ""
                self.drag_wanted.emit()
        elif not self.brush.move(self._in_pane(event.position())):
            self._point(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._drag = ""
        self.brush.release()

    def leaveEvent(self, event: QEvent) -> None:
        """The ring goes with the pointer."""
        self.brush.leave()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Whole picture and 100 % in turn; an empty canvas asks for a photo."""
        self._drag = ""
        if self.brush.active:
            self.mousePressEvent(event)
        elif self.scene.photo.source is None:
            self.open_wanted.emit()
        elif self.view.fitted:
            self.zoom(1.0 / (self.view.scale * self.view.ratio), event.position())
        else:
            self.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the brush, the split, or the picture."""
        if self.brush.key(event):
            return
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        towards = _ARROWS.get(Qt.Key(event.key()))
        if towards is None:
            event.ignore()
            return
        self._ringed = True
        if self.scene.split_shown and towards.x():
            self.move_split(towards.x() * (0.1 if far else 0.02))
        else:
            self.view.pan(-towards * (160 if far else 40))
            self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring for whoever came by keys; a hand on the mouse knows where it is."""
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self._ringed = event.reason() in _BY_KEYS
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.hold_original(False)

    def _point(self, at: QPointF) -> None:
        """Show what a press would do."""
        if self._busy.isActive() or self.cursor().shape() == Qt.CursorShape.BusyCursor:
            return
        over = self.scene.on_split(at)
        self.setCursor(Qt.CursorShape.SplitHCursor if over else Qt.CursorShape.ArrowCursor)

    def _brushed(self) -> None:
        shape = Qt.CursorShape.CrossCursor if self.brush.active else Qt.CursorShape.ArrowCursor
        if self.cursor().shape() != shape and not self._busy.isActive():
            self.setCursor(shape)
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures and what is said on them."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.canvas))
        if self.scene.photo.source is None:
            painter.setPen(QColor(colours.muted))
            text = self.tr("Drop a photo here, or press Ctrl+O")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
        else:
            line, fine = QColor(colours.border), not self._settle.isActive()
            self.scene.draw(painter, QSizeF(self.size()), line, fine)
        ringed = self._ringed and self.hasFocus() and self.window().isActiveWindow()
        if self.hot or ringed:
            painter.setPen(QPen(QColor(colours.accent), 4 if self.hot else 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
