"""The training room: the list of trainings, and beside it one of them or the form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QWidget

from fst_gui.state.training import Training, TrainingState
from fst_gui.ui.dialogs import Dialogs
from fst_gui.ui.drops import PACK_SUFFIX, is_pack, local_paths
from fst_gui.ui.parts import named
from fst_gui.ui.theme import Theme
from fst_gui.ui.training_form import TrainingForm
from fst_gui.ui.training_list import TrainingList
from fst_gui.ui.training_setup import TrainingSetup

if TYPE_CHECKING:
    from fst_gui.ui.training_desk import TrainingDesk

_LIST_WIDTH = 216


class TrainingRoom(QWidget):
    """Pictures dropped anywhere in it are paintings to learn from."""

    pack_dropped = Signal(Path)
    paint_wanted = Signal(Path)  # with the style in that file

    def __init__(self, training: TrainingState, dialogs: Dialogs, theme: Theme) -> None:
        super().__init__()
        named(self, "trainingRoom")
        self.setAcceptDrops(True)
        self._training = training
        self._dialogs = dialogs
        self._theme = theme
        self._list = TrainingList(training, theme)
        self._list.setFixedWidth(_LIST_WIDTH)
        form = TrainingForm(training)
        form.choose_folder.connect(self._choose_folder)
        form.export_job.connect(self.export_job)
        self._setup = TrainingSetup(training.draft, theme, form)
        self._setup.choose_paintings.connect(self._choose_paintings)
        self.desk: TrainingDesk | None = None
        self._pages = QStackedWidget()
        self._pages.addWidget(self._setup)
        for part in (self, self._list, self._setup):
            part.setProperty("role", "side")
            part.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._list)
        row.addWidget(_line())
        row.addWidget(self._pages, 1)
        training.changed.connect(self._render)
        self._render(training.snapshot)

    def _render(self, now: Training) -> None:
        if now.shown_run is not None and self.desk is None:
            # pyqtgraph takes a third of a second to import: not before a training needs it.
            from fst_gui.ui.training_desk import TrainingDesk

            self.desk = TrainingDesk(self._training, self._dialogs, self._theme)
            self.desk.paint_wanted.connect(self.paint_wanted)
            self._pages.addWidget(self.desk)
        self._pages.setCurrentIndex(0 if now.shown_run is None else 1)

    def showEvent(self, event: object) -> None:
        """Say how long a training would take."""
        self._training.draft.forecast()

    def _choose_paintings(self) -> None:
        title = self.tr("Choose paintings to learn from")
        self._dialogs.open_pictures(title, self._training.draft.add_paintings, "paintings")

    def _choose_folder(self) -> None:
        title = self.tr("Choose a folder of photos to practise on")
        self._dialogs.open_folder(title, self._training.draft.use_folder)

    def export_job(self) -> None:
        """Choose where a folder is written that can be trained elsewhere."""
        title = self.tr("Choose where the training job is written")
        self._dialogs.open_folder(title, self._training.job.export)

    # Drops

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if local_paths(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Paintings to learn from; a style pack is imported."""
        event.acceptProposedAction()
        self.take(local_paths(event.mimeData()))

    def take(self, paths: tuple[Path, ...]) -> None:
        """Learn from these paintings next; import style packs, also from a job's folder.

        Any other folder holds photos to practise on.
        """
        folders = [path for path in paths if path.is_dir()]
        inside = {folder: sorted(folder.glob(f"*{PACK_SUFFIX}")) for folder in folders}
        for pack in (*filter(is_pack, paths), *(p for packs in inside.values() for p in packs)):
            self.pack_dropped.emit(pack)
        for folder, packs in inside.items():
            if not packs:
                self._training.draft.use_folder(folder)
        paintings = tuple(p for p in paths if not is_pack(p) and p not in folders)
        if paintings:
            self._training.show(None)
            self._training.draft.add_paintings(paintings)


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.VLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
