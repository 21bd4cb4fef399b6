"""What the cards of the gallery show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from fst_gui.library.gallery import StyleEntry
from fst_gui.state.base import Picture
from fst_gui.state.gallery import Gallery, style_key
from fst_gui.state.look import Look
from fst_gui.ui.style_names import artist_of, title_of
from fst_gui.ui.words import movement_name

CARD_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Card:
    """One style: its painting, the person's photo in it, and what it is now.

    ``share`` is None for a style that is not painted with, else its share of the mix.
    """

    entry: StyleEntry
    painting: Picture | None
    painted: Picture | None
    favourite: bool
    share: float | None
    mixed: bool


class GalleryModel(QAbstractListModel):
    """The styles that are shown, one row each."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._cards: tuple[Card, ...] = ()

    def render(self, entries: tuple[StyleEntry, ...], gallery: Gallery, look: Look) -> None:
        """Take a new state; only rows that differ are drawn again."""
        before = self._cards
        mixed = len(look.styles) > 1
        cards = tuple(
            Card(
                entry,
                gallery.thumbnails.get(entry.path),
                gallery.painted.get(entry.path),
                style_key(entry) in gallery.favourites,
                look.share_of(entry) if look.has(entry) else None,
                mixed,
            )
            for entry in entries
        )
        if [card.entry for card in before] != [card.entry for card in cards]:
            self.beginResetModel()
            self._cards = cards
            self.endResetModel()
            return
        self._cards = cards
        for row, (old, new) in enumerate(zip(before, cards, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def row_of(self, entry: StyleEntry | None) -> int:
        """Where a style is shown; -1 when it is not."""
        rows = (row for row, card in enumerate(self._cards) if card.entry == entry)
        return next(rows, -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many styles."""
        return 0 if parent.isValid() else len(self._cards)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        """What the delegate draws and a screen reader says."""
        card = self._cards[index.row()]
        if role == CARD_ROLE:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(card.entry)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(card.entry)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (title_of(card.entry), self.subtitle(card), *self._is(card))
            return ", ".join(filter(None, said))
        return None

    def subtitle(self, card: Card) -> str:
        """Who painted it, or what kind of style it is."""
        kinds = {"own": self.tr("Your style"), "painting": self.tr("Painting, at once")}
        return artist_of(card.entry) or kinds.get(card.entry.kind, "")

    def _tip(self, entry: StyleEntry) -> str:
        artist = ", ".join(filter(None, (artist_of(entry), entry.year)))
        return "\n".join(
            filter(None, (title_of(entry), artist, movement_name(entry.movement), entry.licence))
        )

    def _is(self, card: Card) -> tuple[str, str]:
        share = ""
        if card.share is not None:
            percent = round(card.share * 100)
            share = self.tr("chosen")
            if card.mixed:
                share = self.tr("{percent} % of the mix").format(percent=percent)
        return share, self.tr("favourite") if card.favourite else ""
