"""Versions are kept and compared, side by side and from closer."""

from __future__ import annotations

import numpy as np
import pytest
from fake_atelier import paint
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget
from window_parts import action, drag, find, on_canvas


def test_versions_are_kept_restored_compared_and_put_away(studio, state, settled, qtbot):
    strip = find(studio, QWidget, "versions")
    assert not strip.isVisible()
    action(studio, "Keep this version").trigger()
    state.set_strength(0.4)
    find(studio, QAbstractButton, "keep").click()  # kept when it is sharp
    settled()
    first, second = state.versions.snapshot.kept
    assert strip.isVisible()
    assert second.look.settings.strength == 0.4
    np.testing.assert_array_equal(second.painted.pixels, state.snapshot.painted.pixels)
    assert find(studio, QToolButton, "version2").isChecked()

    find(studio, QToolButton, "version1").click()
    assert state.snapshot.look == first.look
    settled()
    find(studio, QToolButton, "compareVersion2").click()
    canvas = studio.window.viewer.canvas
    assert studio.window.viewer.compare.isChecked()
    left = canvas.grab().toImage().pixelColor(on_canvas(canvas, 0.02, 0.5))
    expected = paint(state.snapshot.photo.pixels, 0.4)[24, 1]
    assert (left.red(), left.green()) == pytest.approx(tuple(map(int, expected[:2])), abs=12)

    card = find(studio, QToolButton, "version2")
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert state.versions.snapshot.kept == (first,)
    assert state.versions.snapshot.compared is None
    state.keep_version()
    state.history.undo()
    assert [version.number for version in state.versions.snapshot.kept] == [1, 2, 3]


def test_no_version_has_the_picture_of_another_look(state, settled, atelier, qtbot):
    atelier.gate.clear()
    state.set_strength(0.4)
    qtbot.waitUntil(lambda: state.snapshot.painting is not None)
    state.keep_version()
    atelier.error = ZeroDivisionError("inside")
    atelier.gate.set()
    settled()
    assert state.versions.snapshot.kept == ()


def test_versions_come_back_with_their_photo(state, settled, qtbot, make_picture):
    state.keep_version()
    kept, path = state.versions.snapshot.kept, state.snapshot.photo.path
    state.open_photo(make_picture("other.png"))
    qtbot.waitUntil(lambda: state.snapshot.title == "other.png")
    assert state.versions.snapshot.kept == ()
    state.open_photo(path)
    qtbot.waitUntil(lambda: state.snapshot.title == path.name)
    assert state.versions.snapshot.kept == kept


def test_two_pictures_side_by_side_show_the_same_place(studio, state, qtbot):
    window = studio.window
    canvas = window.viewer.canvas
    whole = canvas.view.area().width()
    window.viewer.compare.setChecked(True)
    qtbot.keyClick(canvas, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert window.viewer.beside.isChecked()
    assert not window.viewer.compare.isChecked()
    area = canvas.view.area()
    assert area.width() < whole
    image: QImage = canvas.grab().toImage()
    at = on_canvas(canvas, 0.5, 0.9)
    photo = image.pixelColor(at)
    painting = image.pixelColor(at + QPoint(canvas.width() // 2, 0))
    assert photo.green() > 200 > 60 > painting.green()
    state.mask.set_active(True)  # the brush works in both
    drag(qtbot, canvas, [(0.5, 0.5)])
    first = state.snapshot.look.mask.levels
    state.history.undo()
    right = on_canvas(canvas, 0.5, 0.5) + QPoint(canvas.width() // 2, 0)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=right)
    assert np.abs(state.snapshot.look.mask.levels.astype(int) - first).max() <= 1


def test_more_pixels_are_painted_for_who_looks_closer(studio, state, settled, qtbot, make_picture):
    state.open_photo(make_picture("large.png", 2400, 1200))
    qtbot.waitUntil(lambda: state.snapshot.title == "large.png")
    qtbot.waitUntil(lambda: state.snapshot.painted is not None)
    settled()
    assert state.snapshot.painted.width == pytest.approx(1086, abs=2)  # 768 x 768 in all
    sizes = []
    state.changed.connect(lambda now: sizes.append(now.painted.width))
    studio.window.viewer.canvas.actual_size()
    qtbot.waitUntil(lambda: state.snapshot.painted.width == 2048)
    assert min(sizes) > 1000  # what was sharp does not get coarse again
