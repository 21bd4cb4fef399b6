"""Strokes as strong as the painting's, size by size."""

from __future__ import annotations

import pytest
import torch

from fst_gui.engine.networks.bands import bind_bands, halved, match_bands
from fst_gui.engine.networks.tone import bind_tone


def _stripes(width, contrast, colour=(1.0, 1.0, 1.0)):
    """Vertical stripes around grey (1, 3, 96, 128); ``contrast`` as logarithmic odds or 0-1."""
    place = torch.arange(128) * (torch.pi / width)
    wave = torch.sin(place).expand(1, 1, 96, 128)
    return contrast * torch.tensor(colour).view(1, 3, 1, 1) * wave


def _style(painting, share=1.0):
    found = {**bind_tone(painting), **bind_bands(painting)}
    return {name: share * tensor for name, tensor in found.items()}


def _matched(colours, style):
    small = halved(colours)
    return match_bands(colours, small, small.sigmoid(), style)


def test_weak_strokes_are_raised_and_strong_ones_held_back():
    painting = 0.5 + _stripes(6, 0.2)
    for contrast, least, most in ((0.5, 1.3, 1.61), (1.6, 0.4, 0.8)):
        colours = _stripes(6, contrast)
        gain = float(_matched(colours, _style(painting)).std() / colours.std())
        assert least < gain < most


def test_as_strong_as_the_painting_they_stay():
    colours = _stripes(6, 0.8)
    torch.testing.assert_close(
        _matched(colours, _style(colours.sigmoid())), colours, atol=0.02, rtol=0
    )


def test_each_size_is_matched_for_itself():
    """Fine strokes that are missing are raised, and the large ones beside them are not."""
    painting = 0.5 + _stripes(4, 0.12) + _stripes(16, 0.12)
    fine, large = _stripes(4, 0.25), _stripes(16, 0.5)
    after = _matched(fine + large, _style(painting))
    gains = [float((after * x).sum() / (x * x).sum()) for x in (fine, large)]
    assert gains[0] > 1.4
    assert gains[1] < 1.2


def test_strokes_get_the_painting_s_colours():
    painting = 0.5 + _stripes(6, 0.2, (1.0, 0.2, 0.2))
    after = _matched(_stripes(6, 0.7), _style(painting))
    red, green, blue = after.std((2, 3))[0].tolist()
    assert red > 1.5 * green
    assert green == pytest.approx(blue, rel=1e-3)


def test_the_finest_grain_stays_as_it_is():
    grain = 0.3 * (-1.0) ** torch.arange(128).expand(1, 3, 96, 128)
    torch.testing.assert_close(_matched(grain, _style(0.5 + _stripes(6, 0.2))), grain)


def test_strength_moves_it_from_nothing_to_all():
    painting, colours = 0.5 + _stripes(6, 0.2), _stripes(6, 0.5)
    none, half, whole = (_matched(colours, _style(painting, share)) for share in (0.0, 0.5, 1.0))
    torch.testing.assert_close(none, colours, rtol=0, atol=0)
    torch.testing.assert_close(half, (colours + whole) / 2, atol=1e-5, rtol=0)


@pytest.mark.parametrize("shape", [(16, 16), (17, 33), (1, 40)])
def test_any_size_can_be_matched(shape, generator):
    colours = torch.randn(1, 3, *shape, generator=generator)
    after = _matched(colours, _style(0.5 + _stripes(6, 0.2)))
    assert after.shape == colours.shape
    assert bool(after.isfinite().all())


def test_pictures_without_numbers_are_left_as_they_are():
    colours = _stripes(6, 0.5)
    colours[..., 3, 4] = float("nan")
    after = _matched(colours, _style(0.5 + _stripes(6, 0.2)))
    torch.testing.assert_close(after, colours, equal_nan=True, rtol=0, atol=0)


def test_gradients_go_through_the_fit_too(generator):
    """A training that held the fit still pushed colours to where the fit took them back from."""
    style = _style(0.5 + _stripes(6, 0.2))
    colours, move, weights = torch.randn(3, 1, 3, 48, 64, generator=generator).unbind()
    move = 1e-2 * move
    colours.requires_grad_()
    (_matched(colours, style) * weights).sum().backward()
    with torch.no_grad():
        after, before = (_matched(colours + sign * move, style) for sign in (0.5, -0.5))
    assert colours.grad is not None
    expected = ((after - before) * weights).sum()
    torch.testing.assert_close((colours.grad * move).sum(), expected, atol=2e-3, rtol=2e-2)


def test_a_style_with_a_tone_from_before_there_were_bands_leaves_strokes_as_they_are():
    painting, colours = 0.5 + _stripes(6, 0.2), _stripes(6, 0.5)
    old = _style(painting) | {"tone_bands": torch.zeros(4, 3, 3)}
    torch.testing.assert_close(_matched(colours, old), colours, rtol=0, atol=0)
