"""Scrolling a page changes nothing that lies under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSlider
from window_parts import find, turn_wheel

from fst_gui.ui.dial import Dial
from fst_gui.ui.movement_field import MovementField
from fst_gui.ui.plot_panel import PlotPanel


@pytest.fixture
def dial():
    made = Dial("strict", "Strictness", ("less", "more"), str)
    made.set_range(0, 100)
    made.show_value(50)
    return made


def make_smoothing(studio):
    panel = PlotPanel(studio.states.training, studio.window.dialogs, studio.theme)
    return panel, panel.findChild(QSlider, "smoothing")


def test_a_dial_turns_only_with_the_focus(dial, qtbot):
    qtbot.addWidget(dial)
    dial.show()
    dial.activateWindow()
    dial.slider.clearFocus()
    settled = []
    dial.settled.connect(settled.append)
    assert not turn_wheel(dial.slider)
    assert settled == []
    assert dial.slider.value() == 50
    qtbot.waitUntil(dial.isActiveWindow)
    dial.slider.setFocus()
    turn_wheel(dial.slider)
    assert settled == [dial.slider.value()] != [50]


def test_the_smoothing_turns_only_with_the_focus(studio, qtbot):
    panel, smoothing = make_smoothing(studio)
    qtbot.addWidget(panel)
    before = smoothing.value()
    assert not turn_wheel(smoothing)
    assert smoothing.value() == before


def test_the_wheel_gives_no_focus(dial, studio, qtbot):
    panel, smoothing = make_smoothing(studio)
    qtbot.addWidget(dial)
    qtbot.addWidget(panel)
    field = MovementField("movement", "Movement", "", 40)
    qtbot.addWidget(field)
    for widget in (dial.slider, smoothing, field):
        assert widget.focusPolicy() == Qt.FocusPolicy.StrongFocus
    kinds = find(studio, QComboBox, "styleKind")
    assert kinds.focusPolicy() == Qt.FocusPolicy.TabFocus
