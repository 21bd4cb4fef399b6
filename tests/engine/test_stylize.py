"""Painting pixels: sizes, settings, large photos from enlarged maps."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image
from torch.utils.flop_counter import FlopCounterMode

from fst_gui.engine import maps as maps_module
from fst_gui.engine import settings as settings_module
from fst_gui.engine import stylize as module
from fst_gui.engine.colours import fit_colours
from fst_gui.engine.errors import PictureError, WeightsError
from fst_gui.engine.events import Painted, Progress
from fst_gui.engine.maps import PaintedPicture, paint_strengths
from fst_gui.engine.settings import PaintSettings, working_shape
from fst_gui.engine.sitter import Sitter, Sitters
from fst_gui.engine.steps import at_once
from fst_gui.engine.stylize import (
    flatten_style,
    load_painter,
    mix_shares,
    stylize,
    unflatten_style,
)
from fst_gui.engine.working import WorkingPicture


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
    # Where the processor multiplies in bfloat16, that costs some levels, more in a raised band.
    difference = np.abs(painted.astype(int) - whole.numpy())
    assert difference.max() <= 30
    assert difference.mean() < 4.0


def test_the_networks_can_be_left_before_a_sixth_more_of_them_has_run(painter, style):
    pixels, mask = _noise(320, 400), np.full((4, 4), 90, np.uint8)
    for _ in stylize(painter, pixels, style):
        pass
    steps = []
    with FlopCounterMode(display=False) as counter:
        for _ in stylize(painter, pixels, style, PaintSettings(iterations=3)):
            steps.append(counter.get_total_flops())
        once = steps[-1]
        assert max(np.diff([0, *steps])) < once / 6
        for _ in stylize(painter, pixels, style, PaintSettings(iterations=3), mask):
            steps.append(counter.get_total_flops())
    assert steps[-1] > 2.5 * once  # a soft mask: the networks twice
    assert max(np.diff(steps)) < once / 6


def test_pictures_that_are_painted_in_turns_are_those_painted_alone(painter, style, monkeypatch):
    """As the gallery's cards and the preview are, and nothing is left switched on in between."""
    monkeypatch.setattr(maps_module, "painting_dtype", lambda device: torch.bfloat16)
    pixels, sitters = _noise(48, 64), Sitters()
    looks = [
        PaintSettings(seed=seed, iterations=2 + seed, strength=1.0 - 0.4 * seed) for seed in (0, 1)
    ]
    alone = [list(stylize(painter, pixels, style, look))[-1].pixels for look in looks]
    jobs = [stylize(painter, pixels, style, look, sitters=sitters) for look in looks]
    painted = [None, None]
    while any(jobs):
        for number, job in enumerate(jobs):
            event = next(job, None) if job else None
            if event is None:
                jobs[number] = None
            elif isinstance(event, Painted):
                painted[number] = event.pixels
            assert torch.is_grad_enabled()
            assert not torch.is_inference_mode_enabled()
            assert not torch.is_autocast_enabled("cpu")
    np.testing.assert_array_equal(painted[0], alone[0])
    np.testing.assert_array_equal(painted[1], alone[1])


@pytest.mark.parametrize("colours", ["painting", "photo", "luminance"])
@pytest.mark.parametrize("working", [64 * 48, 24 * 32, 90 * 70])
def test_strips_do_not_show(painter, style, monkeypatch, colours, working):
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", working)
    pixels, mask = _noise(64, 48), _noise(20, 30)[..., 0]
    size = 1.0 if working <= 64 * 48 else 0.7  # finer strokes: the maps are larger than the photo
    whole = _paint(painter, pixels, style, mask, colours=colours, stroke_size=size)
    assert whole.shape == pixels.shape
    for rows in (1, 7, 40):
        monkeypatch.setattr(module, "STRIP_PIXELS", 48 * rows)
        cut = _paint(painter, pixels, style, mask, colours=colours, stroke_size=size)
        np.testing.assert_array_equal(cut, whole)


def _scene(height, width):
    """Hills under a sky, with grain, at any size the same."""
    y, x = np.mgrid[0:height, 0:width] / height
    ridge = 0.5 + 0.15 * np.sin(x * 5) + 0.05 * np.sin(x * 23)
    land = 1 / (1 + np.exp((ridge - y) * 60))
    waves = 0.5 + 0.5 * np.sin(40 * y + 9 * np.sin(6 * x))
    light = np.stack([0.6 - 0.4 * land * waves, 0.7 - 0.3 * land, 0.9 - 0.7 * land], -1)
    return (255 * light.clip(0, 1)).round().astype(np.uint8)


