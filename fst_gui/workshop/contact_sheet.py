"""Small pictures in rows on one sheet, to see at a glance what was painted."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from fst_gui.library.photo import Pixels, shrink, write_photo
from fst_gui.library.writing import check_target, file_kind

_CELL = 320


class ContactSheet:
    """A sheet that is written to ``path`` when all its rows are there.

    Raises ``PhotoError`` at once when it could not be written there.
    """

    def __init__(self, path: Path) -> None:
        file_kind(path)
        check_target(path, overwrite=True)
        self.path = path
        self._rows: list[Pixels] = []

    def add(self, row: Sequence[Pixels]) -> None:
        """Another row, with as many pictures as the others have."""
        self._rows.append(np.concatenate([_cell(picture) for picture in row], axis=1))

    def write(self) -> None:
        """Replace what was at the path. Raises ``PhotoError``."""
        sheet = np.ascontiguousarray(np.concatenate(self._rows, axis=0))
        write_photo(self.path, sheet, overwrite=True)


def _cell(picture: Pixels) -> Pixels:
    small = shrink(picture, _CELL)
    cell = np.full((_CELL, _CELL, 3), 255, np.uint8)
    height, width = small.shape[:2]
    top, left = (_CELL - height) // 2, (_CELL - width) // 2
    cell[top : top + height, left : left + width] = small
    return cell
