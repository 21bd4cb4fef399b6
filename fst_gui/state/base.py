"""The one pattern of this room: a frozen snapshot, a signal, and verbs."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from fst_gui.engine.events import Pixels

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

    S = TypeVar("S", bound=DataclassInstance)
else:
    S = TypeVar("S")


@dataclass(frozen=True, eq=False)
class Picture:
    """Pixels (H, W, 3), sRGB, uint8, that nobody changes any more; equal only to itself."""

    pixels: Pixels

    @property
    def width(self) -> int:
        """Pixels from left to right."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels from top to bottom."""
        return int(self.pixels.shape[0])


class State(QObject, Generic[S]):
    """Holds one snapshot and tells who listens when it differs."""

    changed = Signal(object)

    def __init__(self, snapshot: S) -> None:
        super().__init__()
        self._snapshot = snapshot

    @property
    def snapshot(self) -> S:
        """What is known now."""
        return self._snapshot

    def update(self, **changes: Any) -> None:  # noqa: ANN401 - any of the fields
        """Replace fields of the snapshot; emit only on a difference."""
        snapshot = replace(self._snapshot, **changes)
        if snapshot != self._snapshot:
            self._snapshot = snapshot
            self.changed.emit(snapshot)
