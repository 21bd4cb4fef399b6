"""A style gets another title, and nothing else of its pack changes."""

from __future__ import annotations

import errno
import hashlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pack_files import CREDITS, parts, refusal, rewrite, write_version_1
from safetensors.numpy import load_file

from fst_gui.library import atomic
from fst_gui.library.errors import StylePackError
from fst_gui.library.pack_header import earlier_files, read_credits
from fst_gui.library.style_pack import LONGEST_TITLE, load_pack, rename_pack, save_pack

SHIPPED = sorted((Path(__file__).parent.parent.parent / "models").glob("*.fststyle"))


@pytest.mark.parametrize("written", [save_pack, write_version_1], ids=["version 2", "version 1"])
def test_weights_stay_to_the_bit_and_all_else_but_the_title(path, written):
    written(path, load_pack(SHIPPED[0]))
    before, arrays, (header, _) = load_pack(path), load_file(path), parts(path)
    rename_pack(path, "  Dünen,\nblau ")
    after = load_pack(path)
    assert after.credits == replace(before.credits, title="Dünen, blau")
    again = load_file(path)
    assert again.keys() == arrays.keys()
    for name, array in arrays.items():
        assert again[name].dtype == array.dtype
        assert again[name].tobytes() == array.tobytes()
    np.testing.assert_array_equal(after.thumbnail, before.thumbnail)
    assert after.history == before.history
    changed = {"credits", "earlier", "hash"}
    old, new = header["__metadata__"], parts(path)[0]["__metadata__"]
    assert new.keys() - changed == old.keys() - changed
    assert all(new[key] == old[key] for key in old.keys() - changed)


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_file_says_what_it_was(path, pack):
    save_pack(path, pack)
    assert earlier_files(path) == ()
    first = sha256(path)
    rename_pack(path, "Dunes")
    second = sha256(path)
    rename_pack(path, "Dunes")  # is called that already
    assert sha256(path) == second
    rename_pack(path, "Tides")
    assert earlier_files(path) == (first, second)


@pytest.mark.parametrize(
    ("title", "told"), [(" \n", "empty"), ("x" * (LONGEST_TITLE + 1), f"to {LONGEST_TITLE}")]
)
def test_a_title_has_letters_and_not_too_many(path, pack, title, told):
    save_pack(path, pack)
    before = path.read_bytes()
    with pytest.raises(StylePackError, match=told):
        rename_pack(path, title)
    assert path.read_bytes() == before


def test_a_disk_that_is_full_leaves_the_file_as_it_was(path, pack, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    save_pack(path, pack)
    before = path.read_bytes()
    monkeypatch.setattr(atomic.os, "fsync", full)
    told = refusal(path, lambda path: rename_pack(path, "Dunes"))
    assert CREDITS.title in told
    assert "No space left" in told
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_what_is_gone_or_damaged_is_not_renamed(path, pack):
    refusal(path, lambda path: rename_pack(path, "Dunes"))
    save_pack(path, pack)
    header, body = parts(path)
    rewrite(path, header, body[:-1] + bytes([body[-1] ^ 1]))
    before = path.read_bytes()
    refusal(path, lambda path: rename_pack(path, "Dunes"))
    assert path.read_bytes() == before


@pytest.mark.parametrize("earlier", ["no JSON", "{}", "[1]", "[" * 100_000])
def test_forged_notes_of_what_a_file_was_are_refused(path, pack, earlier):
    save_pack(path, pack)
    header, body = parts(path)
    header["__metadata__"]["earlier"] = earlier
    rewrite(path, header, body)
    refusal(path, read_credits)
