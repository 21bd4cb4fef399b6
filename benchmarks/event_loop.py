"""Does the window stay alive while a style is trained at full speed?

A real training runs in the real window, offscreen. Every millisecond a timer is due; the time
between two of its calls is how long the event loop was away. Meanwhile the open photo is painted
again and again at another strength, as somebody does who pulls the slider.
"""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# As the program itself does, before torch is imported.
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
os.environ.setdefault("GOMP_SPINCOUNT", "0")

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from benchmarks.machine import keep
from fst_gui import paths
from fst_gui.app import StudioApp, make_loop
from fst_gui.workshop.atelier import Atelier

Figures = dict[str, float]
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

    def stop(self) -> Figures:
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


async def until(true: Callable[[], object], seconds: float = 600.0) -> None:
    """Wait for something that the window does."""
    end = time.monotonic() + seconds
    while not true():
        if time.monotonic() > end:
            raise TimeoutError("the window did not get that far")
        await asyncio.sleep(0.02)


async def with_studio(
    app: QApplication, models: Path, measure: Callable[[StudioApp], Awaitable[Figures]]
) -> Figures:
    """Open a studio in a home of its own, measure, close it."""
    with tempfile.TemporaryDirectory() as home:
        atelier = Atelier(models, Path(home), paths.perceptual_weights(), Path(home) / "trainings")
        studio = StudioApp(
            app,
            asyncio.get_running_loop(),
            atelier,
            Path(home) / "settings.json",
            paths.sample_picture(),
            Path(home) / "batch.json",
        )
        try:
            return await measure(studio)
        finally:
            studio.close()
            await studio.closed.wait()


async def _measure(studio: StudioApp, painting: Path, seconds: float) -> Figures:
    states = studio.states
    studio.start(None)
    await until(lambda: states.studio.snapshot.painted is not None)
    studio.window.show_training()
    await states.training.draft.add_paintings((painting,))
    states.training.draft.set_credits(title="Measured")
    states.training.start()
    training = states.training
    await until(lambda: training.snapshot.active is not None and training.snapshot.active.step > 3)

    gaps, previews = Gaps(), []
    gaps.start()
    first_step, started = training.snapshot.active.step, time.perf_counter()
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


def measure(output: Path, painting: Path, seconds: float) -> None:
    """Measure for so many seconds of training; print and keep."""
    run(output, "event_loop", paths.models_dir(), lambda s: _measure(s, painting, seconds))


def run(
    output: Path, name: str, models: Path, measure: Callable[[StudioApp], Awaitable[Figures]]
) -> None:
    """Measure in a studio on Qt's loop; print and keep."""
    app = QApplication.instance() or QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
        found = runner.run(with_studio(app, models, measure))
    for figure, value in found.items():
        print(f"{figure:18} {value:9.3f}")
    keep(output, name, found)
