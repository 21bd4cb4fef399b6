"""Pictures that are painted over come nearer to the painting, a layer at a time."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from stand_in import DEVICE, StandIn

from fst_gui.engine.canvas import STYLE_WEIGHT, Canvas
from fst_gui.engine.device import place
from fst_gui.engine.errors import WeightsError
from fst_gui.engine.events import Painted, Progress
from fst_gui.engine.likeness import (
    flatten_targets,
    mix_targets,
    painting_targets,
    unflatten_targets,
)
from fst_gui.engine.losses import content_loss, style_loss
from fst_gui.engine.maps import paint_strengths
from fst_gui.engine.overpainting import Overpainter
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.sitter import Sitter, Sitters
from fst_gui.engine.steps import at_once
from fst_gui.engine.stylize import stylize

NOISE = np.random.default_rng(5)
PHOTO = NOISE.integers(0, 256, (72, 80, 3), dtype=np.uint8)
SOFT = np.tile(np.arange(0, 256, 5, dtype=np.uint8), (8, 1))


@pytest.fixture
def painting(pictures):
    return pictures[0].repeat(2, 2, 1).numpy()


@pytest.fixture
def targets(judge, painting):
    return painting_targets(judge, painting)


@pytest.fixture
def overpainter(judge, targets):
    return Overpainter(judge, targets)


def _events(painter, style, overpainter, photo=PHOTO, mask=None, **settings):
    chosen = PaintSettings(**{"overpainting": 2, **settings})
    return list(stylize(painter, photo, style, chosen, mask, overpainter=overpainter))


def _layers(events):
    return [event.pixels for event in events if isinstance(event, Painted)]


def _as_picture(pixels):
    return torch.from_numpy(pixels).permute(2, 0, 1).unsqueeze(0).float() / 255.0


def test_every_layer_is_nearer_to_the_painting(painter, style, judge, overpainter, targets):
    pictures = _layers(_events(painter, style, overpainter, overpainting=4))
    assert len(pictures) == 5
    photo = judge(_as_picture(PHOTO))
    losses = []
    for pixels in pictures:
        features = judge(_as_picture(pixels))
        content, likeness = content_loss(features, photo), style_loss(features, targets)
        losses.append(float(content + STYLE_WEIGHT * likeness))
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.96 * losses[0]


def test_how_many_layers_follow_does_not_change_those_before(painter, style, overpainter):
    """So one can stop at any layer and have what so many layers give."""
    few = _layers(_events(painter, style, overpainter, overpainting=1))
    many = _layers(_events(painter, style, overpainter, overpainting=3))
    np.testing.assert_array_equal(few, many[:2])


def test_layers_are_kept_for_who_goes_back_or_wants_more(painter, style, overpainter, monkeypatch):
    sitters, painted = Sitters(), []
    paint_over = Canvas.paint_over
    monkeypatch.setattr(
        Canvas, "paint_over", lambda *given: painted.append(None) or paint_over(*given)
    )

    def pictures(**settings):
        """The pictures, and how many layers were painted for them."""
        painted.clear()
        chosen = PaintSettings(**settings)
        events = stylize(painter, PHOTO, style, chosen, sitters=sitters, overpainter=overpainter)
        return _layers(events), len(painted)

    two, count = pictures(overpainting=2)
    assert count == 2
    four, count = pictures(overpainting=4)
    assert count == 2
    np.testing.assert_array_equal(two[2], four[0])
    (photo_coloured,), count = pictures(overpainting=2, colours="photo")
    assert count == 0
    assert not np.array_equal(photo_coloured, two[2])
    assert pictures(overpainting=2, strength=0.7)[1] == 2
    fresh = _layers(_events(painter, style, overpainter, overpainting=4))
    np.testing.assert_array_equal(four, fresh[2:])
    (back,), count = pictures(overpainting=1)
    assert count == 0
    np.testing.assert_array_equal(back, fresh[1])


def test_two_that_paint_over_in_turns_have_what_one_has(painter, style, overpainter):
    """The preview's layers are left in the middle while the same photo is exported."""
    sitters = Sitters()

    def events(layers):
        chosen = PaintSettings(overpainting=layers)
        return stylize(painter, PHOTO, style, chosen, sitters=sitters, overpainter=overpainter)

    preview, export = events(2), events(2)
    shown = [next(preview) for _ in range(30)]  # within the first layer
    exported = list(export)
    shown += preview
    fresh = _layers(_events(painter, style, overpainter, overpainting=3))
    np.testing.assert_array_equal(_layers(exported), fresh[:3])
    np.testing.assert_array_equal(_layers(shown), fresh[:3])
    np.testing.assert_array_equal(_layers(events(3)), fresh[2:])


