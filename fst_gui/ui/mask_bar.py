"""The brush's own bar, above the picture while the brush is in hand."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from fst_gui.state.masking import SIZES, Mask, MaskState
from fst_gui.ui.choices import Choices
from fst_gui.ui.parts import named
from fst_gui.ui.sliders import ResetSlider
from fst_gui.ui.theme import SPACE, Theme

_STEPS = 100
_WIDTH = 96
_ROOMY = 540


class MaskBar(QWidget):
    """Protect or paint, size, softness, invert, clear, done."""

    def __init__(self, mask: MaskState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("maskBar")
        self.setProperty("role", "toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._mask = mask
        self._tool = Choices(
            "maskTool",
            self.tr("Brush"),
            (
                ("protect", self.tr("Protect"), self.tr("What is brushed over stays the photo")),
                ("apply", self.tr("Paint"), self.tr("What is brushed over is painted")),
            ),
        )
        self._tool.chosen.connect(mask.choose)
        self._size = ResetSlider("brushSize", self.tr("Size of the brush"), 0, _STEPS)
        self._size.setToolTip(self.tr("Size of the brush ([ and ])"))
        self._size.valueChanged.connect(lambda value: mask.set_size(_size(value)))
        self._size.reset_wanted.connect(lambda: mask.set_size(Mask().brush.size))
        self._softness = ResetSlider("brushSoftness", self.tr("Softness of the brush"), 0, 100)
        self._softness.setToolTip(self.tr("How softly the edge fades"))
        self._softness.valueChanged.connect(lambda value: mask.set_softness(value / 100))
        self._softness.reset_wanted.connect(lambda: mask.set_softness(Mask().brush.softness))
        self._labels: list[QLabel] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE)
        row.addWidget(self._tool)
        for text, slider in (
            (self.tr("Size"), self._size),
            (self.tr("Softness"), self._softness),
        ):
            label = QLabel(text)
            label.setProperty("role", "muted")
            label.setBuddy(slider)
            self._labels.append(label)
            slider.setMinimumWidth(_WIDTH // 2)
            slider.setMaximumWidth(_WIDTH)
            row.addSpacing(SPACE // 2)
            row.addWidget(label)
            row.addWidget(slider, 1)
        row.addStretch(1)
        for icon, says, verb in (
            ("invert", self.tr("Swap what is painted and what is protected"), mask.invert),
            ("reset", self.tr("Clear the mask: paint everywhere"), mask.clear),
        ):
            button = named(QToolButton(), f"mask_{icon}", says)
            button.setToolTip(says)
            button.setProperty("role", "flat")
            theme.dress(button, icon)
            button.clicked.connect(verb)
            row.addWidget(button)
        done = named(QPushButton(self.tr("Done")), "maskDone", self.tr("Put the brush away"))
        done.clicked.connect(lambda: mask.set_active(False))
        row.addWidget(done)
        mask.changed.connect(self._render)
        self._render(mask.snapshot)

    def event(self, event: QEvent) -> bool:
        """Esc puts the brush away, as it does on the picture."""
        if not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return super().event(event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._mask.set_active(False)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, the tool tips have to do."""
        for label in self._labels:
            label.setVisible(event.size().width() >= _ROOMY)

    def _render(self, now: Mask) -> None:
        self.setVisible(now.active)
        self._tool.show_choice(now.tool)
        for slider, value in (
            (self._size, _place(now.brush.size)),
            (self._softness, round(now.brush.softness * 100)),
        ):
            if not slider.isSliderDown():
                with QSignalBlocker(slider):
                    slider.setValue(value)


def _size(value: int) -> float:
    """The size at a place of the slider, which doubles in equal steps."""
    return SIZES[0] * (SIZES[1] / SIZES[0]) ** (value / _STEPS)


def _place(size: float) -> int:
    return round(_STEPS * math.log(size / SIZES[0]) / math.log(SIZES[1] / SIZES[0]))
