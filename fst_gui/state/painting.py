"""How the open photo is painted: styles, settings, mask; every change can be undone."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from pathlib import Path

from fst_gui.engine.settings import (
    MAXIMUM_ITERATIONS,
    MAXIMUM_OVERPAINTING,
    MAXIMUM_SEED,
    Colours,
)
from fst_gui.library.gallery import StyleEntry
from fst_gui.library.photo import Photo
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture, State
from fst_gui.state.exporting import Export
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.history import History
from fst_gui.state.look import (
    DEFAULTS,
    MOST_STYLES,
    Look,
    PhotoMask,
    alone,
    left_out,
    mixed_in,
    weighted,
)
from fst_gui.state.masking import MaskState
from fst_gui.state.messages import Level
from fst_gui.state.preview import Preview
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier

ITERATIONS = range(1, MAXIMUM_ITERATIONS + 1)
OVERPAINTING = range(MAXIMUM_OVERPAINTING + 1)
STROKE_SIZES = (0.5, 4.0)


@dataclass(frozen=True)
class Studio:
    """The photo as it is, as it is shown, and as it is painted.

    The details are photo and painting pixel for pixel, where they have more pixels than are shown
    and somebody looks as closely.
    ``painting`` is how far the preview is, 0 to 1; ``overpainted`` the layers that it
    shows, -1 as long as it is coarse or of another look.
    """

    photo: Photo | None = None
    title: str = ""
    original: Picture | None = None
    original_detail: Picture | None = None
    painted: Picture | None = None
    painted_detail: Picture | None = None
    look: Look = field(default_factory=Look)
    opening: str = ""
    painting: float | None = None
    overpainted: int = 0
    export: Export | None = None

    @property
    def style(self) -> StyleEntry | None:
        """The style, or the first of several."""
        return self.look.leading

    @property
    def overpainting(self) -> bool:
        """Whether layers are being painted over the picture that is shown."""
        wanted = self.look.settings.overpainting
        return self.painting is not None and 0 <= self.overpainted < wanted

    @property
    def shown_look(self) -> Look:
        """With as many layers as the picture has; the look itself while that shows another."""
        if self.overpainted in (-1, self.look.settings.layers):
            return self.look
        return self.look.with_settings(overpainting=self.overpainted)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the photo."""
        if self.photo is None:
            return 0, 0
        return int(self.photo.pixels.shape[1]), int(self.photo.pixels.shape[0])


