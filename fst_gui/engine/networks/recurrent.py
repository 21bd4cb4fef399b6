"""The recurrent network: the decoder that looks again at every iteration.

It works at an eighth of the picture's resolution. At every iteration each place asks the
painting's style tokens what belongs there (cross-attention, 1706.03762, linear in the picture's
size) and a cell updates the state with the answer. Two cells do that: a convolutional GRU
(Ballas et al., 1511.06432), and one with self-attention, where places ask the rest of the
picture too. Weights are shared over the iterations, so their number is chosen when painting.
"""

from __future__ import annotations

import math
from collections.abc import Generator, Mapping, Sequence

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.encoder import ENCODER_WIDTHS, EncoderFeatures
from fst_gui.engine.networks.style import TOKEN_WIDTH, StyleCode
from fst_gui.engine.networks.styled import StyledConv, StyleParameters, leaky
from fst_gui.engine.steps import at_once

STATE_WIDTH = 64
_OVERVIEW = 12  # self-attention sees the state pooled to a grid of this side


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
        # Query and keys at once: one product for each place instead of two.
        keys = style["keys"]
        asked = F.linear(
            state.permute(0, 2, 3, 1), keys @ self.query.weight, keys @ self.query.bias
        )
        shares = torch.softmax(asked, dim=-1)
        return (shares @ style["values"]).permute(0, 3, 1, 2)


class GatedCell(nn.Module):
    """A convolutional GRU whose input is the tokens' answer and the photo's features."""

    def __init__(self) -> None:
        super().__init__()
        self.attention = TokenAttention()
        self.state_gates = nn.Conv2d(STATE_WIDTH, 2 * STATE_WIDTH, 1)
        self.context_gates = nn.Conv2d(STATE_WIDTH, 2 * STATE_WIDTH, 1, bias=False)
        self.answer_gates = nn.Conv2d(STATE_WIDTH, 2 * STATE_WIDTH, 1, bias=False)
        self.candidate = StyledConv(STATE_WIDTH, STATE_WIDTH, 3)

    def bind(self, code: StyleCode) -> dict[str, Tensor]:
        """The cell's tensors for a style."""
        return {**self.attention.bind(code.tokens), **self.candidate.bind(code.vector)}

    def prepare(self, context: Tensor) -> Tensor:
        """What stays the same at every iteration."""
        return self.context_gates(context)

    def forward(
        self, state: Tensor, context: Tensor, prepared: Tensor, style: Mapping[str, Tensor]
    ) -> Tensor:
        """The next state; all (N, STATE_WIDTH, h, w), ``prepared`` twice as wide."""
        answer = self.attention(state, style)
        gates = self.state_gates(state).add_(self.answer_gates(answer)).add_(prepared)
        reset, update = torch.sigmoid(gates).chunk(2, 1)
        proposal = leaky(reset * state + answer + context)
        return torch.lerp(state, self.candidate(proposal, style), update)


class AttentiveCell(nn.Module):
    """Self-attention to an overview of the state, beside cross-attention to the tokens.

    The overview has a fixed number of places, so cost stays linear in the picture's size.
    """

    def __init__(self) -> None:
        super().__init__()
        self.attention = TokenAttention()
        self.query = nn.Conv2d(STATE_WIDTH, STATE_WIDTH, 1)
        self.keys = nn.Linear(STATE_WIDTH, STATE_WIDTH)
        self.values = nn.Linear(STATE_WIDTH, STATE_WIDTH)
        self.update = nn.Conv2d(2 * STATE_WIDTH, STATE_WIDTH, 1)
        self.candidate = StyledConv(STATE_WIDTH, STATE_WIDTH, 3)

    def bind(self, code: StyleCode) -> dict[str, Tensor]:
        """The cell's tensors for a style."""
        return {**self.attention.bind(code.tokens), **self.candidate.bind(code.vector)}

    def prepare(self, context: Tensor) -> Tensor:
        """What stays the same at every iteration: the photo's own queries."""
        return self.query(context)

    def forward(
        self, state: Tensor, context: Tensor, prepared: Tensor, style: Mapping[str, Tensor]
    ) -> Tensor:
        """The next state; all (N, STATE_WIDTH, h, w)."""
        answer = self.attention(state, style)
        overview = F.adaptive_avg_pool2d(state, _OVERVIEW).flatten(2).transpose(1, 2)
        query = (self.query(state) + prepared).flatten(2).transpose(1, 2)
        seen = F.scaled_dot_product_attention(query, self.keys(overview), self.values(overview))
        elsewhere = seen.transpose(1, 2).reshape(state.shape)
        update = torch.sigmoid(self.update(torch.cat([state, answer + elsewhere], 1)))
        proposal = leaky(state + answer + elsewhere + context)
        return torch.lerp(state, self.candidate(proposal, style), update)


class RecurrentNetwork(nn.Module):
    """Matched features to a state (N, STATE_WIDTH, H/8, W/8) for every iteration.

    One cell serves all iterations. With several, each iteration has its own and the last one
    goes on; that is there to measure what sharing costs.
    """

    def __init__(self, cells: Sequence[GatedCell | AttentiveCell]) -> None:
        super().__init__()
        self.shallow = nn.Conv2d(ENCODER_WIDTHS[2], STATE_WIDTH, 1)
        self.deep = nn.Conv2d(ENCODER_WIDTHS[3], STATE_WIDTH, 1)
        self.context = StyledConv(STATE_WIDTH, STATE_WIDTH, 3)
        self.cells = nn.ModuleList(cells)

    def bind(self, code: StyleCode) -> dict[str, dict[str, Tensor]]:
        """What the style sets in this network, by layer."""
        bound = {"context": self.context.bind(code.vector)}
        for index, cell in enumerate(self.cells):
            assert isinstance(cell, GatedCell | AttentiveCell)
            bound[f"cell_{index}"] = cell.bind(code)
        return bound

    def forward(
        self, features: EncoderFeatures, style: StyleParameters, iterations: int
    ) -> list[Tensor]:
        return at_once(self.in_steps(features, style, iterations))

    def in_steps(
        self, features: EncoderFeatures, style: StyleParameters, iterations: int
    ) -> Generator[None, None, list[Tensor]]:
        """The same, one iteration at a time."""
        deep = F.interpolate(
            self.deep(features.sixteenth), scale_factor=2, mode="bilinear", align_corners=False
        )
        context = self.context(leaky(self.shallow(features.eighth) + deep), style["context"])
        prepared: list[Tensor] = []
        for cell in self.cells:
            assert isinstance(cell, GatedCell | AttentiveCell)
            prepared.append(cell.prepare(context))
        state = context
        states: list[Tensor] = []
        for iteration in range(iterations):
            yield
            index = min(iteration, len(self.cells) - 1)
            state = self.cells[index](state, context, prepared[index], style[f"cell_{index}"])
            states.append(state)
        return states
