"""The gallery: the own photo in every style, finding one, marking one, mixing some."""

from __future__ import annotations

import numpy as np
import pytest
from fake_atelier import paint, write_style
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QContextMenuEvent, QDragEnterEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QToolButton,
)

from fst_gui.library.photo import read_photo, shrink
from fst_gui.ui.gallery_model import CARD_ROLE
from fst_gui.ui.sliders import ResetSlider
from fst_gui.ui.style_details import StyleDetails


@pytest.fixture
def many(studio, qtbot, atelier, tmp_path):
    """Eight styles, two of them of one movement and one the person's own."""
    for number in range(5):
        movement = "Ukiyo-e" if number < 2 else ""
        write_style(tmp_path / "shipped" / f"s{number}.fststyle", f"S{number}", movement=movement)
    write_style(tmp_path / "own" / "mine.fststyle", "Mine")
    studio.states.gallery.load()
    gallery = studio.states.gallery
    qtbot.waitUntil(lambda: len(gallery.snapshot.painted) == len(gallery.snapshot.entries) == 8)
    return studio


def view_of(studio) -> QListView:
    return studio.window.findChild(QListView, "gallery")


def titles(studio) -> list[str]:
    model = view_of(studio).model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def card(studio, title):
    model = view_of(studio).model()
    return model.index(titles(studio).index(title), 0).data(CARD_ROLE)


def place(studio, title) -> QPoint:
    view = view_of(studio)
    view.executeDelayedItemsLayout()
    return view.visualRect(view.model().index(titles(studio).index(title), 0)).center()


def choose_kind(studio, text):
    kinds = studio.window.findChild(QComboBox, "styleKind")
    kinds.setCurrentIndex(kinds.findText(text, Qt.MatchFlag.MatchStartsWith))


def test_every_card_shows_the_own_photo_in_its_style(studio, qtbot, atelier, make_picture):
    gallery = studio.states.gallery
    path = make_picture("wide.png", 900, 300)
    atelier.cards.clear()
    studio.states.studio.open_photo(path)
    qtbot.waitUntil(lambda: len(atelier.cards) == 2)
    qtbot.waitUntil(lambda: len(gallery.snapshot.painted) == 2)
    assert atelier.cards == [("great_wave", (64, 192, 3)), ("starry_night", (64, 192, 3))]
    shown = card(studio, "Great Wave").painted.pixels
    small = shrink(shrink(read_photo(path).pixels, 384), 192)
    np.testing.assert_array_equal(shown, paint(small, 1.0))


def test_another_photo_ends_the_filling_and_starts_it_anew(studio, qtbot, atelier, make_picture):
    gallery = studio.states.gallery
    atelier.card_gate.clear()
    studio.states.studio.open_photo(make_picture("first.png", 100, 40))
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "first.png")
    assert gallery.snapshot.painted == {}
    assert card(studio, "Great Wave").painting is not None  # the painting until then
    studio.states.studio.open_photo(make_picture("second.png", 40, 100))
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "second.png")
    shown = []
    gallery.changed.connect(lambda now: shown.extend(now.painted.values()))
    atelier.card_gate.set()
    qtbot.waitUntil(lambda: len(gallery.snapshot.painted) == 2)
    assert {picture.pixels.shape for picture in shown} == {(100, 40, 3)}


@pytest.fixture
def next_photo(studio, qtbot, atelier, make_picture):
    """Another photo: its preview is shown, its cards and its layers wait."""
    atelier.card_gate.clear()
    atelier.layer_gate.clear()
    studio.states.studio.open_photo(make_picture("next.png"))
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "next.png")
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.overpainting)
    return studio.states.studio


def test_the_preview_goes_before_the_gallery(studio, next_photo, qtbot, atelier):
    next_photo.set_strength(0.5)
    qtbot.waitUntil(lambda: atelier.painted[-1][1] == 0.5)
    qtbot.waitUntil(lambda: next_photo.snapshot.overpainting)
    assert studio.states.gallery.snapshot.painted == {}


def test_the_gallery_goes_before_the_layers(studio, next_photo, qtbot, atelier):
    atelier.cards.clear()
    before = []
    next_photo.changed.connect(lambda now: now.overpainted and before.append(len(atelier.cards)))
    atelier.card_gate.set()
    qtbot.waitUntil(lambda: len(studio.states.gallery.snapshot.painted) == 2)
    atelier.layer_gate.set()
    qtbot.waitUntil(lambda: next_photo.snapshot.painting is None)
    assert before[0] == 2


