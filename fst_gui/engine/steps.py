"""Work in steps: generators that yield wherever somebody more urgent may have a turn.

What they give is what they return. Nothing that belongs to the whole thread may be left switched
on at a ``yield``, since others run in between: no gradients off, no autocast.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Generator
from typing import TypeVar

T = TypeVar("T")
E = TypeVar("E")


def at_once(steps: Generator[object, None, T]) -> T:
    """The result, for who does not want to leave the work between its steps."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


def each_within(
    context: Callable[[], contextlib.AbstractContextManager[object]],
    steps: Generator[None, None, T],
) -> Generator[None, None, T]:
    """The same work, each of its steps within a context of its own."""
    with contextlib.closing(steps):
        while True:
            with context():
                try:
                    next(steps)
                except StopIteration as end:
                    return end.value
            yield


def telling(steps: Generator[None, None, T], what: Callable[[int], E]) -> Generator[E, None, T]:
    """The same work, which tells something after each step, given how many there were."""
    with contextlib.closing(steps):
        number = 0
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value
            number += 1
            yield what(number)
