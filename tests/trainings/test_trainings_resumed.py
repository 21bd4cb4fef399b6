"""Trainings that were cut off go on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from training_events import only, steps_of, until_step

from fst_gui.engine.events import HealthNoted, Progress
from fst_gui.engine.train.control import TrainingControl
from fst_gui.library.errors import LibraryError
from fst_gui.library.style_pack import load_pack
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.workshop.training import MomentSaved, StyleKept, TrainingOpened


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
    with pytest.raises(LibraryError, match="already there"):
        list(atelier.train(request_))
    (training,) = atelier.interrupted_trainings()
    kept = list(atelier.resume_training(training))[-1]
    assert request_.output.read_bytes() == b"mine"
    assert kept.entry.path == request_.output.with_name("a_2.fststyle")
    assert (kept.entry.name, kept.entry.title) == ("a_2", "A style 2")
    # Cut off between the style and the end, it finds what it has written.
    (training.folder / "finished.json").unlink()
    assert list(atelier.resume_training(training.folder)) == [kept]


def test_two_trainings_do_not_end_in_one_file(atelier, request_):
    first = atelier.queue_training(request_)
    other = replace(request_, output=request_.output.with_name("A.fststyle"))
    with pytest.raises(LibraryError, match="not finished yet"):
        atelier.queue_training(other)
    atelier.discard_training(first)
    assert atelier.queue_training(other).condition == "queued"


def test_a_moment_is_not_taken_for_the_end_of_its_training(atelier, request_):
    events = until_step(atelier.train(request_), 5)
    (training,) = atelier.interrupted_trainings()
    moment = only(events, MomentSaved)[0].moment
    with pytest.raises(LibraryError, match="not finished yet"):
        atelier.keep_moment(training.folder, moment, request_.credits.name)
    # Nor is one from before that was refused.
    entry = atelier.keep_moment(training.folder, moment, "b")
    entry.path.rename(request_.output)
    events = list(atelier.resume_training(training))
    assert steps_of(events)[0] == 6
    assert events[-1].entry.path == request_.output.with_name("a_2.fststyle")


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
