"""Does the window stay alive while a gallery of many styles fills with somebody's photo?

The shipped packs stand in the gallery as often as it takes. Once it has filled with the sample,
a photo is opened, and the event loop is watched until every card shows that photo.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from functools import partial
from pathlib import Path

from benchmarks.event_loop import Figures, Gaps, run, until
from fst_gui import paths
from fst_gui.app import StudioApp
from fst_gui.library.gallery import MANIFEST


def crowded(folder: Path, count: int) -> Path:
    """The shipped models with ``count`` styles, some of them under several names."""
    shipped = paths.models_dir()
    manifest = json.loads((shipped / MANIFEST).read_bytes())
    shutil.copy(shipped / manifest["base"]["file"], folder)
    known, styles = manifest["styles"], []
    for number in range(count):
        style = known[number % len(known)]
        file = f"{number:02}_{style['file']}"
        shutil.copy(shipped / style["file"], folder / file)
        styles.append({**style, "name": f"{number:02}_{style['name']}", "file": file})
    (folder / MANIFEST).write_text(json.dumps({**manifest, "styles": styles}), "utf-8")
    return folder


async def _measure(studio: StudioApp, photo: Path, count: int) -> Figures:
    gallery, painting = studio.states.gallery, studio.states.studio
    studio.window.resize(1280, 800)
    studio.start(None)
    await until(lambda: painting.snapshot.painted is not None)
    await until(lambda: len(gallery.snapshot.painted) == count)
    gaps, started = Gaps(), time.perf_counter()
    gaps.start()
    painting.open_photo(photo)
    await until(lambda: not gallery.snapshot.painted)
    await until(lambda: len(gallery.snapshot.painted) == count)
    return {**gaps.stop(), "gaps": len(gaps.all), "filled_in_s": time.perf_counter() - started}


def measure(output: Path, photo: Path, count: int) -> None:
    """Fill a gallery of ``count`` styles once; print and keep."""
    with tempfile.TemporaryDirectory() as folder:
        models = crowded(Path(folder), count)
        run(output, "gallery_fill", models, partial(_measure, photo=photo, count=count))
