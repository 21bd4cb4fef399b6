"""What the workshop does beyond painting: measuring, the base's training, the models folder."""

from __future__ import annotations

import errno
import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fst_gui import paths
from fst_gui.cli import run
from fst_gui.engine.events import StepDone
from fst_gui.engine.networks.painter import SHIPPED
from fst_gui.engine.train import base
from fst_gui.engine.train.control import TrainingControl
from fst_gui.library.errors import LibraryError, PhotoError
from fst_gui.library.gallery import list_styles
from fst_gui.library.pack_header import Credits
from fst_gui.library.style_pack import load_pack, save_pack
from fst_gui.library.weights import load_weights, save_weights
from fst_gui.workshop.atelier import Atelier, StyleNotFoundError
from fst_gui.workshop.base import BaseRequest, train_base_network
from fst_gui.workshop.folders import photos_to_learn_on, picture_files, picture_table
from fst_gui.workshop.models import Models
from fst_gui.workshop.release import BASE_FILE, MANIFEST_FILE, foundation, publish_files
from fst_gui.workshop.training_request import Painting, TrainingRequest

CREDITS = Credits("a", "A", "", "", "", "")


@pytest.fixture
def folders(tmp_path, sample_photo):
    photos, paintings = tmp_path / "photos", tmp_path / "paintings"
    photos.mkdir()
    paintings.mkdir()
    with Image.open(sample_photo) as opened:
        picture = opened.convert("RGB")
    picture.resize((96, 64)).save(photos / "a.png")
    picture.resize((96, 64)).save(paintings / "a.png")
    picture.resize((80, 80)).rotate(90).save(paintings / "b.png")
    return photos, paintings


def test_evaluate_measures_every_pair_and_draws_the_sheet(folders, tmp_path, capsys):
    photos, paintings = folders
    sheet = tmp_path / "sheet.png"
    arguments = ["evaluate", "--photos", str(photos), "--paintings", str(paintings)]
    assert run([*arguments, "--json", "--sheet", str(sheet)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [(p["photo"], p["painting"]) for p in found["pairs"]] == [
        ("a.png", "a.png"),
        ("a.png", "b.png"),
    ]
    # The photo has the Gram matrices of the painting that it is.
    assert found["pairs"][0]["photo_style"] < 0.02
    assert found["pairs"][1]["photo_style"] > found["pairs"][0]["photo_style"]
    assert found["mean"]["C"] == pytest.approx(np.mean([p["content"] for p in found["pairs"]]))
    with Image.open(sheet) as drawn:
        assert drawn.size == (2 * 320, 2 * 320)


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("gone/sheet.png", "does not exist"),
        ("sheet.xyz", "no known format"),
        ("paintings/b.png", "would replace"),
    ],
)
def test_a_sheet_that_cannot_be_written_is_said_before_anything_is_painted(
    folders, tmp_path, capsys, monkeypatch, name, says
):
    monkeypatch.setattr(Atelier, "paint", lambda *words: pytest.fail("painted"))
    photos, paintings = folders
    before = (paintings / "b.png").read_bytes()
    arguments = ["evaluate", "--photos", str(photos), "--paintings", str(paintings)]
    assert run([*arguments, "--sheet", str(tmp_path / name)]) == 2
    assert says in capsys.readouterr().err
    assert (paintings / "b.png").read_bytes() == before


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_the_figures_are_out_before_the_sheet_fails(folders, tmp_path, capsys, monkeypatch, more):
    def full(*words, **options):
        raise PhotoError("There is no room.")

    monkeypatch.setattr("fst_gui.workshop.contact_sheet.write_photo", full)
    photos, paintings = folders
    arguments = ["evaluate", "--photos", str(photos), "--paintings", str(paintings)]
    assert run([*arguments, "--sheet", str(tmp_path / "sheet.png"), *more]) == 2
    said = capsys.readouterr()
    assert "mean" in said.out
    assert said.err == "There is no room.\n"


def test_a_trained_style_is_judged_by_name(folders, capsys):
    photos, paintings = folders
    arguments = ["--photos", str(photos), "--paintings", str(paintings), "--style", "great_wave"]
    assert run(["evaluate", *arguments]) == 0
    assert "mean" in capsys.readouterr().out


