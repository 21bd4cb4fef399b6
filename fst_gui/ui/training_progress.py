"""A training that runs: stage, losses, the sample, time left."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from fst_gui.state.training import Training, TrainingState
from fst_gui.ui.parts import named, words
from fst_gui.ui.pictures import PictureView
from fst_gui.ui.plots import LossPlot
from fst_gui.ui.stage_strip import StageStrip
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.words import time_left

_SAMPLE_HEIGHT = 160


class TrainingProgress(QWidget):
    """Follows the training state."""

    def __init__(self, training: TrainingState, theme: Theme) -> None:
        super().__init__()
        self._phases = {
            "content": self.tr("Learning what is in a picture"),
            "style": self.tr("Learning the brush and the colours"),
            "joint": self.tr("Bringing both together"),
        }
        self._title = words(role="heading", key="trainingTitle")
        self._strip = StageStrip(theme)
        self._phase = words(key="phase")
        self._left = words(role="muted", key="timeLeft")
        self._progress = named(
            QProgressBar(), "trainingProgress", self.tr("Progress of the training")
        )
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(3)
        self._plot = LossPlot(theme)
        self._sample = named(
            PictureView(), "sample", self.tr("The photo as the style paints it now")
        )
        self._sample.setMinimumHeight(_SAMPLE_HEIGHT)
        self._sample_title = words(self.tr("Your photo, as it is painted now"), "muted")
        self._keep = self._button("stopAndKeep", self.tr("Stop and keep"))
        self._keep.clicked.connect(training.stop_and_keep)
        self._cancel = self._button("cancelTraining", self.tr("Cancel"))
        self._cancel.setAccessibleName(self.tr("Cancel the training"))
        self._cancel.clicked.connect(training.cancel)
        self._lay_out()
        training.changed.connect(self._render)
        self._render(training.snapshot)

    def _button(self, key: str, text: str) -> QPushButton:
        return named(QPushButton(text), key, text)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        for widget in (self._title, self._strip, self._phase, self._left, self._progress):
            column.addWidget(widget)
        column.addWidget(self._plot)
        column.addWidget(self._sample_title)
        column.addWidget(self._sample, 1)
        row = QHBoxLayout()
        row.addWidget(self._keep, 2)
        row.addWidget(self._cancel, 1)
        column.addLayout(row)

    def _render(self, now: Training) -> None:
        self._title.setText(self.tr("Training “{name}”").format(name=now.name))
        if now.stage != self._strip.stage:
            self._strip.show_stage(now.stage)
        self._phase.setText(self._describe(now))
        steps = self.tr("Step {step} of {all}").format(step=now.step, all=now.total_steps)
        parts = (steps if now.total_steps else "", time_left(now.seconds_left))
        self._left.setText("  ·  ".join(filter(None, parts)))
        # A range of 0 to 0 would animate for ever; an empty line is quieter.
        self._progress.setMaximum(max(1, now.total_steps))
        self._progress.setValue(now.step)
        self._plot.show_curves(now.stage, now.curves.get(now.stage, {}))
        self._sample_title.setVisible(now.sample is not None)
        self._sample.show_picture(now.sample)
        self._keep.setEnabled(now.running and not now.ending and bool(now.stage))
        self._cancel.setEnabled(now.running and not now.ending)

    def _describe(self, now: Training) -> str:
        if now.ending:
            return self.tr("Ending…")
        if not now.stage:
            return self.tr("Preparing the paintings and photos…")
        if now.stage == "adversarial":
            return self.tr("Painter and critic sharpen each other")
        return self._phases.get(now.phase, now.phase)
