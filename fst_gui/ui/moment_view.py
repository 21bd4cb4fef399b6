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
from fst_gui.ui.marks import draw_label, draw_split
from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.view_port import ViewPort


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
                draw_label(painter, self._names[1], area.topLeft() + QPointF(SPACE, SPACE))
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
        draw_split(painter, x, area.top(), area.bottom())
        top = area.top() + SPACE
        draw_label(painter, self._names[0], QPointF(x - SPACE, top), right=True)
        draw_label(painter, self._names[1], QPointF(x + SPACE, top))
