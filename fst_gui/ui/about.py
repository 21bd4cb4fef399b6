"""Version, licences, and where files are kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from fst_gui import __version__
from fst_gui.paths import resources_dir
from fst_gui.state.about import kept_files, licences, text_of
from fst_gui.ui.desktop import show_in_folder
from fst_gui.ui.parts import OneLine, named, words
from fst_gui.ui.theme import SPACE

_SIZE = QSize(760, 560)
_ICON = 64


class About(QDialog):
    """Stands beside the window; nothing waits for it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("about")
        self.setWindowTitle(self.tr("About FST Studio"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        self._licences = licences()
        tabs = named(QTabWidget(), "aboutTabs", self.tr("About FST Studio"))
        tabs.setDocumentMode(True)
        tabs.addTab(self._licence_page(), self.tr("Licences"))
        tabs.addTab(self._file_page(kept_files()), self.tr("Your files"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(self._heading())
        column.addWidget(tabs, 1)

    def _heading(self) -> QHBoxLayout:
        icon = QLabel()
        icon.setPixmap(QIcon(str(resources_dir() / "icons" / "app.svg")).pixmap(_ICON, _ICON))
        lines = QVBoxLayout()
        lines.setSpacing(SPACE // 2)
        lines.addStretch(1)
        lines.addWidget(words(f"FST Studio {__version__}", "heading", "version"))
        lines.addWidget(
            words(self.tr("Paints photographs in the style of a picture, and learns new styles."))
        )
        nothing = self.tr("Nothing that you open or paint leaves this computer.")
        lines.addWidget(words(nothing, "muted"))
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(icon)
        row.addLayout(lines, 1)
        return row

    def _licence_page(self) -> QWidget:
        page = QWidget()
        own = self.tr(
            "FST Studio is free software under the MIT licence. The styles carry their own "
            "licences, shown in the gallery. It is made of these:"
        )
        self._name = words(role="heading", key="licenceName")
        self._text = named(QPlainTextEdit(), "licenceText", self.tr("Text of the licence"))
        self._text.setReadOnly(True)
        packages = named(QListWidget(), "packages", self.tr("What the program is made of"))
        packages.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        packages.addItems([f"{licence.package} {licence.version}" for licence in self._licences])
        packages.currentRowChanged.connect(self._show_licence)
        packages.setCurrentRow(0)
        lines = QVBoxLayout()
        lines.setSpacing(SPACE)
        lines.addWidget(self._name)
        lines.addWidget(self._text, 1)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(packages, 2)
        row.addLayout(lines, 3)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 2 * SPACE, 0, 0)
        column.setSpacing(2 * SPACE)
        column.addWidget(words(own, "muted"))
        column.addLayout(row, 1)
        return page

    def _show_licence(self, row: int) -> None:
        licence = self._licences[row]
        self._name.setText(licence.name)
        self._text.setPlainText(text_of(licence))

    def _file_page(self, folders: Mapping[str, Path]) -> QWidget:
        page = QWidget()
        names = {
            "styles": self.tr("Your styles"),
            "trainings": self.tr("Trainings under way"),
            "settings": self.tr("Settings"),
            "logs": self.tr("Logs"),
        }
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 2 * SPACE, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setColumnStretch(1, 1)
        for row, (key, folder) in enumerate(folders.items()):
            path = OneLine(f"path_{key}", "muted")
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            path.say(str(folder))
            button = named(QPushButton(self.tr("Show")), f"show_{key}")
            button.setAccessibleName(self.tr("Show the folder: {name}").format(name=names[key]))
            button.setEnabled(folder.is_dir())
            button.clicked.connect(lambda _=False, f=folder: show_in_folder(f, self))
            grid.addWidget(QLabel(names[key]), row, 0)
            grid.addWidget(path, row, 1)
            grid.addWidget(button, row, 2)
        grid.setRowStretch(len(folders), 1)
        return page
