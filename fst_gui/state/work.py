"""Coroutines of the states and jobs for the engine; exceptions become messages here."""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Callable, Coroutine, Iterator
from typing import Any, TypeVar

from fst_gui.jobs.engine_thread import EngineThread, Job, Priority
from fst_gui.library.errors import reason_of
from fst_gui.sentences import Sentence
from fst_gui.state.messages import Level, Message, Messages
from fst_gui.workshop.errors import PeopleError

T = TypeVar("T")


class Work:
    """Everything that runs beside the window, so that all of it can be ended in one place."""

    def __init__(
        self, loop: asyncio.AbstractEventLoop, engine: EngineThread, messages: Messages
    ) -> None:
        self.loop = loop
        self.messages = messages
        self._engine = engine
        self._tasks: set[asyncio.Task[None]] = set()
        self._jobs: set[Job[Any]] = set()
        self._told: dict[str, Message] = {}  # what went wrong last, by what was being done

    @property
    def busy(self) -> bool:
        """Whether a coroutine is still running."""
        return bool(self._tasks)

    def start(self, doing: Sentence, coroutine: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run a coroutine; ``doing`` completes "Something went wrong while ..."."""
        task = self.loop.create_task(self._guard(doing, coroutine))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # One that is cancelled before its first step would never be awaited.
        task.add_done_callback(lambda _: coroutine.close())
        return task

    def put_away(self, doing: Sentence) -> None:
        """Put away what was told when this failed the last time, of whatever it was done to."""
        told = self._told.pop(doing.template, None)
        if told is not None:
            self.messages.dismiss(told)

    def submit(self, make: Callable[[], Iterator[T]], priority: Priority) -> Job[T]:
        """Queue a job for the engine; its events reach this loop."""
        self._jobs = {job for job in self._jobs if not job.done}
        job = self._engine.submit(make, priority, self.loop)
        self._jobs.add(job)
        return job

    async def close(self) -> None:
        """Cancel jobs and coroutines and wait until the coroutines have ended."""
        for job in self._jobs:
            job.cancel()
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _guard(self, doing: Sentence, coroutine: Coroutine[Any, Any, None]) -> None:
        try:
            await coroutine
        except Exception as error:  # noqa: BLE001 - the bottom of every verb: told and logged
            told = explained(error, doing)
            trace = "" if isinstance(error, PeopleError) else traceback.format_exc()
            self._told[doing.template] = self.messages.post(Level.ERROR, told, trace)


def explained(error: Exception, doing: str) -> str:
    """What happened and what to do, for any error; ``doing`` completes "while ..."."""
    if isinstance(error, PeopleError):
        return str(error)
    if isinstance(error, MemoryError):
        return Sentence(
            "There was not enough memory while {doing}. "
            "Close other programs or use a smaller picture.",
            doing=doing,
        )
    if isinstance(error, OSError):
        return Sentence(
            "The computer refused a file while {doing}: {reason}. Check the folder and try again.",
            doing=doing,
            reason=reason_of(error),
        )
    return Sentence(
        "Something went wrong while {doing}: {kind}. "
        "Nothing was lost; try again, and report it if it stays.",
        doing=doing,
        kind=type(error).__name__,
    )
