"""The painter: encoder, recurrent and interpolation network put together."""

from __future__ import annotations

import json
import re
from collections.abc import Generator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal, NamedTuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from fst_gui.engine.networks.bands import halved, match_bands
from fst_gui.engine.networks.encoder import Encoder, EncoderFeatures
from fst_gui.engine.networks.interpolation import (
    AutoencoderTrunk,
    ConvolutionalTrunk,
    InterpolationNetwork,
    PhotoPart,
    compose,
    with_photo,
)
from fst_gui.engine.networks.matching import (
    Moments,
    bind_nothing,
    bind_statistics,
    channel_statistics,
    match_features,
    matched_moments,
    matching_affine,
)
from fst_gui.engine.networks.recurrent import AttentiveCell, GatedCell, RecurrentNetwork
from fst_gui.engine.networks.style import (
    TOKEN_WIDTH,
    TOKENS,
    PaintingStatistics,
    StyleCode,
    StyleReader,
)
from fst_gui.engine.networks.styled import CODE_WIDTH, StyleParameters
from fst_gui.engine.networks.tone import ColourMap, fit_tone, thinned
from fst_gui.engine.steps import at_once

STRIDE = 16
MARGIN = 8
# How much of the photo's odds, in the painting's colours, lies under the paint at full strength: it
# saves eight times as much of the content as it costs of the style (docs/method.md).
_UNDERPAINTING = 0.13
# What is called flat, by its colours' deviation, and the noise on it: four levels, and one.
_FLAT, _TOOTH = 4.0 / 255.0, 1.0 / 255.0


@dataclass(frozen=True)
class PainterShape:
    """Which of the variants a painter is made of. The defaults are what is shipped.

    docs/method.md has the measurements that they follow from.
    """

    cell: Literal["gru", "attention"] = "gru"
    trunk: Literal["convolutional", "autoencoder"] = "convolutional"
    cells: int = 1  # 1: shared by all iterations

    def describe(self) -> str:
        """The shape as JSON, as it is kept beside the weights."""
        return json.dumps(asdict(self))

    @staticmethod
    def described(text: str) -> PainterShape:
        """The shape that ``describe`` wrote. Raises ``ValueError`` when it is something else."""
        try:
            shape = PainterShape(**json.loads(text))
        except (TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"no painter has the shape {text}") from error
        if shape.cell not in _CELLS or shape.trunk not in _TRUNKS or shape.cells < 1:
            raise ValueError(f"no painter has the shape {text}")
        return shape


SHIPPED = PainterShape()

_CELLS = {"gru": GatedCell, "attention": AttentiveCell}
_TRUNKS = {"convolutional": ConvolutionalTrunk, "autoencoder": AutoencoderTrunk}


# What is only used to bind styles: a bound one paints the same whatever these weights are.
_BINDING = re.compile(
    r"(reader|plain_vector|plain_tokens|recurrent\.context)\b"
    r"|interpolation\.(?!layout\.([^.]+\.)*kernel)"
    r"|recurrent\.cells\.\d+\.(candidate|attention\.(keys|values))\."
)


# What stage 1, the labels and the content loss have of the encoder, and painting does not.
_BESIDE = re.compile(r"encoder\.(blocks\.(3\.[2-9]|4)|fc[67])\.")


def binds_styles(weight: str) -> bool:
    """Whether a weight of that name is only used to bind styles, and not to paint in one."""
    return _BINDING.match(weight) is not None


def paints(weight: str) -> bool:
    """Whether a weight of that name is used to paint in a bound style."""
    return not binds_styles(weight) and _BESIDE.match(weight) is None


class SeenPicture(NamedTuple):
    """A picture as the encoder sees it: the same whatever style it is painted in."""

    picture: Tensor  # (N, 3, H, W)
    features: EncoderFeatures  # of the picture with its margin
    moments: Mapping[str, Moments]  # of the picture and of each level of the features


