"""The names of the trainings that wait, in a file."""

from __future__ import annotations

import contextlib
import json
from pathlib import Path

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import LibraryError, reason_of


class TrainingQueue:
    """Reads and writes the order in which trainings wait; damage empties it, and no more."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def names(self) -> list[str]:
        """The folders' names, the next one first."""
        with contextlib.suppress(OSError, ValueError):
            found = json.loads(self._path.read_bytes())
            if isinstance(found, list):
                return [name for name in found if isinstance(name, str)]
        return []

    def add(self, name: str) -> None:
        """Put a training at the end."""
        self._write([*self.names(), name])

    def remove(self, name: str) -> None:
        """Take a training out, if it is there."""
        names = self.names()
        if name in names:
            self._write([other for other in names if other != name])

    def _write(self, names: list[str]) -> None:
        try:
            write_atomically(self._path, json.dumps(names).encode("utf-8"))
        except OSError as error:
            raise LibraryError(
                "The queue of trainings cannot be written: {reason}.", reason=reason_of(error)
            ) from error
