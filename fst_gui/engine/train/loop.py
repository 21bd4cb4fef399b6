"""The loop that every training runs in: plan, progress, wishes, health, checkpoints."""

from __future__ import annotations

import contextlib
import math
import time
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

import numpy as np
import torch
from torch import Tensor

from fst_gui.engine.errors import NotSavedError, TrainingError
from fst_gui.engine.events import (
    CheckpointSaved,
    HealthNoted,
    MomentReached,
    Paused,
    Pixels,
    Resumed,
    SampleReady,
    StageStarted,
    StepDone,
    TargetChanged,
    TrainEvent,
    WithinStep,
)
from fst_gui.engine.steps import telling
from fst_gui.engine.train.control import (
    ContentTarget,
    KeepMoment,
    Pause,
    Resume,
    StopAndKeep,
    TrainingControl,
    Wish,
)
from fst_gui.engine.train.health import Health, Limits
from fst_gui.engine.train.pace import Pace
from fst_gui.engine.train.plan import Phase, Plan
from fst_gui.engine.train.steering import Steering
from fst_gui.engine.train.store import CheckpointStore, MemoryStore, Numbers

SAMPLE_EVERY = 25  # steps
MOMENTS = 60  # about as many in a training
CHECKPOINT_SECONDS = 60.0
_RETRIES = 3  # times back to the same checkpoint


class Recipe(Protocol):
    """What is trained. Everything a resumed run needs goes through ``state``."""

    def begin(self, phase: Phase) -> None:
        """Called at the start of each phase; a new stage sets up its optimiser."""
        ...

    def step(self, phase: Phase, step: int) -> Generator[None, None, Mapping[str, float]]:
        """One optimiser step; ``step`` counts from the start of the stage.

        It can be left wherever it yields, and must then leave nothing behind.
        """
        ...

    def sample(self) -> Generator[None, None, Pixels | None]:
        """The photo that progress is shown on, painted as the style is now, if there is one."""
        ...

    def state(self) -> tuple[dict[str, Tensor], dict[str, float | int | str]]: ...

    def restore(self, tensors: Mapping[str, Tensor], numbers: Numbers) -> None: ...


class _NotFiniteError(Exception):
    """Tensors that are no numbers are not kept."""


def run_plan(
    plan: Plan,
    recipe: Recipe,
    store: CheckpointStore | None = None,
    *,
    resume: bool = False,
    control: TrainingControl | None = None,
    steering: Steering | None = None,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
) -> Generator[TrainEvent, None, int]:
    """Run a recipe through a plan, from a checkpoint when asked to. Returns the steps taken.

    A run killed at any moment and resumed takes the same steps with the same numbers as one
    that was not. ``control`` holds what is wished meanwhile, ``steering`` what can be changed
    about the recipe, ``limits`` when its health is noted, ``clock`` running seconds. After a
    note with the remedy "went_back" the steps after its ``back_to`` are void and come again.

    Raises ``TrainingError`` when the checkpoint belongs to another plan, or when the training
    fails at the same place again and again.
    """
    run = _Run(plan, recipe, store or MemoryStore(), control or TrainingControl(), Pace(clock))
    if steering is not None:
        run.steering, run.health = steering, Health(steering, limits)
    yield from run.events(resume)
    return run.done


