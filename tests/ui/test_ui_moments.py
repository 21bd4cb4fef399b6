"""The film strip is scrubbed, moments are compared, kept and branched from."""

from __future__ import annotations

import numpy as np
import pytest
from fake_training import request_for
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QSlider

from fst_gui.state.base import Picture
from fst_gui.state.training_draft import target_of
from fst_gui.ui.film_strip import FilmStrip, Frame


@pytest.fixture
def finished(studio, qtbot, make_picture, atelier):
    """A training that is finished and looked at."""
    training = studio.states.training
    training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: [run.status for run in training.snapshot.runs] == ["finished"])
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting is None)
    studio.window.show_training()
    return studio.window.training.desk.moments


def test_the_strip_is_scrubbed_by_mouse_and_keys(finished, qtbot):
    strip = finished.strip
    assert strip.maximum() == 12  # the photo and a moment for each phase
    assert strip.value() == 12
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Left)
    assert finished.shot.step == 66
    qtbot.keyClick(strip, Qt.Key.Key_PageUp)
    assert (finished.shot.stage, finished.shot.step) == ("adversarial", 60)
    qtbot.keyClick(strip, Qt.Key.Key_PageUp)
    assert (finished.shot.stage, finished.shot.step) == ("interpolation", 42)
    qtbot.keyClick(strip, Qt.Key.Key_PageDown)
    assert finished.shot.step == 60
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert finished.shot is None
    assert strip.accessibleName().endswith("your photo")
    for number in (4, 9):
        qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=strip.frame_rect(number).center())
        assert strip.value() == number
        qtbot.mouseMove(strip, strip.frame_rect(number + 1).center())
        assert strip.value() == number + 1
        qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert "GAN iterations" in strip.accessibleName()


def test_a_narrow_strip_still_reaches_every_frame(finished, qtbot):
    strip = finished.strip
    strip.resize(200, strip.height())
    for number in (0, 5, 7, 12):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.frame_rect(number).center())
        assert strip.value() == number


def test_any_moment_is_compared_with_any_other(finished, qtbot, studio):
    view, hold = finished.view, studio.window.findChild(QPushButton, "holdMoment")
    assert not view.comparing
    finished.strip.setValue(0)
    hold.click()
    assert not view.comparing  # with itself
    assert view.accessibleName() == "Choose a second moment below"
    finished.strip.setValue(8)
    assert view.comparing
    assert view.accessibleName() == "your photo beside Interpolation  ·  style  ·  step 48"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.split == pytest.approx(0.48)
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(view.width() // 4, 50))
    assert view.split < 0.4
    assert hold.text() == "Stop comparing"
    hold.click()
    assert not view.comparing


def test_the_newest_moment_is_followed_until_another_is_looked_at(
    studio, qtbot, make_picture, atelier
):
    training = studio.states.training
    atelier.training_gate.clear()
    atelier.hold_from = 7
    studio.window.show_training()
    training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: bool(training.snapshot.runs) and training.snapshot.runs[0].step == 7)
    moments = studio.window.training.desk.moments
    qtbot.waitUntil(lambda: moments.shot is not None and moments.shot.step == 6)
    moments.strip.setValue(0)
    atelier.training_gate.set()
    qtbot.waitUntil(lambda: training.snapshot.runs[0].status == "finished")
    assert moments.shot is None
    assert moments.strip.maximum() == 12


def test_a_moment_is_kept_as_a_style(finished, qtbot, studio, said):
    window = studio.window
    finished.strip.setValue(7)
    window.findChild(QPushButton, "keepMoment").click()
    name = window.findChild(QLineEdit, "momentName")
    assert name.text() == "Dusk, step 42"
    name.setText("Early dusk")
    qtbot.keyClick(name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "“Early dusk” is in the gallery" in said())
    assert "Early dusk" in [e.title for e in studio.states.gallery.snapshot.entries]
    assert finished.form.isHidden()


def test_a_moment_is_not_kept_under_a_name_that_is_taken(finished, studio, said, qtbot):
    window = studio.window
    window.findChild(QPushButton, "keepMoment").click()
    window.findChild(QLineEdit, "momentName").setText("Dusk")
    window.findChild(QPushButton, "momentDone").click()
    assert "already" in said()


def test_a_branch_goes_on_from_a_moment_with_other_settings(finished, qtbot, studio, atelier):
    window, training = studio.window, studio.states.training
    parent = training.snapshot.shown
    finished.strip.setValue(5)
    window.findChild(QPushButton, "branchMoment").click()
    window.findChild(QSlider, "branchStrictness").setValue(20)
    window.findChild(QSlider, "branchStroke").setValue(10)
    window.findChild(QPushButton, "momentDone").click()
    qtbot.waitUntil(lambda: len(atelier.requests) == 2)
    request = atelier.requests[-1]
    assert (request.credits.title, request.stroke_size) == ("Dusk, branch", 2.0)
    assert request.content_target == pytest.approx(target_of(0.2))
    qtbot.waitUntil(lambda: [r.status for r in training.snapshot.runs] == ["finished"] * 2)
    assert training.snapshot.shown != parent
    assert training.snapshot.shown_run.title == "Dusk, branch"


def test_the_photo_itself_can_be_neither_kept_nor_branched_from(finished, studio):
    finished.strip.setValue(0)
    for name in ("keepMoment", "branchMoment"):
        assert not studio.window.findChild(QPushButton, name).isEnabled()


def test_a_name_of_two_characters_stands_under_its_frames(studio, qtbot):
    strip = FilmStrip(studio.theme)
    qtbot.addWidget(strip)
    strip.resize(200, strip.sizeHint().height())
    frame = Picture(np.zeros((4, 6, 3), np.uint8))

    def drawn(stage):
        strip.show_frames((Frame(frame, stage, "says"),), None)
        return strip.grab().toImage()

    assert drawn("照片") != drawn("")