class Painter(nn.Module):
    """Paints pictures in a bound style; the base network that every style starts from."""

    def __init__(self, shape: PainterShape = SHIPPED) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder()
        self.reader = StyleReader()
        self.recurrent = RecurrentNetwork([_CELLS[shape.cell]() for _ in range(shape.cells)])
        self.interpolation = InterpolationNetwork(_TRUNKS[shape.trunk]())
        # The code of the style that leaves the photo as it is: what strength 0 means.
        self.plain_vector = nn.Parameter(torch.randn(CODE_WIDTH))
        self.plain_tokens = nn.Parameter(torch.randn(TOKENS, TOKEN_WIDTH))

    @property
    def device(self) -> torch.device:
        """Where the weights are; styles and pictures must be there too."""
        return self.plain_vector.device

    def bind(self, code: StyleCode) -> dict[str, dict[str, Tensor]]:
        """All tensors that a style code sets, by layer and name; computed once a style."""
        return {**self.recurrent.bind(code), **self.interpolation.bind(code.vector)}

    def bind_painting(
        self, painting: Tensor, statistics: PaintingStatistics
    ) -> dict[str, dict[str, Tensor]]:
        """Bind the style of any painting (1, 3, H, W), sRGB, 0-1, without training.

        ``statistics`` are those of its VGG19 activations.
        """
        return self.bind_reading(statistics, self.match_painting(painting))

    def match_painting(self, painting: Tensor) -> dict[str, Tensor]:
        """What a painting (1, 3, H, W), sRGB, 0-1, asks the photo's features to match."""
        return bind_statistics(painting, self.encoder(add_margin(painting)))

    def bind_reading(
        self, statistics: PaintingStatistics, matching: dict[str, Tensor]
    ) -> dict[str, dict[str, Tensor]]:
        """Bind the style of a painting that has been read and matched before."""
        return {**self.bind(self.reader(statistics)), "matching": matching}

    def bind_plain(self) -> dict[str, dict[str, Tensor]]:
        """Bind the style that leaves the photo as it is: no colour, and no share of its own.

        Its other layers only matter in a mix, where they are learned.
        """
        blank = self.plain_vector.new_zeros(1, 3, STRIDE, STRIDE)
        plain = self.bind(StyleCode(self.plain_vector, self.plain_tokens))
        finish = {name: torch.zeros_like(tensor) for name, tensor in plain["finish"].items()}
        nothing = bind_nothing(blank, self.encoder(blank))
        return {**plain, "finish": finish, "matching": nothing}

    def forward(
        self, pictures: Tensor, style: StyleParameters, iterations: int, noise: torch.Generator
    ) -> Tensor:
        """Paint (N, 3, H, W), sRGB, 0-1, any size. Same size out, about 0-1.

        ``noise`` is drawn from on the CPU: one seed gives one picture.
        """
        return at_once(self.in_steps(pictures, style, iterations, noise))

    def in_steps(
        self, pictures: Tensor, style: StyleParameters, iterations: int, noise: torch.Generator
    ) -> Generator[None, None, Tensor]:
        """The same, with gradients too, in steps of which none takes long (``steps``)."""
        seen = yield from self.see(pictures)
        colours, part = yield from self.paint_colours(seen, style, iterations, noise)
        # Only the networks are painted with in half precision: in bfloat16 the small spreads of
        # covariances are lost.
        with torch.autocast(pictures.device.type, enabled=False):
            finished = finish(colours.float(), pictures, part, style)
            painted = compose(finished.colours, pictures, part)
            return painted if finished.tone is None else finished.tone(painted)

    def see(self, pictures: Tensor) -> Generator[None, None, SeenPicture]:
        """Look at pictures (N, 3, H, W), sRGB, 0-1, any size, before a style is chosen."""
        features = yield from self.encoder.in_steps(add_margin(with_tooth(pictures)))
        return SeenPicture(pictures, features, matched_moments(pictures, features))

    def paint_colours(
        self, seen: SeenPicture, style: StyleParameters, iterations: int, noise: torch.Generator
    ) -> Generator[None, None, tuple[Tensor, PhotoPart]]:
        """Colours (N, 3, H, W) on their underpainting, and the photo's part beside them."""
        matching = style["matching"]
        height, width = seen.picture.shape[-2:]
        share = float(matching["share"].detach())
        gain, offset = matching_affine(seen.moments["picture"], matching, "picture")
        features = match_features(seen.features, seen.moments, matching)
        states = yield from self.recurrent.in_steps(features, style, iterations)
        yield
        colours = yield from self.interpolation.in_steps(states, features, style, noise)
        yield
        colours = colours[..., MARGIN : MARGIN + height, MARGIN : MARGIN + width]
        if share:
            colours = with_photo(
                colours, seen.picture, PhotoPart(share * _UNDERPAINTING, gain, offset)
            )
        return colours, PhotoPart(1.0 - share, gain, offset)


class Finished(NamedTuple):
    """What the networks painted, brought nearer to the painting in closed form."""

    colours: Tensor  # (N, 3, H, W), as logarithmic odds, their strokes as strong as the painting's
    painted: Tensor  # (N, 3, H/2, W/2), thinned, before that
    tone: ColourMap | None  # of the composed picture


def finish(colours: Tensor, pictures: Tensor, part: PhotoPart, style: StyleParameters) -> Finished:
    """Finish colours (N, 3, H, W), float32, of a whole picture: strokes' contrast and tone."""
    painted = compose(thinned(colours), thinned(pictures), part)
    tone = fit_tone(painted, style["matching"])
    small = halved(colours)
    picture = compose(small, halved(pictures) if part.share else pictures, part)
    picture = picture if tone is None else tone(picture)
    return Finished(match_bands(colours, small, picture, style["matching"]), painted, tone)


def with_tooth(pictures: Tensor) -> Tensor:
    """Pictures (N, 3, H, W), 0-1, a level of noise in those that are next to flat.

    Where a photo has nothing at all, instance norms raise the last bits of float32, which differ
    along the border: a frame around weaving. Noise they make into clouds and strokes.
    """
    spread = channel_statistics(pictures).deviation.amax(1, keepdim=True)
    flat = spread < _FLAT
    if not bool(flat.any()):
        return pictures
    noise = torch.randn(pictures.shape[1:], generator=torch.Generator().manual_seed(0))
    return pictures + _TOOTH * flat * noise.to(pictures.device, pictures.dtype)


def add_margin(pictures: Tensor) -> Tensor:
    """Extend by a mirrored margin, and right and bottom further to multiples of the stride.

    What enlarging does to the outermost rows falls into the margin, which is cut off again.
    """
    height, width = pictures.shape[-2:]
    bottom, right = (MARGIN + -(side + 2 * MARGIN) % STRIDE for side in (height, width))
    mode = "reflect" if bottom < height and right < width else "replicate"
    return F.pad(pictures, (MARGIN, right, MARGIN, bottom), mode=mode)


def mix_styles(
    styles: Sequence[StyleParameters], weights: Sequence[float]
) -> dict[str, dict[str, Tensor]]:
    """Weighted sum of bound styles: strength and mixing happen here, not in pixels."""
    first = styles[0]
    return {
        layer: {
            name: sum(
                (w * s[layer][name] for s, w in zip(styles[1:], weights[1:], strict=True)),
                start=weights[0] * tensor,
            )
            for name, tensor in tensors.items()
        }
        for layer, tensors in first.items()
    }
