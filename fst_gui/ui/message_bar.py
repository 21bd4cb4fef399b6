"""The quiet line at the bottom: what happened, what is under way, and a way to stop it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from fst_gui.state.messages import Level, Message, MessageQueue, Messages
from fst_gui.state.painting import Studio
from fst_gui.state.studio import StudioState
from fst_gui.ui.desktop import show_in_folder
from fst_gui.ui.parts import OneLine, named, words
from fst_gui.ui.theme import SPACE, Theme
from fst_gui.ui.words import said, time_left

_INFO_STAYS = 8000  # milliseconds
_SLOW = 500  # milliseconds until something under way is worth a word


class MessageBar(QWidget):
    """One line of fixed height, so that the picture never jumps."""

    paint_wanted = Signal(Path)  # with the style in that file

    def __init__(self, messages: Messages, studio: StudioState, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("messageBar")
        self.setProperty("role", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._messages = messages
        self._theme = theme
        self._message: Message | None = None
        self._tip_offered = False
        self._brush = studio.mask
        self._icon = QLabel()
        self._text = OneLine("message")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = named(QToolButton(), "dismiss", self.tr("Put the message away"))
        self._close.setProperty("role", "flat")
        self._close.setToolTip(self._close.accessibleName())
        theme.dress(self._close, "close")
        self._close.clicked.connect(self._dismiss)
        self._show = named(QPushButton(self.tr("Show in folder")), "showFile")
        self._show.setAccessibleName(self.tr("Show the file in its folder"))
        self._show.clicked.connect(self._show_file)
        self._paint = named(QPushButton(self.tr("Paint with it")), "paintWithIt")
        self._paint.clicked.connect(self._paint_with_it)
        self._doing = words(role="muted", key="doing")
        self._doing.setWordWrap(False)
        self._cancel = named(
            QPushButton(self.tr("Cancel")), "cancel", self.tr("Cancel what is under way")
        )
        self._cancel.clicked.connect(studio.cancel)
        self._progress = named(QProgressBar(), "progress", self.tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 1000)
        self._progress.setFixedHeight(3)
        self._away = QTimer(self, singleShot=True, interval=_INFO_STAYS)
        self._away.timeout.connect(self._dismiss)
        # A preview is mostly there sooner than words could be read.
        self._slow = QTimer(self, singleShot=True, interval=_SLOW)
        self._slow.timeout.connect(lambda: self._show_doing(studio.snapshot))
        self._lay_out()
        self._draw_icon()
        self._say()
        theme.changed.connect(self._draw_icon)
        messages.changed.connect(self._render_messages)
        studio.changed.connect(self._render_studio)
        studio.mask.changed.connect(self._render_brush)
        self._render_messages(messages.snapshot)
        self._render_studio(studio.snapshot)

    def offer_tip(self, offered: bool) -> None:
        """Say how to compare, or to brush, while there is nothing else to say; or do not."""
        self._tip_offered = offered
        self._say()

    def _render_brush(self, _: object) -> None:
        self._say()

    def _tip(self) -> str:
        if not self._tip_offered:
            return ""
        if self._brush.snapshot.active:
            return self.tr(
                "Brush over the photo; the right button takes back, [ and ] change the size, "
                "Esc puts the brush away."
            )
        return self.tr(
            "Hold Space to see the photo, press B to see both. Overpainting brings out the strokes."
        )

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(2 * SPACE, 0, SPACE, 0)
        row.setSpacing(SPACE)
        row.addWidget(self._icon)
        row.addWidget(self._text, 1)
        row.addWidget(self._show)
        row.addWidget(self._paint)
        row.addWidget(self._doing)
        row.addWidget(self._cancel)
        # Last, and its place kept: where it was, nothing else is to be pressed by mistake.
        kept = self._close.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self._close.setSizePolicy(kept)
        row.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._progress)
        column.addLayout(row, 1)
        self.setFixedHeight(5 * SPACE)

    def _render_messages(self, now: MessageQueue) -> None:
        message = now.waiting[-1] if now.waiting else None
        self._close.setVisible(message is not None)
        self._show.setVisible(message is not None and message.file is not None)
        self._paint.setVisible(message is not None and message.style is not None)
        if message == self._message:
            return
        self._message = message
        self._away.stop()
        if message is not None and message.level is Level.INFO:
            self._away.start()
        self._draw_icon()
        self._say()

    def _draw_icon(self) -> None:
        if self._message is None:
            self._icon.clear()
            self._icon.hide()
            return
        information = self._message.level is Level.INFO
        colours = self._theme.colours
        name, colour = ("info", colours.accent) if information else ("warning", colours.curves[1])
        self._icon.show()
        self._icon.setPixmap(self._theme.pixmap(name, colour, 18, self.devicePixelRatioF()))

    def _say(self) -> None:
        message = self._message
        if message is None:
            self._text.set_role("muted")
            self._text.say(self._tip())
        else:
            text = said(message.text)
            self._text.set_role("")
            self._text.say(text, "\n\n".join(filter(None, (text, message.detail))))

    def _show_file(self) -> None:
        if self._message is not None and self._message.file is not None:
            show_in_folder(self._message.file, self)

    def _paint_with_it(self) -> None:
        if self._message is not None and self._message.style is not None:
            self.paint_wanted.emit(self._message.style)
            self._dismiss()

    def _dismiss(self) -> None:
        if self._message is not None:
            self._messages.dismiss(self._message)

    def _render_studio(self, now: Studio) -> None:
        if now.export is None and (now.opening or now.painting is not None):
            if self._cancel.isHidden() and not self._slow.isActive():
                self._slow.start()
            if self._slow.isActive():
                return
        self._slow.stop()
        self._show_doing(now)

    def _show_doing(self, now: Studio) -> None:
        text, done = self._describe(now)
        self._doing.setText(text)
        self._cancel.setVisible(bool(text))
        self._progress.setValue(0 if done is None else max(20, round(done * 1000)))

    def _describe(self, now: Studio) -> tuple[str, float | None]:
        if now.export is not None:
            text = self.tr("Exporting {percent} %").format(percent=round(now.export.done * 100))
            left = time_left(now.export.seconds_left)
            return f"{text}  ·  {left}" if left else text, now.export.done
        if now.opening:
            return self.tr("Opening {name}…").format(name=now.opening), 0.0
        if now.overpainting:
            text = self.tr("Painting layer {n} of {all}…").format(
                n=now.overpainted + 1, all=now.look.settings.overpainting
            )
            return text, now.painting
        if now.painting is not None:
            return self.tr("Painting…"), now.painting
        return "", None
