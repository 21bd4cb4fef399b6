"""Versions of a painting that were kept, to go back to and to compare with."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture, State
from fst_gui.state.history import History
from fst_gui.state.look import Look
from fst_gui.state.messages import Level
from fst_gui.state.version import Version
from fst_gui.state.version_files import VersionFiles
from fst_gui.state.work import Work

_PATIENCE = 5.0  # seconds that the end of the program waits for what is being written


@dataclass(frozen=True)
class Versions:
    """The versions kept of the photo that is open, and the one that is compared with, if any."""

    kept: tuple[Version, ...] = ()
    compared: Version | None = None


class VersionsState(State[Versions]):
    """Versions belong to a photo and come back with it, also after a restart.

    ``near`` are the folders in which paintings that were used as styles may be.
    """

    def __init__(
        self,
        work: Work,
        history: History,
        files: VersionFiles,
        near: Callable[[], Sequence[Path]],
    ) -> None:
        super().__init__(Versions())
        self._work = work
        self._history = history
        self._files = files
        self._near = near
        self._photo: Path | None = None
        self._highest = 0  # a number is not given twice, lest undo brings its first owner back
        self._known: dict[Path, tuple[Version, ...]] = {}
        self._reading: asyncio.Task[None] | None = None
        self._writing: set[asyncio.Task[None]] = set()
        self._in_turn = asyncio.Lock()  # a file is not removed before it is written

    def open(self, photo: Path | None) -> None:
        """Another photo; one without a file is never met again."""
        if self._reading is not None and not self._reading.done():
            self._reading.cancel()  # what is known of that one is not all
        elif self._photo is not None:
            self._known[self._photo] = self.snapshot.kept
        self._photo = photo
        kept = () if photo is None else self._known.get(photo, ())
        numbers = [] if photo is None else self._files.numbers(photo)
        self._highest = max([version.number for version in kept] + numbers, default=0)
        self.update(kept=kept, compared=None)
        if photo is not None and photo not in self._known and numbers:
            doing = Sentence("reading the versions")
            self._reading = self._work.start(doing, self._read(photo))

    def keep(self, look: Look, painted: Picture) -> Version:
        """Keep a painting."""
        self._highest += 1
        version = Version(self._highest, look, painted)
        self.update(kept=(*self.snapshot.kept, version))
        self._follow(version, True)
        return version

    def forget(self, version: Version) -> None:
        """Put a version away; undo brings it back."""
        if version in self.snapshot.kept:
            self._history.seal()
            self._place(version, False)
            self._history.push("version", True, False, lambda there: self._place(version, there))

    def compare(self, version: Version | None) -> None:
        """Show this version in the place of the photo, or the photo again."""
        self.update(compared=version)

    async def close(self) -> None:
        """Wait until what was kept is on the disk."""
        if self._writing:
            await asyncio.wait(self._writing, timeout=_PATIENCE)

    def _place(self, version: Version, there: bool) -> None:
        others = [known for known in self.snapshot.kept if known is not version]
        kept = sorted([*others, version] if there else others, key=lambda known: known.number)
        compared = self.snapshot.compared
        self.update(kept=tuple(kept), compared=None if compared is version else compared)
        self._follow(version, there)

    # The files

    def _follow(self, version: Version, there: bool) -> None:
        """Have the disk say of a version what the strip says."""
        if self._photo is not None:
            write = self._write(self._photo, version, there)
            task = self._work.start(Sentence("keeping the version"), write)
            self._writing.add(task)
            task.add_done_callback(self._writing.discard)

    async def _write(self, photo: Path, version: Version, there: bool) -> None:
        async with self._in_turn:
            if there:
                await asyncio.to_thread(self._files.write, photo, version)
            else:
                await asyncio.to_thread(self._files.remove, photo, version.number)

    async def _read(self, photo: Path) -> None:
        versions, problems = await asyncio.to_thread(self._files.read, photo, self._near())
        for problem in problems:
            self._work.messages.post(Level.WARNING, problem)
        numbers = {version.number for version in self.snapshot.kept}
        read = [version for version in versions if version.number not in numbers]
        kept = sorted([*read, *self.snapshot.kept], key=lambda known: known.number)
        self.update(kept=tuple(kept))
