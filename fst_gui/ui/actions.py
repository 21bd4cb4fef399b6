"""Everything that can be done, in menus and by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QMenu, QMessageBox

from fst_gui import __version__
from fst_gui.state.messages import Level
from fst_gui.state.settings import APPEARANCES
from fst_gui.ui.drops import image_bytes, is_pack, local_paths
from fst_gui.ui.picture_actions import PictureActions
from fst_gui.ui.pictures import to_image

if TYPE_CHECKING:
    from fst_gui.ui.main_window import MainWindow

Keys = QKeySequence | QKeySequence.StandardKey | str | None
_KEY = QKeySequence.StandardKey


class Actions(QObject):
    """Builds the menus of a window and carries out what they say."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._states = window.states
        self._dialogs = window.dialogs
        self._picture = PictureActions(window)
        self._file_menu()
        self._edit_menu()
        self._view_menu()
        self._style_menu()
        self._help_menu()

    # Menus

    def _file_menu(self) -> None:
        studio = self._states.studio
        menu = self._menu(self.tr("&File"))
        self._add(menu, self.tr("&Open…"), self.open_photo, _KEY.Open)
        self._add(menu, self.tr("Open the &sample"), studio.open_sample)
        self._add(menu, self.tr("&Paste as a new photo"), self.paste, _KEY.Paste)
        menu.addSeparator()
        export = self._add(menu, self.tr("&Export…"), self.export, "Ctrl+E")
        export.setShortcuts([QKeySequence("Ctrl+E"), *QKeySequence.keyBindings(_KEY.Save)])
        self._add(menu, self.tr("&Cancel what is under way"), studio.cancel, _KEY.Cancel)
        menu.addSeparator()
        self._add(menu, self.tr("&Quit"), self._window.close, _KEY.Quit)

    def _edit_menu(self) -> None:
        menu = self._menu(self.tr("&Edit"))
        self._picture.add_to_edit(menu)
        self._add(menu, self.tr("&Copy the painting"), self.copy, _KEY.Copy)

    def _view_menu(self) -> None:
        viewer = self._window.viewer
        canvas = viewer.canvas
        menu = self._menu(self.tr("&View"))
        self._add(menu, self.tr("&Whole picture"), canvas.fit, "Ctrl+0")
        self._add(menu, self.tr("&100 %"), canvas.actual_size, "Ctrl+1")
        self._add(menu, self.tr("Zoom &in"), lambda: canvas.zoom(1.25), _KEY.ZoomIn)
        self._add(menu, self.tr("Zoom &out"), lambda: canvas.zoom(0.8), _KEY.ZoomOut)
        menu.addSeparator()
        compare = self._add(menu, self.tr("&Photo beside painting"), None, "B")
        compare.setCheckable(True)
        compare.toggled.connect(viewer.compare.setChecked)
        viewer.compare.toggled.connect(compare.setChecked)
        self._picture.add_to_view(menu)
        menu.addSeparator()
        self._appearance_menu(menu.addMenu(self.tr("&Appearance")))

    def _appearance_menu(self, menu: QMenu) -> None:
        group = QActionGroup(self)
        names = (self.tr("Like the &system"), self.tr("&Light"), self.tr("&Dark"))
        for appearance, name in zip(APPEARANCES, names, strict=True):
            action = self._add(
                menu, name, lambda _=False, a=appearance: self._states.settings.set_appearance(a)
            )
            action.setCheckable(True)
            action.setChecked(appearance == self._states.settings.snapshot.appearance)
            group.addAction(action)

    def _style_menu(self) -> None:
        menu = self._menu(self.tr("&Style"))
        self._add(menu, self.tr("Use a &painting…"), self.use_painting, "Ctrl+Shift+O")
        self._add(menu, self.tr("&Import a style…"), self.import_pack)
        menu.addSeparator()
        self._add(menu, self.tr("&Train a style…"), self._window.show_training, "Ctrl+T")

    def _help_menu(self) -> None:
        menu = self._menu(self.tr("&Help"))
        self._add(menu, self.tr("&About FST Studio"), self.about)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _add(
        self, menu: QMenu, text: str, verb: Callable[..., object] | None, keys: Keys = None
    ) -> QAction:
        action = QAction(text, self)
        if keys is not None:
            action.setShortcut(QKeySequence(keys))
        if verb is not None:
            action.triggered.connect(lambda *_: verb())
        menu.addAction(action)
        return action

    # Verbs that need a dialog or the clipboard

    def open_photo(self) -> None:
        """Choose a photo."""
        self._dialogs.open_picture(self.tr("Open a photo"), self._states.studio.open_photo)

    def use_painting(self) -> None:
        """Choose a painting as the style."""
        self._dialogs.open_picture(
            self.tr("Choose a painting as the style"), self._states.studio.use_painting
        )

    def import_pack(self) -> None:
        """Choose a style pack."""
        self._dialogs.open_pack(self._states.studio.import_pack)

    def export(self) -> None:
        """Choose where the painting goes."""
        now = self._states.studio.snapshot
        if now.photo is None or now.style is None:
            return
        stem = now.title.rsplit(".", 1)[0] or self.tr("painting")
        self._dialogs.save_picture(f"{stem} - {now.style.title}.png", self._states.studio.export)

    def copy(self) -> None:
        """Put the painting that is shown on the clipboard."""
        painted = self._states.studio.snapshot.painted
        if painted is None:
            self._states.messages.post(Level.WARNING, self.tr("There is no painting to copy yet."))
            return
        QGuiApplication.clipboard().setImage(to_image(painted))
        self._states.messages.post(
            Level.INFO,
            self.tr("Copied the preview, {width} × {height} pixels. Export for full size.").format(
                width=painted.width, height=painted.height
            ),
        )

    def paste(self) -> None:
        """Open what is on the clipboard."""
        mime = QGuiApplication.clipboard().mimeData()
        paths = local_paths(mime)
        if paths:
            self.open_dropped(paths[0])
        elif data := image_bytes(mime):
            self._states.studio.open_image_bytes(data, self.tr("Pasted picture"))
        else:
            self._states.messages.post(
                Level.WARNING, self.tr("There is no picture on the clipboard. Copy one first.")
            )

    def open_dropped(self, path: Path) -> None:
        """A photo, or a style pack."""
        studio = self._states.studio
        (studio.import_pack if is_pack(path) else studio.open_photo)(path)

    def about(self) -> None:
        """Version and licence."""
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("About FST Studio"))
        box.setText(f"<b>FST Studio</b> {__version__}")
        box.setInformativeText(
            self.tr("Paints photographs in the style of a picture, and learns new styles.")
        )
        box.open()
