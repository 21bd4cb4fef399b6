"""Training pictures made from nothing, for who has no photos at hand.

Dead leaves (Lee, Mumford and Huang, "Occlusion Models for Natural Images", IJCV 2001): discs and
boxes with sizes drawn from a cubic law hide one another, which gives edges, flat regions and
the scale invariance of photographs; each has a colour, a shading and 1/f texture.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from fst_gui.engine.data import draw

_LEAVES = 180


def _pink_noise(size: int, generator: torch.Generator) -> Tensor:
    """(size, size), zero mean, unit variance, amplitude falling as 1/f."""
    spectrum = torch.fft.rfft2(torch.randn(size, size, generator=generator))
    down = torch.fft.fftfreq(size).view(-1, 1)
    across = torch.fft.rfftfreq(size).view(1, -1)
    frequency = (down.square() + across.square()).sqrt().clamp_min(1.0 / size)
    noise = torch.fft.irfft2(spectrum / frequency, s=(size, size))
    return (noise - noise.mean()) / noise.std()


def make_scene(size: int, generator: torch.Generator) -> Tensor:
    """A picture (size, size, 3) uint8, sRGB."""
    axis = torch.linspace(0.0, 1.0, size)
    # Photographs vary more in light than in hue.
    palette = 0.45 + 0.25 * torch.randn(6, 1, generator=generator)
    palette = palette + 0.1 * torch.randn(6, 3, generator=generator)
    texture = _pink_noise(size, generator)
    sky = palette[0] + (palette[1] - palette[0]) * axis.view(-1, 1, 1)
    picture = sky.expand(size, size, 3).clone()
    smallest, largest = 0.05, 0.6
    for _ in range(_LEAVES):
        share = draw(generator, 0.0, 1.0)
        radius = 1.0 / math.sqrt(share / smallest**2 + (1.0 - share) / largest**2)
        across, down = draw(generator, 0.0, 1.0), draw(generator, 0.0, 1.0)
        angle, ratio = draw(generator, 0.0, math.pi), draw(generator, 0.3, 1.0)
        rows, columns = (_near(centre, radius, size) for centre in (down, across))
        x, y = axis[columns].view(1, -1), axis[rows].view(-1, 1)
        u = (x - across) * math.cos(angle) + (y - down) * math.sin(angle)
        v = ((y - down) * math.cos(angle) - (x - across) * math.sin(angle)) / ratio
        box = draw(generator, 0.0, 1.0) < 0.3
        inside = (u.abs().maximum(v.abs()) if box else (u * u + v * v).sqrt()) < radius
        pick = int(torch.randint(len(palette), (), generator=generator))
        colour = palette[pick] + 0.06 * torch.randn(3, generator=generator)
        light = 1.0 + draw(generator, -0.5, 0.5) * (u + v) / radius
        light = light + draw(generator, 0.0, 0.15) * texture[rows, columns]
        picture[rows, columns][inside] = (colour * light.unsqueeze(-1))[inside]
    return (picture.clamp(0.0, 1.0) * 255.0).round().to(torch.uint8)


def _near(centre: float, radius: float, size: int) -> slice:
    """The pixels along one side that a leaf may cover; its corners reach 1.42 radii."""
    reach = 1.42 * radius
    first = max(0, math.floor((centre - reach) * (size - 1)))
    return slice(first, max(first, math.ceil((centre + reach) * (size - 1)) + 1))


def make_scenes(count: int, size: int, seed: int) -> list[Tensor]:
    """Several pictures, the same for the same seed."""
    generator = torch.Generator().manual_seed(seed)
    return [make_scene(size, generator) for _ in range(count)]
