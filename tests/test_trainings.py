"""Trainings as the atelier knows them: steered, cut off, resumed, branched, queued, kept."""

from __future__ import annotations

import errno
from dataclasses import replace

import numpy as np
import pytest
import torch
from PIL import Image

from fst_gui import paths
from fst_gui.engine.errors import EngineError
from fst_gui.engine.events import (
    CheckpointSaved,
    HealthNoted,
    Paused,
    Progress,
    Resumed,
    SampleReady,
    StepDone,
    TargetChanged,
)
from fst_gui.engine.train.control import TrainingControl
from fst_gui.engine.train.style import StyleRecipe
from fst_gui.library.errors import LibraryError
from fst_gui.library.history_file import compact
from fst_gui.library.style_pack import Credits, load_pack
from fst_gui.library.training_folder import TrainingFolder, load_moment
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.forecast import Forecast
from fst_gui.workshop.training import MomentKept, MomentSaved, StyleKept, TrainingOpened
from fst_gui.workshop.training_request import Crop, Painting, TrainingRequest


@pytest.fixture(scope="module")
def models():
    """Networks that are loaded once."""
    return Atelier(paths.models_dir(), paths.user_styles_dir(), paths.perceptual_weights()).models


@pytest.fixture
def atelier(tmp_path, models, monkeypatch):
    monkeypatch.setattr("fst_gui.workshop.training._SIZE", 32)
    monkeypatch.setattr("fst_gui.workshop.training_pictures._MADE_SCENES", 2)
    monkeypatch.setattr("fst_gui.engine.train.loop.CHECKPOINT_SECONDS", 0.0)
    made = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    made.models = models
    return made


@pytest.fixture
def request_(tmp_path, sample_photo):
    """Eight steps on two small photos, with one to show progress on."""
    with Image.open(sample_photo) as opened:
        picture = opened.convert("RGB").resize((96, 64))
    (tmp_path / "photos").mkdir()
    for name in "ab":
        picture.save(tmp_path / "photos" / f"{name}.png")
    picture.rotate(90).save(tmp_path / "painting.png")
    return TrainingRequest(
        paintings=(Painting(tmp_path / "painting.png"),),
        credits=Credits("a", "A style", "Me", "", "", ""),
        output=tmp_path / "own" / "a.fststyle",
        photos=tmp_path / "photos",
        minutes=0.0001,
        sample=np.asarray(picture),
    )


def _steps(events):
    return [event.step for event in events if isinstance(event, StepDone)]


def _until(events, step):
    """The events up to that step, and the training cut off there."""
    taken = []
    for event in events:
        taken.append(event)
        if isinstance(event, StepDone) and event.step == step:
            break
    events.close()
    return taken


