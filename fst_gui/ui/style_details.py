"""Everything that is known of a style, in a small window beside the work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from fst_gui.library.gallery import StyleEntry
from fst_gui.state.base import Picture
from fst_gui.ui.parts import named, words
from fst_gui.ui.pictures import filling
from fst_gui.ui.style_names import artist_of, title_of
from fst_gui.ui.theme import SPACE
from fst_gui.ui.words import movement_name

_PICTURE = QSize(200, 200)


class StyleDetails(QDialog):
    """Painting, credits and licence of a style."""

    def __init__(self, parent: QWidget, entry: StyleEntry, picture: Picture | None) -> None:
        super().__init__(parent)
        named(self, "styleDetails", self.tr("About this style"))
        self._path = entry.path
        self._title = words(role="heading", key="detailsTitle")
        self.show_name(entry)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        shown = QLabel()
        shown.setFixedSize(_PICTURE)
        if picture is not None:
            shown.setPixmap(filling(picture, _PICTURE, self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(3 * SPACE)
        row.addWidget(shown, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._texts(entry), 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(row, 1)
        column.addWidget(buttons)
        self.setMinimumWidth(560)

    def show_name(self, entry: StyleEntry) -> None:
        """What the style is called now, if it is this one."""
        if entry.path == self._path:
            self.setWindowTitle(title_of(entry))
            self._title.setText(title_of(entry))

    def _texts(self, entry: StyleEntry) -> QVBoxLayout:
        kinds = {
            "shipped": self.tr("Comes with FST Studio"),
            "own": self.tr("Your own, trained"),
            "painting": self.tr("A painting used at once, without training"),
        }
        form = QFormLayout()
        form.setHorizontalSpacing(2 * SPACE)
        form.setVerticalSpacing(SPACE)
        for name, text in (
            (self.tr("Artist"), artist_of(entry)),
            (self.tr("Year"), entry.year),
            (self.tr("Movement"), movement_name(entry.movement)),
            (self.tr("Licence"), entry.licence),
            (self.tr("Source"), _breakable(entry.source)),
            (self.tr("Style"), kinds[entry.kind]),
        ):
            if text:
                value = words(text)
                value.setTextFormat(Qt.TextFormat.PlainText)
                value.setTextInteractionFlags(
                    Qt.TextInteractionFlag.TextSelectableByMouse
                    | Qt.TextInteractionFlag.TextSelectableByKeyboard
                )
                label = words(name, "muted")
                label.setAlignment(Qt.AlignmentFlag.AlignTop)
                label.setSizePolicy(value.sizePolicy())
                form.addRow(label, value)
        column = QVBoxLayout()
        column.setSpacing(SPACE)
        column.addWidget(self._title)
        column.addLayout(form)
        column.addStretch(1)
        return column


def _breakable(address: str) -> str:
    """An address that may be broken after each of its parts."""
    return "".join(letter + "\u200b" if letter in "/@:_" else letter for letter in address)
