"""The plots with what changes how they look, what they say at a step, and a way to save them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.training import TrainingState
from fst_gui.state.training_curves import ACCURACIES, curves_csv
from fst_gui.state.training_run import Run
from fst_gui.ui.dialogs import Dialogs
from fst_gui.ui.drag_out import file_name
from fst_gui.ui.parts import named, words
from fst_gui.ui.plot_parts import Border
from fst_gui.ui.plots import LossPlots
from fst_gui.ui.sliders import CalmSlider
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.training_words import stage_name

_WIDTHS = (0.0, 1.0, 2.0, 4.0, 8.0, 16.0, 32.0)  # of smoothing, in steps
_USUAL = 3
_LEAST = 300  # lower than this, three plots cannot be read


class PlotPanel(QWidget):
    """Shows a run's curves, of one stage or of all."""

    def __init__(self, training: TrainingState, dialogs: Dialogs, theme: Theme) -> None:
        super().__init__()
        self._training = training
        self._dialogs = dialogs
        self._run: Run | None = None
        self.plots = LossPlots(theme)
        self.plots.pointed.connect(lambda step: self._read(step))
        self._short = {name: look.name for name, look in self.plots.looks.items()} | {
            "d_loss": self.tr("D"),
            "g_loss": self.tr("G"),
            "d_real": self.tr("D on paintings"),
            "d_generated": self.tr("D on photos"),
        }
        self._readout = words(role="muted", key="plotReadout")
        self._readout.setFixedHeight(2 * self.fontMetrics().lineSpacing())
        self._readout.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._scale = self._tool("plotScale", self.tr("Log"), self.tr("Logarithmic scale"))
        self._scale.setCheckable(True)
        self._scale.setChecked(True)
        self._scale.toggled.connect(self.plots.set_logarithmic)
        self._smoothing = CalmSlider("smoothing", self.tr("Smoothing of the curves"))
        self._smoothing.setToolTip(self._smoothing.accessibleName())
        self._smoothing.setRange(0, len(_WIDTHS) - 1)
        self._smoothing.setPageStep(1)
        self._smoothing.setFixedWidth(9 * SPACE)
        self._smoothing.valueChanged.connect(lambda v: self.plots.set_smoothing(_WIDTHS[v]))
        self._smoothing.setValue(_USUAL)
        self._whole = self._tool("plotWhole", self.tr("All"), self.tr("Undo the zoom"))
        self._whole.clicked.connect(self.plots.show_whole)
        self._whole.setEnabled(False)
        self.plots.zoomed.connect(self._whole.setEnabled)
        self._save = self._tool("plotSave", self.tr("Save"), self.tr("Save the curves"))
        self._save.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._save.setMenu(self._save_menu())
        self._lay_out()
        self.setMinimumHeight(_LEAST)
        # As much as there is room for: the page is to be scrolled only below the least.
        self.plots.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def _lay_out(self) -> None:
        smooth = QLabel(self.tr("Smooth"))
        smooth.setProperty("role", "muted")
        smooth.setBuddy(self._smoothing)
        row = QHBoxLayout()
        row.setSpacing(SPACE // 2)
        row.addWidget(self._scale)
        row.addSpacing(SPACE)
        row.addWidget(smooth)
        row.addWidget(self._smoothing)
        row.addStretch(1)
        row.addWidget(self._whole)
        row.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.plots, 1)
        column.addWidget(self._readout)

    def _tool(self, key: str, text: str, says: str) -> QToolButton:
        button = named(QToolButton(), key, says)
        button.setText(text)
        button.setToolTip(says)
        button.setProperty("role", "flat")
        return button

    def _save_menu(self) -> QMenu:
        menu = QMenu(self)
        for text, suffix, make in (
            (self.tr("As a picture (PNG)…"), ".png", self._png),
            (self.tr("As a drawing (SVG)…"), ".svg", self.plots.to_svg),
            (self.tr("As a table (CSV)…"), ".csv", self._csv),
        ):
            menu.addAction(text).triggered.connect(
                lambda _=False, s=suffix, m=make: self._save_as(s, m)
            )
        return menu

    def show_run(self, run: Run, stage: str) -> None:
        """Show the curves of a training, or of one of its stages."""
        self._run = run
        begun = [phase for phase in run.plan if phase.start <= run.step]
        stages = [phase.stage for phase in begun]
        borders = tuple(
            Border(phase.start, stage_name(phase.stage), stages.index(phase.stage) == number)
            for number, phase in enumerate(begun)
        )
        mine = [phase for phase in begun if phase.stage == stage]
        part = None
        if mine:
            part = float(mine[0].start), float(min(run.step, mine[-1].start + mine[-1].steps))
        self.plots.show_curves(run.curves, borders, part)
        self._save.setEnabled(bool(run.curves))
        if self.plots.cursor_step is None:
            self._read(None)

    def _read(self, step: int | None) -> None:
        """Say the values at a step, or the newest ones."""
        at = step if step is not None else (self._run.step if self._run else 0)
        values = self.plots.values_at(at)
        parts = [
            f"{self._short[name]} {100 * value:.0f} %"
            if name in ACCURACIES
            else f"{self._short[name]} {value:.3g}"
            for name, (_, value) in values.items()
        ]
        here = self.tr("Step {step}").format(step=at)
        # Lines break between the curves, not inside one.
        whole = [part.replace(" ", "\u00a0") for part in (here, *parts)]
        self._readout.setText("  ·  ".join(whole) if parts else "")
        self._make_room()

    def _make_room(self) -> None:
        """For all lines of the figures; what was given stays, so that plots do not jump."""
        needed = self._readout.heightForWidth(self._readout.width())
        if needed > self._readout.height():
            self._readout.setFixedHeight(needed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere."""
        super().resizeEvent(event)
        self._make_room()

    # Saving

    def _save_as(self, suffix: str, make: Callable[[], bytes]) -> None:
        title = self._run.title if self._run else self.tr("training")
        self._dialogs.save_file(
            self.tr("Save the curves"),
            file_name(f"{title} - {self.tr('curves')}") + suffix,
            lambda path: self._training.write_file(path, make()),
        )

    def _png(self) -> bytes:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        self.plots.to_image().save(buffer, "PNG")  # pyright: ignore[reportArgumentType,reportCallIssue]
        return bytes(buffer.data().data())

    def _csv(self) -> bytes:
        return curves_csv(self._run.curves if self._run else {}).encode("utf-8")
