"""The loop of a training, with a recipe of one number: what is kept when, and how it goes back."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from fst_gui.engine.errors import NotSavedError
from fst_gui.engine.events import HealthNoted, Paused, StepDone, TargetChanged
from fst_gui.engine.losses import Balance
from fst_gui.engine.steps import at_once
from fst_gui.engine.train.branch import branch_checkpoint
from fst_gui.engine.train.control import TrainingControl
from fst_gui.engine.train.distributed import SharedControl, Workers
from fst_gui.engine.train.loop import run_plan
from fst_gui.engine.train.plan import JOINT_ONLY, STAGES, make_plan
from fst_gui.engine.train.steering import Steering
from fst_gui.engine.train.store import MemoryStore


class _Counter:
    """Its only weight is the number of steps that it has behind it, until they are broken."""

    def __init__(self) -> None:
        self.weight = torch.zeros(1)
        self.steering = Steering(Balance(), dict)
        self.stage = ""
        self.broken_at = 0  # this step, once, leaves no number behind; 0: none does

    def begin(self, phase):
        self.stage = phase.stage

    def step(self, phase, step):
        yield
        assert self.stage == phase.stage
        self.weight += 1.0
        if float(self.weight) == self.broken_at:
            self.broken_at = 0
            self.weight.fill_(float("nan"))
        return {"content_loss": 0.7}

    def sample(self):
        yield from ()

    def state(self):
        return {"weight": self.weight}, {}

    def restore(self, tensors, numbers):
        self.weight.copy_(tensors["weight"])


class _Sinking(_Counter):
    """Its contrast is lost over some steps at the full rate, and comes back at a lower one."""

    def step(self, phase, step):
        yield
        change = 0.01 if self.steering.rate < 1.0 else -0.03
        self.weight += 0.0 if step < 90 else change
        return {"contrast": 1.0 + float(self.weight)}


class _Disk(MemoryStore):
    full = False

    def save(self, tensors, numbers):
        if self.full:
            raise NotSavedError("The disk is full.")
        super().save(tensors, numbers)

    @property
    def done(self):
        return self.load()[1]["done"]


@pytest.fixture
def disk():
    return _Disk()


@pytest.fixture
def control():
    return TrainingControl()


def _run(recipe, store=None, control=None, steps=50, **more):
    plan = make_plan({"interpolation": steps}, dict.fromkeys(STAGES, JOINT_ONLY))
    return run_plan(plan, recipe, store, control=control, steering=recipe.steering, **more)


def _pause_after(events, step, control):
    """Take the events up to the pause."""
    for event in events:
        if isinstance(event, StepDone) and event.step == step:
            control.pause()
        if isinstance(event, Paused):
            return


def test_a_target_changed_in_a_pause_is_kept_when_the_window_is_closed(disk, control):
    events = _run(_Counter(), disk, control)
    _pause_after(events, 5, control)
    control.set_content_target(0.3)
    assert isinstance(next(events), TargetChanged)
    events.close()
    _, numbers = disk.load()
    assert (numbers["done"], numbers["content_target"]) == (5, 0.3)


def test_what_could_not_be_kept_is_kept_when_the_window_is_closed(disk, control):
    events = _run(_Counter(), disk, control)
    disk.full = True
    _pause_after(events, 5, control)
    disk.full = False
    events.close()
    assert disk.done == 5


def test_what_could_not_be_kept_in_a_pause_is_kept_at_the_end(disk, control):
    events = _run(_Counter(), disk, control)
    disk.full = True
    _pause_after(events, 5, control)
    disk.full = False
    control.stop_and_keep()
    list(events)
    assert disk.done == 5


def test_a_closed_training_that_is_safe_is_not_written_again(store, control):
    events = _run(_Counter(), store, control)
    _pause_after(events, 5, control)
    saves = store.saves
    events.close()
    assert store.saves == saves


def test_weights_lost_in_the_last_step_are_learned_again(disk):
    recipe = _Counter()
    recipe.broken_at = 50
    notes = [event.kind for event in _run(recipe, disk) if isinstance(event, HealthNoted)]
    assert notes == ["not_finite"]
    assert float(recipe.weight) == disk.done == 50


def test_a_training_that_was_stopped_with_lost_weights_ends_with_those_kept(disk, control):
    recipe = _Counter()
    recipe.broken_at = 5
    for event in _run(recipe, disk, control):
        if isinstance(event, StepDone) and event.step == 5:
            control.stop_and_keep()
    assert float(recipe.weight) == disk.done == 0


def test_a_full_disk_does_not_keep_a_training_from_ending(disk):
    recipe = _Counter()
    events = _run(recipe, disk)
    next(events)
    disk.full = True
    assert [e.kind for e in events if isinstance(e, HealthNoted)] == ["not_saved"]
    assert float(recipe.weight) == 50


def test_a_stage_gone_back_to_its_start_is_begun_again(disk, monkeypatch):
    """The checkpoint is of the stage before, and so is the optimiser that comes back with it."""
    monkeypatch.setattr("fst_gui.engine.train.loop.CHECKPOINT_SECONDS", 5.0)
    seconds = iter(range(1000))
    plan = make_plan({"recurrent": 6, "interpolation": 6}, dict.fromkeys(STAGES, JOINT_ONLY))
    recipe = _Counter()
    step = recipe.step

    def failing(phase, number):
        losses = yield from step(phase, number)
        lost = recipe.steering.rate == 1.0 and float(recipe.weight) == 8
        return {"content_loss": float("nan")} if lost else losses

    monkeypatch.setattr(recipe, "step", failing)
    events = run_plan(
        plan, recipe, disk, steering=recipe.steering, clock=lambda: float(next(seconds))
    )
    backs = [e.values["back_to"] for e in events if isinstance(e, HealthNoted)]
    assert backs == [6]
    assert float(recipe.weight) == 12


def test_a_lower_rate_gets_its_time_though_the_checkpoint_is_flat_already():
    seconds = iter(np.arange(0.0, 1000.0, 0.5))
    recipe = _Sinking()
    events = list(_run(recipe, steps=400, clock=lambda: float(next(seconds))))
    notes = [e for e in events if isinstance(e, HealthNoted) and e.kind == "going_flat"]
    assert [note.values["back_to"] for note in notes] == [121]
    assert 1.0 + float(recipe.weight) > 0.9


def test_a_training_tells_how_many_steps_it_has_behind_it(control):
    assert at_once(_run(_Counter())) == 50
    control.stop_and_keep()
    assert at_once(_run(_Counter(), control=control)) == 1


def test_a_pause_is_ended_by_a_wish_of_the_same_step_with_several_processes_too(control):
    shared = SharedControl(control, Workers())
    steps = []
    for event in _run(_Counter(), control=shared):
        if isinstance(event, StepDone):
            steps.append(event.step)
            if event.step == 3:
                control.pause()
                control.resume()
        if isinstance(event, Paused):
            assert shared.over
    assert steps[-1] == 50


def test_a_branch_takes_the_style_over_and_not_what_its_painting_asked():
    plan = make_plan({"interpolation": 10}, dict.fromkeys(STAGES, JOINT_ONLY))
    moment = {
        name: np.zeros(2, np.float16) for name in ("finish.gain", "code.vector", "likeness.relu1_1")
    }
    arrays, numbers = branch_checkpoint(plan, moment, "interpolation", 0.5, {"balance": 3.0})
    assert arrays.keys() == {"bound.finish.gain", "vector"}
    assert numbers["done"] == 5
