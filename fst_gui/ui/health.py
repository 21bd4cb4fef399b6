"""The health of a training in plain words."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from fst_gui.state.training_run import Note
from fst_gui.ui.parts import named, words
from fst_gui.ui.theme import SPACE
from fst_gui.ui.training_words import note_sentence, offer, remedy_sentence
from fst_gui.ui.words import said

_SHOWN = 12


class HealthPanel(QWidget):
    """The newest notes on top; a remedy that is only offered has a button."""

    taken = Signal(str)  # the remedy

    def __init__(self) -> None:
        super().__init__()
        named(self, "health", self.tr("Health of the training"))
        self._notes: tuple[Note, ...] | None = None
        self._live = False
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setProperty("role", "side")
        self._area.setAccessibleName(self.tr("Health of the training"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(words(self.tr("Health"), "heading"))
        column.addWidget(self._area, 1)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What is said, the newest first."""
        return tuple(_sentence(note) for note in reversed(self._notes or ()))

    def show_notes(self, notes: tuple[Note, ...], *, live: bool) -> None:
        """Show these; what they offer can be taken while the training is under way."""
        if notes == self._notes and live == self._live:
            return
        self._notes, self._live = notes, live
        page = QWidget()
        page.setProperty("role", "side")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, SPACE, 0)
        column.setSpacing(SPACE // 2)
        if not notes:
            column.addWidget(words(self.tr("Nothing to worry about."), "muted"))
        newest = notes[-1] if notes else None
        for note in reversed(notes[-_SHOWN:]):
            column.addLayout(self._row(note, live=live and note is newest))
        column.addStretch(1)
        self._area.setWidget(page)

    def _row(self, note: Note, *, live: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        text = self.tr("Step {step}: {text}").format(step=note.step, text=_sentence(note))
        row.addWidget(words(text), 1)
        if live and offer(note):
            button = named(QPushButton(offer(note)), f"take_{note.remedy}", offer(note))
            button.clicked.connect(lambda: self.taken.emit(note.remedy))
            row.addWidget(button)
        return row


def _sentence(note: Note) -> str:
    return " ".join(filter(None, (note_sentence(note), remedy_sentence(note), said(note.text))))
