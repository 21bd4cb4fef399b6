"""The styles of a gallery by their titles, and the menus of their cards."""

from __future__ import annotations

from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QListView, QMenu

from fst_gui.ui.gallery_model import CARD_ROLE


def titles(gallery) -> list[str]:
    return [entry.title for entry in gallery.snapshot.entries]


def entry(gallery, title):
    return next(each for each in gallery.snapshot.entries if each.title == title)


def verbs(studio, title) -> dict[str, object]:
    """The menu of a card by what its entries say."""
    view = studio.window.findChild(QListView, "gallery")
    model = view.model()
    rows = range(model.rowCount())
    row = next(n for n in rows if model.index(n, 0).data(CARD_ROLE).entry.title == title)
    view.setCurrentIndex(model.index(row, 0))
    at = view.visualRect(model.index(row, 0)).center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    (menu,) = (each for each in view.findChildren(QMenu) if each.isVisible())
    menu.close()
    return {action.text().split("\t")[0]: action for action in menu.actions()}
