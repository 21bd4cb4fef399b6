"""Scrolling a page changes nothing that lies under the pointer."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QSlider

from fst_gui.ui.dial import Dial
from fst_gui.ui.movement_field import MovementField
from fst_gui.ui.plot_panel import PlotPanel


def turn(widget) -> bool:
    """Turn the wheel over a widget; whether it took that."""
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(widget.mapToGlobal(QPoint(5, 5))),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


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
    assert not turn(dial.slider)
    assert settled == []
    assert dial.slider.value() == 50
    qtbot.waitUntil(dial.isActiveWindow)
    dial.slider.setFocus()
    turn(dial.slider)
    assert settled == [dial.slider.value()] != [50]


def test_the_smoothing_turns_only_with_the_focus(studio, qtbot):
    panel, smoothing = make_smoothing(studio)
    qtbot.addWidget(panel)
    before = smoothing.value()
    assert not turn(smoothing)
    assert smoothing.value() == before


def test_the_wheel_gives_no_focus(dial, studio, qtbot):
    panel, smoothing = make_smoothing(studio)
    qtbot.addWidget(dial)
    qtbot.addWidget(panel)
    field = MovementField("movement", "Movement", "", 40)
    qtbot.addWidget(field)
    for widget in (dial.slider, smoothing, field):
        assert widget.focusPolicy() == Qt.FocusPolicy.StrongFocus
