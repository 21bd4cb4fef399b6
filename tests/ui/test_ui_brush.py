"""The mask is painted with the brush."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QToolButton, QWidget
from window_parts import action, drag, find, on_canvas

from fst_gui.ui.sliders import ResetSlider


def test_the_brush_protects_and_the_other_button_paints_again(
    studio, state, settled, qtbot, atelier
):
    canvas = studio.window.viewer.canvas
    action(studio, "Brush").trigger()
    assert canvas.hasFocus() or studio.window.focusWidget() is canvas
    bar = find(studio, QWidget, "maskBar")
    assert bar.isVisible()
    state.mask.set_size(0.3)
    state.mask.set_softness(0.0)
    drag(qtbot, canvas, [(0.2, 0.5), (0.8, 0.5)])
    levels = state.snapshot.look.mask.levels
    height, width = levels.shape
    assert levels[height // 2, width // 4 : 3 * width // 4].max() == 0
    assert levels[height // 10].min() == 255
    drag(qtbot, canvas, [(0.5, 0.5)], Qt.MouseButton.RightButton)
    levels = state.snapshot.look.mask.levels
    assert levels[height // 2, width // 2] == 255
    assert levels[height // 2, width // 4] == 0
    settled()
    np.testing.assert_array_equal(atelier.calls[-1].mask, levels)
    assert "% painted" in find(studio, QLabel, "masked").text()


def test_a_stroke_that_changes_nothing_is_no_step_to_undo(studio, state, qtbot):
    canvas = studio.window.viewer.canvas
    state.mask.set_active(True)
    drag(qtbot, canvas, [(0.3, 0.3), (0.6, 0.6)], Qt.MouseButton.RightButton)
    assert state.snapshot.look.mask is None
    assert state.mask.snapshot.shown is None
    assert not state.history.undoable
    drag(qtbot, canvas, [(0.3, 0.3), (0.6, 0.6)])
    once = state.snapshot.look.mask
    state.mask.set_size(0.02)  # within what is protected wholly
    drag(qtbot, canvas, [(0.3, 0.3), (0.6, 0.6)])
    assert state.mask.snapshot.shown is once
    state.history.undo()
    assert state.snapshot.look.mask is None


def test_what_is_protected_is_red_while_the_brush_is_in_hand(studio, state, qtbot):
    canvas = studio.window.viewer.canvas

    def green():
        return canvas.grab().toImage().pixelColor(on_canvas(canvas, 0.02, 0.02)).green()

    before = green()
    state.mask.invert()
    assert green() == before > 240
    state.mask.set_active(True)
    assert green() < before - 80
    state.mask.clear()
    assert green() == before


def test_keys_of_the_brush(studio, state, qtbot):
    canvas, mask = studio.window.viewer.canvas, state.mask
    size = mask.snapshot.brush.size
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert mask.snapshot.brush.size == size  # not without the brush
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    assert mask.snapshot.active
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert mask.snapshot.brush.size > size
    qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert mask.snapshot.brush.size == pytest.approx(size)
    qtbot.keyClick(canvas, Qt.Key.Key_X)
    assert mask.snapshot.tool == "apply"
    qtbot.keyClick(canvas, Qt.Key.Key_X)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    levels = state.snapshot.look.mask.levels
    height, width = levels.shape
    assert levels[height // 2, width // 10] == 0
    assert levels[height // 2, width // 2] == 255
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not mask.snapshot.active


def test_esc_on_the_bar_puts_the_brush_away_and_cancels_nothing(
    studio, state, qtbot, atelier, tmp_path
):
    state.mask.set_active(True)
    atelier.gate.clear()
    state.export(tmp_path / "out.png")
    qtbot.waitUntil(lambda: state.exporting.snapshot.under_way.done > 0)
    qtbot.keyClick(find(studio, ResetSlider, "brushSize"), Qt.Key.Key_Escape)
    assert not state.mask.snapshot.active
    atelier.gate.set()
    qtbot.waitUntil(lambda: state.exporting.snapshot.saved is not None)


def test_the_bar_of_the_brush(studio, state):
    mask = state.mask
    find(studio, QToolButton, "brush").click()
    find(studio, ResetSlider, "brushSize").setValue(100)
    find(studio, ResetSlider, "brushSoftness").setValue(20)
    assert (mask.snapshot.brush.size, mask.snapshot.brush.softness) == (0.5, 0.2)
    find(studio, QToolButton, "maskTool_apply").click()
    assert mask.snapshot.tool == "apply"
    find(studio, QToolButton, "mask_invert").click()
    assert state.snapshot.look.mask.painted == 0.0
    find(studio, QToolButton, "mask_reset").click()
    assert state.snapshot.look.mask is None
    find(studio, QAbstractButton, "maskDone").click()
    assert not find(studio, QWidget, "maskBar").isVisible()


def test_the_bar_below_says_what_the_brush_does(studio, state):
    tip = find(studio, QLabel, "message")
    assert "Hold Space" in tip.text()
    state.mask.set_active(True)
    assert "Brush over the photo" in tip.text()
    state.mask.set_active(False)
    assert "Hold Space" in tip.text()
