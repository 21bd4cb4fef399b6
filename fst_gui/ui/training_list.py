"""All trainings in a list: the one under way, the queue, the unfinished, the finished."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.training import Training, TrainingState
from fst_gui.state.training_run import Run
from fst_gui.ui.parts import named, words
from fst_gui.ui.sure_button import SureButton
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.words import said, time_left

_STATUS = Qt.ItemDataRole.UserRole + 1
_DONE = Qt.ItemDataRole.UserRole + 2
_FOLDER = Qt.ItemDataRole.UserRole + 3


class TrainingList(QWidget):
    """A button for a new training, the list, and what can be done with the chosen one."""

    def __init__(self, training: TrainingState, theme: Theme) -> None:
        super().__init__()
        self._training = training
        self._new = named(QPushButton(self.tr("New training")), "newTraining")
        self._new.setAccessibleName(self.tr("A new training"))
        self._new.clicked.connect(lambda: training.show(None))
        self._list = _Runs(theme)
        self._list.currentItemChanged.connect(self._choose)
        self._list.moved.connect(lambda by: self._move(by))
        self._empty = words(self.tr("Trainings appear here and can be continued later."), "muted")
        self._go_on = self._button("goOn", self.tr("Go on"), self._go_on_with)
        self._first = self._button("startNext", self.tr("Start next"), lambda: self._move(-999))
        self._up = self._button("moveUp", self.tr("Earlier"), lambda: self._move(-1))
        self._down = self._button("moveDown", self.tr("Later"), lambda: self._move(1))
        self._delete = SureButton("deleteTraining", self.tr("Really delete it"))
        self._delete.confirmed.connect(self._remove)
        self._offered: tuple[Path, str] | None = None  # whose deletion, and the status it had
        self._lay_out()
        training.changed.connect(self._render)
        self._render(training.snapshot)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACE, 2 * SPACE, SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._new)
        column.addWidget(self._empty)
        column.addWidget(self._list, 1)
        column.addStretch(0)
        order = QHBoxLayout()
        for button in (self._up, self._down):
            order.addWidget(button)
        column.addWidget(self._go_on)
        column.addWidget(self._first)
        column.addLayout(order)
        column.addWidget(self._delete)

    def _button(self, key: str, text: str, verb: object) -> QPushButton:
        button = named(QPushButton(text), key, text)
        button.clicked.connect(lambda: verb())  # pyright: ignore[reportCallIssue]
        return button

    # What it shows

    def _render(self, now: Training) -> None:
        self._empty.setVisible(not now.runs)
        self._list.setVisible(bool(now.runs))
        self._list.show_runs([(run, self._describe(run, now)) for run in now.runs], now.shown)
        run = now.shown_run
        status = "" if run is None else run.status
        waiting = [other for other in now.runs if other.status == "waiting"]
        self._go_on.setVisible(status == "interrupted")
        self._go_on.setEnabled(run is not None and not run.problem)
        in_order = status == "waiting" and len(waiting) > 1
        for button in (self._first, self._up, self._down):
            button.setVisible(in_order)
        self._delete.setVisible(status in ("waiting", "interrupted", "finished"))
        offered = None if run is None else (run.folder, run.status)
        if offered != self._offered:
            self._offered = offered
            self._delete.forget()
        queued = status == "waiting"
        text = self.tr("Remove from the queue") if queued else self.tr("Delete this training")
        # One that has learned nothing goes at once.
        self._delete.offer(text, asks=run is not None and run.step > 0)

    def _describe(self, run: Run, now: Training) -> str:
        percent = self.tr("{n} %").format(n=round(100 * run.done))
        if run.problem:
            return self.tr("Cannot be continued")
        if run.status == "running":
            left = time_left(run.seconds_left)
            return f"{percent} · {left}" if run.total_steps and left else self.tr("Preparing…")
        if run.status == "waiting":
            waiting = [other.folder for other in now.runs if other.status == "waiting"]
            place = waiting.index(run.folder) + 1
            return self.tr("Waits, {n} in the queue").format(n=place)
        return {
            "paused": self.tr("Paused at {percent}").format(percent=percent),
            "ending": self.tr("Ending…"),
            "interrupted": self.tr("Not finished, {percent}").format(percent=percent),
            "finished": self.tr("Finished"),
        }[run.status]

    # Verbs

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self._training.show(item.data(_FOLDER))

    def _go_on_with(self) -> None:
        folder = self._training.snapshot.shown
        if folder is not None:
            self._training.go_on(folder)

    def _move(self, by: int) -> None:
        folder = self._training.snapshot.shown
        if folder is not None:
            self._training.move(folder, by)

    def _remove(self) -> None:
        folder = self._training.snapshot.shown
        if folder is not None:
            self._training.remove(folder)


class _Runs(QListWidget):
    """The list; Alt with an arrow moves what waits."""

    moved = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "trainings", self.tr("Trainings"))
        self.setAccessibleDescription(self.tr("Alt with an arrow moves a training that waits."))
        self.setItemDelegate(_Painter(theme, self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_runs(self, runs: list[tuple[Run, str]], shown: Path | None) -> None:
        """Show these, and mark one."""
        self.blockSignals(True)
        while self.count() > len(runs):
            self.takeItem(self.count() - 1)
        while self.count() < len(runs):
            self.addItem(QListWidgetItem())
        for row, (run, status) in enumerate(runs):
            item = self.item(row)
            for role, value in (
                (Qt.ItemDataRole.DisplayRole, run.title),
                (Qt.ItemDataRole.AccessibleTextRole, f"{run.title}, {status}"),
                (Qt.ItemDataRole.ToolTipRole, said(run.problem) or run.title),
                (_STATUS, status),
                (_DONE, run.done if run.under_way else -1.0),
                (_FOLDER, run.folder),
            ):
                if item.data(role) != value:
                    item.setData(role, value)
        folders = [run.folder for run, _ in runs]
        row = folders.index(shown) if shown in folders else -1
        if row != self.currentRow():
            self.setCurrentRow(row)
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move what waits."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)


class _Painter(QStyledItemDelegate):
    """Title, status, and a line for how far it is."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines."""
        return QSize(100, 2 * option.fontMetrics.height() + 2 * SPACE + 4)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one training."""
        colours = self._theme.colours
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen or over:
            painter.setPen(QPen(QColor(colours.accent), 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(box, 6, 6)
        inner = box.adjusted(SPACE, SPACE / 2, -SPACE, -SPACE / 2)
        line = option.fontMetrics.height()
        font = QFont(option.font)
        font.setBold(chosen)
        painter.setFont(font)
        painter.setPen(QColor(colours.text))
        self._line(painter, QRectF(inner.left(), inner.top(), inner.width(), line), index.data())
        painter.setFont(option.font)
        painter.setPen(QColor(colours.muted))
        second = QRectF(inner.left(), inner.top() + line, inner.width(), line)
        self._line(painter, second, index.data(_STATUS))
        done = index.data(_DONE)
        if done is not None and done >= 0:
            y = inner.bottom()
            for end, colour in ((1.0, colours.border), (done, colours.accent)):
                painter.setPen(QPen(QColor(colour), 3))
                right = QPointF(inner.left() + end * inner.width(), y)
                painter.drawLine(QPointF(inner.left(), y), right)
        painter.restore()

    def _line(self, painter: QPainter, box: QRectF, text: str) -> None:
        elided = painter.fontMetrics().elidedText(
            text, Qt.TextElideMode.ElideRight, int(box.width())
        )
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, elided)
