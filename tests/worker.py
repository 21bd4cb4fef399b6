"""The command line with small steps and many checkpoints, to be started by torchrun.

The second process dies without a word in its sixth step, the first time.
"""

import os
import signal
import sys

from fst_gui.cli import run
from fst_gui.engine.train import loop
from fst_gui.engine.train.style import StyleRecipe
from fst_gui.workshop import training

_steps = iter(range(1, 1000))
_step = StyleRecipe.step


def _last_step(recipe, phase, step):
    if next(_steps) == 6:
        os.kill(os.getpid(), signal.SIGKILL)
    return _step(recipe, phase, step)


if __name__ == "__main__":
    training._SIZE = 32
    loop.CHECKPOINT_SECONDS = 0.0
    if (os.environ["RANK"], os.environ["TORCHELASTIC_RESTART_COUNT"]) == ("1", "0"):
        StyleRecipe.step = _last_step
    sys.exit(run(sys.argv[1:]))
