"""Commands that clean up when the system asks them to end."""

from __future__ import annotations

import argparse
import functools
import signal
from types import FrameType

from fst_gui.cli.parser import Command

TERMINATED = 128 + signal.SIGTERM  # as shells expect


def tidy(command: Command) -> Command:
    """``command``, ended by the system as by Ctrl+C: what it was writing is taken away."""

    def end(number: int, frame: FrameType | None) -> None:
        raise SystemExit(TERMINATED)

    @functools.wraps(command)
    def ended_tidily(options: argparse.Namespace) -> int:
        usual = signal.signal(signal.SIGTERM, end)
        try:
            return command(options)
        finally:
            signal.signal(signal.SIGTERM, usual)

    return ended_tidily
