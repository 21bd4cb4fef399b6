"""Brush strokes on a mask."""

from __future__ import annotations

import numpy as np
import pytest

from fst_gui.state.brush import Brush, Stroke
from fst_gui.state.masking import MaskState

WHOLE = np.full((100, 200), 255, np.uint8)


def stroke(levels, brush, target, *points):
    made = Stroke(levels, brush, target)
    for point in points:
        made.to(*point)
    return made.levels


def test_a_dab_is_round_hard_and_as_large_as_the_brush():
    levels = stroke(WHOLE, Brush(size=0.2, softness=0.0), 0, (0.5, 0.5))
    covered = levels < 128
    assert covered.sum() == pytest.approx(np.pi * 20**2, rel=0.03)
    rows, columns = np.nonzero(covered)
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (30, 69, 80, 119)
    np.testing.assert_array_equal(levels, levels[::-1, ::-1])
    assert WHOLE.min() == 255  # what was handed in stays


def test_a_soft_edge_fades_evenly_from_the_middle():
    levels = stroke(WHOLE, Brush(size=0.4, softness=1.0), 0, (0.5, 0.5))
    line = levels[50, 100:145].astype(int)
    assert line[0] < 5
    assert 110 < line[20] < 145
    assert line[-1] == 255
    assert (np.diff(line) >= 0).all()


def test_a_line_is_the_same_however_many_points_it_has():
    brush = Brush(size=0.1, softness=0.5)
    two = stroke(WHOLE, brush, 0, (0.1, 0.2), (0.9, 0.8))
    many = [(0.1 + 0.8 * n / 40, 0.2 + 0.6 * n / 40) for n in range(41)]
    difference = np.abs(two.astype(int) - stroke(WHOLE, brush, 0, *many))
    assert difference.max() <= 1


def test_going_over_a_place_twice_in_one_stroke_changes_nothing_more():
    brush = Brush(size=0.3, softness=1.0)
    once = stroke(WHOLE, brush, 0, (0.3, 0.5), (0.7, 0.5))
    twice = stroke(WHOLE, brush, 0, (0.3, 0.5), (0.7, 0.5), (0.3, 0.5))
    np.testing.assert_array_equal(once, twice)
    again = stroke(once, brush, 0, (0.3, 0.5), (0.7, 0.5))
    assert again.sum() < once.sum()  # another stroke does


def test_painting_back_restores_and_strokes_may_leave_the_picture():
    brush = Brush(size=0.2, softness=0.0)
    levels = stroke(WHOLE, brush, 0, (-0.5, -0.5), (1.5, 1.5))
    assert levels[0, 0] == levels[-1, -1] == 0
    back = stroke(levels, Brush(size=1.0, softness=0.0), 255, (-0.5, -0.5), (1.5, 1.5))
    np.testing.assert_array_equal(back, WHOLE)
    np.testing.assert_array_equal(stroke(WHOLE, brush, 0, (9.0, 9.0)), WHOLE)


@pytest.fixture
def kept(qapp):
    masks = []
    state = MaskState(masks.append)
    state.open(2000, 1000)
    return state, masks


def test_the_mask_has_the_shape_of_the_photo(kept):
    state, masks = kept
    state.begin(0.5, 0.5)
    assert masks == []
    assert state.snapshot.shown.levels.shape == (512, 1024)
    state.end()
    assert masks[0].levels.min() == 0
    assert 0.9 < masks[0].painted < 1.0


def test_a_brush_that_is_put_away_ends_its_stroke(kept):
    state, masks = kept
    state.set_active(True)
    state.begin(0.5, 0.5)
    state.set_active(False)
    assert len(masks) == 1
    np.testing.assert_array_equal(masks[0].levels, state.snapshot.shown.levels)
    assert not state.snapshot.active


def test_the_other_tool_invert_and_clear(kept):
    state, masks = kept
    state.invert()
    assert masks[-1].painted == 0.0
    state.follow(masks[-1])
    state.begin(0.5, 0.5, other=True)
    state.end()
    assert masks[-1].levels[256, 512] == 255
    assert masks[-1].levels[0, 0] == 0
    state.clear()
    assert masks[-1] is None


def test_an_undo_in_the_middle_of_a_stroke_ends_it(kept):
    state, masks = kept
    state.begin(0.5, 0.5)
    state.follow(None)
    state.go_on(0.6, 0.6)
    state.end()
    assert masks == []
    assert state.snapshot.shown is None
