"""What can be changed about a training while it runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from fst_gui.engine.losses import Balance

Numbers = Mapping[str, float | int | str]


class Steering:
    """The adjustable numbers of a training; they are part of its checkpoint.

    ``rate`` and ``critic_rate`` multiply the learning rates. ``moment`` gives the style as it is
    now, as arrays by name.
    """

    def __init__(
        self, balance: Balance, moment: Callable[[], Mapping[str, NDArray[np.float16]]]
    ) -> None:
        self.balance, self.moment = balance, moment
        self.rate = 1.0
        self.critic_rate = 1.0

    def set_content_target(self, value: float) -> None:
        """How far the photo's content may move from now on."""
        self.balance.content_target = value

    def halve_style_weight(self) -> None:
        """Give the photo's content twice the say."""
        self.balance.weight = max(0.5 * self.balance.weight, self.balance.lowest)

    def numbers(self) -> dict[str, float | int | str]:
        """What a resumed training needs."""
        return {
            "rate": self.rate,
            "critic_rate": self.critic_rate,
            "content_target": self.balance.content_target,
        }

    def restore(self, numbers: Numbers) -> None:
        """Take over the numbers of a checkpoint."""
        self.rate = float(numbers.get("rate", 1.0))
        self.critic_rate = float(numbers.get("critic_rate", 1.0))
        self.balance.content_target = float(
            numbers.get("content_target", self.balance.content_target)
        )
