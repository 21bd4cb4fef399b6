"""The preview: coarse at once, sharp as soon as nothing changes any more, then painted over.

Where the machine paints the sharp copy fast enough to follow a hand, the coarse one is left out.
"""

from __future__ import annotations

import asyncio
import contextlib
import math
import time
from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from fst_gui.engine.events import Painted, Pixels, Progress
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture
from fst_gui.state.look import Look
from fst_gui.state.opened import DETAIL_FROM, SHOWN_LONGEST
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier

PAUSE = 0.06  # seconds of quiet before a sharper copy is painted while somebody drags
FOLLOWS = 0.15  # seconds that the sharp copy may take to be painted at once
_SHARP = 1  # its number among the copies


class Preview(QObject):
    """Keeps a painting of the photo's copies true to the newest look.

    While looks come faster than they can be painted, the coarse copy is painted again and again,
    each time in the newest look; or the sharp one, while the last one took no longer than
    ``FOLLOWS``. The sharp one is shown again after every layer of overpainting; where a look
    differs from what is shown by its layers alone, none with fewer of them is shown on the way.

    ``shown`` carries a ``Picture`` and how many layers it has, -1 for a coarse one; ``detailed``
    the last one pixel for pixel, where somebody looks as closely; ``progressed`` what is done of
    the copy that is painted over, 0 to 1, or None when nothing is under way.
    """

    shown = Signal(object, int)
    detailed = Signal(object)
    progressed = Signal(object)

    def __init__(self, work: Work, atelier: Atelier) -> None:
        super().__init__()
        self._work = work
        self._atelier = atelier
        self._photo: Pixels | None = None
        self._copies: tuple[Pixels, ...] = ()
        self._needed = 0
        self._wanted: Look | None = None
        self._done: tuple[Look, int] | None = None  # and how many copies of it are painted
        self._shown: tuple[Look, int] | None = None  # the picture that is, and its layers
        self._running = False
        self._level = 0
        self._seen = False  # whether anything of the copy under way is shown
        self._generation = 0
        self._job: Job[Progress | Painted] | None = None
        self._wished = asyncio.Event()
        self._sharp_took = math.inf  # seconds, the last time

    def load(self, photo: Pixels, copies: tuple[Pixels, ...]) -> None:
        """Another photo, and the copies of it that are shown, from the coarsest to the finest."""
        self.stop()
        self._photo, self._copies = photo, copies
        self._shown = None
        self._sharp_took = math.inf

    def need(self, longest: int) -> None:
        """Paint copies up to this many pixels on the longer side, as far as there are any."""
        self._needed = longest
        if not self._running and self._done is not None:
            look, count = self._done
            if count < self._levels():
                self._start(look, count)

    def paint(self, look: Look) -> None:
        """Drop what is under way and paint this."""
        self._drop()
        if self._copies and look.styles:
            self._start(look, self._first())
        else:
            self.progressed.emit(None)

    def wish(self, look: Look) -> None:
        """Paint this after the coarse copy that is under way, which is still shown."""
        if not self._running:
            self.paint(look)
            return
        self._wanted = look
        self._wished.set()
        if (self._seen or self._level > self._first()) and self._job is not None:
            self._job.cancel()

    def accept(self, look: Look) -> None:
        """Paint no further: what is shown last is this look."""
        self._drop()
        self._done = look, _SHARP + 1
        self.progressed.emit(None)

    def forget(self) -> None:
        """What is shown was painted with a style whose file is another one now."""
        self._shown = None

    def stop(self) -> None:
        """Paint nothing; what is under way is never shown."""
        self._drop()
        self.progressed.emit(None)

    def _drop(self) -> None:
        self._generation += 1
        self._wanted = self._done = None
        self._running = False
        if self._job is not None:
            self._job.cancel()
            self._job = None

    def _start(self, look: Look, first: int) -> None:
        self._wanted = look
        self._running = True
        self.progressed.emit(0.0)
        self._work.start(Sentence("painting the preview"), self._run(self._generation, first))

    def _first(self) -> int:
        """The copy that a new look is shown on first."""
        return _SHARP if self._sharp_took <= FOLLOWS and len(self._copies) > _SHARP else 0

    def _levels(self) -> int:
        """How many of the copies are wanted: the coarse one, the sharp one, perhaps finer ones."""
        smaller = sum(max(copy.shape[:2]) < self._needed for copy in self._copies)
        finest = max(self._copies[-1].shape[:2])
        far = finest > SHOWN_LONGEST and self._needed < DETAIL_FROM * finest
        return min(max(2, smaller + 1), len(self._copies) - far)

    def _layers_shown(self, look: Look) -> int:
        """How many of its layers are shown already; -1 while something else is shown."""
        if self._shown is None:
            return -1
        shown, layers = self._shown
        return min(layers, look.settings.layers) if shown.same_but_layers(look) else -1

    async def _run(self, generation: int, first: int) -> None:
        finished = dragged = False
        try:
            while self._wanted is not None and generation == self._generation:
                look, self._wanted = self._wanted, None
                self._wished.clear()
                await self._paint_up(look, generation, first, PAUSE if dragged else 0.0)
                first, dragged = self._first(), True
            finished = generation == self._generation
        finally:
            if generation == self._generation:
                done = self._done if finished else None
                self.stop()
                self._done = done

    async def _paint_up(self, look: Look, generation: int, first: int, pause: float) -> None:
        """From one copy to the next finer one, until something else is wanted."""
        level = first
        if self._layers_shown(look) >= 0:
            level = max(first, min(_SHARP, self._levels() - 1))
        # Finer copies come after it, and take over its layers.
        longest = max(level, min(_SHARP, self._levels() - 1))
        while level < self._levels():
            if level > first and pause and not await self._quiet(pause):
                return
            await self._paint(look, level, generation, tells=level == longest)
            level += 1
            if generation != self._generation or self._wanted is not None:
                return
            self._done = look, level

    async def _quiet(self, pause: float) -> bool:
        """Whether nothing is wished for a while."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._wished.wait(), pause)
        return not self._wished.is_set()  # which may have come in the pause's last moment

    async def _paint(self, look: Look, level: int, generation: int, *, tells: bool) -> None:
        copy, settings = self._copies[level], look.settings
        coarse = level < _SHARP and level < self._levels() - 1
        # The others are painted from the whole photo, as an export is: the very same strokes.
        photo = copy if coarse or self._photo is None else self._photo
        if coarse:
            settings = replace(settings, overpainting=0)
        mask = None if look.mask is None else look.mask.levels

        def make() -> Iterator[Progress | Painted]:
            return self._atelier.paint(photo, look.styles, settings, mask, copy)

        if generation != self._generation:
            return
        job = self._job = self._work.submit(make, Priority.PREVIEW)
        self._level, self._seen = level, False
        started = time.perf_counter()
        least = self._layers_shown(look)
        newest, layers = None, -1
        async for event in job.events():
            if generation != self._generation:
                continue  # what a cancelled job had under way is never shown
            if isinstance(event, Painted):
                layers = -1 if coarse else event.layers
                if level == _SHARP and newest is None:
                    self._sharp_took = time.perf_counter() - started
                newest = Picture(event.pixels)
                if level <= _SHARP:  # a finer copy follows one that has all its layers
                    if layers >= least:
                        self._show(look, newest, layers)
                    job.priority = Priority.OVERPAINTING  # what is left of it
                    if self._wanted is not None:
                        job.cancel()
            elif tells:
                self.progressed.emit(event.done)
        if level > _SHARP and newest is not None and generation == self._generation:
            if max(copy.shape) > SHOWN_LONGEST:
                self.detailed.emit(newest)
            else:
                self._show(look, newest, layers)

    def _show(self, look: Look, picture: Picture, layers: int) -> None:
        self._seen = True
        self._shown = (look, layers) if layers >= 0 else None
        self.shown.emit(picture, layers)
