"""One quiet look in light and dark, neutral so that it does not tint the pictures."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication
from shiboken6 import isValid

from fst_gui.paths import resources_dir
from fst_gui.ui.stylesheet import stylesheet

SPACE = 8  # every distance is a multiple of this


@dataclass(frozen=True)
class Colours:
    """What things are drawn with."""

    window: str
    surface: str
    field: str
    canvas: str
    border: str
    strong_border: str
    hover: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    curves: tuple[str, str, str, str, str]


LIGHT = Colours(
    window="#f4f4f4",
    surface="#fbfbfb",
    field="#ffffff",
    canvas="#e2e2e2",
    border="#dcdcdc",
    strong_border="#a3a3a6",
    hover="#ececed",
    text="#1c1c1e",
    muted="#5c5c61",
    accent="#2a5caa",
    accent_hover="#224e93",
    on_accent="#ffffff",
    curves=("#2a5caa", "#b4500b", "#2e7d4f", "#8a3a9c", "#a3242f"),
)
DARK = Colours(
    window="#1f1f20",
    surface="#262628",
    field="#2f2f31",
    canvas="#171718",
    border="#38383a",
    strong_border="#77777c",
    hover="#333336",
    text="#ececee",
    muted="#a9a9ae",
    accent="#84aef2",
    accent_hover="#9dbff6",
    on_accent="#0e1b30",
    curves=("#84aef2", "#f0a35e", "#7cc99a", "#d29ae2", "#f08a92"),
)


class Theme(QObject):
    """Dresses the application and follows the system, or what was chosen."""

    changed = Signal()

    def __init__(self, app: QApplication, appearance: str = "system") -> None:
        super().__init__()
        self._app = app
        self._appearance = appearance
        self._buttons: weakref.WeakKeyDictionary[QAbstractButton, tuple[str, bool]] = (
            weakref.WeakKeyDictionary()
        )
        self.colours = LIGHT
        app.setStyle("Fusion")
        app.styleHints().colorSchemeChanged.connect(self._follow)
        self._follow()

    @property
    def dark(self) -> bool:
        """Whether the dark look is on."""
        return self.colours is DARK

    def choose(self, appearance: str) -> None:
        """``system``, ``light`` or ``dark``."""
        if appearance != self._appearance:
            self._appearance = appearance
            self._follow()

    def dress(self, button: QAbstractButton, icon: str, *, primary: bool = False) -> None:
        """Give a button an icon that keeps the colour of its text."""
        self._buttons[button] = (icon, primary)
        button.setIcon(self._icon(icon, primary))

    def pixmap(self, name: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
        """A drawing of ``resources/icons`` in one colour."""
        return draw_icon(resources_dir() / "icons" / f"{name}.svg", colour, side, ratio)

    def _icon(self, name: str, primary: bool) -> QIcon:
        icon = QIcon()
        colour = self.colours.on_accent if primary else self.colours.text
        for ratio in (1.0, 2.0):
            icon.addPixmap(self.pixmap(name, colour, 18, ratio))
            faded = self.pixmap(name, self.colours.strong_border, 18, ratio)
            icon.addPixmap(faded, QIcon.Mode.Disabled)
        return icon

    def _follow(self) -> None:
        system = self._app.styleHints().colorScheme()
        dark = self._appearance == "dark" or (
            self._appearance != "light" and system == Qt.ColorScheme.Dark
        )
        self.colours = DARK if dark else LIGHT
        self._app.setPalette(_palette(self.colours))
        self._app.setStyleSheet(stylesheet(self.colours))
        for button, (icon, primary) in list(self._buttons.items()):
            if isValid(button):  # Python may still know one whose window is gone
                button.setIcon(self._icon(icon, primary))
        self.changed.emit()


def draw_icon(path: Path, colour: str, side: int, ratio: float) -> QPixmap:
    """Draw an SVG with ``currentColor`` replaced; an empty picture when the file is missing."""
    pixmap = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    if path.is_file():
        text = path.read_text("utf-8").replace("currentColor", colour)
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(text.encode())).render(painter)
        painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _palette(colours: Colours) -> QPalette:
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in {
        roles.Window: colours.window,
        roles.WindowText: colours.text,
        roles.Base: colours.field,
        roles.AlternateBase: colours.surface,
        roles.ToolTipBase: colours.field,
        roles.ToolTipText: colours.text,
        roles.PlaceholderText: colours.muted,
        roles.Text: colours.text,
        roles.Button: colours.surface,
        roles.ButtonText: colours.text,
        roles.Highlight: colours.accent,
        roles.HighlightedText: colours.on_accent,
        roles.Link: colours.accent,
        roles.Accent: colours.accent,
        roles.Mid: colours.border,
        roles.Dark: colours.strong_border,
    }.items():
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.strong_border))
    return palette
