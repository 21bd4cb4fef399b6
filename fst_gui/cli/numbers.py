"""Numbers as arguments, refused in a sentence when they are out of range."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from fst_gui.engine.settings import MAXIMUM_SEED


def between(low: float, high: float) -> Callable[[str], float]:
    """A number from ``low`` to ``high``."""

    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"'{text}' is not a number from {low:g} to {high:g}")
        return value

    return number


def count(low: int, high: int) -> Callable[[str], int]:
    """A whole number from ``low`` to ``high``."""

    def number(text: str) -> int:
        if not text.isascii() or not text.isdigit() or not low <= int(text) <= high:
            raise argparse.ArgumentTypeError(f"'{text}' is not a whole number from {low} to {high}")
        return int(text)

    return number


SEED = count(0, MAXIMUM_SEED)
