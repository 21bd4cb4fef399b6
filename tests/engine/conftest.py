"""Pieces that the engine's tests share: the real VGG19, tiny pictures, an in-memory store."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from stand_in import register

from fst_gui import paths
from fst_gui.engine.networks.painter import Painter
from fst_gui.engine.networks.vgg import PerceptualNetwork, load_perceptual_network
from fst_gui.engine.stylize import read_painting

register()


@pytest.fixture(scope="session")
def judge() -> PerceptualNetwork:
    return load_perceptual_network(paths.perceptual_weights())


@pytest.fixture
def generator() -> torch.Generator:
    return torch.Generator().manual_seed(7)


@pytest.fixture
def painter() -> Painter:
    torch.manual_seed(3)
    return Painter().eval().requires_grad_(False)


@pytest.fixture
def style(painter, judge):
    """Some painting's style, bound."""
    noise = np.random.default_rng(5).integers(0, 256, (64, 80, 3), dtype=np.uint8)
    return read_painting(painter, judge, noise)


class MemoryStore:
    """A checkpoint store that keeps copies, as a file would."""

    def __init__(self) -> None:
        self.kept = None
        self.saves = 0

    def save(self, tensors, numbers) -> None:
        self.kept = ({k: np.array(v) for k, v in tensors.items()}, dict(numbers))
        self.saves += 1

    def load(self):
        return self.kept


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


@pytest.fixture
def pictures(generator) -> list[torch.Tensor]:
    """Two small pictures (48, 64, 3) uint8 with some structure."""
    made = []
    for _ in range(2):
        coarse = torch.rand(1, 3, 6, 8, generator=generator)
        smooth = torch.nn.functional.interpolate(coarse, (48, 64), mode="bicubic").clamp(0, 1)
        made.append((smooth[0] * 255).to(torch.uint8).permute(1, 2, 0).contiguous())
    return made
