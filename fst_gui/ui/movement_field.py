"""Where an artist says to which movement a style belongs."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QSizePolicy

from fst_gui.ui.calm import calm
from fst_gui.ui.completion import completer
from fst_gui.ui.parts import named
from fst_gui.ui.words import movement_name, movement_of, offered_movements


class MovementField(QComboBox):
    """Offers movements in the window's language, and takes any other text."""

    written = Signal(str)  # as packs call the movement
    confirmed = Signal()

    def __init__(self, key: str, says: str, example: str, longest: int) -> None:
        super().__init__()
        named(self, key, says)
        text = named(QLineEdit(), f"{key}_text", says)
        text.setPlaceholderText(example)
        text.setMaxLength(longest)
        text.returnPressed.connect(self.confirmed)
        self.setLineEdit(text)
        calm(self)  # the form around it scrolls
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(offered_movements())
        self.setCurrentIndex(-1)
        self.setMaxVisibleItems(self.count())  # nobody scrolls a list that has room
        # As wide as the fields around it, not as its longest name.
        self.setMinimumContentsLength(1)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCompleter(completer(self.model(), says, self))
        self.editTextChanged.connect(lambda written: self.written.emit(movement_of(written)))

    def show_movement(self, movement: str) -> None:
        """What the state says; whoever types that movement is not interrupted."""
        if movement_of(self.currentText()) != movement:
            self.setEditText(movement_name(movement))
