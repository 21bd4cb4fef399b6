"""``fst-gui train``: begun, cut off, gone on with, exported, refused in sentences."""

from __future__ import annotations

import json
import os
import shlex
import signal
from pathlib import Path

import pytest
from PIL import Image

from fst_gui import paths
from fst_gui.cli import run
from fst_gui.engine.train.style import StyleRecipe
from fst_gui.library.style_pack import load_pack
from fst_gui.library.training_folder import training_folders


@pytest.fixture(autouse=True)
def _small(monkeypatch):
    monkeypatch.setattr("fst_gui.workshop.training._SIZE", 32)


@pytest.fixture
def words(tmp_path, sample_photo):
    """A short training on one photo."""
    with Image.open(sample_photo) as opened:
        picture = opened.convert("RGB").resize((96, 64))
    (tmp_path / "photos").mkdir()
    picture.save(tmp_path / "photos" / "a.png")
    picture.rotate(90).save(tmp_path / "painting.png")
    words = ["train", str(tmp_path / "painting.png"), "--name", "dusk", "--title", "Dusk"]
    words += ["--photos", str(tmp_path / "photos"), "--output", str(tmp_path / "dusk.fststyle")]
    return [*words, "--minutes", "0.01"]


def _interrupt_at(monkeypatch, number):
    """Ctrl+C in the middle of a step."""
    steps = iter(range(1, 1000))
    step = StyleRecipe.step

    def stepping(recipe, phase, at):
        if next(steps) == number:
            os.kill(os.getpid(), signal.SIGINT)
        return step(recipe, phase, at)

    monkeypatch.setattr(StyleRecipe, "step", stepping)


def test_the_first_ctrl_c_saves_and_the_training_goes_on_later(
    words, tmp_path, capsys, monkeypatch
):
    usual = signal.getsignal(signal.SIGINT)
    with monkeypatch.context() as context:
        _interrupt_at(context, 4 + 3)  # four steps measure the pace
        assert run([*words, "--log", str(tmp_path / "log.jsonl")]) == 130
    assert signal.getsignal(signal.SIGINT) is usual
    (folder,) = training_folders(paths.trainings_dir())
    (command,) = (line for line in capsys.readouterr().err.splitlines() if "--resume" in line)
    assert " " in str(folder.path)
    assert shlex.split(command)[-3:] == ["train", "--resume", str(folder.path)]
    assert folder.position().step == 3

    assert run(["train", "--list-interrupted"]) == 0
    listed = capsys.readouterr().out
    assert str(folder.path) in listed
    assert "Dusk" in listed
    assert "3 of" in listed

    assert run(["train", "--resume", str(folder.path), "--log", str(tmp_path / "log.jsonl")]) == 0
    assert load_pack(tmp_path / "dusk.fststyle").credits.title == "Dusk"
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    steps = [line["step"] for line in lines if line["event"] == "step"]
    assert steps == list(range(1, steps[-1] + 1))
    assert lines[-1]["event"] == "kept"
    assert run(["train", "--list-interrupted"]) == 0
    assert capsys.readouterr().out.count("\n") == 1  # the style that was kept


def test_what_is_asked_reaches_the_training(words):
    more = ["--crop", "0,0,0.5,0.5", "--stroke", "2", "--strictness", "0.4", "--batch", "2"]
    more += ["--sample", words[1], "--seed", "5", "--artist", "Me", "--quality", "best"]
    assert run([*words, *more]) == 0
    (folder,) = training_folders(paths.trainings_dir())
    request = folder.request()["request"]
    assert request["paintings"][0]["crop"] == {"x": 0, "y": 0, "width": 0.5, "height": 0.5}
    wanted = {"stroke_size": 2.0, "content_target": 0.4, "batch": 2, "seed": 5, "quality": "best"}
    assert {name: request[name] for name in wanted} == wanted
    assert request["credits"]["artist"] == "Me"
    assert folder.moments()[-1].picture is not None


@pytest.mark.parametrize(
    ("more", "says"),
    [
        (["--crop", "0,0,1"], "X,Y,W,H"),
        (["--crop", "0,0,2,1"], "inside"),
        (["--crop", "0,0,1,1", "--crop", "0,0,1,1"], "more crops"),
        (["--stroke", "9"], "from 0.5 to 4"),
        (["--quality", "superb"], "quality"),
        (["--seed", str(2**31)], "to 2147483647"),
        (["--seed", "-1"], "from 0"),
        (["--resume", "nowhere"], "no training"),
        (["--job", "nowhere"], "no training"),
        (["--output", "dusk.png"], "no known ending"),
    ],
)
def test_wrong_words_are_told_in_a_sentence(words, capsys, more, says):
    try:
        status = run([*words, *more])
    except SystemExit as ended:
        status = ended.code
    assert status == 2
    assert says in capsys.readouterr().err
    assert not training_folders(paths.trainings_dir())
    assert not Path("nowhere").exists()


def test_a_new_style_needs_a_picture_and_a_name(capsys):
    assert run(["train"]) == 2
    assert "--name" in capsys.readouterr().err
