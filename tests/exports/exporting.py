"""An export run to its end, and a mask with an edge."""

from __future__ import annotations

import numpy as np

from fst_gui.engine.events import Progress
from fst_gui.workshop.export import Exported

MASK = np.zeros((11, 15), np.uint8)
MASK[:, 5:] = 255
MASK[:, 4] = 100


def export_picture(atelier, request):
    *progress, exported = atelier.export(request)
    done = [event.done for event in progress]
    assert all(isinstance(event, Progress) for event in progress)
    assert done == sorted(done)
    assert 0.0 <= done[0] <= done[-1] <= 1.0
    assert isinstance(exported, Exported)
    return exported
