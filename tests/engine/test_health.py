"""The health of a training: every condition is brought about in a real, tiny training."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch

from fst_gui.engine.errors import TrainingError
from fst_gui.engine.events import HealthNoted, StepDone
from fst_gui.engine.steps import at_once
from fst_gui.engine.train.health import Health, Limits
from fst_gui.engine.train.loop import run_plan
from fst_gui.engine.train.plan import JOINT_ONLY, STAGES, make_plan
from fst_gui.engine.train.style import StyleRecipe
from fst_gui.engine.train.style_spec import StyleSpec
from fst_gui.engine.train.style_start import style_start

LIMITS = Limits(window=6, plateau=8, plateau_share=0.0)


@pytest.fixture
def recipe(painter, judge, pictures):
    painting, photo = pictures
    spec = StyleSpec(paintings=[painting], photos=[photo], steps=8, size=32)
    return StyleRecipe(spec, painter, judge, at_once(style_start(spec, painter, judge)))


def _run(recipe, stage, steps, limits=LIMITS, break_at=None, breaking=None):
    """The notes of a training of one stage, and the steps that it took."""
    plan = make_plan({stage: steps}, dict.fromkeys(STAGES, JOINT_ONLY))
    notes, taken = [], []
    for event in run_plan(plan, recipe, steering=recipe.steering, limits=limits):
        if isinstance(event, HealthNoted):
            notes.append(event)
        if isinstance(event, StepDone):
            taken.append(event.step)
            if event.step == break_at:
                break_at = None
                breaking()
    return notes, taken


def _kinds(notes):
    return [(note.kind, note.remedy) for note in notes]


def test_a_healthy_training_is_left_alone(recipe):
    """The shipped limits, some steps of the stage that most can go wrong in."""
    notes, taken = _run(recipe, "adversarial", 12, Limits())
    assert notes == []
    assert taken == list(range(1, 13))
    assert (recipe.steering.rate, recipe.steering.critic_rate) == (1.0, 1.0)


def test_a_winning_discriminator_learns_half_as_fast(recipe, monkeypatch):
    """Black and white stripes are nothing like the painted photos, and it learns fast."""
    monkeypatch.setattr("fst_gui.engine.train.style._DISCRIMINATOR_RATE", 2e-3)
    stripes = torch.zeros(48, 64, 3, dtype=torch.uint8)
    stripes[:, ::4] = stripes[:, 1::4] = 255
    recipe.paintings = [stripes]
    recipe.steering.rate = 0.0
    notes, _ = _run(recipe, "adversarial", 30)
    assert ("discriminator_winning", "critic_rate_halved") in _kinds(notes)
    note = next(n for n in notes if n.kind == "discriminator_winning")
    assert min(note.values["d_real"], note.values["d_generated"]) >= LIMITS.winning
    assert recipe.steering.critic_rate < 1.0


def test_a_sleeping_discriminator_learns_twice_as_fast(recipe, monkeypatch):
    monkeypatch.setattr("fst_gui.engine.train.style._DISCRIMINATOR_RATE", 0.0)
    notes, _ = _run(recipe, "adversarial", 10, replace(LIMITS, content=9.0))
    assert _kinds(notes) == [("discriminator_asleep", "critic_rate_doubled")]
    assert recipe.steering.critic_rate == 2.0


def test_losses_without_numbers_lead_back_to_the_checkpoint_at_half_the_rate(recipe):
    def breaking():
        with torch.no_grad():
            recipe.bound["to_full"]["bias"].fill_(float("nan"))

    notes, taken = _run(recipe, "interpolation", 7, Limits(), 4, breaking)
    assert _kinds(notes) == [("not_finite", "went_back")]
    assert notes[0].step == 5
    assert notes[0].values["back_to"] == 0
    assert taken == [1, 2, 3, 4, 1, 2, 3, 4, 5, 6, 7]
    assert recipe.steering.rate == 0.5


def test_a_checkpoint_without_numbers_is_not_kept(recipe, store, monkeypatch):
    monkeypatch.setattr("fst_gui.engine.train.loop.CHECKPOINT_SECONDS", 0.0)
    plan = make_plan({"interpolation": 3}, dict.fromkeys(STAGES, JOINT_ONLY))
    notes, broken = [], False
    for event in run_plan(plan, recipe, store, steering=recipe.steering):
        if isinstance(event, StepDone) and event.step == 2 and not broken:
            broken = True
            with torch.no_grad():
                recipe.bound["to_full"]["bias"].fill_(float("nan"))
        if isinstance(event, HealthNoted):
            notes.append(event)
        assert all(torch.from_numpy(a).isfinite().all() for a in store.kept[0].values())
    assert [note.values["back_to"] for note in notes] == [1]
    assert store.kept[1]["done"] == 3


def test_a_training_that_always_fails_ends_with_a_sentence(recipe, monkeypatch):
    def step(phase, step):
        yield
        return {"content_loss": float("inf")}

    monkeypatch.setattr(recipe, "step", step)
    with pytest.raises(TrainingError, match="again and again"):
        _run(recipe, "interpolation", 5)


def test_lost_content_halves_the_weight_of_the_style(recipe):
    balance = recipe.objective.balance
    balance.rate, balance.weight, balance.content_target = 0.0, 64.0, 0.05
    recipe.steering.rate = 0.0  # it stays lost
    notes, _ = _run(recipe, "interpolation", 14)
    note = next(n for n in notes if n.kind == "content_lost")
    assert note.remedy == "style_weight_halved"
    assert note.values["content_loss"] > note.values["content_target"] + LIMITS.content
    assert balance.weight <= 32.0


def test_a_plateau_offers_to_stop(recipe):
    recipe.steering.rate = 0.0  # it cannot learn
    limits = Limits(plateau=6, plateau_share=0.0, improvement=0.2)
    notes, _ = _run(recipe, "interpolation", 30, limits)
    assert _kinds(notes) == [("style_plateau", "offer_stop")]  # once, though it stays so
    values = notes[0].values
    assert values["style_now"] >= 0.8 * values["style_before"]


def test_a_training_that_improves_is_no_plateau(recipe):
    health = Health(recipe.steering, LIMITS)
    phase = make_plan({"interpolation": 99}, dict.fromkeys(STAGES, JOINT_ONLY)).phases[0]
    for step in range(1, 40):
        losses = {"style_loss": 0.99**step, "content_loss": 0.5, "strength": 1.0}
        assert health.look(phase, step, losses) == []


@pytest.mark.parametrize(
    ("target", "limit", "remedy"),
    [(1.9, {"highest": 10.0}, "offer_stricter"), (0.05, {"lowest": 10.0}, "offer_looser")],
)
def test_a_balance_at_its_limit_is_told_once(recipe, target, limit, remedy):
    balance = recipe.objective.balance
    balance.content_target, balance.weight = target, 10.0
    for name, value in limit.items():
        setattr(balance, name, value)
    limits = Limits(window=6, content=9.0)
    notes, _ = _run(recipe, "interpolation", 24, limits)
    assert _kinds(notes) == [("balance_at_limit", remedy)]
    assert notes[0].values["balance"] == pytest.approx(10.0, rel=0.01)


def test_a_picture_going_flat_leads_back_to_the_checkpoint(recipe):
    def breaking():
        with torch.no_grad():
            for tensor in recipe.bound["finish"].values():
                tensor.zero_()
            recipe.bound["matching"]["tone_share"].zero_()  # patches are too small to be flat with

    recipe.steering.rate = 0.0  # it stays flat
    notes, taken = _run(recipe, "interpolation", 12, Limits(window=3, content=9.0), 2, breaking)
    assert _kinds(notes) == [("going_flat", "went_back")]
    assert notes[0].values["contrast"] < Limits().flat
    assert taken.count(1) == 2
    assert taken[-1] == 12


def test_what_was_seen_survives_a_resume(recipe):
    phase = make_plan({"adversarial": 50}, dict.fromkeys(STAGES, JOINT_ONLY)).phases[0]
    losses = {"d_real": 1.0, "d_generated": 1.0, "d_loss": 0.01, "strength": 1.0}
    first, second = Health(recipe.steering, LIMITS), Health(recipe.steering, LIMITS)
    for step in range(1, 6):
        assert first.look(phase, step, losses) == []
    second.restore(first.numbers(), phase)
    (note,) = second.look(phase, 6, losses)
    assert note.kind == "discriminator_winning"


def test_steps_at_part_of_the_strength_do_not_count(recipe):
    health = Health(recipe.steering, LIMITS)
    phase = make_plan({"interpolation": 50}, dict.fromkeys(STAGES, JOINT_ONLY)).phases[0]
    for step in range(1, 30):
        assert health.look(phase, step, {"contrast": 0.0, "strength": 0.4}) == []
