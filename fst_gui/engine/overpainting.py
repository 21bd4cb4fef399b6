"""Painting over: a painted picture brought nearer to the painting, layer by layer.

The networks paint every photo with the same weights, at once. Who has some seconds can have the
picture itself moved (``canvas``). What has been painted over stays with the photo: going back to it
takes no layer's time, and more layers take no more than those.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from functools import partial
from typing import NamedTuple

import torch
from torch import Tensor

from fst_gui.engine.canvas import STEPS, Canvas, as_judged
from fst_gui.engine.device import hand_back_memory, step_anywhere
from fst_gui.engine.losses import StyleTargets, standardise, style_targets
from fst_gui.engine.maps import PaintedMaps
from fst_gui.engine.networks.vgg import CONTENT_LEVELS, PerceptualNetwork
from fst_gui.engine.sitter import JudgedPhoto, Sitter
from fst_gui.engine.steps import each_within, telling

# Time for a pixel of a layer over that for a pixel composed, for an even progress.
LAYER_EFFORT = 100.0
_MOST_CANVASES = 4  # that a photo keeps; 30 MB each with four layers


class Overpainted(NamedTuple):
    """Maps with so many layers over them, as ``paint_strengths`` gives them."""

    layers: int
    strengths: Sequence[PaintedMaps]


class Overpainter:
    """Paints over in one style; ``targets`` are the painting's, or a mix of several."""

    def __init__(self, judge: PerceptualNetwork, targets: StyleTargets) -> None:
        self._judge = judge
        self._targets = targets

    def layers(
        self, strengths: Sequence[PaintedMaps], sitter: Sitter, count: int
    ) -> Generator[float | Overpainted, None, None]:
        """Paint over what ``paint_strengths`` gave, layer by layer, up to ``count``.

        Yields what the photo has of that already, then what is done, 0 to 1, several times a
        second, and the maps after each layer.
        """
        # Held from here on: while somebody else paints, the sitter may let go of them.
        kept = [self._kept(painted, sitter) for painted in strengths]
        found = [canvas for canvas in kept if canvas is not None]
        ready = min(count, *(canvas.count for canvas in found)) if found == kept else 0
        yield _over(found, strengths, ready) if ready else Overpainted(0, strengths)
        if ready == count:
            return
        try:
            if sitter.judged is None:
                look = step_anywhere(lambda: _look(self._judge, sitter.working), self._judge)
                sitter.judged = yield from telling(look, lambda _: 0.0)
            photo = sitter.judged
            canvases = [
                self._seated(canvas, painted, sitter, photo)
                for canvas, painted in zip(kept, strengths, strict=True)
            ]
            share = 1.0 / (count * len(canvases))
            for number in range(ready, count):
                for index, canvas in enumerate(canvases):
                    if canvas.count == number:
                        done = share * (number * len(canvases) + index)
                        layer = canvas.paint_over(self._judge)
                        yield from telling(layer, partial(_layer_done, done, share))
                yield _over(canvases, strengths, number + 1)
        finally:
            hand_back_memory()

    def _kept(self, painted: PaintedMaps, sitter: Sitter) -> Canvas | None:
        """The one with the layers that are over these maps already."""
        holding = (canvas for canvas in sitter.canvases if canvas.holds(painted, self._targets))
        return next(holding, None)

    def _seated(
        self, canvas: Canvas | None, painted: PaintedMaps, sitter: Sitter, photo: JudgedPhoto
    ) -> Canvas:
        """That one, one that somebody has begun meanwhile, or a new one; the last to be let go."""
        canvas = canvas or self._kept(painted, sitter)
        if canvas is None:
            canvas = Canvas(painted, sitter.working, photo, self._targets)
        others = [other for other in sitter.canvases if other is not canvas]
        sitter.canvases = [*others, canvas][-_MOST_CANVASES:]
        return canvas


def _over(canvases: Sequence[Canvas], strengths: Sequence[PaintedMaps], count: int) -> Overpainted:
    pairs = zip(canvases, strengths, strict=True)
    return Overpainted(count, [canvas.maps(count, painted) for canvas, painted in pairs])


def _look(judge: PerceptualNetwork, working: Tensor) -> Generator[None, None, JudgedPhoto]:
    """A photo (1, 3, h, w), sRGB, 0-1, as the judge sees it, one convolution at a time."""
    picture = as_judged(working)
    seen = yield from each_within(torch.no_grad, judge.in_steps(picture))
    with torch.no_grad():
        content = {name: standardise(seen[name]) for name in CONTENT_LEVELS}
        return JudgedPhoto(content, style_targets(picture, seen))


def _layer_done(done: float, share: float, steps: int) -> float:
    """How far it all is after some steps of a layer: ``done`` before it, ``share`` its own."""
    return done + share * min(1.0, steps / STEPS)
