"""Debounce with a clock that is turned by hand."""

from __future__ import annotations

import pytest

from fst_gui.state.debounce import Debounce


class Clock:
    def __init__(self):
        self.now = 0.0
        self.planned = []

    def time(self):
        return self.now

    def later(self, delay, callback):
        entry = [self.now + delay, callback]
        self.planned.append(entry)

        class Handle:
            def cancel(handle):
                if entry in self.planned:
                    self.planned.remove(entry)

        return Handle()

    def turn(self, seconds):
        end = self.now + seconds
        while due := [e for e in self.planned if e[0] <= end + 1e-9]:
            entry = min(due, key=lambda e: e[0])
            self.planned.remove(entry)
            self.now = entry[0]
            entry[1]()
        self.now = end


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def calls():
    return []


@pytest.fixture
def debounce(clock, calls):
    return Debounce(
        lambda: calls.append(round(clock.now, 3)),
        later=clock.later,
        now=clock.time,
        pause=0.1,
        maximum=0.5,
    )


def test_one_call_after_the_pause(clock, calls, debounce):
    debounce.wish()
    assert debounce.waiting
    clock.turn(0.09)
    assert calls == []
    clock.turn(0.02)
    assert calls == [0.1]
    assert not debounce.waiting
    clock.turn(5)
    assert calls == [0.1]


def test_wishes_move_the_call_back(clock, calls, debounce):
    for _ in range(3):
        debounce.wish()
        clock.turn(0.05)
    clock.turn(1)
    assert calls == [0.2]


def test_not_beyond_the_maximum(clock, calls, debounce):
    for _ in range(24):
        debounce.wish()
        clock.turn(0.05)
    clock.turn(1)
    assert calls == [0.5, 1.0, 1.25]


def test_cancelled(clock, calls, debounce):
    debounce.wish()
    clock.turn(0.05)
    debounce.cancel()
    assert not debounce.waiting
    clock.turn(1)
    assert calls == []
    debounce.wish()
    clock.turn(1)
    assert calls == [1.15]