def test_layers_are_gone_on_with_though_the_photo_let_go_of_them(
    painter, style, overpainter, monkeypatch
):
    monkeypatch.setattr("fst_gui.engine.overpainting._MOST_CANVASES", 1)
    sitters = Sitters()

    def events(**settings):
        chosen = PaintSettings(**settings)
        return stylize(painter, PHOTO, style, chosen, sitters=sitters, overpainter=overpainter)

    list(events(overpainting=1))
    paused = events(overpainting=2)
    shown = next(event for event in paused if isinstance(event, Painted))
    list(events(overpainting=1, strength=0.7))
    fresh = _layers(_events(painter, style, overpainter, overpainting=2))
    np.testing.assert_array_equal([shown.pixels, *_layers(paused)], fresh[1:])


def test_a_layer_that_was_left_is_begun_again(painter, style, overpainter):
    sitters = Sitters()
    chosen = PaintSettings(overpainting=2)
    events = stylize(painter, PHOTO, style, chosen, sitters=sitters, overpainter=overpainter)
    painted = 0
    for event in events:
        painted += isinstance(event, Painted)
        if painted == 2 and isinstance(event, Progress) and event.done > 0.8:
            break
    events.close()
    whole = list(stylize(painter, PHOTO, style, chosen, sitters=sitters, overpainter=overpainter))
    fresh = _layers(_events(painter, style, overpainter))
    np.testing.assert_array_equal(_layers(whole), fresh[1:])


def test_a_layer_can_be_left_at_many_places(painter, style, overpainter):
    events = _events(painter, style, overpainter)
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done)
    assert done[-1] == pytest.approx(1.0)
    places = [number for number, event in enumerate(events) if isinstance(event, Painted)]
    assert min(np.diff(places)) > 25
    assert [event.layers for event in events if isinstance(event, Painted)] == [0, 1, 2]


def test_a_layer_is_a_step_of_adam_and_gentle_where_there_is_hardly_a_slope(
    painter, style, overpainter
):
    canvas = _canvas(painter, style, overpainter)
    slopes = [[torch.randn_like(layer) for layer in canvas._layers] for _ in range(3)]
    expected = [layer.detach().clone().requires_grad_() for layer in canvas._layers]
    adams = [torch.optim.Adam([layer], betas=(0.5, 0.99)) for layer in expected]
    for number, each in enumerate(slopes):
        canvas._move(each, number)
        weights = 0.99 ** torch.arange(number, -1, -1.0)
        for index, (adam, parameter) in enumerate(zip(adams, expected, strict=True)):
            parameter.grad = each[index]
            squares = torch.stack([s[index].square().mean() for s in slopes[: number + 1]])
            typical = ((squares * weights).sum() / weights.sum()).sqrt()
            adam.param_groups[0].update(lr=0.1 / (1 + number / 6), eps=0.3 * typical)
            adam.step()
    for layer, wanted in zip(canvas._layers, expected, strict=True):
        torch.testing.assert_close(layer, wanted)


