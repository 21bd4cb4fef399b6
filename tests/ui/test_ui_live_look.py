"""The system goes dark while the program runs: what is open looks as if it had been opened then."""

from __future__ import annotations

import pytest
from approved_pictures import compare, grab
from fake_training import request_for
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QStyleHints
from PySide6.QtWidgets import QApplication, QDialog, QSplitter, QWidget

from fst_gui.sentences import Sentence
from fst_gui.state.batch_queue import Status
from fst_gui.state.messages import Level

_EDGES = 4  # pixels that may differ


@pytest.fixture
def system(qapp, monkeypatch):
    """The system's light and dark, as Qt tells of it."""

    def system(scheme: Qt.ColorScheme) -> None:
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _: scheme)
        qapp.styleHints().colorSchemeChanged.emit(scheme)

    return system


@pytest.fixture
def filled(studio, qtbot, make_picture, atelier, tmp_path, monkeypatch):
    """A studio with something on every page, and nothing that blinks."""
    monkeypatch.setattr(QApplication, "cursorFlashTime", lambda _: 0)
    states = studio.states
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    states.batch.add([make_picture("good.png"), bad])
    qtbot.waitUntil(lambda: len(states.batch.snapshot.items) == 2)
    states.batch.set_folder(tmp_path / "out")
    states.batch.start()
    qtbot.waitUntil(lambda: states.batch.snapshot.count(Status.DONE, Status.FAILED) == 2)
    training = states.training
    training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: [run.status for run in training.snapshot.runs] == ["finished"])
    training.draft.add_paintings((make_picture("p.png"),))
    qtbot.waitUntil(lambda: bool(training.draft.snapshot.paintings))
    first, *others = states.gallery.snapshot.entries
    states.gallery.toggle_favourite(first)
    states.studio.choose(first)
    states.studio.toggle_in_mix(others[0])
    qtbot.waitUntil(lambda: states.studio.snapshot.painting is None)
    states.studio.keep_version()
    states.studio.mask.set_active(True)
    states.messages.post(Level.WARNING, Sentence("The disk is nearly full."))
    return studio


def show(studio, page, qtbot) -> QWidget:
    """Bring a page to the front, with all that is on it."""
    window, training = studio.window, studio.states.training
    if page == "studio":
        window.show_picture()
    elif page == "batch":
        window.show_batch()
    else:
        (run,) = training.snapshot.runs
        training.show(run.folder if page == "desk" else None)
        window.show_training()
    if page == "desk":
        plots = window.training.desk.curves.plots
        qtbot.waitUntil(lambda: "total_loss" in plots.shown)
        qtbot.waitUntil(lambda: plots.curves["total_loss"].steps[-1] == 72)
        qtbot.waitUntil(lambda: training.snapshot.shown_run.loaded)
    window.setFocus()  # no ring around whatever had it last
    return window


def dialogs(studio) -> dict[str, QWidget]:
    """Every dialog, opened."""
    window = studio.window
    first = studio.states.gallery.snapshot.entries[0]
    window.actions_.show_shortcuts()
    window.actions_.about()
    window.actions_.export()
    window.gallery.show_details(first)
    found = {type(dialog).__name__: dialog for dialog in window.findChildren(QDialog)}
    assert len(found) == 4
    return found


def anew(studio) -> None:
    """Another window, made as it is in the look of this moment."""
    for language in ("zh_CN", "en"):
        studio.states.settings.set_language(language)
    studio.window.resize(QSize(1280, 800))
    # A splitter that is resized rounds by a pixel, one way or the other.
    for splitter in studio.window.findChildren(QSplitter):
        splitter.setSizes([240, 720, 320])


def test_everything_follows(filled, system, qtbot):
    system(Qt.ColorScheme.Light)
    anew(filled)
    light = {page: grab(show(filled, page, qtbot)) for page in ("studio", "batch", "form", "desk")}
    opened = dialogs(filled)
    light |= {name: grab(dialog) for name, dialog in opened.items()}

    system(Qt.ColorScheme.Dark)
    live = {page: grab(show(filled, page, qtbot)) for page in ("desk", "studio", "batch", "form")}
    live |= {name: grab(dialog) for name, dialog in opened.items()}
    for dialog in opened.values():
        dialog.close()

    anew(filled)
    dark = {page: grab(show(filled, page, qtbot)) for page in light if page not in opened}
    opened = dialogs(filled)
    dark |= {name: grab(dialog) for name, dialog in opened.items()}
    for dialog in opened.values():
        dialog.close()
    for name, expected in dark.items():
        assert compare(name, light[name], expected).where.mean() > 0.5  # it is another look
        difference = compare(name, expected, live[name])
        assert int(difference.where.sum()) <= _EDGES, name
