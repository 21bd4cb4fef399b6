"""What a new style is made of: paintings and the region of each that counts."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.training_draft import Draft, DraftPainting, DraftState
from fst_gui.ui.crop import CropView
from fst_gui.ui.drops import DropCard
from fst_gui.ui.parts import named, words
from fst_gui.ui.pictures import filling
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.training_form import TrainingForm

_THUMBNAIL = QSize(64, 48)
_FORM_WIDTH = 332


class TrainingSetup(QWidget):
    """The painting on the left, the form on the right."""

    choose_paintings = Signal()

    def __init__(self, draft: DraftState, theme: Theme, form: TrainingForm) -> None:
        super().__init__()
        self._draft = draft
        self._shown: tuple[DraftPainting, ...] = ()
        text = self.tr("Drop one or more paintings here,\nor click to choose")
        self._drop = DropCard(text, "trainingPaintings")
        theme.dress(self._drop, "painting")
        self._drop.clicked.connect(self.choose_paintings)
        self._drop.dropped.connect(draft.add_paintings)
        policy = QSizePolicy.Policy.Expanding
        self._drop.setSizePolicy(policy, policy)
        self._crop = CropView(theme)
        self._crop.changed.connect(self._set_region)
        self._tray = _Tray()
        self._tray.currentRowChanged.connect(draft.choose_painting)
        self._tray.removed.connect(draft.remove_painting)
        self._hint = words(role="muted", key="cropHint")
        self._pages = QStackedWidget()
        self._pages.addWidget(self._drop)
        self._pages.addWidget(self._painting_page())
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * SPACE, 2 * SPACE, 0, 0)
        row.setSpacing(2 * SPACE)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, SPACE)
        left.addWidget(self._pages)
        row.addLayout(left, 1)
        form.setFixedWidth(_FORM_WIDTH)
        row.addWidget(form)
        draft.changed.connect(self._render)
        self._render(draft.snapshot)

    def _painting_page(self) -> QWidget:
        page = QWidget()
        add = self._button("addPaintings", self.tr("Add paintings…"))
        add.clicked.connect(self.choose_paintings)
        remove = self._button("removePainting", self.tr("Remove"))
        remove.setAccessibleName(self.tr("Remove this painting"))
        remove.clicked.connect(lambda: self._draft.remove_painting(self._draft.snapshot.chosen))
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(self._tray, 1)
        row.addWidget(add)
        row.addWidget(remove)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE)
        column.addWidget(self._crop, 1)
        column.addWidget(self._hint)
        column.addLayout(row)
        return page

    def _button(self, key: str, text: str) -> QPushButton:
        return named(QPushButton(text), key, text)

    def _set_region(self, region: QRectF | None) -> None:
        self._draft.set_region(
            None if region is None else (region.x(), region.y(), region.width(), region.height())
        )

    def _render(self, now: Draft) -> None:
        self._pages.setCurrentIndex(1 if now.paintings else 0)
        if now.paintings != self._shown:
            self._shown = now.paintings
            self._tray.show_paintings(now.paintings, self.devicePixelRatioF())
        self._tray.choose(now.chosen)
        painting = now.painting
        if painting is None:
            self._crop.show_painting(None, None, "")
            return
        region = None if painting.region is None else QRectF(*painting.region)
        self._crop.show_painting(painting.picture, region, painting.path.name)
        self._hint.setText(
            self.tr("Drag a rectangle over the region whose brushwork counts.")
            if region is None
            else self.tr("Only the region inside counts. Double-click for the whole painting.")
        )


class _Tray(QListWidget):
    """The paintings in a row; Delete removes one."""

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        named(self, "paintings", self.tr("Paintings to learn from"))
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setIconSize(_THUMBNAIL)
        self.setSpacing(2)
        self.setFixedHeight(_THUMBNAIL.height() + 3 * SPACE)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_paintings(self, paintings: tuple[DraftPainting, ...], ratio: float) -> None:
        """Show these."""
        self.blockSignals(True)
        self.clear()
        for painting in paintings:
            icon, pixmap = QIcon(), filling(painting.picture, _THUMBNAIL, ratio)
            for mode in (QIcon.Mode.Normal, QIcon.Mode.Selected):  # Qt would tint the chosen one
                icon.addPixmap(pixmap, mode)
            item = QListWidgetItem(icon, "")
            item.setToolTip(painting.path.name)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, painting.path.name)
            self.addItem(item)
        self.blockSignals(False)

    def choose(self, row: int) -> None:
        """Mark the painting that is looked at."""
        self.blockSignals(True)
        self.setCurrentRow(row)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove a painting."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit(self.currentRow())
        else:
            super().keyPressEvent(event)
