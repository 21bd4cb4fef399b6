"""What is picked out of the events of a training."""

from __future__ import annotations

from fst_gui.engine.events import StepDone


def steps_of(events):
    return [event.step for event in events if isinstance(event, StepDone)]


def until_step(events, step):
    """The events up to that step, and the training cut off there."""
    taken = []
    for event in events:
        taken.append(event)
        if isinstance(event, StepDone) and event.step == step:
            break
    events.close()
    return taken


def only(events, kind):
    return [event for event in events if isinstance(event, kind)]
