"""The file in which the batch's queue outlasts the program."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from fst_gui.library.versioned import load_versioned, save_versioned, set_aside
from fst_gui.sentences import Sentence
from fst_gui.state.batch_queue import BATCH_VERSION, Batch, put_back, to_values
from fst_gui.state.debounce import Debounce
from fst_gui.state.work import Work


class BatchFile:
    """Writes the queue a moment after it changes, and for the last time when it is closed."""

    def __init__(self, work: Work, path: Path, queue: Callable[[], Batch]) -> None:
        self._work = work
        self._path = path
        self._queue = queue
        self._writing = threading.Lock()
        self._closed = False
        self._known = False  # what is in it; before that nothing replaces it
        self._saving = Debounce(
            self._save_soon, later=work.loop.call_later, now=work.loop.time, pause=0.5, maximum=5.0
        )

    async def read(self) -> dict[str, Any]:
        """What was written the last time, nothing at first. Raises ``LibraryError``."""
        return await asyncio.to_thread(load_versioned, self._path, BATCH_VERSION, {})

    def taken_up(self) -> None:
        """What was written is in the queue: from now on the file follows it."""
        self._known = True
        self.save_later()

    async def set_aside(self) -> None:
        """Keep what cannot be taken up under another name. Raises ``LibraryError``."""
        await asyncio.to_thread(set_aside, self._path)
        self.taken_up()

    def save_later(self) -> None:
        """Note that the queue has changed."""
        if self._known and not self._closed:
            self._saving.wish()

    async def save(self) -> None:
        """Write it at once: what comes next may end the program."""
        if self._known and not self._closed:
            self._saving.cancel()
            await self._save()

    def close(self) -> None:
        """Keep the queue as it is now, whatever happens to it later. Raises ``LibraryError``."""
        self._saving.cancel()
        values = to_values(put_back(self._queue()))
        with self._writing:
            self._closed = True
        if self._known:
            save_versioned(self._path, BATCH_VERSION, values)

    def _save(self) -> asyncio.Task[None]:
        writing = asyncio.to_thread(self._write, to_values(self._queue()))
        return self._work.start(Sentence("saving the queue"), writing)

    def _save_soon(self) -> None:
        self._save()

    def _write(self, values: dict[str, Any]) -> None:
        with self._writing:
            if not self._closed:
                save_versioned(self._path, BATCH_VERSION, values)
