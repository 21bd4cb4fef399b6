"""A slider with its name, its value in words, and what its ends mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from fst_gui.ui.parts import words
from fst_gui.ui.sliders import CalmSlider


class Dial(QWidget):
    """``changed`` while it moves, ``settled`` when it is let go or moved by a key."""

    changed = Signal(int)
    settled = Signal(int)

    def __init__(
        self, key: str, name: str, ends: tuple[str, str], say: Callable[[int], str]
    ) -> None:
        super().__init__()
        self._say = say
        self.slider = CalmSlider(key, name)
        self._value = words(role="value")
        self._value.setWordWrap(False)
        label = QLabel(name)
        label.setBuddy(self.slider)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for row, texts in ((QHBoxLayout(), (label, self._value)), (QHBoxLayout(), ends)):
            left, right = (words(t, "muted") if isinstance(t, str) else t for t in texts)
            right.setAlignment(Qt.AlignmentFlag.AlignRight)
            row.addWidget(left, 1)
            row.addWidget(right, 0 if right is self._value else 1)
            column.addLayout(row)
            if right is self._value:
                column.addWidget(self.slider)
        self.slider.valueChanged.connect(self._moved)
        self.slider.sliderReleased.connect(lambda: self.settled.emit(self.slider.value()))
        self._show(self.slider.value())

    def set_range(self, low: int, high: int) -> None:
        """The values there are."""
        self.slider.setRange(low, high)
        self.slider.setPageStep(max(1, (high - low) // 10))

    def show_value(self, value: int) -> None:
        """Show a value that somebody else set; one that is being dragged stays."""
        if not self.slider.isSliderDown():
            with QSignalBlocker(self.slider):
                self.slider.setValue(value)
            self._show(value)

    def _moved(self, value: int) -> None:
        self._show(value)
        self.changed.emit(value)
        if not self.slider.isSliderDown():
            self.settled.emit(value)

    def _show(self, value: int) -> None:
        self._value.setText(self._say(value))
