"""The file in which a training is kept while it runs: safetensors, no pickle."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import LibraryError, reason_of


class CheckpointFile:
    """Saves and loads one training's tensors and numbers, whole or not at all."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def save(
        self, tensors: Mapping[str, NDArray[np.generic]], numbers: Mapping[str, float | int | str]
    ) -> None:
        """Replace the checkpoint. Raises ``LibraryError`` when it cannot be written."""
        stored = {name: np.asarray(array, order="C") for name, array in tensors.items()}
        data = save(stored, {"format": "fst-checkpoint", "numbers": json.dumps(dict(numbers))})
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self.path, data)
        except OSError as error:
            raise LibraryError(
                "The training could not be saved to {path}: {reason}. Free some space or choose "
                "another folder.",
                path=self.path,
                reason=reason_of(error),
            ) from error

    def load(
        self,
    ) -> tuple[dict[str, NDArray[np.generic]], dict[str, float | int | str]] | None:
        """What was saved last, or None. Raises ``LibraryError`` when it is not a checkpoint."""
        if not self.path.exists():
            return None
        try:
            with safe_open(self.path, "np") as opened:
                file = cast(Any, opened)  # safetensors has no types for it
                metadata: dict[str, str] = file.metadata() or {}
                tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
            if metadata.get("format") != "fst-checkpoint":
                raise LibraryError("{path} is not a checkpoint of FST Studio.", path=self.path)
            return tensors, dict(json.loads(metadata["numbers"]))
        except (SafetensorError, OSError, KeyError, ValueError) as error:
            raise self._damaged() from error

    def numbers(self) -> dict[str, float | int | str] | None:
        """The numbers alone, from the header. Raises ``LibraryError`` like ``load``."""
        if not self.path.exists():
            return None
        try:
            with safe_open(self.path, "np") as opened:
                metadata: dict[str, str] = cast(Any, opened).metadata() or {}
            return dict(json.loads(metadata["numbers"]))
        except (SafetensorError, OSError, KeyError, ValueError) as error:
            raise self._damaged() from error

    def discard(self) -> None:
        """Delete the checkpoint; the training is over."""
        self.path.unlink(missing_ok=True)

    def _damaged(self) -> LibraryError:
        return LibraryError(
            "The checkpoint {path} is damaged. Delete it and train again.", path=self.path
        )