def test_what_has_hardly_a_slope_hardly_moves(painter, style, overpainter):
    """Or bare sand gets stray colours, which rounding alone decides on."""
    canvas = _canvas(painter, style, overpainter)
    slopes = [torch.ones_like(layer) for layer in canvas._layers]
    for slope in slopes:
        slope[..., 0] = 0.01
    canvas._move(slopes, 0)
    for layer in canvas._layers:
        assert 0.0 < layer[..., 0].abs().max() < 0.05 * layer[..., 1].abs().min()


def _canvas(painter, style, overpainter):
    """Painted maps with nothing over them yet."""
    sitter = Sitter(_as_picture(PHOTO))
    strengths = at_once(paint_strengths(painter, sitter, style, PaintSettings(), None, None))
    seen = _seen(overpainter, strengths, sitter)
    return Canvas(strengths[0], sitter.working, seen, overpainter._targets)


def _seen(overpainter, strengths, sitter):
    """The photo as the judge sees it."""
    for _ in overpainter.layers(strengths, sitter, 1):
        if sitter.judged is not None:
            return sitter.judged
    raise AssertionError


def test_without_strength_the_photo_stays(painter, style, overpainter):
    (pixels,) = _layers(_events(painter, style, overpainter, strength=0.0))
    np.testing.assert_array_equal(pixels, PHOTO)


def test_a_mask_keeps_what_it_covers(painter, style, overpainter):
    events = _events(painter, style, overpainter, mask=SOFT)
    before, _, after = _layers(events)
    np.testing.assert_array_equal(after[:, 0], PHOTO[:, 0])
    assert np.abs(after[:, -8:].astype(int) - before[:, -8:]).max() > 2


@pytest.mark.parametrize("size", [(1, 1), (7, 90), (40, 66)])
def test_small_photos_are_painted_over_too(painter, style, overpainter, size):
    photo = NOISE.integers(0, 256, (*size, 3), dtype=np.uint8)
    before, _, after = _layers(_events(painter, style, overpainter, photo))
    assert after.shape == photo.shape
    assert not np.array_equal(before, after)


@pytest.mark.parametrize("workspace", [float("inf"), 100_000])
def test_another_device_paints_over_the_same(painter, style, judge, overpainter, workspace):
    expected = _layers(_events(painter, style, overpainter))
    with StandIn(workspace=workspace) as device:
        judge = place(judge, DEVICE)
        try:
            layers = _layers(_events(painter, style, overpainter))
            assert judge.device == DEVICE
        finally:
            place(judge, torch.device("cpu"))
    assert device.mixed == 0
    assert (device.failures > 0) == (workspace == 100_000)
    # Adam takes steps of one size however small a slope: where there is none, rounding decides.
    for got, wanted in zip(layers, expected, strict=True):
        assert np.abs(got.astype(int) - wanted).mean() < 0.5
    first, *_, last = expected
    assert np.abs(last.astype(int) - first).mean() > 2


def test_a_pack_keeps_nearly_all_of_what_a_painting_asks(targets):
    arrays = flatten_targets(targets)
    assert all(array.dtype == np.float16 for array in arrays.values())
    assert sum(array.size for array in arrays.values()) < 60_000
    kept = unflatten_targets(arrays)
    assert kept.keys() == targets.keys()
    for name, target in targets.items():
        assert float((kept[name] - target).norm() / target.norm()) < 0.05, name


def test_a_pack_has_all_of_it_or_nothing(targets):
    assert unflatten_targets({"block_0.kernel": np.zeros((2, 2))}) is None
    arrays = flatten_targets(targets)
    missing = {name: array for name, array in arrays.items() if name != "likeness.relu3_1"}
    for wrong in (missing, missing | {"likeness.relu3_1": arrays["likeness.relu2_1"]}):
        with pytest.raises(WeightsError, match="another version"):
            unflatten_targets(wrong)


def test_mixed_styles_ask_for_what_lies_between(judge, targets, pictures):
    other = painting_targets(judge, pictures[1].numpy())
    mixed = mix_targets([(targets, 3.0), (other, 1.0)])
    for name, target in mixed.items():
        torch.testing.assert_close(target, 0.75 * targets[name] + 0.25 * other[name])
