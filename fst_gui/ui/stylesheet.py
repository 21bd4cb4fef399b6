"""The one stylesheet. Widgets choose a part in it by a property: ``role`` or ``primary``."""

from __future__ import annotations

from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor

from fst_gui.paths import resources_dir

if TYPE_CHECKING:
    from fst_gui.ui.theme import Colours

_SHEET = Template("""
QMainWindow, QDialog { background: $window; }
QMenuBar { background: $window; border-bottom: 1px solid $border; padding: 2px 8px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; color: $text; }
QMenu { background: $field; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 16px; border-radius: 4px; }
QMenu[role="pictures"] { icon-size: 28px; }
QMenu[role="pictures"]::item { padding: 2px 24px 2px 8px; }
QMenu[role="pictures"]::icon { padding-left: 4px; }
QMenu::item:selected { background: $accent; color: $on_accent; }
QMenu::item:disabled { color: $strong_border; background: transparent; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QToolTip { background: $field; color: $text; border: 1px solid $border; padding: 4px; }
QSplitter::handle { background: $border; }

QWidget[role="side"], QScrollArea[role="side"] { background: $surface; }
QWidget[role="bar"] { background: $window; border-top: 1px solid $border; }
QLabel { background: transparent; }
QLabel[role="heading"] { font-weight: 600; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="value"] { color: $muted; }
QLabel[role="wrong"] { color: $wrong; }

QPushButton, QToolButton {
    background: $field; color: $text; border: 1px solid $border; border-radius: 6px;
    padding: 5px 12px; min-height: 20px;
}
/* Only the Tab key: what a click leaves focused would take Space, which shows the photo. */
QPushButton, QCheckBox, QRadioButton { qproperty-focusPolicy: TabFocus; }
QToolButton { padding: 3px 6px; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $border; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 4px 11px; }
QToolButton:focus { padding: 2px 5px; }
QPushButton:disabled, QToolButton:disabled { color: $strong_border; background: transparent; }
QToolButton:checked { background: $hover; color: $text; border-color: $accent; }
QPushButton[primary="true"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
    min-height: 26px;
}
QPushButton[primary="true"]:hover { background: $accent_hover; }
QPushButton[primary="true"]:focus { border: 2px solid $text; }
QPushButton[primary="true"]:disabled {
    background: $hover; color: $strong_border; border-color: $border;
}
QToolButton[role="flat"] { background: transparent; border: 1px solid transparent; }
QToolButton[role="flat"]:hover { background: $hover; }
QToolButton[role="flat"]:focus { border: 2px solid $accent; }
QToolButton[role="flat"]:checked { background: $hover; color: $text; border-color: $border; }
QToolButton[role="flat"]:checked:focus { border: 2px solid $accent; }
QToolButton[role="link"] {
    background: transparent; border: 1px solid transparent; padding: 3px 6px 3px 0;
}
QToolButton[role="link"]:hover { color: $accent; }
QToolButton[role="link"]:focus { border: 2px solid $accent; padding: 2px 5px 2px 0; }
QToolButton[role="link"]::menu-indicator { image: none; }

QToolButton[role="segment"] { border-radius: 0; border-left-width: 0; padding: 3px 4px; }
QToolButton[role="segment"][place="first"] {
    border-left-width: 1px; border-top-left-radius: 6px; border-bottom-left-radius: 6px;
}
QToolButton[role="segment"][place="last"] {
    border-top-right-radius: 6px; border-bottom-right-radius: 6px;
}
QToolButton[role="segment"]:checked {
    background: $hover; color: $accent; border-color: $border; font-weight: 600;
}
QToolButton[role="segment"]:focus { border: 2px solid $accent; padding: 2px 3px; }
QWidget[role="toolbar"] { background: $window; border-bottom: 1px solid $border; }

QWidget[role="strip"], QScrollArea[role="strip"] { background: $window; }
QScrollArea[role="strip"] { border-top: 1px solid $border; }
QToolButton[role="version"] {
    background: transparent; border: 2px solid transparent; border-radius: 6px; padding: 0;
}
QToolButton[role="version"]:hover { background: $hover; }
QToolButton[role="version"]:checked { border: 2px solid $accent; background: $hover; }
QToolButton[role="version"]:focus { border: 2px solid $text; padding: 0; }
QToolButton[role="corner"] {
    background: $field; border: 1px solid $border; border-radius: 4px; padding: 0; min-height: 0;
}
QToolButton[role="corner"]:checked { background: $hover; border: 2px solid $accent; }
QToolButton[role="corner"]:focus { border: 2px solid $text; padding: 0; }

QPushButton[role="drop"] {
    background: transparent; color: $muted; border: 1px dashed $strong_border;
    border-radius: 8px; padding: 8px; text-align: center;
}
QPushButton[role="drop"]:hover { color: $text; background: $hover; }
QPushButton[role="drop"]:focus { border: 2px dashed $accent; padding: 7px; color: $text; }
QPushButton[role="drop"][hot="true"] {
    border: 2px dashed $accent; padding: 7px; color: $text; background: $hover;
}

QLineEdit {
    background: $field; border: 1px solid $strong_border; border-radius: 6px; padding: 5px 8px;
    min-height: 20px; selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit:focus { border: 2px solid $accent; padding: 4px 7px; }
QComboBox {
    background: $field; border: 1px solid $border; border-radius: 6px; padding: 3px 8px;
    min-height: 20px; combobox-popup: 0;
}
QComboBox:hover { background: $hover; }
QComboBox:focus { border: 2px solid $accent; padding: 2px 7px; }
QComboBox:editable { border-color: $strong_border; padding: 5px 8px; }
QComboBox:editable:hover { background: $field; }
QComboBox:editable:focus { border-color: $accent; padding: 4px 7px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: none; border-radius: 0; padding: 0; min-height: 0; background: transparent;
}
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 12px; height: 12px; }
QComboBox QAbstractItemView {
    background: $field; color: $text; border: 1px solid $border; padding: 4px; outline: none;
    selection-background-color: $accent; selection-color: $on_accent;
}
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 8px; border-radius: 4px; }
QComboBox QAbstractItemView::item:selected { background: $accent; color: $on_accent; }
QListView#completions {
    background: $field; color: $text; border: 1px solid $strong_border; padding: 1px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QListView#completions::item { min-height: 26px; padding: 0 6px; border-radius: 4px; }
QListView#completions::item:hover { background: $hover; }
QListView#completions::item:selected { background: $accent; color: $on_accent; }
QSpinBox, QDoubleSpinBox {
    background: $field; border: 1px solid $strong_border; border-radius: 6px; padding: 3px 6px;
    min-height: 20px; selection-background-color: $accent; selection-color: $on_accent;
}
QSpinBox:focus, QDoubleSpinBox:focus { border: 2px solid $accent; padding: 2px 5px; }
QSpinBox:disabled, QDoubleSpinBox:disabled { color: $strong_border; border-color: $border; }
QAbstractSpinBox QLineEdit, QAbstractSpinBox QLineEdit:focus {
    border: none; padding: 0 2px; min-height: 0; background: transparent;
}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; }
QAbstractSpinBox::up-arrow { image: url("$icons/arrow-up.svg"); width: 10px; height: 10px; }
QAbstractSpinBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 10px; height: 10px; }
QCheckBox { spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border: 1px solid $accent; }
QCheckBox::indicator {
    width: 14px; height: 14px; border-radius: 4px; border: 1px solid $strong_border;
    background: $field;
}
QCheckBox::indicator:checked {
    background: $accent; border-color: $accent; image: url("$icons/check-$check.svg");
}
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QRadioButton { spacing: 8px; padding: 3px; border: 1px solid transparent; border-radius: 4px; }
QRadioButton:focus { border: 1px solid $accent; }

QRadioButton::indicator {
    width: 14px; height: 14px; border-radius: 8px; border: 1px solid $strong_border;
    background: $field;
}
QRadioButton::indicator:checked {
    width: 6px; height: 6px; border: 5px solid $accent; background: $on_accent;
}

QSlider { min-height: 22px; }
QSlider::groove:horizontal { height: 4px; border-radius: 2px; background: $border; }
QSlider::sub-page:horizontal { height: 4px; border-radius: 2px; background: $accent; }
QSlider::handle:horizontal {
    width: 14px; height: 14px; margin: -6px 0; border-radius: 8px;
    background: $field; border: 1px solid $strong_border;
}
QSlider::handle:horizontal:hover { border-color: $accent; }
QSlider::handle:horizontal:focus { border: 2px solid $accent; width: 12px; height: 12px; }
QSlider::sub-page:horizontal:disabled { background: $strong_border; }

QTabWidget::pane { border: none; border-top: 1px solid $border; background: $surface; }
QTabBar { background: $surface; qproperty-drawBase: 0; }
QTabBar::tab {
    background: transparent; color: $muted; padding: 8px 16px; border: none;
    border-bottom: 2px solid transparent; min-height: 20px;
}
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { color: $accent; }

QListView { background: $surface; border: none; outline: none; }
QListWidget, QTreeWidget, QPlainTextEdit {
    background: $field; border: 1px solid $border; border-radius: 6px; padding: 4px;
    outline: none;
}
QTreeWidget { selection-background-color: $border; }
QListWidget:focus, QTreeWidget:focus, QPlainTextEdit:focus { border: 1px solid $accent; }
QListWidget::item, QTreeWidget::item { padding: 4px; border-radius: 4px; }
QListWidget::item:selected, QTreeWidget::item:selected { background: $border; color: $text; }
QListWidget#paintings, QListWidget#trainings {
    background: transparent; border: none; padding: 0;
}
QListWidget#paintings::item { border: 2px solid transparent; border-radius: 4px; padding: 1px; }
QListWidget#paintings::item:selected { border-color: $accent; background: transparent; }
QTreeWidget::branch { background: transparent; border: none; }
QScrollArea { border: none; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar::handle:vertical {
    background: $strong_border; border-radius: 3px; min-height: 32px; margin: 2px 2px;
}
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $border; border: none; border-radius: 0; max-height: 3px; }
QProgressBar::chunk { background: $accent; }
QProgressBar#progress { background: transparent; }
""")


def stylesheet(colours: Colours) -> str:
    """The sheet in these colours."""
    values = {k: v for k, v in asdict(colours).items() if isinstance(v, str)}
    # The tick lies on the accent: its name says for which of the two looks it was drawn.
    check = "light" if QColor(colours.on_accent).lightnessF() > 0.5 else "dark"
    return _SHEET.substitute(
        values,
        wrong=colours.curves[4],
        icons=(resources_dir() / "icons").as_posix(),
        check=check,
    )
