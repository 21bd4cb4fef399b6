"""The form of a new training: name and credits, how long, how, and on which photos."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.training import Training, TrainingState
from fst_gui.state.training_draft import (
    QUALITIES,
    STROKES,
    Draft,
    DraftState,
    PhotoChoice,
    strictness_of,
    target_of,
)
from fst_gui.state.training_job import JobFolder
from fst_gui.ui.credits_form import CreditsForm
from fst_gui.ui.dial import Dial
from fst_gui.ui.parts import named, words
from fst_gui.ui.scrolling import scrolling
from fst_gui.ui.theme import SPACE
from fst_gui.ui.words import about_minutes, gigabytes

_STEPS = 10  # of the stroke's slider to one doubling


class TrainingForm(QWidget):
    """Shows the draft and writes into it."""

    choose_folder = Signal()
    export_job = Signal()

    def __init__(self, training: TrainingState) -> None:
        super().__init__()
        self._training = training
        self._draft: DraftState = training.draft
        self._credits = CreditsForm(self._draft)
        self._qualities = QButtonGroup(self)
        self._forecasts: dict[str, QLabel] = {}
        self._photos: dict[PhotoChoice, QRadioButton] = {}
        self._folder = self._button("photosFolder", self.tr("Choose…"), self.choose_folder.emit)
        self._folder.setAccessibleName(self.tr("Choose a folder of photos to practise on"))
        self._stroke = Dial(
            "strokeSize",
            self.tr("Stroke size"),
            (self.tr("finer"), self.tr("coarser")),
            lambda value: f"{2 ** (value / _STEPS):.2g} ×",
        )
        self._stroke.set_range(*(round(_STEPS * math.log2(end)) for end in STROKES))
        self._strict = Dial(
            "strictness",
            self.tr("The photo's shapes are kept"),
            (self.tr("loosely"), self.tr("strictly")),
            lambda value: f"{value} %",
        )
        self._strict.set_range(0, 100)
        self._hint = words(role="muted", key="trainingHint")
        self._start = self._button("startTraining", self.tr("Start training"), training.start)
        self._start.setProperty("primary", True)
        self._elsewhere = self._button(
            "exportJob", self.tr("Train on another machine…"), self._train_elsewhere
        )
        self._elsewhere.setToolTip(
            self.tr("Write a folder that trains elsewhere; drop its result here")
        )
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        draft = self._draft
        self._stroke.changed.connect(lambda v: draft.set_stroke_size(2 ** (v / _STEPS)))
        self._strict.changed.connect(lambda v: draft.set_content_target(target_of(v / 100)))
        self._credits.confirmed.connect(self._begin)
        draft.changed.connect(self._render)
        self._training.changed.connect(self._render_training)
        self._training.job.changed.connect(self._render_job)
        self._render(draft.snapshot)
        self._render_job(self._training.job.snapshot)
        self._render_training(self._training.snapshot)

    # Layout

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._credits)
        self._section(column, self.tr("How long"))
        column.addLayout(self._times())
        column.addSpacing(SPACE // 2)
        column.addWidget(self._stroke)
        column.addSpacing(SPACE // 2)
        column.addWidget(self._strict)
        self._section(column, self.tr("Photos to practise on"))
        column.addLayout(self._photo_choices())
        column.addStretch(1)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, SPACE, 2 * SPACE, SPACE)
        foot.setSpacing(SPACE)
        for part in (self._hint, self._start, self._elsewhere):
            foot.addWidget(part)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scrolling(inner), 1)
        whole.addLayout(foot)

    def _section(self, column: QVBoxLayout, title: str) -> None:
        column.addSpacing(SPACE // 2)
        column.addWidget(words(title, "heading"))

    def _times(self) -> QGridLayout:
        names = {
            "quick": self.tr("Quick"),
            "good": self.tr("Good"),
            "best": self.tr("Best"),
        }
        grid = QGridLayout()
        grid.setSpacing(0)
        for row, quality in enumerate(QUALITIES):
            button = named(QRadioButton(names[quality]), f"quality_{quality}", names[quality])
            button.clicked.connect(lambda _=False, q=quality: self._draft.set_quality(q))
            self._qualities.addButton(button, row)
            forecast = words(role="value", key=f"forecast_{quality}")
            forecast.setWordWrap(False)
            forecast.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._forecasts[quality] = forecast
            grid.addWidget(button, row, 0)
            grid.addWidget(forecast, row, 1)
        grid.setColumnStretch(0, 1)
        return grid

    def _photo_choices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(0)
        group = QButtonGroup(self)
        choices: tuple[PhotoChoice, ...] = ("computed", "opened", "folder")
        for choice in choices:
            button = named(QRadioButton(), f"photos_{choice}", "photos")
            button.clicked.connect(partial(self._choose_photos, choice))
            group.addButton(button)
            self._photos[choice] = button
            row = QHBoxLayout()
            row.addWidget(button, 1)
            if choice == "folder":
                row.addWidget(self._folder)
            column.addLayout(row)
        return column

    def _choose_photos(self, choice: PhotoChoice, _: bool = True) -> None:
        if choice == "folder" and self._draft.snapshot.folder is None:
            self.choose_folder.emit()
            self._render(self._draft.snapshot)
        else:
            self._draft.use_photos(choice)

    def _button(self, key: str, text: str, verb: Callable[[], object]) -> QPushButton:
        button = named(QPushButton(text), key, text)
        button.clicked.connect(lambda: verb())
        return button

    def _train_elsewhere(self) -> None:
        if self._training.job.snapshot.done is None:
            self.export_job.emit()
        else:
            self._training.job.cancel()

    def _begin(self) -> None:
        if self._start.isEnabled():
            self._training.start()

    # What it shows

    def _render(self, now: Draft) -> None:
        self._credits.show_credits(now)
        self._qualities.button(QUALITIES.index(now.quality)).setChecked(True)
        for quality, label in self._forecasts.items():
            known = now.forecasts.get(quality)
            label.setText(
                self.tr("{time} · {memory}").format(
                    time=about_minutes(known.minutes), memory=gigabytes(known.megabytes)
                )
                if known
                else ""
            )
        self._stroke.show_value(round(_STEPS * math.log2(now.stroke_size)))
        self._strict.show_value(round(100 * strictness_of(now.content_target)))
        self._render_photos(now)
        self._check(now)

    def _render_photos(self, now: Draft) -> None:
        folder = now.folder.name if now.folder else self.tr("none yet")
        texts: dict[PhotoChoice, str] = {
            "computed": self.tr("Pictures that the program makes"),
            "opened": self.tr("Photos opened so far ({n})").format(n=len(now.opened)),
            "folder": self.tr("A folder: {name}").format(name=folder),
        }
        for choice, button in self._photos.items():
            button.setText(texts[choice])
            button.setAccessibleName(texts[choice])
            button.setChecked(choice == now.photos)
        self._photos["opened"].setEnabled(bool(now.opened))
        self._photos["folder"].setToolTip(str(now.folder or ""))

    def _check(self, now: Draft) -> None:
        missing = ""
        if not now.paintings:
            missing = self.tr("Choose a painting first.")
        elif not now.title.strip():
            missing = self.tr("Give the style a name.")
        self._hint.setText(missing)
        self._hint.setVisible(bool(missing))
        for button in (self._start, self._elsewhere):
            button.setEnabled(not missing)

    def _render_training(self, now: Training) -> None:
        busy = now.active is not None
        text = self.tr("Add to the queue") if busy else self.tr("Start training")
        _say(self._start, text)

    def _render_job(self, now: JobFolder) -> None:
        text = self.tr("Train on another machine…")
        if now.done is not None:
            percent = round(100 * now.done)
            text = self.tr("Writing the folder, {percent} %: cancel").format(percent=percent)
        _say(self._elsewhere, text)


def _say(button: QPushButton, text: str) -> None:
    if text != button.text():
        button.setText(text)
        button.setAccessibleName(text)