def test_folders_without_pictures_are_said(tmp_path, capsys):
    arguments = ["evaluate", "--photos", str(tmp_path), "--paintings", str(tmp_path)]
    assert run(arguments) == 2
    assert "no pictures" in capsys.readouterr().err
    arguments = ["evaluate", "--photos", str(tmp_path / "x"), "--paintings", str(tmp_path)]
    assert run(arguments) == 2
    assert "no folder" in capsys.readouterr().err


def _request(folders, tmp_path, **changes):
    photos, paintings = folders
    settings = {"photos": photos, "paintings": paintings, "output": tmp_path / "base.safetensors"}
    return BaseRequest(**{**settings, "steps": "1,1,1,1", "size": 160, **changes})


def _judge():
    return Atelier(paths.models_dir(), paths.user_styles_dir(), paths.perceptual_weights()).models


def test_a_base_is_trained_from_folders_and_published(folders, tmp_path):
    models = tmp_path / "models"
    held = tmp_path / "held_out.txt"
    held.write_text("b.png\n")
    request = _request(folders, tmp_path, hold_out=held)
    for _ in train_base_network(_judge().judge, request):
        pass
    shipped = load_weights(paths.models_dir() / "base.safetensors")
    trained = load_weights(request.output)
    assert {k: v.shape for k, v in trained.items()} == {k: v.shape for k, v in shipped.items()}
    assert list(publish_files([request.output], models)) == ["base.safetensors"]
    assert list_styles(models, tmp_path / "own") == ([], [])

    # A style of the shipped base does not go with this one.
    pack = next(e.path for e in list_styles(paths.models_dir(), tmp_path)[0])
    with pytest.raises(LibraryError, match="another base"):
        list(publish_files([pack], models))


def test_styles_outlast_a_base_of_the_same_foundation(tmp_path):
    shipped = load_weights(paths.models_dir() / "base.safetensors")
    names = ("reader.summary.0.weight", "interpolation.finish.bias.weight", "plain_vector")
    further = {**shipped, **{name: shipped[name] + np.float16(0.1) for name in names}}
    another = {**shipped, "recurrent.deep.bias": shipped["recurrent.deep.bias"] + np.float16(0.1)}
    deeper = {**shipped, "encoder.fc7.bias": shipped["encoder.fc7.bias"] + np.float16(0.1)}
    assert foundation(further) == foundation(deeper) == foundation(shipped)
    assert foundation(another) != foundation(shipped)


def _shipped_base(models):
    """A models folder with the shipped base, all that is known of it, and no styles."""
    models.mkdir()
    shutil.copy(paths.models_dir() / BASE_FILE, models / BASE_FILE)
    manifest = json.loads((paths.models_dir() / MANIFEST_FILE).read_text("utf-8"))
    (models / MANIFEST_FILE).write_text(json.dumps({**manifest, "styles": []}), "utf-8")
    return models


def _published(models, tmp_path, changed):
    """Publish the folder's base with one weight changed; what the manifest says of it."""
    weights = load_weights(models / BASE_FILE)
    weights = {**weights, changed: weights[changed] + np.float16(0.1)}
    about = {"format": "fst-base", "training": "{}", "shape": SHIPPED.describe()}
    save_weights(tmp_path / "another.safetensors", weights, about)
    list(publish_files([tmp_path / "another.safetensors"], models))
    return json.loads((models / MANIFEST_FILE).read_text("utf-8"))["base"]


@pytest.mark.parametrize(
    ("weight", "styles_stay", "pictures_stay"),
    [
        ("encoder.fc7.bias", True, True),
        ("reader.summary.0.bias", True, False),
        ("recurrent.deep.bias", False, False),
    ],
)
def test_a_base_is_known_by_those_before_it_that_paint_alike(
    tmp_path, weight, styles_stay, pictures_stay
):
    models = _shipped_base(tmp_path / "models")
    manifest = json.loads((models / MANIFEST_FILE).read_text("utf-8"))
    manifest["base"]["foundation"] = "known otherwise"  # as before what it is made of was changed
    (models / MANIFEST_FILE).write_text(json.dumps(manifest), "utf-8")
    for _ in range(2):  # what was known before the last one stays known
        base = _published(models, tmp_path, weight)
    now = Models(models, paths.perceptual_weights())
    assert now.carries(base["foundation"])
    assert now.carries("known otherwise") == styles_stay
    assert now.paints_as(base["sha256"])
    assert now.paints_as(manifest["base"]["sha256"]) == pictures_stay


