"""What stages, phases, losses and the health of a training are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


translate = QCoreApplication.translate


def stage_name(stage: str) -> str:
    """A stage as it is called on the strip; empty for none."""
    return {
        "encoder": translate("training", "Encoder"),
        "recurrent": translate("training", "Recurrent"),
        "interpolation": translate("training", "Interpolation"),
        "adversarial": translate("training", "GAN iterations"),
    }.get(stage, "")


def phase_name(phase: str) -> str:
    """A phase as it is called on the strip."""
    return {
        "content": translate("training", "content"),
        "style": translate("training", "style"),
        "joint": translate("training", "both"),
    }.get(phase, "")


def phase_sentence(stage: str, phase: str) -> str:
    """What the painter is doing."""
    if stage == "adversarial":
        return translate("training", "Painter and critic sharpen each other")
    return {
        "content": translate("training", "Learning what is in a picture"),
        "style": translate("training", "Learning the brush and the colours"),
        "joint": translate("training", "Bringing both together"),
    }.get(phase, "")
