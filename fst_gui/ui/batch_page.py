"""Many photos, painted one after the other: the queue in the place of the picture."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.batch import BatchState
from fst_gui.state.batch_queue import FINISHED, Batch, Item, Status
from fst_gui.ui.batch_list import ITEM_ROLE, BatchDelegate, BatchModel
from fst_gui.ui.batch_rules import BatchRules
from fst_gui.ui.desktop import show_in_folder
from fst_gui.ui.dialogs import Dialogs
from fst_gui.ui.drops import DropCard
from fst_gui.ui.parts import OneLine, named, words
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.words import time_left

_AGAIN = FINISHED - {Status.DONE}
_UNPAINTED = {Status.FAILED, Status.CANCELLED}


class _Rows(QListView):
    """Delete takes the selected photos out of the queue.

    The list goes along with what is painted, until the person scrolls it or selects a row.
    """

    removed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._along = True
        self._painted: int | None = None
        self.verticalScrollBar().actionTriggered.connect(self._stay)

    def follow(self, now: Batch) -> None:
        """Show the row that is painted now; each batch that begins is gone along with anew."""
        before, self._painted = self._painted, now.current.number if now.current else None
        if not now.running:
            self._along = True
        elif self._along and self._painted != before:
            for row, item in enumerate(now.items):
                if item.number == self._painted:
                    self.scrollTo(self.model().index(row, 0))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Who selects a row looks at that one."""
        super().selectionChanged(selected, deselected)
        if not selected.isEmpty():
            self._stay()

    def _stay(self) -> None:
        self._along = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.key() == Qt.Key.Key_Space:
            event.ignore()  # the window shows the photo while it is held
        else:
            super().keyPressEvent(event)


