"""The painter whole: any size, any border, every variant, and what a bound style needs of it."""

from __future__ import annotations

import itertools

import pytest
import torch

from fst_gui.engine.device import autocast_to
from fst_gui.engine.networks.border import convolve
from fst_gui.engine.networks.interpolation import compose
from fst_gui.engine.networks.painter import (
    MARGIN,
    Painter,
    PainterShape,
    add_margin,
    binds_styles,
    finish,
    paints,
)
from fst_gui.engine.networks.style import REGION, STATISTICS, TOKENS, painting_statistics
from fst_gui.engine.networks.vgg import STYLE_LEVELS
from fst_gui.engine.steps import at_once, each_within


@pytest.mark.parametrize("size", [(1, 1), (1, 70), (16, 16), (37, 53), (64, 48)])
def test_the_painter_keeps_any_size(painter, style, generator, size):
    painted = painter(torch.rand(2, 3, *size), style, 1, generator)
    assert painted.shape == (2, 3, *size)
    assert torch.isfinite(painted).all()


def test_only_the_networks_paint_in_half_precision(painter, style):
    """The tone of nearly grey pictures lies in the last bits of their covariance."""
    picture = torch.rand(1, 1, 48, 64).expand(1, 3, -1, -1)
    half = autocast_to(picture.device, torch.bfloat16)
    steps = painter.in_steps(picture, style, 2, torch.Generator().manual_seed(1))
    painted = at_once(each_within(half, steps))
    seen = at_once(each_within(half, painter.see(picture)))
    steps = painter.paint_colours(seen, style, 2, torch.Generator().manual_seed(1))
    colours, part = at_once(each_within(half, steps))
    done = finish(colours.float(), picture, part, style)
    expected = done.tone(compose(done.colours, picture, part))
    torch.testing.assert_close(painted, expected, rtol=0, atol=0)


def test_no_convolution_sees_where_the_border_is(painter, style):
    for level in painter.encoder.levels(torch.full((1, 3, 64, 96), 0.6)):
        torch.testing.assert_close(level, level[..., :1, :1].expand_as(level), atol=1e-5, rtol=0)
    for layer, kernel in (("finish", "kernel"), ("to_quarter", "fine_kernel")):
        bound = style[layer][kernel]
        same = convolve(torch.ones(1, bound.shape[1], 5, 6), bound)
        torch.testing.assert_close(same, same[..., :1, :1].expand_as(same), atol=1e-5, rtol=0)


def test_margin_mirrors_the_picture():
    picture = torch.rand(1, 3, 80, 90)
    wide = add_margin(picture)
    assert wide.shape[-2] % 16 == 0
    assert wide.shape[-1] % 16 == 0
    inside = slice(MARGIN, MARGIN + 90)
    torch.testing.assert_close(wide[..., MARGIN : MARGIN + 80, inside], picture)
    torch.testing.assert_close(wide[..., MARGIN - 1, inside], picture[..., 1, :])


def test_a_painting_becomes_a_style(painter, judge):
    painting = torch.rand(1, 3, 64, 80)
    statistics = painting_statistics(judge(painting))
    assert statistics.whole.shape == (STATISTICS,)
    assert statistics.regions.shape == (TOKENS, REGION)
    style = painter.bind_painting(painting, statistics)
    plain = painter.bind_plain()
    shapes = {(a, b): t.shape for a, layer in style.items() for b, t in layer.items()}
    assert shapes == {(a, b): t.shape for a, layer in plain.items() for b, t in layer.items()}


def test_statistics_are_means_and_deviations_of_the_channels(judge):
    activations = judge(torch.rand(1, 3, 64, 80, generator=torch.Generator().manual_seed(4)))
    whole = painting_statistics(activations).whole
    flat = [activations[name].flatten(2)[0] for name in STYLE_LEVELS]
    expected = [part for x in flat for part in (x.mean(1), x.std(1, correction=0))]
    torch.testing.assert_close(whole, torch.log1p(torch.cat(expected)), atol=1e-3, rtol=1e-4)


def _seeded(painter, picture, style, iterations, seed=1):
    return painter(picture, style, iterations, torch.Generator().manual_seed(seed))


@pytest.mark.parametrize(
    "shape",
    [
        PainterShape(),
        PainterShape(cell="attention"),
        PainterShape(trunk="autoencoder"),
        PainterShape(cells=2),
    ],
)
def test_every_variant_paints_and_refines_at_every_iteration(shape, judge):
    torch.manual_seed(3)
    painter = Painter(shape).requires_grad_(False)
    painting, picture = torch.rand(1, 3, 64, 80), torch.rand(1, 3, 32, 48)
    style = painter.bind_painting(painting, painting_statistics(judge(painting)))
    pictures = [_seeded(painter, picture, style, iterations) for iterations in (1, 2, 3, 6)]
    assert all(p.shape == picture.shape and p.isfinite().all() for p in pictures)
    for earlier, later in itertools.pairwise(pictures):
        assert float((earlier - later).abs().max()) > 1e-5
    assert PainterShape.described(shape.describe()) == shape


def test_sharing_the_weights_saves_a_cell_for_each_iteration():
    counts = [
        sum(p.numel() for p in Painter(PainterShape(cells=cells)).parameters()) for cells in (1, 3)
    ]
    cell = sum(p.numel() for p in Painter().recurrent.cells.parameters())
    assert counts[1] - counts[0] == 2 * cell


@pytest.mark.parametrize("text", ["{", "[]", '{"cell": "lstm"}', '{"cells": 0}', '{"depth": 2}'])
def test_a_shape_that_there_is_not_is_refused(text):
    with pytest.raises(ValueError, match="shape"):
        PainterShape.described(text)


def test_one_seed_is_one_picture_and_another_seed_another(painter, style):
    picture = torch.rand(1, 3, 32, 32)
    one, again, other = (_seeded(painter, picture, style, 2, seed) for seed in (1, 1, 2))
    torch.testing.assert_close(one, again, rtol=0, atol=0)
    assert float((one - other).abs().max()) > 1e-4


@pytest.mark.parametrize("trunk", ["convolutional", "autoencoder"])
@torch.no_grad()
def test_a_bound_style_needs_the_foundation_and_nothing_else_of_the_base(judge, trunk):
    """Weights that only bind may change; each of the others shows, but for those of stage 1."""
    torch.manual_seed(5)
    painter, painting = Painter(PainterShape(trunk=trunk)), torch.rand(1, 3, 64, 80)
    style = painter.bind_painting(painting, painting_statistics(judge(painting)))
    photo = torch.rand(1, 3, 48, 48, generator=torch.Generator().manual_seed(1))

    def paint():
        return painter(photo, style, 3, torch.Generator().manual_seed(2))

    before = paint()
    weights = dict(painter.named_parameters())
    for name in filter(binds_styles, weights):
        weights[name].add_(1.0)
    torch.testing.assert_close(paint(), before, rtol=0, atol=0)

    beside = [name for name in weights if not paints(name) and not binds_styles(name)]
    for name in beside:
        weights[name].add_(1.0)
    torch.testing.assert_close(paint(), before, rtol=0, atol=0)

    for name in weights:
        if paints(name):
            kept = weights[name].clone()
            weights[name].add_(torch.randn(kept.shape, generator=torch.Generator().manual_seed(3)))
            assert not torch.equal(paint(), before), name
            weights[name].copy_(kept)
