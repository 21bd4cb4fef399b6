"""Convolutions by tiles: the same as torch's, forward and backward, whatever the picture's size."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.networks import winograd
from fst_gui.engine.networks.winograd import TiledConv, convolve_tiles, transformed

_SIZES = [(4, 4), (1, 1), (5, 7), (13, 22), (3, 40)]


def _numbers(*shape: int, seed: int = 0) -> Tensor:
    numbers = torch.randn(shape, generator=torch.Generator().manual_seed(seed))
    return numbers.contiguous(memory_format=torch.channels_last)


def _assert_close(got: Tensor, expected: Tensor) -> None:
    """As close as float32 comes: some millionths of the largest number."""
    largest = float(expected.detach().abs().max())
    torch.testing.assert_close(got, expected, rtol=0.0, atol=3e-5 * largest)


def _layer(outputs: int = 256) -> TiledConv:
    layer = TiledConv(8, outputs)
    layer.weight.copy_(0.1 * _numbers(outputs, 8, 3, 3))
    return layer


@pytest.mark.parametrize("size", _SIZES, ids=str)
@pytest.mark.parametrize("strip", [1, 4000, 10**6])
def test_picture_and_gradient_are_those_of_a_plain_convolution(
    size: tuple[int, int], strip: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(winograd, "_STRIP", strip)
    x = _numbers(2, 5, *size).requires_grad_()
    kernel, bias = _numbers(7, 5, 3, 3, seed=1), _numbers(7, 1, 1, 1, seed=2).flatten()
    expected = F.conv2d(x, kernel, bias, padding=1)
    convolved = convolve_tiles(x, transformed(kernel), bias)
    assert convolved.is_contiguous(memory_format=torch.channels_last)
    _assert_close(convolved, expected)

    direction = _numbers(*expected.shape, seed=3)
    (gradient,) = torch.autograd.grad(convolved, x, direction)
    (wanted,) = torch.autograd.grad(expected, x, direction)
    _assert_close(gradient, wanted)


@pytest.mark.parametrize(
    ("outputs", "side", "dtype", "tiled"),
    [
        (256, 16, torch.float32, True),
        (256, 15, torch.float32, False),
        (255, 16, torch.float32, False),
        (256, 16, torch.bfloat16, False),
    ],
)
def test_tiles_are_taken_where_they_are_sooner(
    outputs: int, side: int, dtype: torch.dtype, tiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[Tensor] = []
    monkeypatch.setattr(winograd, "convolve_tiles", lambda x, *_: taken.append(x) or x)
    _layer(outputs).to(dtype)(_numbers(1, 8, side, side).to(dtype))
    assert bool(taken) == tiled


def test_a_layer_follows_its_weights() -> None:
    layer, x = _layer(), _numbers(1, 8, 16, 16)
    before = layer(x)
    layer.weight.mul_(2.0)
    after = F.conv2d(x, layer.weight, layer.bias, padding=1)
    assert not torch.allclose(before, after, atol=1e-3)
    _assert_close(layer(x), after)


def test_gradients_come_after_a_picture_without_them() -> None:
    layer, x = _layer(), _numbers(1, 8, 16, 16)
    with torch.inference_mode():
        layer(x)
    layer(x.requires_grad_()).sum().backward()
    wanted = torch.autograd.grad(F.conv2d(x, layer.weight, padding=1).sum(), x)[0]
    assert x.grad is not None
    _assert_close(x.grad, wanted)
