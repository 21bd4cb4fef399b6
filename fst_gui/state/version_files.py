"""The files in which kept versions outlast the program."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from pathlib import Path

from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import read_photo, write_photo
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture
from fst_gui.state.look import Look
from fst_gui.state.recipes import RECIPE_SUFFIX, follow_recipe
from fst_gui.state.version import Version
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.export import ExportRequest
from fst_gui.workshop.recipe import make_recipe, save_recipe

_PICTURE_SUFFIX = ".jpg"


class VersionFiles:
    """A folder for each photo, in it a recipe and a picture for each version.

    The recipe is written last: where there is one, the version is whole.
    """

    def __init__(self, atelier: Atelier, folder: Path) -> None:
        self._atelier = atelier
        self._folder = folder

    def numbers(self, photo: Path) -> list[int]:
        """Those that there are of a photo, the lowest first."""
        names = [path.name for path in self._of(photo).glob(f"*{RECIPE_SUFFIX}")]
        numbers = [name.removesuffix(RECIPE_SUFFIX) for name in names]
        return sorted(int(number) for number in numbers if number.isdecimal())

    def write(self, photo: Path, version: Version) -> None:
        """Keep a version. Raises ``LibraryError`` or ``OSError`` where it cannot be."""
        recipe, picture = self._files(photo, version.number)
        picture.parent.mkdir(parents=True, exist_ok=True)
        write_photo(picture, version.painted.pixels, overwrite=True)
        look = version.look
        mask = None if look.mask is None else look.mask.levels
        made = ExportRequest(photo, picture, look.styles, look.settings, mask)
        save_recipe(recipe, make_recipe(self._atelier, made))

    def remove(self, photo: Path, number: int) -> None:
        """Let go of a version; nothing where there is none."""
        for path in self._files(photo, number):
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # others are in it
            self._of(photo).rmdir()

    def read(self, photo: Path, near: Sequence[Path]) -> tuple[list[Version], list[str]]:
        """All versions of a photo, and a sentence about each that cannot be read.

        Paintings that were used as styles are looked for in the folders ``near``.
        """
        versions: list[Version] = []
        problems: list[str] = []
        for number in self.numbers(photo):
            try:
                look, picture = self._read(photo, number, near)
                versions.append(Version(number, look, picture))
            except LibraryError as error:
                text = Sentence("Version {n} cannot be shown: {error}", n=number, error=error)
                problems.append(text)
        return versions, problems

    def _read(self, photo: Path, number: int, near: Sequence[Path]) -> tuple[Look, Picture]:
        recipe, picture = self._files(photo, number)
        look = follow_recipe(self._atelier, recipe, near).look
        return look, Picture(read_photo(picture).pixels)

    def _files(self, photo: Path, number: int) -> tuple[Path, Path]:
        folder = self._of(photo)
        return folder / f"{number}{RECIPE_SUFFIX}", folder / f"{number}{_PICTURE_SUFFIX}"

    def _of(self, photo: Path) -> Path:
        name = str(photo.absolute()).encode("utf-8", "surrogateescape")
        return self._folder / hashlib.sha256(name).hexdigest()[:32]
