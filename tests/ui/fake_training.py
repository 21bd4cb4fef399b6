"""A training that learns nothing, at once, and leaves in its folder what a real one leaves."""

from __future__ import annotations

import math

import numpy as np

from fst_gui.engine.events import (
    CheckpointSaved,
    Paused,
    Progress,
    Resumed,
    StageStarted,
    StepDone,
    TargetChanged,
)
from fst_gui.engine.train.control import (
    ContentTarget,
    KeepMoment,
    Pause,
    Resume,
    StopAndKeep,
    TrainingControl,
)
from fst_gui.engine.train.plan import Phase
from fst_gui.library.pack_header import SUFFIX, Credits
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.workshop.training import MomentKept, MomentSaved, StyleKept, TrainingOpened
from fst_gui.workshop.training_record import Recorder
from fst_gui.workshop.training_request import Painting, TrainingRequest, file_stem

STAGES = ("encoder", "recurrent", "interpolation", "adversarial")
PHASES = ("content", "style", "joint")


class FakeTraining:
    """Learns nothing, and leaves in its folder what a real training leaves."""

    def __init__(self, atelier, folder: TrainingFolder, control: TrainingControl):
        self.atelier, self.folder, self.control = atelier, folder, control
        self.request = atelier.training_request(folder.path)
        self.recorder = Recorder(folder)
        self.keep, self.done = False, 0
        steps = atelier.steps
        names = [(stage, phase) for stage in STAGES for phase in PHASES]
        self.phases = tuple(
            Phase(stage, phase, n * steps, steps, n // 3 * 3 * steps, 3 * steps)
            for n, (stage, phase) in enumerate(names)
        )

    def events(self):
        self.atelier.requests.append(self.request)
        found = self.folder.checkpoint.load()
        done = self.done = 0 if found is None else int(found[1]["done"])
        self.folder.cut(done)
        yield Progress(0.5)
        yield TrainingOpened(self.folder.path, done, self.phases)
        try:
            for phase in self.phases:
                if done < phase.start + phase.steps and not self.keep:
                    yield from self._phase(phase, max(done, phase.start))
        except GeneratorExit:
            self.atelier.closed += 1
            raise
        finally:
            self.recorder.save({"w": np.zeros(1, np.float32)}, {"done": self.done})
        self.folder.finish({})
        credits = self.request.credits
        texts = (credits.title, credits.artist, credits.movement)
        self.atelier.write_style(self.request.output, *texts)
        yield StyleKept(self.atelier.entry(self.request.output, "own"), {})

    def _phase(self, phase: Phase, step: int):
        total = self.phases[-1].start + self.phases[-1].steps
        yield self._note(StageStarted(phase.stage, phase.name, step, phase.steps, total, step))
        while step < phase.start + phase.steps and not self.keep:
            step += 1
            error, self.atelier.training_error = self.atelier.training_error, None
            if error is not None:
                raise error
            values = losses(phase.stage, step)
            self.done = step
            yield self._note(
                StepDone(phase.stage, phase.name, step, total, values, total - step, step)
            )
            yield from self.atelier.meanwhile.pop(step, ())
            yield from self._wait(phase, step)
        yield from self._moment(phase, step)

    def _wait(self, phase: Phase, step: int):
        """Hold at the gate, but see to wishes."""
        while True:
            for wish in self.control.wishes():
                yield from self._obey(phase, step, wish)
            if self.keep or step < self.atelier.hold_from:
                return
            if self.atelier.training_gate.wait(0.005):
                return
            yield CheckpointSaved(step)

    def _obey(self, phase: Phase, step: int, wish):
        if isinstance(wish, StopAndKeep):
            self.keep = True
        elif isinstance(wish, ContentTarget):
            yield self._note(TargetChanged(step, wish.value))
        elif isinstance(wish, KeepMoment):
            yield from self._moment(phase, step)
            entry = self.atelier.keep_moment(self.folder.path, None, wish.name)
            yield MomentKept(entry, step)
        elif isinstance(wish, Pause):
            while not self.keep:
                yield Paused(step, self.control)
                wish = self.control.wait()
                if isinstance(wish, Resume):
                    break
                yield from self._obey(phase, step, wish)
            yield Resumed(step)

    def _moment(self, phase: Phase, step: int):
        if self.request.sample is not None:
            pixels = 255 - self.request.sample
            tensors = {"w": np.zeros(2, np.float16)}
            moment = self.folder.save_moment(phase.stage, phase.name, step, tensors, pixels)
            yield MomentSaved(moment)

    def _note(self, event):
        self.recorder.note(event)
        return event


def losses(stage: str, step: int) -> dict[str, float]:
    """Falling curves, with those of the critic and the painter in the last stage."""
    fall = math.exp(-step / 60)
    values = {
        "content_loss": 1.2 * fall + 0.3 + 0.03 * math.sin(step * 1.7),
        "style_loss": 0.9 * fall + 0.1 + 0.02 * math.sin(step * 2.3),
        "tv_loss": 0.02 + 0.01 * fall,
        "total_loss": 2.0 * fall + 0.5,
        "balance": 1.0,
    }
    if stage == "adversarial":
        values |= {
            "d_real": 0.6,
            "d_generated": 0.55 + 0.05 * math.sin(step),
            "d_loss": 0.7 + 0.06 * math.sin(step / 3),
            "g_loss": 0.8 - 0.08 * math.sin(step / 4),
        }
    return values


def request_for(atelier, picture, title="Dusk", **changes) -> TrainingRequest:
    """What the form asks for when hardly anything is filled in."""
    name = file_stem(title)
    credits = Credits(name, title, "", "", "", "")
    sample = np.full((48, 64, 3), 200, np.uint8)
    output = atelier.own_styles / f"{name}{SUFFIX}"
    return TrainingRequest((Painting(picture),), credits, output, sample=sample, **changes)


def leave_unfinished(atelier, picture, title="Dusk", done=28):
    """What a program that was killed leaves behind: a training cut off after ``done`` steps."""
    known = atelier.queue_training(request_for(atelier, picture, title))
    events = atelier.resume_training(known.folder, TrainingControl())
    while not (isinstance(event := next(events), StepDone) and event.step == done):
        pass
    events.close()
    return known.folder


def hold_training(studio, qtbot, atelier, make_picture) -> None:
    """Start a training in the window and hold it at its first step."""
    atelier.training_gate.clear()
    atelier.hold_from = 1
    training = studio.states.training
    training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: training.snapshot.active is not None)
    qtbot.waitUntil(lambda: training.snapshot.active.step == 1)
