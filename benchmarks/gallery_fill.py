"""Does the window stay alive while a gallery of many styles fills with somebody's photo?

The shipped packs stand in the gallery as often as it takes. Once it has filled with the sample,
a photo is opened, and the event loop is watched until every card shows that photo.
"""

from __future__ import annotations

import time
from pathlib import Path

from benchmarks.event_loop import Gaps
from benchmarks.machine import keep
from benchmarks.pictures import shipped_atelier
from benchmarks.window import in_window, until
from fst_gui import paths
from fst_gui.app import StudioApp


def measure(output: Path, photo: Path | None, count: int) -> None:
    """Fill a gallery of at least ``count`` styles once; print and keep."""
    shipped = [entry.path for entry in shipped_atelier().styles()]
    more = range(count - len(shipped))
    copies = [(shipped[number % len(shipped)], f"copy_{number}") for number in more]

    async def all_of_it(studio: StudioApp, home: Path) -> dict[str, float]:
        del home
        return await _measure(studio, photo or paths.sample_picture())

    found = in_window(all_of_it, copies)
    for name, value in found.items():
        print(f"{name:18} {value:9.3f}")
    keep(output, "gallery_fill", found)


async def _measure(studio: StudioApp, photo: Path) -> dict[str, float]:
    gallery, painting = studio.states.gallery, studio.states.studio
    studio.window.resize(1280, 800)
    count = len(gallery.snapshot.entries)
    await until(lambda: len(gallery.snapshot.painted) == count)
    gaps, started = Gaps(), time.perf_counter()
    gaps.start()
    painting.open_photo(photo)
    await until(lambda: not gallery.snapshot.painted)
    await until(lambda: len(gallery.snapshot.painted) == count)
    filled = time.perf_counter() - started
    return {**gaps.stop(), "gaps": len(gaps.all), "filled_in_s": filled}
