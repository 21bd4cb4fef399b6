"""Whole tiny trainings: stages, frozen parameters, resuming, what comes out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from fst_gui import paths
from fst_gui.engine.compare.figures import PaintingTarget, compare, judged_photo
from fst_gui.engine.errors import TrainingError
from fst_gui.engine.events import SampleReady, StageStarted, StepDone, Trained, WithinStep
from fst_gui.engine.likeness import flatten_targets, unflatten_targets
from fst_gui.engine.networks.painter import Painter, binds_styles, paints
from fst_gui.engine.scenes import make_scenes
from fst_gui.engine.steps import at_once
from fst_gui.engine.stylize import flatten_style, load_painter, read_painting, unflatten_style
from fst_gui.engine.train.base import BaseRecipe, train_base
from fst_gui.engine.train.base_spec import BaseSpec
from fst_gui.engine.train.control import TrainingControl
from fst_gui.engine.train.objective import content_of
from fst_gui.engine.train.plan import LAYERED, STAGES, learning_rate, make_plan
from fst_gui.engine.train.style import StyleRecipe, train
from fst_gui.engine.train.style_spec import StyleSpec
from fst_gui.engine.train.style_start import spread, style_start
from fst_gui.library.weights import load_weights


def _style_spec(pictures, steps=20, **changes):
    return StyleSpec(
        paintings=[pictures[0]], photos=[pictures[1]], steps=steps, size=32, batch=1, **changes
    )


def _base_spec(pictures, steps):
    return BaseSpec(
        photos=[pictures[1]],
        paintings=pictures,
        labels=[0, 1],
        steps=dict(zip(STAGES, steps, strict=True)),
        size=32,
        view_size=32,
        photos_a_style=1,
        styles_a_step=1,
    )


def test_a_plan_runs_the_stages_in_order_and_the_phases_inside_them():
    plan = make_plan({"recurrent": 100, "interpolation": 20}, dict.fromkeys(STAGES, LAYERED))
    assert [(p.stage, p.name, p.start, p.steps) for p in plan.phases] == [
        ("recurrent", "content", 0, 3),
        ("recurrent", "style", 3, 7),
        ("recurrent", "joint", 10, 90),
        ("interpolation", "content", 100, 1),
        ("interpolation", "style", 101, 1),
        ("interpolation", "joint", 102, 18),
    ]
    assert plan.total_steps == 120


def test_the_learning_rate_starts_small_peaks_and_falls():
    rates = [learning_rate(step, 200, 1.0) for step in range(200)]
    assert rates[0] == pytest.approx(0.1)
    assert max(rates) == rates[10] == pytest.approx(1.0)
    assert 1 / 30 <= rates[-1] < 0.04


def test_a_style_training_goes_through_all_stages_and_phases(painter, judge, pictures):
    spec = _style_spec(pictures, steps=60, sample=pictures[1].numpy())
    events = list(train(spec, painter, judge))
    started = [(e.stage, e.phase) for e in events if isinstance(e, StageStarted)]
    layered = [(s, p) for s in STAGES[:3] for p in ("content", "style", "joint")]
    assert started == [*layered, ("adversarial", "joint")]
    steps = [e for e in events if isinstance(e, StepDone)]
    assert [e.step for e in steps] == list(range(1, spec.plan.total_steps + 1))
    assert {"content_loss", "style_loss", "tv_loss", "strength"} <= set(steps[0].losses)
    assert {"d_loss", "g_loss"} <= set(steps[-1].losses)
    assert all(np.isfinite(list(e.losses.values())).all() for e in steps)
    samples = [e for e in events if isinstance(e, SampleReady)]
    assert samples[-1].pixels.shape == (48, 64, 3)
    assert isinstance(events[-1], Trained)
    style = unflatten_style(events[-1].tensors, painter)
    likeness = unflatten_targets(events[-1].tensors)
    assert likeness is not None
    kept = flatten_style(style) | flatten_targets(likeness)
    assert kept.keys() == events[-1].tensors.keys()


def test_training_brings_the_style_closer_than_reading_the_painting_does(judge):
    """With the shipped base: S of a photo painted after a painting, then trained on it."""
    painter = load_painter(load_weights(paths.models_dir() / "base.safetensors"))
    (photo,) = make_scenes(1, 96, seed=11)
    slant = torch.arange(96)[:, None] + torch.arange(96)
    red, blue = torch.tensor([230, 60, 30]), torch.tensor([20, 40, 90])
    painting = torch.where(torch.sin(slant / 3)[..., None] > 0, red, blue).to(torch.uint8)
    spec = StyleSpec(paintings=[painting], photos=[photo], steps=60, size=96, content_target=1.9)
    *_, trained = train(spec, painter, judge)
    assert isinstance(trained, Trained)
    target, picture = PaintingTarget(judge, painting.numpy()), judged_photo(photo.numpy())
    before = read_painting(painter, judge, painting.numpy())
    after = unflatten_style(trained.tensors, painter)
    one, two = (
        compare(judge, painter(picture, s, 3, torch.Generator().manual_seed(1)), picture, target)
        for s in (before, after)
    )
    assert two.style < 0.95 * one.style


def _recipe(spec, painter, judge):
    return StyleRecipe(spec, painter, judge, at_once(style_start(spec, painter, judge)))


def test_a_training_of_minutes_has_time_to_find_its_balance(painter, judge, pictures):
    """150 photos, painted a tenth too far from the content asked for, halve the style's weight
    or more; otherwise the start would decide what comes of a short training."""
    balance = _recipe(_style_spec(pictures), painter, judge).objective.balance
    start = balance.weight
    for _ in range(150):
        balance.update(balance.aim + 0.1)
    assert balance.weight < 0.5 * start


def test_a_training_aims_at_keeping_a_little_more_of_the_photo_than_the_untrained_style(
    painter, judge, pictures
):
    aims = []
    for painting, photo in (pictures, pictures[::-1]):
        spec = StyleSpec(paintings=[painting], photos=[photo], steps=20, size=32)
        recipe = _recipe(spec, painter, judge)
        drawn = torch.Generator().manual_seed(spec.seed)
        photos = recipe.photos.batch(5, drawn)
        with torch.no_grad():
            untrained = at_once(content_of(painter, judge, photos, recipe.bound, drawn))
        assert untrained - 0.05 < recipe.objective.balance.aim < untrained
        aims.append(recipe.objective.balance.aim)
    assert abs(aims[0] - aims[1]) > 0.005


def _snapshot(tensors):
    return {name: tensor.detach().clone() for name, tensor in tensors.items()}


def _changed(before, after):
    return {name for name, tensor in before.items() if not torch.equal(tensor, after[name])}


def test_a_style_training_leaves_the_base_and_the_other_stages_bit_for_bit(
    painter, judge, pictures
):
    base = _snapshot(painter.state_dict())
    recipe = _recipe(_style_spec(pictures), painter, judge)
    layers = {"recurrent": {"context", "cell_0"}}
    layers["interpolation"] = set(recipe.bound)
    layers["adversarial"] = layers["interpolation"]
    for phase in recipe.spec.plan.phases:
        recipe.begin(phase)
        before = _snapshot(recipe.state()[0])
        for step in range(2):
            at_once(recipe.step(phase, step))
        changed = _changed(before, _snapshot(recipe.state()[0]))
        moved = {name.split(".")[1] for name in changed if name.startswith("bound.")}
        if phase.stage == "encoder":
            assert {"vector", "tokens", "bound.matching.quarter_mean"} <= changed
            assert "bound.matching.share" not in changed
        else:
            assert not {"vector", "tokens"} & changed
            assert moved == layers[phase.stage]
        judged = any(name.startswith("discriminator.") for name in changed)
        assert judged == (phase.stage == "adversarial")
    assert not _changed(base, painter.state_dict())


def test_the_base_stages_freeze_what_they_should(judge, pictures):
    recipe = BaseRecipe(_base_spec(pictures, (1, 3, 3, 1)), judge)
    learning = {
        "encoder": {"encoder"},
        "recurrent": {
            "encoder",
            "reader",
            "recurrent",
            "interpolation",
            "plain_vector",
            "plain_tokens",
        },
        "interpolation": {"interpolation", "reader"},
        "adversarial": {"interpolation", "reader"},
    }
    for phase in recipe.spec.plan.phases:
        recipe.begin(phase)
        before = _snapshot(recipe.painter.state_dict())
        for step in range(3):  # three, so that mixing with the plain style is drawn too
            at_once(recipe.step(phase, step))
        changed = _changed(before, recipe.painter.state_dict())
        assert changed
        assert {name.split(".")[0] for name in changed} <= learning[phase.stage]


def test_an_encoder_that_has_painted_learns_anew_only_what_painting_does_not_use(judge, pictures):
    torch.manual_seed(9)
    painted = Painter().state_dict()
    spec = replace(_base_spec(pictures, (3, 0, 0, 0)), settled=True, warm_start=painted)
    recipe = BaseRecipe(spec, judge)
    (phase,) = spec.plan.phases
    recipe.begin(phase)
    for step in range(phase.steps):
        at_once(recipe.step(phase, step))
    changed = _changed(painted, recipe.painter.state_dict())
    beside = {name for name in painted if not (paints(name) or binds_styles(name))}
    # Biases begin with nothing; those that three steps have not reached are the same.
    assert {name for name in beside if name.endswith("weight")} <= set(changed) <= beside


def test_the_bases_last_stages_leave_bound_styles_as_they_paint(judge, pictures):
    recipe = BaseRecipe(_base_spec(pictures, (0, 0, 3, 2)), judge)
    photo = torch.rand(1, 3, 32, 32, generator=torch.Generator().manual_seed(1))

    @torch.no_grad()
    def paint(style):
        return recipe.painter(photo, style, 2, torch.Generator().manual_seed(2))

    with torch.no_grad():
        statistics, matching = (
            recipe.readings.read(photo).statistics,
            recipe.painter.match_painting(photo),
        )
        bound = recipe.painter.bind_reading(statistics, matching)
    before = paint(bound)
    for phase in recipe.spec.plan.phases:
        recipe.begin(phase)
        for step in range(phase.steps):
            at_once(recipe.step(phase, step))
    torch.testing.assert_close(paint(bound), before, rtol=0, atol=0)
    with torch.no_grad():
        anew = recipe.painter.bind_reading(statistics, matching)
    assert not torch.equal(paint(anew), before)


def test_the_base_reads_every_painting_whole_once_and_views_of_it_beside(judge, pictures):
    recipe = BaseRecipe(_base_spec(pictures, (0, 0, 24, 0)), judge)
    read = []
    taken = recipe.readings.read

    def count(picture):
        read.append(tuple(picture.shape[-2:]))
        return taken(picture)

    recipe.readings.read = count
    drawn = {recipe._draw_style()[0] for _ in range(24)}
    assert drawn == {0, 1}
    assert read.count((48, 64)) == 2
    assert read.count((32, 32)) > 2
    assert len(read) < 24


def test_favoured_paintings_are_drawn_more_often(judge, pictures):
    spec = replace(_base_spec(pictures, (0, 0, 2, 0)), deck=[0, 1, 1, 1, 1, 1, 1, 1, 1, 1])
    recipe = BaseRecipe(spec, judge)
    drawn = [recipe._draw_view()[0] for _ in range(100)]
    assert 80 < sum(drawn) < 98


def test_a_base_training_gives_weights_that_load(judge, pictures):
    events = list(train_base(_base_spec(pictures, (2, 4, 3, 2)), judge))
    assert isinstance(events[-1], Trained)
    painter = load_painter(events[-1].tensors)
    assert isinstance(painter, Painter)
    picture = torch.rand(1, 3, 32, 32)
    painted = painter(picture, painter.bind_plain(), 1, torch.Generator())
    torch.testing.assert_close(painted, picture)


class _KilledError(Exception):
    pass


def _losses(events, kill_at=None):
    taken = []
    for event in events:
        if isinstance(event, StepDone):
            taken.append((event.step, dict(event.losses)))
            if event.step == kill_at:
                raise _KilledError(taken)
    return taken


@pytest.mark.parametrize("kill_at", [2, 9, 17])
def test_a_killed_style_training_resumes_with_the_same_losses(
    painter, judge, pictures, store, monkeypatch, kill_at
):
    monkeypatch.setattr("fst_gui.engine.train.loop.CHECKPOINT_SECONDS", 0.0)
    spec = _style_spec(pictures)
    whole = _losses(train(spec, painter, judge))
    with pytest.raises(_KilledError):
        _losses(train(spec, painter, judge, store), kill_at)
    done = int(store.kept[1]["done"])
    assert 0 < done <= kill_at
    rest = _losses(train(spec, painter, judge, store, resume=True))
    assert rest == whole[done:]


@pytest.mark.parametrize("stage", STAGES)
def test_a_training_closed_within_a_step_resumes_as_if_it_had_not_begun_it(
    painter, judge, pictures, store, stage
):
    spec = _style_spec(pictures)
    whole = _losses(train(spec, painter, judge))
    first = next(phase.start for phase in spec.plan.phases if phase.stage == stage)
    events = train(spec, painter, judge, store)
    for event in events:
        begun = isinstance(event, StageStarted) and event.step == first
        if begun:
            break
    places = 0
    for event in events:
        places += isinstance(event, WithinStep)
        if places == 40:
            break
        assert not isinstance(event, StepDone)
    events.close()
    assert int(store.kept[1]["done"]) == first
    assert _losses(train(spec, painter, judge, store, resume=True)) == whole[first:]


def test_a_training_can_be_left_while_its_paintings_are_read(painter, judge, pictures, store):
    events = train(_style_spec(pictures), painter, judge, store)
    for _ in range(40):
        assert isinstance(next(events), WithinStep)
        assert torch.is_grad_enabled()
        assert not torch.is_autocast_enabled("cpu")
    events.close()
    assert store.kept is None


def test_a_step_can_be_left_at_many_places(painter, judge, pictures):
    numbers = [0]
    for event in train(_style_spec(pictures), painter, judge):
        if isinstance(event, StepDone):
            assert numbers[-1] > 40
        elif isinstance(event, WithinStep):
            assert event.number in (1, numbers[-1] + 1)
            numbers.append(event.number)


def test_a_killed_base_training_resumes_with_the_same_losses(judge, pictures, store, monkeypatch):
    monkeypatch.setattr("fst_gui.engine.train.loop.CHECKPOINT_SECONDS", 0.0)
    spec = _base_spec(pictures, (2, 4, 2, 2))
    whole = _losses(train_base(spec, judge))
    for kill_at in (2, 4, 9):
        store.kept = None
        with pytest.raises(_KilledError):
            _losses(train_base(spec, judge, store), kill_at)
        done = int(store.kept[1]["done"])
        rest = _losses(train_base(spec, judge, store, resume=True))
        assert rest == whole[done:]


def test_a_checkpoint_of_other_settings_is_refused(painter, judge, pictures, store):
    list(train(_style_spec(pictures, steps=8), painter, judge, store))
    with pytest.raises(TrainingError, match="other settings"):
        list(train(_style_spec(pictures, steps=30), painter, judge, store, resume=True))


def test_stopping_keeps_what_was_learned(painter, judge, pictures):
    control = TrainingControl()
    events = []
    for event in train(_style_spec(pictures), painter, judge, control=control):
        events.append(event)
        if isinstance(event, StepDone) and event.step == 3:
            control.stop_and_keep()
    assert len([e for e in events if isinstance(e, StepDone)]) == 3
    assert isinstance(events[-1], Trained)
    assert events[-1].summary["steps"] == 3


def test_a_painting_of_one_pixel_has_no_contrast():
    assert float(spread(torch.rand(1, 3, 1, 1))) == 0.0


def test_no_paintings_is_said_in_a_sentence(painter, judge, pictures):
    with pytest.raises(TrainingError, match="painting"):
        _recipe(StyleSpec(paintings=[], photos=pictures, steps=8), painter, judge)
