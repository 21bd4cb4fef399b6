"""The region of a painting is chosen by mouse and by keys."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from fst_gui.state.base import Picture
from fst_gui.ui.crop import CropView
from fst_gui.ui.theme import Theme

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def crop(qapp, qtbot):
    view = CropView(Theme(qapp, "light"))
    qtbot.addWidget(view)
    view.resize(432, 332)  # 16 pixels around a picture of 400 x 300
    picture = Picture(np.zeros((300, 400, 3), np.uint8))
    view.show()
    view.show_painting(picture, None, "a painting")
    return view


def at(x, y):
    return QPoint(round(16 + 400 * x), round(16 + 300 * y))


def drag(qtbot, view, start, end):
    qtbot.mousePress(view, LEFT, pos=at(*start))
    qtbot.mouseMove(view, at(*end))
    qtbot.mouseRelease(view, LEFT, pos=at(*end))


def shares(rect):
    return [round(value, 2) for value in rect.getRect()]


def test_dragging_draws_moves_and_resizes(crop, qtbot):
    told = []
    crop.changed.connect(told.append)
    drag(qtbot, crop, (0.75, 0.8), (0.25, 0.4))
    assert shares(crop.crop) == [0.25, 0.4, 0.5, 0.4]
    drag(qtbot, crop, (0.5, 0.5), (0.9, 0.5))  # moved, and held at the edge
    assert shares(crop.crop) == [0.5, 0.4, 0.5, 0.4]
    drag(qtbot, crop, (0.5, 0.4), (0.6, 0.6))  # its corner
    assert shares(crop.crop) == [0.6, 0.6, 0.4, 0.2]
    assert len(told) == 3


def test_a_rectangle_too_small_is_forgotten(crop, qtbot):
    drag(qtbot, crop, (0.2, 0.2), (0.6, 0.6))
    drag(qtbot, crop, (0.8, 0.8), (0.82, 0.82))
    assert shares(crop.crop) == [0.2, 0.2, 0.4, 0.4]


def test_outside_the_painting_means_its_edge(crop, qtbot):
    drag(qtbot, crop, (0.5, 0.5), (1.03, 1.04))
    assert shares(crop.crop) == [0.5, 0.5, 0.5, 0.5]


def test_a_double_click_takes_the_whole_painting(crop, qtbot):
    drag(qtbot, crop, (0.2, 0.2), (0.6, 0.6))
    qtbot.mouseDClick(crop, LEFT, pos=at(0.3, 0.3))
    assert crop.crop is None


def test_keys_move_resize_and_forget(crop, qtbot):
    shift = Qt.KeyboardModifier.ShiftModifier
    for _ in range(20):
        qtbot.keyClick(crop, Qt.Key.Key_Left, shift)
        qtbot.keyClick(crop, Qt.Key.Key_Up, shift)
    assert shares(crop.crop) == [0, 0, 0.8, 0.8]
    for _ in range(30):
        qtbot.keyClick(crop, Qt.Key.Key_Right)
    assert shares(crop.crop) == [0.2, 0, 0.8, 0.8]
    qtbot.keyClick(crop, Qt.Key.Key_Delete)
    assert crop.crop is None
