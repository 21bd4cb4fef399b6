"""The photo and how it is painted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from fst_gui.engine.settings import MAXIMUM_ITERATIONS, Colours, PaintSettings
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry
from fst_gui.library.photo import PICTURE_SUFFIXES, Photo, photo_from_bytes, read_photo, write_photo
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture, State
from fst_gui.state.card_pictures import CardPictures
from fst_gui.state.exporting import Export, Exporter
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.history import History
from fst_gui.state.look import (
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
from fst_gui.state.opened import open_with
from fst_gui.state.preview import Preview
from fst_gui.state.versions import Version, VersionsState
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier

ITERATIONS = range(1, MAXIMUM_ITERATIONS + 1)
STROKE_SIZES = (0.5, 4.0)
DEFAULTS = PaintSettings()
READABLE = tuple(sorted(PICTURE_SUFFIXES))


@dataclass(frozen=True)
class Studio:
    """The photo as it is, as it is shown, and as it is painted."""

    photo: Photo | None = None
    title: str = ""
    original: Picture | None = None
    painted: Picture | None = None
    look: Look = field(default_factory=Look)
    opening: str = ""
    painting: float | None = None
    export: Export | None = None

    @property
    def style(self) -> StyleEntry | None:
        """The style, or the first of several."""
        return self.look.leading

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the photo."""
        if self.photo is None:
            return 0, 0
        return int(self.photo.pixels.shape[1]), int(self.photo.pixels.shape[0])


