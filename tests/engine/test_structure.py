"""Figures of structure on pictures whose answer is known."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from fst_gui.engine.compare.figures import PaintingTarget, compare, judged_photo
from fst_gui.engine.compare.structure import border, checkerboard, edges_kept, ssim
from fst_gui.engine.data import to_float
from fst_gui.engine.scenes import make_scenes


@pytest.fixture(scope="module")
def scene():
    return to_float(make_scenes(1, 160, seed=4)[0])


def test_a_picture_is_like_itself(scene):
    assert ssim(scene, scene) == pytest.approx(1.0, abs=1e-5)
    assert edges_kept(scene, scene) == pytest.approx(1.0, abs=1e-4)
    assert border(scene, scene) == 0.0


def test_likeness_falls_with_noise_and_is_nought_without_structure(scene, generator):
    noisy = [scene + a * torch.randn(scene.shape, generator=generator) for a in (0.05, 0.3)]
    assert 1.0 > ssim(noisy[0], scene) > ssim(noisy[1], scene) > 0.0
    assert 1.0 > edges_kept(noisy[0], scene) > edges_kept(noisy[1], scene)
    assert edges_kept(torch.full_like(scene, 0.5), scene) == 0.0


def test_ssim_is_that_of_the_definition_on_flat_pictures():
    one, two = torch.full((1, 3, 32, 32), 0.2), torch.full((1, 3, 32, 32), 0.6)
    assert ssim(one, two) == pytest.approx((2 * 0.12 + 1e-4) / (0.04 + 0.36 + 1e-4), rel=1e-3)


@pytest.mark.parametrize("period", [2, 4, 8])
def test_a_grid_shows_in_the_checkerboard_figure(scene, period):
    grid = torch.zeros_like(scene)
    grid[..., ::period, ::period] = 0.05 * period
    assert checkerboard(scene) < 8.0
    assert checkerboard(scene + grid) > 30.0


def test_a_dark_border_is_measured_in_levels(scene):
    dark = scene.clone()
    dark[..., :8, :] -= 0.1
    dark[..., -8:, :] -= 0.1
    dark[..., :8] -= 0.1
    dark[..., -8:] -= 0.1
    assert border(dark, scene) > 24.0


@pytest.mark.parametrize("size", [(1, 1), (12, 12), (15, 64), (1, 3000)])
def test_slivers_of_photos_are_judged_too(judge, size):
    pixels = np.random.default_rng(2).integers(0, 256, (*size, 3), dtype=np.uint8)
    photo = judged_photo(pixels)
    figures = compare(judge, 1.0 - photo, photo, PaintingTarget(judge, pixels))
    assert np.isfinite(list(vars(figures).values())).all()
    assert figures.content > 0.0


def test_usual_photos_are_never_enlarged_to_be_judged():
    sizes = [(40, 60), (3000, 4000), (500, 100)]
    judged = [judged_photo(np.zeros((*size, 3), np.uint8)).shape[-2:] for size in sizes]
    assert judged == [(40, 60), (512, 683), (500, 100)]