def test_a_style_of_another_foundation_is_refused_rather_than_painted_wrong(tmp_path):
    atelier = Atelier(paths.models_dir(), tmp_path, paths.perceptual_weights())
    pack = load_pack(atelier.styles()[0].path)
    save_pack(tmp_path / "foreign.fststyle", replace(pack, base="0" * 64))
    entry = atelier.find(str(tmp_path / "foreign.fststyle"))
    with pytest.raises(LibraryError, match="another version of the base network"):
        atelier.bind(entry)


@pytest.mark.parametrize("steps", ["", "1,2", "1,2,3,x"])
def test_wrong_steps_are_said(folders, tmp_path, steps):
    with pytest.raises(LibraryError, match="four whole numbers"):
        list(train_base_network(_judge().judge, _request(folders, tmp_path, steps=steps)))


def test_a_painting_whose_name_has_a_space_is_held_out(folders, tmp_path, monkeypatch):
    specs = []
    monkeypatch.setattr(base, "train_base", lambda spec, *_, **__: specs.append(spec) or iter(()))
    (folders[1] / "b.png").rename(folders[1] / "b two.png")
    held = tmp_path / "held_out.txt"
    held.write_text("b two.png\n")
    list(train_base_network(_judge().judge, _request(folders, tmp_path, hold_out=held)))
    assert len(specs[0].paintings) == 1


def test_an_output_that_cannot_be_written_is_said_before_the_training(folders, tmp_path):
    with pytest.raises(LibraryError, match="cannot be saved"):
        next(train_base_network(_judge().judge, _request(folders, tmp_path, output=tmp_path)))


def test_the_split_beside_the_photos_is_kept_to(folders, tmp_path):
    folders[0].with_suffix(".csv").write_text("file,split\na.png,val\n")
    with pytest.raises(LibraryError, match="marked for training"):
        list(train_base_network(_judge().judge, _request(folders, tmp_path)))


def test_only_pictures_are_taken_from_a_folder(folders):
    photos, _ = folders
    (photos / "sub.jpg").mkdir()
    (photos / "._a.png").write_bytes(b"of macOS")
    assert picture_files(photos) == [photos / "a.png"]


def test_a_table_of_something_else_is_left_alone(folders, tmp_path):
    photos, _ = folders
    (tmp_path / "photos.csv").write_text("name,price\na.png,3\n", "utf-8")
    assert picture_table(photos) == {}
    assert photos_to_learn_on(photos) == [photos / "a.png"]


@pytest.mark.parametrize("data", ["file,title\na.png,Caf\xe9\n".encode("latin-1"), b"file\n\xff"])
def test_a_table_that_cannot_be_read_is_said(folders, tmp_path, data):
    photos, _ = folders
    (tmp_path / "photos.csv").write_bytes(data)
    with pytest.raises(LibraryError, match="UTF-8"):
        photos_to_learn_on(photos)


def test_the_table_is_found_from_inside_the_folder(folders, tmp_path, monkeypatch):
    photos, _ = folders
    (tmp_path / "photos.csv").write_text("file,split\na.png,test\n", "utf-8-sig")
    monkeypatch.chdir(photos)
    with pytest.raises(LibraryError, match="marked for training"):
        photos_to_learn_on(Path())
    assert picture_table(Path("/")) == {}


def test_a_folder_with_a_dot_has_a_table_of_its_whole_name(tmp_path):
    for name in ("photos", "photos.2024"):
        (tmp_path / name).mkdir()
        (tmp_path / f"{name}.csv").write_text(f"file,split\na.png,{name}\n", "utf-8")
        assert picture_table(tmp_path / name)["a.png"]["split"] == name


@pytest.mark.parametrize(
    "text", ["{", "[]", '{"version": 1}', '{"version": 1, "base": {}, "styles": [{}]}']
)
def test_a_damaged_list_of_models_is_said_and_kept(tmp_path, text):
    path = tmp_path / "manifest.json"
    path.write_text(text)
    with pytest.raises(LibraryError, match="damaged"):
        list(publish_files([paths.models_dir() / "base.safetensors"], tmp_path))
    assert [file.name for file in tmp_path.iterdir()] == ["manifest.json"]
    assert path.read_text() == text


