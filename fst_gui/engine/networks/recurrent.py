"""The recurrent network: the decoder that looks again at every iteration.

A convolutional GRU (Ballas et al., 1511.06432) at an eighth of the picture's resolution. At
every iteration each place asks the painting's style tokens what belongs there (cross-attention,
1706.03762, linear in the picture's size) and updates the state with the answer. Weights are
shared over the iterations, so their number is chosen when painting.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, EncoderFeatures
from fst_gui.engine.networks.style import TOKEN_WIDTH, StyleCode
from fst_gui.engine.networks.styled import StyledConv, StyleParameters, leaky

STATE_WIDTH = 64


class TokenAttention(nn.Module):
    """Cross-attention from the state to the style tokens."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(STATE_WIDTH, STATE_WIDTH)
        self.keys = nn.Linear(TOKEN_WIDTH, STATE_WIDTH)
        self.values = nn.Linear(TOKEN_WIDTH, STATE_WIDTH)

    def bind(self, tokens: Tensor) -> dict[str, Tensor]:
        """Tokens (T, TOKEN_WIDTH) to keys and values (T, STATE_WIDTH), once a style."""
        keys = self.keys(tokens) / math.sqrt(STATE_WIDTH)
        return {"keys": keys, "values": self.values(tokens)}

    def forward(self, state: Tensor, style: Mapping[str, Tensor]) -> Tensor:
        """(N, STATE_WIDTH, h, w) to the same shape: what the painting says of each place."""
        query = self.query(state.permute(0, 2, 3, 1))
        shares = torch.softmax(query @ style["keys"].T, dim=-1)
        return (shares @ style["values"]).permute(0, 3, 1, 2)


class RecurrentNetwork(nn.Module):
    """Matched features to a state (N, STATE_WIDTH, H/8, W/8), refined at every iteration."""

    def __init__(self) -> None:
        super().__init__()
        self.shallow = nn.Conv2d(ENCODER_WIDTHS[2], STATE_WIDTH, 1)
        self.deep = nn.Conv2d(ENCODER_WIDTHS[3], STATE_WIDTH, 1)
        self.context = StyledConv(STATE_WIDTH, STATE_WIDTH, 3)
        self.attention = TokenAttention()
        self.state_gates = nn.Conv2d(STATE_WIDTH, 2 * STATE_WIDTH, 1)
        self.context_gates = nn.Conv2d(STATE_WIDTH, 2 * STATE_WIDTH, 1, bias=False)
        self.answer_gates = nn.Conv2d(STATE_WIDTH, 2 * STATE_WIDTH, 1, bias=False)
        self.candidate = StyledConv(STATE_WIDTH, STATE_WIDTH, 3)

    def bind(self, code: StyleCode) -> dict[str, dict[str, Tensor]]:
        """What the style sets in this network, by layer."""
        return {
            "context": self.context.bind(code.vector),
            "attention": self.attention.bind(code.tokens),
            "candidate": self.candidate.bind(code.vector),
        }

    def forward(self, features: EncoderFeatures, style: StyleParameters, iterations: int) -> Tensor:
        deep = F.interpolate(
            self.deep(features.sixteenth), scale_factor=2, mode="bilinear", align_corners=False
        )
        context = self.context(leaky(self.shallow(features.eighth) + deep), style["context"])
        context_gates = self.context_gates(context)  # the same at every iteration
        state = context
        for _ in range(iterations):
            answer = self.attention(state, style["attention"])
            gates = self.state_gates(state) + self.answer_gates(answer) + context_gates
            reset, update = torch.sigmoid(gates).chunk(2, 1)
            proposal = leaky(reset * state + answer + context)
            state = torch.lerp(state, self.candidate(proposal, style["candidate"]), update)
        return state
