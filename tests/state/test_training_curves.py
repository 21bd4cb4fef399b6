"""Curves grow, are cut, smoothed, read and written."""

from __future__ import annotations

import numpy as np
import pytest

from fst_gui.state.training_curves import Curve, CurveWriter, curves_csv, smoothed
from fst_gui.state.training_progress import PhasePlan, stage_progress


def curve(*points: tuple[int, float]) -> Curve:
    writer = CurveWriter()
    for step, value in points:
        writer.append(step, value)
    return writer.curve()


def test_a_curve_that_was_handed_out_does_not_change():
    writer = CurveWriter()
    for step in range(300):
        writer.append(step, step / 2)
    early = writer.curve()
    for step in range(300, 2000):
        writer.append(step, step / 2)
    writer.append(100, -1.0)
    assert list(early.steps) == list(range(300))
    assert early.values[100] == 50.0
    late = writer.curve()
    assert len(late) == 101
    assert late.values[-1] == -1.0


def test_steps_that_happen_again_replace_what_followed():
    assert list(curve((1, 1.0), (2, 2.0), (3, 3.0), (2, 9.0)).values) == [1.0, 9.0]


@pytest.mark.parametrize(("step", "found"), [(-5, 10), (14, 10), (16, 20), (25, 20), (99, 30)])
def test_the_nearest_point_is_read(step, found):
    assert curve((10, 1.0), (20, 2.0), (30, 3.0)).at(step) == (found, found / 10)


def test_an_empty_curve_has_no_nearest_point():
    assert curve().at(3) is None


def test_smoothing_keeps_level_and_length_and_calms():
    rng = np.random.default_rng(0)
    values = 5.0 + rng.normal(size=400)
    calm = smoothed(values, 8.0)
    assert calm.shape == values.shape
    assert calm.std() < values.std() / 3
    assert calm.mean() == pytest.approx(5.0, abs=0.1)
    np.testing.assert_allclose(smoothed(np.full(50, 3.0), 30.0), 3.0)
    assert smoothed(values, 0.0) is values


def test_a_table_has_a_row_a_step_and_leaves_gaps_empty():
    text = curves_csv(
        {"g_loss": curve((2, 0.5)), "content_loss": curve((1, 1.0), (2, 1 / 3)), "x": curve((1, 1))}
    )
    assert text == "step,content_loss,g_loss\n1,1,\n2,0.333333,0.5\n"


PLAN = (
    PhasePlan("encoder", "content", 0, 10),
    PhasePlan("encoder", "joint", 10, 30),
    PhasePlan("recurrent", "joint", 40, 60),
)


def test_stages_done_under_way_and_to_come():
    encoder, recurrent, interpolation, _ = stage_progress(PLAN, 25, {"encoder": 50.0}, 2.0)
    assert encoder.begun
    assert encoder.current
    assert not encoder.finished
    assert [phase.done for phase in encoder.phases] == [1.0, 0.5]
    assert (encoder.spent, encoder.left) == (50.0, 30.0)
    assert (recurrent.begun, recurrent.left) == (False, 120.0)
    assert (interpolation.phases, interpolation.left) == ((), None)


def test_all_stages_done():
    stages = stage_progress(PLAN, 100, {}, None)
    assert [stage.finished for stage in stages] == [True, True, False, False]
    assert not any(stage.current for stage in stages)
