"""The main states of the window as approved pictures. See approved_pictures.py."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from approved_pictures import FOLDER, PIXELS, check, compare, waiting
from PySide6.QtCore import QSize
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import QApplication

from fst_gui.sentences import Sentence
from fst_gui.state.batch_queue import Status
from fst_gui.state.messages import Level
from fst_gui.ui.shortcuts import Shortcuts


@pytest.fixture
def boxes(qapp):
    """Every word as boxes: real fonts differ from machine to machine."""
    before = qapp.font()
    number = QFontDatabase.addApplicationFont(str(FOLDER / "boxes.ttf"))
    family = QFontDatabase.applicationFontFamilies(number)[0]
    qapp.setFont(QFont(family, 9))
    yield
    qapp.setFont(before)
    QFontDatabase.removeApplicationFont(number)


@pytest.fixture
def window(boxes, studio, qtbot, monkeypatch):
    """The window at one size and without anything that blinks."""
    monkeypatch.setattr(QApplication, "cursorFlashTime", lambda _: 0)
    studio.states.settings.set_appearance("light")
    studio.window.resize(QSize(1280, 800))
    studio.window.setFocus()
    return studio.window


@pytest.mark.parametrize("look", ["light", "dark"])
def test_studio(studio, window, look):
    studio.states.settings.set_appearance(look)
    window.viewer.compare.setChecked(True)
    check(window, f"studio_{look}")


def test_small_window(window):
    window.resize(window.minimumSize())
    check(window, "studio_small")


def test_mix_and_brush(studio, window, qtbot):
    states = studio.states
    night = next(e for e in states.gallery.snapshot.entries if e.title == "Starry Night")
    states.studio.toggle_in_mix(night)
    qtbot.waitUntil(lambda: states.studio.snapshot.painting is None)
    states.studio.keep_version()
    states.studio.mask.set_active(True)
    check(window, "mix_and_brush")


def test_message(studio, window):
    text = Sentence("“{name}” is damaged or cut short; get a fresh copy of it.", name="harbour.jpg")
    studio.states.messages.post(Level.ERROR, text)
    check(window, "message")


def test_batch(studio, window, qtbot, make_picture, tmp_path):
    batch = studio.states.batch
    window.show_batch()
    check(window, "batch_empty")
    batch.add([make_picture(f"{name}.png") for name in "abcde"])
    qtbot.waitUntil(lambda: len(batch.snapshot.pictures) == 5)
    states = (Status.DONE, Status.FAILED, Status.PAINTING, Status.WAITING, Status.CANCELLED)
    items = [
        replace(item, status=status, problem="Get a fresh copy." * (status is Status.FAILED))
        for item, status in zip(batch.snapshot.items, states, strict=True)
    ]
    batch.update(items=tuple(items), running=True, done=0.4, seconds_left=200.0)
    check(window, "batch_running")
    batch.update(items=(), running=False, done=0.0, seconds_left=None)


def test_training(studio, window):
    window.show_training()
    check(window, "training_form")


def test_keys(studio, window):
    window.actions_.show_shortcuts()
    panel = window.findChild(Shortcuts)
    check(panel, "keys")
    panel.close()


def test_nothing_waits_to_be_looked_at():
    assert waiting() == []


def test_what_is_moved_or_missing_would_be_seen():
    plain = np.full((100, 100, 3), 250, np.uint8)
    assert not compare("x", plain, plain).matters
    assert not compare("x", plain, plain - 10).matters  # another Qt, another edge
    icon = plain.copy()
    icon[10:19, 10:19] = 90
    assert int(compare("x", plain, icon).where.sum()) == 81 > PIXELS
    assert compare("x", plain, icon).matters
    assert compare("x", icon, np.roll(icon, 6, axis=1)).matters
    assert compare("x", plain, plain[:90]).matters
