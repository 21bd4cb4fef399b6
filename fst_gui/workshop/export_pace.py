"""How fast this machine exports: what each step costs a pixel, and what exports really took.

The steps are measured on a picture of the program's own, once; those that depend on how much
smaller than the photo or the target the painted picture is, on a picture enlarged so much. What
that leaves out — another kind of photo, a machine that was busy when it was measured — shows in
the exports themselves: each leaves behind what was foreseen and what it took, and the ones most
like the next correct its forecast.
"""

from __future__ import annotations

import contextlib
import math
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from PIL import Image

from fst_gui import paths
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.colour import ToSrgb, adobe_rgb_profile
from fst_gui.library.errors import SettingsError
from fst_gui.library.header import PictureHeader
from fst_gui.library.photo import Photo, Pixels, read_photo
from fst_gui.library.photo_rows import open_rows, photo_rows
from fst_gui.library.versioned import load_versioned, save_versioned
from fst_gui.library.writing import open_picture

if TYPE_CHECKING:
    from fst_gui.engine.maps import PaintedMaps
    from fst_gui.engine.sitter import Sitter
    from fst_gui.workshop.atelier import Atelier

T = TypeVar("T")

_VERSION = 3
_SHAPE = (820, 1230)  # of the picture that is measured on
_SMALL_SHAPE = (410, 615)  # for what takes seconds
_ROWS = 200
_RUNS = 2
_GREATEST_SCALE = 8  # further apart, the smaller picture counts for nothing
_LEAST_SCALE = 1.25  # what a scale of 1 is measured with: a photo of a megapixel
_GRAIN = 9.0  # levels; what a painted picture has and a photo has not
_REMEMBERED = 24  # exports
_ALIKE = 3  # of them that correct a forecast, at most
_UNLIKE = math.log(4.0)  # further apart in what was foreseen, an export says nothing of another


@dataclass(frozen=True)
class Experience:
    """An export that was made: how, what its steps added up to, and the seconds that it took."""

    kind: str  # the target's suffix
    fresh: bool  # whether it was the first picture of the program since its start
    foreseen: float
    taken: float

    def distance(self, kind: str, fresh: bool, foreseen: float) -> float:
        """How unlike an export is that is to come."""
        apart = abs(math.log(self.foreseen / foreseen))
        return apart + (self.kind != kind) * _UNLIKE / 2 + (self.fresh != fresh) * _UNLIKE / 2


class Stopwatch(Iterator[T]):
    """Hands on what a generator yields; ``seconds`` are those in which it works.

    Somebody else's turn in between does not count.
    """

    def __init__(self, events: Generator[T, None, None]) -> None:
        self._events = events
        self.seconds = 0.0

    def __next__(self) -> T:
        started = time.perf_counter()
        try:
            return next(self._events)
        finally:
            self.seconds += time.perf_counter() - started

    def close(self) -> None:
        """End the generator."""
        self._events.close()


