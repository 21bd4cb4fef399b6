"""What a new style is called, and whom it owes what to."""

from __future__ import annotations

from PySide6.QtCore import QStringListModel, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from fst_gui.state.training_draft import Draft, DraftState
from fst_gui.ui.completion import completer
from fst_gui.ui.movement_field import MovementField
from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE

_LICENCES = ("Public domain", "CC0 1.0", "CC BY 4.0", "CC BY-SA 4.0")
_LONGEST = 120  # letters


class CreditsForm(QWidget):
    """Shows the draft's credits and writes them into it."""

    confirmed = Signal()

    def __init__(self, draft: DraftState) -> None:
        super().__init__()
        self._draft = draft
        self._texts = {
            "title": self._field("title", self.tr("Name"), self.tr("for example: Night harbour")),
            "artist": self._field("artist", self.tr("Artist"), self.tr("optional")),
            "year": self._field("year", self.tr("Year"), self.tr("optional")),
            "licence": self._field(
                "licence", self.tr("Licence"), self.tr("for example: public domain")
            ),
            "source": self._field("source", self.tr("Source"), self.tr("where it is from")),
        }
        licences = QStringListModel(_LICENCES, self)
        self._texts["licence"].setCompleter(completer(licences, self.tr("Licence"), self))
        self._movement = MovementField(
            "style_movement",
            self.tr("Movement"),
            self.tr("choose one or write your own"),
            _LONGEST,
        )
        self._movement.written.connect(lambda movement: draft.set_credits(movement=movement))
        self._movement.confirmed.connect(self.confirmed)
        self._lay_out()

    def show_credits(self, now: Draft) -> None:
        """What the draft says; a field that says it already keeps its cursor."""
        for key, field in self._texts.items():
            if field.text() != getattr(now, key):
                field.setText(getattr(now, key))
        self._movement.show_movement(now.movement)

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE)
        grid.setVerticalSpacing(SPACE // 2)
        names = {
            "title": self.tr("Name"),
            "artist": self.tr("Artist"),
            "year": self.tr("Year"),
            "movement": self.tr("Movement"),
            "licence": self.tr("Licence"),
            "source": self.tr("Source"),
        }
        places = {"title": (0, 0), "artist": (1, 0), "year": (1, 2)}
        places |= {"movement": (2, 0), "licence": (3, 0), "source": (4, 0)}
        fields: dict[str, QWidget] = {**self._texts, "movement": self._movement}
        for key, name in names.items():
            row, left = places[key]
            label = QLabel(name)
            label.setBuddy(fields[key])
            grid.addWidget(label, row, left)
            grid.addWidget(fields[key], row, left + 1, 1, 1 if row == 1 else 3)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(3, 2)

    def _field(self, key: str, name: str, example: str) -> QLineEdit:
        field = named(QLineEdit(), f"style_{key}", name)
        field.setPlaceholderText(example)
        field.setMaxLength(_LONGEST)
        field.textEdited.connect(lambda text: self._draft.set_credits(**{key: text}))
        field.returnPressed.connect(self.confirmed)
        return field
