"""The way of a painting to a file."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fst_gui.engine.events import Progress
from fst_gui.jobs.engine_thread import Job, Priority
from fst_gui.library.errors import LibraryError
from fst_gui.library.export import ExportSettings
from fst_gui.library.openraster import SUFFIX as LAYERED
from fst_gui.library.photo import Photo
from fst_gui.library.writing import WRITABLE_SUFFIXES
from fst_gui.sentences import Sentence
from fst_gui.state.base import State
from fst_gui.state.look import Look
from fst_gui.state.messages import Level
from fst_gui.state.recipes import with_recipe
from fst_gui.state.work import Work, explained
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.batch import is_same_file
from fst_gui.workshop.export import Exported, ExportRequest, Previewed

if TYPE_CHECKING:
    from fst_gui.workshop.export_forecast import ExportForecast

_PAUSE = 0.2  # seconds without a change before an export is estimated
_EXPORTING = Sentence("exporting")
WRITABLE = (*WRITABLE_SUFFIXES, LAYERED)


@dataclass(frozen=True)
class Export:
    """A picture on its way to a file."""

    path: Path
    done: float = 0.0
    seconds_left: float | None = None


@dataclass(frozen=True)
class Exporting:
    """What is chosen for the next export, the one under way, and the file of the last one.

    ``forecast`` comes some time after the choice; ``problem`` is why it cannot be made, and
    ``failed`` why there is no file of the last one.
    """

    suffix: str = ".png"
    settings: ExportSettings = field(default_factory=ExportSettings)
    recipe: bool = False  # beside the picture
    forecast: ExportForecast | None = None
    problem: str = ""
    under_way: Export | None = None
    saved: Path | None = None
    failed: str = ""


class ExportState(State[Exporting]):
    """Paints whole photos and writes them, one at a time."""

    def __init__(self, work: Work, atelier: Atelier) -> None:
        super().__init__(Exporting())
        self._work = work
        self._atelier = atelier
        self._job: Job[Progress | Exported] | None = None
        self._foreseen: tuple[Photo, Look, str, ExportSettings] | None = None
        self._layers = 0  # that it was foreseen with
        self._foreseeing: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether a picture is on its way."""
        return self._job is not None

    def choose_format(self, suffix: str) -> None:
        """How the file is to end."""
        self.update(suffix=suffix, saved=None, failed="")

    def choose_recipe(self, on: bool) -> None:
        """Write beside the picture how it was made."""
        self.update(recipe=on, saved=None, failed="")

    def choose(self, **settings: Any) -> None:  # noqa: ANN401 - any of the settings
        """Other settings. Raises ``PhotoError`` for one out of range."""
        changed = replace(self.snapshot.settings, **settings)
        self.update(settings=changed, saved=None, failed="")

    def foresee(self, photo: Photo, look: Look, layers: int) -> None:
        """Find out how long this would take, unless that is known or under way.

        ``layers`` are those that the preview has of this look; -1 while it is of another.
        """
        now = self.snapshot
        wish = photo, look, now.suffix, now.settings
        if wish != self._foreseen:
            self.update(forecast=None, problem="")
        if (wish, layers) != (self._foreseen, self._layers):
            self._foreseen, self._layers = wish, layers
            if self._foreseeing is not None:
                self._foreseeing.cancel()
            doing = Sentence("estimating the export")
            request = self._request(photo, look, layers, Path(f"picture{now.suffix}"), True)
            self._foreseeing = self._work.start(doing, self._foresee(request))

    def foresee_anew(self) -> None:
        """Forget what could not be foreseen: the problem may be gone by now."""
        if self.snapshot.problem:
            self._foreseen = None

    def export(self, photo: Photo, look: Look, layers: int, path: Path, overwrite: bool) -> None:
        """Start; an existing file is replaced only with ``overwrite``. ``layers`` as above."""
        problem = self._problem(photo, path, overwrite)
        if problem:
            self._work.messages.post(Level.WARNING, problem)
            self.update(saved=None, failed=problem)
            return
        request = self._request(photo, look, layers, path, overwrite)
        recipe = self.snapshot.recipe

        def make() -> Iterator[Progress | Exported]:
            events = self._atelier.export(request)
            return with_recipe(self._atelier, request, events) if recipe else events

        self._job = self._work.submit(make, Priority.EXPORT)
        self.update(under_way=Export(path), saved=None, failed="")
        self._work.start(_EXPORTING, self._follow(self._job, path))

    def cancel(self) -> None:
        """Stop; no file is written."""
        if self._job is not None:
            self._job.cancel()

    def _request(
        self, photo: Photo, look: Look, layers: int, path: Path, overwrite: bool
    ) -> ExportRequest:
        return ExportRequest(
            photo=photo if photo.path is None else photo.path,
            target=path,
            styles=look.styles,
            settings=look.settings,
            mask=None if look.mask is None else look.mask.levels,
            export=self.snapshot.settings,
            overwrite=overwrite,
            previewed=Previewed(photo.pixels, max(0, layers)),
        )

    async def _foresee(self, request: ExportRequest) -> None:
        await asyncio.sleep(_PAUSE)  # a slider may still be moving
        job = self._work.submit(lambda: self._atelier.forecast_export(request), Priority.EXPORT)
        try:
            async for event in job.events():
                if not isinstance(event, Progress):
                    self.update(forecast=event)
        except LibraryError as error:  # the export would say the same
            self.update(problem=str(error))
        finally:
            job.cancel()

    def _problem(self, photo: Photo, path: Path, overwrite: bool) -> str:
        if self.running:
            return Sentence("A picture is being exported already. Wait for it or cancel it.")
        if path.suffix.lower() not in WRITABLE:
            known = ", ".join(WRITABLE)
            return Sentence(
                "“{name}” has no known ending. Use one of {known}.", name=path.name, known=known
            )
        if photo.path is not None and is_same_file(path, photo.path):
            return Sentence(
                "“{name}” would be replaced by its own picture. Choose another name or folder.",
                name=path.name,
            )
        if os.path.exists(path) and not overwrite:  # unlike a Path: a name may be too long
            return Sentence("“{name}” is there already. Choose another name.", name=path.name)
        if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            return Sentence(
                "Nothing can be written to “{folder}”. Choose another folder.", folder=path.parent
            )
        return ""

    async def _follow(self, job: Job[Progress | Exported], path: Path) -> None:
        started, saved, failed = self._work.loop.time(), None, ""
        try:
            async for event in job.events():
                if isinstance(event, Exported):
                    saved = event.path
                else:
                    spent = self._work.loop.time() - started
                    left = spent * (1 - event.done) / event.done if event.done > 0.02 else None
                    self.update(under_way=Export(path, event.done, left))
        except Exception as error:
            failed = explained(error, _EXPORTING)
            raise
        finally:
            self._job = None
            self.update(under_way=None, saved=saved, failed=failed)
        if saved is not None:
            text = Sentence("Saved “{name}” in {folder}.", name=path.name, folder=path.parent)
            self._work.messages.post(Level.INFO, text, file=path)
        else:
            text = Sentence("The export was cancelled; no file was written.")
            self._work.messages.post(Level.INFO, text)
