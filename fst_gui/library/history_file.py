"""A training's history made short enough to travel inside a style pack."""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict
from typing import Any

from fst_gui.library.training_log import Curve, History, Note, PhaseMark

POINTS = 600  # of a curve over the whole training
_NOTES = 200
_LONGEST = 4_000_000  # bytes of JSON


def compact(history: History) -> History:
    """Curves of ``POINTS`` points at most, each the mean of the steps it stands for."""
    last = max(
        (c[-1][0] for losses in history.curves.values() for c in losses.values() if c), default=0
    )
    every = max(1, -(-last // POINTS))
    curves = {
        stage: {name: _thin(curve, every) for name, curve in losses.items()}
        for stage, losses in history.curves.items()
    }
    return History(curves, history.phases, history.notes[-_NOTES:], history.total_steps)


def _thin(curve: Curve, every: int) -> Curve:
    bins: dict[int, list[float]] = {}
    for step, value in curve:
        bins.setdefault((step - 1) // every, []).append(value)
    return tuple(
        (min((index + 1) * every, curve[-1][0]), float(f"{sum(v) / len(v):.4g}"))
        for index, v in bins.items()
    )


def history_to_bytes(history: History) -> bytes:
    """Compressed JSON; the history should be compact."""
    return zlib.compress(json.dumps(asdict(history), separators=(",", ":")).encode(), 9)


def history_from_bytes(data: bytes) -> History:
    """What ``history_to_bytes`` was given. Raises ``ValueError`` for anything else."""
    try:
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(data, _LONGEST)
        if not unpacker.eof:
            raise ValueError("too long, or cut off")
        found: dict[str, Any] = json.loads(text)
        curves = {
            str(stage): {
                str(name): tuple((int(step), float(value)) for step, value in curve)
                for name, curve in losses.items()
            }
            for stage, losses in found["curves"].items()
        }
        phases = tuple(PhaseMark(**mark) for mark in found["phases"])
        notes = tuple(Note(**note) for note in found["notes"])
        return History(curves, phases, notes, int(found["total_steps"]))
    except (
        zlib.error,
        LookupError,
        TypeError,
        ArithmeticError,
        AttributeError,
        RecursionError,
    ) as error:
        raise ValueError("no history") from error
