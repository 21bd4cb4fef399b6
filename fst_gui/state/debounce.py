"""Wait for a pause, but not for ever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Handle(Protocol):
    """A call that is planned."""

    def cancel(self) -> None:
        """Forget the call."""
        ...


class Later(Protocol):
    """Plans a call, as ``loop.call_later`` does."""

    def __call__(self, delay: float, callback: Callable[[], None], /) -> Handle:
        """Call back after ``delay`` seconds."""
        ...


class Debounce:
    """Calls once after ``pause`` seconds of quiet, or ``maximum`` seconds after the first wish."""

    def __init__(
        self,
        call: Callable[[], None],
        *,
        later: Later,
        now: Callable[[], float],
        pause: float,
        maximum: float,
    ) -> None:
        self._call = call
        self._later = later
        self._now = now
        self._pause = pause
        self._maximum = maximum
        self._first: float | None = None
        self._handle: Handle | None = None

    @property
    def waiting(self) -> bool:
        """Whether a call is planned."""
        return self._handle is not None

    def wish(self) -> None:
        """Ask for a call; it moves back while more wishes come, up to the maximum wait."""
        now = self._now()
        if self._first is None:
            self._first = now
        if self._handle is not None:
            self._handle.cancel()
        delay = min(self._pause, max(0.0, self._first + self._maximum - now))
        self._handle = self._later(delay, self._fire)

    def cancel(self) -> None:
        """Forget what was wished."""
        if self._handle is not None:
            self._handle.cancel()
        self._handle = None
        self._first = None

    def _fire(self) -> None:
        self._handle = None
        self._first = None
        self._call()
