"""Adam whose state can be kept as plain named tensors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import torch
from torch import Tensor, nn

from fst_gui.engine.train.plan import learning_rate

_PREFIX = "optimiser."


def part(tensors: Mapping[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """Those whose names start with the prefix, without it."""
    return {k.removeprefix(prefix): v for k, v in tensors.items() if k.startswith(prefix)}


class StageOptimiser:
    """Adam with clipped gradients and the learning rate of a stage.

    ``rates`` multiply it, one for each of the parameters.
    """

    def __init__(
        self,
        parameters: Iterable[Tensor],
        peak: float,
        steps: int,
        betas: tuple[float, float] = (0.9, 0.99),
        clip: float = 5.0,
        rates: Sequence[float] | None = None,
    ) -> None:
        self.parameters = list(parameters)
        self.peak, self.steps, self.clip = peak, steps, clip
        self.rates = rates or [1.0] * len(self.parameters)
        groups = [{"params": [parameter]} for parameter in self.parameters]
        self.adam = torch.optim.Adam(groups, lr=peak, betas=betas)

    def zero(self) -> None:
        self.adam.zero_grad(set_to_none=True)

    def apply(self, step: int, scale: float = 1.0) -> None:
        """Take the step; ``step`` counts from the start of the stage, ``scale`` times the rate."""
        peak = scale * learning_rate(step, self.steps, self.peak)
        for group, rate in zip(self.adam.param_groups, self.rates, strict=True):
            group["lr"] = rate * peak
        nn.utils.clip_grad_norm_(self.parameters, self.clip)
        self.adam.step()

    def state(self, name: str) -> dict[str, Tensor]:
        """Adam's moments by names that start with ``optimiser.<name>.``."""
        stored = self.adam.state_dict()["state"]
        return {
            f"{_PREFIX}{name}.{index}.{key}": value
            for index, entry in stored.items()
            for key, value in entry.items()
        }

    def restore(self, name: str, tensors: Mapping[str, Tensor]) -> None:
        entries: dict[int, dict[str, Tensor]] = {}
        for key, value in part(tensors, f"{_PREFIX}{name}.").items():
            index, field = key.split(".")
            entries.setdefault(int(index), {})[field] = value
        state = self.adam.state_dict()
        self.adam.load_state_dict({**state, "state": entries})
