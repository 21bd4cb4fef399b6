"""Trainings as the atelier knows them: run, paused, kept, where a device or a disk fails."""

from __future__ import annotations

import asyncio
import errno
import io

import pytest
import torch
from PIL import Image
from training_events import only, steps_of

from fst_gui.engine.errors import NotSavedError
from fst_gui.engine.events import (
    CheckpointSaved,
    HealthNoted,
    Paused,
    Resumed,
    SampleReady,
    StepDone,
    TargetChanged,
)
from fst_gui.engine.train.control import TrainingControl
from fst_gui.engine.train.style import StyleRecipe
from fst_gui.jobs.engine_thread import EngineThread, Priority
from fst_gui.library.history_file import compact
from fst_gui.library.style_pack import load_pack
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.library.training_log import TrainingLog
from fst_gui.workshop.training import MomentKept, MomentSaved, StyleKept, TrainingOpened
from fst_gui.workshop.training_record import Recorder


def test_what_a_training_leaves(atelier, request_):
    events = list(atelier.train(request_))
    (opened,) = only(events, TrainingOpened)
    assert opened.step == 0
    assert isinstance(events[-1], StyleKept)
    pack = load_pack(request_.output)
    assert pack.credits == request_.credits
    assert pack.versions["torch"].startswith("2.")
    total = steps_of(events)[-1]
    assert pack.history.total_steps == total
    assert {"encoder", "recurrent", "interpolation"} <= set(pack.history.curves)
    assert pack.history == compact(atelier.training_history(opened.folder))
    (known,) = atelier.finished_trainings()
    assert (known.title, known.artist, known.total_steps) == ("A style", "Me", total)
    moments = atelier.training_moments(opened.folder)
    assert [m.moment for m in only(events, MomentSaved)] == list(moments)
    assert {m.stage for m in moments} == {"encoder", "recurrent", "interpolation", "adversarial"}
    for moment in moments:
        with Image.open(moment.picture) as picture:
            assert picture.size == (96, 64)
    assert only(events, SampleReady)


def test_a_paused_training_saves_rests_and_goes_on(atelier, request_):
    control = TrainingControl()
    events = atelier.train(request_, control)
    taken = []
    for event in events:
        taken.append(event)
        if isinstance(event, StepDone) and event.step == 2:
            control.pause()
        if isinstance(event, Paused):
            break
    assert isinstance(taken[-2], CheckpointSaved)
    assert not event.rest.over
    control.set_content_target(0.3)
    assert event.rest.over
    assert next(events) == TargetChanged(2, 0.3)
    assert isinstance(next(events), Paused)
    control.keep_moment("resting")
    control.resume()
    rest = list(events)
    assert any(isinstance(event, MomentKept) for event in rest)
    assert isinstance(only(rest, Resumed)[0], Resumed)
    assert steps_of(taken + rest) == list(range(1, steps_of(rest)[-1] + 1))
    kinds = [note.kind for note in load_pack(request_.output).history.notes]
    assert kinds == ["paused", "target_changed", "paused", "resumed"]
    kept = load_pack(request_.output.with_name("resting.fststyle"))
    assert kept.credits.title == "resting"
    assert kept.tensors.keys() == load_pack(request_.output).tensors.keys()


def test_a_pause_can_end_with_the_style_kept(atelier, request_):
    control = TrainingControl()
    taken = []
    for event in atelier.train(request_, control):
        taken.append(event)
        if isinstance(event, StepDone):
            control.pause()
        if isinstance(event, Paused):
            control.stop_and_keep()
    assert steps_of(taken) == [1]
    assert isinstance(taken[-1], StyleKept)


