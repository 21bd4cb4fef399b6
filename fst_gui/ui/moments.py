"""The artist's photo through a training: one moment large, all in a strip, and what to do."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from fst_gui.state.base import Picture
from fst_gui.state.training import TrainingState
from fst_gui.state.training_run import Run, Shot
from fst_gui.ui.film_strip import FilmStrip, Frame
from fst_gui.ui.moment_form import MomentForm
from fst_gui.ui.moment_view import MomentView
from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.training_words import phase_name, stage_name


class Moments(QWidget):
    """Shows the chosen moment, beside another one that is held; keeps and branches."""

    def __init__(self, training: TrainingState, theme: Theme) -> None:
        super().__init__()
        self._training = training
        self._run: Run | None = None
        self._held: tuple[Picture, str] | None = None
        self.view = MomentView(theme)
        self.strip = FilmStrip(theme)
        self.strip.valueChanged.connect(lambda _: self._show())
        self._hold = self._button(
            "holdMoment", self.tr("Compare"), self.tr("Hold this moment beside the others (M)")
        )
        self._hold.setShortcut("M")
        self._hold.clicked.connect(self._toggle_held)
        self._keep = self._button(
            "keepMoment", self.tr("Keep…"), self.tr("Keep this moment as a style")
        )
        self._keep.clicked.connect(lambda: self._open_form(branch=False))
        self._branch = self._button(
            "branchMoment",
            self.tr("Branch…"),
            self.tr("Go on from this moment with other settings, as another style"),
        )
        self._branch.clicked.connect(lambda: self._open_form(branch=True))
        self.form = MomentForm(training)
        self.form.hide()
        self._lay_out()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._hold)
        row.addStretch(1)
        row.addWidget(self._keep)
        row.addWidget(self._branch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self.view, 1)
        column.addWidget(self.strip)
        column.addLayout(row)
        column.addWidget(self.form)

    def _button(self, key: str, text: str, says: str) -> QPushButton:
        button = named(QPushButton(text), key, says or text)
        button.setToolTip(says)
        return button

    # What is shown

    def show_run(self, run: Run) -> None:
        """Show a training's pictures."""
        another = self._run is None or self._run.folder != run.folder
        self._run = run
        if another:
            self._held = None
            self.form.hide()
        self._show_frames()
        if another:
            self.strip.setValue(self.strip.maximum())
        self._show()

    def _show_frames(self) -> None:
        run = self._run
        if run is None:
            return
        frames: list[Frame] = []
        if run.photo is not None:
            photo = self.tr("Photo")
            frames.append(Frame(run.photo, photo, self.tr("your photo")))
        frames += [Frame(s.picture, stage_name(s.stage), self._say(s)) for s in run.shots]
        pictures = [frame.picture for frame in frames]
        held = None if self._held is None else self._held[0]
        self.strip.show_frames(tuple(frames), pictures.index(held) if held in pictures else None)

    @property
    def shot(self) -> Shot | None:
        """The moment that is looked at; None for the photo itself."""
        run = self._run
        if run is None or not self.strip.frames:
            return None
        number = self.strip.value() - (run.photo is not None)
        return run.shots[number] if 0 <= number < len(run.shots) else None

    def _show(self) -> None:
        frames, number = self.strip.frames, self.strip.value()
        frame = frames[number] if number < len(frames) else None
        held = self._held
        name = "" if frame is None else frame.says
        if frame is not None and held is not None and held[0] is frame.picture:
            held, name = None, self.tr("Choose a second moment below")
        self.view.show_moment(
            None if frame is None else frame.picture,
            name,
            None if held is None else held[0],
            "" if held is None else held[1],
        )
        shot = self.shot
        self._hold.setEnabled(frame is not None)
        says = (
            self.tr("Show one picture only (M)")
            if self._held
            else self.tr("Hold this moment beside the others (M)")
        )
        self._hold.setText(self.tr("Stop comparing") if self._held else self.tr("Compare"))
        self._hold.setAccessibleName(says)
        self._hold.setToolTip(says)
        self._keep.setEnabled(shot is not None and self._can_keep(shot))
        self._branch.setEnabled(shot is not None and shot.moment is not None)

    def _can_keep(self, shot: Shot) -> bool:
        under_way = self._run is not None and self._run.status in ("running", "paused")
        return shot.moment is not None or under_way

    def _say(self, shot: Shot) -> str:
        parts = (stage_name(shot.stage), phase_name(shot.phase))
        step = self.tr("step {n}").format(n=shot.step)
        return "  ·  ".join(filter(None, (*parts, step)))

    # Verbs

    def _toggle_held(self) -> None:
        frames, number = self.strip.frames, self.strip.value()
        if self._held is not None or number >= len(frames):
            self._held = None
        else:
            self._held = (frames[number].picture, frames[number].says)
        self._show_frames()
        self._show()

    def _open_form(self, *, branch: bool) -> None:
        shot = self.shot
        if self._run is not None and shot is not None:
            self.form.open(self._run, shot, branch=branch)