class BatchPage(QWidget):
    """The rules, the queue, and the way through it."""

    left = Signal()  # back to the picture
    photo_wanted = Signal(Path)

    def __init__(self, batch: BatchState, dialogs: Dialogs, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("batchPage")
        self.setProperty("role", "side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._batch = batch
        self._dialogs = dialogs
        self._theme = theme
        self._model = BatchModel(self)
        self._rows = self._make_rows()
        self._empty = DropCard(
            self.tr("Drop photos or a folder here,\nor click to choose photos"), "batchDrop"
        )
        theme.dress(self._empty, "painting")
        self._empty.clicked.connect(self.choose_photos)
        self._empty.dropped.connect(batch.add)
        self._again = self._button("batchRetry", self.tr("Try again"), self._retry)
        self._cancel = self._button("batchCancel", self.tr("Cancel"), self._cancel_selected)
        self._remove = self._button("batchRemove", self.tr("Remove"), self._remove_selected)
        self._show = self._button("batchShow", self.tr("Show in folder"), self._show_selected)
        self._clear = self._button(
            "batchClear", self.tr("Clear finished"), lambda: batch.clear_finished()
        )
        self._progress = named(QProgressBar(), "batchProgress", self.tr("Progress of the batch"))
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(3)
        self._progress.setMaximum(1000)
        self._summary = OneLine("batchSummary")
        self._stop = self._button("batchStop", self.tr("Cancel all"), lambda: batch.cancel())
        self._go = self._button("batchGo", self.tr("Paint all"), self._go_on)
        self._go.setProperty("primary", True)
        self._lay_out()
        batch.changed.connect(self._render)
        self._rows.selectionModel().selectionChanged.connect(lambda: self._render_buttons())
        theme.changed.connect(self._rows.viewport().update)
        self._render(batch.snapshot)

    def choose_photos(self) -> None:
        """Add photos to the queue."""
        title = self.tr("Choose photos to paint")
        self._dialogs.open_pictures(title, lambda paths: self._batch.add(paths))

    def choose_folder(self) -> None:
        """Add all photos in a folder."""
        title = self.tr("Choose a folder of photos to paint")
        self._dialogs.open_folder(title, lambda path: self._batch.add((path,)), "photos")

    def event(self, event: QEvent) -> bool:
        """Esc leads back to the picture, where the menu's would cancel something."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().event(event)
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self.left.emit()
        return True

    # Parts

    def _make_rows(self) -> _Rows:
        view = _Rows()
        view.setObjectName("batchQueue")
        view.setAccessibleName(self.tr("Photos to paint"))
        view.setModel(self._model)
        view.setItemDelegate(BatchDelegate(view, self._theme))
        view.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.removed.connect(self._remove_selected)
        view.activated.connect(self._open)
        return view

    def _button(self, key: str, text: str, verb: Callable[[], object]) -> QPushButton:
        button = named(QPushButton(text), key, text)
        button.clicked.connect(lambda: verb())
        return button

    def _lay_out(self) -> None:
        back = named(QToolButton(), "batchBack", self.tr("Back to the picture"))
        back.setProperty("role", "flat")
        back.setToolTip(back.accessibleName())
        self._theme.dress(back, "back")
        back.clicked.connect(self.left)
        head = QHBoxLayout()
        head.setSpacing(SPACE)
        head.addWidget(back)
        head.addWidget(words(self.tr("Many photos"), "heading"), 1)
        head.addWidget(self._button("batchPhotos", self.tr("Add photos…"), self.choose_photos))
        head.addWidget(self._button("batchFolders", self.tr("Add a folder…"), self.choose_folder))
        hint = self.tr("Each photo is painted as the controls stood when it was added.")
        tools = QHBoxLayout()
        tools.setSpacing(SPACE)
        for button in (self._again, self._cancel, self._remove, self._show):
            tools.addWidget(button)
        tools.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(SPACE)
        foot.addWidget(self._clear)  # among the others, they would not fit into the least window
        foot.addStretch(1)
        foot.addWidget(self._stop)
        foot.addWidget(self._go)
        queue = QWidget()
        self._pages = QStackedLayout(queue)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self._rows)
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(head)
        column.addWidget(words(hint, "muted"))
        column.addWidget(BatchRules(self._batch, self._dialogs))
        column.addSpacing(SPACE)
        column.addWidget(queue, 1)
        column.addLayout(tools)
        column.addWidget(self._summary)
        column.addWidget(self._progress)
        column.addLayout(foot)

    # What is shown

    def _render(self, now: Batch) -> None:
        self._model.render(now)
        self._pages.setCurrentWidget(self._rows if now.items else self._empty)
        self._rows.follow(now)
        self._progress.setValue(round(now.share * 1000))
        self._summary.say(self._summarise(now))
        self._go.setText(self._go_words(now))
        self._go.setAccessibleName(self._go.text())
        self._go.setEnabled(now.running or now.count(Status.WAITING, Status.CANCELLED) > 0)
        self._stop.setVisible(now.running)
        self._render_buttons()

    def _go_words(self, now: Batch) -> str:
        if not now.running:
            return self.tr("Paint all")
        return self.tr("Go on") if now.paused else self.tr("Pause")

    def _summarise(self, now: Batch) -> str:
        if not now.items:
            return ""
        painted, there = now.count(Status.DONE), now.count(Status.SKIPPED)
        failed, cancelled = now.count(Status.FAILED), now.count(Status.CANCELLED)
        parts = (
            self.tr("{n} of {all} painted").format(n=painted, all=len(now.items)),
            self.tr("{n} there already").format(n=there) if there else "",
            self.tr("{n} failed").format(n=failed) if failed else "",
            self.tr("{n} cancelled").format(n=cancelled) if cancelled else "",
            self.tr("paused") if now.paused else time_left(now.seconds_left),
        )
        return "  ·  ".join(filter(None, parts))

    def _render_buttons(self) -> None:
        chosen = self._chosen()
        unpainted = self._batch.snapshot.count(*_UNPAINTED)
        again = any(item.status in _AGAIN for item in chosen) if chosen else unpainted > 0
        self._again.setEnabled(again)
        self._cancel.setEnabled(any(item.status not in FINISHED for item in chosen))
        self._remove.setEnabled(bool(chosen))
        self._show.setEnabled([i.status is not Status.CANCELLED for i in chosen] == [True])
        over = self._batch.snapshot.count(Status.DONE, Status.SKIPPED)
        self._clear.setEnabled(over > 0)

    # What is done

    def _chosen(self) -> list[Item]:
        return [index.data(ITEM_ROLE) for index in self._rows.selectionModel().selectedIndexes()]

    def _numbers(self) -> set[int]:
        return {item.number for item in self._chosen()}

    def _go_on(self) -> None:
        now = self._batch.snapshot
        if now.running:
            self._batch.pause(not now.paused)
        elif now.waiting:
            self._batch.start()
        else:
            self._batch.retry(self._all_in({Status.CANCELLED}))

    def _retry(self) -> None:
        """The selected photos, or all that failed or were cancelled when none is."""
        self._batch.retry(self._numbers() or self._all_in(_UNPAINTED))

    def _all_in(self, statuses: set[Status]) -> set[int]:
        return {i.number for i in self._batch.snapshot.items if i.status in statuses}

    def _cancel_selected(self) -> None:
        self._batch.cancel(self._numbers())

    def _remove_selected(self) -> None:
        self._batch.remove(self._numbers())

    def _show_selected(self) -> None:
        for item in self._chosen()[:1]:
            painted = item.status in (Status.DONE, Status.SKIPPED)
            show_in_folder(item.target if painted else item.photo.path, self)

    def _open(self, index: QModelIndex) -> None:
        self.photo_wanted.emit(index.data(ITEM_ROLE).photo.path)
