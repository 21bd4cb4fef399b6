"""Training one style from the base network.

The base stays as it is, bit for bit. Stage 1 fits what is read off the painting (style code and
tokens), stage 2 the recurrent network's style tensors with the interpolation network fixed,
stage 3 the interpolation network's and everything before it, last with GAN iterations; with the
recurrent tensors fixed it learns less in the same time (docs/notebook.md). What comes out is a
bound style: some hundred kilobytes (after MetaStyle, 1812.05233).
"""

from __future__ import annotations

import time
from collections.abc import Generator, Iterator, Mapping

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.data import draw_index, random_patch
from fst_gui.engine.events import Painted, Pixels, Progress, Trained, TrainEvent, WithinStep
from fst_gui.engine.likeness import flatten_targets
from fst_gui.engine.losses import discriminator_loss, generator_loss
from fst_gui.engine.networks.discriminator import Discriminator
from fst_gui.engine.networks.painter import Painter
from fst_gui.engine.networks.style import StyleCode
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import PerceptualNetwork
from fst_gui.engine.settings import UNTRAINED_CONTENT
from fst_gui.engine.steps import at_once, telling
from fst_gui.engine.stylize import flatten_style, stylize
from fst_gui.engine.train.control import TrainingControl
from fst_gui.engine.train.distributed import SharedBalance, Workers
from fst_gui.engine.train.loop import run_plan
from fst_gui.engine.train.objective import Objective, all_or_nothing
from fst_gui.engine.train.optimiser import StageOptimiser, part
from fst_gui.engine.train.plan import Phase, Stage
from fst_gui.engine.train.steering import Steering
from fst_gui.engine.train.store import CheckpointStore, Numbers
from fst_gui.engine.train.style_spec import StyleSpec
from fst_gui.engine.train.style_start import StyleStart, spread, style_start, viewed_size

_PEAK_RATE: Mapping[Stage, float] = {
    "encoder": 1e-2,
    "recurrent": 2e-3,
    "interpolation": 3e-3,
    "adversarial": 5e-4,
}
_ADVERSARIAL_WEIGHT = 0.05
_DISCRIMINATOR_RATE = 2e-4
_BALANCE_RATE = 0.1  # finds a painting's weight within the 100 steps that a few minutes hold
_PACE_STEPS = 3


