"""How well the slim encoder does what stage 1 asks of it, on patches that it never saw.

    python -m benchmarks.encoder_report --photos DIR --paintings DIR --hold-out models/held_out.txt

The heads of stage 1 are not shipped, so they are fitted anew behind the shipped encoder, on patches
of what it was trained on: a linear map to VGG19's activation at each level, least squares, and
multinomial logistic regression from fc7 to the movement. DIR has a table DIR.csv beside it: the
photos' with a column ``split``, the paintings' with a column ``movement``.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from benchmarks.machine import keep
from benchmarks.trained import passing_atelier, unseen_photos
from fst_gui.engine.data import painting_view
from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, Encoder
from fst_gui.engine.networks.vgg import STYLE_LEVELS, VGG19_WIDTHS, PerceptualNetwork
from fst_gui.library.photo import read_photo, shrink
from fst_gui.workshop.folders import photos_to_learn_on, picture_files, picture_table

_SIDE = 192
_LONGEST = 1024
_RIDGE = 1e-3
_PENALTY = 1e-2  # on the naming head's weights; there are few paintings


@dataclass(frozen=True)
class Patches:
    """Patches (N, 3, H, W), 0-1, and the movement of those that are of a painting."""

    pictures: Tensor
    movements: list[str | None]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=Path, required=True)
    parser.add_argument("--paintings", type=Path, required=True)
    parser.add_argument("--hold-out", type=Path, required=True)
    parser.add_argument("--views", type=int, default=4, help="patches of each painting")
    parser.add_argument("--output", type=Path, default=Path("benchmarks/results"))
    options = parser.parse_args()
    held = set(options.hold_out.read_text("utf-8").split())
    files = picture_files(options.paintings)
    movements = {n: row["movement"] for n, row in picture_table(options.paintings).items()}
    generator = torch.Generator().manual_seed(0)
    known = _patches(
        photos_to_learn_on(options.photos)[::3],
        [file for file in files if file.name not in held],
        movements, options.views, generator,
    )  # fmt: skip
    unseen = _patches(
        unseen_photos(options.photos, 30),
        [file for file in files if file.name in held],
        movements, options.views, generator,
    )  # fmt: skip
    with tempfile.TemporaryDirectory() as place:
        models = passing_atelier(Path(place)).models
        found = {
            "explained": _explained(models.painter.encoder, models.judge, known, unseen),
            "naming": _naming(models.painter.encoder, known, unseen, options.views),
        }
    for part, numbers in found.items():
        print(part, {name: round(value, 3) for name, value in numbers.items()})
    keep(options.output, "encoder_report", found)
    return 0


def _patches(
    photos: Sequence[Path],
    paintings: Sequence[Path],
    movements: dict[str, str],
    views: int,
    generator: torch.Generator,
) -> Patches:
    pictures: list[Tensor] = []
    names: list[str | None] = []
    for file in [*photos, *paintings]:
        pixels = torch.from_numpy(shrink(read_photo(file).pixels, _LONGEST))
        movement = movements[file.name] if file in paintings else None
        for _ in range(1 if movement is None else views):
            pictures.append(painting_view(pixels, _SIDE, generator))
            names.append(movement)
    return Patches(torch.cat(pictures), names)


@torch.no_grad()
def _explained(
    encoder: Encoder, judge: PerceptualNetwork, known: Patches, unseen: Patches
) -> dict[str, float]:
    """The share of VGG19's variance that the encoder explains, by level; 1 is all of it."""
    sizes = list(zip(ENCODER_WIDTHS, VGG19_WIDTHS, strict=True))
    products = [_Products(slim + 1, full) for slim, full in sizes]
    for pictures in known.pictures.split(8):
        for product, (x, y) in zip(products, _pairs(encoder, judge, pictures), strict=True):
            product.add(x, y)
    maps = [product.solve() for product in products]
    errors = [torch.zeros(full) for _, full in sizes]
    spreads = [_Products(1, full) for _, full in sizes]
    for pictures in unseen.pictures.split(8):
        for level, (x, y) in enumerate(_pairs(encoder, judge, pictures)):
            errors[level] += (x @ maps[level] - y).square().sum(0)
            spreads[level].add(x[:, -1:], y)
    return {
        name: float((1.0 - error / spread.variance()).mean())
        for name, error, spread in zip(STYLE_LEVELS, errors, spreads, strict=True)
    }


