"""Drop, preview, adjust, export: the main road through the window."""

from __future__ import annotations

import math

import numpy as np
import pytest
from fake_atelier import paint, write_style
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QLabel, QListView, QPushButton, QSlider

from fst_gui.library.photo import read_photo


def drop(widget, *paths):
    """Drop files on a widget as the window system would."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    common = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton)
    modifiers = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), *common, modifiers)
    QGuiApplication.sendEvent(widget, enter)
    assert enter.isAccepted()
    QGuiApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), *common, modifiers))


def test_a_dropped_photo_is_painted_and_exported_at_its_size(
    studio, qtbot, make_picture, tmp_path, said
):
    state = studio.states.studio
    photo = make_picture("harbour.png", 1500, 380)
    shown = []
    state.changed.connect(lambda now: now.painted and shown.append((now.title, now.painted.width)))
    drop(studio.window, photo)
    qtbot.waitUntil(lambda: state.snapshot.title == "harbour.png")
    qtbot.waitUntil(lambda: state.snapshot.painted is not None)
    assert state.snapshot.size == (1500, 380)
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    sizes = [width for title, width in shown if title == "harbour.png"]
    assert list(dict.fromkeys(sizes)) == [384, 1500]  # coarse, then sharp
    assert (state.snapshot.painted.width, state.snapshot.painted.height) == (1500, 380)

    target = tmp_path / "out.png"
    state.export(target)
    qtbot.waitUntil(lambda: "Saved" in said())
    assert state.snapshot.export is None
    written = read_photo(target).pixels
    np.testing.assert_array_equal(written, paint(read_photo(photo).pixels, 1.0))


def test_strength_and_refinement_repaint(studio, qtbot, atelier):
    state, window = studio.states.studio, studio.window
    before = state.snapshot.painted
    window.findChild(QSlider, "strength").setValue(40)
    window.findChild(QSlider, "iterations").setValue(5)
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    assert state.snapshot.painted is not before
    assert atelier.painted[-1][1:3] == (0.4, 5)
    expected = paint(state.snapshot.photo.pixels, 0.4)
    np.testing.assert_array_equal(state.snapshot.painted.pixels, expected)


def test_a_stale_result_is_never_shown(studio, qtbot, atelier):
    state, shown = studio.states.studio, []
    atelier.gate.clear()
    state.select_style("starry_night")
    qtbot.waitUntil(lambda: state.snapshot.painting == 0.25)
    state.changed.connect(lambda now: shown.append(now.painted))
    state.set_strength(0.0)
    state.select_style("great_wave")
    qtbot.waitUntil(lambda: atelier.closed == 1)
    atelier.gate.set()
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    paintings = {picture.pixels.tobytes() for picture in shown}
    assert atelier.painted[-1][1] == 0.0
    np.testing.assert_array_equal(state.snapshot.painted.pixels, state.snapshot.photo.pixels)
    assert len(paintings) == 2  # the one from before, and the newest


def test_where_the_sharp_preview_is_fast_no_coarse_one_is_shown_before_it(
    studio, qtbot, make_picture, monkeypatch
):
    state, widths = studio.states.studio, []
    monkeypatch.setattr("fst_gui.state.preview.FOLLOWS", 600.0)
    state.open_photo(make_picture("harbour.png", 1500, 380))
    qtbot.waitUntil(lambda: state.snapshot.size == (1500, 380) and state.snapshot.painting is None)
    state.changed.connect(lambda now: widths.append(now.painted.width))
    for strength in (0.4, 0.5, 0.6):
        state.set_strength(strength)
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    np.testing.assert_array_equal(
        state.snapshot.painted.pixels, paint(state.snapshot.photo.pixels, 0.6)
    )
    assert set(widths) == {1500}


def _harbour_on_a_slow_machine(studio, qtbot, make_picture, monkeypatch):
    """The studio with a photo painted, where the coarse preview comes before the sharp one."""
    state = studio.states.studio
    monkeypatch.setattr("fst_gui.state.preview.FOLLOWS", 0.0)
    state.open_photo(make_picture("harbour.png", 1500, 380))
    qtbot.waitUntil(lambda: state.snapshot.size == (1500, 380) and state.snapshot.painting is None)
    return state


def test_only_while_somebody_drags_the_sharp_preview_waits(
    studio, qtbot, atelier, make_picture, monkeypatch
):
    state = _harbour_on_a_slow_machine(studio, qtbot, make_picture, monkeypatch)
    monkeypatch.setattr("fst_gui.state.preview.PAUSE", 600.0)
    state.set_strength(0.4)
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    assert state.snapshot.painted.width == 1500

    atelier.gate.clear()
    begun = len(atelier.calls)
    state.set_strength(0.5)
    qtbot.waitUntil(lambda: len(atelier.calls) > begun)
    state.set_strength(0.6)
    atelier.gate.set()
    last = paint(state.snapshot.photo.pixels, 0.6)[0, 0]
    qtbot.waitUntil(lambda: (state.snapshot.painted.pixels[0, 0] == last).all())
    assert state.snapshot.painted.width == 384
    assert state.snapshot.painting is not None
    state.set_strength(0.7)
    qtbot.waitUntil(lambda: atelier.calls[-1].settings.strength == 0.7)


def test_a_move_in_the_last_moment_of_the_pause_is_painted_before_the_sharp_preview(
    studio, qtbot, atelier, make_picture, monkeypatch
):
    state = _harbour_on_a_slow_machine(studio, qtbot, make_picture, monkeypatch)
    moves = iter((0.7, 0.8))

    async def moved_at_its_end(waiting, pause):
        waiting.close()
        if (strength := next(moves, None)) is not None:
            state.set_strength(strength)
        raise TimeoutError

    monkeypatch.setattr("fst_gui.state.preview.asyncio.wait_for", moved_at_its_end)
    atelier.gate.clear()
    begun = len(atelier.calls)
    state.set_strength(0.5)
    qtbot.waitUntil(lambda: len(atelier.calls) > begun)
    state.set_strength(0.6)
    atelier.gate.set()
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    painted = [(strength, shape[1]) for _, strength, _, shape in atelier.painted[begun:]]
    assert painted == [(0.5, 384), (0.6, 384), (0.7, 384), (0.8, 384), (0.8, 1500)]


def test_while_a_slider_moves_what_is_under_way_is_shown_before_the_newest(
    studio, qtbot, atelier, monkeypatch
):
    monkeypatch.setattr("fst_gui.state.preview.FOLLOWS", math.inf)  # however slow the machine is
    state, strengths = studio.states.studio, []
    state.changed.connect(lambda now: strengths.append(int(now.painted.pixels[0, 0, 0])))
    atelier.gate.clear()
    state.set_strength(0.8)
    qtbot.waitUntil(lambda: state.snapshot.painting == 0.25)
    for strength in (0.6, 0.4, 0.2):
        state.set_strength(strength)
    atelier.gate.set()
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    assert atelier.closed == 0
    assert [call.settings.strength for call in atelier.calls[-2:]] == [0.8, 0.2]
    assert [value for value in dict.fromkeys(strengths) if value != 255] == [204, 51]


def test_another_style_is_painted_when_its_card_is_chosen(studio, qtbot, atelier):
    state = studio.states.studio
    view = studio.window.gallery.findChild(QListView, "gallery")
    qtbot.waitUntil(lambda: view.currentIndex().row() == 0)
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.currentIndex().row() == 1
    assert state.snapshot.style.name == "great_wave"  # the arrow only moves
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert state.snapshot.style.name == "starry_night"
    qtbot.waitUntil(lambda: atelier.painted[-1][0] == "starry_night")


def test_a_painting_dropped_on_the_gallery_is_a_style_at_once(studio, qtbot, make_picture, atelier):
    gallery = studio.states.gallery
    drop(studio.window.gallery, make_picture("my painting.png"))
    qtbot.waitUntil(lambda: gallery.snapshot.selected.kind == "painting")
    assert [e.title for e in gallery.snapshot.entries][-1] == "my painting"
    qtbot.waitUntil(lambda: atelier.painted[-1][0] == "my painting")


def test_a_dropped_style_pack_is_imported(studio, qtbot, tmp_path, atelier, said):
    pack = write_style(tmp_path / "from a friend" / "dusk.fststyle", "Dusk")
    drop(studio.window, pack)
    qtbot.waitUntil(lambda: "Dusk" in said())
    qtbot.waitUntil(lambda: studio.states.gallery.snapshot.selected.title == "Dusk")
    assert (atelier.own_styles / "dusk.fststyle").is_file()


def test_a_bad_file_is_told_and_the_photo_kept(studio, qtbot, tmp_path, make_picture, said):
    state = studio.states.studio
    photo = state.snapshot.photo
    bad = tmp_path / "broken.jpg"
    bad.write_bytes(b"not a picture")
    for path in (bad, tmp_path / "missing.png", tmp_path):
        state.open_photo(path)
        qtbot.waitUntil(lambda path=path: path.name in said())
    assert state.snapshot.photo is photo
    assert state.snapshot.opening == ""
    state.open_photo(make_picture("good.png"))
    qtbot.waitUntil(lambda: state.snapshot.title == "good.png")
    assert not studio.states.messages.snapshot.waiting  # of those before nothing is left to say


def test_bad_paintings_and_packs_are_told(studio, qtbot, tmp_path, said):
    chosen = studio.states.gallery.snapshot.selected
    bad = tmp_path / "broken.png"
    bad.write_bytes(b"")
    studio.states.studio.use_painting(bad)
    qtbot.waitUntil(lambda: "broken.png" in said())
    foreign = tmp_path / "foreign.fststyle"
    foreign.write_bytes(b"\x08\x00\x00\x00\x00\x00\x00\x00{}      ")
    studio.states.studio.import_pack(foreign)
    qtbot.waitUntil(lambda: "foreign.fststyle" in said())
    assert studio.states.gallery.snapshot.selected == chosen


def test_an_existing_file_is_only_replaced_when_asked(studio, qtbot, tmp_path, said):
    state = studio.states.studio
    target = tmp_path / "there.png"
    target.write_bytes(b"precious")
    state.export(target)
    assert "already" in said()
    assert target.read_bytes() == b"precious"
    state.export(target, overwrite=True)
    qtbot.waitUntil(lambda: "Saved" in said())
    with Image.open(target) as picture:
        assert picture.size == (64, 48)


def test_bad_targets_are_told_before_anything_is_painted(studio, tmp_path, atelier, said):
    studio.states.studio.export(tmp_path / "no folder" / "a.png")
    assert "no folder" in said()
    studio.states.studio.export(tmp_path / "a.txt")
    assert "a.txt" in said()
    assert atelier.exports == []


def test_a_photo_is_never_replaced_by_its_own_picture(studio, tmp_path, atelier, said):
    photo = studio.states.studio.snapshot.photo.path
    before = photo.read_bytes()
    studio.states.studio.export(photo, overwrite=True)
    assert "its own picture" in said()
    assert atelier.exports == []
    assert photo.read_bytes() == before


def test_an_export_can_be_cancelled(studio, qtbot, tmp_path, atelier, said):
    state = studio.states.studio
    atelier.gate.clear()
    state.export(tmp_path / "out.png")
    cancel = studio.window.findChild(QPushButton, "cancel")
    qtbot.waitUntil(cancel.isVisible)
    qtbot.waitUntil(lambda: len(atelier.exports) == 1)
    cancel.click()
    qtbot.waitUntil(lambda: "cancelled" in said())
    assert not (tmp_path / "out.png").exists()
    assert not list(tmp_path.glob("*.tmp*"))


def test_what_breaks_while_painting_becomes_a_message(studio, qtbot, atelier, said):
    atelier.error = ZeroDivisionError("inside")
    studio.states.studio.set_strength(0.3)
    qtbot.waitUntil(lambda: "ZeroDivisionError" in said())
    assert "inside" in studio.states.messages.snapshot.waiting[-1].detail
    atelier.error = None
    studio.states.studio.set_strength(0.6)
    expected = paint(studio.states.studio.snapshot.photo.pixels, 0.6)
    qtbot.waitUntil(lambda: np.array_equal(studio.states.studio.snapshot.painted.pixels, expected))


def test_copy_and_paste(studio, qtbot, said):
    state, actions = studio.states.studio, studio.window.actions_
    actions.copy()
    assert "64 × 48" in said()
    image = QImage(20, 10, QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.red)
    QGuiApplication.clipboard().setImage(image)
    actions.paste()
    qtbot.waitUntil(lambda: state.snapshot.size == (20, 10))
    np.testing.assert_array_equal(state.snapshot.photo.pixels[0, 0], (255, 0, 0))
    QGuiApplication.clipboard().setText("words")
    actions.paste()
    assert "no picture" in said()


def test_messages_from_before_the_window_are_shown(empty, qtbot):
    from fst_gui.state.messages import Level
    from fst_gui.ui.message_bar import MessageBar

    empty.states.messages.post(Level.WARNING, "Something from before.")
    bar = MessageBar(empty.states.messages, empty.states.studio, empty.theme)
    qtbot.addWidget(bar)
    assert bar.findChild(QLabel, "message").whole == "Something from before."


def test_a_slider_goes_to_where_it_is_pressed_and_that_is_one_step_to_undo(studio, state, qtbot):
    slider = studio.window.findChild(QSlider, "strength")
    state.set_strength(0.9)
    state.history.seal()
    at = QPoint(round(0.3 * slider.width()), slider.height() - 2)  # below the line that is drawn
    qtbot.mousePress(slider, Qt.MouseButton.LeftButton, pos=at)
    assert slider.isSliderDown()
    assert slider.value() == pytest.approx(30, abs=3)
    qtbot.mouseMove(slider, QPoint(round(0.6 * slider.width()), 2))
    assert slider.value() == pytest.approx(60, abs=3)
    qtbot.mouseRelease(
        slider, Qt.MouseButton.LeftButton, pos=QPoint(round(0.6 * slider.width()), 2)
    )
    assert state.snapshot.look.settings.strength == pytest.approx(0.6, abs=0.03)
    state.history.undo()
    assert state.snapshot.look.settings.strength == 0.9
