"""Python's cyclic garbage is collected in the window's thread, and nowhere else."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager

from PySide6.QtCore import QTimer

_INTERVAL = 500  # milliseconds


@contextmanager
def collected_here() -> Generator[None]:
    """Collect in this thread, whose Qt loop has to turn, until the end of the block.

    Python collects in whichever thread makes the next object. When that is the engine's, widgets,
    timers and scenes that lie in a cycle are destroyed there, beside the window's thread that may
    be drawing them.
    """
    timer = QTimer()
    timer.setInterval(_INTERVAL)
    timer.timeout.connect(_collect)
    gc.disable()
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        gc.enable()


def _collect() -> None:
    """The oldest generation whose threshold is passed, as Python itself would."""
    over = [
        n for n, (c, t) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if c > t
    ]
    if over:
        gc.collect(over[-1])


def spare_what_is_there() -> None:
    """Never look at the objects that exist now again.

    With torch loaded they are 220,000, and a look at all of them holds the window up for a tenth
    of a second.
    """
    gc.freeze()