class StudioState(State[Studio]):
    """Opens photos and keeps the preview true to the look; every change can be undone."""

    def __init__(self, work: Work, atelier: Atelier, gallery: GalleryState, sample: Path) -> None:
        super().__init__(Studio())
        self._work = work
        self._gallery = gallery
        self._sample = sample
        self._opening: asyncio.Task[None] | None = None
        self._keep_when_sharp = False
        self.history = History()
        self.versions = VersionsState(self.history)
        self.mask = MaskState(self._set_mask)
        self._cards = CardPictures(work, atelier, gallery)
        self._preview = Preview(work, atelier)
        self._preview.shown.connect(lambda picture: self.update(painted=picture))
        self._preview.progressed.connect(self._follow_preview)
        self._exporter = Exporter(work, atelier)
        self._exporter.progressed.connect(lambda export: self.update(export=export))
        gallery.chosen.connect(self.choose)
        gallery.changed.connect(self._follow_gallery)

    # Opening

    def open_photo(self, path: Path) -> None:
        """Read a photo from a file and paint it."""
        self._open(path.name, lambda: read_photo(path))

    def open_image_bytes(self, data: bytes, name: str) -> None:
        """Read a photo that was pasted or dropped without a file."""
        self._open(name, lambda: photo_from_bytes(data, name))

    def open_sample(self) -> None:
        """Open the photo that comes with the program."""
        self.open_photo(self._sample)

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
            self._step("style", alone(self.snapshot.look, entry))
        else:  # the one that the studio opens with is no step to take back
            self._show(alone(self.snapshot.look, entry))

    def toggle_in_mix(self, entry: StyleEntry) -> None:
        """Mix a style in, or leave it out; the last one stays."""
        look = self.snapshot.look
        if look.has(entry):
            self._step("mix", left_out(look, entry))
        elif len(look.styles) == MOST_STYLES:
            text = Sentence(
                "At most {most} styles are mixed. Leave one of them out first.", most=MOST_STYLES
            )
            self._work.messages.post(Level.WARNING, text)
        else:
            self._gallery.remember(entry)
            self._step("mix", mixed_in(look, entry))

    def set_share(self, entry: StyleEntry, share: float) -> None:
        """How much of one style there is in the mix, 0 to 1; the others share the rest."""
        self._drag("mix", weighted(self.snapshot.look, entry, share))

    def mix_evenly(self) -> None:
        """The same share for each style."""
        styles = self.snapshot.look.styles
        even = tuple((entry, 1.0 / len(styles)) for entry, _ in styles)
        self._step("mix", replace(self.snapshot.look, styles=even))

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

    def set_colours(self, colours: Colours) -> None:
        """The painting's colours, the photo's, or only its light and dark painted."""
        self._step("colours", self.snapshot.look.with_settings(colours=colours))

    def set_seed(self, seed: int) -> None:
        """Another choice among equally good brushwork; 0 is the first."""
        self._step("seed", self.snapshot.look.with_settings(seed=max(0, seed)))

    def reset(self, setting: str) -> None:
        """One of the settings as it is in a new picture."""
        usual = {setting: getattr(DEFAULTS, setting)}
        self._drag(setting, self.snapshot.look.with_settings(**usual))
        self.history.seal()

    def reset_all(self) -> None:
        """All settings as they are in a new picture, and no mask."""
        self._step("all", replace(self.snapshot.look, settings=DEFAULTS, mask=None))

    def need_pixels(self, longest: int) -> None:
        """How many pixels of the painting the screen has room for, on the longer side."""
        self._preview.need(longest)

    # Versions

    def keep_version(self) -> None:
        """Keep the painting, as soon as it is sharp."""
        now = self.snapshot
        if now.painting is not None:
            self._keep_when_sharp = True
        elif now.painted is not None:
            self.versions.keep(now.look, now.painted)

    def restore_version(self, version: Version) -> None:
        """Paint as in a version that was kept."""
        self._step("version", version.look)

    # The way out

    def export(self, path: Path, overwrite: bool = False) -> None:
        """Paint the whole photo and write it; an existing file only with ``overwrite``."""
        now = self.snapshot
        if now.photo is None or not now.look.styles:
            text = Sentence("There is nothing to export yet. Open a photo and choose a style.")
            self._work.messages.post(Level.WARNING, text)
        else:
            self._exporter.export(now.photo, now.look, path, overwrite)

    def write_preview(self, path: Path) -> None:
        """Write the painting as it is shown, for a program that it is dragged to."""
        painted = self.snapshot.painted
        if painted is None:
            return
        try:
            write_photo(path, painted.pixels)
        except LibraryError as error:
            self._work.messages.post(Level.ERROR, str(error))

    def cancel(self) -> None:
        """Stop an export, or else the reading of a photo, or else the preview."""
        if self._exporter.running:
            self._exporter.cancel()
        elif self._opening is not None and not self._opening.done():
            self._opening.cancel()
        else:
            self._preview.stop()

    # Inside

    def _open(self, name: str, read: Callable[[], Photo]) -> None:
        if self._opening is not None:
            self._opening.cancel()
        self._opening = self._work.start(
            Sentence("opening “{name}”", name=name), self._read(name, read)
        )

    async def _read(self, name: str, read: Callable[[], Photo]) -> None:
        me = asyncio.current_task()
        self.update(opening=name)
        try:
            opened = await asyncio.to_thread(open_with, read)
        finally:
            if self._opening is me:
                self.update(opening="")
        photo = opened.photo
        self._preview.load(opened.previews)
        self.history.clear()
        self.versions.open(photo.path)
        self.mask.open(opened.original.width, opened.original.height)
        self.update(photo=photo, title=name, original=opened.original, painted=None)
        if photo.notice:
            self._work.messages.post(Level.INFO, photo.notice)
        self._show(replace(self.snapshot.look, mask=None))
        self._cards.show(opened.card)

    def _follow_preview(self, done: float | None) -> None:
        self.update(painting=done)
        if done is None and self._keep_when_sharp:
            self._keep_when_sharp = False
            self.keep_version()

    def _follow_gallery(self, gallery: Gallery) -> None:
        """A style whose file is gone cannot be painted with, one read anew has new words."""
        known = {entry.path: entry for entry in gallery.entries}
        styles = self.snapshot.look.styles
        if not gallery.entries or all(known.get(entry.path) is entry for entry, _ in styles):
            return
        look = self.snapshot.look
        for entry, _ in styles:
            if entry.path not in known:
                look = left_out(look, entry)
        kept = tuple((known.get(entry.path, entry), share) for entry, share in look.styles)
        if replace(look, styles=kept) != self.snapshot.look:
            self._show(replace(look, styles=kept))

    def _set_mask(self, mask: PhotoMask | None) -> None:
        self._step("mask", replace(self.snapshot.look, mask=mask))

    def _drag(self, what: str, look: Look) -> None:
        """One of many changes of the same thing, which become one step until it is sealed."""
        if look != self.snapshot.look:
            self.history.push(what, self.snapshot.look, look, self._show)
            self.update(look=look)
            self._preview.wish(look)

    def _step(self, what: str, look: Look) -> None:
        """A change that is a step of its own."""
        if look != self.snapshot.look:
            self.history.seal()
            self.history.push(what, self.snapshot.look, look, self._show)
            self._show(look)

    def _show(self, look: Look) -> None:
        self.update(look=look)
        self._gallery.update(selected=look.leading)
        self.mask.follow(look.mask)
        self._preview.paint(look)