def _only(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_what_a_training_leaves(atelier, request_):
    events = list(atelier.train(request_))
    (opened,) = _only(events, TrainingOpened)
    assert opened.step == 0
    assert isinstance(events[-1], StyleKept)
    pack = load_pack(request_.output)
    assert pack.credits == request_.credits
    assert pack.versions["torch"].startswith("2.")
    total = _steps(events)[-1]
    assert pack.history.total_steps == total
    assert {"encoder", "recurrent", "interpolation"} <= set(pack.history.curves)
    assert pack.history == compact(atelier.training_history(opened.folder))
    (known,) = atelier.finished_trainings()
    assert (known.title, known.artist, known.total_steps) == ("A style", "Me", total)
    moments = atelier.training_moments(opened.folder)
    assert [m.moment for m in _only(events, MomentSaved)] == list(moments)
    assert {m.stage for m in moments} == {"encoder", "recurrent", "interpolation", "adversarial"}
    for moment in moments:
        with Image.open(moment.picture) as picture:
            assert picture.size == (96, 64)
    assert _only(events, SampleReady)


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
    assert isinstance(_only(rest, Resumed)[0], Resumed)
    assert _steps(taken + rest) == list(range(1, _steps(rest)[-1] + 1))
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
    assert _steps(taken) == [1]
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


def test_a_changed_target_survives_a_resume(atelier, request_):
    control = TrainingControl()
    control.set_content_target(0.25)
    _until(atelier.train(request_, control), 3)
    (training,) = atelier.interrupted_trainings()
    numbers = TrainingFolder(training.folder).checkpoint.numbers()
    assert numbers["content_target"] == 0.25
    list(atelier.resume_training(training))
    assert load_pack(request_.output).history.notes[0].kind == "target_changed"


@pytest.mark.parametrize("step", [1, 4, 7])
def test_a_cut_off_training_goes_on_and_its_curves_too(atelier, request_, step):
    taken = _until(atelier.train(request_), step)
    (training,) = atelier.interrupted_trainings()
    assert training.title == "A style"
    rest = list(atelier.resume_training(training))
    (opened,) = _only(rest, TrainingOpened)
    assert opened.step == step  # closed, not killed: it is kept to the step
    assert _steps(rest) == list(range(opened.step + 1, _steps(rest)[-1] + 1))
    lines = TrainingFolder(opened.folder).log.lines()
    logged = [line["step"] for line in lines if line["event"] == "step"]
    assert logged == list(range(1, _steps(rest)[-1] + 1))
    assert not atelier.interrupted_trainings()
    assert _steps(taken)


def test_a_training_cut_off_before_its_first_checkpoint_begins_again(atelier, request_):
    events = atelier.train(request_)
    assert isinstance(next(events), Progress)
    events.close()
    (training,) = atelier.interrupted_trainings()
    assert training.step == 0
    assert isinstance(list(atelier.resume_training(training))[-1], StyleKept)


def test_a_training_cut_off_after_its_style_was_kept_is_only_finished(atelier, request_):
    events = list(atelier.train(request_))
    folder = _only(events, TrainingOpened)[0].folder
    (folder / "finished.json").unlink()
    written = request_.output.read_bytes()
    (training,) = atelier.interrupted_trainings()
    assert [type(event) for event in atelier.resume_training(training)] == [StyleKept]
    assert request_.output.read_bytes() == written
    assert atelier.finished_trainings()


def test_another_style_of_that_name_is_not_overwritten(atelier, request_):
    _until(atelier.train(request_), 2)
    request_.output.parent.mkdir(exist_ok=True)
    request_.output.write_bytes(b"mine")
    (training,) = atelier.interrupted_trainings()
    with pytest.raises(LibraryError, match="already there"):
        list(atelier.resume_training(training))
    with pytest.raises(LibraryError, match="already there"):
        list(atelier.train(request_))
    assert request_.output.read_bytes() == b"mine"


def test_the_paintings_are_kept_with_the_training(atelier, request_):
    _until(atelier.train(request_), 2)
    request_.paintings[0].path.unlink()
    (training,) = atelier.interrupted_trainings()
    assert isinstance(list(atelier.resume_training(training))[-1], StyleKept)


@pytest.mark.parametrize(("gone", "left"), [(("a.png",), 1), (("a.png", "b.png"), 0)])
def test_photos_removed_meanwhile_are_told(atelier, request_, gone, left):
    _until(atelier.train(request_), 2)
    for name in gone:
        (request_.photos / name).unlink()
    (training,) = atelier.interrupted_trainings()
    events = list(atelier.resume_training(training))
    (note,) = _only(events, HealthNoted)
    assert (note.kind, note.values["missing"]) == ("photos_missing", len(gone))
    assert note.values["left"] == (left or 2)  # of those that the program makes itself
    assert [n.kind for n in load_pack(request_.output).history.notes] == ["photos_missing"]
    assert isinstance(events[-1], StyleKept)


def test_a_new_training_without_its_photos_is_refused(atelier, request_, tmp_path):
    request = replace(request_, photos=(tmp_path / "none.png",))
    with pytest.raises(LibraryError, match=r"none\.png"):
        list(atelier.train(request))


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
    (note,) = _only(taken, HealthNoted)  # once, though it failed at several steps
    assert (note.kind, note.remedy) == ("not_saved", "will_retry")
    assert "No space left" in note.text
    assert isinstance(taken[-1], StyleKept)


def test_a_style_that_cannot_be_written_waits_for_room(atelier, request_, monkeypatch):
    """Nothing that was learned is lost: it rests until there is room."""
    control = TrainingControl()
    monkeypatch.setattr("fst_gui.library.style_pack.write_atomically", _full)
    taken = []
    for event in atelier.train(request_, control):
        taken.append(event)
        if isinstance(event, Paused):
            assert not request_.output.exists()
            if len(_only(taken, Paused)) == 2:
                monkeypatch.undo()
            control.resume()
    assert len(_only(taken, Paused)) == 2
    assert isinstance(taken[-1], StyleKept)
    assert load_pack(request_.output).credits == request_.credits


def test_a_branch_goes_on_from_a_moment_with_other_wishes(atelier, request_):
    parent = _only(list(atelier.train(request_)), TrainingOpened)[0].folder
    moment = next(m for m in atelier.training_moments(parent) if m.stage == "interpolation")
    credits = replace(request_.credits, name="b", title="B")
    output = request_.output.with_name("b.fststyle")
    changes = {"credits": credits, "output": output, "stroke_size": 2.0, "content_target": 0.3}
    branch = atelier.branch_training(parent, moment, changes)
    asked = atelier.training_request(branch.folder)
    assert (asked.stroke_size, asked.content_target, asked.credits) == (2.0, 0.3, credits)
    events = list(atelier.resume_training(branch))
    assert _only(events, TrainingOpened)[0].step == moment.step
    assert _steps(events)[0] == moment.step + 1
    # It goes on from the moment's tensors; a few small steps are between.
    before, after = load_moment(moment.tensors), load_pack(output).tensors
    name = "matching.half_mean"
    np.testing.assert_allclose(after[name], before[name], rtol=0.02, atol=0.02)
    assert (after["to_full.bias"] != before["to_full.bias"]).any()
    assert request_.output.exists()


def test_a_branch_of_another_length_starts_at_the_same_place(atelier, request_):
    parent = _only(list(atelier.train(request_)), TrainingOpened)[0].folder
    moment = next(m for m in atelier.training_moments(parent) if m.stage == "interpolation")
    changes = {
        "credits": replace(request_.credits, name="b"),
        "output": request_.output.with_name("b.fststyle"),
        "minutes": 0.02,
    }
    control = TrainingControl()
    control.stop_and_keep()
    branch = atelier.branch_training(parent, moment, changes)
    events = list(atelier.resume_training(branch, control))
    (step,) = _steps(events)
    stage = next(e for e in events if isinstance(e, StepDone))
    assert stage.stage == "interpolation"
    assert step > moment.step


def test_trainings_queue_on_disk(atelier, request_, tmp_path):
    for name in "bc":
        credits = replace(request_.credits, name=name, title=name)
        atelier.queue_training(
            replace(request_, credits=credits, output=tmp_path / f"{name}.fststyle")
        )
    again = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    assert [training.title for training in again.queued_trainings()] == ["b", "c"]
    assert not again.interrupted_trainings()
    first, second = atelier.queued_trainings()
    assert isinstance(list(atelier.resume_training(first))[-1], StyleKept)
    assert [training.title for training in again.queued_trainings()] == ["c"]
    atelier.discard_training(second)
    assert not again.queued_trainings()
    assert not second.folder.exists()


def test_a_running_training_is_not_offered_to_go_on(atelier, request_):
    events = atelier.train(request_)
    next(e for e in events if isinstance(e, StepDone))
    assert not atelier.interrupted_trainings()
    folder = next(iter(atelier.trainings_dir.glob("2*")))
    with pytest.raises(LibraryError, match="running already"):
        list(atelier.resume_training(folder))
    events.close()
    assert atelier.interrupted_trainings()


def test_a_training_on_another_base_is_not_gone_on_with(atelier, request_):
    _until(atelier.train(request_), 2)
    (training,) = atelier.interrupted_trainings()
    folder = TrainingFolder(training.folder)
    folder.change_request({**folder.request(), "base": "0" * 64})
    with pytest.raises(LibraryError, match="another base"):
        list(atelier.resume_training(training))


def test_a_damaged_training_is_listed_with_its_problem(atelier, request_):
    _until(atelier.train(request_), 2)
    (training,) = atelier.interrupted_trainings()
    (training.folder / "request.json").write_text("{}")
    (known,) = atelier.interrupted_trainings()
    assert known.problem
    with pytest.raises((LibraryError, EngineError)):
        list(atelier.resume_training(known))
    atelier.discard_training(known)
    assert not atelier.interrupted_trainings()


def test_old_finished_trainings_are_forgotten(atelier, request_, monkeypatch):
    monkeypatch.setattr("fst_gui.workshop.trainings._KEPT_FINISHED", 0)
    list(atelier.train(request_))
    _until(atelier.train(replace(request_, output=request_.output.with_name("b.fststyle"))), 1)
    assert not atelier.finished_trainings()
    assert request_.output.exists()


def test_the_forecast_is_measured_once(atelier, request_, monkeypatch):
    (*_, first) = atelier.forecast_training(replace(request_, minutes=None, quality="quick"))
    assert isinstance(first, Forecast)
    assert first.minutes == pytest.approx(first.steps * first.seconds_a_step / 60)
    assert 150 <= first.steps <= 3000
    monkeypatch.setattr("fst_gui.engine.train.style.measure_pace", None)
    (second,) = atelier.forecast_training(replace(request_, minutes=7.0))
    assert second.seconds_a_step == first.seconds_a_step
    assert second.minutes == pytest.approx(7.0, rel=0.1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"paintings": ()}, "painting"),
        ({"credits": Credits("a/b", "", "", "", "", "")}, "signs"),
        ({"credits": Credits(" ", "", "", "", "", "")}, "name"),
        ({"minutes": 0.0}, "minutes"),
        ({"minutes": float("nan")}, "minutes"),
        ({"stroke_size": 9.0}, "stroke"),
        ({"content_target": 0.0}, "strictness"),
        ({"batch": 0}, "photo"),
        ({"quality": "superb"}, "quality"),
    ],
)
def test_wrong_wishes_are_told_before_anything_is_begun(atelier, request_, changes, says):
    with pytest.raises(LibraryError, match=says):
        list(atelier.train(replace(request_, **changes)))
    assert not atelier.trainings_dir.exists()


