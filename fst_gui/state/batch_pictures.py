"""Small pictures for the rows of a queue: the photos, and the paintings once they are there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from fst_gui.engine.events import Pixels
from fst_gui.library.errors import LibraryError
from fst_gui.library.quick_look import quick_look
from fst_gui.sentences import Sentence
from fst_gui.state.batch_queue import Batch, Item, Status
from fst_gui.state.work import Work

_LONGEST = 160

Arrived = Callable[[Item, Pixels, int], None]


class BatchPictures:
    """Reads them one after the other, beside the window; what cannot be read is left out.

    ``arrived`` gets each: the item, the small picture, and the photo's real number of pixels or
    0 where the picture is the painting.
    """

    def __init__(self, work: Work, queue: Callable[[], Batch], arrived: Arrived) -> None:
        self._work = work
        self._queue = queue
        self._arrived = arrived
        self._tried: dict[int, tuple[Path, ...]] = {}
        self._looking: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Read what is new in the queue."""
        if self._looking is None or self._looking.done():
            doing = Sentence("looking at the photos")
            self._looking = self._work.start(doing, self._look())

    async def _look(self) -> None:
        numbers = {item.number for item in self._queue().items}
        self._tried = {n: files for n, files in self._tried.items() if n in numbers}
        while (item := self._next()) is not None:
            files = self._tried[item.number] = _files(item)
            found = await asyncio.to_thread(_first_readable, files)
            if found is not None:
                file, small, pixels = found
                self._arrived(item, small, pixels if file == item.photo.path else 0)

    def _next(self) -> Item | None:
        """The first that has another picture to show than the one that was tried."""
        new = (i for i in self._queue().items if self._tried.get(i.number) != _files(i))
        return next(new, None)


def _files(item: Item) -> tuple[Path, ...]:
    """Where the picture of a row may be found; a painting may have been moved away."""
    photo = item.photo.path
    there = item.status in (Status.DONE, Status.SKIPPED)
    return (item.target, photo) if there else (photo,)


def _first_readable(files: Sequence[Path]) -> tuple[Path, Pixels, int] | None:
    for file in files:
        try:
            return file, *quick_look(file, _LONGEST)
        except (LibraryError, OSError, MemoryError):
            continue
    return None
