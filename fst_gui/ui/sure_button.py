"""A button for what cannot be undone: it asks before it does it."""

from __future__ import annotations

import time
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from fst_gui.ui.parts import named

_ASKS_FOR = 5000  # milliseconds
_PRESSES = (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel)
_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class SureButton(QPushButton):
    """The first click asks, the second one confirms; whatever else is done takes the first back.

    The second click of a double click belongs to the first.
    """

    confirmed = Signal()

    def __init__(self, key: str, question: str) -> None:
        super().__init__()
        named(self, key)
        self._app = cast(QApplication, QApplication.instance())
        self._question = question
        self._offer = ""
        self._asks = True
        self._since: float | None = None  # when it began to ask
        self._forgets = QTimer(self, singleShot=True, interval=_ASKS_FOR)
        self._forgets.timeout.connect(self.forget)
        self.clicked.connect(self._clicked)

    def offer(self, text: str, *, asks: bool) -> None:
        """What it does; one that does not ask does it at once."""
        self._offer, self._asks = text, asks
        if asks:
            self._say()
        else:
            self.forget()

    def forget(self) -> None:
        """The next click is the first one again."""
        if self._since is not None:
            self._since = None
            self._forgets.stop()
            self._app.removeEventFilter(self)
        self._say()

    def _clicked(self) -> None:
        if not self._asks:
            self.confirmed.emit()
        elif self._since is None:
            self._since = time.monotonic()
            self._forgets.start()
            self._app.installEventFilter(self)
            self._say()
        elif 1000 * (time.monotonic() - self._since) >= QApplication.doubleClickInterval():
            self.forget()
            self.confirmed.emit()

    def _say(self) -> None:
        text = self._offer if self._since is None else self._question
        self.setText(text)
        self.setAccessibleName(text)

    def hideEvent(self, event: QHideEvent) -> None:
        """Somebody is elsewhere."""
        super().hideEvent(event)
        self.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While it asks: anything that is done but to press it."""
        if isinstance(watched, QWidget) and self._is_other(watched, event):
            self.forget()
        return super().eventFilter(watched, event)

    def _is_other(self, watched: QWidget, event: QEvent) -> bool:
        kind = event.type()
        if kind in _KEYS and isinstance(event, QKeyEvent):
            # Parents are told too, of what the button does not take.
            return not (self.hasFocus() and event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Select))
        if kind == QEvent.Type.FocusOut:
            return watched is self
        return kind == QEvent.Type.WindowDeactivate or (kind in _PRESSES and watched is not self)
