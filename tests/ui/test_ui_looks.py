"""The settings of a look, and undo over everything."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QToolButton
from window_parts import action, find, turn_wheel

from fst_gui.ui.sliders import ResetLabel, ResetSlider

# The settings


def test_every_setting_reaches_the_painter(studio, state, settled, atelier):
    find(studio, ResetSlider, "stroke_size").setValue(100)
    find(studio, ResetSlider, "iterations").setValue(6)
    find(studio, ResetSlider, "overpainting").setValue(3)
    find(studio, ResetSlider, "strength").setValue(50)
    find(studio, QToolButton, "colours_luminance").click()
    find(studio, QToolButton, "another").click()
    find(studio, QToolButton, "another").click()
    settled()
    settings = atelier.calls[-1].settings
    assert (settings.strength, settings.stroke_size, settings.iterations) == (0.5, 2.0, 6)
    assert (settings.colours, settings.seed, settings.overpainting) == ("luminance", 2, 3)
    assert find(studio, QLabel, "variation").text() == "3"


@pytest.mark.parametrize("name", ["strength", "stroke_size", "iterations", "overpainting"])
def test_a_double_click_or_delete_sets_a_slider_back(studio, state, qtbot, name):
    slider = find(studio, ResetSlider, name)
    usual = slider.value()
    for back in (
        lambda: qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, 10)),
        lambda: qtbot.keyClick(slider, Qt.Key.Key_Delete),
    ):
        slider.setValue(slider.maximum() if slider.minimum() == usual else slider.minimum())
        assert getattr(state.snapshot.look.settings, name) != usual
        back()
        assert slider.value() == usual


def test_a_double_click_beside_the_handle_is_one_step_to_undo(studio, state, qtbot):
    slider, left = find(studio, ResetSlider, "strength"), Qt.MouseButton.LeftButton
    state.set_strength(0.5)
    qtbot.mouseClick(slider, left, pos=QPoint(2, 10))
    assert slider.value() < 50
    qtbot.mouseDClick(slider, left, pos=QPoint(2, 10))
    assert slider.value() == 100
    state.history.undo()
    assert slider.value() == 50


def test_two_clicks_beside_the_handle_are_two_steps_to_undo(studio, state, qtbot):
    slider, left = find(studio, ResetSlider, "strength"), Qt.MouseButton.LeftButton
    qtbot.mouseClick(slider, left, pos=QPoint(slider.width() // 2, 10))
    middle = slider.value()
    qtbot.mouseClick(slider, left, pos=QPoint(2, 10))
    assert slider.value() < middle < 100
    state.history.undo()
    assert slider.value() == middle


def test_a_double_click_on_the_name_sets_back_what_has_no_slider(studio, state, qtbot):
    state.set_colours("photo")
    state.set_seed(4)
    for label in studio.window.findChildren(ResetLabel):
        qtbot.mouseDClick(label, Qt.MouseButton.LeftButton)
    settings = state.snapshot.look.settings
    assert (settings.colours, settings.seed) == ("painting", 0)


def test_the_wheel_changes_only_the_slider_that_has_the_focus(studio, qtbot):
    slider = find(studio, ResetSlider, "strength")

    studio.window.viewer.canvas.setFocus()
    turn_wheel(slider)
    assert slider.value() == 100
    assert not slider.hasFocus()
    slider.setFocus()
    turn_wheel(slider)
    assert slider.value() < 100


# Undo


def test_undo_and_redo_go_over_everything(studio, state, settled, qtbot, atelier):
    looks = [state.snapshot.look]
    mask = state.mask
    other = studio.states.gallery.snapshot.entries[1]

    def brush():
        mask.begin(0.5, 0.5)
        mask.end()

    for verb in (
        lambda: state.set_strength(0.5),
        lambda: state.set_stroke_size(2.0),
        lambda: state.set_iterations(1),
        lambda: state.set_colours("photo"),
        lambda: state.set_seed(7),
        lambda: state.toggle_in_mix(other),
        lambda: state.set_share(other, 0.9),
        brush,
        brush,
        mask.invert,
        mask.clear,
        lambda: state.choose(other),
        state.reset_all,
    ):
        verb()
        state.history.seal()
        assert state.snapshot.look != looks[-1]
        looks.append(state.snapshot.look)
    for look in reversed(looks[:-1]):
        action(studio, studio.window.findChild(QAction, "undo").text().replace("&", "")).trigger()
        assert state.snapshot.look == look
        assert studio.states.gallery.snapshot.selected == look.leading
        assert mask.snapshot.shown is look.mask
    assert not find(studio, QToolButton, "view_undo").isEnabled()
    for look in looks[1:]:
        find(studio, QToolButton, "view_redo").click()
        assert state.snapshot.look == look
    settled()
    assert atelier.calls[-1].settings == looks[-1].settings


def test_one_drag_of_a_slider_is_one_step(studio, state, qtbot):
    slider = find(studio, ResetSlider, "strength")
    slider.setSliderDown(True)
    for value in range(99, 20, -3):
        slider.setValue(value)
    slider.setSliderDown(False)
    slider.setSliderDown(True)
    slider.setValue(90)
    slider.setSliderDown(False)
    undo = studio.window.findChild(QAction, "undo")
    assert undo.text() == "&Undo: strength"
    undo.trigger()
    assert state.snapshot.look.settings.strength == 0.21
    undo.trigger()
    assert state.snapshot.look.settings.strength == 1.0
    assert not undo.isEnabled()


def test_another_photo_starts_without_a_past_and_without_a_mask(state, qtbot, make_picture):
    state.set_strength(0.3)
    state.mask.invert()
    state.open_photo(make_picture("next.png"))
    qtbot.waitUntil(lambda: state.snapshot.title == "next.png")
    assert state.history.undoable == ""
    assert state.snapshot.look.mask is None
    assert state.snapshot.look.settings.strength == 0.3
