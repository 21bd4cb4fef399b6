"""All actions with their keys, to look up and to carry out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QHeaderView,
    QLineEdit,
    QMenu,
    QMenuBar,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from fst_gui.ui.parts import named, words
from fst_gui.ui.theme import SPACE

_PLACE = Qt.ItemDataRole.UserRole
_SIZE = QSize(520, 620)


@dataclass(frozen=True)
class Gesture:
    """Something that is done with keys or the pointer and is no action of a menu."""

    text: str
    keys: str


class Shortcuts(QDialog):
    """Made from the menus, so that it is never behind them."""

    def __init__(self, parent: QWidget, menus: QMenuBar, gestures: Iterable[Gesture]) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setWindowTitle(self.tr("Keys and actions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(_SIZE)
        self._search = named(QLineEdit(), "searchActions", self.tr("Search for an action or a key"))
        self._search.setPlaceholderText(self._search.accessibleName())
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._filter)
        self._search.installEventFilter(self)
        self._list = self._make_list()
        self._actions: list[QAction] = []
        self._groups: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._none = words(self.tr("Nothing is called that."), "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._search)
        column.addWidget(self._list, 1)
        column.addWidget(self._none)
        column.addWidget(words(self.tr("Enter or a double click carries an action out."), "muted"))
        for action in menus.actions():
            if isinstance(menu := action.menu(), QMenu):
                self._add_group(_plain(menu.title()), _rows(menu))
        self._add_group(
            self.tr("On the picture"), [(gesture.text, gesture.keys, None) for gesture in gestures]
        )
        self._filter("")
        self._search.setFocus()

    def _make_list(self) -> QTreeWidget:
        tree = named(QTreeWidget(), "actionList", self.tr("Actions"))
        tree.setColumnCount(2)
        tree.setHeaderHidden(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(SPACE)
        tree.setUniformRowHeights(True)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        tree.header().setStretchLastSection(False)
        tree.itemActivated.connect(self._carry_out)
        return tree

    def _add_group(self, title: str, rows: Sequence[tuple[str, str, QAction | None]]) -> None:
        if not rows:
            return
        group = QTreeWidgetItem(self._list, [title])
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        group.setFirstColumnSpanned(True)
        items: list[QTreeWidgetItem] = []
        self._groups.append((group, items))
        for text, keys, action in rows:
            item = QTreeWidgetItem(group, [text, keys])
            items.append(item)
            if action is not None:
                item.setData(0, _PLACE, len(self._actions))
                self._actions.append(action)
            item.setToolTip(0, text)
        group.setExpanded(True)

    def _filter(self, text: str) -> None:
        wanted = text.casefold().split()
        first: QTreeWidgetItem | None = None
        for group, items in self._groups:
            shown = False
            for item in items:
                said = f"{group.text(0)} {item.text(0)} {item.text(1)}".casefold()
                hidden = not all(word in said for word in wanted)
                item.setHidden(hidden)
                if not hidden:
                    shown, first = True, first or item
            group.setHidden(not shown)
        self._none.setVisible(first is None)
        if first is None:
            self._list.setCurrentIndex(QModelIndex())
        else:
            self._list.setCurrentItem(first)

    def _carry_out(self, item: QTreeWidgetItem) -> None:
        place = item.data(0, _PLACE)
        if not isinstance(place, int):
            return
        action = self._actions[place]
        # The menu of recent photos makes its actions anew while this panel stays open.
        if shiboken6.isValid(action) and action.isEnabled():
            self.close()
            action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up, down and Enter reach the list while the search has the keyboard."""
        keys = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.key() in keys:
            if event.type() == QEvent.Type.KeyPress:
                current = self._list.currentItem()
                if event.key() in keys[2:] and current is not None:
                    self._carry_out(current)
                else:
                    self._list.event(event)
            return True
        return super().eventFilter(watched, event)


def _rows(menu: QMenu, before: str = "") -> list[tuple[str, str, QAction | None]]:
    """Every action of a menu and of the menus in it."""
    rows: list[tuple[str, str, QAction | None]] = []
    for action in menu.actions():
        inner = action.menu()
        text = before + _plain(action.text())
        if isinstance(inner, QMenu):
            rows += _rows(inner, f"{text}: ")
        elif not action.isSeparator():
            rows.append((text, _keys(action), action))
    return rows


def _keys(action: QAction) -> str:
    """The first keys, and others with a modifier: few keyboards have a key called Undo."""
    keys = [k.toString(QKeySequence.SequenceFormat.NativeText) for k in action.shortcuts()]
    return ", ".join(keys[:1] + [k for k in keys[1:] if "+" in k])


def _plain(text: str) -> str:
    """Without the marks of the keys to press with Alt; Chinese has them in brackets."""
    return re.sub(r"\(&\w\)|&(?=\w)", "", text).replace("&&", "&")
