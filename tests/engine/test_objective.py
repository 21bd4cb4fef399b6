"""What a painted picture is judged by."""

from __future__ import annotations

import pytest
import torch

from fst_gui.engine.losses import COLOURS, Balance, colour_loss, grid_loss, style_targets
from fst_gui.engine.settings import MAXIMUM_ITERATIONS, USUAL_ITERATIONS
from fst_gui.engine.train.objective import Objective


def test_every_iteration_more_is_asked_for_more_of_the_style(painter, judge, style, monkeypatch):
    asked = []
    plain = painter.forward

    def paint(photos, bound, iterations, noise):
        asked.append(iterations)
        return plain(photos, bound, iterations, noise)

    monkeypatch.setattr(painter, "forward", paint)
    balance = Balance()
    objective = Objective(painter, judge, balance)
    photos, painting = torch.rand(1, 3, 32, 32), torch.rand(1, 3, 32, 32)
    styles = [(style, style_targets(painting, judge(painting)))]
    generator = torch.Generator().manual_seed(0)
    for _ in range(40):
        judged = objective.painted(photos, styles, "style", generator)
        beside = 0.1 * judged.losses["tv_loss"] + 0.06 * grid_loss(judged.painted)
        likeness = judged.total - beside
        if judged.losses["strength"] < 1.0:
            continue  # its target is another
        colour = colour_loss(judged.painted, styles[0][1][COLOURS])
        wanted = balance.weight * (judged.losses["style_loss"] + 0.3 * colour)
        share = float(likeness / wanted)
        assert share == pytest.approx(asked[-1] / USUAL_ITERATIONS, rel=1e-3)
    assert {1, MAXIMUM_ITERATIONS} <= set(asked)
    assert asked.count(USUAL_ITERATIONS) > len(asked) / 2
