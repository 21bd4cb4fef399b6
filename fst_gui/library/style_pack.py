"""Style packs: one safetensors file with a style's weights, its thumbnail and where it is from.

The metadata of the file are ``format`` ("fst-style"), ``version`` ("2"), ``credits``, ``summary``
and ``versions`` (JSON), ``base``, ``seed``, and ``hash``, the SHA-256 of everything else. Beside
the weights (``pack_content``) lie the bytes of ``thumbnail`` (WebP) and ``log`` (``history_file``).

Packs of version 1 are read too: weights in 16 bits, the thumbnail as pixels, no log, and a hash
of the tensors only.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import IO, Any, cast

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load, save

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import StylePackError
from fst_gui.library.history_file import compact, history_from_bytes, history_to_bytes
from fst_gui.library.pack_content import SCALE, lengthen, shorten
from fst_gui.library.photo import Pixels
from fst_gui.library.small_picture import decode_webp, encode_webp
from fst_gui.library.training_log import History

SUFFIX = ".fststyle"

_FORMAT = "fst-style"
_VERSION = 2
_THUMBNAIL, _LOG = "thumbnail", "log"
# Real packs have a header of some kilobytes; a file that asks for more is something else.
_LONGEST_HEADER = 1 << 20
_LARGEST_FILE = 1 << 30
_LONGEST_NAME = 200  # bytes; a file's name may have 255, with its ending
_FORBIDDEN = frozenset('/\\:*?"<>|')  # in file names, on any system
_UNSHOWN = frozenset({"Cc", "Cs", "Zl", "Zp"})  # controls, halves of pairs, breaks of lines


@dataclass(frozen=True)
class Credits:
    """What a style is called, and whose painting it was learnt from."""

    name: str
    title: str
    artist: str
    year: str
    licence: str
    source: str
    movement: str = ""


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


def is_usable_name(name: str) -> bool:
    """Whether a style of that name can have a file, listed on any system."""
    shown = not any(c in _FORBIDDEN or unicodedata.category(c) in _UNSHOWN for c in name)
    length = len(name.encode("utf-8", "surrogatepass"))
    return shown and bool(name.strip()) and not name.startswith(".") and length <= _LONGEST_NAME


class _DamagedError(Exception):
    """A file that does not hold what a style pack holds."""


@dataclass(frozen=True)
class _Header:
    version: int
    metadata: Mapping[str, str]
    credits: Credits
    base: str
    seed: int
    summary: Mapping[str, float | int | str]
    versions: Mapping[str, str]
    hash: str


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
        "format": _FORMAT,
        "version": str(_VERSION),
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
    pack = load_pack(source)
    with _opened(source) as file:
        version = _read_header(file, source.name).version
    if version < _VERSION:
        save_pack(target, pack)
    else:
        _write(target, source.read_bytes())


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
            reason=error.strerror,
        ) from error


def load_pack(path: Path) -> StylePack:
    """Read and verify the style pack at ``path``. The tensors may be written to.

    Raises ``StylePackError`` when the file is missing, damaged, not a style pack, or of a newer
    version.
    """
    with _opened(path) as file:
        header = _read_header(file, path.name)
        file.seek(0)
        data = file.read()
    try:
        return _verified(header, data)
    except (_DamagedError, ValueError) as error:
        raise _damaged(path.name) from error


def read_credits(path: Path) -> Credits:
    """The credits of the style pack at ``path``, from its header only.

    Raises ``StylePackError`` as ``load_pack`` does, but does not look at the weights.
    """
    with _opened(path) as file:
        return _read_header(file, path.name).credits


def _opened(path: Path) -> IO[bytes]:
    try:
        if path.is_dir():
            raise StylePackError(
                "“{name}” is a folder; choose a style pack inside it.", name=path.name
            )
        if path.is_file() and path.stat().st_size > _LARGEST_FILE:
            raise _foreign(path.name)
        return path.open("rb")
    except FileNotFoundError as error:
        raise StylePackError(
            "The style pack “{path}” was not found; check whether it was moved.", path=path
        ) from error
    except OSError as error:
        raise StylePackError(
            "The style pack “{name}” cannot be read ({reason}); change its permissions or copy it "
            "elsewhere.",
            name=path.name,
            reason=error.strerror,
        ) from error


def _damaged(name: str) -> StylePackError:
    return StylePackError(
        "The style pack “{name}” is damaged; get a fresh copy or train again.", name=name
    )


def _foreign(name: str) -> StylePackError:
    return StylePackError(
        "“{name}” is not a style pack; choose a file ending in {suffix}.", name=name, suffix=SUFFIX
    )


def _read_header(file: IO[bytes], name: str) -> _Header:
    """Parse the header, and check that the file is as long as the header says."""
    size = file.seek(0, 2)
    file.seek(0)
    length = int.from_bytes(file.read(8), "little")
    if size == 0:
        raise StylePackError(
            "The style pack “{name}” is empty; get a fresh copy or train again.", name=name
        )
    if not 2 <= length <= _LONGEST_HEADER:
        raise _foreign(name)
    try:
        parsed = _object(file.read(length))
    except _DamagedError as error:
        raise _foreign(name) from error
    metadata = parsed.pop("__metadata__", None)
    if not isinstance(metadata, dict) or cast(dict[str, Any], metadata).get("format") != _FORMAT:
        raise _foreign(name)
    try:
        return _parsed_header(cast(dict[str, Any], metadata), parsed, size - 8 - length, name)
    except _DamagedError as error:
        raise _damaged(name) from error


def _parsed_header(
    metadata: dict[str, Any], tensors: dict[str, Any], data_size: int, name: str
) -> _Header:
    version = _whole_number(metadata.get("version"))
    if version > _VERSION:
        raise StylePackError(
            "The style pack “{name}” was made by a newer FST Studio; update to use it.", name=name
        )
    try:
        ends = [int(tensor["data_offsets"][1]) for tensor in tensors.values()]
    except (LookupError, TypeError, ValueError, OverflowError) as error:  # int(inf) is the last
        raise _DamagedError("tensor entries") from error
    if data_size != max(ends, default=0):
        raise _DamagedError("length")
    versions = {} if version == 1 else _object(metadata.get("versions"))
    return _Header(
        version=version,
        metadata={key: _text(value) for key, value in metadata.items() if key != "hash"},
        credits=_credits(_object(metadata.get("credits"))),
        base=_text(metadata.get("base")),
        seed=_whole_number(metadata.get("seed")),
        summary=_object(metadata.get("summary")),
        versions={str(key): _text(value) for key, value in versions.items()},
        hash=_text(metadata.get("hash")),
    )


def _verified(header: _Header, data: bytes) -> StylePack:
    """The pack in ``data``. Raises ``_DamagedError`` or ``ValueError``."""
    try:
        arrays = load(data)
    except (SafetensorError, KeyError) as error:
        raise _DamagedError("tensors") from error
    if _hash_of(arrays, header.metadata if header.version > 1 else None) != header.hash:
        raise _DamagedError("hash")
    if _THUMBNAIL not in arrays or (header.version > 1 and _LOG not in arrays):
        raise _DamagedError("thumbnail or log")
    thumbnail, history = arrays.pop(_THUMBNAIL), History()
    if header.version > 1:
        history = history_from_bytes(_bytes(arrays.pop(_LOG)))
        thumbnail = decode_webp(_bytes(thumbnail))
    elif not _is_picture(thumbnail) or any(a.dtype != np.float16 for a in arrays.values()):
        raise _DamagedError("version 1")
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
        raise _DamagedError("bytes")
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


def _object(text: object) -> dict[str, Any]:
    if not isinstance(text, str | bytes):
        raise _DamagedError("no JSON")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise _DamagedError("JSON") from error
    if not isinstance(value, dict):
        raise _DamagedError("no JSON object")
    return cast(dict[str, Any], value)


def _credits(values: dict[str, Any]) -> Credits:
    values = {"movement": "", **values}  # packs from before movements were written down
    texts = {entry.name: _text(values.get(entry.name)) for entry in fields(Credits)}
    # The name becomes a file's name: a foreign pack must not choose the folder.
    if not is_usable_name(texts["name"]):
        raise _DamagedError("name")
    return Credits(**{field: _on_a_line(text) for field, text in texts.items()})


def _on_a_line(text: str) -> str:
    """Without what breaks lines, steers a terminal or cannot be written."""
    return "".join(" " if unicodedata.category(c) in _UNSHOWN else c for c in text).strip()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _DamagedError("text")
    return value


def _whole_number(value: object) -> int:
    try:
        return int(_text(value))
    except ValueError as error:
        raise _DamagedError("number") from error
