"""What the commands say on the standard output, wherever that leads."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Generator
from contextlib import contextmanager

from fst_gui.library.errors import LibraryError, reason_of


class OutputError(LibraryError):
    """The standard output does not take what is written to it."""


def accept_any_text() -> None:
    """Let names that the terminal's encoding lacks be written with escapes instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: object) -> None:
    """A line on the standard output, at once.

    Raises ``BrokenPipeError`` when nobody reads it any more, and ``OutputError`` when it cannot
    be written.
    """
    with _failures_told():
        print(text, flush=True)


def say_the_rest() -> None:
    """What others have written to the standard output and is not out yet; raises as ``say``."""
    if sys.stdout is not None:
        with _failures_told():
            sys.stdout.flush()


@contextmanager
def _failures_told() -> Generator[None]:
    try:
        yield
    except OSError as error:
        # Python writes what is left at its end, and would fail once more.
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)
        if isinstance(error, BrokenPipeError):
            raise
        raise OutputError(
            "The output cannot be written ({reason}).", reason=reason_of(error)
        ) from error
