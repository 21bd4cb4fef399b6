"""The forecast of an export: a sum over steps, each measured once on a machine."""

from __future__ import annotations

import json

import numpy as np
import pytest
import torch
from PIL import Image

from fst_gui import paths
from fst_gui.cli import run
from fst_gui.engine import device
from fst_gui.engine.events import Progress
from fst_gui.engine.settings import PaintSettings
from fst_gui.library import photo_rows as photo_rows_module
from fst_gui.library.colour import adobe_rgb_profile
from fst_gui.library.errors import PhotoError
from fst_gui.library.export import ExportSettings
from fst_gui.library.photo import read_photo
from fst_gui.workshop import export_measuring, stopwatch
from fst_gui.workshop import export_pace as module
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.export import Exported, ExportRequest, Previewed
from fst_gui.workshop.stopwatch import Stopwatch

# Nanoseconds a pixel, all different.
PACE = {
    "start": 2e8,
    "read JPEG": 10.0,
    "read whole": 20.0,
    "reduce 4": 5.0,
    "reduce 8": 3.0,
    "first iteration": 300.0,
    "further iteration": 100.0,
    "compose painting 1": 45.0,
    "compose painting 2": 42.0,
    "compose painting 4": 40.0,
    "compose painting 8": 38.0,
    "compose painting+photo 4": 60.0,
    "compose photo 8": 50.0,
    "resize": 30.0,
    "convert": 25.0,
    "write .jpg 1": 18.0,
    "write .jpg 2": 16.0,
    "write .jpg 4": 15.0,
    "write .jpg 8": 14.0,
    "write .png 4": 70.0,
    "write .png 8": 60.0,
    "write .webp 8": 90.0,
    "overpaint": 4000.0,
    "judge": 0.7e9,
}


WORDS = {"read", "reduce", "first", "further", "compose", "write"}


@pytest.fixture
def atelier(tmp_path):
    """One that has painted before."""
    atelier = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    atelier.painted = True
    return atelier


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
        yield

    monkeypatch.setattr(module.Pace, "measure", measure)
    return measured


def _forecast(atelier, photo, name="out.jpg", **fields):
    request = ExportRequest(photo, photo.parent / name, [], **fields)
    *progress, forecast = atelier.forecast_export(request)
    assert all(isinstance(event, Progress) for event in progress)
    assert not request.target.exists()
    return forecast


def test_time_is_a_sum_over_what_each_step_costs(atelier, photo, known):
    forecast = _forecast(atelier, photo)
    maps = 768 * 768
    expected = 6e6 * (10 + 5 + 40 + 15) + maps * (300 + 100)
    assert forecast.seconds == pytest.approx(expected * 1e-9, rel=1e-3)
    assert (forecast.width, forecast.height) == (3000, 2000)

    weak = _forecast(atelier, photo, settings=PaintSettings(strength=0.5)).seconds
    # Composed with the photo, which is read once more for that.
    assert weak - forecast.seconds == pytest.approx(6e6 * (20e-9 + 10e-9), rel=1e-3)

    settings = PaintSettings(stroke_size=2.0, iterations=1, colours="photo")
    soft = np.full((4, 4), 90, np.uint8)
    forecast = _forecast(
        atelier, photo, "a.png", settings=settings, mask=soft, export=ExportSettings(size=6000)
    )
    expected = 6e6 * (2 * 10 + 3) + 24e6 * (30 + 2 * 50 + 60) + 2 * maps / 4 * 300
    assert forecast.seconds == pytest.approx(expected * 1e-9, rel=2e-3)
    assert (forecast.width, forecast.height) == (6000, 4000)


@pytest.mark.parametrize(
    ("numbers", "bytes_a_pixel", "kernels"), [("bfloat16", 1600, 0), ("float32", 1900, 200e6)]
)
def test_layers_painted_over_take_time_and_memory(
    atelier, photo, known, monkeypatch, numbers, bytes_a_pixel, kernels
):
    monkeypatch.setattr(device, "fast_dtype", lambda there: getattr(torch, numbers))
    before = _forecast(atelier, photo)
    forecast = _forecast(atelier, photo, settings=PaintSettings(overpainting=4))
    more = forecast.seconds - before.seconds
    judged = 768 * 512  # of 941 x 627 that are painted
    assert more == pytest.approx(judged * 4.55 * 4000e-9, rel=1e-2)
    megabytes = (judged * bytes_a_pixel + kernels) * 1e-6
    assert forecast.megabytes - before.megabytes == pytest.approx(megabytes, rel=1e-2)


