"""A list to choose from that leaves Space to the window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QComboBox


class ChoiceBox(QComboBox):
    """Has the keyboard only for those who come with it; after the mouse the window gets it.

    There Space shows the photo. In the box it would open the list again, and in a field that
    had the keyboard before it would be typed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._by_mouse = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.view().installEventFilter(self)  # not every way to close it calls hidePopup

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The list opens."""
        super().mousePressEvent(event)
        self._by_mouse = self.view().isVisible()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The list is closed, whether something was chosen or not."""
        if event.type() == QEvent.Type.Hide and self._by_mouse:
            self._by_mouse = False
            self.window().setFocus()
        return super().eventFilter(watched, event)
