"""The photos that were opened last."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import QObject

from fst_gui.library.photo import Photo
from fst_gui.sentences import Sentence
from fst_gui.state.painting import Studio
from fst_gui.state.settings import SettingsState
from fst_gui.state.studio import StudioState
from fst_gui.state.work import Work


class RecentPhotos(QObject):
    """Keeps the list in the settings true to what is opened and to what is still there."""

    def __init__(
        self, work: Work, settings: SettingsState, studio: StudioState, sample: Path
    ) -> None:
        super().__init__()
        self._work = work
        self._settings = settings
        self._sample = sample
        self._followed: Photo | None = None
        self._checking: asyncio.Task[None] | None = None
        studio.changed.connect(self._follow)

    def check(self) -> None:
        """Forget the photos that are gone, without waiting for a folder that does not answer."""
        if self._checking is None or self._checking.done():
            doing = Sentence("looking for the recent photos")
            self._checking = self._work.start(doing, self._check())

    async def _check(self) -> None:
        recent = self._settings.snapshot.recent
        gone = await asyncio.to_thread(lambda: [p for p in recent if not Path(p).is_file()])
        self._settings.forget_photos(gone)

    def _follow(self, now: Studio) -> None:
        if now.photo is self._followed:
            return
        self._followed = now.photo
        path = None if now.photo is None else now.photo.path
        if path is not None and path != self._sample:
            self._settings.remember_photo(path.absolute())