def test_where_a_graphics_card_fails_the_processor_goes_on(atelier, request_, monkeypatch):
    steps = []
    step = StyleRecipe.step

    def failing(self, phase, number):
        steps.append(number)
        if len(steps) in (7, 10):  # the first four measure the pace
            raise torch.OutOfMemoryError("taken by another program")
        return step(self, phase, number)

    monkeypatch.setattr(StyleRecipe, "step", failing)
    retreats = [True]  # the second time there is nowhere left to go, and nothing is asked
    monkeypatch.setattr(type(atelier.models), "retreat", lambda self: retreats.pop())
    with pytest.raises(torch.OutOfMemoryError):
        list(atelier.train(request_))
    (training,) = atelier.interrupted_trainings()
    log = TrainingFolder(training.folder).log.lines()
    assert [line["step"] for line in log if line["event"] == "step"] == [1, 2, 3, 4]
    assert not retreats


def test_what_is_on_the_processor_cannot_retreat(models):
    assert not models.retreat()


def _full(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_full_disk_is_told_and_the_training_goes_on(atelier, request_, monkeypatch):
    events = atelier.train(request_)
    taken = []
    for event in events:
        taken.append(event)
        if isinstance(event, StepDone) and event.step == 2:
            monkeypatch.setattr("fst_gui.library.checkpoint.write_atomically", _full)
        if isinstance(event, StepDone) and event.step == 5:
            monkeypatch.undo()
    (note,) = only(taken, HealthNoted)  # once, though it failed at several steps
    assert (note.kind, note.remedy) == ("not_saved", "will_retry")
    assert "No space left" in note.text
    assert isinstance(taken[-1], StyleKept)


def test_who_waits_for_room_can_wish_for_other_things_meanwhile(atelier, request_, monkeypatch):
    """On the engine's thread, where nothing may wait for a wish but by ``Paused``."""
    control = TrainingControl()
    monkeypatch.setattr("fst_gui.library.style_pack.write_atomically", _full)
    engine = EngineThread()

    async def main():
        loop = asyncio.get_running_loop()
        taken = []
        training = engine.submit(lambda: atelier.train(request_, control), Priority.TRAINING, loop)
        async for event in training.events():
            taken.append(event)
            pauses = len(only(taken, Paused))
            if isinstance(event, Paused) and pauses == 1:
                control.set_content_target(0.5)
            elif isinstance(event, Paused) and pauses == 2:
                preview = engine.submit(lambda: iter([1, 2]), Priority.PREVIEW, loop)
                assert [step async for step in preview.events()] == [1, 2]
                control.keep_moment("b")
            elif isinstance(event, Paused) and pauses == 3:
                monkeypatch.undo()
                control.keep_moment("c")
            elif isinstance(event, Paused):
                control.resume()
        return taken

    engine.start()
    try:
        taken = asyncio.run(asyncio.wait_for(main(), 60))
    finally:
        engine.stop()
    assert isinstance(taken[-1], StyleKept)
    assert only(taken, MomentKept)[0].entry.path == request_.output.with_name("c.fststyle")
    assert not request_.output.with_name("b.fststyle").exists()


def test_a_line_that_the_disk_cuts_off_is_told_by_a_reason(tmp_path, monkeypatch):
    class Short(io.FileIO):
        def write(self, data):
            return super().write(data[:5])

    monkeypatch.setattr(TrainingLog, "_open", lambda log: Short(log.path, "a+"))
    folder = TrainingFolder(tmp_path)
    assert not folder.log.append({"event": "note", "step": 1})
    with pytest.raises(NotSavedError, match="written: the line was cut"):
        Recorder(folder).save({}, {})


def test_a_style_that_cannot_be_written_waits_for_room(atelier, request_, monkeypatch):
    """Nothing that was learned is lost: it rests until there is room."""
    control = TrainingControl()
    monkeypatch.setattr("fst_gui.library.style_pack.write_atomically", _full)
    taken = []
    for event in atelier.train(request_, control):
        taken.append(event)
        if isinstance(event, Paused):
            assert not request_.output.exists()
            if len(only(taken, Paused)) == 2:
                monkeypatch.undo()
            control.resume()
    assert len(only(taken, Paused)) == 2
    assert isinstance(taken[-1], StyleKept)
    assert load_pack(request_.output).credits == request_.credits
