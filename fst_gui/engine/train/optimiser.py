"""Adam and Muon, their state kept as plain named tensors."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn

from fst_gui.engine.train.plan import learning_rate

_PREFIX = "optimiser."
_MOMENTUM = 0.95
_ORTHOGONALISING_STEPS = 5
_QUINTIC = (3.4445, -4.7750, 2.0315)  # Jordan's: they raise small singular values fast


def part(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Those whose names start with the prefix, without it."""
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}


class StageOptimiser:
    """Clipped gradients and the learning rate of a stage, for Adam and, for ``kernels``, Muon.

    ``rates`` multiply it, one for each of the parameters. ``kernels`` are those of them that are
    moved by orthogonalised momentum (Jordan et al., "Muon", 2024): every direction in which a
    kernel can change moves alike, which the few directions with large gradients otherwise forbid.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        peak: float,
        steps: int,
        betas: tuple[float, float] = (0.9, 0.99),
        clip: float = 5.0,
        rates: Sequence[float] | None = None,
        kernels: Iterable[Tensor] = (),
    ) -> None:
        self.parameters = list(parameters)
        self.peak, self.steps, self.clip = peak, steps, clip
        factors = rates or [1.0] * len(self.parameters)
        orthogonal = {id(kernel) for kernel in kernels}
        self.kernels: list[tuple[Tensor, Tensor, float]] = []  # with momentum and rate
        self.rates: list[float] = []  # of Adam's groups
        groups: list[dict[str, Any]] = []
        for parameter, rate in zip(self.parameters, factors, strict=True):
            if id(parameter) in orthogonal:
                self.kernels.append((parameter, torch.zeros_like(parameter), rate))
            else:
                self.rates.append(rate)
                groups.append({"params": [parameter]})
        self.adam = torch.optim.Adam(groups, lr=peak, betas=betas)

    def zero(self) -> None:
        self.adam.zero_grad(set_to_none=True)
        for kernel, _, _ in self.kernels:
            kernel.grad = None

    def apply(self, step: int, scale: float = 1.0) -> None:
        """Take the step; ``step`` counts from the start of the stage, ``scale`` times the rate."""
        peak = scale * learning_rate(step, self.steps, self.peak)
        for group, rate in zip(self.adam.param_groups, self.rates, strict=True):
            group["lr"] = rate * peak
        nn.utils.clip_grad_norm_(self.parameters, self.clip)
        self.adam.step()
        for kernel, momentum, rate in self.kernels:
            _move_orthogonally(kernel, momentum, rate * peak)

    def state(self, name: str) -> dict[str, Tensor]:
        """Adam's moments and Muon's by names that start with ``optimiser.<name>.``."""
        stored = self.adam.state_dict()["state"]
        moments = {
            f"{_PREFIX}{name}.{index}.{key}": value
            for index, entry in stored.items()
            for key, value in entry.items()
        }
        momenta = {
            f"{_PREFIX}{name}_kernels.{index}": momentum
            for index, (_, momentum, _) in enumerate(self.kernels)
        }
        return moments | momenta

    def restore(self, name: str, tensors: Mapping[str, Tensor]) -> None:
        entries: dict[int, dict[str, Tensor]] = {}
        for key, value in part(tensors, f"{_PREFIX}{name}.").items():
            index, field = key.split(".")
            entries.setdefault(int(index), {})[field] = value
        state = self.adam.state_dict()
        self.adam.load_state_dict({**state, "state": entries})
        for index, momentum in part(tensors, f"{_PREFIX}{name}_kernels.").items():
            self.kernels[int(index)][1].copy_(momentum)


@torch.no_grad()
def _move_orthogonally(kernel: Tensor, momentum: Tensor, rate: float) -> None:
    """One step of Muon; ``rate`` is how far each number moves, as a root mean square."""
    if kernel.grad is None:
        return
    momentum.mul_(_MOMENTUM).add_(kernel.grad)
    ahead = torch.add(kernel.grad, momentum, alpha=_MOMENTUM).flatten(1)  # Nesterov's
    kernel.sub_(rate * math.sqrt(max(ahead.shape)) * orthogonalised(ahead).view_as(kernel))


def orthogonalised(matrix: Tensor) -> Tensor:
    """A matrix with all its singular values brought near 1, by Newton and Schulz's iteration."""
    wide = matrix.shape[0] <= matrix.shape[1]
    x = matrix if wide else matrix.T
    x = x / x.norm().clamp_min(1e-12)
    for _ in range(_ORTHOGONALISING_STEPS):
        a, b, c = _QUINTIC
        square = x @ x.T
        x = a * x + (b * square + c * square @ square) @ x
    return x if wide else x.T
