"""Going on from a moment of another training."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from fst_gui.engine.likeness import LIKENESS
from fst_gui.engine.train.plan import Plan

_CODE = "code."


def branch_checkpoint(
    plan: Plan,
    moment: Mapping[str, NDArray[np.float16]],
    stage: str,
    share: float,
    numbers: Mapping[str, float],
) -> tuple[dict[str, NDArray[np.float32]], dict[str, float | int | str]]:
    """A checkpoint of ``plan`` that starts with a moment's tensors, ``share`` into a stage.

    Optimisers and the order of the photos begin anew, and the paintings are read anew.
    """
    arrays = {
        name.removeprefix(_CODE) if name.startswith(_CODE) else f"bound.{name}": array.astype(
            np.float32
        )
        for name, array in moment.items()
        if not name.startswith(LIKENESS)
    }
    done = plan.step_at(stage, share)
    return arrays, {**numbers, "done": done, "plan": plan.fingerprint, "seconds": 0.0}
