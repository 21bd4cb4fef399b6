"""The composition root: builds the rooms, connects them, runs the loop."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from fst_gui import __version__, paths
from fst_gui.jobs.engine_thread import EngineThread, Priority
from fst_gui.state.gallery import GalleryState
from fst_gui.state.messages import Messages
from fst_gui.state.rooms import States
from fst_gui.state.settings import SettingsState
from fst_gui.state.studio import StudioState
from fst_gui.state.training import TrainingState
from fst_gui.state.work import Work
from fst_gui.ui.main_window import MainWindow
from fst_gui.ui.theme import Theme
from fst_gui.workshop.atelier import Atelier


class StudioApp:
    """All rooms of one running studio."""

    def __init__(
        self,
        app: QApplication,
        loop: asyncio.AbstractEventLoop,
        atelier: Atelier,
        settings_file: Path,
        sample: Path,
    ) -> None:
        self._atelier = atelier
        self.closed = asyncio.Event()
        self.engine = EngineThread()
        self.engine.start()
        messages = Messages()
        self.work = Work(loop, self.engine, messages)
        settings = SettingsState(settings_file, messages)
        gallery = GalleryState(self.work, atelier, settings)
        studio = StudioState(self.work, atelier, gallery, sample)
        training = TrainingState(self.work, atelier, gallery, studio)
        self.states = States(messages, settings, gallery, studio, training)
        self.theme = Theme(app, settings.snapshot.appearance)
        self.window = MainWindow(self.states, self.theme)
        self._closing: asyncio.Task[None] | None = None
        self._loop = loop
        self.window.close_wanted.connect(self.close)

    def start(self, photo: Path | None) -> None:
        """Show the window, then fill it."""
        self.window.show()
        self.states.gallery.load(self.states.settings.snapshot.style)
        if photo is None:
            self.states.studio.open_sample()
        else:
            self.states.studio.open_photo(photo)
        self.work.start("loading the painter", self._warm_up())

    def close(self) -> None:
        """End what is under way, then the window, then ``closed``."""
        if self._closing is None:
            self.window.setEnabled(False)
            self._closing = self._loop.create_task(self._close())

    async def _warm_up(self) -> None:
        job = self.work.submit(self._warming(), Priority.EXPORT)
        async for _ in job.events():
            pass

    def _warming(self) -> Callable[[], Iterator[object]]:
        return self._atelier.warm_up

    async def _close(self) -> None:
        style = self.states.gallery.snapshot.selected
        if style is not None and style.kind != "painting":
            self.states.settings.update(style=str(style.path))
        self.states.settings.save()
        await self.work.close()
        await asyncio.to_thread(self.engine.stop)
        self.window.really_close()
        self.closed.set()


def make_loop(app: QApplication) -> QEventLoop:
    """An asyncio loop on Qt's, with plain threads for reading files."""
    loop = QEventLoop(app)
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="files"))
    return loop


def run(photo: Path | None) -> int:
    """Open the studio and return when it is closed."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("FST Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("fst-gui")
    app.setQuitOnLastWindowClosed(False)

    # Python notices Ctrl+C in the terminal only when Python code runs; Qt's loop alone runs none.
    heartbeat = QTimer()
    heartbeat.timeout.connect(lambda: None)
    heartbeat.start(500)

    async def main() -> None:
        atelier = Atelier(paths.models_dir(), paths.user_styles_dir(), paths.perceptual_weights())
        studio = StudioApp(
            app,
            asyncio.get_running_loop(),
            atelier,
            paths.settings_file(),
            paths.sample_picture(),
        )
        studio.start(photo)
        try:
            await studio.closed.wait()
        finally:  # Ctrl+C in the terminal comes here without the window being closed
            studio.close()
            await studio.closed.wait()

    try:
        with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
            runner.run(main())
    except KeyboardInterrupt:
        return 130  # as shells expect; everything has been closed in main()
    return 0