def test_layers_that_the_preview_has_take_no_time(atelier, photo, known):
    settings = PaintSettings(overpainting=4)
    pixels = np.zeros((1, 1, 3), np.uint8)
    forecasts = [
        _forecast(atelier, photo, settings=settings, previewed=Previewed(pixels, layers))
        for layers in (0, 3, 4)
    ]
    seconds = [forecast.seconds for forecast in forecasts]
    judged = 768 * 512
    assert seconds[1] - seconds[2] == pytest.approx(judged * 4000e-9, rel=1e-2)
    assert seconds[0] - seconds[1] == pytest.approx(judged * 3.55 * 4000e-9, rel=1e-2)
    plain = _forecast(atelier, photo)
    assert seconds[2] == pytest.approx(plain.seconds)
    # What the process holds already, other tests' too, is in both.
    assert forecasts[2].megabytes == pytest.approx(plain.megabytes, rel=0.1)
    assert forecasts[1].megabytes - plain.megabytes > 1500 * judged * 1e-6


def test_colours_are_converted_as_often_as_they_are_read(atelier, photo, known):
    before = [
        _forecast(atelier, photo, settings=PaintSettings(strength=s)).seconds for s in (1.0, 0.5)
    ]
    with Image.open(photo) as image:
        image.save(photo, icc_profile=adobe_rgb_profile())
    for strength, times, seconds in zip((1.0, 0.5), (1, 2), before, strict=True):
        forecast = _forecast(atelier, photo, settings=PaintSettings(strength=strength))
        assert forecast.seconds - seconds == pytest.approx(times * 6e6 * 25e-9, rel=1e-3)


def test_a_program_that_has_just_started_takes_longer(atelier, photo, known):
    over = PaintSettings(overpainting=1)
    before, running = (
        _forecast(atelier, photo, settings=s).seconds for s in (PaintSettings(), over)
    )
    known.clear()
    atelier.painted = False
    assert _forecast(atelier, photo).seconds - before == pytest.approx(0.2)
    assert known[0] == "start"  # anything else would be the first
    fresh = _forecast(atelier, photo, settings=over).seconds
    assert fresh - running == pytest.approx(0.2 + 0.7)  # VGG19 is read first


@pytest.mark.parametrize(("large", "scale"), [(1.0, 1), (1.9, 1), (2.1, 2), (40, 8), (1e4, 8)])
def test_scales_are_the_nearest_power_of_two(large, scale):
    assert module.scale_between(large * 1e6, 1e6) == scale


def test_layers_are_two_pictures_and_photos_in_memory_are_read_whole(atelier, photo, known):
    layered, plain = (_forecast(atelier, photo, name) for name in ("a.ora", "a.png"))
    # One picture more is written, and the photo read again for it.
    assert layered.seconds - plain.seconds == pytest.approx(6e6 * (70e-9 + 10e-9), rel=1e-6)
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
    monkeypatch.setattr(module, "measured", lambda _, step: _quickly(calls, step))
    first = _forecast(atelier, photo)
    assert {step.split()[0] for step in calls} == WORDS
    calls.clear()
    assert _forecast(atelier, photo).seconds == first.seconds
    assert calls == []
    _forecast(atelier, photo, "a.png")  # another step
    assert calls == ["write .png 4"]
    calls.clear()
    content = json.loads(paths.pace_file().read_text("utf-8"))
    own, content["values"]["of"] = content["values"]["of"], "another machine"
    paths.pace_file().write_text(json.dumps(content), "utf-8")
    _forecast(atelier, photo)
    assert {step.split()[0] for step in calls} == WORDS
    for damage in ("damaged", json.dumps({**content, "values": {"of": own}})):
        paths.pace_file().write_text(damage, "utf-8")
        assert _forecast(atelier, photo).seconds == first.seconds


def _quickly(calls, step):
    """A measurement of a step that costs next to nothing."""
    calls.append(step)
    yield
    return 1e-8


def _exported(atelier, photo, monkeypatch, name, seconds):
    """Export for real, on a clock by which that takes so long."""
    clock = property(lambda _: seconds, lambda *_: None)
    monkeypatch.setattr(Stopwatch, "seconds", clock, raising=False)
    style = next(entry for entry in atelier.styles() if entry.name == "great_wave")
    request = ExportRequest(photo, photo.with_name(name), [(style, 1.0)])
    *_, last = atelier.export(request)
    assert isinstance(last, Exported)
    request.target.unlink()


def test_an_export_corrects_the_forecasts_of_those_like_it(atelier, photo, monkeypatch, tmp_path):
    monkeypatch.setattr(module, "measured", lambda _, step: _quickly([], step))
    tiny, large = tmp_path / "tiny.jpg", tmp_path / "large.jpg"
    Image.new("RGB", (60, 40)).save(tiny)
    Image.new("RGB", (3600, 2400)).save(large)
    atelier.painted = True
    before = {p: _forecast(atelier, p).seconds for p in (photo, tiny, large)}
    _exported(atelier, photo, monkeypatch, "out.jpg", 1.5 * before[photo])
    assert _forecast(atelier, photo).seconds == pytest.approx(1.5 * before[photo])
    assert _forecast(atelier, large).seconds == pytest.approx(1.5 * before[large])
    assert _forecast(atelier, tiny).seconds == before[tiny]  # a hundredth of it: nothing alike
    # One that took long, perhaps in a busy hour, is outvoted by two that did not.
    _exported(atelier, photo, monkeypatch, "out.jpg", 9.0 * before[photo])
    _exported(atelier, photo, monkeypatch, "out.jpg", 1.6 * before[photo])
    assert _forecast(atelier, photo).seconds == pytest.approx(1.6 * before[photo])


