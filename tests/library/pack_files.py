"""The insides of a style pack, to look at and to damage."""

from __future__ import annotations

import hashlib
import json
import struct

import numpy as np
import pytest
from safetensors.numpy import save

from fst_gui.library.errors import StylePackError
from fst_gui.library.pack_header import Credits
from fst_gui.library.style_pack import load_pack

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


def write_version_1(path, pack):
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


def refusal(path, read=load_pack):
    """The sentence that a file is refused with, checked for form."""
    with pytest.raises(StylePackError) as caught:
        read(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    return sentence