class Pace:
    """Seconds a pixel for each step, measured when they are first wanted and kept in a file."""

    def __init__(self, atelier: Atelier, file: Path) -> None:
        import torch

        self._atelier = atelier
        self._file = file
        models = atelier.models
        # What another computer, device or network has measured says nothing here.
        self._of = f"{models.base_hash[:12]} {models.painter.device} {torch.get_num_threads()}"
        self.seconds: dict[str, float] = {}
        self.experience: list[Experience] = []
        self._new = False
        with contextlib.suppress(SettingsError, ValueError, TypeError, AttributeError):
            values = load_versioned(file, _VERSION, {})
            if values.get("of") == self._of:
                self.seconds = {str(k): float(v) for k, v in values["seconds"].items()}
                self.experience = [Experience(*one) for one in values.get("exports", [])]

    def measure(self, step: str) -> None:
        """Measure a step unless it is known."""
        if step in self.seconds:
            return
        what, kind, scale = (*step.split(), "", "")[:3]
        runs: dict[str, Callable[[], float]] = {
            "start": self._starting,
            "read": lambda: self._reading(kind),
            "reduce": lambda: self._reducing(int(kind)),
            "first": lambda: self._maps(1),
            "further": lambda: max(0.0, self._maps(3) - self._maps(1)) / 2,
            "judge": self._reading_the_judge,
            "overpaint": self._overpainting,
            "compose": lambda: self._composing(kind, int(scale)),
            "resize": self._resizing,
            "convert": self._converting,
            "write": lambda: self._writing(kind, int(scale)),
        }
        self.seconds[step] = min(runs[what]() for _ in range(1 if what == "start" else _RUNS))
        self._new = True

    def knows(self, steps: Mapping[str, float]) -> bool:
        """Whether all of these steps have been measured."""
        return self.seconds.keys() >= steps.keys()

    def foresee(self, steps: Mapping[str, float], kind: str, fresh: bool) -> float:
        """Seconds for so many pixels a step, corrected by the exports most like this one."""
        foreseen = self._sum(steps)
        apart = [(one.distance(kind, fresh, foreseen), one) for one in reversed(self.experience)]
        alike = sorted((pair for pair in apart if pair[0] < _UNLIKE), key=lambda pair: pair[0])
        ratios = [one.taken / one.foreseen for _, one in alike[:_ALIKE]]
        return foreseen * (median(ratios) if ratios else 1.0)

    def learn(self, steps: Mapping[str, float], kind: str, fresh: bool, taken: float) -> None:
        """Note what an export took."""
        one = Experience(kind, fresh, self._sum(steps), taken)
        if min(one.foreseen, one.taken) > 0.0:
            self.experience = [*self.experience, one][-_REMEMBERED:]
            self._new = True

    def _sum(self, steps: Mapping[str, float]) -> float:
        return sum(self.seconds[step] * pixels for step, pixels in steps.items())

    def keep(self) -> None:
        """Write down what was measured and learned; without a place for it, it is forgotten."""
        if not self._new:
            return
        exports = [astuple(one) for one in self.experience]
        values = {"of": self._of, "seconds": self.seconds, "exports": exports}
        with contextlib.suppress(SettingsError):
            save_versioned(self._file, _VERSION, values)

    def _starting(self) -> float:
        """Seconds that the first picture of a program takes longer than the next."""
        first, second = self._maps(1), self._maps(1)
        return max(0.0, first - second) * _SHAPE[0] * _SHAPE[1]

    def _reading(self, kind: str) -> float:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "photo"
            Image.fromarray(_sample()).save(file, "WEBP" if kind == "whole" else kind)
            started = time.perf_counter()
            rows = open_rows(file)
            for _ in rows.strips(_ROWS):
                pass
            return _a_pixel(started)

    def _reducing(self, scale: int) -> float:
        from fst_gui.engine.working import WorkingPicture

        sample = _sample()
        started = time.perf_counter()
        working = WorkingPicture(_SHAPE, _smaller(scale))
        for top in range(0, _SHAPE[0], _ROWS):
            working.add(sample[top : top + _ROWS])
        working.picture()
        return _a_pixel(started)

    def _maps(self, iterations: int) -> float:
        started = time.perf_counter()
        self._painted(_SHAPE, PaintSettings(iterations=iterations))
        return _a_pixel(started)

    def _painted(
        self, shape: tuple[int, int], settings: PaintSettings
    ) -> tuple[Sitter, list[PaintedMaps]]:
        """Some picture of that shape, painted."""
        import torch

        from fst_gui.engine.maps import paint_strengths
        from fst_gui.engine.sitter import Sitter
        from fst_gui.engine.steps import at_once

        models = self._atelier.models
        sitter = Sitter(torch.rand(1, 3, *shape))
        plain = models.plain
        steps = paint_strengths(models.painter, sitter, plain, settings, None, plain)
        return sitter, at_once(steps)

    def _reading_the_judge(self) -> float:
        models = self._atelier.models
        started = time.perf_counter()
        models.judge_on(models.painter.device)
        return time.perf_counter() - started

    def _overpainting(self) -> float:
        from fst_gui.engine.likeness import painting_targets
        from fst_gui.engine.overpainting import Overpainted, Overpainter

        models = self._atelier.models
        overpainter = Overpainter(models.judge, painting_targets(models.judge, _sample()))
        sitter, strengths = self._painted(_SMALL_SHAPE, PaintSettings(iterations=1))
        moments = [
            time.perf_counter()
            for event in overpainter.layers(strengths, sitter, 2)
            if isinstance(event, Overpainted)
        ]
        return (moments[2] - moments[1]) / (_SMALL_SHAPE[0] * _SMALL_SHAPE[1])

    def _composing(self, kind: str, scale: int) -> float:
        """``kind``: whose colours, and "+photo" where the photo joins in."""
        from fst_gui.engine.maps import PaintedPicture
        from fst_gui.engine.stylize import STRIP_PIXELS

        colours, _, photo_joins = kind.partition("+")
        settings = replace(PaintSettings(iterations=1), colours=colours)
        # As wide as any picture is painted: narrow strips take a third longer.
        factor = max(scale, _LEAST_SCALE)
        painted = max(16, round(_SHAPE[0] / factor / 2)), _SHAPE[0]
        height, width = (round(factor * side) for side in painted)
        _, strengths = self._painted(painted, settings)
        if not photo_joins:
            strengths = [replace(s, part=s.part._replace(share=0.0)) for s in strengths]
        picture = PaintedPicture(strengths, height, width)
        photo = np.zeros((min(height, STRIP_PIXELS // width), width, 3), np.uint8)
        strips = range(0, height - len(photo) + 1, len(photo))
        started = time.perf_counter()
        for top in strips:
            picture.strip(photo, top)
        return (time.perf_counter() - started) / (len(strips) * photo[..., 0].size)

    def _converting(self) -> float:
        sample = Image.fromarray(_sample())
        converter = ToSrgb("RGB", adobe_rgb_profile())
        started = time.perf_counter()
        converter.convert(sample)
        return _a_pixel(started)

    def _resizing(self) -> float:
        photo = Photo(_sample(), None, None, None)
        height, width = _SHAPE[0] // 2, _SHAPE[1] // 2
        started = time.perf_counter()
        for _ in photo_rows(photo).resized(height, width).strips(_ROWS):
            pass
        return _a_pixel(started)

    def _writing(self, suffix: str, scale: int) -> float:
        sample = _painted_sample(scale)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"picture{suffix}"
            started = time.perf_counter()
            with open_picture(path, PictureHeader(_SHAPE[1], _SHAPE[0]), overwrite=False) as file:
                for top in range(0, _SHAPE[0], _ROWS):
                    file.write(sample[top : top + _ROWS], None)
            return _a_pixel(started)


def _a_pixel(started: float) -> float:
    return (time.perf_counter() - started) / (_SHAPE[0] * _SHAPE[1])


def _sample() -> Pixels:
    picture = Image.fromarray(read_photo(paths.sample_picture()).pixels)
    return np.array(picture.resize((_SHAPE[1], _SHAPE[0])))


def _painted_sample(scale: int) -> Pixels:
    """Something like a painted picture: grain, as large as it was painted with, on the sample."""
    height, width = _smaller(scale)
    picture = Image.fromarray(_sample()).resize((width, height))
    grain = np.random.default_rng(0).normal(0.0, _GRAIN, (height, width, 1))
    grainy = Image.fromarray((np.array(picture) + grain).clip(0, 255).astype(np.uint8))
    return np.array(grainy.resize((_SHAPE[1], _SHAPE[0]), Image.Resampling.BICUBIC))


def _smaller(scale: int) -> tuple[int, int]:
    """Height and width of a painted picture that is enlarged so much to the measured one."""
    factor = max(scale, _LEAST_SCALE)
    return round(_SHAPE[0] / factor), round(_SHAPE[1] / factor)


def scale_between(large: float, small: float) -> int:
    """How many times as wide a picture of ``large`` pixels is as one of ``small``: 1, 2, 4 or 8."""
    nearest = round(math.log2(max(1.0, large / small)) / 2)
    return min(2**nearest, _GREATEST_SCALE)