@pytest.mark.parametrize("numbers", [(-0.1, 0, 1, 1), (0.5, 0, 0.6, 1), (0, 0, 0, 1)])
def test_crops_lie_inside_the_painting(numbers):
    with pytest.raises(LibraryError, match="inside"):
        Crop(*numbers)


def test_a_crop_takes_its_part():
    pixels = np.arange(10 * 20 * 3, dtype=np.uint8).reshape(10, 20, 3)
    part = Crop(0.5, 0.2, 0.25, 0.3).of(pixels)
    np.testing.assert_array_equal(part, pixels[2:5, 10:15])
    assert Crop(0, 0, 0.02, 0.02).of(pixels).shape == (1, 1, 3)


def test_the_crop_and_the_stroke_size_change_what_is_learned(atelier, request_, tmp_path):
    results = {}
    for name, changes in {
        "whole": {},
        "crop": {"paintings": (replace(request_.paintings[0], crop=Crop(0, 0, 0.5, 0.5)),)},
        "stroke": {"stroke_size": 0.5},
    }.items():
        output = tmp_path / f"{name}.fststyle"
        list(atelier.train(replace(request_, output=output, minutes=0.0001, **changes)))
        results[name] = load_pack(output)
    whole = results["whole"].tensors["to_full.bias"]
    assert (results["crop"].tensors["to_full.bias"] != whole).any()
    assert (results["stroke"].tensors["to_full.bias"] != whole).any()
    height, width = results["whole"].thumbnail.shape[:2]
    assert results["crop"].thumbnail.shape[:2] == (height // 2, width // 2)
