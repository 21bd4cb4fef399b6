"""The canvas and the bar beneath it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from fst_gui.state.studio import Studio, StudioState
from fst_gui.ui.canvas import Canvas
from fst_gui.ui.parts import OneLine, named, words
from fst_gui.ui.theme import SPACE, Theme


class Viewer(QWidget):
    """Shows the studio's pictures and how they are looked at."""

    def __init__(self, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.canvas = Canvas(theme)
        self._size = OneLine("pictureSize", "muted")
        self._zoom = words(role="muted", key="zoom")
        self._zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("3200 %"))
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.compare = self._button("compare", self.tr("Photo and painting side by side (B)"))
        self.compare.setCheckable(True)
        self.compare.toggled.connect(self.canvas.set_comparing)
        fit = self._button("fit", self.tr("Show the whole picture"))
        fit.clicked.connect(self.canvas.fit)
        actual = self._button("", self.tr("One pixel of the photo to one of the screen"))
        actual.setText("100 %")
        actual.clicked.connect(self.canvas.actual_size)
        closer = self._button("zoom-in", self.tr("Zoom in"))
        closer.clicked.connect(lambda: self.canvas.zoom(1.25))
        farther = self._button("zoom-out", self.tr("Zoom out"))
        farther.clicked.connect(lambda: self.canvas.zoom(0.8))

        bar = QWidget()
        bar.setProperty("role", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE // 2)
        row.addWidget(self._size, 1)
        for widget in (self.compare, fit, actual, farther, self._zoom, closer):
            row.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.canvas, 1)
        column.addWidget(bar)

        self.canvas.zoomed.connect(self._show_zoom)
        studio.changed.connect(self._render)
        self._render(studio.snapshot)

    def _button(self, icon: str, name: str) -> QToolButton:
        button = named(QToolButton(), f"view_{icon or 'actual'}", name)
        button.setProperty("role", "flat")
        button.setToolTip(name)
        if icon:
            self._theme.dress(button, icon)
        return button

    def _render(self, now: Studio) -> None:
        self.canvas.show_pictures(now.original, now.painted, now.size)
        self.canvas.set_busy(bool(now.opening) or now.painting is not None)
        self.compare.setEnabled(now.painted is not None)
        self._size.say(_describe(now, self.tr("{name}  ·  {width} × {height} pixels")))

    def _show_zoom(self, scale: float) -> None:
        self._zoom.setText(f"{scale * 100:.0f} %" if scale >= 0.01 else "< 1 %")


def _describe(now: Studio, pattern: str) -> str:
    if now.photo is None:
        return ""
    width, height = now.size
    return pattern.format(name=now.title, width=width, height=height)
