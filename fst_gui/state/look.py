"""Everything that decides how a photo is painted, in one value that undo goes back to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from fst_gui.engine.settings import PaintSettings
from fst_gui.library.gallery import StyleEntry
from fst_gui.workshop.atelier import StyleShare

MOST_STYLES = 4
# What somebody who looks on has time for: they are shown as they are painted.
USUAL_LAYERS = 4
DEFAULTS = PaintSettings(overpainting=USUAL_LAYERS)


@dataclass(frozen=True, eq=False)
class PhotoMask:
    """Levels (h, w) uint8 over the whole photo, 255 painted, 0 photo; equal only to itself."""

    levels: NDArray[np.uint8]

    @property
    def painted(self) -> float:
        """The share of the photo that is painted."""
        return float(self.levels.mean()) / 255.0


@dataclass(frozen=True)
class Look:
    """The styles with their weights, which add up to 1, the settings, and where to paint."""

    styles: tuple[StyleShare, ...] = ()
    settings: PaintSettings = DEFAULTS
    mask: PhotoMask | None = None

    @property
    def leading(self) -> StyleEntry | None:
        """The style that was chosen first."""
        return self.styles[0][0] if self.styles else None

    def has(self, entry: StyleEntry) -> bool:
        """Whether a style is among them, be it with a share of 0."""
        return any(known.path == entry.path for known, _ in self.styles)

    def share_of(self, entry: StyleEntry) -> float:
        """The weight of a style; 0 when it is not among them."""
        return next((share for known, share in self.styles if known.path == entry.path), 0.0)

    def with_settings(self, **changes: Any) -> Look:  # noqa: ANN401 - any of the settings
        """Other settings. Raises ``PictureError`` for one out of range."""
        return replace(self, settings=replace(self.settings, **changes))

    def paints_as(self, other: Look) -> bool:
        """Whether it gives the same picture, whatever its styles are called."""
        ours, theirs = (
            [(entry.path, share) for entry, share in look.styles] for look in (self, other)
        )
        return ours == theirs and replace(self, styles=other.styles) == other

    def same_but_layers(self, other: Look) -> bool:
        """Whether nothing but the layers of overpainting tells their pictures apart."""
        return self.with_settings(overpainting=other.settings.overpainting).paints_as(other)


def retitled(look: Look, entry: StyleEntry) -> Look:
    """With this style as it is called now, where it is among them."""
    if not look.has(entry):
        return look
    styles = ((entry if known.path == entry.path else known, share) for known, share in look.styles)
    return replace(look, styles=tuple(styles))


def alone(look: Look, entry: StyleEntry) -> Look:
    """This style and no other."""
    return replace(look, styles=((entry, 1.0),))


def mixed_in(look: Look, entry: StyleEntry) -> Look:
    """With an equal share for one more style; the others keep their proportions."""
    if look.has(entry) or len(look.styles) == MOST_STYLES:
        return look
    share = 1.0 / (len(look.styles) + 1)
    others = tuple((known, weight * (1.0 - share)) for known, weight in look.styles)
    return replace(look, styles=(*others, (entry, share)))


def left_out(look: Look, entry: StyleEntry) -> Look:
    """Without a style; the last one stays."""
    others = tuple((known, share) for known, share in look.styles if known.path != entry.path)
    if not others or len(others) == len(look.styles):
        return look
    total = sum(share for _, share in others)
    if total <= 0:
        return replace(look, styles=tuple((known, 1.0 / len(others)) for known, _ in others))
    return replace(look, styles=tuple((known, share / total) for known, share in others))


def weighted(look: Look, entry: StyleEntry, share: float) -> Look:
    """With another share of one style; the others share the rest in their proportions."""
    share = min(1.0, max(0.0, share))
    others = [(known, weight) for known, weight in look.styles if known.path != entry.path]
    if not others or len(others) == len(look.styles):
        return look
    total = sum(weight for _, weight in others)

    def part(weight: float) -> float:
        return (1.0 - share) * (weight / total if total > 0 else 1.0 / len(others))

    return replace(
        look,
        styles=tuple(
            (known, share if known.path == entry.path else part(weight))
            for known, weight in look.styles
        ),
    )
