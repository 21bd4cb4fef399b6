"""One thread that owns the engine and steps its generators.

A job is a generator. Every ``yield`` is a progress event, a place to cancel and a place to let
a more urgent job have a turn, so a preview waits no longer than one step.
A job whose event has a ``rest`` is left alone until that is over: a paused training costs nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from enum import IntEnum
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")

# Seconds after which one that nobody waits for gets a step before another such one.
_PATIENCE = 0.25


class Priority(IntEnum):
    """Who goes first; the lower number. From OVERPAINTING on all get something of the time."""

    PREVIEW = 0
    EXPORT = 1
    GALLERY = 2
    OVERPAINTING = 3
    BATCH = 4
    TRAINING = 5


class Rest(Protocol):
    """What an event may carry as ``rest``; both are safe on any thread."""

    @property
    def over(self) -> bool:
        """Whether the job has something to do again."""
        ...

    def call(self, wake: Callable[[], None]) -> None:
        """Call ``wake`` whenever the rest may be over, from now on."""
        ...


class _End:
    """Marks the end of a job's events."""


class Job(Generic[T]):
    """A generator that runs on the engine thread, as seen from an event loop.

    One that has done what was urgent can step back: its ``priority`` counts at every step.
    """

    def __init__(
        self,
        thread: EngineThread,
        make: Callable[[], Iterator[T]],
        priority: Priority,
        loop: asyncio.AbstractEventLoop,
    ) -> None:
        self._thread = thread
        self._make = make
        self.priority = priority
        self._loop = loop
        self._queue: asyncio.Queue[T | BaseException | _End] = asyncio.Queue()
        self._iterator: Iterator[T] | None = None
        self._rest: Rest | None = None
        self._cancelled = threading.Event()
        self._paused = False
        self._finished = threading.Event()
        self.stepped = time.monotonic()  # at the end of the last step

    @property
    def done(self) -> bool:
        """Whether the generator has ended, by itself or cancelled."""
        return self._finished.is_set()

    def cancel(self) -> None:
        """Close the generator before its next step. May be called from any thread."""
        self._cancelled.set()
        self._thread.wake()

    def pause(self, on: bool) -> None:
        """Keep the generator waiting before its next step, or let it go on."""
        self._paused = on
        self._thread.wake()

    async def events(self) -> AsyncIterator[T]:
        """What the generator yields; raises what it raises, ends quietly when cancelled."""
        while True:
            event = await self._queue.get()
            if isinstance(event, _End):
                return
            if isinstance(event, BaseException):
                raise event
            yield event

    # What follows runs on the engine thread.

    @property
    def ready(self) -> bool:
        """Whether there is something to step."""
        if self._cancelled.is_set():
            return True
        return not self._paused and (self._rest is None or self._rest.over)

    @property
    def turn(self) -> int:
        """Who goes first; a cancelled one before all others, for somebody waits for its end."""
        return -1 if self._cancelled.is_set() else self.priority

    def step(self) -> bool:
        """Advance by one event. False when there are no more."""
        goes_on = self._advance()
        self.stepped = time.monotonic()
        return goes_on

    def _advance(self) -> bool:
        if self._cancelled.is_set():
            self.finish(None)
            return False
        try:
            if self._iterator is None:
                self._iterator = self._make()
            event = next(self._iterator)
            self._rest = getattr(event, "rest", None)
            if self._rest is not None:
                self._rest.call(self._thread.wake)
            self._post(event)
        except StopIteration:
            self.finish(None)
            return False
        except Exception as error:  # noqa: BLE001 - handed to whoever awaits the events
            self.finish(error)
            return False
        return True

    def finish(self, error: BaseException | None) -> None:
        """Close the generator and tell the loop, also of what closing it raises."""
        close = getattr(self._iterator, "close", None)
        if close is not None:
            try:
                close()
            except Exception as closing:  # noqa: BLE001 - handed over too; the thread goes on
                error = error or closing
        self._finished.set()
        if error is not None:
            self._post(error)
        self._post(_End())

    def _post(self, event: T | BaseException | _End) -> None:
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._queue.put_nowait, event)


class EngineThread:
    """Steps the most urgent job, one event at a time; among equals the one submitted first.

    While nobody waits for any of them, none is passed over for long.
    """

    def __init__(self) -> None:
        self._jobs: list[tuple[int, Job[object]]] = []
        self._numbers = itertools.count()
        self._condition = threading.Condition()
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    def start(self) -> None:
        """Start the thread."""
        # Python code on this thread must not hold the interpreter for long: the window waits.
        sys.setswitchinterval(0.001)
        self._thread.start()

    def stop(self) -> None:
        """Close all jobs and end the thread. May be called again."""
        with self._condition:
            self._stopping = True
            self._condition.notify_all()
        if self._thread.is_alive():
            self._thread.join()

    def submit(
        self,
        make: Callable[[], Iterator[T]],
        priority: Priority,
        loop: asyncio.AbstractEventLoop,
    ) -> Job[T]:
        """Queue a job. ``make`` is called on the engine thread when its turn comes."""
        job = Job(self, make, priority, loop)
        with self._condition:
            if self._stopping:
                raise RuntimeError("the engine thread has been stopped")
            self._jobs.append((next(self._numbers), job))  # pyright: ignore
            self._condition.notify_all()
        return job

    def wake(self) -> None:
        """Look at the jobs again: one of them was cancelled, or may go on."""
        with self._condition:
            self._condition.notify_all()

    def _run(self) -> None:
        while True:
            with self._condition:
                while not (ready := [j for j in self._jobs if j[1].ready]) and not self._stopping:
                    self._condition.wait()
                if self._stopping:
                    remaining, self._jobs = self._jobs, []
                    break
                entry = _next(ready)
            if not entry[1].step():
                with self._condition:
                    self._jobs.remove(entry)
        for _, job in remaining:
            job.finish(None)


def _next(ready: Sequence[tuple[int, Job[object]]]) -> tuple[int, Job[object]]:
    """Whose turn it is."""
    first = min(ready, key=lambda entry: (entry[1].turn, entry[0]))
    if first[1].turn < Priority.OVERPAINTING:
        return first
    waiting = min(ready, key=lambda entry: entry[1].stepped)
    return waiting if time.monotonic() - waiting[1].stepped > _PATIENCE else first
