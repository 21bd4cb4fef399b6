"""How the pictures of a batch are called and where they go."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from fst_gui.state.batch import SUFFIXES, BatchState
from fst_gui.state.batch_queue import FINISHED, Batch
from fst_gui.ui.choice_box import ChoiceBox
from fst_gui.ui.dialogs import Dialogs
from fst_gui.ui.parts import OneLine, named, words
from fst_gui.ui.theme import SPACE
from fst_gui.ui.words import said


class BatchRules(QWidget):
    """Naming rule with an example, format, folder, and what happens to what is there."""

    def __init__(self, batch: BatchState, dialogs: Dialogs) -> None:
        super().__init__()
        self._batch = batch
        self._dialogs = dialogs
        self._pattern = named(QLineEdit(), "batchPattern", self.tr("Naming rule"))
        self._places = self.tr(
            "{name} is the photo's name, {style} the style's, {number} the place in the queue"
        )
        self._pattern.setToolTip(self._places)
        self._pattern.textEdited.connect(batch.set_pattern)
        self._example = OneLine("batchExample", "muted")
        self._format = named(ChoiceBox(), "batchFormat", self.tr("Format of the pictures"))
        for suffix, name in {"": self.tr("Like the photo"), **_FORMATS}.items():
            self._format.addItem(name, suffix)
        self._format.activated.connect(lambda: batch.set_suffix(self._format.currentData()))
        self._present = named(
            ChoiceBox(), "batchReplace", self.tr("What happens to pictures that are there")
        )
        self._present.addItem(self.tr("Skip what is there"), False)
        self._present.addItem(self.tr("Replace what is there"), True)
        self._present.activated.connect(lambda: batch.set_replace(self._present.currentData()))
        self._folder = OneLine("batchFolder", "muted")
        self._choose = named(
            QPushButton(self.tr("Choose…")), "batchChooseFolder", self.tr("Choose the folder")
        )
        self._choose.clicked.connect(self._choose_folder)
        self._beside = named(
            QPushButton(self.tr("Beside the photos")),
            "batchBeside",
            self.tr("Put each picture beside its photo"),
        )
        self._beside.clicked.connect(lambda: batch.set_folder(None))
        self._lay_out()
        batch.changed.connect(self._render)
        self._render(batch.snapshot)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(1, 1)
        name = QLabel(self.tr("Name"))
        name.setBuddy(self._pattern)
        grid.addWidget(name, 0, 0)
        grid.addWidget(self._pattern, 0, 1)
        grid.addLayout(self._labelled(self.tr("Format"), self._format), 0, 2)
        grid.addWidget(self._example, 1, 1, 1, 2)
        grid.addWidget(words(self.tr("Folder")), 2, 0)
        folder = QHBoxLayout()
        folder.setSpacing(SPACE)
        folder.addWidget(self._folder, 1)
        folder.addWidget(self._choose)
        folder.addWidget(self._beside)
        grid.addLayout(folder, 2, 1, 1, 2)
        present = self._labelled(self.tr("If it is there already"), self._present)
        grid.addLayout(present, 3, 1, 1, 2)

    def _labelled(self, text: str, box: ChoiceBox) -> QHBoxLayout:
        """A box at the right edge, and quietly before it what is chosen there."""
        label = QLabel(text)
        label.setProperty("role", "muted")
        label.setBuddy(box)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addStretch(1)
        row.addWidget(label)
        row.addWidget(box)
        return row

    def _choose_folder(self) -> None:
        title = self.tr("Choose a folder for the pictures")
        self._dialogs.open_folder(title, self._batch.set_folder, "exports")

    def _render(self, now: Batch) -> None:
        # What is being typed may be no rule yet; it is left as it is.
        if not now.wrong and self._pattern.text() != now.rule.pattern:
            self._pattern.setText(now.rule.pattern)
        self._example.set_role("wrong" if now.wrong else "muted")
        self._say_example(now)
        self._folder.say(_shown(now.rule.folder) or self.tr("Beside each photo"))
        self._beside.setVisible(now.rule.folder is not None)
        for box, value in ((self._format, now.rule.suffix), (self._present, now.replace)):
            with QSignalBlocker(box):
                box.setCurrentIndex(max(0, box.findData(value)))

    def _say_example(self, now: Batch) -> None:
        item = next((item for item in now.items if item.status not in FINISHED), None)
        if now.wrong or item is None:
            self._example.say(said(now.wrong) or self._places, wrapped=True)
        else:
            self._example.say(self.tr("For example “{name}”").format(name=item.target.name))


_FORMATS = dict(zip(SUFFIXES, ("JPEG", "PNG", "WebP", "TIFF"), strict=True))


def _shown(folder: Path | None) -> str:
    return "" if folder is None else str(folder)
