"""The command line from end to end, with the shipped weights."""

from __future__ import annotations

import json
import subprocess
import sys

import numpy as np
import pytest
from PIL import Image

from fst_gui.cli import run
from fst_gui.engine import settings as settings_module
from fst_gui.engine.maps import PaintedPicture
from fst_gui.workshop import doctor


def _shrunk(path, target, longest=160):
    with Image.open(path) as opened:
        picture = opened.convert("RGB")
    picture.thumbnail((longest, longest))
    picture.save(target)
    return target


@pytest.fixture
def photo(sample_photo, tmp_path):
    return _shrunk(sample_photo, tmp_path / "photo.png")


@pytest.fixture
def painting(tmp_path):
    """A picture with the loud regular strokes of no shipped style."""
    y, x = np.mgrid[0:240, 0:320]
    waves = np.stack([np.sin(x / 9 + y / 31), np.cos(y / 7), np.sin((x - y) / 13)], -1)
    path = tmp_path / "stripes with ümläuts.png"
    Image.fromarray(((waves + 1) * 127).astype(np.uint8)).save(path)
    return path


def _pixels(path):
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"), np.float32)


def _stylize(photo, style, output, *more):
    assert run(["stylize", str(photo), "--style", str(style), "--output", str(output), *more]) == 0
    return _pixels(output)


def test_styles_lists_what_is_shipped(capsys):
    assert run(["styles", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) >= 6
    for row in rows:
        assert set(row) == {"name", "title", "artist", "year", "licence", "kind"}
        assert all(row.values())
    assert run(["styles"]) == 0
    assert rows[0]["title"] in capsys.readouterr().out


def test_every_style_paints_real_photos_differently_at_their_size(real_photos, tmp_path, capsys):
    run(["styles", "--json"])
    names = [row["name"] for row in json.loads(capsys.readouterr().out)]
    for number, original in enumerate(real_photos):
        photo = _shrunk(original, tmp_path / f"{number}.png", 200 + 3 * number)
        pictures = [_pixels(photo)]
        for name in names:
            pictures.append(_stylize(photo, name, tmp_path / f"{number} {name}.png"))
        for one in range(len(pictures)):
            assert pictures[one].shape == pictures[0].shape
            for other in range(one):
                assert np.abs(pictures[one] - pictures[other]).mean() > 4.0, names


def test_any_painting_is_a_style_at_once(photo, painting, tmp_path):
    painted = _stylize(photo, painting, tmp_path / "out.jpg")
    assert painted.shape == _pixels(photo).shape
    assert np.abs(painted - _pixels(photo)).mean() > 4.0


def test_strength_goes_from_the_photo_to_the_style(photo, tmp_path):
    original = _pixels(photo)
    distances = [
        np.abs(_stylize(photo, "great_wave", tmp_path / f"{s}.png", "--strength", s) - original)
        for s in ("0", "0.5", "1")
    ]
    means = [float(d.mean()) for d in distances]
    assert means[0] == 0.0
    assert 0.0 < means[1] < means[2]


def test_the_report_is_one_object(photo, tmp_path, capsys):
    _stylize(photo, "great_wave", tmp_path / "out.png", "--json", "--repeat", "2")
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {"seconds", "width", "height", "device", "peak_mb", "style"}
    assert (report["height"], report["width"]) == _pixels(photo).shape[:2]
    assert report["style"] == "great_wave"
    assert report["seconds"] > 0
    assert report["peak_mb"] > 50


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (17, 3), (33, 65)])
def test_tiny_and_odd_photos_keep_their_size(size, tmp_path):
    path = tmp_path / "small.png"
    Image.new("RGB", size, (200, 120, 40)).save(path)
    assert _stylize(path, "great_wave", tmp_path / "out.png").shape == (size[1], size[0], 3)