def _similarity(one, other):
    """Mean structural similarity of two pictures in grey (Wang et al., 2004), 7x7 windows."""
    a, b = (torch.from_numpy(p.astype(np.float64)).mean(-1)[None, None] for p in (one, other))

    def mean(x):
        return torch.nn.functional.avg_pool2d(x, 7, 1)

    ma, mb = mean(a), mean(b)
    va, vb, cov = mean(a * a) - ma**2, mean(b * b) - mb**2, mean(a * b) - ma * mb
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    score = (2 * ma * mb + c1) * (2 * cov + c2) / ((ma**2 + mb**2 + c1) * (va + vb + c2))
    return float(score.mean())


@pytest.mark.parametrize("size", [0.6, 1.0, 2.0])
def test_the_preview_predicts_the_export(painter, style, monkeypatch, size):
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", 120 * 160)
    preview = _paint(painter, _scene(120, 160), style, stroke_size=size)
    large = _paint(painter, _scene(600, 800), style, stroke_size=size)
    reduced = Image.fromarray(large).resize((160, 120), Image.Resampling.LANCZOS)
    # 0.9 is asked for and reached in every shipped style (docs/performance.md); this network has
    # learned nothing, and its noise is as fine as its maps. Other strokes have 0.1.
    assert _similarity(preview, np.array(reduced)) > 0.8


def test_a_seed_is_one_picture_and_another_seed_another(painter, style):
    grainy = {
        layer: {name: x + 0.5 if "grain" in layer else x for name, x in tensors.items()}
        for layer, tensors in style.items()
    }
    one, again, other = (_paint(painter, _noise(40, 56), grainy, seed=s) for s in (1, 1, 2))
    np.testing.assert_array_equal(one, again)
    assert np.abs(one.astype(int) - other).mean() > 1.0


def test_coarser_strokes_are_painted_on_a_smaller_picture():
    assert working_shape(4000, 6000, 1.0) == (627, 941)
    assert working_shape(4000, 6000, 2.0) == (314, 470)
    assert working_shape(4000, 6000, 0.5) == (1254, 1881)
    assert working_shape(600, 800, 1.0) == (600, 800)
    assert working_shape(100, 200, 4.0) == (64, 128)
    assert working_shape(10, 20, 4.0) == (10, 20)
    assert working_shape(1, 1, 0.5) == (2, 2)
    assert min(working_shape(1, 100_000_000, 4.0)) == 1


@pytest.mark.parametrize("stroke_size", [1.0, 2.0, 4.0])
def test_narrow_strips_are_painted_no_larger_than_other_photos(stroke_size):
    assert working_shape(100, 60_000, stroke_size) == (31, 18_812)
    assert working_shape(40, 9_000, stroke_size) == (40, 9_000)


@pytest.mark.parametrize("rows", [1, 5, 200])
@pytest.mark.parametrize("shape", [(31, 50), (99, 149), (100, 150), (200, 300)])
def test_the_working_picture_is_the_reduced_photo(rows, shape):
    photo = _scene(100, 150)
    working = WorkingPicture((100, 150), shape)
    for top in range(0, 100, rows):
        working.add(photo[top : top + rows])
    made = working.picture()
    picture = torch.from_numpy(photo).permute(2, 0, 1).unsqueeze(0).double() / 255
    mode = "bilinear" if shape[0] < 100 else "bicubic"
    expected = torch.nn.functional.interpolate(picture, shape, mode=mode, antialias=True)
    assert made.shape[-2:] == shape
    # Rows are narrowed in levels.
    assert (made - expected.clamp(0, 1)).abs().max() * 255 < 0.51


def test_the_colours_of_the_photo_have_its_mean_and_spread(painter, style):
    photo = _scene(60, 80)
    painted = _paint(painter, photo, style)
    matched = _paint(painter, photo, style, colours="photo")
    for measure in (np.mean, np.std):
        wanted = measure(photo.astype(float), axis=(0, 1))
        before = np.abs(measure(painted.astype(float), axis=(0, 1)) - wanted).max()
        after = np.abs(measure(matched.astype(float), axis=(0, 1)) - wanted).max()
        assert after < max(0.5 * before, 6.0)
    assert np.abs(matched.astype(int) - photo).mean() > 2.0  # still painted


