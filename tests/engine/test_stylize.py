"""Painting pixels: sizes, settings, large photos from enlarged maps."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from fst_gui.engine import stylize as module
from fst_gui.engine.errors import PictureError, WeightsError
from fst_gui.engine.events import Painted, Progress
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.stylize import (
    flatten_style,
    load_painter,
    mix_shares,
    stylize,
    unflatten_style,
)


def _noise(height, width, seed=0):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def _paint(painter, pixels, style, mask=None, **settings):
    events = list(stylize(painter, pixels, style, PaintSettings(**settings), mask))
    assert isinstance(events[-1], Painted)
    done = [e.done for e in events if isinstance(e, Progress)]
    assert done == sorted(done)
    assert done[0] == 0.0
    assert done[-1] == 1.0
    return events[-1].pixels


def test_the_picture_is_what_the_painter_paints(painter, style):
    pixels = _noise(40, 56)
    painted = _paint(painter, pixels, style, iterations=2)
    picture = torch.from_numpy(pixels).permute(2, 0, 1).unsqueeze(0).float() / 255
    noise = torch.Generator().manual_seed(0)
    whole = painter(picture, style, 2, noise)[0].clamp(0, 1).mul(255).round().permute(1, 2, 0)
    assert painted.shape == pixels.shape
    assert painted.dtype == np.uint8
    assert np.abs(painted.astype(int) - whole.numpy()).max() <= 1


def test_strips_do_not_show(painter, style, monkeypatch):
    pixels = _noise(64, 48)
    whole = _paint(painter, pixels, style)
    monkeypatch.setattr(module, "_STRIP_PIXELS", 48 * 7)
    np.testing.assert_array_equal(_paint(painter, pixels, style), whole)


def test_strips_of_a_large_photo_do_not_show_either(painter, style, monkeypatch):
    pixels = _noise(64, 48)
    monkeypatch.setattr(module, "WORKING_PIXELS", 24 * 32)
    whole = _paint(painter, pixels, style)
    assert whole.shape == pixels.shape
    monkeypatch.setattr(module, "_STRIP_PIXELS", 48 * 5)
    assert np.abs(_paint(painter, pixels, style).astype(int) - whole.astype(int)).max() <= 1


def test_strength_nought_is_the_photo_to_the_level(painter, style):
    pixels = _noise(40, 56)
    np.testing.assert_array_equal(_paint(painter, pixels, style, strength=0.0), pixels)
    half = _paint(painter, pixels, style, strength=0.5).astype(int)
    whole = _paint(painter, pixels, style, strength=1.0).astype(int)
    assert 0 < np.abs(half - pixels).mean() < np.abs(whole - pixels).mean()


def test_the_photo_stays_where_the_mask_is_nought(painter, style):
    pixels = _noise(40, 56)
    mask = np.zeros((40, 56), np.uint8)
    mask[:, 28:] = 255
    mask[:, 20:28] = 128
    painted, whole = _paint(painter, pixels, style, mask), _paint(painter, pixels, style)
    np.testing.assert_array_equal(painted[:, :20], pixels[:, :20])
    np.testing.assert_array_equal(painted[:, 28:], whole[:, 28:])
    soft, full = (
        np.abs(p[:, 20:28].astype(int) - pixels[:, 20:28]).mean() for p in (painted, whole)
    )
    assert 0.2 * full < soft < 0.8 * full


def test_styles_are_mixed_by_weights_that_need_not_add_up(painter, style):
    pixels, plain = _noise(40, 56), painter.bind_plain()
    mixed = _paint(painter, pixels, mix_shares([(style, 3.0), (plain, 1.0)]))
    expected = _paint(painter, pixels, style, strength=0.75)
    assert np.abs(mixed.astype(int) - expected).max() <= 1
    assert mix_shares([(style, 2.0), (plain, 0.0)]) is style
    for weights in ([0.0, 0.0], [1.0, -0.5], [float("nan"), 1.0]):
        with pytest.raises(PictureError, match="weights"):
            mix_shares(list(zip([style, plain], weights, strict=True)))


def test_no_photo_is_changed(painter, style):
    pixels = _noise(32, 32)
    before = pixels.copy()
    painted = _paint(painter, pixels, style)
    np.testing.assert_array_equal(pixels, before)
    assert not np.shares_memory(painted, pixels)


@pytest.mark.parametrize(
    ("pixels", "settings"),
    [
        (_noise(8, 8)[..., :2], {}),
        (np.zeros((0, 8, 3), np.uint8), {}),
        (_noise(8, 8), {"strength": 1.2}),
        (_noise(8, 8), {"strength": float("nan")}),
        (_noise(8, 8), {"iterations": 0}),
    ],
)
def test_what_cannot_be_painted_is_said(painter, pixels, settings):
    with pytest.raises(PictureError, match=r"\."):
        list(stylize(painter, pixels, painter.bind_plain(), PaintSettings(**settings)))


def test_a_style_survives_its_pack(painter, style):
    stored = flatten_style(style)
    assert all(array.dtype == np.float16 for array in stored.values())
    again = unflatten_style(stored, painter)
    for layer, tensors in style.items():
        for name, tensor in tensors.items():
            torch.testing.assert_close(again[layer][name], tensor, atol=2e-3, rtol=2e-3)


def test_a_style_of_another_network_is_refused(painter):
    stored = flatten_style(painter.bind_plain())
    stored.pop(next(iter(stored)))
    with pytest.raises(WeightsError, match="Train it again"):
        unflatten_style(stored, painter)
    with pytest.raises(WeightsError, match="Install"):
        load_painter({"something": np.zeros(3, np.float16)})