class StyleRecipe:
    """See the module's description."""

    def __init__(
        self,
        spec: StyleSpec,
        painter: Painter,
        judge: PerceptualNetwork,
        start: StyleStart,
        workers: Workers | None = None,
    ) -> None:
        torch.manual_seed(spec.seed)  # the discriminator's initial weights
        self.spec, self.painter, self.judge = spec, painter, judge
        self.workers = workers or Workers()
        device = painter.device
        self.generator = torch.Generator().manual_seed(spec.seed)
        self.paintings, self.photos, self.targets = start.paintings, start.photos, start.targets
        self.likeness, self.spread = flatten_targets(start.targets), start.spread
        self.vector, self.tokens, self.bound = start.vector, start.tokens, start.bound
        self.discriminator = Discriminator().requires_grad_(False).to(device)
        balance = SharedBalance(spec.content_target, _BALANCE_RATE, self.workers)
        self.objective = Objective(painter, judge, balance, spec.fc_weight)
        self.steering = Steering(self.objective.balance, self.moment)
        self.stage: Stage | None = None
        balance.shift = start.content - UNTRAINED_CONTENT

    def _least_spread(self, photos: Tensor) -> Tensor:
        """The contrast that a painted picture may well have: the lesser of both sides."""
        return torch.minimum(spread(photos), self.spread).clamp_min(1e-3)

    def _bind(self) -> StyleParameters:
        """The style bound from what is read off the paintings."""
        code = self.painter.bind(StyleCode(self.vector, self.tokens))
        return {**code, "matching": self.bound["matching"]}

    def _free_tensors(self) -> dict[str, dict[str, Tensor]]:
        """The bound style as tensors of their own, to be trained one by one."""
        return {
            layer: {name: tensor.detach().clone() for name, tensor in tensors.items()}
            for layer, tensors in self._bind().items()
        }

    def _trained_in(self, stage: Stage) -> list[Tensor]:
        if stage == "encoder":
            matching = self.bound["matching"]
            read = [tensor for name, tensor in matching.items() if name != "share"]
            return [self.vector, self.tokens, *read]
        layers = self.bound.keys()
        if stage == "recurrent":
            layers = self.painter.recurrent.bind(StyleCode(self.vector, self.tokens)).keys()
        return [
            tensor
            for layer in layers
            for name, tensor in self.bound[layer].items()
            if (layer, name) != ("matching", "share")
        ]

    def begin(self, phase: Phase) -> None:
        if phase.stage == self.stage:
            return
        if self.stage in (None, "encoder"):
            self.bound = self._free_tensors()
        self.stage = phase.stage
        for leaf in (self.vector, self.tokens, *_tensors(self.bound)):
            leaf.requires_grad_(False)
        learning = self._trained_in(phase.stage)
        for tensor in learning:
            tensor.requires_grad_(True)
        self.optimiser = StageOptimiser(learning, _PEAK_RATE[phase.stage], phase.stage_steps)
        self.discriminator.requires_grad_(phase.stage == "adversarial")
        self.critic = StageOptimiser(
            self.discriminator.parameters(), _DISCRIMINATOR_RATE, phase.stage_steps, (0.0, 0.99)
        )

    def step(self, phase: Phase, step: int) -> Generator[None, None, Mapping[str, float]]:
        self.optimiser.zero()
        if phase.stage == "encoder":
            self.bound = self._bind()
        with all_or_nothing(self.generator, self.objective.balance):
            photos = self.workers.share(self.photos.batch(self.spec.batch, self.generator))
            judged = yield from self.objective.painted(
                photos, [(self.bound, self.targets)], phase.name, self.generator
            )
        losses, more = dict(judged.losses), list[Tensor]()
        if phase.stage == "adversarial":
            g_loss = generator_loss(self.discriminator(judged.painted))
            more.append(_ADVERSARIAL_WEIGHT * self.objective.balance.weight * g_loss)
            losses["g_loss"] = g_loss.detach()
        losses["total_loss"] = judged.backward(*more)
        self.workers.average_gradients(self.optimiser.parameters)
        self.optimiser.apply(step, self.steering.rate)
        if phase.stage == "adversarial":
            losses |= self._judge_patches(judged.painted.detach(), step)
        losses["contrast"] = spread(judged.painted.detach()) / self._least_spread(photos)
        means = self.workers.average([float(value) for value in losses.values()])
        numbers = dict(zip(losses, means, strict=True))
        return {**numbers, "balance": self.objective.balance.weight}

    def _judge_patches(self, generated: Tensor, step: int) -> dict[str, Tensor]:
        """One step of the discriminator: patches of the paintings against painted photos.

        ``d_real`` and ``d_generated`` are the shares of the patches that it judged right.
        """
        self.critic.zero()
        painting = self.paintings[draw_index(self.generator, len(self.paintings))]
        side = float(min(viewed_size(painting, self.spec.stroke_size)))
        real = random_patch(painting, self.spec.size, (side, side), self.generator)
        real_logits, generated_logits = self.discriminator(real), self.discriminator(generated)
        loss = discriminator_loss(real_logits, generated_logits)
        loss.backward()
        self.workers.average_gradients(self.critic.parameters)
        self.critic.apply(step, self.steering.critic_rate)
        return {
            "d_loss": loss.detach(),
            "d_real": (real_logits > 0).float().mean(),
            "d_generated": (generated_logits < 0).float().mean(),
        }

    def sample(self) -> Generator[None, None, Pixels | None]:
        if self.spec.sample is None:
            return None
        for event in stylize(self.painter, self.spec.sample, self.bound):
            if isinstance(event, Painted):
                return event.pixels
            yield
        return None

    def moment(self) -> dict[str, NDArray[np.float16]]:
        """The bound style and its code as arrays by name, to keep and to branch from."""
        code = {"code": {"vector": self.vector, "tokens": self.tokens}}
        return flatten_style({**self.bound, **code}) | self.likeness

    def state(self) -> tuple[dict[str, Tensor], dict[str, float | int | str]]:
        tensors: dict[str, Tensor] = {"vector": self.vector, "tokens": self.tokens}
        for layer, entries in self.bound.items():
            tensors |= {f"bound.{layer}.{name}": tensor for name, tensor in entries.items()}
        for name, tensor in self.discriminator.state_dict().items():
            tensors[f"discriminator.{name}"] = tensor
        tensors |= self.optimiser.state("stage") | self.critic.state("critic")
        tensors["generator"] = self.generator.get_state()
        return tensors, {"balance": self.objective.balance.weight, "steps": self.spec.steps}

    def restore(self, tensors: Mapping[str, Tensor], numbers: Numbers) -> None:
        with torch.no_grad():
            self.vector.copy_(tensors["vector"])
            self.tokens.copy_(tensors["tokens"])
            for layer, entries in self.bound.items():
                for name, tensor in entries.items():
                    tensor.copy_(tensors[f"bound.{layer}.{name}"])
        self.objective.balance.weight = float(numbers["balance"])
        if "generator" not in tensors:
            return  # a branch takes over the style and begins its own optimisers
        self.discriminator.load_state_dict(part(tensors, "discriminator."))
        self.optimiser.restore("stage", tensors)
        self.critic.restore("critic", tensors)
        self.generator.set_state(tensors["generator"])


