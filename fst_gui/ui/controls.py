"""How the photo is painted, and the way out."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.gallery import GalleryState
from fst_gui.state.masking import Mask
from fst_gui.state.painting import ITERATIONS, OVERPAINTING, STROKE_SIZES, Studio
from fst_gui.state.studio import StudioState
from fst_gui.ui.choices import Choices
from fst_gui.ui.mix_rows import MixRows
from fst_gui.ui.parts import named, words
from fst_gui.ui.sliders import ResetLabel, SliderRow
from fst_gui.ui.theme import SPACE, Theme

_OCTAVE = 100  # steps of the stroke size's slider from one size to twice that size


class Controls(QWidget):
    """The styles, what is done with them, and export."""

    export_wanted = Signal()

    def __init__(self, studio: StudioState, gallery: GalleryState, theme: Theme) -> None:
        super().__init__()
        self._studio = studio
        self._theme = theme
        self._mix = MixRows(studio, gallery, theme)
        self._make_sliders()
        self._colours = Choices(
            "colours",
            self.tr("Colours"),
            (
                ("painting", self.tr("Painting"), self.tr("The painting’s colours")),
                ("photo", self.tr("Photo"), self.tr("The photo’s colours, in the painting’s way")),
                (
                    "luminance",
                    self.tr("Lightness"),
                    self.tr("Only light and dark are painted; every hue stays the photo’s"),
                ),
            ),
        )
        self._colours.chosen.connect(studio.set_colours)
        self._seed = words(role="value", key="variation")
        self._another = self._button("another", self.tr("Another"), self.tr("Another variation"))
        self._another.clicked.connect(
            lambda: studio.set_seed(studio.snapshot.look.settings.seed + 1)
        )
        self._masked = words(role="value", key="masked")
        self._brush = self._button("brush", self.tr("Brush"), self.tr("Protect parts of the photo"))
        self._brush.setCheckable(True)
        self._brush.toggled.connect(studio.mask.set_active)
        self._keep = QPushButton(self.tr("Keep this version"))
        named(self._keep, "keep", self.tr("Keep this version"))
        self._keep.setToolTip(self.tr("To go back to it, or to compare it with another"))
        theme.dress(self._keep, "keep")
        self._keep.clicked.connect(studio.keep_version)
        self._export = named(QPushButton(self.tr("Export…")), "export")
        self._export.setProperty("primary", True)
        self._export.setAccessibleName(self.tr("Export the painting"))
        theme.dress(self._export, "export", primary=True)
        self._export.clicked.connect(self.export_wanted)
        self._lay_out()
        studio.changed.connect(self._render)
        studio.mask.changed.connect(self._render_mask)
        self._render(studio.snapshot)
        self._render_mask(studio.mask.snapshot)

    def _make_sliders(self) -> None:
        studio = self._studio
        low, high = (round(_OCTAVE * math.log2(size)) for size in STROKE_SIZES)
        self._strength = SliderRow(
            "strength",
            self.tr("Strength"),
            (0, 100),
            lambda value: f"{value} %",
            self.tr("From the photo to the full style"),
        )
        self._strength.moved.connect(lambda value: studio.set_strength(value / 100))
        self._stroke = SliderRow(
            "stroke_size",
            self.tr("Stroke size"),
            (low, high),
            lambda value: f"{_size(value) * 100:.0f} %",
            self.tr("Relative to the picture: an export has the strokes of the preview"),
        )
        self._stroke.moved.connect(lambda value: studio.set_stroke_size(_size(value)))
        self._refinement = SliderRow(
            "iterations",
            self.tr("Refinement"),
            (ITERATIONS[0], ITERATIONS[-1]),
            lambda value: self.tr("{n} of {all}").format(n=value, all=ITERATIONS[-1]),
            self.tr("How often the painter goes over the picture"),
        )
        self._refinement.moved.connect(studio.set_iterations)
        self._overpainting = SliderRow(
            "overpainting",
            self.tr("Overpainting"),
            (OVERPAINTING[0], OVERPAINTING[-1]),
            self._say_layers,
            self.tr("Layers painted over it, each nearer to the painting; they take seconds"),
        )
        self._overpainting.moved.connect(studio.set_overpainting)
        self._rows = (self._strength, self._stroke, self._refinement, self._overpainting)
        for row in self._rows:
            setting = row.slider.objectName()
            row.sealed.connect(studio.history.seal)
            row.reset_wanted.connect(lambda s=setting: studio.reset(s))

    def _lay_out(self) -> None:
        inner = QWidget()
        inner.setProperty("role", "side")
        column = QVBoxLayout(inner)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, SPACE)
        column.setSpacing(SPACE)
        column.addWidget(self._mix)
        column.addWidget(_line())
        for row in self._rows:
            column.addWidget(row)
            column.addSpacing(SPACE // 2)
        column.addWidget(self._label(self.tr("Colours"), "colours"))
        column.addWidget(self._colours)
        column.addSpacing(SPACE // 2)
        column.addLayout(
            self._row(self._label(self.tr("Variation"), "seed"), self._seed, self._another)
        )
        column.addLayout(self._row(QLabel(self.tr("Mask")), self._masked, self._brush))
        column.addStretch(1)
        scroll = named(QScrollArea(), "controlsScroll", self.tr("Controls"))
        scroll.setProperty("role", "side")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inner)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(2 * SPACE, SPACE, 2 * SPACE, 2 * SPACE)
        foot.setSpacing(SPACE)
        foot.addWidget(self._keep)
        foot.addWidget(self._export)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(scroll, 1)
        whole.addWidget(self._foot)

    def offer_export(self, offered: bool) -> None:
        """Whether there is a picture in sight to keep or export."""
        self._foot.setVisible(offered)

    def _say_layers(self, count: int) -> str:
        most = OVERPAINTING[-1]
        return self.tr("{n} of {all}").format(n=count, all=most) if count else self.tr("None")

    def _row(self, label: QLabel, value: QLabel, button: QToolButton) -> QHBoxLayout:
        value.setWordWrap(False)
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        row.addWidget(label)
        row.addWidget(value, 1, Qt.AlignmentFlag.AlignRight)
        row.addWidget(button)
        return row

    def _label(self, text: str, setting: str) -> QLabel:
        label = ResetLabel(text)
        label.reset_wanted.connect(lambda: self._studio.reset(setting))
        return label

    def _button(self, icon: str, text: str, says: str) -> QToolButton:
        button = named(QToolButton(), icon, says)
        button.setText(text)
        button.setToolTip(says)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._theme.dress(button, icon)
        return button

    def _render(self, now: Studio) -> None:
        settings = now.look.settings
        self._strength.show_value(round(settings.strength * 100))
        self._stroke.show_value(round(_OCTAVE * math.log2(settings.stroke_size)))
        self._refinement.show_value(settings.iterations)
        self._overpainting.show_value(settings.overpainting)
        self._colours.show_choice(settings.colours)
        self._seed.setText(str(settings.seed + 1))
        mask = now.look.mask
        self._masked.setText(
            self.tr("None")
            if mask is None
            else self.tr("{percent} % painted").format(percent=round(mask.painted * 100))
        )
        ready = now.photo is not None and bool(now.look.styles)
        self._export.setEnabled(ready and now.export is None)
        self._brush.setEnabled(now.photo is not None)
        self._keep.setEnabled(now.painted is not None)

    def _render_mask(self, now: Mask) -> None:
        self._brush.setChecked(now.active)


def _size(value: int) -> float:
    """The stroke size at a place of its slider."""
    return min(STROKE_SIZES[1], max(STROKE_SIZES[0], 2.0 ** (value / _OCTAVE)))


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
