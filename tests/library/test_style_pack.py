"""Style packs are saved, loaded, copied and migrated."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pack_files import CREDITS, change_metadata, parts, write_version_1
from safetensors.numpy import load_file

from fst_gui.library.errors import StylePackError
from fst_gui.library.pack_header import read_credits
from fst_gui.library.style_pack import copy_pack, load_pack, save_pack
from fst_gui.library.training_log import History

SHIPPED = sorted((Path(__file__).parent.parent.parent / "models").glob("*.fststyle"))


def test_what_is_saved_is_loaded(path, pack):
    save_pack(path, pack)
    loaded = load_pack(path)
    assert loaded.credits == CREDITS
    assert (loaded.base, loaded.seed, loaded.summary) == (pack.base, pack.seed, pack.summary)
    assert loaded.tensors.keys() == pack.tensors.keys()
    for name, tensor in pack.tensors.items():
        assert loaded.tensors[name].dtype == np.float16
        assert loaded.tensors[name].shape == tensor.shape
        np.testing.assert_array_equal(loaded.tensors[name], tensor)
        assert loaded.tensors[name].flags.writeable
    np.testing.assert_allclose(loaded.thumbnail, pack.thumbnail, atol=4)
    assert loaded.thumbnail.flags.writeable
    assert (loaded.history, loaded.versions) == (pack.history, pack.versions)
    assert read_credits(path) == CREDITS


def test_a_pack_from_before_movements_is_opened(path, pack):
    save_pack(path, pack)
    credits = {key: value for key, value in vars(CREDITS).items() if key != "movement"}
    change_metadata(path, credits=json.dumps(credits))
    assert read_credits(path) == CREDITS


def test_large_weights_keep_eight_bits_of_each_row(path, pack):
    random = np.random.default_rng(1)
    rows = random.normal(size=(32, 8, 3, 3)) * np.logspace(-3, 1, 32)[:, None, None, None]
    kernel = rows.astype(np.float16)
    kernel[5] = 0
    save_pack(path, replace(pack, tensors={"kernel": kernel}))
    loaded = load_pack(path).tensors["kernel"]
    assert loaded.shape == kernel.shape
    highest = np.abs(kernel.astype(float)).max((1, 2, 3), keepdims=True)
    assert (np.abs(loaded.astype(float) - kernel) <= 0.0045 * highest).all()
    assert not loaded[5].any()


def test_a_pack_is_small(path, pack):
    """The shipped network's weights, a thumbnail like a photo and the longest log."""
    curve = tuple((step, 1.0 + 0.1 * np.sin(step)) for step in range(1, 5000))
    names = ("content_loss", "style_loss", "tv_loss", "balance", "contrast")
    history = History({"interpolation": dict.fromkeys(names, curve)})
    shipped = load_pack(SHIPPED[0])
    save_pack(path, replace(shipped, history=history))
    assert path.stat().st_size < 400_000
    points = load_pack(path).history.curves["interpolation"]["style_loss"]
    assert 500 < len(points) <= 600
    assert points[-1][0] == 4999
    assert np.mean([value for _, value in points]) == pytest.approx(1.0, abs=0.01)


@pytest.mark.parametrize("shipped", SHIPPED[::6], ids=lambda path: path.stem)
def test_a_pack_of_version_1_migrates(shipped, tmp_path, path):
    first = tmp_path / "first.fststyle"
    write_version_1(first, load_pack(shipped))
    old = load_pack(first)
    copy_pack(first, path)
    new = load_pack(path)
    assert parts(path)[0]["__metadata__"]["version"] == "2"
    assert path.stat().st_size < first.stat().st_size / 2
    assert (new.credits, new.base, new.seed) == (old.credits, old.base, old.seed)
    assert new.summary == old.summary
    assert new.tensors.keys() == old.tensors.keys()
    for name, tensor in old.tensors.items():
        np.testing.assert_allclose(new.tensors[name], tensor, atol=0.005 * np.abs(tensor).max())
    difference = new.thumbnail.astype(float) - old.thumbnail
    assert np.sqrt((difference**2).mean()) < 12


def test_a_pack_of_this_version_is_copied_to_the_byte(tmp_path, path, pack):
    save_pack(path, pack)
    copy_pack(path, tmp_path / "copy.fststyle")
    assert (tmp_path / "copy.fststyle").read_bytes() == path.read_bytes()


def test_the_file_is_plain_safetensors(path, pack):
    save_pack(path, pack)
    assert set(load_file(path)) == {*pack.tensors, "thumbnail", "log"}
    metadata = parts(path)[0]["__metadata__"]
    assert metadata["format"] == "fst-style"
    assert metadata["version"] == "2"
    assert json.loads(metadata["credits"])["artist"] == "Ōkubo"


def test_equal_packs_give_equal_tensor_hashes_in_any_order(tmp_path, pack):
    turned = replace(pack, tensors=dict(reversed(pack.tensors.items())))
    save_pack(tmp_path / "a.fststyle", pack)
    save_pack(tmp_path / "b.fststyle", turned)
    hashes = {parts(file)[0]["__metadata__"]["hash"] for file in tmp_path.iterdir()}
    assert len(hashes) == 1


def test_tensors_that_are_not_contiguous_are_stored_as_they_read(path, pack):
    wide = np.arange(12, dtype=np.float16).reshape(3, 4)
    turned = replace(pack, tensors={"t": wide.T, "s": wide[:, ::2]}, thumbnail=pack.thumbnail[::-1])
    save_pack(path, turned)
    loaded = load_pack(path)
    np.testing.assert_array_equal(loaded.tensors["t"], wide.T)
    np.testing.assert_array_equal(loaded.tensors["s"], wide[:, ::2])
    np.testing.assert_allclose(loaded.thumbnail, pack.thumbnail[::-1], atol=4)


@pytest.mark.parametrize(
    "tensors",
    [
        {"w": np.zeros(3, np.float32)},
        {"w": np.array([1, np.nan], np.float16)},
        {"w": np.array([1, np.inf], np.float16)},
        {"thumbnail": np.zeros((2, 2, 3), np.float16)},
        {"log": np.zeros(2, np.float16)},
        {"w/scale": np.zeros(2, np.float16)},
    ],
)
def test_unfit_tensors_are_not_saved(path, pack, tensors):
    with pytest.raises(ValueError, match="cannot be stored"):
        save_pack(path, replace(pack, tensors=tensors))
    assert not path.exists()


@pytest.mark.parametrize("thumbnail", [np.zeros((2, 2), np.uint8), np.zeros((2, 2, 3), np.float32)])
def test_unfit_thumbnails_are_not_saved(path, pack, thumbnail):
    with pytest.raises(ValueError, match="thumbnail"):
        save_pack(path, replace(pack, thumbnail=thumbnail))


def test_a_missing_folder_is_made(tmp_path, pack):
    save_pack(tmp_path / "styles" / "own" / "a.fststyle", pack)
    assert load_pack(tmp_path / "styles" / "own" / "a.fststyle").seed == 7


def test_a_failed_save_keeps_the_old_pack(path, pack, monkeypatch):
    save_pack(path, pack)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(StylePackError, match="No space left"):
        save_pack(path, replace(pack, seed=8))
    assert load_pack(path).seed == 7
    assert [file.name for file in path.parent.iterdir()] == [path.name]