class PaintingState(State[Studio]):
    """Keeps the preview true to the look."""

    def __init__(self, work: Work, atelier: Atelier, gallery: GalleryState) -> None:
        super().__init__(Studio())
        self._work = work
        self._gallery = gallery
        self._listed: frozenset[Path] = frozenset()  # the files of the gallery's styles
        self._cancelled: tuple[int, int] | None = None  # layers that were left, and those wanted
        self.history = History()
        self.mask = MaskState(self._set_mask)
        self._preview = Preview(work, atelier)
        self._preview.shown.connect(
            lambda picture, layers: self.update(
                painted=picture, painted_detail=None, overpainted=layers
            )
        )
        self._preview.detailed.connect(lambda picture: self.update(painted_detail=picture))
        self._preview.progressed.connect(lambda done: self.update(painting=done))
        gallery.chosen.connect(self.choose)
        gallery.changed.connect(self._follow_gallery)
        gallery.rewritten.connect(self._paint_anew)

    # The styles

    def select_style(self, name: str) -> None:
        """Paint with the style of that name or path, and no other."""
        self._gallery.select(name)

    def use_painting(self, path: Path) -> None:
        """Paint with any picture as the style, at once."""
        self._gallery.use_painting(path)

    def import_pack(self, path: Path) -> None:
        """Keep a style pack among the user's own styles and paint with it."""
        self._gallery.import_pack(path)

    def choose(self, entry: StyleEntry) -> None:
        """Paint with this style alone."""
        self._gallery.remember(entry)
        if self.snapshot.look.styles:
            self.step("style", alone(self.snapshot.look, entry))
        else:  # the one that the studio opens with is no step to take back
            self.show(alone(self.snapshot.look, entry))

    def toggle_in_mix(self, entry: StyleEntry) -> None:
        """Mix a style in, or leave it out; the last one stays."""
        look = self.snapshot.look
        if look.has(entry):
            self.step("mix", left_out(look, entry))
        elif len(look.styles) == MOST_STYLES:
            text = Sentence(
                "At most {most} styles are mixed. Leave one of them out first.", most=MOST_STYLES
            )
            self._work.messages.post(Level.WARNING, text)
        else:
            self._gallery.remember(entry)
            self.step("mix", mixed_in(look, entry))

    def set_share(self, entry: StyleEntry, share: float) -> None:
        """How much of one style there is in the mix, 0 to 1; the others share the rest."""
        self._drag("mix", weighted(self.snapshot.look, entry, share))

    def mix_evenly(self) -> None:
        """The same share for each style."""
        styles = self.snapshot.look.styles
        even = tuple((entry, 1.0 / len(styles)) for entry, _ in styles)
        self._drag("mix", replace(self.snapshot.look, styles=even))
        self.history.seal()

    # The settings

    def set_strength(self, strength: float) -> None:
        """0 leaves the photo, 1 paints it wholly."""
        value = min(1.0, max(0.0, strength))
        self._drag("strength", self.snapshot.look.with_settings(strength=value))

    def set_stroke_size(self, size: float) -> None:
        """Relative to the picture; 1 as the style was learned."""
        value = min(STROKE_SIZES[1], max(STROKE_SIZES[0], size))
        self._drag("stroke_size", self.snapshot.look.with_settings(stroke_size=value))

    def set_iterations(self, iterations: int) -> None:
        """How often the recurrent network goes over the picture."""
        value = min(ITERATIONS[-1], max(ITERATIONS[0], iterations))
        self._drag("iterations", self.snapshot.look.with_settings(iterations=value))

    def set_overpainting(self, layers: int) -> None:
        """How many layers are painted over that; 0 for none."""
        value = min(OVERPAINTING[-1], max(OVERPAINTING[0], layers))
        self._cancelled = None
        self._drag("overpainting", self.snapshot.look.with_settings(overpainting=value))

    def stop_overpainting(self) -> None:
        """Leave it at the layers that are shown."""
        now = self.snapshot
        if now.overpainting:
            look = now.look.with_settings(overpainting=now.overpainted)
            self._cancelled = now.overpainted, now.look.settings.overpainting
            self.history.seal()
            self.history.push("overpainting", now.look, look, self.show)
            self.history.seal()
            self.update(look=look)  # before accept tells who waits that the picture is done
            self._preview.accept(look)

    def set_colours(self, colours: Colours) -> None:
        """The painting's colours, the photo's, or only its light and dark painted."""
        self.step("colours", self.snapshot.look.with_settings(colours=colours))

    def set_seed(self, seed: int) -> None:
        """Another choice among equally good brushwork; 0 is the first."""
        self.step("seed", self.snapshot.look.with_settings(seed=min(max(0, seed), MAXIMUM_SEED)))

    def reset(self, setting: str) -> None:
        """One of the settings as it is in a new picture."""
        usual = {setting: getattr(DEFAULTS, setting)}
        self._drag(setting, self.snapshot.look.with_settings(**usual))
        self.history.seal()

    def reset_all(self) -> None:
        """All settings as they are in a new picture, and no mask."""
        self.step("all", replace(self.snapshot.look, settings=DEFAULTS, mask=None))

    def need_pixels(self, longest: int) -> None:
        """How many pixels of the painting the screen has room for, on the longer side."""
        self._preview.need(longest)

    # Looks

    def step(self, what: str, look: Look) -> None:
        """A change that is a step of its own."""
        look = self._as_listed(look)
        if look != self.snapshot.look:
            self.history.seal()
            self.history.push(what, self.snapshot.look, look, self.show)
            self.history.seal()
            self.show(look)

    def show(self, look: Look) -> None:
        """Paint this, without a step to take back."""
        look = self._as_listed(look)  # undo and versions know a style by what it was called
        self.update(look=look, overpainted=self._layers_of(look))
        self._gallery.update(selected=look.leading)
        self.mask.follow(look.mask)
        self._preview.paint(look)

    # Inside

    def _for_another_photo(self) -> Look:
        """The look without its mask; layers were cancelled for the photo before alone."""
        look = replace(self.snapshot.look, mask=None)
        if self._cancelled is not None and look.settings.overpainting == self._cancelled[0]:
            look = look.with_settings(overpainting=self._cancelled[1])
        self._cancelled = None
        return look

    def _follow_gallery(self, gallery: Gallery) -> None:
        """A style whose file is gone cannot be painted with, one read anew has new words."""
        before, self._listed = self._listed, frozenset(entry.path for entry in gallery.entries)
        look = self.snapshot.look
        for entry, _ in look.styles:
            if entry.path in before and entry.path not in self._listed:
                look = left_out(look, entry)
        look = self._as_listed(look)
        if not look.paints_as(self.snapshot.look):
            self.show(look)
        elif look != self.snapshot.look:  # other words, and the picture stays
            self.update(look=look)
            self._gallery.update(selected=look.leading)

    def _paint_anew(self, paths: Collection[Path]) -> None:
        """The look says the same, but its styles' files are others."""
        if any(entry.path in paths for entry, _ in self.snapshot.look.styles):
            self._preview.forget()
            self.update(overpainted=-1)
            self._preview.paint(self.snapshot.look)

    def _as_listed(self, look: Look) -> Look:
        """With the words that the gallery has for the styles now."""
        known = {entry.path: entry for entry in self._gallery.snapshot.entries}
        styles = tuple((known.get(entry.path, entry), share) for entry, share in look.styles)
        return replace(look, styles=styles)

    def _set_mask(self, mask: PhotoMask | None) -> None:
        self.step("mask", replace(self.snapshot.look, mask=mask))

    def _drag(self, what: str, look: Look) -> None:
        """One of many changes of the same thing, which become one step until it is sealed."""
        if look != self.snapshot.look:
            self.history.push(what, self.snapshot.look, look, self.show)
            self.update(look=look, overpainted=self._layers_of(look))
            self._preview.wish(look)

    def _layers_of(self, look: Look) -> int:
        """How many layers of a look are shown already."""
        now = self.snapshot
        return now.overpainted if now.look.same_but_layers(look) else -1
