"""Undo and redo."""

from __future__ import annotations

import gc

import pytest

from fst_gui.state.history import History


class Thing:
    """A value with a history."""

    def __init__(self) -> None:
        self.history = History()
        self.value = 0

    def set(self, what: str, value: int) -> None:
        before, self.value = self.value, value
        self.history.push(what, before, value, self.apply)

    def apply(self, value: int) -> None:
        self.value = value


@pytest.fixture
def thing(qapp):
    return Thing()


def test_back_and_forth(thing):
    for value in (1, 2, 3):
        thing.set("strength", value)
        thing.history.seal()
    gc.collect()
    seen = []
    for verb in (thing.history.undo, thing.history.undo, thing.history.redo, thing.history.undo):
        verb()
        seen.append(thing.value)
    assert seen == [2, 1, 2, 1]


def test_a_gesture_is_one_step(thing):
    for value in range(1, 50):
        thing.set("strength", value)
    thing.history.seal()
    thing.set("strength", 70)
    thing.history.undo()
    assert thing.value == 49
    thing.history.undo()
    assert (thing.value, thing.history.undoable, thing.history.redoable) == (0, "", "strength")


def test_a_gesture_that_ends_where_it_began_is_no_step(thing):
    thing.set("mix", 7)
    thing.history.seal()
    for value in (8, 9, 7):
        thing.set("mix", value)
    thing.history.undo()
    assert (thing.value, thing.history.undoable) == (0, "")


def test_other_things_are_other_steps_within_a_gesture(thing):
    thing.set("strength", 1)
    thing.set("mix", 2)
    thing.set("strength", 3)
    thing.history.undo()
    assert (thing.value, thing.history.undoable, thing.history.redoable) == (2, "mix", "strength")


def test_a_new_change_ends_what_could_be_redone(thing):
    thing.set("strength", 1)
    thing.history.undo()
    thing.set("strength", 5)
    assert thing.history.redoable == ""
    thing.history.undo()
    assert thing.value == 0
    thing.history.clear()
    assert (thing.history.undoable, thing.history.redoable) == ("", "")


def test_undo_and_redo_of_nothing_do_nothing(thing):
    thing.history.undo()
    thing.history.redo()
    assert thing.value == 0


def test_listeners_hear_of_every_step(thing, qtbot):
    for verb in (lambda: thing.set("mix", 1), thing.history.undo, thing.history.redo):
        with qtbot.waitSignal(thing.history.changed):
            verb()
