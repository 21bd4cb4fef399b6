"""The health of a training, from measured conditions, with a remedy for each.

What is watched are means over the last steps: single steps of a training jump about. Steps at
part of the strength have easier targets and do not count.
"""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from fst_gui.engine.events import HealthKind, HealthNoted, Remedy
from fst_gui.engine.train.plan import Phase
from fst_gui.engine.train.steering import Steering

_RATES = (1.0 / 64.0, 8.0)  # how far the discriminator's rate may be moved
_ON_ITS_WAY = 0.02  # from one half of a window to the other


@dataclass(frozen=True)
class Limits:
    """When something is noted. ``window`` and ``plateau`` count steps.

    The numbers of the discriminator are shares of patches judged right: 0.5 is guessing. 0.66
    is just under log 2, its loss when it guesses. ``flat`` is the contrast of the painted
    picture relative to the lesser of photo and painting. ``improvement`` is relative.
    """

    window: int = 30
    plateau: int = 60
    plateau_share: float = 0.2  # of a phase's steps, if that is more
    winning: float = 0.97
    guessing: tuple[float, float] = (0.4, 0.6)
    guessing_loss: float = 0.66
    content: float = 0.4
    flat: float = 0.45
    improvement: float = 0.005


@dataclass
class _Memory:
    """The last values of each loss, and what was noted in this stage."""

    stage: str = ""
    phase: str = ""
    values: dict[str, deque[float]] = field(default_factory=dict[str, deque[float]])
    noted: set[str] = field(default_factory=set[str])


