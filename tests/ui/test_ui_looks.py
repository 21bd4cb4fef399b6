"""Controls, undo, versions, the brush, comparing, dragging out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from fake_atelier import paint
from PIL import Image
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QImage, QWheelEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QToolButton, QWidget

from fst_gui.ui import drag_out
from fst_gui.ui.drag_out import PictureMime, file_name
from fst_gui.ui.sliders import ResetLabel, ResetSlider


@pytest.fixture
def state(studio):
    return studio.states.studio


@pytest.fixture
def settled(state, qtbot):
    """Wait until nothing is painted any more."""
    return lambda: qtbot.waitUntil(lambda: state.snapshot.painting is None)


def find(studio, kind, name):
    widget = studio.window.findChild(kind, name)
    assert widget is not None, name
    return widget


def action(studio, text) -> QAction:
    found = [a for a in studio.window.findChildren(QAction) if a.text().replace("&", "") == text]
    assert found, text
    return found[0]


# The settings


def test_every_setting_reaches_the_painter(studio, state, settled, atelier):
    find(studio, ResetSlider, "stroke_size").setValue(100)
    find(studio, ResetSlider, "iterations").setValue(6)
    find(studio, ResetSlider, "strength").setValue(50)
    find(studio, QToolButton, "colours_luminance").click()
    find(studio, QToolButton, "another").click()
    find(studio, QToolButton, "another").click()
    settled()
    settings = atelier.calls[-1].settings
    assert (settings.strength, settings.stroke_size, settings.iterations) == (0.5, 2.0, 6)
    assert (settings.colours, settings.seed) == ("luminance", 2)
    assert find(studio, QLabel, "variation").text() == "3"


@pytest.mark.parametrize("name", ["strength", "stroke_size", "iterations"])
def test_a_double_click_or_delete_sets_a_slider_back(studio, state, qtbot, name):
    slider = find(studio, ResetSlider, name)
    usual = slider.value()
    for back in (
        lambda: qtbot.mouseDClick(slider, Qt.MouseButton.LeftButton, pos=QPoint(2, 10)),
        lambda: qtbot.keyClick(slider, Qt.Key.Key_Delete),
    ):
        slider.setValue(slider.minimum())
        assert getattr(state.snapshot.look.settings, name) != usual
        back()
        assert slider.value() == usual


def test_a_double_click_on_the_name_sets_back_what_has_no_slider(studio, state, qtbot):
    state.set_colours("photo")
    state.set_seed(4)
    for label in studio.window.findChildren(ResetLabel):
        qtbot.mouseDClick(label, Qt.MouseButton.LeftButton)
    settings = state.snapshot.look.settings
    assert (settings.colours, settings.seed) == ("painting", 0)


def test_the_wheel_changes_only_the_slider_that_has_the_focus(studio, qtbot):
    slider = find(studio, ResetSlider, "strength")

    def turn():
        at = QPointF(20, 10)
        wheel = QWheelEvent(
            at,
            slider.mapToGlobal(at),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(slider, wheel)

    studio.window.viewer.canvas.setFocus()
    turn()
    assert slider.value() == 100
    assert not slider.hasFocus()
    slider.setFocus()
    turn()
    assert slider.value() < 100


# Undo


def test_undo_and_redo_go_over_everything(studio, state, settled, qtbot, atelier):
    looks = [state.snapshot.look]
    mask = state.mask
    other = studio.states.gallery.snapshot.entries[1]

    def brush():
        mask.begin(0.5, 0.5)
        mask.end()

    for verb in (
        lambda: state.set_strength(0.5),
        lambda: state.set_stroke_size(2.0),
        lambda: state.set_iterations(1),
        lambda: state.set_colours("photo"),
        lambda: state.set_seed(7),
        lambda: state.toggle_in_mix(other),
        lambda: state.set_share(other, 0.9),
        brush,
        brush,
        mask.invert,
        mask.clear,
        lambda: state.choose(other),
        state.reset_all,
    ):
        verb()
        state.history.seal()
        assert state.snapshot.look != looks[-1]
        looks.append(state.snapshot.look)
    for look in reversed(looks[:-1]):
        action(studio, studio.window.findChild(QAction, "undo").text().replace("&", "")).trigger()
        assert state.snapshot.look == look
        assert studio.states.gallery.snapshot.selected == look.leading
        assert mask.snapshot.shown is look.mask
    assert not find(studio, QToolButton, "view_undo").isEnabled()
    for look in looks[1:]:
        find(studio, QToolButton, "view_redo").click()
        assert state.snapshot.look == look
    settled()
    assert atelier.calls[-1].settings == looks[-1].settings


def test_one_drag_of_a_slider_is_one_step(studio, state, qtbot):
    slider = find(studio, ResetSlider, "strength")
    slider.setSliderDown(True)
    for value in range(99, 20, -3):
        slider.setValue(value)
    slider.setSliderDown(False)
    slider.setSliderDown(True)
    slider.setValue(90)
    slider.setSliderDown(False)
    undo = studio.window.findChild(QAction, "undo")
    assert undo.text() == "&Undo: strength"
    undo.trigger()
    assert state.snapshot.look.settings.strength == 0.21
    undo.trigger()
    assert state.snapshot.look.settings.strength == 1.0
    assert not undo.isEnabled()


def test_another_photo_starts_without_a_past_and_without_a_mask(state, qtbot, make_picture):
    state.set_strength(0.3)
    state.mask.invert()
    state.open_photo(make_picture("next.png"))
    qtbot.waitUntil(lambda: state.snapshot.title == "next.png")
    assert state.history.undoable == ""
    assert state.snapshot.look.mask is None
    assert state.snapshot.look.settings.strength == 0.3


# The brush


def on_canvas(canvas, x, y) -> QPoint:
    area = canvas.view.area()
    return QPoint(round(area.left() + x * area.width()), round(area.top() + y * area.height()))


def drag(qtbot, canvas, points, button=Qt.MouseButton.LeftButton):
    first, *others = (on_canvas(canvas, *point) for point in points)
    qtbot.mousePress(canvas, button, pos=first)
    for point in others:
        qtbot.mouseMove(canvas, point)
    qtbot.mouseRelease(canvas, button, pos=point if others else first)


def test_the_brush_protects_and_the_other_button_paints_again(
    studio, state, settled, qtbot, atelier
):
    canvas = studio.window.viewer.canvas
    action(studio, "Brush").trigger()
    assert canvas.hasFocus() or studio.window.focusWidget() is canvas
    bar = find(studio, QWidget, "maskBar")
    assert bar.isVisible()
    state.mask.set_size(0.3)
    state.mask.set_softness(0.0)
    drag(qtbot, canvas, [(0.2, 0.5), (0.8, 0.5)])
    levels = state.snapshot.look.mask.levels
    height, width = levels.shape
    assert levels[height // 2, width // 4 : 3 * width // 4].max() == 0
    assert levels[height // 10].min() == 255
    drag(qtbot, canvas, [(0.5, 0.5)], Qt.MouseButton.RightButton)
    levels = state.snapshot.look.mask.levels
    assert levels[height // 2, width // 2] == 255
    assert levels[height // 2, width // 4] == 0
    settled()
    np.testing.assert_array_equal(atelier.calls[-1].mask, levels)
    assert "% painted" in find(studio, QLabel, "masked").text()


def test_what_is_protected_is_red_while_the_brush_is_in_hand(studio, state, qtbot):
    canvas = studio.window.viewer.canvas

    def green():
        return canvas.grab().toImage().pixelColor(on_canvas(canvas, 0.02, 0.02)).green()

    before = green()
    state.mask.invert()
    assert green() == before > 240
    state.mask.set_active(True)
    assert green() < before - 80
    state.mask.clear()
    assert green() == before


def test_keys_of_the_brush(studio, state, qtbot):
    canvas, mask = studio.window.viewer.canvas, state.mask
    size = mask.snapshot.brush.size
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert mask.snapshot.brush.size == size  # not without the brush
    qtbot.keyClick(canvas, Qt.Key.Key_M)
    assert mask.snapshot.active
    qtbot.keyClick(canvas, Qt.Key.Key_BracketRight)
    assert mask.snapshot.brush.size > size
    qtbot.keyClick(canvas, Qt.Key.Key_BracketLeft)
    assert mask.snapshot.brush.size == pytest.approx(size)
    qtbot.keyClick(canvas, Qt.Key.Key_X)
    assert mask.snapshot.tool == "apply"
    qtbot.keyClick(canvas, Qt.Key.Key_X)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    levels = state.snapshot.look.mask.levels
    height, width = levels.shape
    assert levels[height // 2, width // 10] == 0
    assert levels[height // 2, width // 2] == 255
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    assert not mask.snapshot.active


def test_the_bar_of_the_brush(studio, state):
    mask = state.mask
    find(studio, QToolButton, "brush").click()
    find(studio, ResetSlider, "brushSize").setValue(100)
    find(studio, ResetSlider, "brushSoftness").setValue(20)
    assert (mask.snapshot.brush.size, mask.snapshot.brush.softness) == (0.5, 0.2)
    find(studio, QToolButton, "maskTool_apply").click()
    assert mask.snapshot.tool == "apply"
    find(studio, QToolButton, "mask_invert").click()
    assert state.snapshot.look.mask.painted == 0.0
    find(studio, QToolButton, "mask_reset").click()
    assert state.snapshot.look.mask is None
    find(studio, QAbstractButton, "maskDone").click()
    assert not find(studio, QWidget, "maskBar").isVisible()


# Versions


def test_versions_are_kept_restored_compared_and_put_away(studio, state, settled, qtbot):
    strip = find(studio, QWidget, "versions")
    assert not strip.isVisible()
    action(studio, "Keep this version").trigger()
    state.set_strength(0.4)
    find(studio, QAbstractButton, "keep").click()  # kept when it is sharp
    settled()
    first, second = state.versions.snapshot.kept
    assert strip.isVisible()
    assert second.look.settings.strength == 0.4
    np.testing.assert_array_equal(second.painted.pixels, state.snapshot.painted.pixels)
    assert find(studio, QToolButton, "version2").isChecked()

    find(studio, QToolButton, "version1").click()
    assert state.snapshot.look == first.look
    settled()
    find(studio, QToolButton, "compareVersion2").click()
    canvas = studio.window.viewer.canvas
    assert studio.window.viewer.compare.isChecked()
    left = canvas.grab().toImage().pixelColor(on_canvas(canvas, 0.02, 0.5))
    expected = paint(state.snapshot.photo.pixels, 0.4)[24, 1]
    assert (left.red(), left.green()) == pytest.approx(tuple(map(int, expected[:2])), abs=12)

    card = find(studio, QToolButton, "version2")
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert state.versions.snapshot.kept == (first,)
    assert state.versions.snapshot.compared is None
    state.keep_version()
    state.history.undo()
    assert [version.number for version in state.versions.snapshot.kept] == [1, 2, 3]


def test_versions_come_back_with_their_photo(state, settled, qtbot, make_picture):
    state.keep_version()
    kept, path = state.versions.snapshot.kept, state.snapshot.photo.path
    state.open_photo(make_picture("other.png"))
    qtbot.waitUntil(lambda: state.snapshot.title == "other.png")
    assert state.versions.snapshot.kept == ()
    state.open_photo(path)
    qtbot.waitUntil(lambda: state.snapshot.title == path.name)
    assert state.versions.snapshot.kept == kept


def test_two_pictures_side_by_side_show_the_same_place(studio, state, qtbot):
    window = studio.window
    canvas = window.viewer.canvas
    whole = canvas.view.area().width()
    window.viewer.compare.setChecked(True)
    qtbot.keyClick(canvas, Qt.Key.Key_B, Qt.KeyboardModifier.ShiftModifier)
    assert window.viewer.beside.isChecked()
    assert not window.viewer.compare.isChecked()
    area = canvas.view.area()
    assert area.width() < whole
    image: QImage = canvas.grab().toImage()
    at = on_canvas(canvas, 0.5, 0.9)
    photo = image.pixelColor(at)
    painting = image.pixelColor(at + QPoint(canvas.width() // 2, 0))
    assert photo.green() > 200 > 60 > painting.green()
    state.mask.set_active(True)  # the brush works in both
    drag(qtbot, canvas, [(0.5, 0.5)])
    first = state.snapshot.look.mask.levels
    state.history.undo()
    right = on_canvas(canvas, 0.5, 0.5) + QPoint(canvas.width() // 2, 0)
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=right)
    assert np.abs(state.snapshot.look.mask.levels.astype(int) - first).max() <= 1


def test_more_pixels_are_painted_for_who_looks_closer(studio, state, settled, qtbot, make_picture):
    state.open_photo(make_picture("large.png", 2400, 1200))
    qtbot.waitUntil(lambda: state.snapshot.title == "large.png")
    qtbot.waitUntil(lambda: state.snapshot.painted is not None)
    settled()
    assert state.snapshot.painted.width == pytest.approx(1450, abs=2)  # a megapixel
    sizes = []
    state.changed.connect(lambda now: sizes.append(now.painted.width))
    studio.window.viewer.canvas.actual_size()
    qtbot.waitUntil(lambda: state.snapshot.painted.width == 2048)
    assert min(sizes) > 1000  # what was sharp does not get coarse again


# Dragging out


def test_a_dragged_painting_is_a_file_only_when_somebody_asks(qtbot, state, tmp_path):
    written = []

    def write(path: Path) -> None:
        written.append(path)
        state.write_preview(path)

    path = tmp_path / "a painting.png"
    mime = PictureMime(state.snapshot.painted, path, write)
    assert mime.hasUrls()
    assert mime.hasImage()
    assert written == []
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [path]
    assert [Path(url.toLocalFile()) for url in mime.urls()] == [path]
    assert written == [path]
    with Image.open(path) as picture:
        np.testing.assert_array_equal(np.asarray(picture), state.snapshot.painted.pixels)
    assert QImage(mime.imageData()).width() == 64


def test_a_drag_starts_from_the_whole_picture(studio, state, qtbot, monkeypatch):
    started = []
    monkeypatch.setattr(
        drag_out.QDrag, "exec", lambda drag, action: started.append(drag.mimeData()) or action
    )
    canvas = studio.window.viewer.canvas
    drag(qtbot, canvas, [(0.5, 0.5), (0.6, 0.6), (0.7, 0.7)])
    name = Path(started[0].urls()[0].toLocalFile()).name
    assert name == "photo - Great Wave.png"
    canvas.actual_size()
    canvas.zoom(32)
    before = canvas.view.area().topLeft()
    drag(qtbot, canvas, [(0.5, 0.5), (0.502, 0.502), (0.504, 0.504)])
    assert len(started) == 1  # closer, dragging moves
    assert canvas.view.area().topLeft() != before


@pytest.mark.parametrize(
    ("title", "name"), [("a/b: c?", "a b  c"), ("...", "painting"), ("夜港 - x.", "夜港 - x")]
)
def test_names_that_file_systems_take(title, name):
    assert file_name(title) == name