def test_a_photo_is_not_decoded_once_more_to_learn_from_its_export(
    atelier, photo, monkeypatch, tmp_path
):
    monkeypatch.setattr(module, "measured", lambda _, step: _quickly([], step))
    whole = tmp_path / "photo.webp"
    Image.new("RGB", (60, 40)).save(whole)
    before = _forecast(atelier, whole, "out.jpg").seconds
    opened = []
    decoding = photo_rows_module.decode
    monkeypatch.setattr(
        photo_rows_module, "decode", lambda *one: opened.append(one) or decoding(*one)
    )
    _exported(atelier, whole, monkeypatch, "out.jpg", 2.0 * before)
    assert len(opened) == 1
    assert _forecast(atelier, whole, "out.jpg").seconds == pytest.approx(2.0 * before)


def test_the_exports_most_like_one_decide(atelier):
    pace = module.Pace(atelier, paths.pace_file())
    pace.seconds = {"step": 1.0}
    for kind, fresh, ratio in ((".jpg", False, 2.0), (".png", False, 3.0), (".jpg", True, 5.0)):
        for _ in range(3):
            pace.learn({"step": 10.0}, kind, fresh, 10.0 * ratio)
    for kind, fresh, ratio in ((".jpg", False, 2.0), (".png", False, 3.0), (".jpg", True, 5.0)):
        assert pace.foresee({"step": 12.0}, kind, fresh) == pytest.approx(12.0 * ratio)


def test_what_exports_took_is_kept_and_only_of_the_last_ones(atelier):
    pace = module.Pace(atelier, paths.pace_file())
    pace.seconds = {"step": 1.0}
    for taken in range(1, 40):
        pace.learn({"step": 10.0}, ".jpg", False, float(taken))
    pace.keep()
    kept = module.Pace(atelier, paths.pace_file())
    assert [one.taken for one in kept.experience] == [float(n) for n in range(16, 40)]


def test_only_the_time_that_an_export_works_counts(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(stopwatch.time, "perf_counter", lambda: now[0])

    def work():
        for _ in range(3):
            now[0] += 1.0
            yield
        return "done"

    watch = Stopwatch(work())
    for _ in watch:
        now[0] += 100.0  # somebody else's turn
    assert watch.seconds == pytest.approx(3.0)
    found = []

    def asked():
        found.append((yield from stopwatch.timed(work())))

    for _ in asked():
        now[0] += 100.0
    assert found == [("done", pytest.approx(3.0))]


@pytest.fixture
def small(monkeypatch):
    """Measured on a small picture, once."""
    monkeypatch.setattr(export_measuring, "_SHAPE", (80, 120))
    monkeypatch.setattr(export_measuring, "_SMALL_SHAPE", (64, 72))
    monkeypatch.setattr(export_measuring, "_RUNS", 1)
    return module.Pace


def test_every_step_can_be_measured(atelier, small):
    pace = small(atelier, paths.pace_file())
    others = {"compose painting 1", "compose painting 4", "compose painting 8", "compose photo 8"}
    steps = [step for step in PACE if step not in others]  # those take the same way
    steps += ["read PNG", "read TIFF", "write .tif 1", "write .avif 2", "compose luminance 1"]
    for step in steps:
        places = sum(1 for _ in pace.measure(step))
        assert pace.seconds[step] >= 0.0
        # Whoever cancels, or moves a slider meanwhile, waits for a part of it only.
        assert places >= (40 if step == "overpaint" else 1)


def test_a_measurement_that_is_left_leaves_nothing(atelier, small):
    pace = small(atelier, paths.pace_file())
    steps = pace.measure("first iteration")
    next(steps)
    steps.close()
    assert pace.seconds == {}


def test_what_cannot_be_exported_is_not_forecast(atelier, photo, known):
    with pytest.raises(PhotoError, match="too large"):
        _forecast(atelier, photo, "a.webp", export=ExportSettings(size=17_000))
    with pytest.raises(PhotoError, match="not found"):
        _forecast(atelier, photo.with_name("gone.jpg"))
    with pytest.raises(PhotoError, match="folder"):
        _forecast(atelier, photo, "nowhere/a.jpg")
    with pytest.raises(PhotoError, match="exists already"):
        _forecast(atelier, photo, photo.name)


def test_the_command_line_tells_it(photo, known, capsys):
    arguments = ["stylize", str(photo), "--style", "great_wave", "--forecast", "--size", "1500"]
    assert run(arguments) == 0
    assert "1500 x 1000 pixels: about" in capsys.readouterr().out
    assert run([*arguments, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"seconds", "megabytes", "width", "height"}
    assert [p.name for p in photo.parent.iterdir()] == [photo.name]
