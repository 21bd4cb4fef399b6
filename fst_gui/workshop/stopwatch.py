"""How long work in steps takes by itself, whoever has a turn in between."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Generator, Iterator
from typing import TypeVar

T = TypeVar("T")


class Stopwatch(Iterator[T]):
    """Hands on what a generator yields; ``seconds`` are those in which it works.

    Somebody else's turn in between does not count.
    """

    def __init__(self, events: Generator[T, None, None]) -> None:
        self._events = events
        self.seconds = 0.0

    def __next__(self) -> T:
        started = time.perf_counter()
        try:
            return next(self._events)
        finally:
            self.seconds += time.perf_counter() - started

    def close(self) -> None:
        """End the generator."""
        self._events.close()


def timed(work: Generator[object, None, T]) -> Generator[None, None, tuple[T, float]]:
    """What some work in steps gives, and the seconds in which it worked."""
    seconds = 0.0
    with contextlib.closing(work):
        while True:
            started = time.perf_counter()
            try:
                next(work)
            except StopIteration as end:
                return end.value, seconds + time.perf_counter() - started
            seconds += time.perf_counter() - started
            yield
