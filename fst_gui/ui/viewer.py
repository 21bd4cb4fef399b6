"""The canvas with what belongs to it: the brush's bar, the versions, the bar beneath."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from fst_gui.state.painting import Studio
from fst_gui.state.studio import StudioState
from fst_gui.state.versions import Versions
from fst_gui.ui.canvas import Canvas
from fst_gui.ui.drag_out import DragOut
from fst_gui.ui.mask_bar import MaskBar
from fst_gui.ui.parts import OneLine, named, words
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.versions_strip import VersionsStrip

_STILL = 400  # milliseconds of looking at the same place before more pixels are painted for it


class Viewer(QWidget):
    """Shows the studio's pictures and how they are looked at."""

    def __init__(self, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        self._studio = studio
        self._theme = theme
        self.canvas = Canvas(studio.mask, theme)
        self._drag_out = DragOut(self.canvas)
        self._size = OneLine("pictureSize", "muted")
        self._zoom = words(role="muted", key="zoom")
        self._zoom.setMinimumWidth(self.fontMetrics().horizontalAdvance("3200 %"))
        self._zoom.setWordWrap(False)
        self._zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.undo = self._button("undo", self.tr("Undo"), studio.history.undo)
        self.redo = self._button("redo", self.tr("Redo"), studio.history.redo)
        self.compare = self._toggle("compare", self.tr("Photo and painting in one picture (B)"))
        self.beside = self._toggle("beside", self.tr("Two pictures side by side (Shift+B)"))
        self._scale = 1.0
        self._still = QTimer(self, singleShot=True, interval=_STILL)
        self._still.timeout.connect(self._ask_for_pixels)
        self._lay_out()
        self.canvas.zoomed.connect(self._show_zoom)
        self.canvas.drag_wanted.connect(self._drag)
        studio.changed.connect(self._render)
        studio.versions.changed.connect(self._render_versions)
        studio.history.changed.connect(self._render_history)
        self._render(studio.snapshot)
        self._render_versions(studio.versions.snapshot)
        self._render_history()

    def _lay_out(self) -> None:
        canvas = self.canvas
        bar = QWidget()
        bar.setProperty("role", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * SPACE, SPACE // 2, SPACE, SPACE // 2)
        row.setSpacing(SPACE // 2)
        row.addWidget(self._size, 1)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addSpacing(SPACE)
        row.addWidget(self.compare)
        row.addWidget(self.beside)
        row.addSpacing(SPACE)
        row.addWidget(self._button("fit", self.tr("Show the whole picture"), canvas.fit))
        actual = self._button(
            "", self.tr("One pixel of the photo to one of the screen"), canvas.actual_size
        )
        actual.setText("100 %")
        actual.setMinimumWidth(self.fontMetrics().horizontalAdvance("100 %") + 2 * SPACE)
        row.addWidget(actual)
        row.addWidget(self._button("zoom-out", self.tr("Zoom out"), lambda: canvas.zoom(0.8)))
        row.addWidget(self._zoom)
        row.addWidget(self._button("zoom-in", self.tr("Zoom in"), lambda: canvas.zoom(1.25)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(MaskBar(self._studio.mask, self._theme))
        column.addWidget(canvas, 1)
        column.addWidget(VersionsStrip(self._studio, self._theme))
        column.addWidget(bar)

    def _button(self, icon: str, name: str, verb: object = None) -> QToolButton:
        button = named(QToolButton(), f"view_{icon or 'actual'}", name)
        button.setProperty("role", "flat")
        button.setToolTip(name)
        if icon:
            self._theme.dress(button, icon)
        if callable(verb):
            button.clicked.connect(lambda: verb())
        return button

    def _toggle(self, icon: str, name: str) -> QToolButton:
        button = self._button(icon, name)
        button.setCheckable(True)
        button.toggled.connect(lambda on: self._compare(button, on))
        return button

    def _compare(self, button: QToolButton, on: bool) -> None:
        """One way of comparing at a time, or none."""
        other = self.beside if button is self.compare else self.compare
        if on:
            other.setChecked(False)
        both = "beside" if self.beside.isChecked() else ""
        self.canvas.set_comparison("split" if self.compare.isChecked() else both)

    def _drag(self) -> None:
        now = self._studio.snapshot
        if now.painted is not None and now.style is not None:
            title = f"{now.title.rsplit('.', 1)[0]} - {now.style.title}"
            self._drag_out.start(now.painted, title, self._studio.write_preview)

    def _render(self, now: Studio) -> None:
        self.canvas.show_pictures(now.original, now.painted, now.size)
        self.canvas.show_details(now.original_detail, now.painted_detail)
        self.canvas.set_busy(
            bool(now.opening) or (now.painting is not None and now.painted is None)
        )
        self.compare.setEnabled(now.painted is not None)
        self.beside.setEnabled(now.painted is not None)
        self._size.say(_describe(now, self.tr("{name}  ·  {width} × {height} pixels")))

    def _render_versions(self, now: Versions) -> None:
        version = now.compared
        if version is None:
            self.canvas.compare_with(None)
            return
        name = self.tr("Version {n}").format(n=version.number)
        self.canvas.compare_with(version.painted, name)
        if not self.compare.isChecked() and not self.beside.isChecked():
            self.compare.setChecked(True)

    def _render_history(self) -> None:
        self.undo.setEnabled(bool(self._studio.history.undoable))
        self.redo.setEnabled(bool(self._studio.history.redoable))

    def _show_zoom(self, scale: float) -> None:
        self._scale = scale
        self._zoom.setText(f"{scale * 100:.0f} %" if scale >= 0.01 else "< 1 %")
        self._still.start()

    def _ask_for_pixels(self) -> None:
        self._studio.need_pixels(round(self._scale * max(self._studio.snapshot.size)))


def _describe(now: Studio, pattern: str) -> str:
    if now.photo is None:
        return ""
    width, height = now.size
    return pattern.format(name=now.title, width=width, height=height)
