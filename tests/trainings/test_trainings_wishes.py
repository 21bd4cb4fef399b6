"""What is asked of a training: forecast, checked, branched off, and what it changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PureWindowsPath

import numpy as np
import pytest
import torch
from training_events import only, steps_of

from fst_gui.engine import device
from fst_gui.engine.events import StepDone
from fst_gui.engine.train.control import TrainingControl
from fst_gui.library.errors import LibraryError
from fst_gui.library.pack_header import Credits
from fst_gui.library.style_pack import load_pack
from fst_gui.library.training_folder import load_moment
from fst_gui.workshop.forecast import Forecast
from fst_gui.workshop.training import TrainingOpened
from fst_gui.workshop.training_request import (
    Crop,
    Painting,
    request_from_json,
    request_to_json,
)


def test_a_new_training_without_its_photos_is_refused(atelier, request_, tmp_path):
    request = replace(request_, photos=(tmp_path / "none.png",))
    with pytest.raises(LibraryError, match=r"none\.png"):
        list(atelier.train(request))


def test_a_branch_goes_on_from_a_moment_with_other_wishes(atelier, request_):
    parent = only(list(atelier.train(request_)), TrainingOpened)[0].folder
    moment = next(m for m in atelier.training_moments(parent) if m.stage == "interpolation")
    credits = replace(request_.credits, name="b", title="B")
    output = request_.output.with_name("b.fststyle")
    changes = {"credits": credits, "output": output, "stroke_size": 2.0, "content_target": 0.3}
    branch = atelier.branch_training(parent, moment, changes)
    asked = atelier.training_request(branch.folder)
    assert (asked.stroke_size, asked.content_target, asked.credits) == (2.0, 0.3, credits)
    events = list(atelier.resume_training(branch))
    assert only(events, TrainingOpened)[0].step == moment.step
    assert steps_of(events)[0] == moment.step + 1
    # It goes on from the moment's tensors; a few small steps are between.
    before, after = load_moment(moment.tensors), load_pack(output).tensors
    name = "matching.quarter_mean"
    np.testing.assert_allclose(after[name], before[name], rtol=0.02, atol=0.02)
    assert (after["to_full.bias"] != before["to_full.bias"]).any()
    assert request_.output.exists()


def test_a_branch_of_another_length_starts_at_the_same_place(atelier, request_):
    parent = only(list(atelier.train(request_)), TrainingOpened)[0].folder
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
    (step,) = steps_of(events)
    stage = next(e for e in events if isinstance(e, StepDone))
    assert stage.stage == "interpolation"
    assert step > moment.step


def test_the_forecast_is_measured_once(atelier, request_, monkeypatch):
    (*_, first) = atelier.forecast_training(replace(request_, minutes=None, quality="quick"))
    assert isinstance(first, Forecast)
    assert first.minutes == pytest.approx(first.steps * first.seconds_a_step / 60)
    assert 100 <= first.steps <= 3000
    monkeypatch.setattr("fst_gui.engine.train.style.measure_pace", None)
    (second,) = atelier.forecast_training(replace(request_, minutes=7.0))
    assert second.seconds_a_step == first.seconds_a_step
    assert second.minutes == pytest.approx(7.0, rel=0.1)
    needed = []
    for numbers in (torch.bfloat16, torch.float32):
        monkeypatch.setattr(device, "fast_dtype", lambda there, numbers=numbers: numbers)
        needed += [event.megabytes for event in atelier.forecast_training(request_)][-1:]
    assert needed[1] - needed[0] == pytest.approx(200.0)  # VGG19's kernels for tiles


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"paintings": ()}, "painting"),
        ({"credits": Credits("a/b", "", "", "", "", "")}, "signs"),
        ({"credits": Credits(" ", "", "", "", "", "")}, "name"),
        ({"credits": Credits(".a", "", "", "", "", "")}, "name"),
        ({"credits": Credits("n" * 300, "", "", "", "", "")}, "name"),
        ({"credits": Credits("Nul", "", "", "", "", "")}, "Windows"),
        ({"seed": -1}, "seed"),
        ({"seed": 2**31}, "seed"),
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


def test_a_job_of_windows_runs_on_every_system(request_):
    inside = {
        "paintings": (Painting(PureWindowsPath("paintings/0.png")),),
        "photos": (PureWindowsPath("photos/0000.jpg"), PureWindowsPath("photos/0001.jpg")),
        "output": PureWindowsPath("a.fststyle"),
    }
    stored = request_to_json(replace(request_, **inside))
    assert stored["paintings"][0]["path"] == "paintings/0.png"
    assert stored["photos"] == ["photos/0000.jpg", "photos/0001.jpg"]
    # As it was written before.
    stored["paintings"][0]["path"] = "paintings\\0.png"
    stored["photos"][1] = "photos\\0001.jpg"
    found = request_from_json(stored, Path("job"), None)
    assert found.paintings == (Painting(Path("job/paintings/0.png")),)
    assert found.photos == (Path("job/photos/0000.jpg"), Path("job/photos/0001.jpg"))
    stored["photos"] = "photos\\train"
    assert request_from_json(stored, Path("job"), None).photos == Path("job/photos/train")


def test_what_lies_outside_the_folder_keeps_its_path(request_, tmp_path):
    odd = replace(request_, photos=(tmp_path / "a\\b.jpg",), sample=None)
    assert request_from_json(request_to_json(odd), Path("job"), None) == odd


@pytest.mark.parametrize("numbers", [(-0.1, 0, 1, 1), (0.5, 0, 0.6, 1), (0, 0, 0, 1)])
def test_crops_lie_inside_the_painting(numbers):
    with pytest.raises(LibraryError, match="inside"):
        Crop(*numbers)


def test_a_crop_takes_its_part():
    pixels = np.arange(10 * 20 * 3, dtype=np.uint8).reshape(10, 20, 3)
    part = Crop(0.5, 0.2, 0.25, 0.3).of(pixels)
    np.testing.assert_array_equal(part, pixels[2:5, 10:15])
    assert Crop(0, 0, 0.02, 0.02).of(pixels).shape == (1, 1, 3)
    np.testing.assert_array_equal(Crop(0.98, 0.98, 0.02, 0.02).of(pixels), pixels[-1:, -1:])


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
