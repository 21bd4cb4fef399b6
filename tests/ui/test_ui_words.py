"""Every page of the window: what a screen reader says, and that all of it can be translated."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from fake_training import hold_training
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAccessible, QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QComboBox,
    QDialog,
    QDoubleSpinBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QListWidget,
    QScrollArea,
    QScrollBar,
    QSpinBox,
    QSplitter,
    QSplitterHandle,
    QTabBar,
    QTabWidget,
    QToolButton,
    QWidget,
)

from fst_gui.sentences import Sentence
from fst_gui.state.batch_queue import Status
from fst_gui.state.training_run import Note
from fst_gui.ui.about import About
from fst_gui.ui.choices import Choices
from fst_gui.ui.export_dialog import ExportDialog
from fst_gui.ui.health import HealthPanel
from fst_gui.ui.parts import OneLine, words
from fst_gui.ui.shortcuts import Shortcuts
from fst_gui.ui.style_details import StyleDetails

# What is data and not text: names, paths, keys, units and what is called the same everywhere.
DATA = [
    *("FST Studio", "Great Wave", "Starry Night", "Somebody", "public domain", "a test", "1900"),
    *("JPEG", "PNG", "WebP", "TIFF", "English", "简体中文", "{name} {style}", "{name}", "{style}"),
    "Public domain",
    *("Dusk", "photo.png", "p.png", "bad.png", "good.png", "gone.png"),
]
KEYS = re.compile(
    r"\b(Ctrl|Shift|Alt|Meta|Esc|Enter|Del|F\d+|Space|[A-Z])\b(?=[+,\t\n]|$)|\b(px|MB|s|min|h)\b"
)


SPOKEN = (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole)


class Foreign(QTranslator):
    """A language in which every text stands in brackets."""

    def isEmpty(self):
        return False

    def translate(self, context, text, comment=None, n=-1):
        return f"⟦{text}⟧"


@pytest.fixture
def foreign(qapp):
    translator = Foreign()
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


@pytest.fixture
def everything(studio, qtbot, make_picture, atelier, tmp_path):
    """The window with every page made and something on each; hands over all widgets."""
    states, window = studio.states, studio.window
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no picture")
    states.batch.add([make_picture("good.png"), bad])
    qtbot.waitUntil(lambda: len(states.batch.snapshot.items) == 2)
    states.batch.set_folder(tmp_path / "out")
    states.batch.start()
    qtbot.waitUntil(lambda: states.batch.snapshot.count(Status.DONE, Status.FAILED) == 2)
    night = next(e for e in states.gallery.snapshot.entries if e.title == "Starry Night")
    states.studio.toggle_in_mix(night)
    qtbot.waitUntil(lambda: states.studio.snapshot.painting is None)
    states.studio.keep_version()
    states.studio.mask.set_active(True)
    hold_training(studio, qtbot, atelier, make_picture)
    for page in range(window.tabs.count()):
        window.tabs.setCurrentIndex(page)
    window.show_batch()
    window.actions_.show_shortcuts()
    window.actions_.about()
    window.actions_.export()
    window.gallery.show_details(night)
    states.studio.open_photo(tmp_path / "gone.png")
    qtbot.waitUntil(lambda: any("gone.png" in m.text for m in states.messages.snapshot.waiting))

    def widgets() -> list[QWidget]:
        assert window.findChild(Shortcuts)
        assert window.findChild(About)
        assert window.findChild(ExportDialog)
        assert window.findChild(StyleDetails)
        return [widget for widget in [window, *window.findChildren(QWidget)] if ours(widget)]

    yield widgets
    for dialog in window.findChildren(QDialog):
        dialog.close()


def ours(widget: QWidget) -> bool:
    """Not what Qt makes for itself: scroll bars, the buttons and popups inside other widgets."""
    inside = {w.metaObject().className() for w in ancestors(widget)}
    if "QComboBoxPrivateContainer" in inside:
        return False
    if isinstance(widget, QScrollBar | QSplitter | QSplitterHandle | QTabBar | QHeaderView):
        return False
    parent = widget.parent()
    if isinstance(parent, QAbstractScrollArea) and parent.viewport() is widget:
        return False
    own = widget.objectName()
    inner = isinstance(widget.parent(), QLineEdit | QTabBar) or own.startswith("qt_")
    return not inner and not (isinstance(widget, QToolButton) and not own)


def ancestors(widget):
    while widget is not None:
        yield widget
        widget = widget.parent()


def describe(widget) -> str:
    path = [f"{type(w).__name__}#{w.objectName()}" for w in ancestors(widget)]
    return " in ".join(path[:3])


def test_everything_has_an_accessible_name_and_the_keyboard_reaches_it(everything):
    widgets = everything()
    nameless = [describe(widget) for widget in widgets if usable(widget) and not spoken(widget)]
    nameless += [
        f"row {row} of {describe(view)}"
        for view in widgets
        if isinstance(view, QAbstractItemView)
        for row in range(view.model().rowCount())
        if not any(view.model().data(view.model().index(row, 0), role) for role in SPOKEN)
    ]
    unreachable = [
        describe(widget)
        for widget in widgets
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QAbstractItemView)
        and not widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not isinstance(widget.parent(), Choices)  # the arrow keys reach the others
    ]
    assert not nameless, "\n".join(nameless)
    assert not unreachable, "\n".join(unreachable)


def usable(widget) -> bool:
    """Whether it takes the keyboard or a click, and is not only the frame of other parts."""
    if widget.isWindow() or isinstance(widget, QScrollArea):
        return False
    focus = widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    return focus or isinstance(widget, QAbstractButton | QTabWidget)


def spoken(widget) -> str:
    """What a screen reader says."""
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip()


def texts_of(widget):
    """Every text that a widget shows or says."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    yield widget.windowTitle()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QSpinBox | QDoubleSpinBox):
        yield widget.suffix()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    if isinstance(widget, QTabWidget):
        yield from (widget.tabText(i) for i in range(widget.count()))
    if isinstance(widget, QComboBox):
        yield from (widget.itemText(i) for i in range(widget.count()))
    if isinstance(widget, QAbstractItemView):
        model = widget.model()
        roles = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        for row in range(model.rowCount()):
            yield from (str(model.data(model.index(row, 0), role) or "") for role in roles)


