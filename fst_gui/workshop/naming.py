"""How the pictures of a batch are called."""

from __future__ import annotations

import string
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from fst_gui.library.errors import LibraryError
from fst_gui.library.file_names import FORBIDDEN, unreserved
from fst_gui.library.writing import WRITABLE_SUFFIXES

FIELDS = ("name", "style", "number")
_DEFAULT_SUFFIX = ".jpg"
_FORBIDDEN = FORBIDDEN | {chr(code) for code in range(32)}


class NamingError(LibraryError):
    """A naming rule that gives no usable file names."""


@dataclass(frozen=True)
class NamingRule:
    """How painted pictures are called and where they go.

    ``pattern`` may hold ``{name}`` (the photo's, without its ending), ``{style}`` and
    ``{number}`` (from 1, in the order of the batch). ``suffix`` is the format's ending; empty
    keeps the photo's where it can be written. ``folder`` None puts each picture beside its
    photo; below another folder, the subfolders of a dropped folder are made again.

    Raises ``NamingError``.
    """

    pattern: str = "{name} {style}"
    suffix: str = ""
    folder: Path | None = None

    def __post_init__(self) -> None:
        try:
            parts = list(string.Formatter().parse(self.pattern))
            used = {field for _, field, _, _ in parts} - {None}
            if used - set(FIELDS) or any("{" in (how or "") for _, _, how, _ in parts):
                raise ValueError("parts of a field, or a field within another")
            self.pattern.format(name="x", style="x", number=1)
        except (ValueError, LookupError, AttributeError, TypeError, MemoryError) as error:
            raise NamingError(
                "The naming rule “{pattern}” cannot be used; write {{name}}, {{style}} and "
                "{{number}} in it and no other braces.",
                pattern=self.pattern,
            ) from error
        if not used & {"name", "number"}:
            raise NamingError(
                "The naming rule “{pattern}” gives every picture the same name; put {{name}} or "
                "{{number}} in it.",
                pattern=self.pattern,
            )
        if _FORBIDDEN & {sign for literal, _, _, _ in parts for sign in literal}:
            raise NamingError(
                "The naming rule “{pattern}” has characters that file names cannot have; take them "
                "out.",
                pattern=self.pattern,
            )
        if self.suffix and self.suffix.lower() not in WRITABLE_SUFFIXES:
            raise NamingError(
                "“{suffix}” names no format that can be written; use one of {known}.",
                suffix=self.suffix,
                known=", ".join(WRITABLE_SUFFIXES),
            )

    def target(self, photo: Path, style: str, number: int, subfolder: Path = Path()) -> Path:
        """Where the picture of ``photo`` goes, if no other picture has that name."""
        suffix = self.suffix or photo.suffix.lower()
        if suffix not in WRITABLE_SUFFIXES:
            suffix = _DEFAULT_SUFFIX
        values: Mapping[str, object] = {"name": photo.stem, "style": style, "number": number}
        # What a style or a photo is called may hold what this system allows and others do not.
        name = "".join("_" if c in _FORBIDDEN else c for c in self.pattern.format(**values))
        folder = photo.parent if self.folder is None else self.folder / subfolder
        return folder / f"{unreserved(name.strip())}{suffix}"
