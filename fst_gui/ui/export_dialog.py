"""How the painting is written to a file, beside the work."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.export_plan import ExportPlan, plan_export
from fst_gui.state.exporting import Exporting, ExportState
from fst_gui.state.studio import StudioState
from fst_gui.ui.desktop import show_in_folder
from fst_gui.ui.dialogs import Dialogs
from fst_gui.ui.drag_out import file_name
from fst_gui.ui.export_fields import ExportFields
from fst_gui.ui.parts import named, words
from fst_gui.ui.pictures import filling
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.words import duration, said, time_left

_PICTURE = QSize(148, 112)
_NOTICED = 1.05  # times as wide as the photo


class ExportDialog(QDialog):
    """Format, size and what goes with it; then progress, and the file in its folder."""

    def __init__(
        self, parent: QWidget, studio: StudioState, dialogs: Dialogs, theme: Theme
    ) -> None:
        super().__init__(parent)
        named(self, "exportDialog", self.tr("Export the painting"))
        self.setWindowTitle(self.tr("Export the painting"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._studio = studio
        self._export: ExportState = studio.exporting
        self._dialogs = dialogs
        self._fields = ExportFields(studio)
        self._picture = QLabel()
        self._picture.setFixedSize(_PICTURE)
        self._shown: object = None
        self._pixels = words(role="heading", key="exportSize")
        self._paper = words(role="muted", key="exportPaper")
        self._forecast = words(role="muted", key="exportForecast")
        self._progress = named(QProgressBar(), "exportProgress", self.tr("Progress of the export"))
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1000)
        self._progress.setFixedHeight(3)
        self._doing = words(role="muted", key="exportDoing")
        self._failed = words(role="wrong", key="exportFailed")
        self._show = named(QPushButton(self.tr("Show in folder")), "exportShow")
        self._show.clicked.connect(self._show_file)
        self._cancel = named(QPushButton(self.tr("Cancel")), "exportCancel")
        self._cancel.clicked.connect(self._end)
        self._go = named(QPushButton(self.tr("Export…")), "exportGo")
        self._go.setProperty("primary", True)
        self._go.setDefault(True)
        self._go.clicked.connect(self._choose_file)
        theme.dress(self._go, "export", primary=True)
        self._lay_out()
        studio.changed.connect(self._render)
        self._export.changed.connect(self._render)
        self._export.foresee_anew()
        self._render()

    def _lay_out(self) -> None:
        facts = QVBoxLayout()
        facts.setSpacing(SPACE // 2)
        facts.addStretch(1)
        for label in (self._pixels, self._paper, self._forecast):
            facts.addWidget(label)
        facts.addStretch(1)
        top = QHBoxLayout()
        top.setSpacing(2 * SPACE)
        top.addWidget(self._picture)
        top.addLayout(facts, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        buttons.addWidget(self._doing, 1)
        for button in (self._show, self._cancel, self._go):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 2 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addLayout(top)
        column.addWidget(self._fields)
        column.addStretch(1)
        column.addWidget(self._progress)
        column.addWidget(self._failed)
        column.addLayout(buttons)
        self.setMinimumWidth(560)

    # What is chosen

    def _choose_file(self) -> None:
        now = self._studio.snapshot
        if now.style is None:
            return
        stem = now.title.rsplit(".", 1)[0] or self.tr("painting")
        name = file_name(f"{stem} - {now.style.title}") + self._export.snapshot.suffix
        self._dialogs.save_picture(name, self._studio.export)

    def _end(self) -> None:
        if self._export.running:
            self._studio.cancel()
        else:
            self.close()

    def _show_file(self) -> None:
        saved = self._export.snapshot.saved
        if saved is not None:
            show_in_folder(saved, self)

    # What is shown

    def _render(self, *_: object) -> None:
        studio, settings = self._studio.snapshot, self._export.snapshot.settings
        plan = plan_export(studio.size, studio.look, settings)
        if studio.photo is not None and studio.look.styles and not plan.problem:
            self._export.foresee(studio.photo, studio.look, studio.overpainted)
        now = self._export.snapshot  # which forgets the forecast of what was chosen before
        self._render_plan(plan, now)
        self._render_forecast(plan, now)
        self._render_progress(now)
        busy = now.under_way is not None
        problem = plan.problem or now.problem
        ready = studio.photo is not None and bool(studio.look.styles) and not problem
        self._go.setEnabled(ready and not busy)
        self._fields.setEnabled(not busy)
        if studio.painted is not None and studio.painted is not self._shown:
            self._shown = studio.painted
            self._picture.setPixmap(filling(studio.painted, _PICTURE, self.devicePixelRatioF()))

    def _render_plan(self, plan: ExportPlan, now: Exporting) -> None:
        if plan.problem:
            self._pixels.setText(said(plan.problem))
            self._paper.setText("")
            return
        pixels = self.tr("{width} × {height} pixels")
        if plan.enlarged > _NOTICED:
            pixels = self.tr("{width} × {height} pixels, {times:.1f} × the photo's")
        self._pixels.setText(
            pixels.format(width=plan.width, height=plan.height, times=plan.enlarged)
        )
        paper = now.settings.unit == "centimetres" and now.settings.size is not None
        self._paper.setVisible(paper)
        self._paper.setText(
            self.tr(
                "{width:.1f} × {height:.1f} cm on paper, strokes about {stroke:.1f} mm wide"
            ).format(width=plan.paper[0], height=plan.paper[1], stroke=plan.stroke_millimetres)
        )

    def _render_forecast(self, plan: ExportPlan, now: Exporting) -> None:
        forecast = now.forecast
        if plan.problem or now.problem:
            self._forecast.setText(said(now.problem))
        elif forecast is None:
            self._forecast.setText(self.tr("Estimating time and memory…"))
        else:
            memory = forecast.megabytes
            self._forecast.setText(
                self.tr("About {time} and {memory} of memory").format(
                    time=duration(max(1.0, forecast.seconds)),
                    memory=f"{memory / 1000:.1f} GB" if memory >= 950 else f"{memory:.0f} MB",
                )
            )

    def _render_progress(self, now: Exporting) -> None:
        going = now.under_way
        self._progress.setVisible(going is not None)
        self._show.setVisible(now.saved is not None)
        self._cancel.setText(self.tr("Cancel") if going else self.tr("Close"))
        if going is not None:
            self._progress.setValue(max(20, round(going.done * 1000)))
            text = self.tr("{percent} %").format(percent=round(going.done * 100))
            left = time_left(going.seconds_left)
            self._doing.setText(f"{text}  ·  {left}" if left else text)
        elif now.saved is not None:
            self._doing.setText(self.tr("Saved “{name}”").format(name=now.saved.name))
        else:
            self._doing.setText("")
        self._failed.setVisible(bool(now.failed))
        self._failed.setText(said(now.failed))