def _bad_files(folder, photo):
    whole = photo.read_bytes()
    (folder / "empty.jpg").write_bytes(b"")
    (folder / "text.jpg").write_text("not a picture")
    (folder / "cut.png").write_bytes(whole[: len(whole) // 2])
    (folder / "foreign.fststyle").write_bytes(whole)
    (folder / "empty.fststyle").write_bytes(b"")
    header = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\x0f\xff\xff\0\x0f\xff\xff\x08\x02\0\0\0"
    (folder / "enormous.png").write_bytes(header + whole[29:])


@pytest.mark.parametrize(
    "arguments",
    [
        ["missing.jpg", "--style", "great_wave"],
        [".", "--style", "great_wave"],
        ["empty.jpg", "--style", "great_wave"],
        ["text.jpg", "--style", "great_wave"],
        ["cut.png", "--style", "great_wave"],
        ["enormous.png", "--style", "great_wave"],
        ["photo.png", "--style", "no_such_style"],
        ["photo.png", "--style", "empty.jpg"],
        ["photo.png", "--style", "foreign.fststyle"],
        ["photo.png", "--style", "empty.fststyle"],
        ["photo.png", "--style", "great_wave", "--strength", "2"],
        ["photo.png", "--style", "great_wave", "--strength", "much"],
        ["photo.png", "--style", "great_wave", "--iterations", "0"],
        ["photo.png", "--style", "great_wave", "--repeat", "-1"],
    ],
    ids=lambda a: " ".join(a),
)
def test_bad_input_is_one_sentence_and_nothing_is_lost(
    arguments, photo, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    _bad_files(tmp_path, photo)
    kept = tmp_path / "out.png"
    kept.write_bytes(b"something of the user's")
    try:
        status = run(["stylize", *arguments, "--output", "out.png"])
    except SystemExit as ended:
        status = ended.code
    error = capsys.readouterr().err.strip()
    assert status == 2
    assert error
    assert "\n" not in error
    assert "Traceback" not in error
    assert kept.read_bytes() == b"something of the user's"


@pytest.mark.parametrize("output", ["no such folder/out.png", "out.xyz", "photo.png"])
def test_a_target_that_cannot_be_written_is_said(output, photo, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    before = photo.read_bytes()
    assert run(["stylize", "photo.png", "--style", "great_wave", "--output", output]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
    assert photo.read_bytes() == before


def test_a_style_is_trained_kept_and_used(photo, painting, tmp_path, capsys):
    pack, log = tmp_path / "stripes.fststyle", tmp_path / "log.jsonl"
    photos = tmp_path / "photos"
    photos.mkdir()
    _shrunk(photo, photos / "a.png")
    arguments = ["train", str(painting), "--name", "stripes", "--output", str(pack)]
    arguments += ["--photos", str(photos), "--minutes", "0.01", "--log", str(log)]
    assert run(arguments) == 0
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    steps = [line for line in lines if line["event"] == "step"]
    assert {line["stage"] for line in steps} == {
        "encoder",
        "recurrent",
        "interpolation",
        "adversarial",
    }
    assert {"phase", "step", "content_loss", "style_loss", "tv_loss"} <= set(steps[0])
    assert {"d_loss", "g_loss"} <= set(steps[-1])
    assert lines[-1]["event"] == "kept"
    assert list(tmp_path.glob("*.checkpoint")) == []
    trained = _stylize(photo, pack, tmp_path / "trained.png")
    assert np.abs(trained - _pixels(photo)).mean() > 2.0
    over = _stylize(photo, pack, tmp_path / "over.png", "--overpaint", "1")
    assert np.abs(over - trained).mean() > 0.5

    before = pack.read_bytes()
    assert run(arguments) == 2
    assert "already" in capsys.readouterr().err
    assert pack.read_bytes() == before


def test_the_doctor_says_what_there_is(capsys):
    assert run(["doctor", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["missing"] == []
    assert found["packages"]["torch"].startswith("2.13")
    assert found["threads"] >= 1
    assert run(["doctor"]) == 0
    assert found["files"]["models"] in capsys.readouterr().out


def test_the_doctor_shows_that_sizes_leave_no_trace(photo, capsys, monkeypatch):
    monkeypatch.setattr(settings_module, "WORKING_PIXELS", 4000)  # the photo has about four times
    assert run(["doctor", "--sizes", str(photo), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["strips"] == {"7": 0, "64": 0, "500": 0}
    assert 0.9 <= found["similarity"] < 1.0
    assert run(["doctor", "--sizes", str(photo)]) == 0
    assert "strips of 7 rows: differs from the whole by 0 of 255" in capsys.readouterr().out
    strip = PaintedPicture.strip
    monkeypatch.setattr(PaintedPicture, "strip", lambda *a: strip(*a) + (3 if a[2] else 0))
    assert run(["doctor", "--sizes", str(photo)]) == 1


@pytest.mark.parametrize("size", [(1, 1), (15, 200)])
def test_a_photo_too_small_to_be_compared_is_refused(size, tmp_path, capsys):
    path = tmp_path / "small.png"
    Image.new("RGB", size).save(path)
    assert run(["doctor", "--sizes", str(path)]) == 2
    assert "too small" in capsys.readouterr().err


def test_no_package_is_looked_for_twice():
    assert len(set(doctor.PACKAGES)) == len(doctor.PACKAGES)


def test_the_program_starts_as_a_module_and_keeps_tracebacks_for_debugging(tmp_path):
    command = [sys.executable, "-m", "fst_gui", "stylize", "missing.jpg", "--style", "great_wave"]
    command += ["--output", str(tmp_path / "out.png")]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "missing.jpg" in done.stderr
    done = subprocess.run([*command, "--debug"], capture_output=True, text=True)
    assert "Traceback" in done.stderr


def test_no_style_paints_a_border_around_a_flat_photo(tmp_path, capsys):
    """Neither where the convolutions run over the end of the picture, nor out of rounding.

    Strokes out of nothing lie anywhere: the outermost strips are like some of the others.
    """
    path = tmp_path / "flat.png"
    Image.new("RGB", (240, 240), (140, 150, 160)).save(path)
    run(["styles", "--json"])
    for row in json.loads(capsys.readouterr().out):
        painted = _stylize(path, row["name"], tmp_path / f"{row['name']}.png")
        for upright in (painted, painted.swapaxes(0, 1)):
            strips = upright.reshape(30, -1, 3).mean(1)
            inner, outer = strips[2:-2], strips[[0, -1]]
            least, greatest = inner.min(0), inner.max(0)
            beyond = np.maximum(least - outer, outer - greatest).max(0)
            assert (beyond < 1.5 * (greatest - least + 10.0)).all(), row["name"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone has these packages")
def test_missing_system_libraries_are_named_in_one_line(monkeypatch, capsys):
    monkeypatch.setattr(doctor, "_loads", lambda library: library != "libxcb-cursor.so.0")
    monkeypatch.setenv("DISPLAY", ":9")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    assert run([]) == 2
    error = capsys.readouterr().err.strip()
    assert error.endswith("sudo apt-get install libxcb-cursor0")
    assert "\n" not in error


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is a screen")
def test_no_screen_is_said_instead_of_an_abort(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert run([]) == 2
    assert "no screen" in capsys.readouterr().err
