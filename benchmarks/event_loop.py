"""Does the window stay alive while a style is trained at full speed?

A real training runs in the real window, offscreen. Every millisecond a timer is due; the time
between two of its calls is how long the event loop was away. Meanwhile the open photo is painted
again and again at another strength, as somebody does who pulls the slider.
"""

from __future__ import annotations

import asyncio
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer

from benchmarks.machine import keep
from benchmarks.window import in_window, until
from fst_gui import paths
from fst_gui.app import StudioApp

_BETWEEN = 3.0  # seconds from one preview to the next


class Gaps:
    """Milliseconds between the calls of a timer that is always due."""

    def __init__(self) -> None:
        self.all: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=1)
        self._timer.timeout.connect(self._note)

    def start(self) -> None:
        """Begin to measure."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> dict[str, float]:
        """Median, 99th percentile and longest gap so far."""
        self._timer.stop()
        return {
            "median_ms": float(np.median(self.all)),
            "p99_ms": float(np.percentile(self.all, 99)),
            "longest_ms": max(self.all),
        }

    def _note(self) -> None:
        now = time.perf_counter()
        self.all.append((now - self._last) * 1000.0)
        self._last = now


async def _measure(studio: StudioApp, painting: Path, seconds: float) -> dict[str, float]:
    states = studio.states
    studio.window.show_training()
    await states.training.draft.add_paintings((painting,))
    states.training.draft.set_credits(title="Measured")
    states.training.start()
    training = states.training
    await until(lambda: training.snapshot.active is not None and training.snapshot.active.step > 3)

    gaps, previews = Gaps(), []
    gaps.start()
    active = training.snapshot.active
    assert active is not None  # so few steps are no whole training
    first_step, started = active.step, time.perf_counter()
    while time.perf_counter() - started < seconds and training.snapshot.active is not None:
        await asyncio.sleep(_BETWEEN)
        before, asked = states.studio.snapshot.painted, time.perf_counter()
        states.studio.set_strength(0.4 + 0.5 * (len(previews) % 2))
        await until(lambda before=before: states.studio.snapshot.painted is not before)
        previews.append(time.perf_counter() - asked)
    took = time.perf_counter() - started
    active = training.snapshot.active
    steps = 0 if active is None else active.step - first_step
    return {
        **gaps.stop(),
        "preview_median_s": float(np.median(previews)),
        "preview_longest_s": max(previews),
        "seconds_a_step": took / max(1, steps),
    }


def measure(output: Path, painting: Path | None, seconds: float) -> None:
    """Measure for so many seconds of training; print and keep."""

    async def all_of_it(studio: StudioApp, home: Path) -> dict[str, float]:
        del home
        return await _measure(studio, painting or paths.sample_picture(), seconds)

    found = in_window(all_of_it)
    for name, value in found.items():
        print(f"{name:18} {value:9.3f}")
    keep(output, "event_loop", found)
