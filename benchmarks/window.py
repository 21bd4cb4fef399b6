"""The real window, offscreen, to measure what somebody waits for in it."""

from __future__ import annotations

import asyncio
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from fst_gui import paths
from fst_gui.app import StudioApp, make_loop
from fst_gui.ui.garbage import collected_here, spare_what_is_there
from fst_gui.workshop.atelier import Atelier

Measure = Callable[[StudioApp, Path], Awaitable[dict[str, float]]]


async def until(true: Callable[[], object], seconds: float = 600.0) -> float:
    """Wait until something is so; the seconds that it took."""
    started = time.perf_counter()
    while not true():
        if time.perf_counter() - started > seconds:
            raise TimeoutError("the window did not get that far")
        await asyncio.sleep(0.01)
    return time.perf_counter() - started


def in_window(measure: Measure, own_styles: Sequence[tuple[Path, str]] = ()) -> dict[str, float]:
    """What ``measure`` finds, given the program with its window open and a folder of its own.

    ``own_styles`` are packs to have in the gallery, under other names.
    """
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    app.setQuitOnLastWindowClosed(False)
    with (
        tempfile.TemporaryDirectory() as home,
        collected_here(),
        asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner,
    ):
        for pack, name in own_styles:
            (Path(home) / name).with_suffix(pack.suffix).write_bytes(pack.read_bytes())
        return runner.run(_run(app, Path(home), measure))


async def _run(app: QApplication, home: Path, measure: Measure) -> dict[str, float]:
    atelier = Atelier(paths.models_dir(), home, paths.perceptual_weights(), home / "trainings")
    loop = asyncio.get_running_loop()
    sample = paths.sample_picture()
    files = (home / "settings.json", sample, home / "batch.json", home / "versions")
    studio = StudioApp(app, loop, atelier, *files)
    try:
        studio.start(None).add_done_callback(lambda _: spare_what_is_there())
        await until(lambda: studio.states.studio.snapshot.painted is not None)
        return await measure(studio, home)
    finally:
        studio.close()
        await studio.closed.wait()
