"""The photo through a training: frames in a row that can be scrubbed."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from operator import itemgetter

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy

from fst_gui.state.base import Picture
from fst_gui.ui.pictures import filling
from fst_gui.ui.theme import SPACE, Theme

_FRAME = QSize(84, 56)
_GAP = 2
_BAND = 18  # height of the stages' names
_TOP = 8  # height of the marker


@dataclass(frozen=True)
class Frame:
    """One picture of the strip: its stage's name (empty for the photo), what is said of it."""

    picture: Picture
    stage: str
    says: str


class FilmStrip(QAbstractSlider):
    """The whole training on one strip; its value is the number of the frame that is shown.

    With more frames than fit, some are left out of the drawing, but every one can be reached:
    by dragging, with the arrow keys, and from stage to stage with Page Up and Page Down.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("filmStrip")
        self.setOrientation(Qt.Orientation.Horizontal)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setRange(0, 0)
        self._theme = theme
        self._frames: tuple[Frame, ...] = ()
        self._marked: int | None = None
        self._small: dict[Picture, QPixmap] = {}
        self.valueChanged.connect(self._say)
        theme.changed.connect(self.update)
        self._say()

    @property
    def frames(self) -> tuple[Frame, ...]:
        """All frames, first to last."""
        return self._frames

    def show_frames(self, frames: tuple[Frame, ...], marked: int | None) -> None:
        """Show these frames; one of them may be marked as the one to compare with.

        Who looks at the last frame goes on looking at the last one.
        """
        if frames == self._frames and marked == self._marked:
            return
        at_end = self.value() == self.maximum()
        self._frames, self._marked = frames, marked
        known = {frame.picture for frame in frames}
        self._small = {picture: small for picture, small in self._small.items() if picture in known}
        self.setRange(0, max(0, len(frames) - 1))
        if at_end:
            self.setValue(self.maximum())
        self._say()
        self.update()

    def sizeHint(self) -> QSize:
        """A row of frames and the names of the stages."""
        return QSize(5 * _FRAME.width(), _TOP + _FRAME.height() + _BAND + 2)

    # Where things are

    def _places(self) -> list[tuple[int, QRectF]]:
        """The frames that are drawn and where."""
        count = len(self._frames)
        fitting = max(1, (self.width() + _GAP) // (_FRAME.width() + _GAP))
        if count <= fitting:
            numbers = list(range(count))
        else:
            numbers = [round(n * (count - 1) / (fitting - 1)) for n in range(fitting)]
        width = _FRAME.width() + _GAP
        return [
            (number, QRectF(place * width, _TOP, _FRAME.width(), _FRAME.height()))
            for place, number in enumerate(numbers)
        ]

    def _span(self) -> float:
        """Width of all frames that are drawn."""
        return len(self._places()) * (_FRAME.width() + _GAP) - _GAP

    def _x(self, number: float) -> float:
        """The middle of a frame, drawn or not."""
        last, half = max(1, len(self._frames) - 1), _FRAME.width() / 2
        return half + (self._span() - 2 * half) * number / last if len(self._frames) > 1 else half

    def _at(self, x: float) -> int:
        half = _FRAME.width() / 2
        share = (x - half) / max(1.0, self._span() - 2 * half)
        return round(min(1.0, max(0.0, share)) * (len(self._frames) - 1))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another number of frames fits."""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Show the frame under the pointer."""
        if event.button() == Qt.MouseButton.LeftButton and self._frames:
            self.setSliderDown(True)
            self.setValue(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub."""
        if self.isSliderDown() and self._frames:
            self.setValue(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self.setSliderDown(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Frame by frame, or stage by stage."""
        key = event.key()
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.setValue(self._next_stage(forward=key == Qt.Key.Key_PageDown))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Down):
            self.setValue(self.value() - 1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Up):
            self.setValue(self.value() + 1)
        elif key == Qt.Key.Key_Home:
            self.setValue(0)
        elif key == Qt.Key.Key_End:
            self.setValue(self.maximum())
        else:
            event.ignore()

    def _next_stage(self, *, forward: bool) -> int:
        starts = [
            n
            for n, frame in enumerate(self._frames)
            if n == 0 or frame.stage != self._frames[n - 1].stage
        ]
        if forward:
            return next((n for n in starts if n > self.value()), self.maximum())
        return next((n for n in reversed(starts) if n < self.value()), 0)

    def _say(self) -> None:
        says = self._frames[self.value()].says if self._frames else self.tr("no pictures yet")
        self.setAccessibleName(self.tr("Your photo through the training: {says}").format(says=says))
        self.update()

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw frames, stages and markers."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._theme.colours
        if not self._frames:
            painter.setPen(QColor(colours.muted))
            text = self.tr("Pictures of your photo appear here while the style is learned.")
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, text)
            painter.end()
            return
        for number, place in self._places():
            painter.drawPixmap(place.topLeft(), self._pixmap(self._frames[number].picture))
        self._draw_stages(painter)
        whole = [place for number, place in self._places() if number == self.value()]
        if whole and len(self._places()) == len(self._frames):
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(whole[0].adjusted(1, 1, -1, -1))
        if self._marked is not None:
            self._draw_marker(painter, self._marked, filled=False)
        self._draw_marker(painter, self.value(), filled=True)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _pixmap(self, picture: Picture) -> QPixmap:
        if picture not in self._small:
            self._small[picture] = filling(picture, _FRAME, self.devicePixelRatioF())
        return self._small[picture]

    def _draw_stages(self, painter: QPainter) -> None:
        """The name of each stage under those of its frames that are drawn, as far as it fits."""
        colours = self._theme.colours
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * 0.82)
        painter.setFont(font)
        line = _TOP + _FRAME.height() + 3
        drawn = ((self._frames[number].stage, place) for number, place in self._places())
        for stage, group in itertools.groupby(drawn, key=itemgetter(0)):
            places = [place for _, place in group]
            left, right = places[0].left(), places[-1].right()
            painter.setPen(QPen(QColor(colours.strong_border), 2))
            painter.drawLine(QPointF(left, line), QPointF(right - 1, line))
            painter.setPen(QColor(colours.muted))
            box = QRectF(left, line, right - left - SPACE / 2, _BAND)
            metrics = painter.fontMetrics()
            text = metrics.elidedText(stage, Qt.TextElideMode.ElideRight, int(box.width()))
            said = text == stage or len(text) > 2  # one letter and dots say nothing
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, text if said else "")

    def _draw_marker(self, painter: QPainter, number: int, *, filled: bool) -> None:
        colours = self._theme.colours
        x = self._x(number)
        painter.setPen(QPen(QColor(colours.accent), 1.5))
        painter.setBrush(QColor(colours.accent if filled else colours.surface))
        tip = [QPointF(x - 5, 0.5), QPointF(x + 5, 0.5), QPointF(x, _TOP - 1)]
        painter.drawPolygon(QPolygonF(tip))
        if len(self._places()) < len(self._frames):  # it may lie between two that are drawn
            painter.setPen(QPen(QColor(colours.accent), 2 if filled else 1))
            painter.drawLine(QPointF(x, _TOP), QPointF(x, _TOP + _FRAME.height()))

    def frame_rect(self, number: int) -> QRect:
        """Where a frame's middle can be pressed."""
        return QRect(round(self._x(number)) - 1, _TOP, 2, _FRAME.height())
