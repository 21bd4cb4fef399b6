"""Small things that many widgets are made of."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLabel, QSizePolicy, QWidget

from fst_gui.ui.theme import SPACE

W = TypeVar("W", bound=QWidget)
S = TypeVar("S", bound=QAbstractSpinBox)


def named(widget: W, key: str, says: str = "") -> W:
    """Give a widget its object name, and what a screen reader says."""
    widget.setObjectName(key)
    if says:
        widget.setAccessibleName(says)
    return widget


def number_field(field: S, key: str, says: str) -> S:
    """Name a field for numbers, and keep the number off its edge: the stylesheet cannot."""
    field.lineEdit().setTextMargins(SPACE - 2, 0, 0, 0)
    return named(field, key, says)


def words(text: str = "", role: str = "", key: str = "") -> QLabel:
    """A label; the stylesheet knows the roles ``heading``, ``muted`` and ``value``."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)  # names of files and styles may look like markup
    label.setObjectName(key)
    label.setProperty("role", role)
    label.setWordWrap(True)
    return label


class OneLine(QLabel):
    """A label that cuts what does not fit, instead of asking for room."""

    def __init__(self, key: str, role: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setObjectName(key)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.set_role(role)

    @property
    def whole(self) -> str:
        """The text before it was cut."""
        return self._whole

    def set_role(self, role: str) -> None:
        """Another part of the stylesheet."""
        if self.property("role") != role:
            self.setProperty("role", role)
            self.style().unpolish(self)
            self.style().polish(self)

    def say(self, text: str, tip: str = "", *, wrapped: bool = False) -> None:
        """Show as much of the text as fits, or wrap it; all of it in the tool tip."""
        self._whole = text
        self.setWordWrap(wrapped)
        self.setAccessibleName(text)
        self.setToolTip(tip or text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much as fits now."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        if self.wordWrap():
            self.setText(self._whole)
            return
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._whole, mode, self.width()))
