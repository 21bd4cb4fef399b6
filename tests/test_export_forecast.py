"""The forecast of an export: a sum over steps, each measured once on a machine."""

from __future__ import annotations

import json

import numpy as np
import pytest
from PIL import Image

from fst_gui import paths
from fst_gui.cli import run
from fst_gui.engine.events import Progress
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.errors import PhotoError
from fst_gui.library.export import ExportSettings
from fst_gui.library.photo import read_photo
from fst_gui.workshop import export_forecast as module
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.export import ExportRequest

# Nanoseconds a pixel, all different.
PACE = {
    "read JPEG": 10.0,
    "read whole": 20.0,
    "first iteration": 300.0,
    "further iteration": 100.0,
    "compose painting": 40.0,
    "compose photo": 50.0,
    "resize": 30.0,
    "write .jpg": 15.0,
    "write .png": 70.0,
    "write .webp": 90.0,
}


@pytest.fixture(scope="module")
def atelier(tmp_path_factory):
    return Atelier(paths.models_dir(), tmp_path_factory.mktemp("own"), paths.perceptual_weights())


@pytest.fixture
def photo(tmp_path):
    path = tmp_path / "photo.jpg"
    Image.new("RGB", (3000, 2000), (90, 120, 150)).save(path)
    return path


@pytest.fixture
def known(monkeypatch):
    """A machine on which every step has been measured."""
    measured = []

    def measure(self, step):
        measured.append(step)
        self.seconds[step] = PACE[step] * 1e-9

    monkeypatch.setattr(module._Pace, "measure", measure)
    return measured


def _forecast(atelier, photo, name="out.jpg", **fields):
    request = ExportRequest(photo, photo.with_name(name), [], **fields)
    *progress, forecast = atelier.forecast_export(request)
    assert all(isinstance(event, Progress) for event in progress)
    assert not request.target.exists()
    return forecast


def test_time_is_a_sum_over_what_each_step_costs(atelier, photo, known):
    forecast = _forecast(atelier, photo)
    maps = 768 * 768
    expected = 6e6 * (10 + 40 + 15) + maps * (300 + 2 * 100)
    assert forecast.seconds == pytest.approx(expected * 1e-9, rel=1e-3)
    assert (forecast.width, forecast.height) == (3000, 2000)

    settings = PaintSettings(stroke_size=2.0, iterations=1, colours="photo")
    soft = np.full((4, 4), 90, np.uint8)
    forecast = _forecast(
        atelier, photo, "a.png", settings=settings, mask=soft, export=ExportSettings(size=6000)
    )
    expected = 6e6 * 10 + 24e6 * (30 + 2 * 50 + 70) + 2 * maps / 4 * 300
    assert forecast.seconds == pytest.approx(expected * 1e-9, rel=2e-3)
    assert (forecast.width, forecast.height) == (6000, 4000)


def test_layers_are_two_pictures_and_photos_in_memory_are_read_whole(atelier, photo, known):
    layered, plain = (_forecast(atelier, photo, name) for name in ("a.ora", "a.png"))
    assert layered.seconds - plain.seconds == pytest.approx(6e6 * 70e-9, rel=1e-6)
    request = ExportRequest(read_photo(photo), photo.with_name("a.png"), [])
    *_, pasted = atelier.forecast_export(request)
    assert pasted.seconds - plain.seconds == pytest.approx(6e6 * 10e-9, rel=1e-6)


def test_memory_grows_only_with_what_is_held_whole(atelier, photo, tmp_path, known):
    large = tmp_path / "large.jpg"
    Image.new("RGB", (6000, 4000)).save(large)
    small, streamed, whole = (
        _forecast(atelier, *arguments).megabytes
        for arguments in ((photo,), (large,), (large, "a.webp"))
    )
    assert streamed == pytest.approx(small, abs=10)
    assert whole - streamed == pytest.approx(24 * 9, abs=10)
    fine = _forecast(atelier, large, settings=PaintSettings(stroke_size=0.5)).megabytes
    assert fine - streamed == pytest.approx(3 * 0.768**2 * 140, abs=10)


def test_what_was_measured_is_kept_for_this_machine(atelier, photo, monkeypatch):
    calls = []
    for name in ("_reading", "_writing", "_maps", "_composing", "_resizing"):
        monkeypatch.setattr(module._Pace, name, lambda *_, name=name: calls.append(name) or 1e-8)
    first = _forecast(atelier, photo)
    assert set(calls) == {"_reading", "_maps", "_composing", "_writing"}
    calls.clear()
    assert _forecast(atelier, photo).seconds == first.seconds
    assert calls == []
    _forecast(atelier, photo, "a.png")  # another step
    assert set(calls) == {"_writing"}
    calls.clear()
    content = json.loads(paths.pace_file().read_text("utf-8"))
    content["values"]["of"] = "another machine"
    paths.pace_file().write_text(json.dumps(content), "utf-8")
    _forecast(atelier, photo)
    assert set(calls) == {"_reading", "_maps", "_composing", "_writing"}
    paths.pace_file().write_text("damaged", "utf-8")
    assert _forecast(atelier, photo).seconds == first.seconds


def test_every_step_can_be_measured(atelier, monkeypatch):
    monkeypatch.setattr(module, "_SHAPE", (80, 120))
    monkeypatch.setattr(module, "_RUNS", 1)
    pace = module._Pace(atelier, paths.pace_file())
    steps = [*PACE, "read PNG", "read TIFF", "write .tif", "write .avif", "compose luminance"]
    for step in steps:
        pace.measure(step)
        assert 0.0 <= pace.seconds[step] < 1.0


def test_what_cannot_be_exported_is_not_forecast(atelier, photo, known):
    with pytest.raises(PhotoError, match="too large"):
        _forecast(atelier, photo, "a.webp", export=ExportSettings(size=17_000))
    with pytest.raises(PhotoError, match="not found"):
        _forecast(atelier, photo.with_name("gone.jpg"))


def test_the_command_line_tells_it(photo, known, capsys):
    arguments = ["stylize", str(photo), "--style", "great_wave", "--forecast", "--size", "1500"]
    assert run(arguments) == 0
    assert "1500 x 1000 pixels: about" in capsys.readouterr().out
    assert run([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"seconds", "megabytes", "width", "height"}
    assert [p.name for p in photo.parent.iterdir()] == [photo.name]
