"""What each step of an export costs on this machine, measured on a picture of the program's own.

Those that depend on how much smaller than the photo or the target the painted picture is are
measured on a picture enlarged so much. All is done in steps: whoever measures is never in the way
for longer than an export would be.
"""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from PIL import Image

from fst_gui import paths
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.colour import ToSrgb, adobe_rgb_profile
from fst_gui.library.header import PictureHeader
from fst_gui.library.photo import Photo, Pixels, read_photo
from fst_gui.library.photo_rows import open_rows, photo_rows
from fst_gui.library.writing import open_picture
from fst_gui.workshop.stopwatch import Stopwatch, timed

if TYPE_CHECKING:
    from torch import Tensor

    from fst_gui.engine.maps import PaintedMaps
    from fst_gui.engine.sitter import Sitter
    from fst_gui.workshop.atelier import Atelier

Measurement: TypeAlias = Generator[None, None, float]

_SHAPE = (820, 1230)  # of the picture that is measured on
_SMALL_SHAPE = (410, 615)  # for what takes seconds
_ROWS = 200
_FEW = 96  # pixels
_RUNS = 2
_LEAST_SCALE = 1.25  # what a scale of 1 is measured with: a photo of a megapixel
_GRAIN = 9.0  # levels; what a painted picture has and a photo has not


def measured(atelier: Atelier, step: str) -> Measurement:
    """Seconds a pixel, or all seconds of what is done once. Others' turns do not count."""
    run = _Measurements(atelier).of(step)
    seconds: list[float] = []
    for _ in range(1 if step == "start" else _RUNS):
        seconds.append((yield from run()))
    return min(seconds)


