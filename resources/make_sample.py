"""Computes sample.jpg, the photo that the studio opens on, so that it is nobody else's picture.

The land is seen column by column from the camera and again from below the lake, which is its
reflection; spruces, grass and flowers are strokes on it. Colours are linear until ``view`` develops
them. ``python make_sample.py [OUTPUT]`` takes about five minutes of one core.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw
from sample_land import RNG, Array, cabin, fbm, ground, mix, noise, step, stones, surface

FINER = 2  # computed so many times as large, then shrunk
W, H, FOCAL, HORIZON, EYE = 1200 * FINER, 800 * FINER, 1000 * FINER, 452 * FINER, 5.0
SUN, WARM, COOL = (0.88, 0.40, -0.22), (1.55, 1.16, 0.76), (0.30, 0.40, 0.58)
# x, z and height of each, the far ones first
SPRUCES = "-33 90 15,-26 90 13,-29.5 88 19,-38 86 17,-23 86 16,-43 85 20,-12 84 11,-9 80 7"
SPRUCES += ",38 102 15,33.5 101 8,41.5 100 11,36 99 5"
FLOWERS = ((148, 84, 190), (120, 70, 200), (236, 226, 214), (240, 190, 40))


def sky(side: Array, up: Array) -> Array:
    """Light from a direction: x and y for each unit of z."""
    glow = np.exp(-((side - 0.75) ** 2) / 0.5 - np.abs(up) / 0.20)[..., None]
    light = mix((0.62, 0.66, 0.68), (0.06, 0.20, 0.52), step(0, 0.5, up) ** 0.8)
    x, z = side * 1.1 / (np.abs(up) + 0.14) + 3.3, 1.3 / (np.abs(up) + 0.14) + 1.2
    here, toward = fbm(x, z, 8, 0.12), fbm(x + 0.14, z + 0.05, 6, 0.12)
    bright = np.clip(0.72 - 2.4 * (toward - here) - 0.9 * (here - 1.05), 0.15, 1.2)
    cloud = (0.30, 0.33, 0.42) + bright[..., None] * (0.85, 0.65, 0.40) + glow * (0.3, 0.1, 0)
    return mix(light + glow * (1.05, 0.46, 0.05), cloud, 0.92 * step(0.86, 1.22, here))


def land(x: Array, y: Array, z: Array) -> Array:
    """Light from points of the land."""
    e = np.maximum(0.03, 1.2 * z / FOCAL)
    slope_x, slope_z = (surface(x + a, z + b) - surface(x - a, z - b) for a, b in ((e, 0), (0, e)))
    size = np.sqrt(slope_x**2 + slope_z**2 + 4 * e * e)
    sun, flat = -slope_x * SUN[0] + 2 * e * SUN[1] - slope_z * SUN[2], 2 * e / size
    u, v, top = cabin(x, z)
    upright = (top > 1) & (y < top - 0.2)  # walls, which no height field has: front or side
    sun = np.where(upright, size * np.where(np.abs(v) > 3.4, 0.62, 0), sun)
    for away in np.geomspace(0.8, 3000, 16):
        over = surface(x + away * SUN[0], z + away * SUN[2], 6) - y - away * SUN[1]
        sun = np.minimum(sun, size * (1 - step(0, 0.05, over / away)))
    grain = np.where(z < 350, 0.6, 40)
    spots, fine = fbm(x / 40, z / 40, 5) - 1, fbm(x / grain, z / grain, 4) - 1
    stone = mix((0.10, 0.09, 0.085), (0.36, 0.31, 0.26), spots * 0.7 + 1.4 * fine + 0.4)
    grass = mix((0.09, 0.12, 0.02), (0.30, 0.22, 0.05), 0.45 + 0.8 * spots + 0.5 * fine)
    autumn = step(0.62, 0.85, noise(x / 11 + 50, z / 11)[0] + 0.5 * spots)
    colour = mix(stone, grass, step(0.62, 0.85, flat + 0.15 * spots) * step(650, 350, y))
    colour = mix(colour, stone, step(0.7, 0.15, y) * (z < 400) + (stones(x, z) > 0.03))
    snow = step(0.55, 0.68, flat) * step(560, 900, y + 500 * spots)
    colour = mix(colour, (0.88, 0.90, 0.95), snow)
    forest = mix((0.045, 0.085, 0.025), (0.42, 0.20, 0.02), autumn)
    colour = mix(colour, forest, ground(x, z)[1] > 0.3)
    pane, level = np.abs(np.abs(np.where(np.abs(u) > 2.45, v, u)) - 1.2), np.abs(y - 3.8)
    white = ((pane < 0.62) & (level < 0.72)) | ((np.abs(u) > 2.4) & (np.abs(v) > 3.4))
    glass = (pane < 0.45) & (pane > 0.05) & (level < 0.55)
    wall = mix((0.28, 0.03, 0.02), (0.42, 0.05, 0.03), step(0.05, 0.2, (u * 3.3 + v * 3.3) % 1))
    wall = mix(mix(wall, (0.8, 0.78, 0.72), white), (0.1, 0.12, 0.15), glass)
    wall = np.where((top > 1)[..., None], wall, wall.sum(-1, keepdims=True) * (0.7, 0.55, 0.4))
    colour = mix(colour, mix(wall, (0.11, 0.10, 0.10), (top > 1) & ~upright), top > 0)
    light = np.multiply.outer(np.maximum(sun / size, 0), WARM)
    colour = colour * (light + np.multiply.outer(0.45 + 0.55 * flat, COOL))
    veil = mix((0.36, 0.48, 0.68), (0.95, 0.72, 0.45), np.exp(-((x / z - 0.75) ** 2) / 0.35))
    return mix(colour, veil, 1 - np.exp(-z / 15000 * np.exp(-y / 1800)))


def spruce(image: Array, x: float, base: float, tall: float, metre: float) -> Array:
    """The picture with a tree of drooping twigs, the sunny ones on the right."""
    canvas = Image.fromarray((image * 255).astype(np.uint8))
    pen = ImageDraw.Draw(canvas)
    pen.line([(x, base), (x, base - 0.9 * tall)], (52, 40, 30), int(tall * 0.02))
    for tier in np.linspace(0.08, 0.99, int(30 + tall / 9)):
        reach = tall * 0.21 * (1 - tier) ** 0.85 * RNG.uniform(0.75, 1.1) + 1
        for turn, luck, part in RNG.uniform((-1, 0, 0.1), 1, (int(90 + metre), 3)):
            lit = np.clip(0.2 + 0.6 * luck + 0.5 * turn, 0, 1) * RNG.uniform(0.7, 1.1)
            a, b = (
                x + turn * reach * part,
                base - tall * tier + (0.3 * part * turn) ** 2 * reach * 5,
            )
            end = (a + 0.15 * turn * metre, b + RNG.uniform(0.05, 0.3) * metre)
            hue = (16 + int(100 * lit), 26 + int(88 * lit), 22 + int(22 * lit))
            pen.line([(a, b), end], hue, int(1 + metre / 30))
    return np.float32(canvas) / 255


def plant(image: Array, seen: Array, eye: float, nearest: float = 0) -> Array:
    """The picture with its spruces."""
    for x, z, tall in (map(float, words.split()) for words in SPRUCES.split(",")):
        floor, metre = ground(np.float32([x]), np.float32([z]))[0][0], FOCAL / z
        if z > nearest:
            base = HORIZON - (floor - 0.3 - eye) * metre
            tree = spruce(image, W / 2 + x * metre, base, tall * metre, metre)
            image = np.where((seen > z)[..., None], tree, image)
    return image


def meadow(image: Array, seen: Array) -> Array:
    """The picture with blades of grass and flowers."""
    canvas = Image.fromarray((image * 255).astype(np.uint8))
    pen, count = ImageDraw.Draw(canvas), 36000 * FINER
    rows, columns = np.sort(RNG.uniform(0.55 * H, H, count)).astype(int), RNG.integers(0, W, count)
    z = np.minimum(seen[rows, columns], 200)
    x = z * (columns - W / 2) / FOCAL
    bloom = noise(x / 1.9 + 77, z / 1.9)[0]
    grown = (z < 100) & (stones(x, z) < 0.02) & (cabin(x, z * 1.005)[2] < 0)
    high = surface(x, z)
    grown &= (high > RNG.uniform(0.2, 0.5, count)) & (
        np.abs(high - EYE - z * (HORIZON - rows) / FOCAL) < 0.5
    )
    for i in np.flatnonzero(grown):
        tall = FOCAL / z[i] * RNG.uniform(0.08, 0.30)
        a, b, lean = columns[i], rows[i] + 0.1 * tall, RNG.normal(0.1, 0.25) * tall
        hue = image[rows[i], columns[i]] * 255 * RNG.uniform(0.6, 1.5) * (1.05, 1, 0.8)
        line = [(a, b), (a + 0.35 * lean, b - 0.6 * tall), (a + lean, b - tall)]
        pen.line(line, tuple(hue.clip(0, 255).astype(int)), FINER)
        if RNG.random() < 0.35 * step(0.6, 0.8, bloom[i]):
            petals = FLOWERS[int(bloom[i] * 97) % 4]
            for up in range(6):
                c, d, size = a + lean + RNG.normal(), b - tall * (1 - up / 14), FOCAL / z[i] * 0.016
                hue = tuple(int(v * RNG.uniform(0.7, 1.05)) for v in petals)
                pen.ellipse((c - size, d - size, c + size, d + size), hue)
    return np.float32(canvas) / 255


def view(rows: int, eye: float, nearest: float = 0) -> tuple[Array, Array]:
    """What is seen from a height past a distance, in sRGB, and how far it is."""
    side = ((np.arange(W) + 0.5 - W / 2) / FOCAL).astype(np.float32)
    rises = ((HORIZON - np.arange(rows) - 0.5) / FOCAL).astype(np.float32)
    depths = np.exp(np.arange(np.log(6), np.log(15000), 0.0018)).astype(np.float32)
    seen = np.empty((rows, W), np.float32)
    for column, x in enumerate(side):
        high = surface(depths * x, depths)
        high = np.where((eye < 0) & ((high < 0) | (depths < nearest)), -9e3, np.maximum(high, 0))
        steep = np.maximum.accumulate((high - eye) / depths)
        hit = np.append(depths, np.inf)[np.searchsorted(steep, rises)]
        # mountains are straight between two steps, near things have edges
        mountain = (hit > 2500) & (hit < np.inf)
        seen[:, column] = np.where(mountain, np.interp(rises, steep, depths), hit)
    sides, ups = np.broadcast_to(side, seen.shape), np.broadcast_to(rises[:, None], seen.shape)
    light, there = sky(sides, ups), np.isfinite(seen)
    z = seen[there]
    light[there] = land(z * sides[there], eye + z * ups[there], z)
    light = np.maximum(light * 1.25, 0)
    light = (light * (1 + light / 8) / (1 + light * 0.72)).clip(0, 1) ** (1 / 2.2)  # as film does
    light = light.mean(-1, keepdims=True) * -0.22 + 1.22 * light
    image = (light + 0.35 * (light - 0.42) * light * (1 - light)).clip(0, 1)
    return plant(image, seen, eye, nearest) if eye < 0 else image, seen


def main() -> None:
    """Write the picture: the land, and in the lake what is seen of it from below."""
    image, seen = view(H, EYE)
    mirror, beyond = view(HORIZON, -EYE, 45)[0], view(HORIZON, -EYE, 150)[0]
    rows, columns = np.mgrid[:H, :W].astype(np.float32)
    fall = np.maximum(rows + 0.5 - HORIZON, 0.5) / FOCAL
    z = EYE / fall
    x = z * (columns - W / 2) / FOCAL
    depth = -surface(x, np.minimum(z, 3000))
    lake = (rows > HORIZON) & (depth > 0) & (np.abs(seen / z - 1) < 0.03)
    wave = 0.25 * fbm(x / 30, z / 14, 4) - 0.24
    wave += (fbm(x / 2.2, z / 1.1, 4) - 0.95) * step(260, 12, z)
    column = np.clip(columns + 6 * FINER * wave, 0, W - 1).astype(int)
    total = np.zeros_like(image)
    for _ in range(8):
        down = fall * FOCAL * (1 + 0.05 * RNG.normal(size=wave.shape)) + 27 * FINER * wave
        row = np.clip(HORIZON - down - 1, 0, HORIZON - 1).astype(int)
        total += np.where(z[..., None] > 97, beyond[row, column], mirror[row, column]) ** 2.2 / 8
    bed = mix((0.14, 0.15, 0.10), (0.008, 0.045, 0.055), step(0, 1.2, depth))
    clear = np.clip(0.1 + 0.9 * (1 - fall * 1.2 - 0.1 * wave) ** 3, 0.05, 1)
    image = np.where(lake[..., None], mix(bed, total, clear) ** (1 / 2.2), image)
    image = meadow(plant(image, seen, EYE), seen)
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).with_name("sample.jpg")
    small = Image.fromarray((image * 255).astype(np.uint8)).reduce(FINER)
    small.save(target, quality=90, optimize=True)


if __name__ == "__main__":
    main()
