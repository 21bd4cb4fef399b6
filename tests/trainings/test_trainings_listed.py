"""Trainings that wait, are interrupted or finished, as they are found on the disk."""

from __future__ import annotations

from dataclasses import replace

import pytest
from training_events import until_step

from fst_gui import paths
from fst_gui.engine.errors import EngineError
from fst_gui.engine.events import StepDone
from fst_gui.library.errors import LibraryError
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.training import StyleKept


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
    assert [training.style for training in again.finished_trainings()] == [tmp_path / "b.fststyle"]
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
    until_step(atelier.train(request_), 2)
    (training,) = atelier.interrupted_trainings()
    folder = TrainingFolder(training.folder)
    folder.change_request({**folder.request(), "base": "0" * 64})
    with pytest.raises(LibraryError, match="another base"):
        list(atelier.resume_training(training))


def test_a_damaged_training_is_listed_with_its_problem(atelier, request_):
    until_step(atelier.train(request_), 2)
    (training,) = atelier.interrupted_trainings()
    (training.folder / "request.json").write_text("{}")
    (known,) = atelier.interrupted_trainings()
    assert known.problem
    with pytest.raises((LibraryError, EngineError)):
        list(atelier.resume_training(known))
    atelier.discard_training(known)
    assert not atelier.interrupted_trainings()


def test_a_damaged_end_is_listed_with_its_problem(atelier, request_):
    folder = TrainingFolder(atelier.begin_training(request_))
    folder.finish({"done": "abc"})
    (known,) = atelier.finished_trainings()
    assert known.problem


def test_old_finished_trainings_are_forgotten(atelier, request_, monkeypatch):
    monkeypatch.setattr("fst_gui.workshop.trainings._KEPT_FINISHED", 0)
    list(atelier.train(request_))
    until_step(atelier.train(replace(request_, output=request_.output.with_name("b.fststyle"))), 1)
    assert not atelier.finished_trainings()
    assert request_.output.exists()


def test_an_old_training_that_cannot_be_deleted_is_in_nobodys_way(atelier, request_, monkeypatch):
    monkeypatch.setattr("fst_gui.workshop.trainings._KEPT_FINISHED", 0)
    requests = [
        replace(request_, output=request_.output.with_name(f"{name}.fststyle")) for name in "abcd"
    ]
    old, gone = (TrainingFolder(atelier.begin_training(each)) for each in requests[:2])
    for folder in (old, gone):
        folder.finish({})
    with old.held():
        atelier.begin_training(requests[2])
        assert [known.folder for known in atelier.finished_trainings()] == [old.path]
    atelier.begin_training(requests[3])
    assert not atelier.finished_trainings()
