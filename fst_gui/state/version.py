"""A painting as it was kept."""

from __future__ import annotations

from dataclasses import dataclass

from fst_gui.state.base import Picture
from fst_gui.state.look import Look


@dataclass(frozen=True, eq=False)
class Version:
    """How it is painted and what it looked like; equal only to itself."""

    number: int
    look: Look
    painted: Picture
