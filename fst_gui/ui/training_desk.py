"""One training: its stages, its pictures, its curves, its health, and the reins."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fst_gui.state.training import Training, TrainingState
from fst_gui.state.training_draft import strictness_of, target_of
from fst_gui.state.training_run import Run
from fst_gui.ui.dial import Dial
from fst_gui.ui.dialogs import Dialogs
from fst_gui.ui.health import HealthPanel
from fst_gui.ui.moments import Moments
from fst_gui.ui.parts import OneLine, named
from fst_gui.ui.plot_panel import PlotPanel
from fst_gui.ui.scrolling import scrolling
from fst_gui.ui.stage_strip import StageStrip
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.training_words import phase_sentence
from fst_gui.ui.words import said, time_left

_NUDGE = 0.15  # of the strictness, when a remedy is taken
_SIDE = 5  # of the width goes to the pictures, 4 to the curves


class TrainingDesk(QWidget):
    """Shows the training that is looked at."""

    paint_wanted = Signal(Path)  # with the style in that file

    def __init__(self, training: TrainingState, dialogs: Dialogs, theme: Theme) -> None:
        super().__init__()
        self._training = training
        self._stage = ""
        self._folder: Path | None = None
        self._title = OneLine("trainingTitle", "heading")
        self._phase = OneLine("phase", "muted")
        self._pause = self._button("pauseTraining", self.tr("Pause"), self._toggle_pause)
        self._keep = self._button("stopAndKeep", self.tr("Stop and keep"), training.stop_and_keep)
        self._aside = self._button("setAside", self.tr("Put aside"), training.set_aside)
        self._aside.setToolTip(self.tr("Stop without a style; go on with it later"))
        self._go_on = self._button("goOnHere", self.tr("Go on"), self._go_on_with)
        self._paint = self._button("paintWithStyle", self.tr("Paint with it"), self._paint_with_it)
        for button in (self._go_on, self._paint):
            button.setProperty("primary", True)
        self._strip = StageStrip(theme)
        self._strip.chosen.connect(self._choose_stage)
        self.moments = Moments(training, theme)
        self.curves = PlotPanel(training, dialogs, theme)
        self._strict = Dial(
            "liveStrictness",
            self.tr("The photo's shapes are kept"),
            (self.tr("loosely"), self.tr("strictly")),
            lambda value: f"{value} %",
        )
        self._strict.set_range(0, 100)
        self._strict.settled.connect(lambda v: training.set_content_target(target_of(v / 100)))
        self.health = HealthPanel()
        self.health.setMaximumHeight(16 * SPACE)
        self.health.taken.connect(self._take)
        self._lay_out()
        training.changed.connect(self._render)
        self._render(training.snapshot)

    def _button(self, key: str, text: str, verb: Callable[[], object]) -> QPushButton:
        button = named(QPushButton(text), key, text)
        button.clicked.connect(lambda: verb())
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._title)
        lines.addWidget(self._phase)
        head.addLayout(lines, 1)
        for button in (self._go_on, self._paint, self._pause, self._keep, self._aside):
            head.addWidget(button)
        side = QWidget()
        side.setProperty("role", "side")
        right = QVBoxLayout(side)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(SPACE)
        right.addWidget(self.curves, 1)
        right.addWidget(self._strict)
        right.addWidget(self.health)
        body = QHBoxLayout()
        body.setSpacing(2 * SPACE)
        body.addWidget(self.moments, _SIDE)
        body.addWidget(scrolling(side), _SIDE - 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(self._strip)
        column.addLayout(body, 1)

    # What it shows

    def _render(self, now: Training) -> None:
        run = now.shown_run
        if run is None:
            return
        if run.folder != self._folder:
            self._folder, self._stage = run.folder, ""
        self._title.say(run.title)
        self._phase.say(self._describe(run))
        self._render_reins(run)
        self._strip.show_stages(run.stages, self._stage)
        if self.isVisible():
            self.moments.show_run(run)
            self.curves.show_run(run, self._stage)
        self.health.show_notes(run.notes, live=run.status in ("running", "paused"))

    def _render_reins(self, run: Run) -> None:
        steerable = run.status in ("running", "paused") and run.preparing is None
        for button in (self._pause, self._keep, self._aside):
            button.setVisible(run.under_way)
        self._pause.setEnabled(steerable and not run.pausing)
        self._keep.setEnabled(steerable)
        self._aside.setEnabled(run.status in ("running", "paused"))
        text = self.tr("Go on") if run.status == "paused" else self.tr("Pause")
        self._pause.setText(text)
        self._pause.setAccessibleName(text)
        self._go_on.setVisible(run.status == "interrupted" and not run.problem)
        self._paint.setVisible(run.status == "finished" and run.style is not None)
        self._strict.setEnabled(steerable)
        if run.content_target:
            self._strict.show_value(round(100 * strictness_of(run.content_target)))

    def _describe(self, run: Run) -> str:
        if run.problem:
            return said(run.problem)
        steps = self.tr("step {step} of {all}").format(step=run.step, all=run.total_steps)
        if run.status == "running" and run.preparing is not None:
            return self.tr("Preparing the paintings and photos…")
        doing = {
            "running": self.tr("Pausing after this step…")
            if run.pausing
            else phase_sentence(run.stage, run.phase),
            "paused": self.tr("Paused"),
            "ending": self.tr("Ending…"),
            "waiting": self.tr("Waits until the training before it is done"),
            "interrupted": self.tr("Not finished"),
            "finished": self.tr("Finished; the style is in the gallery"),
        }[run.status]
        runs_on = run.status == "running" and not run.pausing
        left = time_left(run.seconds_left) if runs_on else ""
        return "  ·  ".join(filter(None, (doing, steps if run.total_steps else "", left)))

    def showEvent(self, event: object) -> None:
        """Catch up with what happened while it was hidden."""
        self._render(self._training.snapshot)

    # Verbs

    def _choose_stage(self, stage: str) -> None:
        self._stage = stage
        self._render(self._training.snapshot)

    def _toggle_pause(self) -> None:
        run = self._training.snapshot.shown_run
        if run is not None and run.status == "paused":
            self._training.resume()
        else:
            self._training.pause()

    def _go_on_with(self) -> None:
        folder = self._training.snapshot.shown
        if folder is not None:
            self._training.go_on(folder)

    def _paint_with_it(self) -> None:
        run = self._training.snapshot.shown_run
        if run is not None and run.style is not None:
            self.paint_wanted.emit(run.style)

    def _take(self, remedy: str) -> None:
        """Do what the health panel offered."""
        run = self._training.snapshot.shown_run
        if run is None:
            return
        if remedy == "offer_stop":
            self._training.stop_and_keep()
        else:
            by = _NUDGE if remedy == "offer_stricter" else -_NUDGE
            strictness = min(1.0, max(0.0, strictness_of(run.content_target) + by))
            self._training.set_content_target(target_of(strictness))