def _tensors(style: StyleParameters) -> Iterator[Tensor]:
    for tensors in style.values():
        yield from tensors.values()


def measure_pace(
    spec: StyleSpec, painter: Painter, judge: PerceptualNetwork
) -> Generator[Progress, None, float]:
    """Seconds a step takes on this machine, measured on a recipe that is thrown away."""
    start = yield from telling(style_start(spec, painter, judge), lambda _: Progress(0.0))
    recipe = StyleRecipe(spec, painter, judge, start)
    phase = spec.lasting(100).plan.phases[-2]
    recipe.begin(phase)
    yield Progress(0.0)
    at_once(recipe.step(phase, 0))  # the first one also imports and allocates
    started = time.perf_counter()
    for step in range(1, _PACE_STEPS + 1):
        yield Progress(step / (_PACE_STEPS + 1))
        at_once(recipe.step(phase, step))
    return (time.perf_counter() - started) / _PACE_STEPS


def train(
    spec: StyleSpec,
    painter: Painter,
    judge: PerceptualNetwork,
    store: CheckpointStore | None = None,
    *,
    resume: bool = False,
    control: TrainingControl | None = None,
    workers: Workers | None = None,
) -> Iterator[TrainEvent]:
    """Train a style. Ends with ``Trained`` holding the bound style's tensors.

    ``control`` holds what is wished of the training while it runs. Each of several ``workers``
    runs this, with a ``SharedStore`` and a ``SharedControl``.
    """
    workers = workers or Workers()
    start = yield from telling(style_start(spec, painter, judge), WithinStep)
    recipe = StyleRecipe(spec, painter, judge, start, workers)
    steps = yield from run_plan(
        spec.plan,
        recipe,
        store,
        resume=resume,
        control=control,
        steering=recipe.steering,
        clock=workers.clock,
    )
    arrays = flatten_style(recipe.bound) | recipe.likeness
    weights = {name: array.astype(np.float32) for name, array in arrays.items()}
    yield Trained(weights, {"steps": steps, "seed": spec.seed})
