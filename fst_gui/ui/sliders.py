"""A slider with its name and value, which a double-click sets back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPointF, QRect, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QSlider,
    QStyle,
    QStyleOptionSlider,
    QVBoxLayout,
    QWidget,
)

from fst_gui.ui.calm import calm
from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE

_GESTURE = 700  # milliseconds of rest after which a change is another step to undo


class CalmSlider(QSlider):
    """One that scrolling changes neither a picture nor a training with.

    Wherever it is pressed the handle is taken there, and can be drawn on.
    """

    def __init__(self, key: str, name: str) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        named(self, key, name)
        calm(self)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The handle is pressed, and moved to where the mouse is if that was beside it."""
        handle = self._handle()
        on_it = handle.contains(event.position().toPoint())
        if on_it or event.button() is not Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
            return
        kinds = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove
        beside = QPointF(event.position().x(), handle.center().y())
        for kind, place in zip(kinds, (QPointF(handle.center()), beside), strict=True):
            there = QMouseEvent(
                kind,
                place,
                self.mapToGlobal(place),
                event.button(),
                event.buttons(),
                event.modifiers(),
            )
            if kind is QEvent.Type.MouseMove:
                self.mouseMoveEvent(there)
            else:
                super().mousePressEvent(there)
        event.accept()

    def _handle(self) -> QRect:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        part = QStyle.SubControl.SC_SliderHandle
        return self.style().subControlRect(QStyle.ComplexControl.CC_Slider, option, part, self)


class ResetSlider(CalmSlider):
    """Says when a gesture is over, and when it is to be set back."""

    sealed = Signal()
    reset_wanted = Signal()

    def __init__(self, key: str, name: str, low: int, high: int) -> None:
        super().__init__(key, name)
        self.setRange(low, high)
        self.setPageStep(max(1, (high - low) // 10))
        self._pause = QTimer(self, singleShot=True, interval=_GESTURE)
        self._pause.timeout.connect(self.sealed)
        self.sliderPressed.connect(self._pause.stop)
        self.sliderPressed.connect(self.sealed)  # a double-click's second press is none
        self.sliderReleased.connect(self._pause.start)
        self.valueChanged.connect(self._changed)

    def _changed(self) -> None:
        if not self.isSliderDown():
            self._pause.start()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where it was at first."""
        self.reset_wanted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete does the same; Space is the window's."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.reset_wanted.emit()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)


class ResetLabel(QLabel):
    """A name; says when it was double-clicked."""

    reset_wanted = Signal()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setToolTip(self.tr("Double-click to set it back."))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Back to where it was at first."""
        self.reset_wanted.emit()


class SliderRow(QWidget):
    """Name on the left, value on the right, the slider beneath."""

    moved = Signal(int)
    sealed = Signal()
    reset_wanted = Signal()

    def __init__(
        self,
        key: str,
        name: str,
        span: tuple[int, int],
        say: Callable[[int], str],
        tip: str = "",
    ) -> None:
        super().__init__()
        self._say = say
        self.slider = ResetSlider(key, name, *span)
        self._name = ResetLabel(name)
        self._name.setBuddy(self.slider)
        self._name.reset_wanted.connect(self.reset_wanted)
        self._value = QLabel()
        self._value.setProperty("role", "value")
        hint = self.tr("Double-click to set it back.")
        for widget in (self._name, self.slider):
            widget.setToolTip(f"{tip}\n{hint}" if tip else hint)
        self.slider.setAccessibleDescription(tip)
        top = QHBoxLayout()
        top.addWidget(self._name, 1)
        top.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 4)
        column.addLayout(top)
        column.addWidget(self.slider)
        self.slider.valueChanged.connect(self.moved)
        self.slider.sealed.connect(self.sealed)
        self.slider.reset_wanted.connect(self.reset_wanted)
        self.setFocusProxy(self.slider)

    def show_value(self, value: int) -> None:
        """What the state says; a slider that is held stays where the hand is."""
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(value)
        self._value.setText(self._say(value))
