import hashlib
import json
import os
import struct
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from safetensors.numpy import load_file, save

from fst_gui.library.errors import StylePackError
from fst_gui.library.history_file import history_to_bytes
from fst_gui.library.small_picture import encode_webp
from fst_gui.library.style_pack import (
    Credits,
    StylePack,
    copy_pack,
    load_pack,
    read_credits,
    save_pack,
)
from fst_gui.library.training_log import History, Note, PhaseMark

SHIPPED = sorted((Path(__file__).parent.parent.parent / "models").glob("*.fststyle"))
CREDITS = Credits("waves", "Wellen “blau”", "Ōkubo", "1831", "public domain", "https://example.org")


@pytest.fixture
def pack():
    random = np.random.default_rng(0)
    return StylePack(
        credits=CREDITS,
        tensors={
            "b.weight": random.normal(size=(4, 3, 3, 3)).astype(np.float16),
            "a.bias": random.normal(size=5).astype(np.float16),
            "scale": np.array(0.5, np.float16),
        },
        thumbnail=np.full((6, 9, 3), (200, 90, 40), np.uint8),
        base="ab" * 32,
        seed=7,
        summary={"style_loss": 0.25, "steps": 900, "device": "cpu"},
        history=History(
            {"encoder": {"style_loss": ((1, 0.5), (2, 0.25))}},
            (PhaseMark("encoder", "joint", 0, 2, 0.0),),
            (Note(2, "slept", {"seconds": 60.0}, "went_on"),),
            2,
        ),
        versions={"fst-gui": "0.1", "torch": "2.13"},
    )


@pytest.fixture
def path(tmp_path):
    return tmp_path / "waves.fststyle"


