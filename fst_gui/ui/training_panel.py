"""Train a style: the form, and the training that runs."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QStackedLayout, QWidget

from fst_gui.state.training import Training, TrainingState
from fst_gui.ui.theme import Theme
from fst_gui.ui.training_setup import TrainingSetup


class TrainingPanel(QWidget):
    """The form while nothing runs, the progress while something does."""

    def __init__(self, training: TrainingState, theme: Theme) -> None:
        super().__init__()
        self._training = training
        self._theme = theme
        self.setup = TrainingSetup(training)
        self._progress: QWidget | None = None
        self._pages = QStackedLayout(self)
        self._pages.addWidget(_scrolling(self.setup))
        training.changed.connect(self._render)
        self._render(training.snapshot)

    def _render(self, now: Training) -> None:
        if now.running and self._progress is None:
            # pyqtgraph takes a third of a second to import: not before a training needs it.
            from fst_gui.ui.training_progress import TrainingProgress

            self._progress = _scrolling(TrainingProgress(self._training, self._theme))
            self._pages.addWidget(self._progress)
        self._pages.setCurrentIndex(1 if now.running else 0)


def _scrolling(widget: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidget(widget)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for part in (area, widget):
        part.setProperty("role", "side")
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return area