class _Measurements:
    def __init__(self, atelier: Atelier) -> None:
        self._atelier = atelier

    def of(self, step: str) -> Callable[[], Measurement]:
        what, kind, scale = (*step.split(), "", "")[:3]
        runs: dict[str, Callable[[], Measurement]] = {
            "start": self._starting,
            "read": lambda: self._reading(kind),
            "reduce": lambda: self._reducing(int(kind)),
            "first": lambda: self._maps(1),
            "further": self._further,
            "judge": self._reading_the_judge,
            "overpaint": self._overpainting,
            "compose": lambda: self._composing(kind, int(scale)),
            "resize": self._resizing,
            "convert": self._converting,
            "write": lambda: self._writing(kind, int(scale)),
        }
        return runs[what]

    def _starting(self) -> Measurement:
        """Seconds that the first picture of a program takes longer than the next."""
        first = yield from self._maps(1)
        second = yield from self._maps(1)
        return max(0.0, first - second) * _SHAPE[0] * _SHAPE[1]

    def _reading(self, kind: str) -> Measurement:
        def read(file: Path) -> Generator[None, None, None]:
            for _ in open_rows(file).strips(_ROWS):
                yield

        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "photo"
            Image.fromarray(_sample()).save(file, "WEBP" if kind == "whole" else kind)
            _, seconds = yield from timed(read(file))
        return _a_pixel(seconds)

    def _reducing(self, scale: int) -> Measurement:
        from fst_gui.engine.working import WorkingPicture

        sample = _sample()

        def reduce() -> Generator[None, None, Tensor]:
            working = WorkingPicture(_SHAPE, _smaller(scale))
            for top in range(0, _SHAPE[0], _ROWS):
                working.add(sample[top : top + _ROWS])
                yield
            return working.picture()

        _, seconds = yield from timed(reduce())
        return _a_pixel(seconds)

    def _maps(self, iterations: int) -> Measurement:
        painting = self._painted(_SHAPE, PaintSettings(iterations=iterations))
        _, seconds = yield from timed(painting)
        return _a_pixel(seconds)

    def _further(self) -> Measurement:
        three = yield from self._maps(3)
        one = yield from self._maps(1)
        return max(0.0, three - one) / 2

    def _painted(
        self, shape: tuple[int, int], settings: PaintSettings
    ) -> Generator[object, None, tuple[Sitter, list[PaintedMaps]]]:
        """Some picture of that shape, painted."""
        import torch

        from fst_gui.engine.maps import paint_strengths
        from fst_gui.engine.sitter import Sitter

        models = self._atelier.models
        sitter = Sitter(torch.rand(1, 3, *shape))
        plain = models.plain
        maps = yield from paint_strengths(models.painter, sitter, plain, settings, None, plain)
        return sitter, maps

    def _reading_the_judge(self) -> Measurement:
        models = self._atelier.models

        def read() -> Generator[None, None, None]:
            models.judge_on(models.painter.device)
            yield

        _, seconds = yield from timed(read())
        return seconds

    def _overpainting(self) -> Measurement:
        from fst_gui.engine.likeness import painting_targets
        from fst_gui.engine.overpainting import Overpainted, Overpainter

        models = self._atelier.models
        # What of a painting it is does not matter, and a whole one would be a long step.
        targets = painting_targets(models.judge, _sample()[:_FEW, :_FEW])
        (sitter, strengths), _ = yield from timed(
            self._painted(_SMALL_SHAPE, PaintSettings(iterations=1))
        )
        layers = Stopwatch(Overpainter(models.judge, targets).layers(strengths, sitter, 2))
        moments: list[float] = []
        with contextlib.closing(layers):
            for event in layers:
                if isinstance(event, Overpainted):
                    moments.append(layers.seconds)
                yield
        return (moments[2] - moments[1]) / (_SMALL_SHAPE[0] * _SMALL_SHAPE[1])

    def _composing(self, kind: str, scale: int) -> Measurement:
        """``kind``: whose colours, and "+photo" where the photo joins in."""
        from fst_gui.engine.maps import PaintedPicture
        from fst_gui.engine.stylize import STRIP_PIXELS

        colours, _, photo_joins = kind.partition("+")
        settings = replace(PaintSettings(iterations=1), colours=colours)
        # As wide as any picture is painted: narrow strips take a third longer.
        factor = max(scale, _LEAST_SCALE)
        painted = max(16, round(_SHAPE[0] / factor / 2)), _SHAPE[0]
        height, width = (round(factor * side) for side in painted)
        (_, strengths), _ = yield from timed(self._painted(painted, settings))
        if not photo_joins:
            strengths = [replace(s, part=s.part._replace(share=0.0)) for s in strengths]
        picture = PaintedPicture(strengths, height, width)
        photo = np.zeros((min(height, STRIP_PIXELS // width), width, 3), np.uint8)
        strips = range(0, height - len(photo) + 1, len(photo))

        def compose() -> Generator[None, None, None]:
            for top in strips:
                picture.strip(photo, top)
                yield

        _, seconds = yield from timed(compose())
        return seconds / (len(strips) * photo[..., 0].size)

    def _converting(self) -> Measurement:
        sample = Image.fromarray(_sample())
        converter = ToSrgb("RGB", adobe_rgb_profile())

        def convert() -> Generator[None, None, None]:
            converter.convert(sample)
            yield

        _, seconds = yield from timed(convert())
        return _a_pixel(seconds)

    def _resizing(self) -> Measurement:
        rows = photo_rows(Photo(_sample(), None, None, None))

        def resize() -> Generator[None, None, None]:
            for _ in rows.resized(_SHAPE[0] // 2, _SHAPE[1] // 2).strips(_ROWS):
                yield

        _, seconds = yield from timed(resize())
        return _a_pixel(seconds)

    def _writing(self, suffix: str, scale: int) -> Measurement:
        sample = _painted_sample(scale)

        def write(path: Path) -> Generator[None, None, None]:
            with open_picture(path, PictureHeader(_SHAPE[1], _SHAPE[0]), overwrite=False) as file:
                for top in range(0, _SHAPE[0], _ROWS):
                    file.write(sample[top : top + _ROWS], None)
                    yield

        with tempfile.TemporaryDirectory() as folder:
            _, seconds = yield from timed(write(Path(folder) / f"picture{suffix}"))
        return _a_pixel(seconds)


def _a_pixel(seconds: float) -> float:
    return seconds / (_SHAPE[0] * _SHAPE[1])


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
