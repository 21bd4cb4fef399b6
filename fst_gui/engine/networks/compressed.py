"""VGG19 at half the cost, for the many steps in which a rough judge will do.

The responses of a layer lie close to a few directions. A 3x3 convolution to those directions
and a 1x1 convolution back do nearly the same with a third of the multiplications (Zhang et al.,
"Accelerating Very Deep Convolutional Networks", 1505.06798, section 3.1). Layer after layer is
fitted to what the full one answers, behind the layers that have been compressed before it, so
that their errors do not add up. Losses come out within 2 %; gradients have cosines of 0.8 to 0.87
with those of the full network (docs/notebook.md).
"""

from __future__ import annotations

import copy
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.vgg import VGG19_BLOCKS, PerceptualNetwork

# The share of each block's directions that is kept. The first block sees pixels; it stays whole.
_KEPT: Mapping[int, float] = {2: 0.5, 3: 0.35, 4: 0.3, 5: 0.3}
_PLACES = 40_000  # of a layer's answers that it is fitted to
_RIDGE = 1e-3


@torch.no_grad()
def compress(
    network: PerceptualNetwork, pictures: Tensor, generator: torch.Generator
) -> PerceptualNetwork:
    """A cheaper network with nearly the same activations.

    ``pictures`` (N, 3, H, W), sRGB, 0-1, are what it is fitted to; some dozens of patches. The
    places of their activations that count are drawn from ``generator``.
    """
    full = copy.deepcopy(network).float()
    quick = copy.deepcopy(network)
    exact = rough = pictures.to(full.device).flip(1) * 255.0 - full.get_buffer("mean")
    for block, count in VGG19_BLOCKS:
        if block > 1:
            exact, rough = F.max_pool2d(exact, 2), F.max_pool2d(rough, 2)
        for index in range(1, count + 1):
            name = f"conv{block}_{index}"
            layer = full.get_submodule(name)
            assert isinstance(layer, nn.Conv2d)
            exact = layer(exact)
            if block in _KEPT:
                kept = max(1, round(_KEPT[block] * layer.out_channels))
                answers = _drawn(exact, layer(rough), generator)
                pair = _low_rank(layer, *answers, kept)
                rough = pair(rough)
                setattr(quick, name, pair)
            else:
                rough = layer(rough)
            exact, rough = F.relu(exact), F.relu(rough)
    quick.to(network.dtype)
    quick.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    quick.mean = network.get_buffer("mean")  # in the precision that it had
    return quick.requires_grad_(False)


def _drawn(exact: Tensor, rough: Tensor, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """Answers (N, C, H, W) at some of their places, the same of both, each (C, places)."""
    flat = [x.transpose(0, 1).flatten(1) for x in (exact, rough)]
    places = torch.randperm(flat[0].shape[1], generator=generator)[:_PLACES].to(exact.device)
    return flat[0][:, places], flat[1][:, places]


def _low_rank(layer: nn.Conv2d, exact: Tensor, rough: Tensor, kept: int) -> nn.Sequential:
    """The layer as two, whose answers are as close to ``exact`` as ``kept`` directions allow.

    ``rough`` is what the layer answers behind compressed ones; reduced rank regression.
    """
    bias = layer.bias
    assert bias is not None
    middle, start = exact.mean(1, keepdim=True), rough.mean(1, keepdim=True)
    wanted, given = exact - middle, rough - start
    spread = given @ given.T
    ridge = _RIDGE * spread.diagonal().mean() * torch.eye(len(spread), device=spread.device)
    map_ = torch.linalg.solve(spread + ridge, given @ wanted.T).T
    fitted = map_ @ given
    directions = torch.linalg.eigh(fitted @ fitted.T).eigenvectors[:, -kept:]
    into = directions.T @ map_
    first = nn.Conv2d(layer.in_channels, kept, 3, padding=1)
    first.weight.copy_(torch.einsum("kd,dchw->kchw", into, layer.weight))
    assert first.bias is not None
    first.bias.copy_(into @ (bias - start[:, 0]))
    second = nn.Conv2d(kept, layer.out_channels, 1)
    second.weight.copy_(directions[:, :, None, None])
    assert second.bias is not None
    second.bias.copy_(middle[:, 0])
    return nn.Sequential(first, second).to(layer.weight.device)
