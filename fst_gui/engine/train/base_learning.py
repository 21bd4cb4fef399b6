"""Which of the base's weights a stage teaches, and at what share of the rate."""

from __future__ import annotations

from torch import nn

from fst_gui.engine.networks.encoder import EncoderHeads
from fst_gui.engine.networks.painter import Painter, binds_styles, paints
from fst_gui.engine.train.plan import Stage

_ENCODER_RATE = 0.5  # of the others' where it learns along
# Adam moves every number by the rate, and so the outputs of a linear layer by as many times the
# rate as it has inputs (Yang et al., 2203.03466). Without this a style was thrown about by every
# step, and settled only as far as the rate fell.
_INPUTS_AT_FULL_RATE = 10.0
_FEW = 8  # channels


def learning_weights(
    painter: Painter, heads: EncoderHeads, stage: Stage, *, settled: bool
) -> list[nn.Parameter]:
    """What a stage teaches; of an encoder that is ``settled`` only what painting does not use."""
    if stage == "encoder":
        encoder = ((f"encoder.{n}", w) for n, w in painter.encoder.named_parameters())
        taught = [weight for name, weight in encoder if not (settled and paints(name))]
        return [*taught, *heads.parameters()]
    if stage == "recurrent":
        parts = (painter.encoder, painter.reader, painter.recurrent, painter.interpolation)
        weights = (weight for part in parts for weight in part.parameters())
        return [painter.plain_vector, painter.plain_tokens, *weights]
    names = {id(weight): name for name, weight in painter.named_parameters()}
    parts = (painter.interpolation, painter.reader)
    weights = (weight for part in parts for weight in part.parameters())
    return [weight for weight in weights if binds_styles(names[id(weight)])]


def rate_shares(painter: Painter, stage: Stage) -> dict[int, float]:
    """Shares of the rate, by the weight's id, where a weight learns at less than all of it."""
    if stage == "encoder":
        return {}
    shares = {
        id(layer.weight): min(1.0, _INPUTS_AT_FULL_RATE / layer.in_features)
        for layer in painter.modules()
        if isinstance(layer, nn.Linear)
    }
    if stage == "recurrent":
        shares |= {id(weight): _ENCODER_RATE for weight in painter.encoder.parameters()}
    return shares


def wide_kernels(painter: Painter) -> list[nn.Parameter]:
    """The interpolation network's kernels that have directions enough to be orthogonalised."""
    weights = (p for p in painter.interpolation.parameters() if p.ndim == 4)
    return [weight for weight in weights if min(weight.shape[:2]) > _FEW]
