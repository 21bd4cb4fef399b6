"""What an artist wants of a training while it runs.

Wishes are put into an inbox on any thread; the training takes them out between two steps, in
order. Plain Python, so that the window can hold one without importing torch.
"""

from __future__ import annotations

import queue
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Pause:
    """Save a checkpoint and rest."""


@dataclass(frozen=True)
class Resume:
    """Go on after a pause."""


@dataclass(frozen=True)
class StopAndKeep:
    """End here and keep the style as it is."""


@dataclass(frozen=True)
class ContentTarget:
    """How far the photo's content may move from now on: C, 0 for the photo itself."""

    value: float


@dataclass(frozen=True)
class KeepMoment:
    """Keep the style as it is now under this name, and go on."""

    name: str


Wish = Pause | Resume | StopAndKeep | ContentTarget | KeepMoment
WISHES: Mapping[str, type[Wish]] = {
    kind.__name__: kind for kind in (Pause, Resume, StopAndKeep, ContentTarget, KeepMoment)
}


class TrainingControl:
    """The reins of one training. Every method may be called on any thread.

    It is also what a paused training rests on: ``over`` tells whether there is a wish to see to,
    and whoever ``call`` was given is called at every wish.
    """

    def __init__(self) -> None:
        self._inbox: queue.SimpleQueue[Wish] = queue.SimpleQueue()
        self._wake: Callable[[], None] | None = None

    def pause(self) -> None:
        """Rest after the step under way; the training yields ``Paused``."""
        self._wish(Pause())

    def resume(self) -> None:
        """Go on; the training yields ``Resumed``."""
        self._wish(Resume())

    def stop_and_keep(self) -> None:
        """End after the step under way, also when it is paused, and keep the style."""
        self._wish(StopAndKeep())

    def set_content_target(self, value: float) -> None:
        """Change how strictly the photo's shapes are kept, 0.05 (strict) to 1.9."""
        if not 0.05 <= value <= 1.9:
            raise ValueError("the content target lies between 0.05 and 1.9")
        self._wish(ContentTarget(value))

    def keep_moment(self, name: str) -> None:
        """Keep the style as it is after the step under way, also when it is paused."""
        self._wish(KeepMoment(name))

    def _wish(self, wish: Wish) -> None:
        self._inbox.put(wish)
        if self._wake is not None:
            self._wake()

    # For the training and for who steps it.

    @property
    def over(self) -> bool:
        """Whether a resting training has something to do."""
        return not self._inbox.empty()

    def call(self, wake: Callable[[], None]) -> None:
        """Call ``wake`` at every wish from now on."""
        self._wake = wake

    def wishes(self) -> Iterator[Wish]:
        """Take what was wished since the last time."""
        while True:
            try:
                yield self._inbox.get_nowait()
            except queue.Empty:
                return

    def wait(self) -> Wish:
        """The next wish, waited for when there is none."""
        return self._inbox.get()
