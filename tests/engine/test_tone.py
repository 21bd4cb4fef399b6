"""Painted pictures near the painting's colours, by one map of the whole picture."""

from __future__ import annotations

import pytest
import torch

from fst_gui.engine.networks.painter import mix_styles
from fst_gui.engine.networks.tone import bind_tone, colour_statistics, fit_tone, least_map
from fst_gui.engine.stylize import flatten_style, unflatten_style


@pytest.fixture
def pictures(generator):
    """A pale picture and a painting of more contrast, 0-1, that no map of these clips."""
    noise = torch.rand(2, 3, 24, 32, generator=generator)
    mixing = torch.tensor([[0.8, 0.2, 0.1], [0.1, 0.7, 0.0], [0.0, 0.3, 0.5]])
    painting = 0.3 + 0.35 * torch.einsum("kc,nchw->nkhw", mixing, noise[:1])
    return 0.4 + 0.15 * noise[1:], painting


def _style(painting, share=1.0):
    return {name: share * tensor for name, tensor in bind_tone(painting).items()}


def test_the_least_map_gives_the_target_mean_and_covariance(pictures):
    source, target = (colour_statistics(picture) for picture in pictures)
    mean, covariance = colour_statistics(least_map(source, target, 10.0)(pictures[0]))
    torch.testing.assert_close(mean, target[0], atol=1e-5, rtol=0)
    torch.testing.assert_close(covariance, target[1], atol=2e-5, rtol=0.01)


def test_a_painted_picture_gets_the_mean_and_half_of_the_contrast(pictures):
    painted, painting = pictures
    before, wanted = colour_statistics(painted), colour_statistics(painting)
    toned = fit_tone(painted, _style(painting))(painted)
    mean, covariance = colour_statistics(toned)
    torch.testing.assert_close(mean, wanted[0], atol=1e-5, rtol=0)
    spreads = [c[0].diag().sum().sqrt() for c in (before[1], covariance, wanted[1])]
    assert spreads[0] < 0.9 * spreads[1] < 0.81 * spreads[2]


def test_contrast_is_not_raised_without_end(pictures):
    painted, painting = pictures
    flat = 0.4 + 0.001 * (painted - painted.mean())
    toned = fit_tone(flat, _style(painting))(flat)
    assert float(toned.std((2, 3)).max()) < 0.1 * float(painting.std((2, 3)).min())


def test_strength_moves_it_from_nothing_to_all(pictures):
    painted, painting = pictures
    assert fit_tone(painted, _style(painting, 0.0)) is None
    whole = fit_tone(painted, _style(painting))(painted)
    half = fit_tone(painted, _style(painting, 0.5))(painted)
    torch.testing.assert_close(half, (painted + whole) / 2, atol=1e-5, rtol=0)


def test_pictures_without_numbers_are_left_to_whoever_looks_at_the_losses(pictures):
    painted = pictures[0].clone()
    painted[..., 3, 4] = float("nan")
    assert fit_tone(painted, _style(pictures[1])) is None


def test_a_style_from_before_there_was_a_tone_is_painted_without_one(painter, style, pictures):
    arrays = {k: v for k, v in flatten_style(style).items() if "tone_" not in k}
    old = unflatten_style(arrays, painter)
    assert fit_tone(pictures[0], old["matching"]) is None
    mixed = mix_styles([old, style], [0.5, 0.5])["matching"]
    torch.testing.assert_close(
        mixed["tone_mean"] / mixed["tone_share"], style["matching"]["tone_mean"]
    )
    assert fit_tone(pictures[0], mixed) is not None


def test_a_training_gains_nothing_by_a_mean_that_the_tone_takes_back(pictures):
    painted = (0.2 + 0.6 * pictures[0]).requires_grad_(True)
    (fit_tone(painted, _style(pictures[1]))(painted) * pictures[1]).sum().backward()
    strength = painted.grad.abs().sum((2, 3))
    assert bool((strength > 1.0).all())
    assert bool((painted.grad.sum((2, 3)).abs() < 1e-3 * strength).all())


def test_a_picture_of_one_colour_has_a_gradient(pictures):
    painted = torch.full((1, 3, 24, 32), 0.5, requires_grad=True)
    (fit_tone(painted, _style(pictures[1]))(painted) * pictures[1]).sum().backward()
    assert bool(painted.grad.isfinite().all())
