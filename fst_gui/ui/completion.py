"""What a field offers while somebody types."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QListView, QStyledItemDelegate

from fst_gui.ui.parts import named


def completer(offered: QAbstractItemModel, says: str, parent: QObject) -> QCompleter:
    """Offers what contains the letters, in a list like that of a combo box."""
    made = QCompleter(offered, parent)
    made.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    made.setFilterMode(Qt.MatchFlag.MatchContains)
    rows = named(_Rows(), "completions", says)
    made.setPopup(rows)
    rows.setItemDelegate(QStyledItemDelegate(rows))  # Qt's own does not know the stylesheet
    return made


class _Rows(QListView):
    def event(self, event: QEvent) -> bool:
        """Escape closes the list before it is the menu's."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.ShortcutOverride:
            return super().event(event)
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)
