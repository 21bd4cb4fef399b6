"""The log of a training: a JSON object a line, and the curves in it."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from fst_gui.library.atomic import write_atomically

Curve = tuple[tuple[int, float], ...]  # (step, value)
Line = Mapping[str, Any]
_FIELDS = frozenset({"event", "stage", "phase", "step", "seconds", "strength"})


@dataclass(frozen=True)
class PhaseMark:
    """A phase began after ``step`` steps and has ``steps``; ``seconds`` trained until then."""

    stage: str
    phase: str
    step: int
    steps: int
    seconds: float


@dataclass(frozen=True)
class Note:
    """Something that happened: a health kind with its remedy, a pause, a changed target."""

    step: int
    kind: str
    values: Mapping[str, float]
    remedy: str


@dataclass(frozen=True)
class History:
    """What a training's log tells: stage -> loss -> curve, the phases, what happened."""

    curves: Mapping[str, Mapping[str, Curve]] = field(
        default_factory=dict[str, Mapping[str, Curve]]
    )
    phases: tuple[PhaseMark, ...] = ()
    notes: tuple[Note, ...] = ()
    total_steps: int = 0


class TrainingLog:
    """A log that is appended to; lines that cannot be written are kept until they can."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._waiting: list[str] = []

    def append(self, line: Line) -> bool:
        """Add a line. False when the file cannot be written now."""
        self._waiting.append(json.dumps(dict(line)) + "\n")
        try:
            self._flush()
        except OSError:
            return False
        return True

    def _flush(self) -> None:
        if self._waiting:
            self._write("".join(self._waiting))
            self._waiting.clear()

    def _open(self) -> IO[bytes]:
        return self.path.open("a+b", buffering=0)

    def _write(self, text: str) -> None:
        with self._open() as file:
            size = file.seek(0, 2)
            data = text.encode("utf-8")
            try:
                if file.write(data) != len(data):
                    raise OSError("the line was cut")
            except OSError:
                with contextlib.suppress(OSError):
                    file.truncate(size)
                raise

    def sync(self) -> None:
        """Bring all lines to the disk. Raises ``OSError``."""
        self._flush()
        if self.path.exists():
            with self.path.open("rb+") as file:
                os.fsync(file.fileno())

    def lines(self) -> list[dict[str, Any]]:
        """All whole lines, also those that wait; what a crash cut off is left out."""
        text = ""
        with contextlib.suppress(FileNotFoundError):
            text = self.path.read_text("utf-8", errors="replace")
        found: list[dict[str, Any]] = []
        for line in [*text.splitlines(), *self._waiting]:
            with contextlib.suppress(ValueError):
                parsed = json.loads(line)
                if isinstance(parsed, dict):
                    found.append(parsed)
        return found

    def cut(self, step: int) -> None:
        """Drop what came after ``step``, which is going to happen again."""
        self._waiting = [line for line in self._waiting if _step_of(json.loads(line)) <= step]
        kept = [line for line in self.lines() if _step_of(line) <= step]
        text = "".join(json.dumps(line) + "\n" for line in kept)
        # On a full disk the file's lines stay; who reads them knows that repeated steps count once.
        # Those that wait are nowhere else, and go on waiting.
        with contextlib.suppress(OSError):
            write_atomically(self.path, text.encode("utf-8"))
            self._waiting.clear()

    def history(self) -> History:
        """The curves and what happened."""
        return read_history(self.lines())


def read_history(lines: Iterable[Line]) -> History:
    """Put a log's lines together; steps at part of the strength draw no points.

    Of steps that were taken again after going back, the last counts.
    """
    curves: dict[str, dict[str, list[tuple[int, float]]]] = {}
    phases: list[PhaseMark] = []
    notes: list[Note] = []
    total = 0
    for line in lines:
        kind, step = line.get("event"), _step_of(line)
        if kind == "stage":
            total = int(line.get("total_steps", 0))
            for stage in curves.values():
                for curve in stage.values():
                    _drop_after(curve, step)
            mark = PhaseMark(
                str(line["stage"]),
                str(line["phase"]),
                step,
                int(line.get("steps", 0)),
                float(line.get("seconds", 0.0)),
            )
            # A resumed phase is announced again; it began the first time.
            if all((mark.stage, mark.phase) != (p.stage, p.phase) for p in phases):
                phases.append(mark)
        elif kind == "step" and line.get("strength", 1.0) == 1.0:
            stage = curves.setdefault(str(line["stage"]), {})
            for name, value in line.items():
                if name not in _FIELDS and isinstance(value, int | float):
                    curve = stage.setdefault(name, [])
                    _drop_after(curve, step - 1)
                    curve.append((step, float(value)))
        elif kind == "note":
            notes.append(
                Note(step, str(line["kind"]), dict(line.get("values", {})), str(line["remedy"]))
            )
    return History(
        {s: {n: tuple(c) for n, c in losses.items()} for s, losses in curves.items()},
        tuple(phases),
        tuple(notes),
        total,
    )


def _step_of(line: Line) -> int:
    return int(line.get("step", 0))


def _drop_after(curve: list[tuple[int, float]], step: int) -> None:
    while curve and curve[-1][0] > step:
        curve.pop()
