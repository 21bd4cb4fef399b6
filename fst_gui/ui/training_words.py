"""What stages, phases, losses and the health of a training are called."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fst_gui.state.training_run import Note

translate = QCoreApplication.translate


def stage_name(stage: str) -> str:
    """A stage as it is called on the strip; empty for none."""
    return {
        "encoder": translate("training", "Encoder"),
        "recurrent": translate("training", "Recurrent"),
        "interpolation": translate("training", "Interpolation"),
        "adversarial": translate("training", "GAN iterations"),
    }.get(stage, "")


def stage_sentence(stage: str) -> str:
    """What is learned in a stage, for who does not know the networks' names; empty for none."""
    return {
        "encoder": translate("training", "What the painting is like as a whole"),
        "recurrent": translate("training", "What of the painting belongs in which place"),
        "interpolation": translate("training", "The strokes themselves"),
        "adversarial": translate("training", "Strokes that a critic takes for the painting's"),
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


def note_sentence(note: Note) -> str:
    """What happened to a training, in plain words."""
    values = note.values
    return {
        "discriminator_winning": translate(
            "training", "The critic is winning: it recognises nearly every picture."
        ),
        "discriminator_asleep": translate("training", "The critic only guesses."),
        "not_finite": translate("training", "The numbers ran away."),
        "content_lost": translate("training", "The photo can hardly be recognised any more."),
        "style_plateau": translate("training", "The style has stopped coming closer."),
        "balance_at_limit": translate(
            "training", "Style and shapes cannot both be had as strictly as asked."
        ),
        "going_flat": translate("training", "The pictures lose their contrast."),
        "not_saved": translate("training", "Something could not be saved."),
        "photos_missing": translate("training", "{n} photos are not there any more.").format(
            n=round(values.get("missing", 0))
        ),
        "slept": translate("training", "The computer was asleep."),
        "target_changed": translate("training", "The balance was changed."),
    }.get(note.kind, "")


def remedy_sentence(note: Note) -> str:
    """What was done about it; empty where nothing was or it is only offered."""
    return {
        "critic_rate_halved": translate("training", "It learns half as fast now."),
        "critic_rate_doubled": translate("training", "It learns twice as fast now."),
        "went_back": translate(
            "training", "The training went back to its last checkpoint and goes more slowly."
        ),
        "style_weight_halved": translate("training", "The style weighs half as much now."),
        "will_retry": translate("training", "It will be tried again."),
        "went_on": translate("training", "The training goes on."),
    }.get(note.remedy, "")


def offer(note: Note) -> str:
    """What a button offers to do about it; empty where nothing is offered."""
    return {
        "offer_stop": translate("training", "Stop and keep"),
        "offer_looser": translate("training", "Keep shapes more loosely"),
        "offer_stricter": translate("training", "Keep shapes more strictly"),
    }.get(note.remedy, "")
