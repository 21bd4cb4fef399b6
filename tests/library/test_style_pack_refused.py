"""Style packs that are damaged or changed are refused."""

from __future__ import annotations

import json
import struct
from dataclasses import replace

import numpy as np
import pytest
from pack_files import CREDITS, change_metadata, parts, refusal, rewrite
from PIL import Image
from safetensors.numpy import save

from fst_gui.library.pack_header import read_credits
from fst_gui.library.style_pack import load_pack, save_pack


@pytest.mark.parametrize("read", [load_pack, read_credits])
class TestRefused:
    def test_missing(self, path, read):
        assert "was not found" in refusal(path, read)

    def test_a_folder(self, path, read):
        path.mkdir()
        assert "folder" in refusal(path, read)

    def test_not_permitted(self, path, pack, read, monkeypatch):
        save_pack(path, pack)

        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(type(path), "open", refuse)
        assert "Permission denied" in refusal(path, read)

    def test_empty(self, path, read):
        path.write_bytes(b"")
        assert "is empty" in refusal(path, read)

    def test_a_picture_with_the_wrong_name(self, path, read):
        Image.new("RGB", (40, 40)).save(path, "JPEG")
        assert "not a style pack" in refusal(path, read)

    def test_some_other_safetensors_file(self, path, read):
        path.write_bytes(save({"w": np.zeros(4, np.float32)}))
        assert "not a style pack" in refusal(path, read)
        path.write_bytes(save({"w": np.zeros(4, np.float16)}, {"format": "pt"}))
        assert "not a style pack" in refusal(path, read)

    def test_a_header_of_absurd_length(self, path, read):
        path.write_bytes(struct.pack("<Q", 1 << 60) + b"{}")
        assert "not a style pack" in refusal(path, read)

    @pytest.mark.parametrize("text", [b"{]", b"[1]", b"\xff\xff", b"[" * 50_000, b"null"])
    def test_a_header_that_is_not_an_object(self, path, read, text):
        path.write_bytes(struct.pack("<Q", len(text)) + text)
        assert "not a style pack" in refusal(path, read)

    def test_cut_short_or_too_long_anywhere(self, path, pack, read):
        save_pack(path, pack)
        data = path.read_bytes()
        for length in (1, 8, 9, len(data) // 2, len(data) - 1):
            path.write_bytes(data[:length])
            refusal(path, read)
        path.write_bytes(data + b"\0")
        assert "damaged" in refusal(path, read)

    def test_a_newer_version(self, path, pack, read):
        save_pack(path, pack)
        change_metadata(path, version="3")
        assert "newer" in refusal(path, read)

    @pytest.mark.parametrize(
        "changes",
        [
            {"version": "one"},
            {"version": None},
            {"credits": None},
            {"credits": "{"},
            {"credits": "[]"},
            {"credits": "{}"},
            {"credits": json.dumps({"name": 3})},
            {"credits": json.dumps({**CREDITS.__dict__, "name": "../waves"})},
            {"versions": None},
            {"versions": '{"torch": 2}'},
            {"seed": "x"},
            {"seed": "9" * 5000},
            {"seed": None},
            {"summary": "nonsense"},
            {"summary": None},
            {"base": None},
            {"hash": None},
        ],
    )
    def test_damaged_metadata(self, path, pack, read, changes):
        save_pack(path, pack)
        change_metadata(path, **changes)
        assert "damaged" in refusal(path, read)

    @pytest.mark.parametrize("entry", [None, 3, {}, {"dtype": "F16", "data_offsets": ["a", "b"]}])
    def test_damaged_tensor_entries(self, path, pack, read, entry):
        save_pack(path, pack)
        header, body = parts(path)
        header["a.bias"] = entry
        rewrite(path, header, body)
        assert "damaged" in refusal(path, read)


def test_one_changed_bit_in_the_weights_is_noticed(path, pack):
    save_pack(path, pack)
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    assert "damaged" in refusal(path)


def _exchange(entries):
    entries["a"], entries["b"] = entries["b"], entries["a"]


def _rename(entries):
    entries["c"] = entries.pop("a")


def _reshape(entries):
    entries["a"]["shape"] = [1, 2]


@pytest.mark.parametrize("change", [_exchange, _rename, _reshape])
def test_changed_names_and_shapes_are_noticed(path, pack, change):
    save_pack(path, replace(pack, tensors={n: np.ones(2, np.float16) * ord(n) for n in "ab"}))
    header, body = parts(path)
    change(header)
    rewrite(path, header, body)
    assert "damaged" in refusal(path)


def test_changed_credits_are_noticed(path, pack):
    save_pack(path, pack)
    change_metadata(path, credits=json.dumps({**CREDITS.__dict__, "artist": "me"}))
    assert "damaged" in refusal(path)
