"""Style packs: one safetensors file with a style's weights, its thumbnail and where it is from.

The metadata of the file are ``format`` ("fst-style"), ``version`` ("2"), ``credits``, ``summary``
and ``versions`` (JSON), ``base``, ``seed``, and ``hash``, the SHA-256 of everything else; where the
style has had other titles, ``earlier`` too: a JSON list of the SHA-256 that its file had with them.
Beside the weights (``pack_content``) lie the bytes of ``thumbnail`` (WebP) and ``log``
(``history_file``).

Packs of version 1 are read too: weights in 16 bits, the thumbnail as pixels, no log, and a hash
of the tensors only.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import StylePackError, reason_of
from fst_gui.library.history_file import compact, history_from_bytes, history_to_bytes
from fst_gui.library.pack_content import SCALE, lengthen, shorten
from fst_gui.library.pack_header import (
    FORMAT,
    VERSION,
    Credits,
    DamagedError,
    Header,
    damaged,
    on_a_line,
    opened,
    read_header,
)
from fst_gui.library.photo import Pixels
from fst_gui.library.small_picture import decode_webp, encode_webp
from fst_gui.library.training_log import History

LONGEST_TITLE = 120  # signs, as many as the name of an exported picture has room for

_THUMBNAIL, _LOG = "thumbnail", "log"


@dataclass(frozen=True, eq=False)
class StylePack:
    """A trained style.

    ``tensors`` are float16 weights by name. ``thumbnail`` is (H, W, 3) uint8, sRGB. ``base`` is
    the SHA-256, in hex, of what the weights need of a base network, its foundation. ``summary``
    are numbers of the training, for people; ``history`` its curves; ``versions`` the programs
    that made it.
    """

    credits: Credits
    tensors: Mapping[str, NDArray[np.float16]]
    thumbnail: Pixels
    base: str
    seed: int
    summary: Mapping[str, float | int | str] = field(default_factory=dict[str, float | int | str])
    history: History = field(default_factory=History)
    versions: Mapping[str, str] = field(default_factory=dict[str, str])


def save_pack(path: Path, pack: StylePack) -> None:
    """Write ``pack`` to ``path``, whole or not at all; the folder is made if it is missing.

    Weights are rounded to eight bits, the thumbnail is compressed, the curves are thinned out.
    Raises ``StylePackError`` when the file cannot be written, and ``ValueError`` when a tensor is
    not float16, not finite, or named like the thumbnail.
    """
    for name, tensor in pack.tensors.items():
        reserved = name in (_THUMBNAIL, _LOG) or name.endswith(SCALE)
        if reserved or tensor.dtype != np.float16 or not np.isfinite(tensor).all():
            raise ValueError(f"tensor {name} cannot be stored in a style pack")
    if not _is_picture(pack.thumbnail):
        raise ValueError("the thumbnail is not (H, W, 3) uint8")
    # safetensors reads the memory behind an array and takes it for contiguous.
    named: dict[str, NDArray[Any]] = {
        **shorten(pack.tensors),
        _THUMBNAIL: np.frombuffer(encode_webp(pack.thumbnail), np.uint8),
        _LOG: np.frombuffer(history_to_bytes(compact(pack.history)), np.uint8),
    }
    arrays = {name: np.asarray(array, order="C") for name, array in named.items()}
    metadata = {
        "format": FORMAT,
        "version": str(VERSION),
        "credits": json.dumps(asdict(pack.credits)),
        "base": pack.base,
        "seed": str(pack.seed),
        "summary": json.dumps(dict(pack.summary)),
        "versions": json.dumps(dict(pack.versions)),
    }
    _write(path, save(arrays, {**metadata, "hash": _hash_of(arrays, metadata)}))


def copy_pack(source: Path, target: Path) -> None:
    """Copy a pack after checking it whole; an old one is brought to this version.

    Raises ``StylePackError`` as ``load_pack`` and ``save_pack`` do.
    """
    pack, header, data = _checked(source)
    if header.version < VERSION:
        save_pack(target, pack)
    else:
        _write(target, data)


def usable_title(title: str) -> str:
    """A title as it is kept. Raises ``StylePackError`` when it is empty or too long."""
    title = on_a_line(title)
    if not title:
        raise StylePackError("The name is empty; type one for the style.")
    if len(title) > LONGEST_TITLE:
        raise StylePackError(
            "The name has {n} characters; shorten it to {most}.",
            n=len(title),
            most=LONGEST_TITLE,
        )
    return title


def rename_pack(path: Path, title: str) -> None:
    """Give the style in a file another title; everything else stays, weights to the bit.

    The file keeps its name, by which others know the style, and notes the SHA-256 it had, by which
    recipes know it. Raises ``StylePackError`` as ``load_pack`` and ``usable_title`` do, and when
    the file cannot be written, which leaves it as it was.
    """
    title = usable_title(title)
    _, header, data = _checked(path)
    if title == header.credits.title:
        return
    metadata = {
        **header.metadata,
        "credits": json.dumps(asdict(replace(header.credits, title=title))),
        "earlier": json.dumps([*header.earlier, hashlib.sha256(data).hexdigest()]),
    }
    arrays = load(data)
    digest = _hash_of(arrays, metadata if header.version > 1 else None)
    try:
        write_atomically(path, save(arrays, {**metadata, "hash": digest}))
    except OSError as error:
        raise StylePackError(
            "“{title}” keeps its name, because its file “{path}” cannot be written ({reason}); "
            "make room there, or allow writing in that folder.",
            title=header.credits.title or header.credits.name,
            path=path,
            reason=reason_of(error),
        ) from error


def _write(path: Path, data: bytes) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        raise StylePackError(
            "The style “{name}” cannot be saved in “{folder}” ({reason}); choose another folder or "
            "make room.",
            name=path.name,
            folder=path.parent,
            reason=reason_of(error),
        ) from error


def load_pack(path: Path) -> StylePack:
    """Read and verify the style pack at ``path``. The tensors may be written to.

    Raises ``StylePackError`` when the file is missing, damaged, not a style pack, or of a newer
    version.
    """
    return _checked(path)[0]


def _checked(path: Path) -> tuple[StylePack, Header, bytes]:
    """A pack, and the header and all bytes of its file."""
    with opened(path) as file:
        header = read_header(file, path.name)
        file.seek(0)
        data = file.read()
    try:
        return _verified(header, data), header, data
    except (DamagedError, ValueError) as error:
        raise damaged(path.name) from error


def _verified(header: Header, data: bytes) -> StylePack:
    """The pack in ``data``. Raises ``DamagedError`` or ``ValueError``."""
    try:
        arrays = load(data)
    except (SafetensorError, KeyError) as error:
        raise DamagedError("tensors") from error
    if _hash_of(arrays, header.metadata if header.version > 1 else None) != header.hash:
        raise DamagedError("hash")
    if _THUMBNAIL not in arrays or (header.version > 1 and _LOG not in arrays):
        raise DamagedError("thumbnail or log")
    thumbnail, history = arrays.pop(_THUMBNAIL), History()
    if header.version > 1:
        history = history_from_bytes(_bytes(arrays.pop(_LOG)))
        thumbnail = decode_webp(_bytes(thumbnail))
    elif not _is_picture(thumbnail) or any(a.dtype != np.float16 for a in arrays.values()):
        raise DamagedError("version 1")
    return StylePack(
        credits=header.credits,
        tensors=lengthen(arrays),
        thumbnail=thumbnail,
        base=header.base,
        seed=header.seed,
        summary=header.summary,
        history=history,
        versions=header.versions,
    )


def _bytes(array: NDArray[Any]) -> bytes:
    if array.dtype != np.uint8 or array.ndim != 1:
        raise DamagedError("bytes")
    return array.tobytes()


def _hash_of(arrays: Mapping[str, NDArray[Any]], metadata: Mapping[str, str] | None = None) -> str:
    digest = hashlib.sha256()
    if metadata is not None:
        digest.update(json.dumps(sorted(metadata.items())).encode())
    for name in sorted(arrays):
        array = arrays[name]
        digest.update(json.dumps([name, array.dtype.name, array.shape]).encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def _is_picture(array: NDArray[Any]) -> bool:
    return array.dtype == np.uint8 and array.ndim == 3 and array.shape[2] == 3 and array.size > 0
