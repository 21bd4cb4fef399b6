"""Where a training is kept while it runs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[np.generic]]
Numbers = Mapping[str, float | int | str]


class CheckpointStore(Protocol):
    """The caller of a training hands one in."""

    def save(self, tensors: Arrays, numbers: Numbers) -> None:
        """Raises ``NotSavedError`` when the training shall go on all the same."""
        ...

    def load(self) -> tuple[Arrays, Numbers] | None: ...


class MemoryStore:
    """Keeps a training's checkpoint until the process ends."""

    def __init__(self) -> None:
        self._kept: tuple[Arrays, Numbers] | None = None

    def save(self, tensors: Arrays, numbers: Numbers) -> None:
        self._kept = ({name: np.array(array) for name, array in tensors.items()}, dict(numbers))

    def load(self) -> tuple[Arrays, Numbers] | None:
        return self._kept