def _pairs(
    encoder: Encoder, judge: PerceptualNetwork, pictures: Tensor
) -> list[tuple[Tensor, Tensor]]:
    """At each level the encoder's activations beside a 1, and VGG19's; a row for each place."""
    full = judge(pictures)
    pairs: list[tuple[Tensor, Tensor]] = []
    for name, slim in zip(STYLE_LEVELS, encoder.levels(pictures), strict=True):
        x = slim.permute(0, 2, 3, 1).flatten(0, 2)
        y = F.avg_pool2d(full[name].float(), 2).permute(0, 2, 3, 1).flatten(0, 2)
        pairs.append((F.pad(x, (0, 1), value=1.0), y))
    return pairs


class _Products:
    """Sums of products, from which a linear map by least squares follows."""

    def __init__(self, inputs: int, outputs: int) -> None:
        self._xx = torch.zeros(inputs, inputs, dtype=torch.float64)
        self._xy = torch.zeros(inputs, outputs, dtype=torch.float64)
        self._yy = torch.zeros(outputs, dtype=torch.float64)

    def add(self, x: Tensor, y: Tensor) -> None:
        """(places, inputs) and (places, outputs); the last column of x is 1."""
        x, y = x.double(), y.double()
        self._xx += x.T @ x
        self._xy += x.T @ y
        self._yy += y.square().sum(0)

    def solve(self) -> Tensor:
        """The map (inputs, outputs)."""
        ridge = _RIDGE * self._xx.diagonal().mean() * torch.eye(len(self._xx))
        return torch.linalg.solve(self._xx + ridge, self._xy).float()

    def variance(self) -> Tensor:
        """The sum of squares of each of y's columns around its mean, (outputs,)."""
        return (self._yy - self._xy[-1].square() / self._xx[-1, -1]).clamp_min(1e-6)


def _naming(encoder: Encoder, known: Patches, unseen: Patches, views: int) -> dict[str, float]:
    """How often the movement is named right: of patches, of paintings, and by the commonest."""
    names = sorted({name for name in known.movements if name is not None})
    x, y = _named(encoder, known, names)
    test_x, test_y = _named(encoder, unseen, names)
    mean, spread = x.mean(0), x.std(0).clamp_min(1e-3)
    head = torch.nn.Linear(x.shape[1], len(names))
    optimiser = torch.optim.LBFGS(head.parameters(), max_iter=200, line_search_fn="strong_wolfe")

    def loss() -> Tensor:
        optimiser.zero_grad()
        error = F.cross_entropy(head((x - mean) / spread), y)
        total = error + _PENALTY * head.weight.square().sum()
        total.backward()
        return total

    optimiser.step(loss)
    with torch.no_grad():
        scores = head((test_x - mean) / spread).log_softmax(1)
    together = scores.view(-1, views, len(names)).sum(1).argmax(1)
    commonest = Counter(y.tolist()).most_common(1)[0][0]
    return {
        "movements": float(len(names)),
        "of_patches": float((scores.argmax(1) == test_y).float().mean()),
        "of_paintings": float((together == test_y[::views]).float().mean()),
        "always_the_commonest": float((test_y == commonest).float().mean()),
    }


@torch.no_grad()
def _named(encoder: Encoder, patches: Patches, names: list[str]) -> tuple[Tensor, Tensor]:
    """fc7 of the paintings' patches and their movements by number, (N, C) and (N,)."""
    numbers = torch.tensor([names.index(name) for name in patches.movements if name is not None])
    pictures = patches.pictures[[name is not None for name in patches.movements]]
    deepest = [encoder.levels(some)[-1] for some in pictures.split(8)]
    return torch.cat([encoder.fully_connected(x)[1] for x in deepest]), numbers


if __name__ == "__main__":
    sys.exit(main())