def _parts(path):
    """The header and the tensor bytes of a safetensors file."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def _rewrite(path, header, body):
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def _change_metadata(path, **changes):
    header, body = _parts(path)
    header["__metadata__"].update(changes)
    header["__metadata__"] = {k: v for k, v in header["__metadata__"].items() if v is not None}
    _rewrite(path, header, body)


def _refusal(path, read=load_pack):
    """The sentence that a file is refused with, checked for form."""
    with pytest.raises(StylePackError) as caught:
        read(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    return sentence


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
    _change_metadata(path, credits=json.dumps(credits))
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
    assert path.stat().st_size < 320_000
    points = load_pack(path).history.curves["interpolation"]["style_loss"]
    assert 500 < len(points) <= 600
    assert points[-1][0] == 4999
    assert np.mean([value for _, value in points]) == pytest.approx(1.0, abs=0.01)


def _write_version_1(path, pack):
    """As the first release wrote packs: 16 bits, the thumbnail as pixels, a hash of the arrays."""
    arrays = {name: tensor.astype(np.float16) for name, tensor in pack.tensors.items()}
    arrays["thumbnail"] = pack.thumbnail
    digest = hashlib.sha256()
    for name in sorted(arrays):
        array = arrays[name]
        digest.update(json.dumps([name, array.dtype.name, array.shape]).encode())
        digest.update(array.tobytes())
    texts = {key: value for key, value in vars(pack.credits).items() if key != "movement"}
    metadata = {
        "format": "fst-style",
        "version": "1",
        "credits": json.dumps(texts),
        "summary": json.dumps(dict(pack.summary)),
        "base": pack.base,
        "seed": str(pack.seed),
        "hash": digest.hexdigest(),
    }
    path.write_bytes(save(arrays, metadata))


@pytest.mark.parametrize("shipped", SHIPPED[::6], ids=lambda path: path.stem)
def test_a_pack_of_version_1_migrates(shipped, tmp_path, path):
    first = tmp_path / "first.fststyle"
    _write_version_1(first, load_pack(shipped))
    old = load_pack(first)
    copy_pack(first, path)
    new = load_pack(path)
    assert _parts(path)[0]["__metadata__"]["version"] == "2"
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
    metadata = _parts(path)[0]["__metadata__"]
    assert metadata["format"] == "fst-style"
    assert metadata["version"] == "2"
    assert json.loads(metadata["credits"])["artist"] == "Ōkubo"


def test_equal_packs_give_equal_tensor_hashes_in_any_order(tmp_path, pack):
    turned = replace(pack, tensors=dict(reversed(pack.tensors.items())))
    save_pack(tmp_path / "a.fststyle", pack)
    save_pack(tmp_path / "b.fststyle", turned)
    hashes = {_parts(file)[0]["__metadata__"]["hash"] for file in tmp_path.iterdir()}
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


@pytest.mark.parametrize("read", [load_pack, read_credits])
class TestRefused:
    def test_missing(self, path, read):
        assert "was not found" in _refusal(path, read)

    def test_a_folder(self, path, read):
        path.mkdir()
        assert "folder" in _refusal(path, read)

    def test_not_permitted(self, path, pack, read, monkeypatch):
        save_pack(path, pack)

        def refuse(*_):
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(type(path), "open", refuse)
        assert "Permission denied" in _refusal(path, read)

    def test_empty(self, path, read):
        path.write_bytes(b"")
        assert "is empty" in _refusal(path, read)

    def test_a_picture_with_the_wrong_name(self, path, read):
        Image.new("RGB", (40, 40)).save(path, "JPEG")
        assert "not a style pack" in _refusal(path, read)

    def test_some_other_safetensors_file(self, path, read):
        path.write_bytes(save({"w": np.zeros(4, np.float32)}))
        assert "not a style pack" in _refusal(path, read)
        path.write_bytes(save({"w": np.zeros(4, np.float16)}, {"format": "pt"}))
        assert "not a style pack" in _refusal(path, read)

    def test_a_header_of_absurd_length(self, path, read):
        path.write_bytes(struct.pack("<Q", 1 << 60) + b"{}")
        assert "not a style pack" in _refusal(path, read)

    @pytest.mark.parametrize("text", [b"{]", b"[1]", b"\xff\xff", b"[" * 50_000, b"null"])
    def test_a_header_that_is_not_an_object(self, path, read, text):
        path.write_bytes(struct.pack("<Q", len(text)) + text)
        assert "not a style pack" in _refusal(path, read)

    def test_cut_short_or_too_long_anywhere(self, path, pack, read):
        save_pack(path, pack)
        data = path.read_bytes()
        for length in (1, 8, 9, len(data) // 2, len(data) - 1):
            path.write_bytes(data[:length])
            _refusal(path, read)
        path.write_bytes(data + b"\0")
        assert "damaged" in _refusal(path, read)

    def test_a_newer_version(self, path, pack, read):
        save_pack(path, pack)
        _change_metadata(path, version="3")
        assert "newer" in _refusal(path, read)

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
        _change_metadata(path, **changes)
        assert "damaged" in _refusal(path, read)

    @pytest.mark.parametrize("entry", [None, 3, {}, {"dtype": "F16", "data_offsets": ["a", "b"]}])
    def test_damaged_tensor_entries(self, path, pack, read, entry):
        save_pack(path, pack)
        header, body = _parts(path)
        header["a.bias"] = entry
        _rewrite(path, header, body)
        assert "damaged" in _refusal(path, read)


def test_one_changed_bit_in_the_weights_is_noticed(path, pack):
    save_pack(path, pack)
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(data)
    assert "damaged" in _refusal(path)


def _exchange(entries):
    entries["a"], entries["b"] = entries["b"], entries["a"]


def _rename(entries):
    entries["c"] = entries.pop("a")


def _reshape(entries):
    entries["a"]["shape"] = [1, 2]


@pytest.mark.parametrize("change", [_exchange, _rename, _reshape])
def test_changed_names_and_shapes_are_noticed(path, pack, change):
    save_pack(path, replace(pack, tensors={n: np.ones(2, np.float16) * ord(n) for n in "ab"}))
    header, body = _parts(path)
    change(header)
    _rewrite(path, header, body)
    assert "damaged" in _refusal(path)


def test_changed_credits_are_noticed(path, pack):
    save_pack(path, pack)
    _change_metadata(path, credits=json.dumps({**CREDITS.__dict__, "artist": "me"}))
    assert "damaged" in _refusal(path)


def _forge(path, arrays, version="1"):
    """A file with a right hash and wrong content, as another program might write it."""
    from fst_gui.library.style_pack import _hash_of

    metadata = {
        "format": "fst-style",
        "version": version,
        "credits": json.dumps(CREDITS.__dict__),
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
    assert "damaged" in _refusal(path)


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
    ],
    ids=lambda changes: " ".join(changes),
)
def test_wrong_content_of_this_version_is_refused_too(path, changes):
    arrays = {"w": W, "thumbnail": WEBP, "log": LOG} | changes
    _forge(path, {name: array for name, array in arrays.items() if array is not None}, "2")
    assert "damaged" in _refusal(path)


@pytest.mark.parametrize("dtype", ["BF16", "F8_E4M3", "nonsense"])
def test_unknown_number_types_are_refused(path, pack, dtype):
    save_pack(path, pack)
    header, body = _parts(path)
    header["a.bias"]["dtype"] = dtype
    _rewrite(path, header, body)
    assert "damaged" in _refusal(path)
