"""Kept versions as a strip beneath the picture."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.painting import Studio
from fst_gui.state.studio import StudioState
from fst_gui.state.version import Version
from fst_gui.state.versions import Versions
from fst_gui.ui.parts import named
from fst_gui.ui.pictures import filling
from fst_gui.ui.style_names import title_of
from fst_gui.ui.theme import SPACE, Theme

_PICTURE = QSize(84, 60)


class _Card(QToolButton):
    """One version: a click goes back to it, the button in its corner compares."""

    def __init__(self, version: Version, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        self.version = version
        self._studio = studio
        styles = " + ".join(title_of(entry) for entry, _ in version.look.styles)
        name = self.tr("Version {n}, {styles}").format(n=version.number, styles=styles)
        named(self, f"version{version.number}", name)
        self.setProperty("role", "version")
        self.setCheckable(True)
        self.setToolTip(self.tr("{name}: click to go back to it").format(name=name))
        self.setIconSize(_PICTURE)
        self.setIcon(QIcon(filling(version.painted, _PICTURE, self.devicePixelRatioF())))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.DefaultContextMenu)
        self.clicked.connect(self._restore)
        says = self.tr("Compare with version {n}").format(n=version.number)
        self.compare = named(QToolButton(self), f"compareVersion{version.number}", says)
        self.compare.setToolTip(says)
        self.compare.setProperty("role", "corner")
        self.compare.setCheckable(True)
        self.compare.setIconSize(QSize(14, 14))
        self.compare.setFixedSize(24, 24)
        self.compare.clicked.connect(self._compare)
        theme.dress(self.compare, "compare")
        self.setFixedSize(_PICTURE.width() + SPACE, _PICTURE.height() + SPACE)
        self.compare.move(self.width() - 28, self.height() - 28)

    def _restore(self) -> None:
        self._studio.restore_version(self.version)
        # A click on the one that is shown changes nothing but Qt's own mark.
        self.setChecked(self.version.look.paints_as(self._studio.snapshot.look))

    def show_state(self, shown: bool, compared: bool) -> None:
        """Whether it is what is painted now, and whether it is compared with."""
        self.setChecked(shown)
        self.compare.setChecked(compared)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes back to it, Delete puts it away; Space is the window's."""
        if event.key() == Qt.Key.Key_Delete:
            self._studio.versions.forget(self.version)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for text, verb in (
            (self.tr("Go back to it"), self.click),
            (self.tr("Compare with it"), self.compare.click),
            (self.tr("Put it away"), lambda: self._studio.versions.forget(self.version)),
        ):
            action = QAction(text, menu)
            action.triggered.connect(verb)
            menu.addAction(action)
        menu.popup(event.globalPos())

    def _compare(self, on: bool) -> None:
        self._studio.versions.compare(self.version if on else None)


class VersionsStrip(QScrollArea):
    """All versions of the photo, oldest first; hidden when there is none."""

    def __init__(self, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        named(self, "versions", self.tr("Versions that were kept"))
        self.setProperty("role", "strip")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._studio = studio
        self._theme = theme
        self._cards: list[_Card] = []
        inner = QWidget()
        inner.setProperty("role", "strip")
        self._row = QHBoxLayout()
        self._row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        self._row.setSpacing(SPACE // 2)
        self._row.addStretch(1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self._row)
        self.setWidget(inner)
        self.setFixedHeight(_PICTURE.height() + 2 * SPACE + SPACE // 2)
        studio.changed.connect(self._mark)
        studio.versions.changed.connect(self._render)
        self._render(studio.versions.snapshot)

    def _render(self, now: Versions) -> None:
        known = {card.version: card for card in self._cards}
        cards: list[_Card] = []
        for place, version in enumerate(now.kept):
            card = known.pop(version, None) or _Card(version, self._studio, self._theme)
            self._row.insertWidget(place, card)
            cards.append(card)
        for card in known.values():
            card.setParent(None)
            card.deleteLater()
        added = len(cards) > len(self._cards)
        self._cards = cards
        self.setVisible(bool(cards))
        self._mark(self._studio.snapshot)
        if added:
            self.ensureWidgetVisible(cards[-1])

    def _mark(self, now: Studio) -> None:
        compared = self._studio.versions.snapshot.compared
        for card in self._cards:
            card.show_state(card.version.look.paints_as(now.look), card.version is compared)
