"""A row of buttons of which one is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QToolButton, QWidget

from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE


class Choices(QWidget):
    """Segments; the arrow keys go from one to the next."""

    chosen = Signal(str)

    def __init__(self, key: str, name: str, choices: Sequence[tuple[str, str, str]]) -> None:
        """``choices`` are key, text and tip of each."""
        super().__init__()
        named(self, key, name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        font = self.font()
        font.setBold(True)
        bold = QFontMetrics(font)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for number, (choice, text, tip) in enumerate(choices):
            button = named(QToolButton(), f"{key}_{choice}", f"{name}: {text}")
            button.setText(text)
            button.setToolTip(tip)
            button.setAccessibleDescription(tip)
            button.setCheckable(True)
            button.setProperty("role", "segment")
            place = "first" if number == 0 else "last" if number == len(choices) - 1 else "middle"
            button.setProperty("place", place)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            button.setMinimumWidth(bold.horizontalAdvance(text) + 2 * SPACE)  # as when pressed
            button.clicked.connect(lambda _=False, c=choice: self.chosen.emit(c))
            self._group.addButton(button)
            self._buttons[choice] = button
            row.addWidget(button)

    def show_choice(self, choice: str) -> None:
        """What the state says; the Tab key stops at the one that is pressed."""
        focused = any(button.hasFocus() for button in self._buttons.values())
        for key, button in self._buttons.items():
            chosen = key == choice
            button.setChecked(chosen)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if chosen else Qt.FocusPolicy.NoFocus)
            if chosen and focused:  # two would look chosen
                button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One to the left or right."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        buttons = list(self._buttons.values())
        now = next((n for n, button in enumerate(buttons) if button.isChecked()), 0)
        button = buttons[(now + step) % len(buttons)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        button.click()
