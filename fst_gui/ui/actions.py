"""Everything that can be done, in menus and by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAction, QActionGroup, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QDialog, QMenu

from fst_gui.state.about import RELEASES
from fst_gui.state.messages import Level
from fst_gui.state.painting import Studio
from fst_gui.state.settings import APPEARANCES, Settings
from fst_gui.ui.desktop import open_url, show_in_folder
from fst_gui.ui.drops import image_bytes, is_pack, is_recipe, local_paths
from fst_gui.ui.export_dialog import ExportDialog
from fst_gui.ui.language import LANGUAGES
from fst_gui.ui.picture_actions import PictureActions, add_action
from fst_gui.ui.pictures import to_image
from fst_gui.ui.shortcuts import Gesture, Shortcuts

if TYPE_CHECKING:
    from fst_gui.ui.main_window import MainWindow

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
        self._states.studio.changed.connect(self._render)
        self._states.settings.changed.connect(self._render_settings)
        self._render(self._states.studio.snapshot)
        self._render_settings(self._states.settings.snapshot)

    # Menus

    def _file_menu(self) -> None:
        studio = self._states.studio
        menu = self._menu(self.tr("&File"))
        add_action(menu, self.tr("&Open…"), self.open_photo, _KEY.Open)
        self._recent = menu.addMenu(self.tr("Open &recent"))
        self._known: tuple[str, ...] | None = None
        menu.aboutToShow.connect(self._states.recent.check)
        add_action(menu, self.tr("Open the &sample"), studio.open_sample)
        add_action(menu, self.tr("&Paste as a new photo"), self.paste, _KEY.Paste)
        self._show_photo = add_action(
            menu, self.tr("Show the photo in its &folder"), self.show_photo, "Ctrl+Shift+R"
        )
        menu.addSeparator()
        add_action(menu, self.tr("Paint &many photos…"), self._window.show_batch, "Ctrl+B")
        self._export = add_action(menu, self.tr("&Export…"), self.export, "Ctrl+E")
        self._export.setShortcuts([QKeySequence("Ctrl+E"), *QKeySequence.keyBindings(_KEY.Save)])
        add_action(menu, self.tr("&Cancel what is under way"), studio.cancel, _KEY.Cancel)
        menu.addSeparator()
        leave = add_action(menu, self.tr("&Quit"), self._window.close, _KEY.Quit)
        leave.setMenuRole(QAction.MenuRole.QuitRole)

    def _edit_menu(self) -> None:
        menu = self._menu(self.tr("&Edit"))
        self._picture.add_to_edit(menu)
        self._copy = add_action(menu, self.tr("&Copy the painting"), self.copy, _KEY.Copy)

    def _view_menu(self) -> None:
        canvas = self._window.viewer.canvas
        menu = self._menu(self.tr("&View"))
        add_action(menu, self.tr("&Whole picture"), canvas.fit, "Ctrl+0")
        add_action(menu, self.tr("&100 %"), canvas.actual_size, "Ctrl+1")
        add_action(menu, self.tr("Zoom &in"), lambda: canvas.zoom(1.25), _KEY.ZoomIn)
        add_action(menu, self.tr("Zoom &out"), lambda: canvas.zoom(0.8), _KEY.ZoomOut)
        menu.addSeparator()
        compare = add_action(menu, self.tr("&Photo beside painting"), None, "B")
        self._picture.add_to_view(menu, compare)
        full = add_action(menu, self.tr("&Full screen"), self._toggle_full_screen)
        full.setShortcuts(QKeySequence.keyBindings(_KEY.FullScreen) or [QKeySequence("F11")])
        menu.addSeparator()
        settings = self._states.settings
        names = (self.tr("Like the &system"), self.tr("&Light"), self.tr("&Dark"))
        self._appearances = self._choices(
            menu.addMenu(self.tr("&Appearance")),
            dict(zip(APPEARANCES, names, strict=True)),
            settings.set_appearance,
        )
        self._languages = self._choices(
            menu.addMenu(self.tr("Lan&guage")),
            {"": self.tr("Like the &system"), **LANGUAGES},
            settings.set_language,
        )

    def _choices(
        self, menu: QMenu, names: dict[str, str], choose: Callable[[str], None]
    ) -> dict[str, QAction]:
        """One of several, by value."""
        group = QActionGroup(self)
        actions: dict[str, QAction] = {}
        for value, name in names.items():
            actions[value] = add_action(menu, name, lambda v=value: choose(v))
            actions[value].setCheckable(True)
            group.addAction(actions[value])
        return actions

    def _style_menu(self) -> None:
        menu = self._menu(self.tr("&Style"))
        add_action(menu, self.tr("Use a &painting…"), self.use_painting, "Ctrl+Shift+O")
        add_action(menu, self.tr("&Import a style…"), self.import_pack)
        menu.addSeparator()
        add_action(menu, self.tr("&Train a style…"), self._window.show_training, "Ctrl+T")

    def _help_menu(self) -> None:
        menu = self._menu(self.tr("&Help"))
        add_action(menu, self.tr("&Keys and actions"), self.show_shortcuts, _KEY.HelpContents)
        menu.addSeparator()
        add_action(menu, self.tr("Check for &updates"), lambda: open_url(QUrl(RELEASES)))
        about = add_action(menu, self.tr("&About FST Studio"), self.about)
        about.setMenuRole(QAction.MenuRole.AboutRole)

    def _menu(self, title: str) -> QMenu:
        return self._window.menuBar().addMenu(title)

    def _render(self, now: Studio) -> None:
        self._export.setEnabled(now.photo is not None and now.style is not None)
        self._copy.setEnabled(now.painted is not None)
        self._show_photo.setEnabled(now.photo is not None and now.photo.path is not None)

    def _render_settings(self, now: Settings) -> None:
        self._appearances[now.appearance].setChecked(True)
        self._languages.get(now.language, self._languages[""]).setChecked(True)
        if now.recent != self._known:
            self._known = now.recent
            self._fill_recent(now.recent)

    def _fill_recent(self, photos: tuple[str, ...]) -> None:
        for old in self._recent.actions():
            self._recent.removeAction(old)
            old.deleteLater()  # it may be the one that asked for this
        for path in map(Path, photos):
            # An & would be taken for the key to press.
            text = f"{path.name}  —  {path.parent}".replace("&", "&&")
            add_action(self._recent, text, lambda p=path: self.open_files(p))
        self._recent.addSeparator()
        add_action(self._recent, self.tr("&Clear the list"), self._states.settings.forget_photos)
        self._recent.setEnabled(bool(photos))

    # Verbs that need a dialog or the clipboard

    def open_photo(self) -> None:
        """Choose a photo, or several."""
        self._dialogs.open_pictures(self.tr("Open a photo"), lambda paths: self.open_files(*paths))

    def use_painting(self) -> None:
        """Choose a painting as the style."""
        title = self.tr("Choose a painting as the style")
        self._dialogs.open_picture(title, self._states.studio.use_painting, "paintings")

    def import_pack(self) -> None:
        """Choose a style pack."""
        self._dialogs.open_pack(self._states.studio.import_pack)

    def export(self) -> None:
        """Choose how the painting is written, and where it goes."""
        now = self._states.studio.snapshot
        if now.photo is None or now.style is None:
            return
        window = self._window
        self._show(
            ExportDialog,
            lambda: ExportDialog(window, self._states.studio, self._dialogs, window.theme),
        )

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
            self.open_files(*paths)
        elif data := image_bytes(mime):
            self._states.studio.open_image_bytes(data, self.tr("Pasted picture"))
        else:
            self._states.messages.post(
                Level.WARNING, self.tr("There is no picture on the clipboard. Copy one first.")
            )

    def open_files(self, *paths: Path) -> None:
        """Style packs become styles; one photo is opened, several and folders are queued."""
        studio = self._states.studio
        for pack in filter(is_pack, paths):
            studio.import_pack(pack)
        for recipe in filter(is_recipe, paths):
            studio.use_recipe(recipe)
        photos = tuple(path for path in paths if not is_pack(path) and not is_recipe(path))
        if len(photos) > 1 or any(path.is_dir() for path in photos):
            self._states.batch.add(photos)
            self._window.show_batch()
        elif photos:
            studio.open_photo(photos[0])
            self._window.show_picture()

    def show_photo(self) -> None:
        """Show the photo's file among its neighbours."""
        photo = self._states.studio.snapshot.photo
        if photo is not None and photo.path is not None:
            show_in_folder(photo.path, self)

    def _toggle_full_screen(self) -> None:
        window = self._window
        (window.showNormal if window.isFullScreen() else window.showFullScreen)()

    # Panels beside the window, in nobody's way

    def show_shortcuts(self) -> None:
        """All actions with their keys."""
        gestures = (
            Gesture(self.tr("See the photo as long as it is held"), self.tr("Space")),
            Gesture(self.tr("Move the split, the picture or the brush"), self.tr("Arrow keys")),
            Gesture(self.tr("Zoom to the pointer"), self.tr("Wheel")),
            Gesture(self.tr("Whole picture and 100 % in turn"), self.tr("Double click")),
            *self._picture.gestures(),
        )
        self._show(Shortcuts, lambda: Shortcuts(self._window, self._window.menuBar(), gestures))

    def about(self) -> None:
        """Version, licences and where files are kept."""
        from fst_gui.ui.about import About  # seldom seen, and it reads what is installed

        self._show(About, lambda: About(self._window))

    def _show(self, kind: type[QDialog], make: Callable[[], QDialog]) -> None:
        panel = self._window.findChild(kind) or make()
        panel.show()
        panel.raise_()
        panel.activateWindow()
