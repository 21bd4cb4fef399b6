"""An atelier that paints at once and always the same way; no torch."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

import numpy as np
from fake_training import FakeTraining

from fst_gui.engine.events import Painted, Progress
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.train.control import TrainingControl
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, painting_entry
from fst_gui.library.pack_header import SUFFIX, Credits, read_credits
from fst_gui.library.photo import Photo, read_photo, write_photo
from fst_gui.library.style_pack import StylePack, load_pack, save_pack
from fst_gui.library.training_folder import Moment, TrainingFolder
from fst_gui.workshop.atelier import StyleNotFoundError
from fst_gui.workshop.export import Exported, ExportRequest
from fst_gui.workshop.forecast import Forecast
from fst_gui.workshop.training_request import QUALITY_MINUTES, TrainingRequest, file_stem
from fst_gui.workshop.trainings import Trainings


def write_style(path: Path, title: str, artist: str = "", picture=None, movement="") -> Path:
    """A style pack with a picture and nothing to paint with."""
    if picture is None:
        picture = np.full((48, 64, 3), len(title) * 9 % 255, np.uint8)
    path.parent.mkdir(parents=True, exist_ok=True)
    credits = Credits(path.stem, title, artist, "1900", "public domain", "a test", movement)
    save_pack(path, StylePack(credits, {"w": np.zeros(2, np.float16)}, picture, "0" * 64, 1, {}))
    return path


@dataclass(frozen=True)
class Call:
    """What was asked for: shares by style, settings, mask."""

    shares: dict[str, float]
    settings: PaintSettings
    mask: np.ndarray | None


class FakeAtelier(Trainings):
    """Clear ``gate`` to hold what paints, ``layer_gate`` what is painted over, ``card_gate`` the
    gallery, ``training_gate`` training."""

    def __init__(self, shipped: Path, own_styles: Path) -> None:
        self.shipped = shipped
        self.own_styles = own_styles
        self.gate = threading.Event()
        self.training_gate = threading.Event()
        self.layers_show = False
        self.card_gate = threading.Event()
        self.layer_gate = threading.Event()
        for gate in (self.gate, self.training_gate, self.card_gate, self.layer_gate):
            gate.set()
        self.painted: list[tuple[str, float, int, tuple[int, ...]]] = []
        self.calls: list[Call] = []  # as painted, in full
        self.exports: list[ExportRequest] = []
        self.foreseen: list[ExportRequest] = []
        self.cards: list[tuple[str, tuple[int, ...]]] = []
        self.broken: set[str] = set()  # styles that no card can be painted in
        self.requests: list[TrainingRequest] = []
        self.closed = 0  # generators ended before their end
        self.trainings_dir = own_styles.parent / "trainings"
        self.steps = 6  # of each phase
        self.hold_from = 1  # the step from which ``training_gate`` holds
        base = "0" * 64
        self.models = SimpleNamespace(base_hash=base, paints_as=lambda other: other == base)
        self.training_error: Exception | None = None  # raised at the next step, once
        self.meanwhile: dict[int, tuple[object, ...]] = {}  # events after a step of a training
        self.error: Exception | None = None
        self.layer_error: Exception | None = None  # raised instead of the next layer

    def styles(self) -> list[StyleEntry]:
        entries: list[StyleEntry] = []
        for kind, folder in (("shipped", self.shipped), ("own", self.own_styles)):
            entries += [self.entry(path, kind) for path in sorted(folder.glob(f"*{SUFFIX}"))]
        return entries

    def problems(self) -> list[str]:
        return []

    def find(self, style: str) -> StyleEntry:
        path = Path(style)
        if not path.is_file():
            raise StyleNotFoundError(f"There is no picture {path.name}.")
        if path.suffix == SUFFIX:
            return self.entry(path, "own")
        return painting_entry(path)

    def import_pack(self, path: Path) -> StyleEntry:
        pack = load_pack(path)
        target = self.own_styles / path.name
        if target.exists():
            raise LibraryError(f"You already have a style called {path.stem}.")
        self.own_styles.mkdir(parents=True, exist_ok=True)
        save_pack(target, pack)
        return self.entry(target, "own")

    def warm_up(self) -> Iterator[None]:
        yield

    def paint(self, pixels, styles, settings=None, mask=None, shown=None):
        """The cards of the gallery, which leave the settings out, have a list of their own."""
        pixels = pixels if shown is None else shown
        names = "+".join(style.name for style, _ in styles)
        if settings is None:
            yield from self._paint_card(names, pixels)
            return
        self.painted.append((names, settings.strength, settings.iterations, pixels.shape))
        self.calls.append(Call({style.name: share for style, share in styles}, settings, mask))
        try:
            while not self.gate.wait(0.005):
                yield Progress(0.25)
            if self.error is not None:
                raise self.error
            yield Progress(0.5)
            yield Painted(paint(pixels, settings.strength))
            for layer in range(1, settings.overpainting + 1):
                while not self.layer_gate.wait(0.005):
                    yield Progress(0.5)
                if self.layer_error is not None:
                    raise self.layer_error
                brighter = np.uint8(layer if self.layers_show else 0)
                yield Painted(paint(pixels, settings.strength) + brighter, layer)
        except GeneratorExit:
            self.closed += 1
            raise

    def export(self, request: ExportRequest):
        """As the real one: the photo's own size, the photo's file read anew."""
        self.exports.append(request)
        photo = request.photo if isinstance(request.photo, Photo) else read_photo(request.photo)
        try:
            while not self.gate.wait(0.005):
                yield Progress(0.25)
            if self.error is not None:
                raise self.error
            yield Progress(0.5)
        except GeneratorExit:
            self.closed += 1
            raise
        pixels = paint(photo.pixels, request.settings.strength)
        write_photo(request.target, pixels, like=photo, overwrite=request.overwrite)
        yield Exported(request.target, *pixels.shape[1::-1], "")

    def resume_training(self, training: Path, control: TrainingControl):
        folder = TrainingFolder(training)
        self._queue.remove(folder.path.name)
        with folder.held():
            yield from FakeTraining(self, folder, control).events()

    def forecast_export(self, request: ExportRequest):
        """A second a megapixel."""
        self.foreseen.append(request)
        yield Progress(0.0)
        if request.target.suffix == ".webp":
            raise LibraryError("The picture is too large for WebP.")
        width, height = request.export.pixel_size(64, 48)
        pixels = width * height
        yield SimpleNamespace(seconds=pixels / 1e6, megabytes=100.0 + pixels / 1e4)

    def _paint_card(self, name, pixels):
        try:
            while not self.card_gate.wait(0.005):
                yield Progress(0.25)
        except GeneratorExit:
            self.closed += 1
            raise
        if name in self.broken:
            raise StyleNotFoundError(f"The file of {name} is gone.")
        self.cards.append((name, pixels.shape))
        yield Painted(paint(pixels, 1.0))

    def forecast_training(self, request: TrainingRequest):
        request.check()
        yield Progress(0.5)
        yield Forecast(QUALITY_MINUTES[request.quality], 100, 1234.0, 1.0)

    def keep_moment(self, folder: Path, moment: Moment, title: str) -> StyleEntry:
        return self.entry(write_style(self._output(title), title), "own")

    def write_style(self, path: Path, title: str, artist: str, movement: str) -> None:
        write_style(path, title, artist, movement=movement)

    def _output(self, title: str) -> Path:
        return self.own_styles / f"{file_stem(title)}{SUFFIX}"

    def entry(self, path: Path, kind) -> StyleEntry:
        c = read_credits(path)
        words = (c.name, c.title, c.artist, c.year, c.licence, c.source)
        return StyleEntry(*words, kind, path, c.movement)


def paint(pixels, strength):
    """The negative, mixed in by strength: easy to tell from the photo and to compute again."""
    mixed = pixels * (1.0 - strength) + (255.0 - pixels) * strength
    return np.ascontiguousarray(mixed.round().astype(np.uint8))