def test_lightness_alone_keeps_hues():
    """A grey painting over a coloured photo: its lightness, the photo's chroma."""
    photo = torch.rand(1, 3, 8, 8, generator=torch.Generator().manual_seed(1)) * 0.4 + 0.3
    grey = torch.rand(1, 1, 8, 8, generator=torch.Generator().manual_seed(2)) * 0.2 + 0.4
    transform = fit_colours("luminance", grey.expand(-1, 3, -1, -1), photo, None).give
    made = transform(grey.expand(-1, 3, -1, -1), lambda: photo)
    # Greys have lightness alone: painting the result over a grey photo gives the grey back.
    torch.testing.assert_close(
        transform(made, lambda: torch.full_like(photo, 0.5)),
        grey.expand(-1, 3, -1, -1),
        atol=2e-4,
        rtol=0,
    )
    torch.testing.assert_close(transform(photo, lambda: made), photo, atol=2e-4, rtol=0)


@pytest.mark.parametrize("colours", ["painting", "photo", "luminance"])
def test_sixteen_bits_stay_sixteen(painter, style, colours):
    photo = _noise(40, 56).astype(np.uint16) * 257
    settings = PaintSettings(colours=colours)
    working = WorkingPicture((40, 56), (40, 56))
    working.add(photo)
    with torch.inference_mode():
        sitter = Sitter(working.picture())
        maps = at_once(paint_strengths(painter, sitter, style, settings, None, None))
        fine = PaintedPicture(maps, 40, 56).strip(photo, 0)
    coarse = _paint(painter, (photo // 257).astype(np.uint8), style, colours=colours)
    assert fine.dtype == np.uint16
    assert np.abs(fine / 257 - coarse).max() <= 0.51
    assert len(np.unique(fine)) > 256


@pytest.mark.parametrize("colours", ["painting", "photo", "luminance"])
def test_strength_nought_is_the_photo_to_the_level(painter, style, colours):
    pixels = _noise(40, 56)
    painted = _paint(painter, pixels, style, strength=0.0, colours=colours)
    np.testing.assert_array_equal(painted, pixels)
    half = _paint(painter, pixels, style, strength=0.5).astype(int)
    whole = _paint(painter, pixels, style, strength=1.0).astype(int)
    assert 0 < np.abs(half - pixels).mean() < np.abs(whole - pixels).mean()


@pytest.mark.parametrize("colours", ["painting", "photo", "luminance"])
def test_the_photo_stays_where_the_mask_is_nought(painter, style, colours):
    pixels = _noise(40, 56)
    mask = np.zeros((40, 56), np.uint8)
    mask[:, 28:] = 255
    mask[:, 20:28] = 128
    painted = _paint(painter, pixels, style, mask, colours=colours)
    whole = _paint(painter, pixels, style, colours=colours)
    half = _paint(painter, pixels, style, colours=colours, strength=0.5)
    np.testing.assert_array_equal(painted[:, :20], pixels[:, :20])
    np.testing.assert_array_equal(painted[:, 28:], whole[:, 28:])
    # Half covered is half the strength, not half the pixels.
    assert np.abs(painted[:, 20:28].astype(int) - half[:, 20:28]).max() <= 2


def test_a_mask_of_another_size_covers_the_same_part(painter, style):
    pixels = _noise(64, 96)
    small = np.zeros((4, 6), np.uint8)
    small[:, 3:] = 255
    painted, whole = _paint(painter, pixels, style, small), _paint(painter, pixels, style)
    np.testing.assert_array_equal(painted[:, :40], pixels[:, :40])
    np.testing.assert_array_equal(painted[:, 56:], whole[:, 56:])
    large = np.kron(small, np.full((50, 50), 1, np.uint8))
    painted = _paint(painter, pixels, style, large)
    np.testing.assert_array_equal(painted[:, :47], pixels[:, :47])
    np.testing.assert_array_equal(painted[:, 49:], whole[:, 49:])
    with pytest.raises(PictureError, match="mask"):
        _paint(painter, pixels, style, np.zeros((0, 4), np.uint8))


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
        (_noise(8, 8), {"seed": -1}),
        (_noise(8, 8), {"seed": 2**31}),
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
