"""Training the base network: every style starts from it, any painting can be painted with it.

Stage 1 teaches the encoder alone. Stage 2 teaches the recurrent network and the reading of
paintings; the interpolation network learns along, because one that has never drawn would decode
nothing to learn from, and so does the encoder, more slowly (docs/notebook.md). Stage 3 teaches the
interpolation network and the reading of paintings with the rest frozen, last with GAN iterations:
everything it changes is bound into a style, so that style packs from before it stay as they are.

Stage 2 is judged by a VGG19 at half the cost, stage 3 by the full one.

Paintings are mostly read whole and as large as a painting is read later: a base that had only
seen views of them missed the whole ones' Gram matrices by a quarter more (docs/notebook.md).
"""

from __future__ import annotations

import copy
from collections.abc import Generator, Iterator, Mapping

import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.data import (
    PhotoSource,
    draw,
    draw_index,
    painting_view,
    resize,
    scale_to_short_side,
)
from fst_gui.engine.errors import TrainingError
from fst_gui.engine.events import Pixels, Trained, TrainEvent
from fst_gui.engine.losses import (
    StyleTargets,
    discriminator_loss,
    fully_connected_loss,
    generator_loss,
)
from fst_gui.engine.networks.discriminator import Discriminator
from fst_gui.engine.networks.encoder import EncoderHeads
from fst_gui.engine.networks.painter import Painter, binds_styles, paints
from fst_gui.engine.networks.style import painting_statistics
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.networks.vgg import STYLE_LEVELS, PerceptualNetwork
from fst_gui.engine.train.base_learning import learning_weights, rate_shares, wide_kernels
from fst_gui.engine.train.base_spec import BaseSpec
from fst_gui.engine.train.distributed import SharedBalance, Workers
from fst_gui.engine.train.loop import run_plan
from fst_gui.engine.train.objective import Objective, all_or_nothing
from fst_gui.engine.train.optimiser import StageOptimiser, part
from fst_gui.engine.train.plan import Phase, Stage
from fst_gui.engine.train.readings import Readings, fit_quick_judge
from fst_gui.engine.train.store import CheckpointStore, Numbers

_PEAK_RATE: Mapping[Stage, float] = {
    "encoder": 2e-3,
    "recurrent": 2e-3,
    "interpolation": 1.5e-3,
    "adversarial": 3e-4,
}
_ADVERSARIAL_WEIGHT = 0.05
_DISCRIMINATOR_RATE = 2e-4
_NAMING_WEIGHT = 0.2
_BALANCE_RATE = 0.02
_SETTLED_RATE = 0.3  # of the peak; weights that have painted are not thrown about as far
_MEANING_WEIGHT = 0.1
_WHOLE_SHARE = 0.7  # of the paintings drawn; the others are views, for variety


