"""Planning a batch: which photos, under which names, and what is there already.

Nothing is painted here. The window's queue and the command line paint the items of a plan one
by one, and planning the same sources again gives the same names, so a batch that was
interrupted goes on by skipping what exists.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import PICTURE_SUFFIXES
from fst_gui.library.writing import WRITABLE_SUFFIXES
from fst_gui.sentences import Sentence

FIELDS = ("name", "style", "number")
_DEFAULT_SUFFIX = ".jpg"
_FORBIDDEN = frozenset('/\\:*?"<>|') | {chr(code) for code in range(32)}  # on any system


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
            used = {field for _, field, _, _ in string.Formatter().parse(self.pattern)} - {None}
            self.pattern.format(**dict.fromkeys(FIELDS, "x"))
        except (ValueError, LookupError, AttributeError, TypeError) as error:
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
        if _FORBIDDEN & set(self.pattern):
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
        return folder / f"{name.strip()}{suffix}"


@dataclass(frozen=True)
class BatchItem:
    """One photo and the file that its picture becomes; ``exists`` tells what was there then."""

    photo: Path
    target: Path
    exists: bool


@dataclass(frozen=True)
class BatchPlan:
    """The items in order, and a sentence about each source that gives none."""

    items: tuple[BatchItem, ...]
    problems: tuple[str, ...]

    def to_paint(self, replace: bool = False) -> tuple[BatchItem, ...]:
        """The items whose picture is missing, or all to ``replace`` what exists."""
        return tuple(item for item in self.items if replace or not item.exists)


@dataclass(frozen=True)
class FoundPhoto:
    """A photo to paint: ``subfolder`` below the folder that was given, or ``named`` itself."""

    path: Path
    subfolder: Path = Path()
    named: bool = True


def plan_batch(
    sources: Sequence[Path], rule: NamingRule, style: str, *, subfolders: bool = True
) -> BatchPlan:
    """Plan photos and folders of photos; ``style`` is what ``{style}`` stands for.

    Pictures that the same plan has painted before are not painted again. Two photos that would
    get one name are numbered. Never raises for a source; what is wrong with one is said.
    """
    found, problems = find_photos(sources, subfolders=subfolders)
    photos = without_own_pictures(found, rule, style)
    items: list[BatchItem] = []
    numbered = [(number, photo, style) for number, photo in enumerate(photos, 1)]
    for photo, target in zip(photos, targets_of(numbered, rule), strict=True):
        if is_same_file(target, photo.path):
            problems.append(
                Sentence(
                    "“{name}” would be replaced by its own picture; choose another naming rule or "
                    "folder.",
                    name=photo.path.name,
                )
            )
            continue
        items.append(BatchItem(photo.path, target, target.exists()))
    return BatchPlan(tuple(items), tuple(problems))


def find_photos(
    sources: Sequence[Path], *, subfolders: bool = True
) -> tuple[list[FoundPhoto], list[str]]:
    """The photos among files and in folders, each once, and what is wrong with a source."""
    found: dict[Path, FoundPhoto] = {}
    problems: list[str] = []
    for source in sources:
        if source.is_dir():
            files = list(_pictures_in(source, source, subfolders, problems))
            if not files:
                problems.append(Sentence("There are no pictures in “{source}”.", source=source))
        elif source.exists():
            files = [FoundPhoto(source)]
        else:
            problems.append(
                Sentence("“{source}” was not found; check whether it was moved.", source=source)
            )
            continue
        for file in files:
            found.setdefault(file.path.absolute(), file)
    return list(found.values()), problems


def without_own_pictures(
    found: Sequence[FoundPhoto], rule: NamingRule, style: str
) -> list[FoundPhoto]:
    """Without what was found in a folder only because it was painted there by the same rule."""
    targets = {
        rule.target(photo.path, style, number, photo.subfolder)
        for number, photo in enumerate(found, 1)
    }
    return [photo for photo in found if photo.named or photo.path not in targets]


def targets_of(
    photos: Iterable[tuple[int, FoundPhoto, str]], rule: NamingRule, others: Iterable[Path] = ()
) -> list[Path]:
    """The file of each photo, with number and style: no two the same, none of ``others``."""
    taken = {str(other).casefold() for other in others}
    return [
        _free(rule.target(photo.path, style, number, photo.subfolder), taken)
        for number, photo, style in photos
    ]


def is_same_file(target: Path, photo: Path) -> bool:
    """Whether a photo would be replaced by its own picture."""
    try:
        return target.samefile(photo)
    except OSError:
        return False


def _pictures_in(
    folder: Path, root: Path, subfolders: bool, problems: list[str]
) -> Iterator[FoundPhoto]:
    try:
        entries = sorted(folder.iterdir(), key=lambda p: (p.name.casefold(), p.name))
    except OSError as error:
        problems.append(
            Sentence(
                "The folder “{folder}” cannot be read ({reason}).",
                folder=folder,
                reason=error.strerror,
            )
        )
        return
    for path in entries:
        if path.name.startswith("."):
            continue
        if path.is_dir():
            if subfolders and not path.is_symlink():  # a link may lead back up
                yield from _pictures_in(path, root, subfolders, problems)
        elif path.suffix.lower() in PICTURE_SUFFIXES:
            yield FoundPhoto(path, folder.relative_to(root), named=False)


def _free(target: Path, taken: set[str]) -> Path:
    """``target``, numbered when this plan has used the name; takes it."""
    free, number = target, 1
    while str(free).casefold() in taken:  # Windows and macOS do not tell case apart
        number += 1
        free = target.with_name(f"{target.stem} {number}{target.suffix}")
    taken.add(str(free).casefold())
    return free
