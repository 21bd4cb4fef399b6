"""What a painted picture is judged by."""

from __future__ import annotations

import pytest
import torch

from fst_gui.engine.losses import (
    COLOURS,
    Balance,
    colour_loss,
    content_loss,
    fully_connected_loss,
    grid_loss,
    style_loss,
    style_targets,
    total_variation,
)
from fst_gui.engine.settings import MAXIMUM_ITERATIONS, USUAL_ITERATIONS
from fst_gui.engine.steps import at_once
from fst_gui.engine.train.objective import Objective


def test_every_iteration_more_is_asked_for_more_of_the_style(painter, judge, style, monkeypatch):
    asked = []
    plain = painter.in_steps

    def paint(photos, bound, iterations, noise):
        asked.append(iterations)
        return plain(photos, bound, iterations, noise)

    monkeypatch.setattr(painter, "in_steps", paint)
    balance = Balance()
    objective = Objective(painter, judge, balance)
    photos, painting = torch.rand(1, 3, 32, 32), torch.rand(1, 3, 32, 32)
    styles = [(style, style_targets(painting, judge(painting)))]
    generator = torch.Generator().manual_seed(0)
    for _ in range(40):
        judged = at_once(objective.painted(photos, styles, "style", generator))
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


@pytest.mark.parametrize("phase", ["content", "style", "joint"])
def test_the_gradient_is_that_of_all_that_is_minimised(painter, judge, style, phase, monkeypatch):
    """It is put together of parts; here at once, from the losses' definitions."""
    monkeypatch.setattr("fst_gui.engine.train.objective._MOVES", 1)  # the judge is not moved
    monkeypatch.setattr("fst_gui.engine.train.objective._FULL_STRENGTH_SHARE", 1.0)
    monkeypatch.setattr("fst_gui.engine.train.objective._USUAL_SHARE", 1.0)
    learning = style["finish"]["kernel"].clone().requires_grad_()
    style = {**style, "finish": {**style["finish"], "kernel": learning}}
    balance = Balance()
    objective = Objective(painter, judge, balance)
    photos, painting = torch.rand(2, 3, 32, 32), torch.rand(1, 3, 32, 32)
    targets = style_targets(painting, judge(painting))
    noise, paint = torch.Generator(), painter.in_steps

    def note(photos, bound, iterations, drawn):
        noise.set_state(drawn.get_state())
        return paint(photos, bound, iterations, drawn)

    monkeypatch.setattr(painter, "in_steps", note)
    weight, drawn = balance.weight, torch.Generator().manual_seed(0)
    judged = at_once(objective.painted(photos, [(style, targets)], phase, drawn))
    monkeypatch.setattr(painter, "in_steps", paint)
    more = judged.painted.square().mean()
    reported = judged.backward(more)
    got, learning.grad = learning.grad, None

    painted = painter(photos, style, USUAL_ITERATIONS, noise)
    torch.testing.assert_close(painted, judged.painted)
    features = judge(painted)
    total = 0.1 * total_variation(painted) + 0.06 * grid_loss(painted) + painted.square().mean()
    if phase != "style":
        meaning = painter.encoder.meaning(photos)
        total = total + content_loss(features, judge(photos))
        total = total + 0.05 * fully_connected_loss(painter.encoder.meaning(painted), meaning)
    if phase != "content":
        likeness = style_loss(features, targets) + 0.3 * colour_loss(painted, targets[COLOURS])
        total = total + weight * likeness
    torch.testing.assert_close(reported, total.detach())
    total.backward()
    torch.testing.assert_close(
        got, learning.grad, rtol=1e-3, atol=float(learning.grad.abs().max()) * 1e-3
    )
