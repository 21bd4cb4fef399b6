"""What the engine raises. Every message is a sentence for people."""

from __future__ import annotations

from fst_gui.sentences import SentenceError


class EngineError(SentenceError):
    """Something the engine cannot do; the text says what and what helps."""


class WeightsError(EngineError):
    """Weights are missing, damaged or belong to another network."""


class PictureError(EngineError):
    """A picture has a shape that cannot be painted."""


class NotSavedError(EngineError):
    """A checkpoint could not be kept; the training goes on and tries again."""


class TrainingError(EngineError):
    """A training cannot start or go on."""
