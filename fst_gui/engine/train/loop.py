"""The loop that every training runs in: plan, progress, samples, checkpoints."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.errors import TrainingError
from fst_gui.engine.events import (
    CheckpointSaved,
    Pixels,
    SampleReady,
    StageStarted,
    StepDone,
    TrainEvent,
)
from fst_gui.engine.train.plan import Phase, Plan

SAMPLE_EVERY = 25  # steps
CHECKPOINT_SECONDS = 60.0

Arrays = Mapping[str, NDArray[np.generic]]
Numbers = Mapping[str, float | int | str]


class CheckpointStore(Protocol):
    """Where a training is kept while it runs; the caller hands one in."""

    def save(self, tensors: Arrays, numbers: Numbers) -> None: ...

    def load(self) -> tuple[Arrays, Numbers] | None: ...


class Recipe(Protocol):
    """What is trained. Everything a resumed run needs goes through ``state``."""

    def begin(self, phase: Phase) -> None:
        """Called at the start of each phase; a new stage sets up its optimiser."""
        ...

    def step(self, phase: Phase, step: int) -> Mapping[str, float]:
        """One optimiser step; ``step`` counts from the start of the stage."""
        ...

    def sample(self) -> Pixels | None: ...

    def state(self) -> tuple[dict[str, Tensor], dict[str, float | int | str]]: ...

    def restore(self, tensors: Mapping[str, Tensor], numbers: Numbers) -> None: ...


def run_plan(
    plan: Plan,
    recipe: Recipe,
    store: CheckpointStore | None,
    *,
    resume: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[TrainEvent]:
    """Run a recipe through a plan, from a checkpoint when asked to.

    A run killed at any moment and resumed takes the same steps with the same numbers as one
    that was not. ``stop`` is asked after every step and ends the run early. Raises
    ``TrainingError`` when the checkpoint belongs to another plan.
    """
    done = _restore(plan, recipe, store) if resume and store is not None else 0
    started, first = time.monotonic(), done
    saved, stopped = started, False
    for phase in plan.phases:
        if done >= phase.start + phase.steps:
            continue
        # A resumed phase has its optimiser from the checkpoint.
        if done == phase.start:
            recipe.begin(phase)
        yield StageStarted(phase.stage, phase.name, done, phase.steps, plan.total_steps)
        while done < phase.start + phase.steps:
            losses = recipe.step(phase, done - phase.stage_start)
            done += 1
            pace = (time.monotonic() - started) / (done - first)
            left = pace * (plan.total_steps - done)
            yield StepDone(phase.stage, phase.name, done, plan.total_steps, losses, left)
            if done % SAMPLE_EVERY == 0 or done == plan.total_steps:
                pixels = recipe.sample()
                if pixels is not None:
                    yield SampleReady(phase.stage, done, pixels)
            if store is not None and time.monotonic() - saved > CHECKPOINT_SECONDS:
                _save(plan, recipe, store, done)
                saved = time.monotonic()
                yield CheckpointSaved(done)
            stopped = stop()
            if stopped:
                break
        if stopped:
            break
    if store is not None:
        _save(plan, recipe, store, done)
        yield CheckpointSaved(done)


def _save(plan: Plan, recipe: Recipe, store: CheckpointStore, done: int) -> None:
    tensors, numbers = recipe.state()
    arrays = {name: tensor.detach().cpu().numpy() for name, tensor in tensors.items()}
    store.save(arrays, {**numbers, "done": done, "plan": _fingerprint(plan)})


def _restore(plan: Plan, recipe: Recipe, store: CheckpointStore) -> int:
    found = store.load()
    if found is None:
        return 0
    arrays, numbers = found
    if numbers.get("plan") != _fingerprint(plan):
        raise TrainingError(
            "The checkpoint belongs to a training with other settings. "
            "Use the same settings, or start anew without --resume."
        )
    done = int(numbers["done"])
    if done:
        phase = next(p for p in reversed(plan.phases) if p.start < done)
        recipe.begin(phase)
        recipe.restore({k: torch.from_numpy(np.array(v)) for k, v in arrays.items()}, numbers)
    return done


def _fingerprint(plan: Plan) -> str:
    return ";".join(f"{p.stage}.{p.name}.{p.steps}" for p in plan.phases)