def test_a_style_that_cannot_be_painted_keeps_its_painting(studio, qtbot, atelier, make_picture):
    atelier.broken.add("great_wave")
    studio.states.studio.open_photo(make_picture("next.png"))
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "next.png")
    qtbot.waitUntil(lambda: len(studio.states.gallery.snapshot.painted) == 1)
    assert card(studio, "Great Wave").painted is None
    assert card(studio, "Starry Night").painted is not None


def test_a_style_that_comes_later_is_painted_alone(studio, qtbot, atelier, tmp_path):
    atelier.cards.clear()
    write_style(tmp_path / "own" / "late.fststyle", "Late")
    studio.states.gallery.load()
    qtbot.waitUntil(lambda: len(studio.states.gallery.snapshot.painted) == 3)
    assert [name for name, _ in atelier.cards] == ["late"]


def test_search_and_kinds(many, qtbot):
    field = many.window.findChild(QLineEdit, "searchStyles")
    qtbot.keyClicks(field, "s1")
    assert titles(many) == ["S1"]
    field.clear()
    choose_kind(many, "Ukiyo-e")
    assert titles(many) == ["S0", "S1"]
    assert many.window.findChild(QComboBox, "styleKind").currentText() == "Ukiyo-e  ·  2"
    choose_kind(many, "Your own")
    assert titles(many) == ["Mine"]
    choose_kind(many, "Recently used")
    assert titles(many) == ["Great Wave"]
    choose_kind(many, "Favourites")
    assert titles(many) == []
    assert "star" in view_of(many).empty_text
    choose_kind(many, "All")
    assert len(titles(many)) == 8


def test_a_movement_is_called_as_the_window_speaks(studio, qtbot, tmp_path):
    write_style(tmp_path / "shipped" / "s.fststyle", "S", movement="ukiyo-E")
    write_style(tmp_path / "shipped" / "t.fststyle", "T", movement="Kitchen sink")
    studio.states.settings.set_language("zh_CN")
    studio.states.gallery.load()
    qtbot.waitUntil(lambda: len(studio.states.gallery.snapshot.painted) == 4)
    kinds = studio.window.findChild(QComboBox, "styleKind")
    texts = [kinds.itemText(n) for n in range(kinds.count())]
    assert texts[-2:] == ["Kitchen sink  ·  1", "浮世绘  ·  1"]
    search = studio.window.findChild(QLineEdit, "searchStyles")
    for words in ("浮世绘", "ukiyo"):
        search.setText(words)
        assert titles(studio) == ["S"]
    search.setText("kitchen")
    assert titles(studio) == ["T"]


