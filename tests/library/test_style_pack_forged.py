"""Style packs whose hash is right and whose content is wrong are refused."""

from __future__ import annotations

import io
import json
import zlib

import numpy as np
import pytest
from pack_files import CREDITS, parts, refusal, rewrite
from PIL import Image
from safetensors.numpy import save

from fst_gui.library.history_file import history_to_bytes
from fst_gui.library.pack_header import is_usable_name, read_credits
from fst_gui.library.small_picture import encode_webp
from fst_gui.library.style_pack import load_pack, save_pack
from fst_gui.library.training_log import History


def _forge(path, arrays, version="1", **credits):
    """A file with a right hash and wrong content, as another program might write it."""
    from fst_gui.library.style_pack import _hash_of

    metadata = {
        "format": "fst-style",
        "version": version,
        "credits": json.dumps(CREDITS.__dict__ | credits),
        "base": "ab" * 32,
        "seed": "0",
        "summary": "{}",
        "versions": "{}",
    }
    digest = _hash_of(arrays, None if version == "1" else metadata)
    path.write_bytes(save(arrays, {**metadata, "hash": digest}))


THUMBNAIL = np.zeros((2, 2, 3), np.uint8)

WEBP = np.frombuffer(encode_webp(THUMBNAIL), np.uint8)

LOG = np.frombuffer(history_to_bytes(History()), np.uint8)

W = np.ones(2, np.float16)


def test_forged_files_that_are_right_are_opened(path):
    _forge(path, {"w": W, "thumbnail": THUMBNAIL})
    assert load_pack(path).tensors["w"].tolist() == [1, 1]
    _forge(path, {"w": W, "thumbnail": WEBP, "log": LOG}, "2")
    assert load_pack(path).tensors["w"].tolist() == [1, 1]


@pytest.mark.parametrize(
    "arrays",
    [
        {"w": W.astype(np.float32), "thumbnail": THUMBNAIL},
        {"w": W * np.float16(np.nan), "thumbnail": THUMBNAIL},
        {"w": np.array([-np.inf, 0], np.float16), "thumbnail": THUMBNAIL},
        {"w": W},
        {"w": W, "thumbnail": THUMBNAIL[0]},
        {"w": W, "thumbnail": THUMBNAIL[:0]},
        {"w": W, "thumbnail": THUMBNAIL.astype(np.float16)},
        {"w": W, "thumbnail": WEBP},
    ],
)
def test_wrong_content_is_refused_though_its_hash_is_right(path, arrays):
    _forge(path, arrays)
    assert "damaged" in refusal(path)


def _endless_step():
    history = {"curves": {"s": {"l": [[float("inf"), 1.0]]}}, "phases": [], "notes": []}
    text = json.dumps({**history, "total_steps": 1})
    return np.frombuffer(zlib.compress(text.encode()), np.uint8)


def _claims_to_be_enormous():
    """Eight by eight pixels, whose file says 16383 by 16383."""
    buffer = io.BytesIO()
    Image.new("RGB", (8, 8)).save(buffer, "WEBP", lossless=True)
    data = bytearray(buffer.getvalue())
    at = data.index(b"VP8L") + 9
    bits = int.from_bytes(data[at : at + 4], "little") >> 28 << 28 | 16382 | 16382 << 14
    data[at : at + 4] = bits.to_bytes(4, "little")
    return np.frombuffer(bytes(data), np.uint8)


def _bomb():
    return np.frombuffer(zlib.compress(b" " * 50_000_000), np.uint8)


def _huge_picture():
    return np.frombuffer(encode_webp(np.zeros((2000, 2000, 3), np.uint8)), np.uint8)


@pytest.mark.parametrize(
    "changes",
    [
        {"w": W.astype(np.float32)},
        {"w": W * np.float16(np.nan)},
        {"w": np.ones((2, 2), np.int8)},
        {"w": np.ones((2, 2), np.int8), "w/scale": np.ones(3, np.float16)},
        {"w": np.ones((2, 2), np.int8), "w/scale": np.ones(2, np.float32)},
        {"w": np.full((2, 2), 100, np.int8), "w/scale": np.full(2, 60000, np.float16)},
        {"x/scale": np.ones(2, np.float16)},
        {"log": None},
        {"log": LOG[:-3]},
        {"log": np.frombuffer(zlib.compress(b"{}"), np.uint8)},
        {"log": _bomb()},
        {"log": W},
        {"thumbnail": None},
        {"thumbnail": THUMBNAIL},
        {"thumbnail": WEBP[:20]},
        {"thumbnail": _huge_picture()},
        {"thumbnail": _claims_to_be_enormous()},
        {"log": _endless_step()},
    ],
    ids=lambda changes: " ".join(changes),
)
def test_wrong_content_of_this_version_is_refused_too(path, changes):
    arrays = {"w": W, "thumbnail": WEBP, "log": LOG} | changes
    _forge(path, {name: array for name, array in arrays.items() if array is not None}, "2")
    assert "damaged" in refusal(path)


def _credited(path, **credits):
    """A pack whose credits are changed and whose hash is right."""
    _forge(path, {"w": W, "thumbnail": WEBP, "log": LOG}, "2", **credits)


@pytest.mark.parametrize(
    "name", ["", "  ", "n" * 300, "a\nb", "a\x1b[31m", "a\ud800", "a\u2028b", ".a", "a/b"]
)
def test_names_that_no_file_can_have_are_refused(path, name):
    _credited(path, name=name)
    assert "damaged" in refusal(path)
    assert "damaged" in refusal(path, read_credits)


def test_a_name_that_windows_reserves_is_read_but_not_given(path):
    _credited(path, name="aux")
    assert read_credits(path).name == "aux"
    assert load_pack(path).credits.name == "aux"
    assert not is_usable_name("aux")


def test_credits_fit_on_a_line_and_can_be_written(path):
    _credited(path, name="波 größer", title="Red\x1b[31m\nWave\ud800", artist="\tŌkubo")
    credits = read_credits(path)
    assert (credits.name, credits.title, credits.artist) == ("波 größer", "Red [31m Wave", "Ōkubo")
    assert load_pack(path).credits == credits


def test_a_tensor_that_ends_nowhere_is_refused(path, pack):
    save_pack(path, pack)
    header, body = parts(path)
    header["a.bias"]["data_offsets"][1] = float("inf")
    rewrite(path, header, body)
    assert "damaged" in refusal(path)
    assert "damaged" in refusal(path, read_credits)


@pytest.mark.parametrize("dtype", ["BF16", "F8_E4M3", "nonsense"])
def test_unknown_number_types_are_refused(path, pack, dtype):
    save_pack(path, pack)
    header, body = parts(path)
    header["a.bias"]["dtype"] = dtype
    rewrite(path, header, body)
    assert "damaged" in refusal(path)
