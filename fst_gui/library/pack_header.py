"""What a style pack says before its weights: read and checked without looking at them."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import IO, Any, cast

from fst_gui.library.errors import StylePackError, reason_of
from fst_gui.library.file_names import FORBIDDEN, is_reserved

SUFFIX = ".fststyle"

FORMAT = "fst-style"
VERSION = 2
# Real packs have a header of some kilobytes; a file that asks for more is something else.
_LONGEST_HEADER = 1 << 20
_LARGEST_FILE = 1 << 30
_LONGEST_NAME = 200  # bytes; a file's name may have 255, with its ending
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


def is_usable_name(name: str) -> bool:
    """Whether a style of that name can have a file, listed on any system."""
    return _is_harmless(name) and not is_reserved(name)


def _is_harmless(name: str) -> bool:
    """Whether a file of that name is where it should be and can be seen."""
    shown = not any(c in FORBIDDEN or unicodedata.category(c) in _UNSHOWN for c in name)
    length = len(name.encode("utf-8", "surrogatepass"))
    return shown and bool(name.strip()) and not name.startswith(".") and length <= _LONGEST_NAME


class DamagedError(Exception):
    """A file that does not hold what a style pack holds."""


@dataclass(frozen=True)
class Header:
    """``metadata`` are all but the hash, as they are written; ``earlier`` the files before this."""

    version: int
    metadata: Mapping[str, str]
    credits: Credits
    base: str
    seed: int
    summary: Mapping[str, float | int | str]
    versions: Mapping[str, str]
    earlier: tuple[str, ...]
    hash: str


def read_credits(path: Path) -> Credits:
    """The credits of the style pack at ``path``, from its header only.

    Raises ``StylePackError`` as ``load_pack`` does, but does not look at the weights.
    """
    return _header_of(path).credits


def earlier_files(path: Path) -> tuple[str, ...]:
    """The SHA-256 of what the pack's file was before its style got other titles, oldest first."""
    return _header_of(path).earlier


def _header_of(path: Path) -> Header:
    with opened(path) as file:
        return read_header(file, path.name)


def opened(path: Path) -> IO[bytes]:
    """The file to read from. Raises ``StylePackError`` when it cannot be."""
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
            reason=reason_of(error),
        ) from error


def read_header(file: IO[bytes], name: str) -> Header:
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
    except DamagedError as error:
        raise _foreign(name) from error
    metadata = parsed.pop("__metadata__", None)
    if not isinstance(metadata, dict) or cast(dict[str, Any], metadata).get("format") != FORMAT:
        raise _foreign(name)
    try:
        return _parsed_header(cast(dict[str, Any], metadata), parsed, size - 8 - length, name)
    except DamagedError as error:
        raise damaged(name) from error


def _parsed_header(
    metadata: dict[str, Any], tensors: dict[str, Any], data_size: int, name: str
) -> Header:
    version = _whole_number(metadata.get("version"))
    if version > VERSION:
        raise StylePackError(
            "The style pack “{name}” was made by a newer FST Studio; update to use it.", name=name
        )
    try:
        ends = [int(tensor["data_offsets"][1]) for tensor in tensors.values()]
    except (LookupError, TypeError, ValueError, OverflowError) as error:  # int(inf) is the last
        raise DamagedError("tensor entries") from error
    if data_size != max(ends, default=0):
        raise DamagedError("length")
    versions = {} if version == 1 else _object(metadata.get("versions"))
    return Header(
        version=version,
        metadata={key: _text(value) for key, value in metadata.items() if key != "hash"},
        credits=_credits(_object(metadata.get("credits"))),
        base=_text(metadata.get("base")),
        seed=_whole_number(metadata.get("seed")),
        summary=_object(metadata.get("summary")),
        versions={str(key): _text(value) for key, value in versions.items()},
        earlier=_texts(metadata.get("earlier", "[]")),
        hash=_text(metadata.get("hash")),
    )


def damaged(name: str) -> StylePackError:
    """What is raised for a pack that is not whole."""
    return StylePackError(
        "The style pack “{name}” is damaged; get a fresh copy or train again.", name=name
    )


def _foreign(name: str) -> StylePackError:
    return StylePackError(
        "“{name}” is not a style pack; choose a file ending in {suffix}.", name=name, suffix=SUFFIX
    )


def _object(text: object) -> dict[str, Any]:
    if not isinstance(text, str | bytes):
        raise DamagedError("no JSON")
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DamagedError("JSON") from error
    if not isinstance(value, dict):
        raise DamagedError("no JSON object")
    return cast(dict[str, Any], value)


def _credits(values: dict[str, Any]) -> Credits:
    values = {"movement": "", **values}  # packs from before movements were written down
    texts = {entry.name: _text(values.get(entry.name)) for entry in fields(Credits)}
    # The name becomes a file's name: a foreign pack must not choose the folder. What only Windows
    # reserves is read: such a pack was made elsewhere, and by earlier versions.
    if not _is_harmless(texts["name"]):
        raise DamagedError("name")
    return Credits(**{field: on_a_line(text) for field, text in texts.items()})


def on_a_line(text: str) -> str:
    """Without what breaks lines, steers a terminal or cannot be written."""
    return "".join(" " if unicodedata.category(c) in _UNSHOWN else c for c in text).strip()


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise DamagedError("text")
    return value


def _texts(value: object) -> tuple[str, ...]:
    try:
        values = json.loads(_text(value))
    except (ValueError, RecursionError) as error:
        raise DamagedError("JSON") from error
    if not isinstance(values, list):
        raise DamagedError("no list")
    return tuple(_text(each) for each in cast(list[Any], values))


def _whole_number(value: object) -> int:
    try:
        return int(_text(value))
    except ValueError as error:
        raise DamagedError("number") from error
