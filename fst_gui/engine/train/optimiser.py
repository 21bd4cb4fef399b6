"""Adam and Muon, their state kept as plain named tensors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import torch
from torch import Tensor, nn

from fst_gui.engine.train.plan import learning_rate

_PREFIX = "optimiser."
# Orthogonalised steps are as large in noise as in what is learned. Without forgetting, kernels
# with a norm behind them grew to twelve times their size, by which a step moved them a twelfth.
_DECAY = 0.1
_MATCHED = 0.2  # what torch's Muon makes of a rate of 1, as a root mean square


def part(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Those whose names start with the prefix, without it."""
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}


class StageOptimiser:
    """Clipped gradients and the learning rate of a stage, for Adam and, for ``kernels``, Muon.

    ``rates`` multiply it, one for each of the parameters. ``kernels`` are those of them that are
    moved by orthogonalised momentum (Jordan et al., "Muon", 2024): every direction in which a
    kernel can change moves alike, which the few directions with large gradients otherwise forbid.
    The rate is how far each of their numbers moves, as a root mean square.
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
        orthogonal = {id(kernel) for kernel in kernels}
        factors = rates or [1.0] * len(self.parameters)
        pairs = list(zip(self.parameters, factors, strict=True))
        plain = [(p, rate) for p, rate in pairs if id(p) not in orthogonal]
        self.kernels = [p for p in self.parameters if id(p) in orthogonal]
        # Muon wants matrices: each shares its numbers with the kernel.
        self.matrices = [kernel.detach().view(len(kernel), -1) for kernel in self.kernels]
        self.rates = [rate for _, rate in plain]
        self.rates += [rate / _MATCHED for p, rate in pairs if id(p) in orthogonal]
        self.optimisers: dict[str, torch.optim.Optimizer] = {
            "": torch.optim.Adam([{"params": [p]} for p, _ in plain], lr=peak, betas=betas)
        }
        if self.kernels:
            self.optimisers["_kernels"] = torch.optim.Muon(
                [{"params": [matrix]} for matrix in self.matrices],
                lr=peak,
                weight_decay=_DECAY,
                adjust_lr_fn="match_rms_adamw",
            )

    def zero(self) -> None:
        for parameter in self.parameters:
            parameter.grad = None

    def apply(self, step: int, scale: float = 1.0) -> None:
        """Take the step; ``step`` counts from the start of the stage, ``scale`` times the rate."""
        peak = scale * learning_rate(step, self.steps, self.peak)
        nn.utils.clip_grad_norm_(self.parameters, self.clip)
        for kernel, matrix in zip(self.kernels, self.matrices, strict=True):
            matrix.grad = None if kernel.grad is None else kernel.grad.flatten(1)
        groups = [group for each in self.optimisers.values() for group in each.param_groups]
        for group, rate in zip(groups, self.rates, strict=True):
            group["lr"] = rate * peak
        for optimiser in self.optimisers.values():
            optimiser.step()

    def state(self, name: str) -> dict[str, Tensor]:
        """Adam's and Muon's moments by names that start with ``optimiser.<name>``."""
        return {
            f"{_PREFIX}{name}{kind}.{index}.{key}": value
            for kind, optimiser in self.optimisers.items()
            for index, entry in optimiser.state_dict()["state"].items()
            for key, value in entry.items()
        }

    def restore(self, name: str, tensors: Mapping[str, Tensor]) -> None:
        for kind, optimiser in self.optimisers.items():
            entries: dict[int, dict[str, Tensor]] = {}
            for key, value in part(tensors, f"{_PREFIX}{name}{kind}.").items():
                index, field = key.split(".")
                entries.setdefault(int(index), {})[field] = value
            optimiser.load_state_dict({**optimiser.state_dict(), "state": entries})
