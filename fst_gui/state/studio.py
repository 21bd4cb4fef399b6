"""The studio: photos come in, are painted, and go out."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from fst_gui.library.errors import LibraryError
from fst_gui.library.photo import PICTURE_SUFFIXES, Photo, photo_from_bytes, read_photo, write_photo
from fst_gui.sentences import Sentence
from fst_gui.state.card_pictures import CardPictures
from fst_gui.state.exporting import ExportState
from fst_gui.state.gallery import GalleryState
from fst_gui.state.messages import Level
from fst_gui.state.opened import open_with
from fst_gui.state.painting import PaintingState
from fst_gui.state.recipes import follow_recipe
from fst_gui.state.version import Version
from fst_gui.state.version_files import VersionFiles
from fst_gui.state.versions import VersionsState
from fst_gui.state.work import Work
from fst_gui.workshop.atelier import Atelier

READABLE = tuple(sorted(PICTURE_SUFFIXES))


class StudioState(PaintingState):
    """Opens photos, keeps versions of how they are painted, exports."""

    def __init__(
        self,
        work: Work,
        atelier: Atelier,
        gallery: GalleryState,
        sample: Path,
        versions: Path,
    ) -> None:
        super().__init__(work, atelier, gallery)
        self._atelier = atelier
        self._sample = sample
        self._opening: asyncio.Task[None] | None = None
        self._keep_when_sharp = False
        files = VersionFiles(atelier, versions)
        self.versions = VersionsState(work, self.history, files, gallery.painting_folders)
        self._cards = CardPictures(work, atelier, gallery)
        self._preview.progressed.connect(self._keep_if_sharp)
        self.exporting = ExportState(work, atelier)
        self.exporting.changed.connect(lambda now: self.update(export=now.under_way))

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

    def use_recipe(self, path: Path) -> None:
        """Paint as a picture was painted whose recipe this is."""
        self._work.start(Sentence("reading the recipe"), self._use_recipe(path))

    # Versions

    def keep_version(self) -> None:
        """Keep the painting, as soon as it is sharp."""
        now = self.snapshot
        if now.painting is not None:
            self._keep_when_sharp = True
        elif now.painted is not None and now.overpainted < 0:  # coarse, or of another look
            self._keep_when_sharp = True
            self._preview.paint(now.look)
        elif now.painted is not None:
            self.versions.keep(now.shown_look, now.painted)

    def restore_version(self, version: Version) -> None:
        """Paint as in a version that was kept."""
        self.step("version", version.look)

    # The way out

    def export(self, path: Path, overwrite: bool = False) -> None:
        """Paint the whole photo and write it; an existing file only with ``overwrite``."""
        now = self.snapshot
        if now.photo is None or not now.look.styles:
            text = Sentence("There is nothing to export yet. Open a photo and choose a style.")
            self._work.messages.post(Level.WARNING, text)
        else:
            self.exporting.export(now.photo, now.look, now.overpainted, path, overwrite)

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
        """Stop an export, or else the reading of a photo, or else the preview.

        Layers that were painted over it stay.
        """
        if self.exporting.running:
            self.exporting.cancel()
        elif self._opening is not None and not self._opening.done():
            self._opening.cancel()
        elif self.snapshot.overpainting:
            self.stop_overpainting()
        else:
            self._preview.stop()

    # Inside

    def _open(self, name: str, read: Callable[[], Photo]) -> None:
        if self._opening is not None:
            self._opening.cancel()
        doing = Sentence("opening “{name}”", name=name)
        self._work.put_away(doing)
        self._opening = self._work.start(doing, self._read(name, read))

    async def _read(self, name: str, read: Callable[[], Photo]) -> None:
        me = asyncio.current_task()
        self.update(opening=name)
        try:
            opened = await asyncio.to_thread(open_with, read)
        finally:
            if self._opening is me:
                self.update(opening="")
        photo = opened.photo
        self.exporting.update(saved=None, failed="")  # they were of the photo before
        self._preview.load(photo.pixels, opened.previews)
        self.history.clear()
        self.versions.open(photo.path)
        self.mask.open(opened.original.width, opened.original.height)
        self.update(
            photo=photo,
            title=name,
            original=opened.original,
            original_detail=opened.detail,
            painted=None,
            painted_detail=None,
            overpainted=-1,
        )
        if photo.notice:
            self._work.messages.post(Level.INFO, photo.notice)
        self.show(self._for_another_photo())
        self._cards.show(opened.card)

    async def _use_recipe(self, path: Path) -> None:
        followed = await asyncio.to_thread(follow_recipe, self._atelier, path)
        for remark in followed.remarks:
            self._work.messages.post(Level.WARNING, remark)
        self.exporting.update(settings=followed.export, saved=None)
        self.step("recipe", followed.look)

    def _keep_if_sharp(self, done: float | None) -> None:
        if done is None and self._keep_when_sharp:
            self._keep_when_sharp = False
            if self.snapshot.overpainted >= 0:  # the picture is of this look
                self.keep_version()
