"""Time left and time trained, with clocks that do what a laptop's clocks do."""

from __future__ import annotations

import pytest

from fst_gui.engine.train.pace import Pace


class _Clocks:
    """A running clock, and a wall clock that also counts sleep."""

    def __init__(self):
        self.running, self.wall = 100.0, 1e9
        self.pace = Pace(lambda: self.running, lambda: self.wall)

    def step(self, seconds, asleep=0.0, set_by=0.0):
        self.running += seconds
        self.wall += seconds + asleep + set_by
        return self.pace.note_step()


@pytest.fixture
def clocks():
    return _Clocks()


def test_the_time_left_is_that_of_the_last_steps(clocks):
    assert clocks.pace.left(100) == 0.0
    for _ in range(50):
        clocks.step(2.0)
    assert clocks.pace.left(100) == pytest.approx(200.0)
    for _ in range(50):
        clocks.step(0.5)
    assert clocks.pace.left(100) == pytest.approx(50.0)
    assert clocks.pace.seconds == pytest.approx(125.0)


def test_a_sleeping_laptop_is_noticed_and_does_not_count(clocks):
    for _ in range(10):
        assert clocks.step(1.0) == 0.0
    assert clocks.step(1.0, asleep=7200.0) == pytest.approx(7200.0)
    assert clocks.pace.left(10) == pytest.approx(10.0)
    assert clocks.pace.seconds == pytest.approx(11.0)


def test_a_running_clock_that_counts_sleep_does_not_spoil_the_pace(clocks):
    """As on Windows."""
    for _ in range(10):
        clocks.step(1.0)
    clocks.step(7200.0)
    assert clocks.pace.seconds < 20.0
    for _ in range(40):
        clocks.step(1.0)
    assert clocks.pace.left(10) == pytest.approx(10.0)


def test_a_wall_clock_that_is_set_back_is_no_sleep(clocks):
    for _ in range(10):
        clocks.step(1.0)
    assert clocks.step(1.0, set_by=-86400.0) == 0.0
    assert clocks.pace.left(10) == pytest.approx(10.0)


def test_a_pause_does_not_count(clocks):
    for _ in range(10):
        clocks.step(1.0)
    clocks.running += 500.0
    clocks.wall += 500.0
    clocks.pace.start()
    assert clocks.step(1.0) == 0.0
    assert clocks.pace.seconds == pytest.approx(11.0)
