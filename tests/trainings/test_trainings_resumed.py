"""Trainings that were cut off go on."""

from __future__ import annotations

import pytest
from training_events import only, steps_of, until_step

from fst_gui.engine.events import HealthNoted, Progress
from fst_gui.engine.train.control import TrainingControl
from fst_gui.library.errors import LibraryError
from fst_gui.library.style_pack import load_pack
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.workshop.training import StyleKept, TrainingOpened


def test_a_changed_target_survives_a_resume(atelier, request_):
    control = TrainingControl()
    control.set_content_target(0.25)
    until_step(atelier.train(request_, control), 3)
    (training,) = atelier.interrupted_trainings()
    numbers = TrainingFolder(training.folder).checkpoint.numbers()
    assert numbers["content_target"] == 0.25
    list(atelier.resume_training(training))
    assert load_pack(request_.output).history.notes[0].kind == "target_changed"


@pytest.mark.parametrize("step", [1, 4, 7])
def test_a_cut_off_training_goes_on_and_its_curves_too(atelier, request_, step):
    taken = until_step(atelier.train(request_), step)
    (training,) = atelier.interrupted_trainings()
    assert training.title == "A style"
    rest = list(atelier.resume_training(training))
    (opened,) = only(rest, TrainingOpened)
    assert opened.step == step  # closed, not killed: it is kept to the step
    assert steps_of(rest) == list(range(opened.step + 1, steps_of(rest)[-1] + 1))
    lines = TrainingFolder(opened.folder).log.lines()
    logged = [line["step"] for line in lines if line["event"] == "step"]
    assert logged == list(range(1, steps_of(rest)[-1] + 1))
    assert not atelier.interrupted_trainings()
    assert steps_of(taken)


def test_a_training_cut_off_before_its_first_checkpoint_begins_again(atelier, request_):
    events = atelier.train(request_)
    assert isinstance(next(events), Progress)
    events.close()
    (training,) = atelier.interrupted_trainings()
    assert training.step == 0
    assert isinstance(list(atelier.resume_training(training))[-1], StyleKept)


def test_a_training_cut_off_after_its_style_was_kept_is_only_finished(atelier, request_):
    events = list(atelier.train(request_))
    folder = only(events, TrainingOpened)[0].folder
    (folder / "finished.json").unlink()
    written = request_.output.read_bytes()
    (training,) = atelier.interrupted_trainings()
    assert [type(event) for event in atelier.resume_training(training)] == [StyleKept]
    assert request_.output.read_bytes() == written
    assert atelier.finished_trainings()


def test_a_finished_training_whose_style_is_gone_keeps_what_it_has(atelier, request_):
    events = list(atelier.train(request_))
    folder = TrainingFolder(only(events, TrainingOpened)[0].folder)
    request_.output.unlink()
    before = folder.moments(), folder.log.lines()
    with pytest.raises(LibraryError, match="finished"):
        list(atelier.resume_training(folder.path))
    assert (folder.moments(), folder.log.lines()) == before
    assert folder.condition == "finished"


def test_another_style_of_that_name_is_not_overwritten(atelier, request_):
    until_step(atelier.train(request_), 2)
    request_.output.parent.mkdir(exist_ok=True)
    request_.output.write_bytes(b"mine")
    (training,) = atelier.interrupted_trainings()
    with pytest.raises(LibraryError, match="already there"):
        list(atelier.resume_training(training))
    with pytest.raises(LibraryError, match="already there"):
        list(atelier.train(request_))
    assert request_.output.read_bytes() == b"mine"


def test_the_paintings_are_kept_with_the_training(atelier, request_):
    until_step(atelier.train(request_), 2)
    request_.paintings[0].path.unlink()
    (training,) = atelier.interrupted_trainings()
    assert isinstance(list(atelier.resume_training(training))[-1], StyleKept)


@pytest.mark.parametrize(("gone", "left"), [(("a.png",), 1), (("a.png", "b.png"), 0)])
def test_photos_removed_meanwhile_are_told(atelier, request_, gone, left):
    until_step(atelier.train(request_), 2)
    for name in gone:
        (request_.photos / name).unlink()
    (training,) = atelier.interrupted_trainings()
    events = list(atelier.resume_training(training))
    (note,) = only(events, HealthNoted)
    assert (note.kind, note.values["missing"]) == ("photos_missing", len(gone))
    assert note.values["left"] == (left or 2)  # of those that the program makes itself
    assert [n.kind for n in load_pack(request_.output).history.notes] == ["photos_missing"]
    assert isinstance(events[-1], StyleKept)
