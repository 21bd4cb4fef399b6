"""Versions of a painting that were kept, to go back to and to compare with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from fst_gui.state.base import Picture, State
from fst_gui.state.history import History
from fst_gui.state.look import Look


@dataclass(frozen=True, eq=False)
class Version:
    """A painting as it was kept; equal only to itself."""

    number: int
    look: Look
    painted: Picture


@dataclass(frozen=True)
class Versions:
    """The versions kept of the photo that is open, and the one that is compared with, if any."""

    kept: tuple[Version, ...] = ()
    compared: Version | None = None


class VersionsState(State[Versions]):
    """Versions belong to a photo; those of an earlier photo come back with it."""

    def __init__(self, history: History) -> None:
        super().__init__(Versions())
        self._history = history
        self._photo: Path | None = None
        self._highest = 0  # a number is not given twice, lest undo brings its first owner back
        self._known: dict[Path, tuple[Version, ...]] = {}

    def open(self, photo: Path | None) -> None:
        """Another photo; one without a file is never met again."""
        if self._photo is not None:
            self._known[self._photo] = self.snapshot.kept
        self._photo = photo
        kept = () if photo is None else self._known.get(photo, ())
        self._highest = max((version.number for version in kept), default=0)
        self.update(kept=kept, compared=None)

    def keep(self, look: Look, painted: Picture) -> Version:
        """Keep a painting."""
        self._highest += 1
        version = Version(self._highest, look, painted)
        self.update(kept=(*self.snapshot.kept, version))
        return version

    def forget(self, version: Version) -> None:
        """Put a version away; undo brings it back."""
        if version in self.snapshot.kept:
            self._history.seal()
            self._place(version, False)
            self._history.push("version", True, False, lambda there: self._place(version, there))

    def compare(self, version: Version | None) -> None:
        """Show this version in the place of the photo, or the photo again."""
        self.update(compared=version)

    def _place(self, version: Version, there: bool) -> None:
        others = [known for known in self.snapshot.kept if known is not version]
        kept = sorted([*others, version] if there else others, key=lambda known: known.number)
        compared = self.snapshot.compared
        self.update(kept=tuple(kept), compared=None if compared is version else compared)
