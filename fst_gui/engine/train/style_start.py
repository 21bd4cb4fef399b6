"""What a style's training starts from: its paintings read, and what they do untrained."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from fst_gui.engine.data import PhotoSource, resize, to_float
from fst_gui.engine.errors import TrainingError
from fst_gui.engine.losses import StyleTargets, style_targets
from fst_gui.engine.networks.painter import Painter, mix_styles
from fst_gui.engine.networks.style import StyleCode, painting_statistics
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import PAINTING_SHORT_SIDE
from fst_gui.engine.steps import each_within
from fst_gui.engine.train.objective import content_of
from fst_gui.engine.train.style_spec import StyleSpec

_LOOKED_AT = 5  # photos that tell how far a painting moves them untrained


@dataclass(frozen=True, eq=False)
class StyleStart:
    """All on the painter's device; of several paintings the means."""

    paintings: Sequence[Tensor]  # (H, W, 3) uint8
    photos: PhotoSource
    targets: StyleTargets  # each (1, C, C)
    vector: Tensor  # the style code and its tokens, as the reader has them
    tokens: Tensor
    bound: StyleParameters
    spread: Tensor  # scalar: the paintings' contrast
    content: float  # the content loss of photos painted untrained


def style_start(
    spec: StyleSpec, painter: Painter, judge: PerceptualNetwork
) -> Generator[None, None, StyleStart]:
    """Read the paintings and paint some photos, in steps.

    Raises ``TrainingError`` without a painting or a photo.
    """
    if not spec.paintings:
        raise TrainingError("Choose at least one painting to learn the style from.")
    photos = PhotoSource([photo.to(painter.device) for photo in spec.photos], spec.size)
    return (yield from each_within(torch.no_grad, _start(spec, photos, painter, judge)))


def _start(
    spec: StyleSpec, photos: PhotoSource, painter: Painter, judge: PerceptualNetwork
) -> Generator[None, None, StyleStart]:
    paintings = [painting.to(painter.device) for painting in spec.paintings]
    sums: dict[str, Tensor] = {}
    codes: list[StyleCode] = []
    styles: list[StyleParameters] = []
    for painting in paintings:
        picture = resize(to_float(painting), *viewed_size(painting, spec.stroke_size))
        features = yield from judge.in_steps(picture)
        statistics = painting_statistics(features)
        codes.append(painter.reader(statistics))
        styles.append(painter.bind_painting(picture, statistics))
        for name, target in style_targets(picture, features).items():
            sums[name] = sums.get(name, torch.zeros_like(target)) + target
        yield
    bound = mix_styles(styles, [1.0 / len(styles)] * len(styles))
    generator = torch.Generator().manual_seed(spec.seed)
    looked_at = photos.batch(_LOOKED_AT, generator)
    content = yield from content_of(painter, judge, looked_at, bound, generator)
    return StyleStart(
        paintings=paintings,
        photos=photos,
        targets={name: total / len(paintings) for name, total in sums.items()},
        vector=torch.stack([c.vector for c in codes]).mean(0),
        tokens=torch.stack([c.tokens for c in codes]).mean(0),
        bound=bound,
        spread=torch.stack([spread(to_float(p)) for p in paintings]).mean(),
        content=content,
    )


def viewed_size(painting: Tensor, stroke_size: float) -> tuple[int, int]:
    """Height and width in pixels that a painting (H, W, 3) is looked at with."""
    height, width = painting.shape[:2]
    factor = min(PAINTING_SHORT_SIDE / min(height, width), 1.0) * stroke_size
    return max(round(height * factor), 16), max(round(width * factor), 16)


def spread(pictures: Tensor) -> Tensor:
    """The contrast of pictures (N, 3, H, W): the mean deviation of their channels."""
    return pictures.std((2, 3), correction=0).mean()  # one pixel has none
