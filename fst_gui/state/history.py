"""Undo and redo: what was there before and after each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack

T = TypeVar("T")

_LIMIT = 200


class _Change(QUndoCommand, Generic[T]):
    """One step. Changes of the same thing in one gesture become one step, or none."""

    def __init__(
        self, what: str, gesture: int, before: T, after: T, apply: Callable[[T], None]
    ) -> None:
        super().__init__(what)
        self._key = (what, gesture)
        self._before = before
        self._after = after
        self._apply = apply
        self._done = True  # pushing calls redo, and what is pushed has been done already

    def id(self) -> int:
        return 1

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Change) or other._key != self._key:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)  # the stack drops it then
        return True

    def redo(self) -> None:
        if not self._done:
            self._apply(self._after)
        self._done = False

    def undo(self) -> None:
        self._apply(self._before)


class History(QObject):
    """Remembers changes that have been made and takes them back."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._stack = QUndoStack(self)
        self._stack.setUndoLimit(_LIMIT)
        self._stack.indexChanged.connect(self.changed)
        self._gesture = 0

    @property
    def undoable(self) -> str:
        """What ``undo`` would take back; empty when there is nothing."""
        return self._stack.undoText()

    @property
    def redoable(self) -> str:
        """What ``redo`` would do again; empty when there is nothing."""
        return self._stack.redoText()

    def push(self, what: str, before: T, after: T, apply: Callable[[T], None]) -> None:
        """Remember a change that has just been made, and how to make either side of it."""
        self._stack.push(_Change(what, self._gesture, before, after, apply))

    def seal(self) -> None:
        """The gesture is over: the next change of the same thing is a step of its own."""
        self._gesture += 1

    def undo(self) -> None:
        """Take the last change back."""
        self.seal()
        self._stack.undo()

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self.seal()
        self._stack.redo()

    def clear(self) -> None:
        """Forget everything."""
        self._stack.clear()