def test_a_models_folder_that_is_a_file_is_said(tmp_path, capsys):
    path = tmp_path / "models"
    path.write_bytes(b"")
    base = paths.models_dir() / "base.safetensors"
    assert run(["publish", str(base), "--models", str(path)]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_a_base_network_is_replaced_whole_or_not_at_all(tmp_path, monkeypatch):
    base = tmp_path / "base.safetensors"
    base.write_bytes(b"the old one")

    def full(descriptor):
        raise OSError(errno.ENOSPC, "no space left")

    monkeypatch.setattr("fst_gui.library.atomic.os.fsync", full)
    with pytest.raises(LibraryError, match="no space left"):
        list(publish_files([paths.models_dir() / "base.safetensors"], tmp_path))
    assert base.read_bytes() == b"the old one"
    assert list(tmp_path.iterdir()) == [base]


def test_publishing_replaces_an_older_pack_and_keeps_the_others(tmp_path):
    models = _shipped_base(tmp_path / "models")
    packs = [entry.path for entry in list_styles(paths.models_dir(), tmp_path / "own")[0]][:2]
    assert list(publish_files(packs, models)) == [pack.name for pack in packs]
    entries, problems = list_styles(models, tmp_path / "own")
    assert problems == []
    assert len(entries) == 2
    pack = load_pack(packs[0])
    again = tmp_path / "again.fststyle"
    save_pack(again, pack)
    list(publish_files([again], models))
    assert list_styles(models, tmp_path / "own")[0] == entries


def test_a_pack_is_imported_once(tmp_path):
    atelier = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    shipped = atelier.styles()
    entry = atelier.import_pack(shipped[0].path)
    assert entry.kind == "own"
    assert len(atelier.styles()) == len(shipped) + 1
    with pytest.raises(LibraryError, match="already"):
        atelier.import_pack(shipped[0].path)
    damaged = tmp_path / "damaged.fststyle"
    damaged.write_bytes(shipped[0].path.read_bytes()[:-100])
    with pytest.raises(LibraryError):
        atelier.import_pack(damaged)
    assert len(atelier.styles()) == len(shipped) + 1


@pytest.mark.parametrize("style", ["n" * 300, "~nosuchuser/a.jpg", "nothing"])
def test_a_style_that_is_nowhere_is_said(style, tmp_path):
    atelier = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    with pytest.raises(StyleNotFoundError, match="no style or picture"):
        atelier.find(style)


def test_a_style_whose_file_is_gone_is_said(tmp_path):
    atelier = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    entry = atelier.import_pack(atelier.styles()[0].path)
    entry.path.unlink()
    with pytest.raises(LibraryError, match="gone"):
        atelier.bind(entry)


def test_an_interrupted_training_goes_on_from_its_checkpoint(folders, tmp_path, monkeypatch):
    monkeypatch.setattr("fst_gui.engine.train.loop.CHECKPOINT_SECONDS", 0.0)
    atelier = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    request = TrainingRequest(
        paintings=(Painting(folders[1] / "a.png"),),
        credits=CREDITS,
        output=tmp_path / "a.fststyle",
        photos=folders[0],
        minutes=0.01,
    )
    events = atelier.train(request)
    first = next(e for e in events if isinstance(e, StepDone) and e.step == 3)
    events.close()  # as when the window is closed
    assert not request.output.exists()
    (interrupted,) = atelier.interrupted_trainings()
    rest = list(atelier.resume_training(interrupted))
    steps = [e for e in rest if isinstance(e, StepDone)]
    assert steps[0].step in (first.step, first.step + 1)
    assert steps[-1].step == steps[-1].total_steps == first.total_steps
    assert load_pack(request.output).credits.name == "a"
    assert not atelier.interrupted_trainings()


def test_a_training_is_stopped_and_kept(folders, tmp_path):
    atelier = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    control = TrainingControl()
    request = TrainingRequest(
        paintings=(Painting(folders[1] / "a.png"),),
        credits=CREDITS,
        output=tmp_path / "b.fststyle",
        minutes=5.0,
    )
    taken = 0
    for event in atelier.train(request, control):
        if isinstance(event, StepDone):
            taken += 1
            control.stop_and_keep()
    assert taken == 1
    assert load_pack(request.output).credits.name == "a"
