"""The window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QIcon,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fst_gui.library.gallery import StyleEntry
from fst_gui.paths import resources_dir
from fst_gui.state.rooms import States
from fst_gui.state.settings import Settings
from fst_gui.state.training import Training
from fst_gui.ui.actions import Actions
from fst_gui.ui.batch_page import BatchPage
from fst_gui.ui.controls import Controls
from fst_gui.ui.dialogs import Dialogs
from fst_gui.ui.drops import can_take, image_bytes, local_paths
from fst_gui.ui.gallery import GalleryPanel
from fst_gui.ui.message_bar import MessageBar
from fst_gui.ui.parts import named
from fst_gui.ui.theme import Theme
from fst_gui.ui.training_room import TrainingRoom
from fst_gui.ui.viewer import Viewer

_LEAST = QSize(960, 560)
_GALLERY_WIDTH = 180  # at least
_PANEL_WIDTH = 324
_COLUMNS = [300, 2760, _PANEL_WIDTH]


class MainWindow(QMainWindow):
    """Gallery on the left, picture in the middle, what to do on the right."""

    close_wanted = Signal()

    def __init__(self, states: States, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle("FST Studio")
        self.setWindowIcon(QIcon(str(resources_dir() / "icons" / "app.svg")))
        self.setAcceptDrops(True)
        self.setMinimumSize(_LEAST)
        self.resize(QSize(1280, 800))
        self.states = states
        self.theme = theme
        self._may_close = False
        self.dialogs = Dialogs(self, states.settings)
        self.viewer = Viewer(states.studio, theme)
        self.gallery = GalleryPanel(states.gallery, states.studio, theme)
        self.controls = Controls(states.studio, states.gallery, theme)
        self.training = TrainingRoom(states.training, self.dialogs, theme)
        self.batch = BatchPage(states.batch, self.dialogs, theme)
        self.tabs = named(QTabWidget(), "tabs", self.tr("Paint or train"))
        self.tabs.setDocumentMode(True)
        self.controls.setProperty("role", "side")
        self.controls.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._lay_out()
        self.actions_ = Actions(self)
        self._connect()

    def _lay_out(self) -> None:
        splitter = self._splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setHandleWidth(1)
        self.pages = QStackedWidget()
        for page in (self.viewer, self.batch):
            self.pages.addWidget(page)
        for widget in (self.gallery, self.pages, self.controls):
            splitter.addWidget(widget)
        splitter.setCollapsible(1, False)
        splitter.setStretchFactor(1, 1)
        known = self.states.settings.snapshot.columns
        splitter.setSizes(list(known) if any(known) else _COLUMNS)
        self.gallery.setMinimumWidth(_GALLERY_WIDTH)
        self.controls.setMinimumWidth(_PANEL_WIDTH)
        lines = 2 * splitter.handleWidth()
        self.pages.setMinimumWidth(_LEAST.width() - _GALLERY_WIDTH - _PANEL_WIDTH - lines)
        self.tabs.addTab(splitter, self.tr("Paint"))
        self.tabs.addTab(self.training, self.tr("Train a style"))
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs, 1)
        self._bar = MessageBar(self.states.messages, self.states.studio, self.theme)
        self._bar.offer_tip(True)
        self._bar.paint_wanted.connect(self._paint_with)
        column.addWidget(self._bar)
        self.setCentralWidget(body)

    def _connect(self) -> None:
        self.viewer.canvas.open_wanted.connect(self.actions_.open_photo)
        self.gallery.choose_painting.connect(self.actions_.use_painting)
        self.gallery.copy_wanted.connect(self._save_style)
        self.gallery.training_wanted.connect(self._train_from)
        self.controls.export_wanted.connect(self.actions_.export)
        self.training.pack_dropped.connect(self.states.studio.import_pack)
        self.training.paint_wanted.connect(self._paint_with)
        self.batch.left.connect(self.show_picture)
        for part in (self.tabs, self.pages):
            part.currentChanged.connect(self._offer_what_fits)
        self.batch.photo_wanted.connect(self.actions_.open_files)
        self.states.settings.changed.connect(self._render_settings)
        self.states.training.changed.connect(self._render_training)
        geometry = self.states.settings.snapshot.geometry
        if geometry:
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode("ascii", "ignore")))
        self.viewer.canvas.setFocus()

    def _offer_what_fits(self) -> None:
        """What only makes sense beside a picture, where there is one."""
        picture = self.pages.currentWidget() is self.viewer
        self.controls.offer_export(picture)
        self._bar.offer_tip(picture and self.tabs.currentIndex() == 0)

    def _render_settings(self, now: Settings) -> None:
        self.theme.choose(now.appearance)

    def _render_training(self, now: Training) -> None:
        title = self.tr("Train a style")
        if now.active is not None:
            percent = int(100 * now.active.done)
            title = self.tr("Training, {percent} %").format(percent=percent)
        self.tabs.setTabText(self.tabs.indexOf(self.training), title)

    def show_training(self) -> None:
        """Bring the training to the front."""
        self.tabs.setCurrentWidget(self.training)

    def _train_from(self, painting: StyleEntry) -> None:
        """A new training with this painting in its form."""
        self.states.training.show(None)
        self.states.training.draft.add_paintings((painting.path,))
        self.show_training()

    def _paint_with(self, style: Path) -> None:
        self.states.gallery.select(str(style))
        self.show_picture()

    def _save_style(self, style: StyleEntry) -> None:
        gallery, title = self.states.gallery, self.tr("Save a copy of the style")
        self.dialogs.save_file(title, style.path.name, lambda to: gallery.save_copy(style, to))

    def show_batch(self) -> None:
        """Bring the queue of photos to the front."""
        self.tabs.setCurrentIndex(0)
        self.pages.setCurrentWidget(self.batch)
        self.batch.setFocus()

    def show_picture(self) -> None:
        """Bring the picture to the front."""
        self.tabs.setCurrentIndex(0)
        self.pages.setCurrentWidget(self.viewer)

    def show_like(self, other: MainWindow) -> None:
        """Show with the same things to the front as another window."""
        self.pages.setCurrentIndex(other.pages.currentIndex())
        self.tabs.setCurrentIndex(other.tabs.currentIndex())
        self.gallery.show_like(other.gallery)
        self.show()

    # Keys held anywhere

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space shows the photo as long as it is held."""
        if event.key() != Qt.Key.Key_Space:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # buttons take the press and the release, but no repeats
            self.viewer.canvas.hold_original(True)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """And the painting again."""
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.viewer.canvas.hold_original(False)
        else:
            super().keyReleaseEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Another window has the keyboard, and this one is not told when Space is let go."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow():
            self.viewer.canvas.hold_original(False)

    # Drops anywhere

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures and style packs."""
        if not isinstance(event.source(), QWidget) and can_take(event.mimeData()):
            event.acceptProposedAction()
            self.viewer.canvas.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.viewer.canvas.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the photo, or import the style."""
        self.viewer.canvas.set_hot(False)
        event.acceptProposedAction()
        paths = local_paths(event.mimeData())
        if paths:
            self.actions_.open_files(*paths)
        elif data := image_bytes(event.mimeData()):
            self.states.studio.open_image_bytes(data, self.tr("Dropped picture"))

    # The end

    def closeEvent(self, event: QCloseEvent) -> None:
        """The first time only a wish: what is under way ends first."""
        if self._may_close:
            super().closeEvent(event)
            return
        event.ignore()
        self.remember()
        self.close_wanted.emit()

    def remember(self) -> None:
        """Keep the window's place and columns for the next one."""
        if self.isVisible():  # before that, neither is what somebody chose
            geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
            columns = tuple(self._splitter.sizes())
            self.states.settings.update(geometry=geometry, columns=columns)

    def really_close(self) -> None:
        """Nothing is under way any more."""
        self._may_close = True
        self.close()
