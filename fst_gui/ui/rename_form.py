"""What an own style is called from now on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fst_gui.library.gallery import StyleEntry
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.ui.parts import OneLine, named
from fst_gui.ui.theme import SPACE


class RenameForm(QWidget):
    """A few lines under the cards, only while they are needed.

    It stays open, with what was typed, until the style has its name: writing it may fail.
    """

    left = Signal(object)  # the path of the style

    def __init__(self, gallery: GalleryState) -> None:
        super().__init__()
        named(self, "renameForm")
        self._gallery = gallery
        self._of: StyleEntry | None = None
        self._says = OneLine("renameOf", "muted")
        self._name = named(QLineEdit(), "styleName", self.tr("New name of the style"))
        self._name.returnPressed.connect(self._done)
        done = named(QPushButton(self.tr("Rename")), "renameDone", self.tr("Rename"))
        done.setProperty("primary", True)
        done.clicked.connect(self._done)
        cancel = named(QPushButton(self.tr("Cancel")), "renameCancel", self.tr("Cancel"))
        cancel.clicked.connect(self._leave)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addStretch(1)
        buttons.addWidget(done)
        buttons.addWidget(cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE // 2, 0, SPACE // 2, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._says)
        column.addWidget(self._name)
        column.addLayout(buttons)
        self.hide()
        gallery.renamed.connect(self._follow_name)
        gallery.changed.connect(self._follow)

    def open(self, entry: StyleEntry) -> None:
        """Ask for a name."""
        self._of = entry
        self._says.say(self.tr("New name of “{title}”").format(title=entry.title))
        self._name.setText(entry.title)
        self._name.selectAll()
        self.show()
        self._name.setFocus()

    def event(self, event: QEvent) -> bool:
        """Escape is the form's before it is the menu's."""
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            if event.type() == QEvent.Type.KeyPress:
                self._leave()
            event.accept()
            return True
        return super().event(event)

    def _done(self) -> None:
        if self._of is not None:
            self._gallery.rename(self._of, self._name.text())

    def _leave(self) -> None:
        path: Path | None = None if self._of is None else self._of.path
        self._of = None
        if path is not None:
            self.left.emit(path)  # while it has the keyboard, lest another widget gets it
        self.hide()

    def _follow_name(self, entry: StyleEntry) -> None:
        if self._of is not None and self._of.path == entry.path:
            self._leave()

    def _follow(self, now: Gallery) -> None:
        """A style that has left the gallery gets no name."""
        if self._of is not None and self._of.path not in {entry.path for entry in now.entries}:
            self._leave()
