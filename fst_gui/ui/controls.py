"""How the photo is painted, and the way out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.base import Picture
from fst_gui.state.gallery import Gallery, GalleryState
from fst_gui.state.studio import ITERATIONS, Studio, StudioState
from fst_gui.ui.parts import named, words
from fst_gui.ui.pictures import filling
from fst_gui.ui.theme import SPACE, Theme

_STYLE_PICTURE = QSize(72, 72)


class Controls(QWidget):
    """The chosen style, strength, refinement, export."""

    export_wanted = Signal()

    def __init__(self, studio: StudioState, gallery: GalleryState, theme: Theme) -> None:
        super().__init__()
        self._studio = studio
        self._gallery = gallery
        self._shown: Picture | None = None
        self._picture = QLabel()
        self._title = words(role="heading", key="styleTitle")
        self._artist = words(role="muted")
        self._strength, self._strength_value = self._slider(
            "strength", self.tr("Strength"), 0, 100, self._set_strength
        )
        self._refinement, self._refinement_value = self._slider(
            "refinement",
            self.tr("Refinement"),
            ITERATIONS[0],
            ITERATIONS[-1],
            studio.set_iterations,
        )
        self._export = named(QPushButton(self.tr("Export…")), "export")
        self._export.setProperty("primary", True)
        self._export.setAccessibleName(self.tr("Export the painting"))
        theme.dress(self._export, "export", primary=True)
        self._export.clicked.connect(self.export_wanted)
        self._size = words(role="muted", key="exportSize")
        self._lay_out()
        studio.changed.connect(self._render)
        gallery.changed.connect(self._render_style)
        self._render(studio.snapshot)
        self._render_style(gallery.snapshot)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        column.setSpacing(SPACE)
        column.addLayout(self._style_row())
        column.addSpacing(SPACE)
        column.addWidget(_line())
        column.addSpacing(SPACE)
        for name, value, slider, hint in (
            (
                self.tr("Strength"),
                self._strength_value,
                self._strength,
                self.tr("From the photo to the full style"),
            ),
            (
                self.tr("Refinement"),
                self._refinement_value,
                self._refinement,
                self.tr("How often the painter goes over the picture"),
            ),
        ):
            row = QHBoxLayout()
            label = QLabel(name)
            label.setBuddy(slider)
            row.addWidget(label, 1)
            row.addWidget(value)
            column.addLayout(row)
            column.addWidget(slider)
            column.addWidget(words(hint, "muted"))
            column.addSpacing(2 * SPACE)
        column.addStretch(1)
        column.addWidget(self._size)
        column.addWidget(self._export)

    def _style_row(self) -> QHBoxLayout:
        self._picture.setFixedSize(_STYLE_PICTURE)
        lines = QVBoxLayout()
        lines.setSpacing(SPACE // 2)
        lines.addStretch(1)
        lines.addWidget(self._title)
        lines.addWidget(self._artist)
        lines.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * SPACE)
        row.addWidget(self._picture)
        row.addLayout(lines, 1)
        return row

    def _slider(
        self, key: str, name: str, low: int, high: int, verb: Callable[[int], None]
    ) -> tuple[QSlider, QLabel]:
        slider = named(QSlider(Qt.Orientation.Horizontal), key, name)
        slider.setRange(low, high)
        slider.setPageStep(max(1, (high - low) // 10))
        slider.valueChanged.connect(verb)
        value = words(role="value")
        value.setWordWrap(False)
        return slider, value

    def _set_strength(self, percent: int) -> None:
        self._studio.set_strength(percent / 100)

    def _render(self, now: Studio) -> None:
        for slider, value in (
            (self._strength, round(now.strength * 100)),
            (self._refinement, now.iterations),
        ):
            with QSignalBlocker(slider):
                slider.setValue(value)
        self._strength_value.setText(f"{round(now.strength * 100)} %")
        self._refinement_value.setText(
            self.tr("{n} of {all}").format(n=now.iterations, all=ITERATIONS[-1])
        )
        ready = now.photo is not None and now.style is not None
        self._export.setEnabled(ready and now.export is None)
        width, height = now.size
        self._size.setText(
            self.tr("Painted at full size: {width} × {height} pixels").format(
                width=width, height=height
            )
            if ready
            else ""
        )

    def _render_style(self, now: Gallery) -> None:
        style = now.selected
        self._title.setText(style.title if style else self.tr("No style chosen"))
        self._artist.setText(
            ", ".join(filter(None, (style.artist, style.year)))
            if style
            else self.tr("Choose one on the left.")
        )
        picture = now.thumbnails.get(style.path) if style else None
        if picture is not self._shown:
            self._shown = picture
            self._picture.clear()
            if picture is not None:
                ratio = self.devicePixelRatioF()
                self._picture.setPixmap(filling(picture, _STYLE_PICTURE, ratio))


def _line() -> QFrame:
    line = QFrame()
    line.setFrameShape(QFrame.Shape.HLine)
    line.setFrameShadow(QFrame.Shadow.Plain)
    line.setForegroundRole(line.palette().ColorRole.Mid)
    return line
