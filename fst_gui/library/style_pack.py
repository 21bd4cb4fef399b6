"""Style packs: one safetensors file with a style's weights, its thumbnail and where it is from.

The metadata of the file are ``format`` ("fst-style"), ``version`` ("1"), ``credits`` and
``summary`` (JSON), ``base``, ``seed``, and ``hash``, the SHA-256 of all tensors.
"""

from __future__ import annotations

import hashlib
import json
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
from fst_gui.library.photo import Pixels

SUFFIX = ".fststyle"

_FORMAT = "fst-style"
_VERSION = 1
_THUMBNAIL = "thumbnail"
# Real packs have a header of some kilobytes; a file that asks for more is something else.
_LONGEST_HEADER = 1 << 20
_LARGEST_FILE = 1 << 30


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
    the SHA-256, in hex, of the base network's file that the weights belong to. ``summary`` are
    numbers of the training, for people.
    """

    credits: Credits
    tensors: Mapping[str, NDArray[np.float16]]
    thumbnail: Pixels
    base: str
    seed: int
    summary: Mapping[str, float | int | str] = field(default_factory=dict[str, float | int | str])


class _DamagedError(Exception):
    """A file that does not hold what a style pack holds."""


@dataclass(frozen=True)
class _Header:
    credits: Credits
    base: str
    seed: int
    summary: Mapping[str, float | int | str]
    hash: str
    dtypes: Mapping[str, str]


def save_pack(path: Path, pack: StylePack) -> None:
    """Write ``pack`` to ``path``, whole or not at all; the folder is made if it is missing.

    Raises ``StylePackError`` when the file cannot be written, and ``ValueError`` when a tensor is
    not float16, not finite, or named like the thumbnail.
    """
    for name, tensor in pack.tensors.items():
        if name == _THUMBNAIL or tensor.dtype != np.float16 or not np.isfinite(tensor).all():
            raise ValueError(f"tensor {name} cannot be stored in a style pack")
    if not _is_picture(pack.thumbnail):
        raise ValueError("the thumbnail is not (H, W, 3) uint8")
    # safetensors reads the memory behind an array and takes it for contiguous.
    named: dict[str, NDArray[Any]] = {**pack.tensors, _THUMBNAIL: pack.thumbnail}
    arrays = {name: np.asarray(array, order="C") for name, array in named.items()}
    metadata = {
        "format": _FORMAT,
        "version": str(_VERSION),
        "credits": json.dumps(asdict(pack.credits)),
        "base": pack.base,
        "seed": str(pack.seed),
        "summary": json.dumps(dict(pack.summary)),
        "hash": _hash_of(arrays),
    }
    data = save(arrays, metadata)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    except OSError as error:
        raise StylePackError(
            f"The style “{path.name}” cannot be saved in “{path.parent}” ({error.strerror}); "
            "choose another folder or make room."
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
    except _DamagedError as error:
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
            raise StylePackError(f"“{path.name}” is a folder; choose a style pack inside it.")
        if path.is_file() and path.stat().st_size > _LARGEST_FILE:
            raise _foreign(path.name)
        return path.open("rb")
    except FileNotFoundError as error:
        raise StylePackError(
            f"The style pack “{path}” was not found; check whether it was moved."
        ) from error
    except OSError as error:
        raise StylePackError(
            f"The style pack “{path.name}” cannot be read ({error.strerror}); "
            "change its permissions or copy it elsewhere."
        ) from error


def _damaged(name: str) -> StylePackError:
    return StylePackError(f"The style pack “{name}” is damaged; get a fresh copy or train again.")


def _foreign(name: str) -> StylePackError:
    return StylePackError(f"“{name}” is not a style pack; choose a file ending in {SUFFIX}.")


def _read_header(file: IO[bytes], name: str) -> _Header:
    """Parse the header, and check that the file is as long as the header says."""
    size = file.seek(0, 2)
    file.seek(0)
    length = int.from_bytes(file.read(8), "little")
    if size == 0:
        raise StylePackError(f"The style pack “{name}” is empty; get a fresh copy or train again.")
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
    if _whole_number(metadata.get("version")) > _VERSION:
        raise StylePackError(
            f"The style pack “{name}” was made by a newer FST Studio; update to use it."
        )
    try:
        ends = [int(tensor["data_offsets"][1]) for tensor in tensors.values()]
        dtypes = {key: str(tensor["dtype"]) for key, tensor in tensors.items()}
    except (LookupError, TypeError, ValueError) as error:
        raise _DamagedError("tensor entries") from error
    if data_size != max(ends, default=0):
        raise _DamagedError("length")
    return _Header(
        credits=_credits(_object(metadata.get("credits"))),
        base=_text(metadata.get("base")),
        seed=_whole_number(metadata.get("seed")),
        summary=_object(metadata.get("summary")),
        hash=_text(metadata.get("hash")),
        dtypes=dtypes,
    )


def _verified(header: _Header, data: bytes) -> StylePack:
    expected = {name: "U8" if name == _THUMBNAIL else "F16" for name in header.dtypes}
    if header.dtypes != expected:
        raise _DamagedError("dtypes")
    try:
        arrays = load(data)
    except (SafetensorError, ValueError) as error:
        raise _DamagedError("tensors") from error
    if _hash_of(arrays) != header.hash:
        raise _DamagedError("hash")
    thumbnail = arrays.pop(_THUMBNAIL, None)
    if thumbnail is None or not _is_picture(thumbnail):
        raise _DamagedError("thumbnail")
    if not all(np.isfinite(array).all() for array in arrays.values()):
        raise _DamagedError("values")
    return StylePack(
        credits=header.credits,
        tensors=arrays,
        thumbnail=thumbnail,
        base=header.base,
        seed=header.seed,
        summary=header.summary,
    )


def _hash_of(arrays: Mapping[str, NDArray[Any]]) -> str:
    digest = hashlib.sha256()
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
    return Credits(**{entry.name: _text(values.get(entry.name)) for entry in fields(Credits)})


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _DamagedError("text")
    return value


def _whole_number(value: object) -> int:
    try:
        return int(_text(value))
    except ValueError as error:
        raise _DamagedError("number") from error
