"""The insides of a style pack, to look at and to damage."""

from __future__ import annotations

import json
import struct

import pytest

from fst_gui.library.errors import StylePackError
from fst_gui.library.style_pack import Credits, load_pack

CREDITS = Credits("waves", "Wellen “blau”", "Ōkubo", "1831", "public domain", "https://example.org")


def parts(path):
    """The header and the tensor bytes of a safetensors file."""
    data = path.read_bytes()
    length = struct.unpack("<Q", data[:8])[0]
    return json.loads(data[8 : 8 + length]), data[8 + length :]


def rewrite(path, header, body):
    text = json.dumps(header).encode()
    path.write_bytes(struct.pack("<Q", len(text)) + text + body)


def change_metadata(path, **changes):
    header, body = parts(path)
    header["__metadata__"].update(changes)
    header["__metadata__"] = {k: v for k, v in header["__metadata__"].items() if v is not None}
    rewrite(path, header, body)


def refusal(path, read=load_pack):
    """The sentence that a file is refused with, checked for form."""
    with pytest.raises(StylePackError) as caught:
        read(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    return sentence
