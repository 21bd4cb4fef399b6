"""What people are told. Messages wait here until a window shows them, in its own language."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from fst_gui.state.base import State

_LOG = logging.getLogger(__name__)


class Level(Enum):
    """How much a message matters."""

    INFO = logging.INFO
    WARNING = logging.WARNING
    ERROR = logging.ERROR


@dataclass(frozen=True)
class Message:
    """What happened and what to do.

    ``text`` is a ``Sentence``, or English only. ``detail`` is for whoever reports it. ``file`` is
    what the message is about, where people may want to see it in its folder; ``style`` that of a
    style they may want to paint with.
    """

    level: Level
    text: str
    detail: str = ""
    file: Path | None = None
    style: Path | None = None


@dataclass(frozen=True)
class MessageQueue:
    """Messages that nobody has put away yet, oldest first."""

    waiting: tuple[Message, ...] = ()


class Messages(State[MessageQueue]):
    """Takes messages from every state; the message bar shows the newest."""

    _LIMIT = 20

    def __init__(self) -> None:
        super().__init__(MessageQueue())

    def post(
        self,
        level: Level,
        text: str,
        detail: str = "",
        *,
        file: Path | None = None,
        style: Path | None = None,
    ) -> Message:
        """Add a message and log it."""
        _LOG.log(level.value, "%s%s", text, f"\n{detail}" if detail else "")
        message = Message(level, text, detail, file, style)
        others = tuple(known for known in self.snapshot.waiting if known != message)
        self.update(waiting=(*others, message)[-self._LIMIT :])
        return message

    def dismiss(self, message: Message) -> None:
        """Put a message away."""
        self.update(waiting=tuple(known for known in self.snapshot.waiting if known != message))
