"""Colour profiles made by hand, so that expected colours can be computed, and a style pack."""

import functools
import struct

import numpy as np
import pytest
from pack_files import CREDITS

from fst_gui.library.style_pack import StylePack
from fst_gui.library.training_log import History, Note, PhaseMark

GAMMA = 2.19921875  # what a "curv" entry of 0x0233 means

# XYZ of the three primaries, adapted to D50, as in the published profiles.
PRIMARIES = {
    "Adobe RGB": (
        (0.60974, 0.31111, 0.01947),
        (0.20528, 0.62567, 0.06087),
        (0.14919, 0.06322, 0.74457),
    ),
    "Display P3": (
        (0.51512, 0.24120, -0.00105),
        (0.29198, 0.69225, 0.04189),
        (0.15710, 0.06657, 0.78407),
    ),
}
SRGB_PRIMARIES = (
    (0.43607, 0.22249, 0.01392),
    (0.38515, 0.71687, 0.09708),
    (0.14307, 0.06061, 0.71410),
)


def _s15(*numbers):
    return b"".join(struct.pack(">i", round(number * 65536)) for number in numbers)


def _profile(space, kind, pcs, tags):
    """An ICC version 2 profile of these tags."""
    entries, body = b"", b""
    start = 128 + 4 + 12 * len(tags)
    for name, data in tags.items():
        entries += name + struct.pack(">II", start + len(body), len(data))
        body += data + bytes(-len(data) % 4)
    header = struct.pack(">I4xI", start + len(body), 0x02400000) + kind + space + pcs
    header += struct.pack(">6H", 2024, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += _s15(0.9642, 1.0, 0.8249)
    return header.ljust(128, b"\0") + struct.pack(">I", len(tags)) + entries + body


def _text_tags():
    text = b"desc" + bytes(4) + struct.pack(">I", 5) + b"test\0" + bytes(78)
    return {
        b"desc": text,
        b"cprt": b"text" + bytes(4) + b"free\0",
        b"wtpt": b"XYZ " + bytes(4) + _s15(0.9642, 1.0, 0.8249),
    }


def _rgb_profile(name):
    tags = _text_tags()
    for letter, xyz in zip(b"rgb", PRIMARIES[name], strict=True):
        tags[bytes([letter]) + b"XYZ"] = b"XYZ " + bytes(4) + _s15(*xyz)
        tags[bytes([letter]) + b"TRC"] = b"curv" + bytes(4) + struct.pack(">IH", 1, 0x0233)
    return _profile(b"RGB ", b"mntr", b"XYZ ", tags)


def _expected_srgb(name, colours):
    """8-bit colours in the named space as 8-bit sRGB, by the textbook."""
    linear = (np.asarray(colours) / 255) ** GAMMA
    xyz = linear @ np.array(PRIMARIES[name])
    srgb = np.clip(xyz @ np.linalg.inv(np.array(SRGB_PRIMARIES)), 0, 1)
    encoded = np.where(srgb <= 0.0031308, 12.92 * srgb, 1.055 * srgb ** (1 / 2.4) - 0.055)
    return np.rint(encoded * 255)


@pytest.fixture(params=sorted(PRIMARIES))
def wide_gamut(request):
    """A colour space larger than sRGB: its profile, and colours in it computed to sRGB."""
    return _rgb_profile(request.param), functools.partial(_expected_srgb, request.param)


@pytest.fixture
def grey_profile():
    """A grey profile that is lighter than sRGB: gamma 1."""
    tags = _text_tags() | {b"kTRC": b"curv" + bytes(4) + struct.pack(">I", 0)}
    return _profile(b"GRAY", b"mntr", b"XYZ ", tags)


@pytest.fixture
def cmyk_profile():
    """A printer whose cyan ink is a mid grey; magenta and yellow cannot be seen."""
    lightness = [0 if node & 1 else 119 if node & 8 else 255 for node in range(16)]
    tables = {b"A2B0": _ink_table(lightness), b"A2B1": _ink_table([50] * 16)}  # perceptual, other
    return _profile(b"CMYK", b"prtr", b"Lab ", _text_tags() | tables)


def _ink_table(lightness):
    ramp = bytes(range(256))
    grid = b"".join(bytes((level, 128, 128)) for level in lightness)
    head = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + _s15(1, 0, 0, 0, 1, 0, 0, 0, 1)
    return head + ramp * 4 + grid + ramp * 3


@pytest.fixture
def pack():
    """A style of three small tensors with everything that may be said of it."""
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
    """Where the style pack is written."""
    return tmp_path / "waves.fststyle"
