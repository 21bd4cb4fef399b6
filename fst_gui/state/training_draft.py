"""What the next style is going to be made of."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Literal

from fst_gui.engine.settings import USUAL_CONTENT
from fst_gui.jobs.engine_thread import Priority
from fst_gui.library.errors import LibraryError
from fst_gui.library.pack_header import SUFFIX, Credits
from fst_gui.library.photo import read_photo, shrink
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture, State
from fst_gui.state.messages import Level
from fst_gui.state.painting import Studio
from fst_gui.state.studio import StudioState
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.forecast import Forecast
from fst_gui.workshop.training_request import (
    LOOSEST,
    QUALITY_MINUTES,
    STRICTEST,
    Crop,
    Painting,
    Quality,
    TrainingRequest,
    file_stem,
)

PhotoChoice = Literal["computed", "opened", "folder"]
Region = tuple[float, float, float, float]  # x, y, width, height in shares of the painting
QUALITIES: tuple[Quality, ...] = tuple(QUALITY_MINUTES)
STROKES = (0.5, 4.0)
_SPAN = 1.9  # the loosest target is this many times the usual one
_SHOWN_LONGEST = 1024
_MOST_OPENED = 200
_PAUSE = 0.3  # seconds before a forecast
_ANY_PAINTING = (Painting(Path("any")),)  # a forecast does not look at it


def target_of(strictness: float) -> float:
    """The content target of a strictness from 0 (loose) to 1; 0.5 is the usual one."""
    target = USUAL_CONTENT * _SPAN ** (1.0 - 2.0 * strictness)
    return min(LOOSEST, max(STRICTEST, target))


def strictness_of(target: float) -> float:
    """The strictness, 0 to 1, of a content target."""
    strictness = 0.5 * (1.0 - math.log(target / USUAL_CONTENT) / math.log(_SPAN))
    return min(1.0, max(0.0, strictness))


@dataclass(frozen=True)
class DraftPainting:
    """A painting chosen for the next training, and the region of it that counts."""

    path: Path
    picture: Picture
    region: Region | None = None


@dataclass(frozen=True)
class Draft:
    """The form of the next training.

    ``movement`` is what packs call it, whatever the window's language. ``forecasts`` come in one
    by one, for each quality.
    """

    paintings: tuple[DraftPainting, ...] = ()
    chosen: int = 0
    title: str = ""
    artist: str = ""
    year: str = ""
    movement: str = ""
    licence: str = ""
    source: str = ""
    quality: Quality = "good"
    stroke_size: float = 1.0
    content_target: float = USUAL_CONTENT
    photos: PhotoChoice = "computed"
    folder: Path | None = None
    opened: tuple[Path, ...] = ()
    forecasts: Mapping[str, Forecast] = field(default_factory=dict[str, Forecast])

    @property
    def painting(self) -> DraftPainting | None:
        """The painting that is looked at."""
        return self.paintings[self.chosen] if self.paintings else None


class DraftState(State[Draft]):
    """Fills the form, forecasts, and makes a request of it."""

    def __init__(self, work: Work, atelier: Atelier, studio: StudioState, sample: Path) -> None:
        super().__init__(Draft())
        self._work = work
        self._atelier = atelier
        self._studio = studio
        self._sample = sample
        self._forecasting: asyncio.Task[None] | None = None
        studio.changed.connect(self._note_photo)

    # Paintings

    def add_paintings(self, paths: tuple[Path, ...]) -> asyncio.Task[None]:
        """Take these pictures too; those that cannot be read are told and left out."""
        return self._work.start(Sentence("reading the paintings"), self._add(paths))

    def remove_painting(self, number: int) -> None:
        """Leave a painting out again."""
        now = self.snapshot
        paintings = (*now.paintings[:number], *now.paintings[number + 1 :])
        chosen = now.chosen - (number < now.chosen)
        self.update(paintings=paintings, chosen=max(0, min(chosen, len(paintings) - 1)))

    def choose_painting(self, number: int) -> None:
        """Look at a painting."""
        if 0 <= number < len(self.snapshot.paintings):
            self.update(chosen=number)

    def set_region(self, region: Region | None) -> None:
        """Learn from this part only of the painting that is looked at."""
        now = self.snapshot
        if now.painting is not None:
            paintings = list(now.paintings)
            paintings[now.chosen] = replace(now.painting, region=region)
            self.update(paintings=tuple(paintings))

    # The rest of the form

    def set_credits(self, **texts: str) -> None:
        """``title``, ``artist``, ``year``, ``movement``, ``licence`` or ``source``."""
        self.update(**texts)

    def set_quality(self, quality: str) -> None:
        """Quick, good or best."""
        if quality in QUALITIES:
            self.update(quality=quality)

    def set_stroke_size(self, stroke_size: float) -> None:
        """2 for strokes twice as coarse."""
        self.update(stroke_size=min(STROKES[1], max(STROKES[0], stroke_size)))

    def set_content_target(self, target: float) -> None:
        """How far the photo's shapes may move."""
        self.update(content_target=min(LOOSEST, max(STRICTEST, target)))

    def use_photos(self, photos: PhotoChoice) -> None:
        """Learn on computed pictures, the photos opened so far, or a folder."""
        known = {"folder": self.snapshot.folder is not None, "opened": bool(self.snapshot.opened)}
        if known.get(photos, True):
            self.update(photos=photos)

    def use_folder(self, folder: Path) -> None:
        """Learn on the photos of a folder."""
        self.update(folder=folder, photos="folder")

    def clear(self) -> None:
        """A new form; how long and on which photos stays as it was."""
        kept = ("quality", "photos", "folder", "opened", "forecasts")
        new = Draft()
        names = [field.name for field in fields(Draft) if field.name not in kept]
        self.update(**{name: getattr(new, name) for name in names})

    def request(self) -> TrainingRequest | None:
        """What the form says; None, and a message, when something is missing."""
        now = self.snapshot
        name = file_stem(now.title)
        output = self._atelier.own_styles / f"{name}{SUFFIX}"
        problem = name_problem(now.title, output)
        if not now.paintings:
            problem = Sentence("Choose at least one painting to learn from.")
        if problem is not None:
            self._work.messages.post(Level.WARNING, problem)
            return None
        return self._request(name, output)

    def _request(self, name: str, output: Path) -> TrainingRequest:
        now, original = self.snapshot, self._studio.snapshot.original
        photos = {"computed": None, "opened": now.opened, "folder": now.folder}[now.photos]
        texts = (now.title, now.artist, now.year, now.licence, now.source, now.movement)
        return TrainingRequest(
            paintings=tuple(
                Painting(p.path, None if p.region is None else Crop(*p.region))
                for p in now.paintings
            ),
            credits=Credits(name, *(text.strip() for text in texts)),
            output=output,
            photos=photos,
            quality=now.quality,
            stroke_size=now.stroke_size,
            content_target=now.content_target,
            sample=None if original is None else original.pixels,
        )

    # Forecasts

    def forecast(self) -> None:
        """Find out how long each quality takes here, after a pause."""
        if self._forecasting is not None:
            self._forecasting.cancel()
        doing = Sentence("forecasting the training")
        self._forecasting = self._work.start(doing, self._forecast())

    async def _forecast(self) -> None:
        await asyncio.sleep(_PAUSE)
        asked = {q: replace(self._any_request(), quality=q) for q in QUALITIES}

        def make() -> Iterator[tuple[str, object]]:
            for quality, request in asked.items():
                for event in self._atelier.forecast_training(request):
                    yield quality, event

        job = self._work.submit(make, Priority.BATCH)
        try:
            async for quality, event in job.events():
                if isinstance(event, Forecast):
                    self.update(forecasts={**self.snapshot.forecasts, quality: event})
        finally:
            job.cancel()

    def _any_request(self) -> TrainingRequest:
        """The request as far as it matters for time and memory."""
        request = self._request("forecast", self._atelier.own_styles / f"forecast{SUFFIX}")
        return request if request.paintings else replace(request, paintings=_ANY_PAINTING)

    # Reading

    async def _add(self, paths: tuple[Path, ...]) -> None:
        for path in paths:
            try:
                picture = await asyncio.to_thread(self._read, path)
            except LibraryError as error:
                self._work.messages.post(Level.ERROR, str(error))
                continue
            now = self.snapshot
            if all(known.path != path for known in now.paintings):
                paintings = (*now.paintings, DraftPainting(path, picture))
                self.update(paintings=paintings, chosen=len(paintings) - 1)

    def _read(self, path: Path) -> Picture:
        return Picture(shrink(read_photo(path).pixels, _SHOWN_LONGEST))

    def _note_photo(self, now: Studio) -> None:
        path = None if now.photo is None else now.photo.path
        known = self.snapshot.opened
        if path is not None and path != self._sample and path not in known:
            self.update(opened=(*known, path)[-_MOST_OPENED:])


def name_problem(title: str, output: Path) -> Sentence | None:
    """Why a new style cannot be called that and kept there."""
    if not file_stem(title):
        return Sentence("Give the style a name with at least one letter or digit.")
    if output.exists():
        return Sentence(
            "There is a style called “{title}” already, or it was called that once. Choose another "
            "name.",
            title=title.strip(),
        )
    return None
