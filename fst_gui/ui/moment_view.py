"""One moment of a training, and another one beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from fst_gui.state.base import Picture
from fst_gui.ui.layer import Layer
from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.view_port import ViewPort

_GRIP = 11.0


class MomentView(QWidget):
    """Shows a picture whole; with a second one, that one on the left of a split."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "momentView", self.tr("Your photo at this moment"))
        self.setAccessibleDescription(self.tr("Arrow keys move the split."))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 160)
        self._theme = theme
        self._view = ViewPort()
        self._left, self._right = Layer(), Layer()
        self._names = ("", "")
        self._size = (0, 0)
        self.split = 0.5  # share of the picture's width
        theme.changed.connect(self.update)

    @property
    def comparing(self) -> bool:
        """Whether two pictures are shown."""
        return self._left.source is not None

    def show_moment(
        self, picture: Picture | None, name: str, other: Picture | None, other_name: str
    ) -> None:
        """Show a picture, and ``other`` on the left of the split."""
        self._right.load(picture)
        self._left.load(other)
        self._names = (other_name, name)
        self.setAccessibleName(
            self.tr("{other} beside {name}").format(other=other_name, name=name)
            if other is not None
            else name
        )
        if picture is not None and (picture.width, picture.height) != self._size:
            self._size = picture.width, picture.height
            self._view.set_picture(*self._size)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the picture whole."""
        self._view.resize(event.size().width(), event.size().height())
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the split."""
        self.mouseMoveEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the split."""
        if self.comparing and event.buttons() & Qt.MouseButton.LeftButton:
            area = self._view.area()
            self._move_to((event.position().x() - area.left()) / area.width())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the split."""
        far = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step and self.comparing:
            self._move_to(self.split + step * (0.1 if far else 0.02))
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Draw the ring."""
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away."""
        self.update()

    def _move_to(self, split: float) -> None:
        self.split = min(1.0, max(0.0, split))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pictures."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(colours.canvas))
        area, ratio = self._view.area(), self.devicePixelRatioF()
        if self._right.source is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._right.draw(painter, area, ratio, fine=True)
            if self.comparing:
                self._draw_split(painter, area, ratio)
            else:
                self._say(painter, self._names[1], area.left() + SPACE, left=True)
        else:
            painter.setPen(QColor(colours.muted))
            text = self.tr("The first picture comes in a moment.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, text)
        if self.hasFocus() and self.comparing:
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _draw_split(self, painter: QPainter, area: QRectF, ratio: float) -> None:
        x = area.left() + self.split * area.width()
        painter.save()
        painter.setClipRect(QRectF(0, 0, x, self.height()))
        self._left.draw(painter, area, ratio, fine=True)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, width in ((QColor(0, 0, 0, 90), 4), (QColor("white"), 2)):
            painter.setPen(QPen(colour, width))
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        painter.setPen(QPen(QColor(0, 0, 0, 90), 1))
        painter.setBrush(QColor("white"))
        painter.drawEllipse(QPointF(x, area.center().y()), _GRIP, _GRIP)
        painter.setPen(QPen(QColor("#333333"), 2))
        for side in (-1, 1):
            tip = QPointF(x + side * 7, area.center().y())
            painter.drawPolyline([tip + QPointF(-side * 4, -4), tip, tip + QPointF(-side * 4, 4)])
        self._say(painter, self._names[0], x - SPACE, left=False)
        self._say(painter, self._names[1], x + SPACE, left=True)

    def _say(self, painter: QPainter, text: str, x: float, *, left: bool) -> None:
        if not text:
            return
        metrics = painter.fontMetrics()
        width, height = metrics.horizontalAdvance(text) + 2 * SPACE, metrics.height() + SPACE
        box = QRectF(x if left else x - width, self._view.area().top() + SPACE, width, height)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, 150))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QColor("white"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
