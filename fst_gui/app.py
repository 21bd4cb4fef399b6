"""The composition root: builds the rooms, connects them, runs the loop."""

from __future__ import annotations

import asyncio
import faulthandler
import logging
import platform
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from PySide6.QtWidgets import QApplication
from qasync import QEventLoop

from fst_gui import __version__, paths
from fst_gui.jobs.engine_thread import EngineThread, Priority
from fst_gui.library.run_log import RunLog
from fst_gui.sentences import Sentence
from fst_gui.state.batch import BatchState
from fst_gui.state.debounce import Debounce
from fst_gui.state.gallery import GalleryState
from fst_gui.state.messages import Level, Messages
from fst_gui.state.recent import RecentPhotos
from fst_gui.state.rooms import States
from fst_gui.state.settings import Settings, SettingsState
from fst_gui.state.studio import StudioState
from fst_gui.state.training import TrainingState
from fst_gui.state.training_draft import DraftState
from fst_gui.state.work import Work
from fst_gui.ui.drops import is_pack
from fst_gui.ui.file_open import FileOpens
from fst_gui.ui.garbage import collected_here, spare_what_is_there
from fst_gui.ui.language import Language
from fst_gui.ui.main_window import MainWindow
from fst_gui.ui.theme import Theme
from fst_gui.workshop.atelier import Atelier

_LOG = logging.getLogger(__name__)
DESKTOP_ID = "io.github.fst_studio.FSTStudio"  # the name of the desktop entry, without its ending


class StudioApp:
    """All rooms of one running studio."""

    def __init__(
        self,
        app: QApplication,
        loop: asyncio.AbstractEventLoop,
        atelier: Atelier,
        settings_file: Path,
        sample: Path,
        batch_file: Path,
        versions: Path,
    ) -> None:
        self._atelier = atelier
        self.closed = asyncio.Event()
        self.engine = EngineThread()
        self.engine.start()
        messages = Messages()
        self.work = Work(loop, self.engine, messages)
        settings = SettingsState(settings_file, messages)
        gallery = GalleryState(self.work, atelier, settings)
        studio = StudioState(self.work, atelier, gallery, sample, versions)
        draft = DraftState(self.work, atelier, studio, sample)
        training = TrainingState(self.work, atelier, gallery, draft)
        recent = RecentPhotos(self.work, settings, studio, sample)
        batch = BatchState(self.work, atelier, batch_file, lambda: studio.snapshot.look)
        gallery.renamed.connect(batch.retitle)
        self.states = States(messages, settings, gallery, studio, training, recent, batch)
        self.theme = Theme(app, settings.snapshot.appearance)
        self.language = Language(app, settings.snapshot.language)
        self.window = self._make_window()
        self._closing: asyncio.Task[None] | None = None
        self._loop = loop
        self._saving = Debounce(
            self._save_settings, later=loop.call_later, now=loop.time, pause=1.0, maximum=10.0
        )
        settings.changed.connect(self._follow_settings)

    def start(self, file: Path | None) -> asyncio.Task[None]:
        """Show the window, then fill it: with the sample, with a photo, or with a style pack.

        Gives what is done as soon as the painter is loaded.
        """
        self.window.show()
        listed = self.states.gallery.load(self.states.settings.snapshot.style)
        if file is None or is_pack(file):
            self.states.studio.open_sample()
        else:
            self.states.studio.open_photo(file)
        if file is not None and is_pack(file):
            # After the list, which chooses the style of last time.
            listed.add_done_callback(lambda _: self.states.studio.import_pack(file))
        loading = self.work.start(Sentence("loading the painter"), self._warm_up())
        self.states.batch.restore()
        self.states.training.load()
        return loading

    def tell_crashes(self, reports: list[Path]) -> None:
        """Say that the last run did not end well, and where what is known of it is."""
        if reports:
            text = Sentence(
                "The studio ended unexpectedly the last time. What is known of it is in “{name}”.",
                name=reports[0].name,
            )
            self.states.messages.post(Level.WARNING, text, file=reports[0])

    def tell_failure(self, error: BaseException) -> None:
        """Say that something failed where no verb could catch it."""
        text = Sentence(
            "Something failed inside the studio: {kind}. Save your work and start it again if it "
            "behaves oddly.",
            kind=type(error).__name__,
        )
        self.states.messages.post(Level.ERROR, text)

    def close(self) -> None:
        """End what is under way, then the window, then ``closed``."""
        if self._closing is None:
            self.window.setEnabled(False)
            self._closing = self._loop.create_task(self._close())

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.states, self.theme)
        window.close_wanted.connect(self.close)
        return window

    def _follow_settings(self, now: Settings) -> None:
        self._saving.wish()
        if self.language.speak(now.language):
            # All that is known is in the states, so a window in the other language is a new one.
            old = self.window
            old.remember()
            self.window = self._make_window()
            self.window.show_like(old)
            old.really_close()
            old.deleteLater()

    def _save_settings(self) -> None:
        doing = Sentence("saving the settings")
        self.work.start(doing, self.states.settings.save_beside())

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
        self._saving.cancel()
        self.states.settings.save()
        self.states.batch.close()
        await self.states.studio.versions.close()
        await self.work.close()
        # Not on the loop's own threads: those may wait for a folder that does not answer.
        with ThreadPoolExecutor(1, thread_name_prefix="end") as thread:
            await self.work.loop.run_in_executor(thread, self.engine.stop)
        self.window.really_close()
        self.closed.set()


