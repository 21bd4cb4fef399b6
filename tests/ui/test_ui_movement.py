"""To which movement an own style belongs: from the form into the pack, and found by it again."""

from __future__ import annotations

import json

import pytest
from fake_training import leave_unfinished
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QListView, QPushButton
from window_parts import turn_wheel

from fst_gui.ui import words


@pytest.fixture
def field(studio):
    """The form's field, in whatever window there is now."""

    def field() -> QComboBox:
        studio.window.show_training()
        found = studio.window.findChild(QComboBox, "style_movement")
        assert found is not None
        return found

    return field


@pytest.fixture
def train(studio, qtbot, make_picture):
    """Train what the form says; hands over the entry in the gallery."""

    def train(title):
        draft = studio.states.training.draft
        draft.add_paintings((make_picture("p.png"),))
        qtbot.waitUntil(lambda: bool(draft.snapshot.paintings))
        draft.set_credits(title=title)
        studio.window.findChild(QPushButton, "startTraining").click()
        gallery = studio.states.gallery
        qtbot.waitUntil(lambda: title in {entry.title for entry in gallery.snapshot.entries})
        return next(entry for entry in gallery.snapshot.entries if entry.title == title)

    return train


def write(field, text):
    """As an input method does: keys alone know no Chinese."""
    for letter in text:
        event = QInputMethodEvent()
        event.setCommitString(letter)
        QApplication.sendEvent(field, event)


def shown_titles(studio) -> list[str]:
    model = studio.window.findChild(QListView, "gallery").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def choose_kind(studio, text):
    kinds = studio.window.findChild(QComboBox, "styleKind")
    kinds.setCurrentIndex(next(n for n in range(kinds.count()) if text in kinds.itemText(n)))


@pytest.mark.parametrize(
    ("language", "typed", "kept", "called"),
    [
        ("en", "ukiyo-E ", "Ukiyo-e", "Ukiyo-e"),
        ("en", "Bauhaus", "Bauhaus", "Bauhaus"),
        ("zh_CN", "浮世绘", "Ukiyo-e", "浮世绘"),
        ("zh_CN", "Ukiyo-e", "Ukiyo-e", "浮世绘"),
    ],
)
def test_what_is_typed_reaches_the_pack_and_the_gallery_finds_it(
    studio, qtbot, field, train, language, typed, kept, called
):
    studio.states.settings.set_language(language)
    write(field(), typed)
    assert field().currentText() == typed  # whoever types is not interrupted
    entry = train("Dusk")
    assert (entry.kind, entry.movement) == ("own", kept)
    assert field().currentText() == ""  # a new form
    choose_kind(studio, called)
    assert shown_titles(studio) == ["Dusk"]


def test_movements_are_offered_in_the_language_of_the_window(studio, field):
    draft = studio.states.training.draft
    names = [field().itemText(n) for n in range(field().count())]
    assert {"Impressionism", "Woodblock", "Post-Impressionism"} < set(names)
    draft.set_credits(movement="Woodblock")
    assert field().currentText() == "Woodblock"
    studio.states.settings.set_language("zh_CN")
    names = [field().itemText(n) for n in range(field().count())]
    assert "印象派" in names
    assert len(set(names)) == len(names)
    assert field().currentText() == "木版画"  # what was chosen before speaks it too
    field().setCurrentIndex(names.index("印象派"))
    assert draft.snapshot.movement == "Impressionism"
    for row, name in enumerate(names):  # what is offered is what is kept, whatever sounds alike
        field().setCurrentIndex(row)
        assert words.movement_name(draft.snapshot.movement) == name


def test_the_field_is_reached_and_filled_by_keys(studio, qtbot, field):
    draft = studio.states.training.draft
    field()
    year = studio.window.findChild(QLineEdit, "style_year")
    year.setFocus()
    qtbot.keyClick(year, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is field()
    qtbot.keyClick(field(), Qt.Key.Key_Down)
    assert draft.snapshot.movement == field().itemText(0) != ""
    field().clearEditText()
    qtbot.keyClicks(field(), "impr")
    popup = field().completer().popup()
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert field().currentText() == "impr"
    qtbot.keyClicks(field(), "ess")
    qtbot.waitUntil(popup.isVisible)
    qtbot.keyClick(popup, Qt.Key.Key_Down)
    qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert draft.snapshot.movement == "Impressionism"
    assert not popup.isVisible()
    assert not studio.states.training.snapshot.runs  # that Enter chose; it did not start
    qtbot.keyClick(field(), Qt.Key.Key_Tab)
    assert QApplication.focusWidget().objectName() == "style_licence"


def test_the_wheel_scrolls_the_form_and_changes_nothing(studio, field):
    studio.states.training.draft.set_credits(movement="Cubism")
    assert not turn_wheel(field())
    assert field().currentText() == "Cubism"


def test_a_training_from_before_movements_goes_on(empty, qtbot, make_picture, atelier):
    folder = leave_unfinished(atelier, make_picture("p.png"))
    path = folder / "request.json"
    stored = json.loads(path.read_text("utf-8"))
    assert stored["request"]["credits"].pop("movement") == ""
    path.write_text(json.dumps(stored), "utf-8")
    empty.start(make_picture())
    training = empty.states.training
    qtbot.waitUntil(lambda: bool(training.snapshot.runs))
    assert not training.snapshot.runs[0].problem
    training.show(folder)
    empty.window.show_training()
    empty.window.findChild(QPushButton, "goOn").click()
    gallery = empty.states.gallery
    qtbot.waitUntil(lambda: any(entry.title == "Dusk" for entry in gallery.snapshot.entries))
    entry = next(entry for entry in gallery.snapshot.entries if entry.title == "Dusk")
    assert entry.movement == ""
