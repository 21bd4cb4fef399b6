"""What a kept moment is called, or with what a branch goes on."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from fst_gui.state.training import TrainingState
from fst_gui.state.training_draft import STROKES, strictness_of, target_of
from fst_gui.state.training_run import Run, Shot
from fst_gui.ui.dial import Dial
from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE

_STEPS = 10  # of the stroke's slider to one doubling


class MomentForm(QWidget):
    """A few lines under the film strip, only while they are needed."""

    def __init__(self, training: TrainingState) -> None:
        super().__init__()
        named(self, "momentForm")
        self._training = training
        self._of: tuple[Run, Shot] | None = None
        self._branching = False
        self._name = named(QLineEdit(), "momentName", self.tr("Name of the style"))
        self._name.returnPressed.connect(self._done)
        self._stroke = Dial(
            "branchStroke",
            self.tr("Stroke size"),
            (self.tr("finer"), self.tr("coarser")),
            lambda value: f"{2 ** (value / _STEPS):.2g} ×",
        )
        self._stroke.set_range(*(round(_STEPS * math.log2(end)) for end in STROKES))
        self._strict = Dial(
            "branchStrictness",
            self.tr("The photo's shapes are kept"),
            (self.tr("loosely"), self.tr("strictly")),
            lambda value: f"{value} %",
        )
        self._strict.set_range(0, 100)
        self._ok = named(QPushButton(), "momentDone", self.tr("Keep the style"))
        self._ok.setProperty("primary", True)
        self._ok.clicked.connect(self._done)
        cancel = named(QPushButton(self.tr("Cancel")), "momentCancel", self.tr("Cancel"))
        cancel.clicked.connect(self.hide)
        label = QLabel(self.tr("Name"))
        label.setBuddy(self._name)
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(SPACE)
        second.setSpacing(3 * SPACE)
        for widget in (label, self._name, self._ok, cancel):
            first.addWidget(widget, 1 if widget is self._name else 0)
        for dial in (self._strict, self._stroke):
            second.addWidget(dial, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(second)
        column.addLayout(first)

    def open(self, run: Run, shot: Shot, *, branch: bool) -> None:
        """Ask for what is needed."""
        self._of, self._branching = (run, shot), branch
        for dial in (self._strict, self._stroke):
            dial.setVisible(branch)
        self._strict.show_value(round(100 * strictness_of(run.content_target)))
        self._stroke.show_value(round(_STEPS * math.log2(run.stroke_size)))
        text = self.tr("Start the branch") if branch else self.tr("Keep the style")
        self._ok.setText(text)
        self._ok.setAccessibleName(text)
        pattern = self.tr("{name}, branch") if branch else self.tr("{name}, step {step}")
        self._name.setText(pattern.format(name=run.title, step=shot.step))
        self._name.selectAll()
        self.show()
        self._name.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes it."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        else:
            super().keyPressEvent(event)

    def _done(self) -> None:
        if self._of is None:
            return
        (run, shot), title = self._of, self._name.text()
        if self._branching:
            self._training.branch(
                run.folder,
                shot,
                title,
                content_target=target_of(self._strict.slider.value() / 100),
                stroke_size=2 ** (self._stroke.slider.value() / _STEPS),
            )
        else:
            self._training.keep_moment(run.folder, shot, title)
        self.hide()
