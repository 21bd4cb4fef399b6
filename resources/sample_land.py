"""The land of the sample picture: noise, boulders, a cabin, hills and mountains round a lake.

Metres, x right, y up, z away; the lake lies at 0. Mountains are eroded noise, after Inigo Quilez.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float32]
RNG = np.random.default_rng(2024)
TABLE = RNG.random((256, 256), dtype=np.float32)


def step(low: float, high: float, value: Array) -> Array:
    """Smoothly from 0 at ``low`` to 1 at ``high``."""
    t = np.clip((value - low) / (high - low), 0, 1)
    return t * t * (3 - 2 * t)


def mix(a: ArrayLike, b: ArrayLike, t: Array) -> Array:
    """The colour ``a`` where ``t`` is 0, ``b`` where it is 1; linear light as everywhere here."""
    return np.asarray(a, np.float32) + (np.subtract(b, a) * np.clip(t, 0, 1)[..., None])


def noise(x: Array, z: Array) -> tuple[Array, Array, Array]:
    """Value noise, 0-1, and its slopes."""
    i, j = np.floor(x), np.floor(z)
    u, v, i, j = x - i, z - j, i.astype(np.int32) & 255, j.astype(np.int32) & 255
    a, b, c = TABLE[j, i], TABLE[j, i - 255], TABLE[j - 255, i]
    su, sv, e = step(0, 1, u), step(0, 1, v), a - b - c + TABLE[j - 255, i - 255]
    value = a + (b - a) * su + (c - a) * sv + e * su * sv
    return value, 6 * u * (1 - u) * (b - a + e * sv), 6 * v * (1 - v) * (c - a + e * su)


def fbm(x: Array, z: Array, octaves: int, erosion: float = 0, gain: float = 0.5) -> Array:
    """Sum of ever finer noises, about 1; ``erosion`` smooths where it is steep."""
    total, gx, gz = np.zeros_like(x), np.zeros_like(x), np.zeros_like(x)
    for octave in range(octaves):
        n, dx, dz = noise(x, z)
        gx, gz = gx + dx, gz + dz
        total += n * np.float32(gain**octave) / (1 + erosion * (gx * gx + gz * gz))
        x, z = 1.6 * x + 1.2 * z + 7.3, 1.6 * z - 1.2 * x + 3.1
    return total


def scatter(x: Array, z: Array, size: float, shape: Callable[[Array, Array], Array]) -> Array:
    """Things strewn one to a square: the highest of their shapes by distance and luck."""
    best = np.zeros_like(x)
    for i, j in ((np.floor(x / size) + a, np.floor(z / size) + b) for a, b in np.ndindex(3, 3)):
        k, m = i.astype(np.int32) & 255, j.astype(np.int32) & 255
        away = np.hypot(x + size * (1 - i - TABLE[k, m]), z + size * (1 - j - TABLE[m, k]))
        best = np.maximum(best, shape(away, TABLE[k, (m + 9) & 255]))
    return best


def stones(x: Array, z: Array) -> Array:
    """How high boulders stand on the near shore: few large ones, many small ones, worn."""

    def boulder(away: Array, luck: Array) -> Array:
        radius = np.maximum(luck - 0.6, 0) ** 1.3 * 3.4 + 1e-3
        return 0.75 * radius * np.maximum(1 - (away / radius) ** 2, 0) ** 0.6

    high, near = np.zeros_like(x), z < 40
    x, z = x[near], z[near]
    worn = fbm(x / 0.7, z / 0.7, 6, 0, 0.6) - 1.1
    x, z = x + 0.35 * worn, z + 0.30 * fbm(x / 0.8 + 31, z / 0.8, 3)
    small = 0.3 * scatter(x * 3.3, z * 3.3, 2.2, boulder)
    high[near] = np.maximum(scatter(x, z, 2.2, boulder), small) * (1 + 0.25 * worn)
    return high


def cabin(x: Array, z: Array) -> tuple[Array, Array, Array]:
    """Place in the cabin, and its height over the lake or -99 beside it."""
    u, v = 0.9 * (x + 17.5) + 0.435 * (z - 76), 0.9 * (z - 76) - 0.435 * (x + 17.5)
    roof = np.where(np.hypot(u - 1.1, v - 0.8) < 0.5, 7.7, 7 - 0.85 * np.abs(u))
    jetty = np.where((np.abs(u) < 0.7) & (np.abs(v + 8) < 4.5), 0.5, -99)
    return u, v, np.where((np.abs(u) < 2.6) & (np.abs(v) < 3.6), roof, jetty)


def ground(x: Array, z: Array, octaves: int = 11) -> tuple[Array, Array]:
    """Height of the bare ground over the lake, and of the far forest upon it."""
    rough = fbm(x / 9, z / 9, 6) - 1
    near = np.minimum((19.5 + 5 * np.sin(x / 7 + 1) + 0.25 * x - z) * 0.13, 1.3) + 0.3 * rough
    tongue = 3.2 * (1 - ((x + 42) / 40) ** 2 - ((z - 82) / 15) ** 2) + 0.7 * rough
    islet = 2.6 * (1 - ((x - 37) / 11) ** 2 - ((z - 100) / 7) ** 2) + 0.7 * rough
    bare = np.maximum(np.maximum(near + stones(x, z), islet), np.maximum(tongue, -6))
    trees, far = 0 * x, z > 350
    x, z = x[far], z[far]
    rise = np.clip((z - 640 - 170 * np.sin(x / 260 + 0.5)) * 0.05, -6, 40)
    hills = 330 * step(650, 2600, z) * (fbm(x / 900 + 2.2, z / 900, 7) - 0.55)
    peaks = step(2300, 6500, z) * (fbm(x / 3600 + 4.4, z / 3600 + 8.8, octaves, 1.3, 0.48) - 0.22)
    bare[far] = np.maximum(rise + np.maximum(hills, -4) * (rise > 0) + 2500 * peaks, -6)
    spruces = scatter(x, z, 9, lambda away, luck: 9 + 13 * luck - 3.2 * away)
    trees[far] = spruces * (bare[far] > 1) * (bare[far] + 170 * fbm(x / 300, z / 300, 4) < 400)
    return bare, trees


def surface(x: Array, z: Array, octaves: int = 11) -> Array:
    """Height of whatever stands there."""
    return np.maximum(np.add(*ground(x, z, octaves)), cabin(x, z)[2]).astype(np.float32)