def raw(text: str) -> str:
    """What is left of a text without what was translated and without data."""
    while (shorter := re.sub(r"⟦[^⟦⟧]*⟧", "", text)) != text:
        text = shorter
    text = re.sub(r"/[^\n,”⟧]*", "", text)  # paths
    for data in sorted(DATA, key=len, reverse=True):
        text = text.replace(data, "")
    return re.sub(r"[^A-Za-z]+", " ", KEYS.sub("", text)).strip()


def test_every_text_can_be_translated(foreign, everything):
    # Names and licences of packages are the packages' own.
    skipped = {"packages", "licenceText", "licenceName"}
    left = {
        (describe(widget), text)
        for widget in everything()
        if widget.objectName() not in skipped
        for text in texts_of(widget)
        if raw(text)
    }
    actions = [action.text() for action in everything()[0].findChildren(QAction)]
    assert sorted(left) == []
    assert [text for text in actions if raw(text)] == []


def test_raw_texts_would_be_found():
    assert raw("Cancel")
    assert raw("⟦Opening {name}⟧ now")
    assert not raw("⟦Opening⟧ photo.png")
    assert not raw("100 %")
    assert not raw("⟦a ⟦b⟧ c⟧")
    assert not raw("⟦Zoom⟧\tCtrl+Enter")


def test_what_went_wrong_with_a_training_is_said_in_the_language(
    foreign, studio, qtbot, atelier, make_picture
):
    hold_training(studio, qtbot, atelier, make_picture)
    studio.window.show_training()
    training, problem = studio.states.training, Sentence("Something broke.")
    note = Note(3, "not_saved", {}, "", Sentence("The disk is full."))
    training.update(
        runs=tuple(replace(r, problem=problem, notes=(note,)) for r in training.snapshot.runs)
    )
    desk = studio.window.training.desk
    said = "⟦Something broke.⟧"
    qtbot.waitUntil(lambda: said in [w.whole for w in desk.findChildren(OneLine)])
    rows = studio.window.findChild(QListWidget, "trainings")
    assert rows.item(0).toolTip() == said
    panel = desk.findChild(HealthPanel)
    assert panel.sentences[0].endswith("⟦The disk is full.⟧")


def test_names_are_no_markup(qtbot):
    name = "<b>night</b>.png"
    line = OneLine("line")
    for label in (words(name), line):
        qtbot.addWidget(label)
    line.resize(400, 20)
    line.say(name)
    plain = QLabel(name)
    plain.setTextFormat(Qt.TextFormat.PlainText)
    qtbot.addWidget(plain)
    for label in (words(name), line):
        assert label.sizeHint().width() == plain.sizeHint().width()