def test_what_is_chosen_can_be_read_in_the_list_that_opens(studio, qtbot):
    kinds = studio.window.findChild(QComboBox, "styleKind")
    kinds.showPopup()
    view = kinds.view()
    qtbot.waitUntil(view.isVisible)
    row = view.grab(view.visualRect(kinds.model().index(0, 0))).toImage()
    seen = {row.pixelColor(x, row.height() // 2).name() for x in range(row.width())}
    assert studio.theme.colours.accent in seen
    kinds.hidePopup()


def test_from_the_search_field_to_a_style_by_keys(many, qtbot):
    many.window.gallery.focus_search()
    field = many.window.findChild(QLineEdit, "searchStyles")
    qtbot.keyClicks(field, "mine")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(view_of(many), Qt.Key.Key_Return)
    assert many.states.studio.snapshot.style.title == "Mine"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_only_keys_show_which_card_has_the_keyboard(studio, qtbot, settled):
    window, view = studio.window, view_of(studio)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def drawn():
        rect = view.visualRect(view.model().index(titles(studio).index("Great Wave"), 0))
        return view.viewport().grab(rect).toImage()

    window.setFocus()
    plain = drawn()
    view.setFocus(Qt.FocusReason.TabFocusReason)
    assert drawn() != plain
    at = place(studio, "Great Wave")
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    settled()
    assert view.hasFocus()
    assert drawn() == plain
    qtbot.keyClick(view, Qt.Key.Key_Control)  # held for a click that mixes
    assert drawn() == plain
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert drawn() != plain


def test_favourites_are_marked_and_remembered(many, qtbot):
    view = view_of(many)
    rect = view.visualRect(view.model().index(titles(many).index("S2"), 0))
    star = QPoint(rect.right() - 18, rect.top() + 20)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=star)
    assert card(many, "S2").favourite
    assert many.states.studio.snapshot.style.title == "Great Wave"  # the star does not choose
    view.setCurrentIndex(view.model().index(titles(many).index("S3"), 0))
    qtbot.keyClick(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    choose_kind(many, "Favourites")
    assert titles(many) == ["S2", "S3"]
    assert many.states.settings.snapshot.favourite_styles == ("s3", "s2")
    many.states.gallery.toggle_favourite(card(many, "S2").entry)
    assert titles(many) == ["S3"]


def test_a_click_applies_and_with_ctrl_mixes(many, qtbot):
    state, view = many.states.studio, view_of(many)
    click = Qt.MouseButton.LeftButton
    qtbot.mouseClick(view.viewport(), click, pos=place(many, "S0"))
    assert [entry.title for entry, _ in state.snapshot.look.styles] == ["S0"]
    ctrl, shift = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
    qtbot.mouseClick(view.viewport(), click, ctrl, place(many, "S1"))
    qtbot.mouseClick(view.viewport(), click, shift, place(many, "Great Wave"))
    assert [entry.title for entry, _ in state.snapshot.look.styles] == ["S0", "S1", "Great Wave"]
    assert "33 % of the mix" in view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    qtbot.mouseClick(view.viewport(), click, ctrl, place(many, "S1"))
    assert [entry.title for entry, _ in state.snapshot.look.styles] == ["S0", "Great Wave"]
    qtbot.mouseClick(view.viewport(), click, pos=place(many, "Great Wave"))
    assert [entry.title for entry, _ in state.snapshot.look.styles] == ["Great Wave"]


def test_a_mix_by_keys_and_its_sliders(many, qtbot, atelier):
    state, view = many.states.studio, view_of(many)
    for title in ("S0", "S1", "S2", "S3"):
        view.setCurrentIndex(view.model().index(titles(many).index(title), 0))
        qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert len(state.snapshot.look.styles) == 4
    assert "At most 4" in many.states.messages.snapshot.waiting[-1].text
    slider = many.window.findChild(ResetSlider, "share_s1")
    slider.setValue(70)
    shares = {entry.name: share for entry, share in state.snapshot.look.styles}
    assert shares == pytest.approx({"great_wave": 0.1, "s0": 0.1, "s1": 0.7, "s2": 0.1})
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    assert atelier.calls[-1].shares == shares
    many.window.findChild(QToolButton, "leaveOut_s1").click()
    assert many.window.findChild(ResetSlider, "share_s2").value() == 33
    qtbot.mouseDClick(many.window.findChild(ResetSlider, "share_s2"), Qt.MouseButton.LeftButton)
    assert [share for _, share in state.snapshot.look.styles] == [pytest.approx(1 / 3)] * 3


def test_a_double_click_beside_the_handle_of_a_share_is_one_step_to_undo(many, qtbot):
    state, left = many.states.studio, Qt.MouseButton.LeftButton
    state.toggle_in_mix(many.states.gallery.snapshot.entries[1])
    added = state.snapshot.look.leading
    state.set_share(added, 0.7)
    state.history.seal()
    before = state.snapshot.look
    slider = many.window.findChild(ResetSlider, f"share_{added.name}")
    qtbot.mouseClick(slider, left, pos=QPoint(2, 10))
    assert state.snapshot.look != before
    qtbot.mouseDClick(slider, left, pos=QPoint(2, 10))
    assert [share for _, share in state.snapshot.look.styles] == [0.5, 0.5]
    state.history.undo()
    assert state.snapshot.look == before


def test_a_share_moved_by_key_right_after_mixing_in_is_a_step_of_its_own(many, qtbot):
    state = many.states.studio
    state.toggle_in_mix(many.states.gallery.snapshot.entries[1])
    mixed = state.snapshot.look
    slider = many.window.findChild(ResetSlider, f"share_{mixed.leading.name}")
    qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert state.snapshot.look != mixed
    state.history.undo()
    assert state.snapshot.look == mixed


def test_a_style_is_mixed_in_from_the_controls(studio, qtbot):
    button = studio.window.findChild(QToolButton, "mixIn")
    menu = button.menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["Starry Night"]
    assert not menu.actions()[0].icon().isNull()
    menu.actions()[0].trigger()
    shares = studio.states.studio.snapshot.look.styles
    assert [(entry.title, share) for entry, share in shares] == [
        ("Great Wave", 0.5),
        ("Starry Night", 0.5),
    ]


def test_credits_and_licence_are_reached_from_the_card(studio, qtbot):
    view = view_of(studio)
    tip = view.model().index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert all(text in tip for text in ("Great Wave", "Somebody", "1900", "public domain"))
    view.setCurrentIndex(view.model().index(0, 0))
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.AltModifier)
    details = studio.window.findChild(StyleDetails)
    assert details.isVisible()
    assert not details.isModal()
    texts = " ".join(label.text() for label in details.findChildren(QLabel))
    for text in ("Great Wave", "Somebody", "1900", "public domain", "a test"):
        assert text in texts.replace("\u200b", "")


def test_the_menu_of_a_card(studio, qtbot):
    view = view_of(studio)
    at = place(studio, "Starry Night")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    actions: list[QAction] = [action for action in menu.actions() if action.text()]
    assert [action.text().split("\t")[0] for action in actions] == [
        "Paint with it",
        "Mix in",
        "Favourite",
        "About this style…",
    ]
    actions[1].trigger()
    assert len(studio.states.studio.snapshot.look.styles) == 2
    menu.close()


def test_the_only_style_cannot_be_left_out_of_the_mix(studio):
    view = view_of(studio)
    at = place(studio, "Great Wave")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = view.findChild(QMenu)
    (leave,) = (a for a in menu.actions() if a.text().startswith("Leave out of the mix"))
    assert not leave.isEnabled()
    menu.close()


def test_the_same_styles_are_shown_in_another_language(many):
    choose_kind(many, "Ukiyo-e")
    many.window.findChild(QLineEdit, "searchStyles").setText("s1")
    many.states.settings.set_language("zh_CN")
    assert many.window.findChild(QComboBox, "styleKind").currentData() == ("movement", "Ukiyo-e")
    assert titles(many) == ["S1"]


def test_all_styles_are_shown_in_another_language(many):
    many.states.settings.set_language("zh_CN")
    assert many.window.findChild(QComboBox, "styleKind").currentText() == "全部  ·  8"


def test_a_style_whose_file_is_gone_is_painted_with_no_more(many, qtbot, atelier):
    state = many.states.studio
    state.select_style("mine")
    state.toggle_in_mix(card(many, "S0").entry)
    (atelier.own_styles / "mine.fststyle").unlink()
    many.states.gallery.load()
    qtbot.waitUntil(lambda: len(many.states.gallery.snapshot.entries) == 7)
    assert [(entry.title, share) for entry, share in state.snapshot.look.styles] == [("S0", 1.0)]


@pytest.mark.parametrize("own", [True, False])
def test_the_own_painting_is_not_taken_for_a_new_style(studio, make_picture, own):
    class Enter(QDragEnterEvent):
        def source(self):
            return studio.window.viewer.canvas if own else None

    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(make_picture("painted.png")))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = Enter(QPoint(5, 5), copy, mime, left, Qt.KeyboardModifier.NoModifier)
    event.ignore()
    card = studio.window.findChild(QPushButton, "dropPainting")
    card.dragEnterEvent(event)
    assert event.isAccepted() is not own
    assert bool(card.property("hot")) is not own


def test_the_chosen_card_stays_in_sight_when_the_window_gets_smaller(many, qtbot):
    view, window = view_of(many), many.window
    window.resize(1280, 1200)
    last = view.model().index(view.model().rowCount() - 1, 0)
    view.setCurrentIndex(last)
    qtbot.waitUntil(lambda: view.viewport().rect().contains(view.visualRect(last)))
    window.resize(1280, window.minimumHeight())
    qtbot.waitUntil(lambda: window.height() == window.minimumHeight())
    assert view.viewport().rect().contains(view.visualRect(last))
    view.verticalScrollBar().setValue(0)  # somebody looks at others
    window.resize(1280, window.minimumHeight() + 20)
    qtbot.waitUntil(lambda: window.height() > window.minimumHeight())
    assert view.verticalScrollBar().value() == 0


def test_the_studio_begins_with_the_style_that_was_used_last(studio, another, make_picture, qtbot):
    states = studio.states
    assert states.gallery.snapshot.selected.title == "Great Wave"  # the first there is
    states.studio.select_style("starry_night")
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    later = another()
    later.start(make_picture())
    qtbot.waitUntil(lambda: later.states.gallery.snapshot.selected is not None)
    assert later.states.gallery.snapshot.selected.title == "Starry Night"