class _Run:
    """One training under way."""

    def __init__(
        self,
        plan: Plan,
        recipe: Recipe,
        store: CheckpointStore,
        control: TrainingControl,
        pace: Pace,
    ) -> None:
        self.plan, self.recipe, self.store = plan, recipe, store
        self.control, self.pace = control, pace
        self.steering: Steering | None = None
        self.health: Health | None = None
        self.done = 0
        self.phase = plan.phases[0]
        self.tried_at = 0.0  # the pace's seconds at the last checkpoint, kept or not
        self.unsaved = False  # the last try failed
        self.safe = False  # the store holds the training as it is now
        self.ending = False
        self.went_back: dict[int, int] = {}

    def events(self, resume: bool) -> Iterator[TrainEvent]:
        """Go on from the store's checkpoint when there is one to resume from, or begin."""
        if not (resume and self._restore()):
            self.recipe.begin(self.phase)
            yield from self._checkpoint()
        try:
            yield from self._phases()
        except GeneratorExit:
            # Closed, as when the window is: keep what was learned up to the last whole step.
            if not self.safe:
                with contextlib.suppress(NotSavedError, _NotFiniteError):
                    self._keep()
            raise

    @property
    def _over(self) -> bool:
        return self.ending or self.done >= self.plan.total_steps

    def _phases(self) -> Iterator[TrainEvent]:
        announced: Phase | None = None
        self.pace.start()
        while not self._over:
            self.phase = self.plan.at(self.done)
            if self.phase is not announced:
                announced = self.phase
                self.recipe.begin(self.phase)
                yield StageStarted(
                    self.phase.stage,
                    self.phase.name,
                    self.done,
                    self.phase.steps,
                    self.plan.total_steps,
                    self.pace.seconds,
                )
            yield from self._step()
            for wish in self.control.wishes():
                yield from self._obey(wish)
            if self._over and not self.safe:
                yield from self._checkpoint()  # which may lead back, and then it is not over

    def _step(self) -> Iterator[TrainEvent]:
        phase = self.phase
        step = self.recipe.step(phase, self.done - phase.stage_start)
        losses = yield from telling(step, WithinStep)
        if not all(math.isfinite(value) for value in losses.values()):
            yield self._go_back(HealthNoted(self.done + 1, "not_finite", {}, "went_back"))
            return
        self.done += 1
        self.safe = False
        slept = self.pace.note_step()
        notes = [] if self.health is None else self.health.look(phase, self.done, losses)
        left = self.pace.left(self.plan.total_steps - self.done)
        yield StepDone(
            phase.stage,
            phase.name,
            self.done,
            self.plan.total_steps,
            losses,
            left,
            self.pace.seconds,
        )
        for note in notes:
            if note.remedy == "went_back":
                yield self._go_back(note)
                return
            yield note
        if slept:
            yield HealthNoted(self.done, "slept", {"seconds": slept}, "went_on")
        moment = self.plan.is_moment(self.done, MOMENTS)
        if moment or self.done % SAMPLE_EVERY == 0:
            yield from self._show(moment)
        if self.pace.seconds - self.tried_at > CHECKPOINT_SECONDS:
            yield from self._checkpoint()

    def _obey(self, wish: Wish) -> Iterator[TrainEvent]:
        if isinstance(wish, StopAndKeep):
            self.ending = True
        elif isinstance(wish, ContentTarget):
            if self.steering is not None:
                self.steering.set_content_target(wish.value)
                self.safe = False
                yield TargetChanged(self.done, wish.value)
        elif isinstance(wish, KeepMoment):
            yield from self._show(True, wish.name)
        elif isinstance(wish, Pause):
            yield from self._checkpoint()
            yield from self._rest()

    def _rest(self) -> Iterator[TrainEvent]:
        """See to wishes only, until one of them ends the pause."""
        yield Paused(self.done, self.control)
        while not self.ending and not isinstance(wish := self.control.wait(), Resume):
            if not isinstance(wish, Pause):
                yield from self._obey(wish)
            if not self.ending and not self.control.over:
                yield Paused(self.done, self.control)
        self.pace.start()
        yield Resumed(self.done)

    def _show(self, moment: bool, name: str = "") -> Iterator[TrainEvent]:
        """The sample as it is painted now, and the style itself when this is a moment."""
        phase = self.phase
        pixels = yield from telling(self.recipe.sample(), WithinStep)
        if pixels is not None:
            yield SampleReady(phase.stage, self.done, pixels)
        if moment and self.steering is not None:
            tensors = self.steering.moment()
            yield MomentReached(phase.stage, phase.name, self.done, pixels, tensors, name)

    def _checkpoint(self) -> Iterator[TrainEvent]:
        """Keep the training; that it cannot be kept is said once until it can."""
        told, self.unsaved = self.unsaved, False
        self.tried_at = self.pace.seconds
        try:
            self._keep()
        except NotSavedError as error:
            self.unsaved = True
            if not told:
                yield HealthNoted(self.done, "not_saved", {}, "will_retry", str(error))
        except _NotFiniteError:
            yield self._go_back(HealthNoted(self.done, "not_finite", {}, "went_back"))
        else:
            yield CheckpointSaved(self.done)

    def _keep(self) -> None:
        tensors, numbers = self.recipe.state()
        arrays = {name: tensor.detach().cpu().numpy() for name, tensor in tensors.items()}
        if not all(np.isfinite(array).all() for array in arrays.values()):
            raise _NotFiniteError
        steered = {} if self.steering is None else self.steering.numbers()
        steered |= {} if self.health is None else self.health.numbers()
        run = {
            "done": self.done,
            "stage": self.phase.stage,
            "total_steps": self.plan.total_steps,
            "plan": self.plan.fingerprint,
            "seconds": self.pace.seconds,
        }
        self.store.save(arrays, {**numbers, **steered, **run})
        self.safe = True

    def _restore(self) -> bool:
        found = self.store.load()
        if found is None:
            return False
        arrays, numbers = found
        if numbers.get("plan") != self.plan.fingerprint:
            raise TrainingError(
                "The checkpoint belongs to a training with other settings. "
                "Use the same settings, or start anew without --resume."
            )
        self.done = int(numbers["done"])
        # The optimiser in the checkpoint is that of the last step's stage.
        self.recipe.begin(self.plan.at(max(0, self.done - 1)))
        tensors = {name: torch.from_numpy(np.array(array)) for name, array in arrays.items()}
        self.recipe.restore(tensors, numbers)
        if self.steering is not None:
            self.steering.restore(numbers)
        if self.health is not None:
            self.health.restore(numbers, self.plan.at(self.done))
        self.pace.seconds = self.tried_at = float(numbers["seconds"])
        self.safe = True
        return True

    def _go_back(self, note: HealthNoted) -> HealthNoted:
        """Return to the last checkpoint with half the learning rate, and a quarter next time."""
        if self.steering is None or not self._restore():
            raise TrainingError(
                "The losses stopped being numbers. Start anew with another seed or other pictures."
            )
        times = self.went_back[self.done] = self.went_back.get(self.done, 0) + 1
        if times > _RETRIES:
            raise TrainingError(
                "The training fails at the same place again and again. "
                "Branch from an earlier moment, or start anew with another seed."
            )
        self.steering.rate *= 0.5**times
        if self.health is not None:
            self.health.measure_anew(note.kind)
        self.safe = False
        self.phase = self.plan.at(self.done)
        self.recipe.begin(self.phase)  # the checkpoint may be from the end of the stage before
        return replace(note, values={**note.values, "back_to": self.done})
