"""Menus, keys and the file dialogs behind them."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QFileDialog,
    QLabel,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
)

from fst_gui import __version__
from fst_gui.ui.about import About
from fst_gui.ui.export_dialog import ExportDialog


@pytest.fixture
def dialog(studio, qtbot):
    """Carry out a menu's action and hand over the dialog that it opens."""

    def opened(name, kind=QFileDialog):
        actions = studio.window.findChildren(QAction)
        next(a for a in actions if a.text().replace("&", "") == name).trigger()
        found = studio.window.findChild(kind)
        qtbot.waitUntil(found.isVisible)
        return found

    return opened


def choose(dialog, path):
    """Choose a file as a click on the dialog's button would."""
    dialog.filesSelected.emit([str(path)])
    dialog.close()


def test_open_a_photo_and_remember_its_folder(studio, qtbot, dialog, make_picture):
    path = make_picture("chosen.png")
    choose(dialog("Open…"), path)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "chosen.png")
    assert studio.states.settings.snapshot.folder("photos") == str(path.parent)


def test_use_a_painting(studio, qtbot, dialog, make_picture):
    choose(dialog("Use a painting…"), make_picture("chosen.png"))
    qtbot.waitUntil(lambda: studio.states.gallery.snapshot.selected.title == "chosen")


@pytest.fixture
def export_to(studio, dialog):
    """Go through the dialog of the export to a file."""

    def chosen(path):
        dialog("Export…", ExportDialog).findChild(QPushButton, "exportGo").click()
        choose(studio.window.findChild(QFileDialog), path)

    return chosen


def test_export_with_a_name_without_ending(export_to, qtbot, tmp_path):
    export_to(tmp_path / "result")
    qtbot.waitUntil((tmp_path / "result.png").exists)


def test_export_asks_before_it_completes_a_name_that_is_taken(studio, qtbot, export_to, tmp_path):
    (tmp_path / "result.png").write_bytes(b"precious")
    export_to(tmp_path / "result")
    box = studio.window.findChild(QMessageBox)
    assert box.isVisible()
    assert (tmp_path / "result.png").read_bytes() == b"precious"
    replace = next(b for b in box.buttons() if b.text() == "Replace")
    qtbot.mouseClick(replace, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: (tmp_path / "result.png").read_bytes() != b"precious")


def test_about_says_version_licences_and_where_files_are(dialog, qtbot):
    about = dialog("About FST Studio", About)
    assert not about.isModal()
    assert about.findChild(QLabel, "version").text() == f"FST Studio {__version__}"
    packages = about.findChild(QListWidget, "packages")
    said = [packages.item(row).text() for row in range(packages.count())]
    for package in ("Python", "torch", "PySide6_Essentials", "numpy", "sympy"):
        assert any(text.startswith(f"{package} ") for text in said), package
    packages.setCurrentRow(next(row for row, text in enumerate(said) if text.startswith("numpy")))
    assert "BSD-3-Clause" in about.findChild(QLabel, "licenceName").text()
    assert "NumPy Developers" in about.findChild(QPlainTextEdit, "licenceText").toPlainText()
    assert about.findChild(QLabel, "path_styles").whole.endswith("styles")
    about.close()


def test_the_menus_have_the_usual_keys(studio):
    keys = {
        shortcut.toString()
        for action in studio.window.findChildren(QAction)
        for shortcut in action.shortcuts()
    }
    for standard in ("Open", "Paste", "Copy", "Save", "ZoomIn", "ZoomOut"):
        wanted = QKeySequence(getattr(QKeySequence.StandardKey, standard)).toString()
        assert wanted in keys, standard


def test_the_window_needs_neither_torch_nor_plots_to_open():
    code = (
        "import sys, fst_gui.app\n"
        "print([name for name in ('torch', 'pyqtgraph') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
