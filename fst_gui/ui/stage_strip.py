"""The stages of a training in a row, with the phases and the time of each."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from fst_gui.state.training_progress import STAGES, PhaseProgress, StageProgress
from fst_gui.ui.parts import named
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.training_words import phase_name, stage_name, stage_sentence
from fst_gui.ui.words import duration

_BAR = 4
_PAD = SPACE


class StageStrip(QWidget):
    """Four buttons; the pressed one is the stage whose curves are looked at."""

    chosen = Signal(str)  # a stage, or nothing for the whole training

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        named(self, "stageStrip", self.tr("Stages of the training"))
        self._buttons = {stage: _StageButton(stage, theme) for stage in STAGES}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE // 2)
        for stage, button in self._buttons.items():
            row.addWidget(button, 1)
            button.clicked.connect(lambda on, stage=stage: self.chosen.emit(stage if on else ""))

    def show_stages(self, stages: tuple[StageProgress, ...], chosen: str) -> None:
        """Show how far each stage is."""
        for stage in stages:
            self._buttons[stage.stage].show_stage(stage)
        for name, button in self._buttons.items():
            button.setChecked(name == chosen)


class _StageButton(QAbstractButton):
    """Name and time of a stage, and a bar for each of its phases."""

    def __init__(self, stage: str, theme: Theme) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._theme = theme
        self._now = StageProgress(stage)
        named(self, f"stage_{stage}", stage_name(stage))
        curves = self.tr("Press to look at the curves of this stage only.")
        self.setToolTip(f"{stage_sentence(stage)}.\n{curves}")
        theme.changed.connect(self.update)

    def show_stage(self, now: StageProgress) -> None:
        """Another state of things."""
        if now == self._now:
            return
        self._now = now
        parts = [stage_name(now.stage), self._time()]
        parts += [self._say_phase(phase) for phase in now.phases if phase.current]
        self.setAccessibleName(", ".join(filter(None, parts)))
        self.update()

    def _say_phase(self, phase: PhaseProgress) -> str:
        return self.tr("{phase} {percent} %").format(
            phase=phase_name(phase.phase), percent=round(phase.done * 100)
        )

    def _time(self) -> str:
        now = self._now
        if now.finished:
            done = self.tr("done")
            return done if now.spent is None else duration(now.spent)
        if now.left is None:
            return ""
        return self.tr("{time} to go").format(time=duration(now.left))

    def sizeHint(self) -> QSize:
        """Two lines of words and a bar."""
        line = self.fontMetrics().height()
        return QSize(140, 2 * line + _BAR + 2 * _PAD)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, time, bars and phases."""
        colours = self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.isChecked() or self.underMouse() or self.hasFocus():
            ring = QColor(colours.accent) if self.hasFocus() else QColor(colours.border)
            painter.setPen(QPen(ring, 2 if self.hasFocus() else 1))
            on = self.isChecked() or self.underMouse()
            painter.setBrush(QColor(colours.hover) if on else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, 6, 6)
        self._draw_words(painter)
        self._draw_phases(painter)
        painter.end()

    def _draw_words(self, painter: QPainter) -> None:
        colours = self._theme.colours
        line = self.fontMetrics().height()
        row = QRectF(_PAD, _PAD - 2, self.width() - 2 * _PAD, line)
        begun = self._now.begun
        painter.setFont(_font(self.font(), 1.0, bold=self._now.current))
        painter.setPen(QColor(colours.text if begun else colours.muted))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(row, left, stage_name(self._now.stage))
        used = painter.fontMetrics().horizontalAdvance(stage_name(self._now.stage)) + SPACE
        painter.setFont(_font(self.font(), 0.86))
        painter.setPen(QColor(colours.muted))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if painter.fontMetrics().horizontalAdvance(self._time()) <= row.width() - used:
            painter.drawText(row, right, self._time())

    def _draw_phases(self, painter: QPainter) -> None:
        colours = self._theme.colours
        line = self.fontMetrics().height()
        phases = self._now.phases or (PhaseProgress("", 0.0),)
        width = (self.width() - 2 * _PAD - (len(phases) - 1) * 3) / len(phases)
        top = _PAD + line
        painter.setFont(_font(self.font(), 0.8))
        for number, phase in enumerate(phases):
            left = _PAD + number * (width + 3)
            bar = QRectF(left, top, width, _BAR)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.border))
            painter.drawRoundedRect(bar, 2, 2)
            if phase.done > 0:
                bar.setWidth(max(_BAR, width * phase.done))
                painter.setBrush(QColor(colours.accent))
                painter.drawRoundedRect(bar, 2, 2)
            painter.setPen(QColor(colours.text if phase.current else colours.muted))
            name = painter.fontMetrics().elidedText(
                phase_name(phase.phase), Qt.TextElideMode.ElideRight, int(width)
            )
            painter.drawText(QRectF(left, top + _BAR + 1, width, line), 0, name)


def _font(font: QFont, scale: float, *, bold: bool = False) -> QFont:
    font = QFont(font)
    font.setPointSizeF(font.pointSizeF() * scale)
    font.setBold(bold)
    return font
