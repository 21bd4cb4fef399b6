"""Scrolling a panel changes nothing that lies under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


def calm(widget: QWidget) -> None:
    """Leave the wheel to what the widget lies in, unless the widget has the focus."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel would give it the focus first
    widget.installEventFilter(_WheelGuard(widget))


class _WheelGuard(QObject):
    """Lies before a widget, and is gone with it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only where the person is."""
        if event.type() != QEvent.Type.Wheel or self._widget.hasFocus():
            return False
        event.ignore()
        return True
