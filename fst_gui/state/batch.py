"""Many photos, painted one after the other."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from fst_gui.engine.errors import EngineError
from fst_gui.engine.events import Pixels
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture, State
from fst_gui.state.batch_file import BatchFile
from fst_gui.state.batch_painting import BatchPainting, prepare
from fst_gui.state.batch_pictures import BatchPictures
from fst_gui.state.batch_queue import (
    FINISHED,
    Batch,
    Item,
    Status,
    end_of,
    from_values,
    named,
    style_words,
)
from fst_gui.state.look import Look, retitled
from fst_gui.state.messages import Level
from fst_gui.state.work import Work, explained
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.batch import FoundPhoto, find_photos, targets_of_originals

_LOG = logging.getLogger(__name__)

SUFFIXES = (".jpg", ".png", ".webp", ".tif")


class BatchState(State[Batch]):
    """Queues photos in the look of the moment, paints them, and keeps the queue in a file."""

    def __init__(self, work: Work, atelier: Atelier, file: Path, look: Callable[[], Look]) -> None:
        super().__init__(Batch())
        self._look = look
        self._work = work
        self._file = BatchFile(work, file, lambda: self.snapshot)
        self._pictures = BatchPictures(work, lambda: self.snapshot, self._show)
        self._painting = BatchPainting(work, atelier, self)
        self._written: set[Path] = set()  # for items that have left the queue
        self._numbers = iter(range(1_000_000_000))
        self._running: asyncio.Task[None] | None = None
        self._may_go_on = asyncio.Event()
        self._cancelled = False  # all that waited
        self._over: set[int] = set()  # the items that were finished before this run

    # What is in the queue

    def add(self, sources: Sequence[Path]) -> None:
        """Queue photos, and those in folders, to be painted in the look of this moment."""
        look = replace(self._look(), mask=None)
        if look.styles:
            doing = Sentence("looking for the photos")
            self._work.start(doing, self._add(tuple(sources), look))
        else:
            text = Sentence("Choose a style in the gallery first, then add the photos.")
            self._work.messages.post(Level.WARNING, text)

    def restore(self) -> asyncio.Task[None]:
        """Take up the queue of the last time; go on if it was being painted."""
        return self._work.start(Sentence("reading the queue"), self._restore())

    def retry(self, numbers: Collection[int]) -> None:
        """Paint these again that failed, were cancelled or skipped."""
        again = FINISHED - {Status.DONE}
        items = (item for item in self.snapshot.items if item.status in again)
        wanted = {item.number for item in items if item.number in numbers}
        self._over -= wanted
        self._change(wanted, again, status=Status.WAITING, problem="")
        self._name(wanted)
        self.start()

    def remove(self, numbers: Collection[int]) -> None:
        """Take these out of the queue; no file is touched."""
        self.cancel(numbers)
        items = self.snapshot.items
        kept = [item for item in items if item.number not in numbers]
        gone = (item for item in items if item.number in numbers and item.status is Status.DONE)
        self._written.update(item.target for item in gone)
        pictures = {n: p for n, p in self.snapshot.pictures.items() if n not in numbers}
        self._set_items(kept, pictures=pictures)

    def retitle(self, entry: StyleEntry) -> None:
        """A style is called otherwise now; pictures that wait are named after it."""
        items = self.snapshot.items
        numbers = {item.number for item in items if item.look.has(entry)}
        self._set_items(replace(item, look=retitled(item.look, entry)) for item in items)
        self._name(numbers)

    def clear_finished(self) -> None:
        """Take out what is painted or was there already."""
        over = (Status.DONE, Status.SKIPPED)
        self.remove({item.number for item in self.snapshot.items if item.status in over})

    # How the pictures are called

    def set_pattern(self, pattern: str) -> None:
        """The naming rule, such as "{name} {style}"."""
        self._set_rule(pattern=pattern)

    def set_suffix(self, suffix: str) -> None:
        """The format, one of ``SUFFIXES``; the photo's own for nothing."""
        self._set_rule(suffix=suffix)

    def set_folder(self, folder: Path | None) -> None:
        """Where the pictures go; beside the photos without one."""
        self._set_rule(folder=folder)

    def set_replace(self, on: bool) -> None:
        """Paint what is there already again, or skip it."""
        self.update(replace=on)
        self._file.save_later()

    # Painting

    def start(self) -> None:
        """Paint what waits, one after the other."""
        if not self.snapshot.running and self.snapshot.waiting:
            self.update(running=True, paused=False)
            self._may_go_on.set()
            self._cancelled = False
            self._over = {i.number for i in self.snapshot.items if i.status in FINISHED}
            self._painting.forget_pace()
            self._running = self._work.start(Sentence("painting the photos"), self._run())

    def pause(self, on: bool) -> None:
        """Stop where it is, within a picture too, or go on."""
        if self.snapshot.running:
            self.update(paused=on, seconds_left=None)
            (self._may_go_on.clear if on else self._may_go_on.set)()
            self._painting.pause(on)
            self._file.save_later()

    def cancel(self, numbers: Collection[int] | None = None) -> None:
        """Do not paint these, or none of those that wait."""
        current = self.snapshot.current
        self._cancelled = self._cancelled or numbers is None
        wanted = {i.number for i in self.snapshot.items} if numbers is None else numbers
        self._change(wanted, {Status.WAITING}, status=Status.CANCELLED)
        if current is not None and current.number in wanted and not self._painting.cancel():
            self._change({current.number}, {Status.PAINTING}, status=Status.CANCELLED)
        if self.snapshot.paused and not self.snapshot.waiting:
            self.pause(False)

    def close(self) -> None:
        """Keep the queue as it is now for the next time, whatever happens to it afterwards."""
        try:
            self._file.close()
        except LibraryError as error:
            self._work.messages.post(Level.WARNING, str(error))

    # Inside

    async def _add(self, sources: tuple[Path, ...], look: Look) -> None:
        rule = self.snapshot.rule

        def find() -> tuple[list[FoundPhoto], list[str]]:
            found, problems = find_photos(sources)
            return list(targets_of_originals(found, rule, style_words(look))), problems

        found, problems = await asyncio.to_thread(find)
        for problem in problems:
            self._work.messages.post(Level.WARNING, problem)
        added = [Item(next(self._numbers), photo, look, photo.path) for photo in found]
        self._set_items([*self.snapshot.items, *added])
        self._name({item.number for item in added})
        self._pictures.look()

    async def _restore(self) -> None:
        values = await self._file.read()
        try:
            batch, goes_on = from_values(values)
        except (LibraryError, EngineError, ValueError, TypeError, LookupError, AttributeError):
            self._work.messages.post(
                Level.WARNING,
                Sentence("The queue of the last time cannot be read. Add the photos again."),
            )
            await self._file.set_aside()
            return
        items = [replace(item, number=next(self._numbers)) for item in batch.items]
        self.update(rule=batch.rule, replace=batch.replace)
        self._set_items([*items, *self.snapshot.items])
        self._file.taken_up()
        self._pictures.look()
        if goes_on and self.snapshot.waiting:
            text = Sentence("The batch goes on: {n} photos wait.", n=self.snapshot.waiting)
            self._work.messages.post(Level.INFO, text)
            self.start()

    def _show(self, item: Item, small: Pixels, pixels: int) -> None:
        """A row's picture has arrived, with the photo's number of pixels if it is the photo."""
        if pixels:
            self._set(item, pixels=pixels)
        if any(other.number == item.number for other in self.snapshot.items):
            self.update(pictures={**self.snapshot.pictures, item.number: Picture(small)})

    async def _run(self) -> None:
        try:
            while (item := self._next()) is not None:
                await self._paint(item)
                await self._may_go_on.wait()
        finally:
            self.update(running=False, paused=False, done=0.0, seconds_left=None)
        self._tell_the_end()

    def _next(self) -> Item | None:
        waiting = (item for item in self.snapshot.items if item.status is Status.WAITING)
        return next(waiting, None)

    async def _paint(self, item: Item) -> None:
        """One picture, from file to file; whatever goes wrong is said on it."""
        self.update(done=0.0)
        self._set(item, status=Status.PAINTING)
        try:
            status = await self._paint_to_file(item)
        except asyncio.CancelledError:  # the studio closes
            self._set(item, status=Status.WAITING)
            raise
        except Exception as error:  # noqa: BLE001 - one bad photo must not stop the others
            doing = Sentence("painting “{name}”", name=item.photo.path.name)
            _LOG.info("%s failed", item.photo.path, exc_info=error)
            self._set(item, status=Status.FAILED, problem=explained(error, doing))
        else:
            self._set(item, status=status)
            self._pictures.look()

    async def _paint_to_file(self, item: Item) -> Status:
        replaces = self.snapshot.replace
        photos = [other.photo.path for other in self.snapshot.items]
        if not await asyncio.to_thread(prepare, item, photos, replaces):
            return Status.SKIPPED
        await self._file.save()  # which photo it was, if the program does not outlive it
        current = self.snapshot.current
        if current is None or current.number != item.number:
            known = (other.status for other in self.snapshot.items if other.number == item.number)
            return next(known, Status.CANCELLED)  # meanwhile, or to be tried again
        exported = await self._painting.paint(item, overwrite=replaces)
        if exported is None:
            return Status.CANCELLED
        self._set(item, pixels=exported.width * exported.height)
        return Status.DONE

    def _tell_the_end(self) -> None:
        items = [item for item in self.snapshot.items if item.number not in self._over]
        painted = [item.target for item in items if item.status is Status.DONE]
        text = end_of(items, cancelled=self._cancelled)
        if text:
            failed = any(item.status is Status.FAILED for item in items)
            level = Level.WARNING if failed else Level.INFO
            self._work.messages.post(level, text, file=painted[-1] if painted else None)

    def _set_rule(self, **changes: Any) -> None:  # noqa: ANN401 - fields of a rule
        try:
            rule = replace(self.snapshot.rule, **changes)
        except LibraryError as error:
            self.update(wrong=str(error))
            return
        self.update(rule=rule, wrong="")
        self._name({item.number for item in self.snapshot.items})

    def _name(self, numbers: Collection[int]) -> None:
        now = self.snapshot
        self._set_items(named(now.items, now.rule, numbers, self._written))

    def _set(self, item: Item, **changes: Any) -> None:  # noqa: ANN401 - fields of an item
        self._change({item.number}, set(Status), **changes)

    def _change(
        self,
        numbers: Collection[int],
        statuses: Collection[Status],
        **changes: Any,  # noqa: ANN401 - fields of an item
    ) -> None:
        """Change those of the items that are in one of these states."""
        self._set_items(
            replace(item, **changes) if item.number in numbers and item.status in statuses else item
            for item in self.snapshot.items
        )

    def _set_items(
        self,
        items: Iterable[Item],
        **more: Any,  # noqa: ANN401 - other fields of the batch
    ) -> None:
        self.update(items=tuple(items), **more)
        self._file.save_later()
