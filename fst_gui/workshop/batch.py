"""Planning a batch: which photos, under which names, and what is there already.

Nothing is painted here. The window's queue and the command line paint the items of a plan one
by one, and planning the same sources again gives the same names, so a batch that was
interrupted goes on by skipping what exists.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from fst_gui.library.errors import LibraryError, reason_of
from fst_gui.library.photo import PICTURE_SUFFIXES
from fst_gui.sentences import Sentence
from fst_gui.workshop.naming import NamingRule

_Looks = tuple[Path, str, str]


class PhotoInTheWayError(LibraryError):
    """A picture would replace a photo."""


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
    get one name are numbered, and no photo of the plan is a target. Never raises for a source;
    what is wrong with one is said.
    """
    found, problems = find_photos(sources, subfolders=subfolders)
    targets = targets_of_originals(found, rule, style)
    photos = PhotoFiles(photo.path for photo in targets)
    items: list[BatchItem] = []
    for photo, target in targets.items():
        try:
            photos.check(target, photo.path)
        except PhotoInTheWayError as error:
            problems.append(str(error))
        else:
            # Not Path.exists, which raises for a name that is too long: so will the painting.
            items.append(BatchItem(photo.path, target, os.path.exists(target)))
    return BatchPlan(tuple(items), tuple(problems))


def find_photos(
    sources: Sequence[Path], *, subfolders: bool = True
) -> tuple[list[FoundPhoto], list[str]]:
    """The photos among files and in folders, each once, and what is wrong with a source."""
    found: dict[Path, FoundPhoto] = {}
    problems: list[str] = []
    for source in sources:
        if os.path.isdir(source):  # Path.is_dir raises for a name that is too long
            files = list(_pictures_in(source, source, subfolders, problems))
            if not files:
                problems.append(Sentence("There are no pictures in “{source}”.", source=source))
        elif os.path.exists(source):
            files = [FoundPhoto(source)]
        else:
            problems.append(
                Sentence("“{source}” was not found; check whether it was moved.", source=source)
            )
            continue
        for file in files:
            place = _place(file.path)
            if place not in found or file.named:  # who names a photo means it
                found[place] = file
    return list(found.values()), problems


def targets_of_originals(
    found: Sequence[FoundPhoto], rule: NamingRule, style: str
) -> dict[FoundPhoto, Path]:
    """The photos in order with their files, without the pictures that the rule made of others.

    Only what was found in a folder can be such a picture. It is one where a photo that stays gets
    its very name; what looks like one, but for a number, is left out until that is known, since
    numbers count the photos that stay.
    """
    pictures = {p: _looks(rule.target(p.path, style, 1, p.subfolder)) for p in found}
    stems: dict[_Looks, set[str]] = {}
    for photo, picture in pictures.items():
        stems.setdefault(picture, set()).add(photo.path.stem)
    doubtful: dict[FoundPhoto, list[_Looks]] = {}
    for photo in found:
        folder, stem, suffix = _looks(photo.path)
        looks = [(folder, stem, suffix), (folder, stem.removesuffix("#"), suffix)]
        # A twin (a.jpg beside a.png) is no picture of the other.
        of = (other for one in looks for other in stems.get(one, ()))
        if not photo.named and any(other != photo.path.stem for other in of):
            doubtful[photo] = looks
    while True:
        numbered = enumerate((photo for photo in found if photo not in doubtful), 1)
        photos = [(number, photo, style) for number, photo in numbered]
        paths = targets_of(photos, rule)
        targets = {photo: path for (_, photo, _), path in zip(photos, paths, strict=True)}
        made = {_place(path) for photo, path in targets.items() if path.stem != photo.path.stem}
        others = [photo for photo in doubtful if _place(photo.path) not in made]
        if not others:
            return targets
        # Those first that may be pictures of what stays: the rest may be pictures of these.
        known = {pictures[photo] for photo in targets}
        for photo in [p for p in others if known.intersection(doubtful[p])] or others:
            del doubtful[photo]


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


class PhotoFiles:
    """Photos that no picture may replace, whatever name leads to them."""

    def __init__(self, photos: Iterable[Path]) -> None:
        self._names = {identity: photo.name for photo in photos if (identity := _identity(photo))}

    def check(self, target: Path, photo: Path) -> None:
        """Raises ``PhotoInTheWayError`` when the picture of ``photo`` would replace one of them."""
        there = _identity(target)
        if there is None or there not in self._names:
            return
        if there == _identity(photo):
            raise PhotoInTheWayError(
                "“{name}” would be replaced by its own picture; choose another naming rule or "
                "folder.",
                name=photo.name,
            )
        raise PhotoInTheWayError(
            "“{name}” would be replaced by the picture of “{other}”; choose another naming rule or "
            "folder.",
            name=self._names[there],
            other=photo.name,
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file it is; None for none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _place(path: Path) -> Path:
    """The path, however its folder was written."""
    return Path(os.path.realpath(path.parent)) / path.name


def _looks(path: Path) -> _Looks:
    """Folder, stem and ending of a picture, all numbers in the stem being alike."""
    place = _place(path)
    return place.parent, re.sub(r"\s*\d+", "#", place.stem), place.suffix


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
                reason=reason_of(error),
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
