"""Keys that mean one thing on a page and nothing, or something else, on another."""

from __future__ import annotations

import pytest
from fake_training import request_for
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QTreeWidget,
    QWidget,
)
from window_parts import action, find

from fst_gui.ui.shortcuts import Shortcuts


@pytest.fixture
def window(studio, qtbot):
    """The window, with the keyboard."""
    studio.window.activateWindow()
    qtbot.waitUntil(studio.window.isActiveWindow)
    return studio.window


@pytest.fixture
def moments(window, studio, qtbot, make_picture, atelier):
    """A finished training's strip in the training room."""
    training = studio.states.training
    training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: [run.status for run in training.snapshot.runs] == ["finished"])
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting is None)
    window.show_training()
    return window.training.desk.moments


def test_an_action_that_is_gone_is_not_carried_out(studio, qtbot, make_picture):
    action(studio, "Keys and actions").trigger()
    panel = studio.window.findChild(Shortcuts)
    tree = panel.findChild(QTreeWidget)
    (row,) = tree.findItems(
        "Open recent: photo.png", Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
    )
    state = studio.states.studio
    state.open_photo(make_picture("other.png"))
    qtbot.waitUntil(lambda: state.snapshot.title == "other.png")
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    tree.itemActivated.emit(row, 0)
    assert state.snapshot.title == "other.png"
    assert panel.isVisible()
    panel.close()


def test_m_holds_a_moment_in_the_training_room_and_takes_the_brush_elsewhere(
    window, studio, moments, qtbot
):
    mask = studio.states.studio.mask
    moments.strip.setValue(4)
    with qtbot.waitSignal(find(studio, QPushButton, "holdMoment").clicked):
        qtbot.keyClick(moments.strip, Qt.Key.Key_M)
    moments.strip.setValue(8)
    assert moments.view.comparing
    assert not mask.snapshot.active
    window.show_picture()
    qtbot.keyClick(window.viewer.canvas, Qt.Key.Key_M)
    assert mask.snapshot.active
    assert moments.view.comparing


def test_single_letters_of_the_picture_do_nothing_where_it_is_not_seen(window, studio, qtbot):
    mask = studio.states.studio.mask
    mask.set_active(True)
    before = mask.snapshot
    for leave, page in (
        (window.show_training, window.training),
        (window.show_batch, window.batch),
    ):
        leave()
        for key in (Qt.Key.Key_M, Qt.Key.Key_X, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight):
            qtbot.keyClick(page, key)
        qtbot.keyClick(page, Qt.Key.Key_B)
        qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
        assert mask.snapshot == before
        assert not window.viewer.compare.isChecked()
        assert not window.viewer.beside.isChecked()
    window.show_picture()
    qtbot.keyClick(window.viewer.canvas, Qt.Key.Key_X)
    assert mask.snapshot.tool == "apply"


def test_the_painting_is_back_when_the_window_loses_the_keyboard(window, studio, qtbot):
    slider = find(studio, QSlider, "strength")
    slider.setFocus()
    qtbot.keyPress(slider, Qt.Key.Key_Space)
    assert window.viewer.canvas.scene.holding
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not window.isActiveWindow())
    assert not window.viewer.canvas.scene.holding


def hold_space(widget):
    """As a keyboard sends it: a press, repeats of it, a release."""
    press, release = QEvent.Type.KeyPress, QEvent.Type.KeyRelease
    for kind, repeated in ((press, False), (release, True), (press, True)):
        no = Qt.KeyboardModifier.NoModifier
        QApplication.sendEvent(widget, QKeyEvent(kind, Qt.Key.Key_Space, no, " ", repeated))
    return lambda: QApplication.sendEvent(widget, QKeyEvent(release, Qt.Key.Key_Space, no, " "))


@pytest.mark.parametrize("name", ["keep", "colours_photo"])
def test_space_shows_the_photo_whatever_was_clicked(window, studio, settled, qtbot, name):
    button = find(studio, QAbstractButton, name)
    window.viewer.canvas.setFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled()
    versions = len(studio.states.studio.versions.snapshot.kept)
    let_go = hold_space(window.focusWidget())
    assert window.viewer.canvas.scene.holding
    let_go()
    assert not window.viewer.canvas.scene.holding
    assert len(studio.states.studio.versions.snapshot.kept) == versions


def test_space_presses_the_button_that_tab_reached_and_shows_no_photo(window, studio, qtbot):
    button = find(studio, QPushButton, "keep")
    assert button.focusPolicy() == Qt.FocusPolicy.TabFocus
    button.setFocus(Qt.FocusReason.TabFocusReason)
    let_go = hold_space(button)
    assert not window.viewer.canvas.scene.holding
    let_go()
    assert not window.viewer.canvas.scene.holding
    assert len(studio.states.studio.versions.snapshot.kept) == 1


def test_the_keyboard_stays_on_the_segment_that_is_chosen(window, studio, settled, qtbot):
    painting = find(studio, QAbstractButton, "colours_painting")
    photo = find(studio, QAbstractButton, "colours_photo")
    painting.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(painting, Qt.Key.Key_Right)
    settled()
    assert photo.hasFocus()
    studio.states.studio.history.undo()
    settled()
    assert painting.isChecked()
    assert painting.hasFocus()


BOXES = [("styleKind", "show_picture"), ("batchFormat", "show_batch")]


def choose(qtbot, items, at):
    """A press and a release in an open list; the list takes only releases where the mouse moved."""
    qtbot.mouseMove(items, at)
    qtbot.mouseClick(items, Qt.MouseButton.LeftButton, pos=at)


@pytest.mark.parametrize(("name", "page"), BOXES)
@pytest.mark.parametrize("choosing", [True, False])
def test_space_shows_the_photo_after_a_choice_with_the_mouse(
    window, studio, qtbot, name, page, choosing
):
    getattr(window, page)()
    box = find(studio, QComboBox, name)
    find(studio, QLineEdit, "searchStyles").setFocus()  # where Space would be typed
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    items = box.view()
    qtbot.waitUntil(items.isVisible)
    if choosing:
        at = items.visualRect(items.model().index(1, 0)).center()
        with qtbot.waitSignal(box.activated):
            choose(qtbot, items.viewport(), at)
        assert box.currentIndex() == 1
    else:
        qtbot.keyClick(items, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not items.isVisible())
    let_go = hold_space(QApplication.focusWidget())
    assert window.viewer.canvas.scene.holding
    assert not items.isVisible()
    let_go()
    assert not window.viewer.canvas.scene.holding
    assert find(studio, QLineEdit, "searchStyles").text() == ""


def test_a_box_that_tab_reached_keeps_the_keyboard(window, studio, qtbot):
    window.show_batch()
    box = find(studio, QComboBox, "batchFormat")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert box.currentIndex() == 1
    qtbot.keyClick(box, Qt.Key.Key_Space)
    qtbot.waitUntil(box.view().isVisible)
    qtbot.keyClick(box.view(), Qt.Key.Key_Down)
    qtbot.keyClick(box.view(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not box.view().isVisible())
    assert studio.states.batch.snapshot.rule.suffix == box.currentData() == ".png"
    assert box.hasFocus()
