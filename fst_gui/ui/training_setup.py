"""What a new style is made of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.training import DraftPainting, Training, TrainingSpec, TrainingState
from fst_gui.ui.drops import DropCard
from fst_gui.ui.parts import named, words
from fst_gui.ui.pictures import filling
from fst_gui.ui.theme import SPACE

_THUMBNAIL = QSize(84, 84)
_SHOWN = 3


class TrainingSetup(QWidget):
    """A form: paintings, name, artist, time, photos."""

    choose_paintings = Signal()
    choose_photos = Signal()

    def __init__(self, training: TrainingState) -> None:
        super().__init__()
        self._training = training
        self._draft: tuple[DraftPainting, ...] = ()
        self._photos: Path | None = None
        self._drop = DropCard(self.tr("Drop one or more paintings here,\nor click to choose"), "")
        self._drop.setObjectName("trainingPaintings")
        self._drop.setMinimumHeight(11 * SPACE)
        self._drop.clicked.connect(self.choose_paintings)
        self._drop.dropped.connect(training.choose_paintings)
        self._pictures = QHBoxLayout()
        self._pictures.setSpacing(SPACE)
        self._name = self._field(
            "styleName", self.tr("Name"), self.tr("for example: Night harbour")
        )
        self._artist = self._field("artist", self.tr("Artist"), self.tr("optional"))
        self._minutes = QButtonGroup(self)
        self._photos_label = words(role="muted")
        self._photos_button = self._button(
            "photosFolder", self.tr("Choose a folder…"), self._toggle_photos
        )
        self._hint = words(role="muted", key="trainingHint")
        self._start = self._button("startTraining", self.tr("Start training"), self._begin)
        self._start.setProperty("primary", True)
        self._lay_out()
        self.set_photos(None)
        training.changed.connect(self._render)
        self._render(training.snapshot)

    def set_photos(self, folder: Path | None) -> None:
        """Learn on the photos of this folder; ``None`` for the built-in pictures."""
        self._photos = folder
        self._photos_label.setText(folder.name if folder else self.tr("Built-in pictures"))
        self._photos_label.setToolTip(str(folder) if folder else "")
        self._photos_button.setText(
            self.tr("Use built-in") if folder else self.tr("Choose a folder…")
        )
        self._photos_button.setAccessibleName(
            self.tr("Use the built-in pictures to practise on")
            if folder
            else self.tr("Choose a folder of photos to practise on")
        )

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        intro = self.tr(
            "Let the painter study a painting. A trained style follows it more closely."
        )
        column.addWidget(words(intro, "muted"))
        column.addSpacing(SPACE)
        column.addWidget(self._drop)
        column.addLayout(self._pictures)
        for title, field in ((self.tr("Name"), self._name), (self.tr("Artist"), self._artist)):
            column.addSpacing(SPACE // 2)
            label = QLabel(title)
            label.setBuddy(field)
            column.addWidget(label)
            column.addWidget(field)
        column.addSpacing(SPACE // 2)
        column.addWidget(QLabel(self.tr("How long")))
        column.addLayout(self._times())
        column.addSpacing(SPACE // 2)
        column.addWidget(QLabel(self.tr("Photos to practise on")))
        row = QHBoxLayout()
        row.addWidget(self._photos_label, 1)
        row.addWidget(self._photos_button)
        column.addLayout(row)
        column.addStretch(1)
        column.addWidget(self._hint)
        column.addWidget(self._start)

    def _times(self) -> QVBoxLayout:
        times = QVBoxLayout()
        times.setSpacing(0)
        for minutes, title in (
            (3, self.tr("Quick, 3 minutes")),
            (10, self.tr("Good, 10 minutes")),
            (30, self.tr("Best, 30 minutes")),
        ):
            button = named(QRadioButton(title), f"minutes{minutes}", title)
            button.setChecked(minutes == 10)
            self._minutes.addButton(button, minutes)
            times.addWidget(button)
        return times

    def _field(self, key: str, name: str, example: str) -> QLineEdit:
        field = named(QLineEdit(), key, name)
        field.setPlaceholderText(example)
        field.setMaxLength(80)
        field.textChanged.connect(self._check)
        field.returnPressed.connect(self._begin)
        return field

    def _button(self, key: str, text: str, verb: Callable[[], None]) -> QPushButton:
        button = named(QPushButton(text), key, text)
        button.clicked.connect(lambda: verb())
        return button

    def _toggle_photos(self) -> None:
        if self._photos is None:
            self.choose_photos.emit()
        else:
            self.set_photos(None)

    def _begin(self) -> None:
        if self._start.isEnabled():
            self._training.start(self.spec())

    def spec(self) -> TrainingSpec:
        """What the form says."""
        return TrainingSpec(
            paintings=tuple(painting.path for painting in self._draft),
            name=self._name.text(),
            artist=self._artist.text(),
            minutes=float(self._minutes.checkedId()),
            photos=self._photos,
        )

    def _render(self, now: Training) -> None:
        if now.result is not None and not now.draft and self._draft:
            self._name.clear()
            self._artist.clear()
        if now.draft != self._draft:
            self._draft = now.draft
            self._show_paintings()
        self._check()

    def _show_paintings(self) -> None:
        while (item := self._pictures.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for painting in self._draft[:_SHOWN]:
            label = QLabel()
            label.setPixmap(filling(painting.picture, _THUMBNAIL, self.devicePixelRatioF()))
            label.setToolTip(painting.path.name)
            label.setAccessibleName(painting.path.name)
            self._pictures.addWidget(label)
        more = len(self._draft) - _SHOWN
        if more > 0:
            self._pictures.addWidget(QLabel(self.tr("and {n} more").format(n=more)))
        self._pictures.addStretch(1)
        self._drop.setText(
            self.tr("Drop others here, or click to choose again")
            if self._draft
            else self.tr("Drop one or more paintings here,\nor click to choose")
        )
        self._drop.setMinimumHeight((5 if self._draft else 11) * SPACE)

    def _check(self) -> None:
        missing = ""
        if not self._draft:
            missing = self.tr("Choose a painting first.")
        elif not self._name.text().strip():
            missing = self.tr("Give the style a name.")
        self._hint.setText(missing)
        self._hint.setVisible(bool(missing))
        self._start.setEnabled(not missing and not self._training.snapshot.running)
