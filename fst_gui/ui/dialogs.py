"""The system's file dialogs, opened without blocking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from fst_gui.state.exporting import WRITABLE
from fst_gui.state.recipes import RECIPE_SUFFIX
from fst_gui.state.settings import PHOTOS, SettingsState
from fst_gui.state.studio import READABLE
from fst_gui.ui.drops import PACK_SUFFIX

Paths = tuple[Path, ...]


def _patterns(name: str, suffixes: tuple[str, ...]) -> str:
    both = [*suffixes, *(suffix.upper() for suffix in suffixes)]
    return f"{name} ({' '.join('*' + suffix for suffix in both)})"


class Dialogs(QObject):
    """Each method opens a dialog and calls back with what was chosen."""

    def __init__(self, parent: QWidget, settings: SettingsState) -> None:
        super().__init__(parent)
        self._parent = parent
        self._settings = settings

    def open_picture(
        self, title: str, then: Callable[[Path], object], purpose: str = PHOTOS
    ) -> None:
        """One picture."""
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFile, purpose)
        dialog.setNameFilters(self._pictures())
        self._run(dialog, lambda paths: then(paths[0]), purpose)

    def open_pictures(
        self, title: str, then: Callable[[Paths], object], purpose: str = PHOTOS
    ) -> None:
        """One or more pictures."""
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFiles, purpose)
        dialog.setNameFilters(self._pictures())
        self._run(dialog, then, purpose)

    def open_pack(self, then: Callable[[Path], object]) -> None:
        """A style pack."""
        dialog = self._dialog(
            self.tr("Import a style"), QFileDialog.FileMode.ExistingFile, "styles"
        )
        dialog.setNameFilter(_patterns(self.tr("Styles"), (PACK_SUFFIX,)))
        self._run(dialog, lambda paths: then(paths[0]), "styles")

    def open_recipe(self, then: Callable[[Path], object]) -> None:
        """A recipe."""
        title = self.tr("Paint as in a recipe")
        dialog = self._dialog(title, QFileDialog.FileMode.ExistingFile, "exports")
        dialog.setNameFilter(_patterns(self.tr("Recipes"), (RECIPE_SUFFIX,)))
        self._run(dialog, lambda paths: then(paths[0]), "exports")

    def open_folder(
        self, title: str, then: Callable[[Path], object], purpose: str = "folders"
    ) -> None:
        """A folder."""
        dialog = self._dialog(title, QFileDialog.FileMode.Directory, purpose)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._run(dialog, lambda paths: then(paths[0]), purpose)

    def save_picture(self, suggestion: str, then: Callable[[Path, bool], object]) -> None:
        """A file to write; calls back with the path and whether it may be replaced."""
        title = self.tr("Export the painting")
        dialog = self._dialog(title, QFileDialog.FileMode.AnyFile, "exports")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_patterns(self.tr("Pictures"), WRITABLE))
        dialog.selectFile(suggestion)
        suffix = Path(suggestion).suffix
        self._run(dialog, lambda paths: self._confirm(paths[0], suffix, then), "exports")

    def save_file(self, title: str, suggestion: str, then: Callable[[Path], object]) -> None:
        """A file of the suggestion's kind; the dialog asks before one is replaced."""
        suffix = Path(suggestion).suffix
        dialog = self._dialog(title, QFileDialog.FileMode.AnyFile, "exports")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"{suffix[1:].upper()} (*{suffix})")
        dialog.setDefaultSuffix(suffix)
        dialog.selectFile(suggestion)
        self._run(dialog, lambda paths: then(paths[0]), "exports")

    def _confirm(self, path: Path, suffix: str, then: Callable[[Path, bool], object]) -> None:
        if path.suffix:
            then(path, path.exists())  # the dialog has asked about a file that is there
            return
        path = path.with_name(path.name + suffix)
        if not path.exists():
            then(path, False)
            return
        box = QMessageBox(self._parent)
        box.setText(self.tr("“{name}” is there already.").format(name=path.name))
        box.setInformativeText(self.tr("Replace it? The picture that is there would be lost."))
        replace = box.addButton(self.tr("Replace"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.buttonClicked.connect(lambda b: then(path, True) if b is replace else None)
        box.open()

    def _pictures(self) -> list[str]:
        return [_patterns(self.tr("Pictures"), READABLE), self.tr("All files") + " (*)"]

    def _dialog(self, title: str, mode: QFileDialog.FileMode, purpose: str) -> QFileDialog:
        # Of the window that asks, which is where the keyboard goes back to.
        parent = QApplication.activeWindow() or self._parent
        dialog = QFileDialog(parent, title, self._settings.snapshot.folder(purpose))
        dialog.setFileMode(mode)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _run(self, dialog: QFileDialog, then: Callable[[Paths], object], purpose: str) -> None:
        def chosen(names: list[str]) -> None:
            paths = tuple(Path(name) for name in names if name)
            if paths:
                self._settings.remember_folder(paths[0], purpose)
                then(paths)

        dialog.filesSelected.connect(chosen)
        dialog.open()