def make_loop(app: QApplication) -> QEventLoop:
    """An asyncio loop on Qt's, with plain threads for reading files."""
    loop = QEventLoop(app)
    loop.set_default_executor(ThreadPoolExecutor(2, thread_name_prefix="files"))
    return loop


@contextmanager
def watched_run(folder: Path) -> Generator[list[Path]]:
    """Log this run, crashes included; gives the reports of those before it that crashed."""
    log = RunLog(folder)
    try:
        file, reports = log.begin()
    except OSError:  # nowhere to write: no reason not to paint
        yield []
        return
    handler = logging.StreamHandler(file)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger = logging.getLogger("fst_gui")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    _LOG.info("FST Studio %s, Python %s, %s", __version__, sys.version, platform.platform())
    faulthandler.enable(file)
    well = False
    try:
        yield reports
        well = True
    except (KeyboardInterrupt, SystemExit):  # somebody wanted it
        well = True
        raise
    except BaseException:
        _LOG.critical("the run failed", exc_info=True)
        raise
    finally:
        faulthandler.disable()
        logger.removeHandler(handler)
        log.end() if well else log.leave()


def run(file: Path | None) -> int:
    """Open the studio, on a photo or a style pack if given, and return when it is closed."""
    with watched_run(paths.logs_dir()) as reports:
        return _run(file, reports)


def _run(file: Path | None, reports: list[Path]) -> int:
    app = QApplication(sys.argv[:1])
    app.setApplicationName("FST Studio")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName(DESKTOP_ID)
    app.setQuitOnLastWindowClosed(False)

    async def main() -> None:
        atelier = Atelier(paths.models_dir(), paths.user_styles_dir(), paths.perceptual_weights())
        studio = StudioApp(
            app,
            asyncio.get_running_loop(),
            atelier,
            paths.settings_file(),
            paths.sample_picture(),
            paths.batch_file(),
            paths.versions_dir(),
        )
        if sys.platform == "darwin":  # a filter in Python sees every event: only where it must
            files = FileOpens(app)
            files.opened.connect(lambda path: studio.window.actions_.open_files(path))
            app.installEventFilter(files)
        studio.start(file).add_done_callback(lambda _: spare_what_is_there())
        studio.tell_crashes(reports)
        _catch_the_rest(studio)
        try:
            await studio.closed.wait()
        finally:  # Ctrl+C in the terminal comes here without the window being closed
            studio.close()
            await studio.closed.wait()

    try:
        # Its timer also lets Python notice Ctrl+C in the terminal: Qt's loop alone runs no Python.
        with collected_here(), asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
            runner.run(main())
    except KeyboardInterrupt:
        return 130  # as shells expect; everything has been closed in main()
    return 0


def _catch_the_rest(studio: StudioApp) -> None:
    """Log and tell what no verb has caught; end well when the system asks for the end."""

    def failed(error: BaseException | None) -> None:
        if error is not None and not isinstance(error, KeyboardInterrupt):
            _LOG.critical("not caught", exc_info=error)
            studio.work.loop.call_soon_threadsafe(studio.tell_failure, error)

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        failed(error)

    sys.excepthook = hook
    threading.excepthook = lambda args: failed(args.exc_value)
    signal.signal(signal.SIGTERM, lambda *_: studio.close())
