import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from fst_gui.library.errors import LibraryError, PhotoError, StylePackError
from fst_gui.library.gallery import StyleEntry, list_styles, thumbnail
from fst_gui.library.pack_header import Credits
from fst_gui.library.style_pack import StylePack, save_pack


def _pack(name, title, colour=0):
    return StylePack(
        credits=Credits(name, title, "someone", "1900", "CC0", "somewhere"),
        tensors={"w": np.ones(2, np.float16)},
        thumbnail=np.full((4, 4, 3), colour, np.uint8),
        base="00" * 32,
        seed=0,
    )


def _shipped(folder: Path, *names_and_titles):
    folder.mkdir(exist_ok=True)
    styles = []
    for name, title in names_and_titles:
        save_pack(folder / f"{name}.fststyle", _pack(name, title))
        entry = dict(_pack(name, title).credits.__dict__)
        styles.append(entry | {"file": f"{name}.fststyle", "seed": 0, "sha256": "", "training": {}})
    manifest = {"version": 1, "base": {"file": "base.safetensors"}, "styles": styles}
    (folder / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    return folder


@pytest.fixture
def models(tmp_path):
    return _shipped(tmp_path / "models", ("waves", "Waves"), ("almond", "almond blossom"))


@pytest.fixture
def own(tmp_path):
    return tmp_path / "own"


def test_shipped_styles_are_listed_by_title(models, own):
    entries, problems = list_styles(models, own)
    assert problems == []
    assert [entry.title for entry in entries] == ["almond blossom", "Waves"]
    assert entries[1] == StyleEntry(
        "waves",
        "Waves",
        "someone",
        "1900",
        "CC0",
        "somewhere",
        "shipped",
        models / "waves.fststyle",
    )


def test_movements_are_read_where_they_are_said(models, own):
    manifest = json.loads((models / "manifest.json").read_text("utf-8"))
    manifest["styles"][0]["movement"] = "Ukiyo-e"
    del manifest["styles"][1]["movement"]
    (models / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    pack = _pack("mine", "Mine")
    save_pack(own / "mine.fststyle", replace(pack, credits=replace(pack.credits, movement="Fauve")))
    entries, problems = list_styles(models, own)
    assert problems == []
    movements = {entry.title: entry.movement for entry in entries}
    assert movements == {"almond blossom": "", "Mine": "Fauve", "Waves": "Ukiyo-e"}


def test_own_styles_are_listed_among_them(models, own):
    save_pack(own / "mine.fststyle", _pack("mine", "Mine"))
    save_pack(own / "untitled.fststyle", _pack("untitled", ""))
    (own / "notes.txt").write_text("not a style")
    (own / "._mine.fststyle").write_bytes(b"left by macOS")
    entries, problems = list_styles(models, own)
    assert problems == []
    kinds = {entry.title: entry.kind for entry in entries}
    assert list(kinds) == ["almond blossom", "Mine", "untitled", "Waves"]
    assert kinds["Mine"] == kinds["untitled"] == "own"


def test_damaged_own_styles_are_told_and_the_others_listed(models, own):
    save_pack(own / "mine.fststyle", _pack("mine", "Mine"))
    (own / "broken.fststyle").write_bytes((own / "mine.fststyle").read_bytes()[:-1])
    (own / "empty.fststyle").write_bytes(b"")
    entries, problems = list_styles(models, own)
    assert [entry.name for entry in entries] == ["almond", "mine", "waves"]
    assert ["broken.fststyle" in problems[0], "empty.fststyle" in problems[1]] == [True, True]
    assert len(problems) == 2


def test_a_shipped_style_without_its_file_is_told(models, own):
    (models / "waves.fststyle").unlink()
    entries, problems = list_styles(models, own)
    assert [entry.name for entry in entries] == ["almond"]
    assert len(problems) == 1
    assert "Waves" in problems[0]
    assert "reinstall" in problems[0]


@pytest.mark.parametrize(
    "content",
    [
        None,
        b"",
        b"{",
        b"[]",
        b"3",
        b"\xff",
        b"[" * 100_000,
        b'{"version": 1}',
        b'{"version": 2, "styles": []}',
        b'{"version": 1, "styles": [3]}',
        b'{"version": 1, "styles": 3}',
        b'{"version": 1, "styles": [{"name": "x"}]}',
        b'{"version": 1, "styles": [{"name": "x", "title": "", "artist": "", "year": 1890,'
        b' "licence": "", "source": "", "file": "x"}]}',
    ],
)
def test_a_missing_or_damaged_manifest_asks_to_reinstall(models, own, content):
    manifest = models / "manifest.json"
    if content is None:
        manifest.unlink()
    else:
        manifest.write_bytes(content)
    with pytest.raises(LibraryError, match=r"manifest\.json.*reinstall FST Studio\.$"):
        list_styles(models, own)


def test_thumbnails_come_from_the_pack(models, own):
    save_pack(own / "mine.fststyle", _pack("mine", "Mine", colour=200))
    entry = next(entry for entry in list_styles(models, own)[0] if entry.kind == "own")
    assert thumbnail(entry).shape == (4, 4, 3)
    assert (thumbnail(entry) == 200).all()
    entry.path.write_bytes(b"")
    with pytest.raises(StylePackError, match="empty"):
        thumbnail(entry)


def test_the_thumbnail_of_a_painting_is_the_painting_made_small(tmp_path):
    path = tmp_path / "painting.png"
    Image.new("RGB", (600, 300), (10, 200, 30)).save(path)
    entry = StyleEntry("painting", "painting", "", "", "", "", "painting", path)
    small = thumbnail(entry)
    assert small.shape == (128, 256, 3)
    assert (small == (10, 200, 30)).all()
    path.unlink()
    with pytest.raises(PhotoError, match="not found"):
        thumbnail(entry)
