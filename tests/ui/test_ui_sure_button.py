"""What cannot be undone is not done by a slip of the hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from fst_gui.ui.sure_button import SureButton


@pytest.fixture
def at_once():
    """No click belongs to the one before it."""
    usual = QApplication.doubleClickInterval()
    QApplication.setDoubleClickInterval(0)
    yield
    QApplication.setDoubleClickInterval(usual)


@pytest.fixture
def page(qtbot):
    """A field, and a button that deletes."""
    page = QWidget()
    qtbot.addWidget(page)
    page.field = QLineEdit(page)
    page.button = SureButton("delete", "Really?")
    page.button.offer("Delete", asks=True)
    page.confirmed = []
    page.button.confirmed.connect(lambda: page.confirmed.append(True))
    column = QVBoxLayout(page)
    column.addWidget(page.field)
    column.addWidget(page.button)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def test_a_double_click_only_asks(page, qtbot):
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(page.button, Qt.MouseButton.LeftButton)
    assert page.confirmed == []
    assert page.button.text() == page.button.accessibleName() == "Really?"


def test_a_second_click_confirms(page, qtbot, at_once):
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    page.button.offer("Delete", asks=True)  # as with every change of what is shown
    assert page.button.text() == "Really?"
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.confirmed == [True]
    assert page.button.text() == "Delete"


def test_what_need_not_be_asked_is_done(page, qtbot):
    page.button.offer("Remove", asks=False)
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.confirmed == [True]


def wait(page, qtbot):
    timer = page.button._forgets
    assert 2000 <= timer.interval() <= 10_000
    timer.start(0)
    qtbot.waitUntil(lambda: not timer.isActive())


ELSEWHERE = {
    "a while": wait,
    "Escape": lambda page, qtbot: qtbot.keyClick(page.field, Qt.Key.Key_Escape),
    "a click": lambda page, qtbot: qtbot.mouseClick(page.field, Qt.MouseButton.LeftButton),
    "the Tab key": lambda page, qtbot: qtbot.keyClick(page.button, Qt.Key.Key_Tab),
    "another page": lambda page, qtbot: page.hide(),
}


@pytest.mark.parametrize("how", ELSEWHERE)
def test_whatever_else_is_done_takes_it_back(page, qtbot, at_once, how):
    qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    ELSEWHERE[how](page, qtbot)
    assert page.button.text() == "Delete"
    page.button.click()
    assert page.confirmed == []


def test_space_confirms_for_who_came_by_the_keyboard(page, qtbot, at_once):
    page.button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(page.button, Qt.Key.Key_Space)
    assert page.button.text() == "Really?"
    qtbot.keyClick(page.button, Qt.Key.Key_Space)
    assert page.confirmed == [True]
