"""A whole studio with an atelier that needs no torch, offscreen, with everything fresh."""

from __future__ import annotations

import asyncio
import gc
import os
import threading
from concurrent.futures import ThreadPoolExecutor

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import pytest
from batch_parts import drop
from fake_atelier import FakeAtelier, write_style
from PIL import Image
from PySide6.QtCore import QCoreApplication, QEvent
from pytestqt.qtbot import QtBot
from qasync import QEventLoop

from fst_gui.app import StudioApp


class PatientBot(QtBot):
    """Waits as long as a busy machine needs; on an idle one nothing waits that long."""

    def waitUntil(self, callback, *, timeout=60_000):
        super().waitUntil(callback, timeout=timeout)


@pytest.fixture
def qtbot(qapp, request):
    return PatientBot(request)


@pytest.fixture(autouse=True)
def collected_in_this_thread():
    """As in the program, no other thread destroys what Qt needs."""
    gc.disable()
    yield
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="session")
def qt_loop(qapp):
    """A loop that turns whenever pytest-qt lets Qt turn.

    One for the session: stopping it tells Qt to quit, and no Qt loop runs after that.
    """
    qapp.setQuitOnLastWindowClosed(False)
    loop = QEventLoop(qapp, already_running=True)
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="files"))
    asyncio.events._set_running_loop(None)
    yield loop
    loop.stop()
    loop.close()


@pytest.fixture
def loop(qt_loop):
    """The loop as the running one, for this test only: others call ``asyncio.run``."""
    asyncio.events._set_running_loop(qt_loop)
    yield qt_loop
    asyncio.events._set_running_loop(None)


@pytest.fixture
def atelier(tmp_path) -> FakeAtelier:
    """Two shipped styles and no own ones."""
    for title in ("Great Wave", "Starry Night"):
        write_style(
            tmp_path / "shipped" / f"{title.lower().replace(' ', '_')}.fststyle", title, "Somebody"
        )
    return FakeAtelier(tmp_path / "shipped", tmp_path / "own")


@pytest.fixture
def make_picture(tmp_path):
    """Write a picture that is different in every corner."""

    def make(name="photo.png", width=64, height=48):
        y, x = np.mgrid[:height, :width]
        pixels = np.stack(
            [x * 255 // width, y * 255 // height, (x + y) * 255 // (width + height)], axis=-1
        ).astype(np.uint8)
        path = tmp_path / name
        Image.fromarray(pixels).save(path)
        return path

    return make


@pytest.fixture
def new_studio(qapp, loop, atelier, tmp_path):
    """Makes a studio whose files lie in the test's folder."""
    files = ("settings.json", "sample.png", "batch.json", "versions")
    return lambda: StudioApp(qapp, loop, atelier, *(tmp_path / name for name in files))


@pytest.fixture
def another(new_studio, qtbot):
    """Makes a studio that finds what the one before it, closed, has left; it is not begun yet."""
    opened: list[StudioApp] = []

    def make():
        opened.append(new_studio())
        return opened[-1]

    yield make
    for studio in opened:
        studio.close()
        qtbot.waitUntil(studio.closed.is_set)


@pytest.fixture
def empty(new_studio, atelier, qtbot):
    """A studio before it has opened anything. Closing it must leave no thread and no task."""
    studio = new_studio()
    yield studio
    atelier.gate.set()
    atelier.card_gate.set()
    atelier.training_gate.set()
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    assert not studio.work.busy
    assert not [t for t in threading.enumerate() if t.name == "engine"]
    studio.language.speak("en")  # translators belong to the application, which all tests share
    studio.theme.deleteLater()
    studio.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def studio(qtbot, empty, make_picture):
    """A studio that shows a painted photo and all thumbnails."""
    empty.start(make_picture())
    states = empty.states
    qtbot.waitUntil(lambda: states.studio.snapshot.painted is not None)
    qtbot.waitUntil(lambda: len(states.gallery.snapshot.thumbnails) == 2)
    qtbot.waitUntil(lambda: len(states.gallery.snapshot.painted) == 2)
    qtbot.waitUntil(lambda: states.studio.snapshot.painting is None)
    return empty


@pytest.fixture
def said(studio):
    """What the newest message says."""

    def newest() -> str:
        waiting = studio.states.messages.snapshot.waiting
        return waiting[-1].text if waiting else ""

    return newest


@pytest.fixture
def state(studio):
    """What is open and how it is painted."""
    return studio.states.studio


@pytest.fixture
def settled(state, qtbot):
    """Wait until nothing is painted any more."""
    return lambda: qtbot.waitUntil(lambda: state.snapshot.painting is None)


@pytest.fixture
def photos(make_picture, tmp_path):
    """A folder with three photos."""
    folder = tmp_path / "Photos"
    folder.mkdir()
    return [make_picture(f"Photos/{name}.png") for name in "abc"]


@pytest.fixture
def batch(studio, qtbot, photos, tmp_path):
    """A queue of the three that goes to another folder."""
    drop(studio.window, photos[0].parent)
    batch = studio.states.batch
    qtbot.waitUntil(lambda: len(batch.snapshot.items) == 3)
    batch.set_folder(tmp_path / "out")
    return batch
