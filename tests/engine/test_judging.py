"""The judge asked one convolution at a time answers as if it were asked at once."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine import device, judging
from fst_gui.engine.judging import LevelLosses, slope_of
from fst_gui.engine.losses import content_loss, gram_matrices, standardise, style_loss
from fst_gui.engine.networks.vgg import VGG19_BLOCKS
from fst_gui.engine.steps import at_once


@pytest.mark.parametrize("weights", [(1.0, 4.0), (1.0, 0.0), (0.0, 2.5)])
def test_the_slope_is_that_of_the_losses(judge, weights):
    picture, photo, painting = (
        torch.rand(2, 3, 40, 48, generator=torch.Generator().manual_seed(seed)) for seed in range(3)
    )

    def larger(x):
        return F.pad(x, (1, 0, 2, 0), mode="reflect")

    seen, targets = judge(larger(photo)), gram_matrices(judge(painting))
    content = {name: standardise(seen[name]) for name in ("relu4_1", "relu5_1")}
    losses = LevelLosses(content, targets, *weights)
    steps = slope_of(losses, judge, picture, larger)
    places = 0
    while True:
        try:
            next(steps)
            places += 1
        except StopIteration as end:
            slope = end.value
            break
    assert places >= 26  # thirteen convolutions there and back
    picture.requires_grad_()
    features = judge(larger(picture))
    errors = content_loss(features, seen), style_loss(features, targets)
    torch.testing.assert_close(losses.content_loss, errors[0].detach())
    torch.testing.assert_close(losses.style_loss, errors[1].detach())
    total = weights[0] * errors[0] + weights[1] * errors[1]
    torch.testing.assert_close(losses.total, total.detach())
    (expected,) = torch.autograd.grad(total, picture)
    torch.testing.assert_close(slope, expected, rtol=1e-3, atol=float(expected.abs().max()) * 1e-3)


def test_nothing_asked_has_no_slope(judge):
    picture = torch.rand(1, 3, 32, 32)
    targets = gram_matrices(judge(picture))
    content = {name: standardise(judge(picture)[name]) for name in ("relu4_1", "relu5_1")}
    losses = LevelLosses(content, targets, 0.0, 0.0)
    slope = at_once(slope_of(losses, judge, picture, lambda x: x))
    assert not slope.any()


@pytest.mark.parametrize(("large", "times"), [(32 * 32 * 64 * 4 - 1, 1), (32 * 32 * 64 * 4, 0)])
def test_what_small_layers_left_is_handed_back_once_before_large_ones(
    judge, monkeypatch, large, times
):
    monkeypatch.setattr(device, "_LARGE", large)
    handed = []
    monkeypatch.setattr(judging, "hand_back_memory", lambda: handed.append(None))
    picture = torch.rand(1, 3, 32, 32)
    seen = judge(picture)
    content = {name: standardise(seen[name]) for name in ("relu4_1", "relu5_1")}
    losses = LevelLosses(content, gram_matrices(seen), 1.0, 1.0)
    at_once(slope_of(losses, judge, picture, lambda x: x))
    assert len(handed) == times


def test_the_network_is_vgg19_in_its_usual_order(judge):
    picture = torch.rand(2, 3, 67, 85, generator=torch.Generator().manual_seed(4))
    picture.requires_grad_()
    x = 255.0 * picture.flip(1) - judge.get_buffer("mean")
    expected: dict[str, Tensor] = {}
    for block, count in VGG19_BLOCKS:
        x = F.max_pool2d(x, 2) if block > 1 else x
        for index in range(1, count + 1):
            layer = judge.get_submodule(f"conv{block}_{index}")
            x = F.relu(F.conv2d(x, layer.weight, layer.bias, padding=1))
            expected.setdefault(f"relu{block}_1", x)
    activations = judge(picture)
    for name, activation in expected.items():
        largest = float(activation.detach().max())
        torch.testing.assert_close(activations[name], activation, rtol=0.0, atol=1e-4 * largest)
    (slope,) = torch.autograd.grad(activations["relu5_1"].sum(), picture)
    (wanted,) = torch.autograd.grad(expected["relu5_1"].sum(), picture)
    torch.testing.assert_close(slope, wanted, rtol=0.0, atol=1e-3 * float(wanted.abs().max()))
