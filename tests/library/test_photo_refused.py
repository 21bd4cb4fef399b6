"""Files that cannot be read are refused in one sentence."""

from __future__ import annotations

import struct
import threading
import warnings
import zlib
from pathlib import Path

import numpy as np
import pytest
from photo_files import random_pixels, refusal, saved
from PIL import Image

from fst_gui.library import decoding
from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import photo_from_bytes, read_photo


def test_missing(tmp_path):
    assert "not found" in refusal(tmp_path / "gone.jpg")


def test_a_folder(tmp_path):
    assert "folder" in refusal(tmp_path)


def test_a_device():
    assert "ordinary" in refusal(Path("/dev/null"))


def test_not_permitted(tmp_path, monkeypatch):
    path = tmp_path / "secret.png"
    Image.new("RGB", (2, 2)).save(path)

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    assert "permissions" in refusal(path)


def test_a_disk_that_cannot_be_read(tmp_path, monkeypatch):
    path = tmp_path / "far.png"
    Image.new("RGB", (2, 2)).save(path)

    def fail(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(type(path), "open", fail)
    assert "Input/output error" in refusal(path)


def test_empty(tmp_path):
    path = tmp_path / "empty.jpg"
    path.write_bytes(b"")
    assert "is empty" in refusal(path)


@pytest.mark.parametrize("content", [b"Dear diary", bytes(5000), b"%!PS-Adobe-3.0 EPSF-3.0\n"])
def test_not_a_picture(tmp_path, content):
    path = tmp_path / "diary.jpg"
    path.write_bytes(content)
    assert "not a picture" in refusal(path)


def test_formats_that_start_programs_are_not_opened(tmp_path):
    path = tmp_path / "program.jpg"
    Image.new("RGB", (4, 4)).save(path, "EPS")
    assert "not a picture" in refusal(path)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_cut_short(tmp_path, kind, share):
    data = saved(Image.fromarray(random_pixels(64, 64)), kind)
    path = tmp_path / "cut.bin"
    path.write_bytes(data[: int(len(data) * share)])
    refusal(path)


def _png_header(width, height):
    def chunk(name, body):
        check = struct.pack(">I", zlib.crc32(name + body))
        return struct.pack(">I", len(body)) + name + body + check

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("size", [(20_001, 20_000), (30_000, 30_000), (2_000_000, 2_000_000)])
def test_enormous_pictures_are_refused_by_their_header(tmp_path, size):
    path = tmp_path / "bomb.png"
    path.write_bytes(_png_header(*size))
    assert "400 million pixels" in refusal(path)


def test_the_limit_itself_is_allowed(tmp_path, monkeypatch):
    path = tmp_path / "limit.png"
    Image.new("RGB", (40, 25)).save(path)
    monkeypatch.setattr(decoding, "MAXIMUM_PIXELS", 1000)
    assert read_photo(path).pixels.shape == (25, 40, 3)
    monkeypatch.setattr(decoding, "MAXIMUM_PIXELS", 999)
    assert "pixels" in refusal(path)


def test_pictures_that_pillow_warns_of_open_and_its_limit_stays(tmp_path, monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    path = tmp_path / "large.png"
    Image.new("RGB", (40, 25)).save(path)
    assert read_photo(path).pixels.shape == (25, 40, 3)
    assert Image.MAX_IMAGE_PIXELS == 100
    path.write_bytes(b"no picture")
    refusal(path)
    assert Image.MAX_IMAGE_PIXELS == 100


def test_too_little_memory_is_told(tmp_path, monkeypatch):
    path = tmp_path / "large.png"
    Image.new("RGB", (4, 4)).save(path)

    def fail(*_):
        raise MemoryError

    monkeypatch.setattr(Image.Image, "getexif", fail)
    assert "memory" in refusal(path)


def test_files_with_flipped_bytes_open_or_are_refused(tmp_path):
    random = np.random.default_rng(2)
    path = tmp_path / "flipped.bin"
    refused = 0
    for kind in ("JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"):
        data = np.frombuffer(saved(Image.fromarray(random_pixels(24, 24)), kind), np.uint8)
        for _ in range(60):
            flipped = data.copy()
            places = random.integers(0, min(len(data), 700), 4)
            flipped[places] = random.integers(0, 256, 4)
            path.write_bytes(flipped.tobytes())
            try:
                pixels = read_photo(path).pixels
            except PhotoError:
                refused += 1
            else:
                assert pixels.ndim == 3
    assert 50 < refused < 360


def test_pictures_can_be_opened_in_several_threads():
    data = saved(Image.fromarray(random_pixels(64, 64)))
    usual, filters = Image.MAX_IMAGE_PIXELS, list(warnings.filters)
    opened = []

    def work():
        for _ in range(20):
            opened.append(photo_from_bytes(data, "a picture").pixels.shape)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert opened == [(64, 64, 3)] * 60
    assert usual == Image.MAX_IMAGE_PIXELS
    assert list(warnings.filters) == filters