class BaseRecipe:
    """See the module's description."""

    def __init__(
        self, spec: BaseSpec, judge: PerceptualNetwork, workers: Workers | None = None
    ) -> None:
        if not spec.paintings:
            raise TrainingError("There are no paintings to learn from. Choose a folder with some.")
        torch.manual_seed(spec.seed)  # the layers' initial weights
        self.spec, self.judge = spec, judge
        self.workers = workers or Workers()
        device = judge.device
        self.generator = torch.Generator().manual_seed(spec.seed)
        self.painter = Painter(spec.shape).to(device)
        self.heads = EncoderHeads(max(spec.labels, default=0) + 1).to(device)
        self.discriminator = Discriminator().to(device)
        self.photos = PhotoSource([photo.to(device) for photo in spec.photos], spec.size)
        self.paintings = [painting.to(device) for painting in spec.paintings]
        self.deck = spec.deck or range(len(spec.paintings))
        self.stage: Stage | None = None
        self.painter.load_state_dict(self._kept(), strict=False)
        # What a picture is of is not asked of an encoder that learns along: it would learn to
        # see no difference.
        self.witness = copy.deepcopy(self.painter.encoder)
        balance = SharedBalance(spec.content_target, _BALANCE_RATE, self.workers)
        self.objective = Objective(self.painter, judge, balance, spec.fc_weight, self.witness)
        quick = judge
        if spec.steps.get("recurrent"):
            quick = fit_quick_judge(judge, self.photos, self.paintings, spec.seed)
        self.readings = Readings(self.paintings, judge, quick)
        self.modules = {
            "painter": self.painter,
            "witness": self.witness,
            "heads": self.heads,
            "discriminator": self.discriminator,
        }
        if "reader.whole_mean" not in spec.warm_start:
            self._standardise_reader()

    def _kept(self) -> dict[str, Tensor]:
        """The weights to start from, without what stage 1 is to teach anew."""
        spec = self.spec
        anew = spec.settled and spec.steps.get("encoder")
        used = {name for name in spec.warm_start if paints(name) or binds_styles(name)}
        return {name: w for name, w in spec.warm_start.items() if name in used or not anew}

    def _standardise_reader(self) -> None:
        with torch.no_grad():
            self.painter.reader.standardise_by(
                [
                    painting_statistics(self.judge(scale_to_short_side(painting, 256)))
                    for painting in self.paintings[:: max(1, len(self.paintings) // 60)]
                ]
            )

    def begin(self, phase: Phase) -> None:
        if phase.stage == self.stage:
            return
        self.stage = phase.stage
        self.objective.judge = self.judge
        if phase.stage == "recurrent":
            self.witness.load_state_dict(self.painter.encoder.state_dict())
            self.objective.judge = self.readings.quick
        for module in self.modules.values():
            module.requires_grad_(False)
        settled = self.spec.settled
        learning = learning_weights(self.painter, self.heads, phase.stage, settled=settled)
        for parameter in learning:
            parameter.requires_grad_(True)
        slow = settled and phase.stage != "encoder"  # where none of them has painted
        peak = _PEAK_RATE[phase.stage] * (_SETTLED_RATE if slow else 1.0)
        shares = rate_shares(self.painter, phase.stage)
        self.optimiser = StageOptimiser(
            learning,
            peak,
            phase.stage_steps,
            rates=[shares.get(id(weight), 1.0) for weight in learning],
            kernels=wide_kernels(self.painter),
        )
        if phase.stage == "adversarial":
            self.discriminator.requires_grad_(True)
        self.critic = StageOptimiser(
            self.discriminator.parameters(), _DISCRIMINATOR_RATE, phase.stage_steps, (0.0, 0.99)
        )

    def step(self, phase: Phase, step: int) -> Generator[None, None, Mapping[str, float]]:
        self.optimiser.zero()
        if phase.stage == "encoder":
            losses = self._encoder_step()
        else:
            losses = yield from self._painting_step(phase)
        self.workers.average_gradients(self.optimiser.parameters)
        self.optimiser.apply(step)
        if phase.stage == "adversarial":
            self.workers.average_gradients(self.critic.parameters)
            self.critic.apply(step)
        means = self.workers.average(list(losses.values()))
        return dict(zip(losses, means, strict=True))

    def _draw_view(self) -> tuple[int, Tensor]:
        """A painting's number and a view of it.

        Every process has paintings of its own, so that each is read by one of them only; all
        draw the same numbers.
        """
        rank, size = self.workers.rank, self.workers.size
        place = draw_index(self.generator, max(1, len(self.deck) // size)) * size + rank
        index = self.deck[place % len(self.deck)]
        return index, self._view(index)

    def _view(self, index: int) -> Tensor:
        return painting_view(self.paintings[index], self.spec.view_size, self.generator)

    def _encoder_step(self) -> Mapping[str, float]:
        """Predict VGG19's activations (relative square error) and name the movement."""
        spec = self.spec
        photos = self.workers.share(self.photos.batch(spec.photos_a_style, self.generator))
        drawn = [self._draw_view() for _ in range(spec.styles_a_step)]
        views = [resize(view, spec.size, spec.size) for _, view in drawn]
        pictures = torch.cat([photos, *views])
        with torch.no_grad():
            full = self.judge(pictures)
        levels = self.painter.encoder.levels(pictures)
        fc7 = self.painter.encoder.fully_connected(levels[-1])[1]
        predicted, logits = self.heads(levels, fc7)
        errors: list[Tensor] = []
        for name in STYLE_LEVELS:
            target = F.avg_pool2d(full[name].float(), 2)
            spread = target.var((0, 2, 3), keepdim=True).clamp_min(1e-2)
            errors.append(((predicted[name] * spread.sqrt() - target).square() / spread).mean())
        labels = torch.tensor([spec.labels[i] for i, _ in drawn], device=logits.device)
        naming = F.cross_entropy(logits[len(photos) :], labels)
        content = torch.stack(errors).mean()
        (content + _NAMING_WEIGHT * naming).backward()
        return {"content_loss": float(content.detach()), "style_loss": float(naming.detach())}

    def _draw_style(self) -> tuple[int, StyleParameters, StyleTargets]:
        """A painting's number, its style bound and what is painted towards."""
        index, picture = self._draw_view()
        if draw(self.generator, 0, 1) >= _WHOLE_SHARE:
            reading = self.readings.read(picture)
        else:
            picture, reading = self.readings.whole(index)
        with torch.no_grad():
            matching = self.painter.match_painting(picture)
        style = self.painter.bind_reading(reading.statistics, matching)
        quick = self.objective.judge is self.readings.quick
        return index, style, reading.quick_targets if quick else reading.targets

    def _painting_step(self, phase: Phase) -> Generator[None, None, Mapping[str, float]]:
        spec = self.spec
        with all_or_nothing(self.generator, self.objective.balance):
            photos = self.workers.share(self.photos.batch(spec.photos_a_style, self.generator))
            drawn = [self._draw_style() for _ in range(spec.styles_a_step)]
            styles = [(style, targets) for _, style, targets in drawn]
            judged = yield from self.objective.painted(photos, styles, phase.name, self.generator)
        losses, more = dict(judged.losses), list[Tensor]()
        if phase.stage == "recurrent":
            more.append(_MEANING_WEIGHT * self._meaning_lost(photos))
        if phase.stage == "adversarial":
            g_loss = generator_loss(self.discriminator(judged.painted))
            more.append(_ADVERSARIAL_WEIGHT * self.objective.balance.weight * g_loss)
            losses["g_loss"] = g_loss.detach()
        judged.backward(*more)
        if phase.stage == "adversarial":
            views = torch.cat([self._view(index) for index, _, _ in drawn])
            losses["d_loss"] = self._judge_patches(views, judged.painted.detach())
        numbers = {name: float(value) for name, value in losses.items()}
        return {**numbers, "balance": self.objective.balance.weight}

    def _meaning_lost(self, photos: Tensor) -> Tensor:
        """How far the learning encoder's fc6 and fc7 are from those it began with."""
        with torch.no_grad():
            before = self.witness.meaning(photos)
        return fully_connected_loss(self.painter.encoder.meaning(photos), before)

    def _judge_patches(self, real: Tensor, generated: Tensor) -> Tensor:
        self.critic.zero()
        loss = discriminator_loss(self.discriminator(real), self.discriminator(generated))
        loss.backward()
        return loss.detach()

    def sample(self) -> Generator[None, None, Pixels | None]:
        yield from ()
        return None

    def state(self) -> tuple[dict[str, Tensor], dict[str, float | int | str]]:
        tensors = {
            f"{name}.{key}": value
            for name, module in self.modules.items()
            for key, value in module.state_dict().items()
        }
        tensors |= self.optimiser.state("stage") | self.critic.state("critic")
        tensors["generator"] = self.generator.get_state()
        return tensors, {"balance": self.objective.balance.weight}

    def restore(self, tensors: Mapping[str, Tensor], numbers: Numbers) -> None:
        for name, module in self.modules.items():
            module.load_state_dict(part(tensors, f"{name}."))
        self.optimiser.restore("stage", tensors)
        self.critic.restore("critic", tensors)
        self.generator.set_state(tensors["generator"])
        self.objective.balance.weight = float(numbers["balance"])


def train_base(
    spec: BaseSpec,
    judge: PerceptualNetwork,
    store: CheckpointStore | None = None,
    *,
    resume: bool = False,
    workers: Workers | None = None,
) -> Iterator[TrainEvent]:
    """Train a base network. Ends with ``Trained`` holding the painter's weights.

    Each of several ``workers`` runs this, with a ``SharedStore``.
    """
    workers = workers or Workers()
    recipe = BaseRecipe(spec, judge, workers)
    yield from run_plan(spec.plan, recipe, store, resume=resume, clock=workers.clock)
    weights = {k: v.cpu().numpy() for k, v in recipe.painter.state_dict().items()}
    yield Trained(weights, {"steps": spec.plan.total_steps, "seed": spec.seed})