class Health:
    """Looks at every step's losses and applies or offers remedies through the steering."""

    def __init__(self, steering: Steering, limits: Limits | None = None) -> None:
        self.steering = steering
        self.limits = limits or Limits()
        self._memory = _Memory()

    def look(self, phase: Phase, step: int, losses: Mapping[str, float]) -> list[HealthNoted]:
        """What is to be told after ``step`` steps. Going back is left to the caller."""
        memory = self._memory
        if (phase.stage, phase.name) != (memory.stage, memory.phase):
            noted = memory.noted if phase.stage == memory.stage else set[str]()
            self._memory = memory = _Memory(phase.stage, phase.name, {}, noted)
        if losses.get("strength", 1.0) != 1.0:
            return []
        longest = 2 * self._plateau_steps(phase)
        for name, value in losses.items():
            memory.values.setdefault(name, deque(maxlen=longest)).append(value)
        found = [self._flat(step)]
        if phase.name == "joint" and phase.stage != "encoder":
            found += [self._content(step), self._balance(step), self._plateau(phase, step)]
        if phase.stage == "adversarial":
            found += [self._winning(step), self._asleep(phase, step)]
        return [note for note in found if note is not None]

    def numbers(self) -> dict[str, float | int | str]:
        """What a resumed training needs to note the same things at the same steps."""
        memory = self._memory
        values = {name: list(window) for name, window in memory.values.items()}
        return {"health": json.dumps([memory.stage, memory.phase, values, sorted(memory.noted)])}

    def restore(self, numbers: Mapping[str, float | int | str], phase: Phase) -> None:
        """Take over what ``numbers`` gave."""
        stored = numbers.get("health")
        self._memory = _Memory()
        if isinstance(stored, str):
            stage, name, values, noted = json.loads(stored)
            longest = 2 * self._plateau_steps(phase)
            windows = {key: deque[float](window, longest) for key, window in values.items()}
            self._memory = _Memory(stage, name, windows, set(noted))

    def measure_anew(self, kind: HealthKind) -> None:
        """After going back for this: what the checkpoint has of it would lead back at once."""
        if kind == "going_flat":
            self._forget("contrast")

    def _plateau_steps(self, phase: Phase) -> int:
        return max(self.limits.plateau, round(self.limits.plateau_share * phase.steps))

    def _last(self, name: str, count: int | None = None) -> list[float] | None:
        """The last values of a loss, or None while there are too few."""
        count = count or self.limits.window
        values = self._memory.values.get(name, ())
        return list(values)[-count:] if len(values) >= count else None

    def _forget(self, *names: str) -> None:
        """Measure anew after a remedy, so that it gets its time."""
        for name in names:
            self._memory.values.pop(name, None)

    def _once(
        self, step: int, kind: HealthKind, values: Mapping[str, float], remedy: Remedy
    ) -> HealthNoted | None:
        """A note that is made once in a stage: what is offered need not be offered again."""
        if kind in self._memory.noted:
            return None
        self._memory.noted.add(kind)
        return HealthNoted(step, kind, values, remedy)

    def _winning(self, step: int) -> HealthNoted | None:
        real, generated = self._last("d_real"), self._last("d_generated")
        if real is None or generated is None or self.steering.critic_rate <= _RATES[0]:
            return None
        values = {"d_real": fmean(real), "d_generated": fmean(generated)}
        if min(values.values()) < self.limits.winning:
            return None
        self.steering.critic_rate *= 0.5
        self._forget("d_real", "d_generated", "d_loss")
        return HealthNoted(step, "discriminator_winning", values, "critic_rate_halved")

    def _asleep(self, phase: Phase, step: int) -> HealthNoted | None:
        """Only after a fifth of the stage: until then it may just not have learned yet."""
        real, generated, loss = (self._last(n) for n in ("d_real", "d_generated", "d_loss"))
        if real is None or generated is None or loss is None:
            return None
        if step - phase.stage_start < 0.2 * phase.stage_steps:
            return None
        low, high = self.limits.guessing
        right = (fmean(real) + fmean(generated)) / 2
        guessing = low <= right <= high and fmean(loss) >= self.limits.guessing_loss
        if not guessing or self.steering.critic_rate >= _RATES[1]:
            return None
        values = {"d_real": fmean(real), "d_generated": fmean(generated), "d_loss": fmean(loss)}
        self.steering.critic_rate *= 2.0
        self._forget("d_real", "d_generated", "d_loss")
        return HealthNoted(step, "discriminator_asleep", values, "critic_rate_doubled")

    def _content(self, step: int) -> HealthNoted | None:
        """Lost, and not on its way back."""
        content = self._last("content_loss")
        target = self.steering.balance.aim
        if content is None or fmean(content) <= target + self.limits.content:
            return None
        if _gained(content) < -_ON_ITS_WAY:
            return None
        self.steering.halve_style_weight()
        self._forget("content_loss")
        values = {"content_loss": fmean(content), "content_target": target}
        return HealthNoted(step, "content_lost", values, "style_weight_halved")

    def _balance(self, step: int) -> HealthNoted | None:
        weights, content = self._last("balance"), self._last("content_loss")
        if weights is None or content is None:
            return None
        balance = self.steering.balance
        values = {"balance": weights[-1], "content_loss": fmean(content)}
        if min(weights) >= 0.99 * balance.highest:
            return self._once(step, "balance_at_limit", values, "offer_stricter")
        if max(weights) <= 1.01 * balance.lowest:
            return self._once(step, "balance_at_limit", values, "offer_looser")
        return None

    def _plateau(self, phase: Phase, step: int) -> HealthNoted | None:
        """Neither style nor content came closer between the two halves of a long window."""
        if phase.stage not in ("interpolation", "adversarial"):
            return None
        half = self._plateau_steps(phase)
        style, content = self._last("style_loss", 2 * half), self._last("content_loss", 2 * half)
        if style is None or content is None:
            return None
        for losses in (style, content):
            if fmean(losses[half:]) < (1.0 - self.limits.improvement) * fmean(losses[:half]):
                return None
        values = {"style_before": fmean(style[:half]), "style_now": fmean(style[half:])}
        return self._once(step, "style_plateau", values, "offer_stop")

    def _flat(self, step: int) -> HealthNoted | None:
        """Flat, and not on its way back: the checkpoint that was gone back to may be flat too."""
        contrast = self._last("contrast")
        if contrast is None or fmean(contrast) >= self.limits.flat:
            return None
        if _gained(contrast) > _ON_ITS_WAY:
            return None
        return HealthNoted(step, "going_flat", {"contrast": fmean(contrast)}, "went_back")


def _gained(values: Sequence[float]) -> float:
    """How much more the second half of some values is, in the mean, than the first."""
    half = len(values) // 2
    return fmean(values[half:]) - fmean(values[:half])
