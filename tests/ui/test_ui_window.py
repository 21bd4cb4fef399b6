"""The window itself: looks, keys, canvas, the end."""

from __future__ import annotations

import pytest
from fake_atelier import write_style
from fake_training import request_for
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QListView,
)

from fst_gui.ui.view_port import ViewPort


def test_the_tab_key_reaches_every_control(studio):
    window = studio.window
    reached, widget = set(), window.viewer.canvas
    while widget not in reached:
        reached.add(widget)
        widget = widget.nextInFocusChain()
    for name in ("gallery", "dropPainting", "canvas", "strength", "iterations", "export"):
        found = [w for w in reached if w.objectName() == name]
        assert found, name
        assert found[0].focusPolicy() & Qt.FocusPolicy.TabFocus, name


def test_the_canvas_is_ringed_for_whoever_came_by_keys(studio, qtbot):
    window, canvas = studio.window, studio.window.viewer.canvas
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    def ringed():
        edge = canvas.grab().toImage().pixelColor(1, canvas.height() // 2)
        return edge.name() == studio.theme.colours.accent

    canvas.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not ringed()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)
    assert ringed()
    window.gallery.focus_search()
    assert not ringed()
    canvas.setFocus(Qt.FocusReason.TabFocusReason)
    assert ringed()


@pytest.mark.parametrize("appearance", ["light", "dark"])
def test_both_looks_are_readable(studio, appearance):
    studio.states.settings.set_appearance(appearance)
    colours = studio.theme.colours
    assert studio.theme.dark == (appearance == "dark")
    for front, back in [
        (colours.text, colours.surface),
        (colours.muted, colours.surface),
        (colours.muted, colours.window),
        (colours.on_accent, colours.accent),
        *((curve, colours.surface) for curve in colours.curves),
    ]:
        assert contrast(front, back) >= 4.5, (front, back)
    assert contrast(colours.strong_border, colours.surface) >= 2.4
    image = studio.window.grab().toImage()
    assert image.pixelColor(2, image.height() - 20).name() == colours.window


def contrast(front: str, back: str) -> float:
    """WCAG 2.2, relative luminance."""

    def luminance(colour: str) -> float:
        parts = QColor(colour).getRgbF()[:3]
        red, green, blue = (
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(front), luminance(back)))
    return (high + 0.05) / (low + 0.05)


def test_space_shows_the_photo_from_anywhere(studio, qtbot):
    canvas, window = studio.window.viewer.canvas, studio.window
    for name in ("canvas", "strength", "gallery"):
        widget = next(
            w for w in window.findChildren(type(canvas).__base__) if w.objectName() == name
        )
        qtbot.keyPress(widget, Qt.Key.Key_Space)
        assert canvas.scene.holding, name
        qtbot.keyRelease(widget, Qt.Key.Key_Space)
        assert not canvas.scene.holding, name


def test_the_canvas_shows_photo_and_painting_beside_each_other(studio, qtbot):
    window = studio.window
    canvas = window.viewer.canvas

    def colour_at(share: float) -> QColor:
        area = canvas.view.area()
        image: QImage = canvas.grab().toImage()
        return image.pixelColor(
            round(area.left() + area.width() * share), round(area.top() + area.height() * 0.9)
        )

    window.viewer.compare.setChecked(False)
    painted = colour_at(0.25)
    window.viewer.compare.setChecked(True)
    photo = colour_at(0.25)
    assert photo != painted
    assert photo.green() > 200 > painted.green()
    assert colour_at(0.75).green() < 60
    qtbot.keyClick(canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.scene.split == pytest.approx(0.4)


def test_the_split_is_dragged(studio, qtbot):
    canvas = studio.window.viewer.canvas
    studio.window.viewer.compare.setChecked(True)
    area = canvas.view.area()
    middle = area.center().toPoint()
    target = QPoint(round(area.left() + area.width() * 0.8), middle.y())
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(canvas, target)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=target)
    assert canvas.scene.split == pytest.approx(0.8, abs=0.02)


def test_the_wheel_zooms_to_the_pointer(studio):
    canvas = studio.window.viewer.canvas
    before = canvas.view.area()
    at = QPointF(before.left() + before.width() * 0.25, before.top() + before.height() * 0.5)
    event = QWheelEvent(
        at,
        canvas.mapToGlobal(at),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas, event)
    after = canvas.view.area()
    assert after.width() > before.width() * 1.3
    assert (at.x() - after.left()) / after.width() == pytest.approx(0.25, abs=0.01)


def test_a_hundred_percent_is_one_pixel_to_one(studio, qtbot):
    canvas = studio.window.viewer.canvas
    with qtbot.waitSignal(canvas.zoomed, check_params_cb=lambda scale: abs(scale - 1) < 1e-9):
        canvas.actual_size()
    assert canvas.view.area().width() * canvas.devicePixelRatioF() == 64
    canvas.fit()
    assert canvas.view.fitted


def test_a_picture_cannot_be_lost_by_panning():
    view = ViewPort()
    view.resize(400, 300)
    view.set_picture(1000, 1000)
    view.zoom(10, QPointF(200, 150))
    view.pan(QPointF(1e6, -1e6))
    area = view.area()
    assert area.left() == 0
    assert area.bottom() == pytest.approx(300, abs=1)


def test_geometry_style_and_look_are_remembered(studio, qtbot, tmp_path):
    studio.states.studio.select_style("starry_night")
    studio.states.settings.set_appearance("dark")
    studio.window.close()
    qtbot.waitUntil(studio.closed.is_set)
    text = (tmp_path / "settings.json").read_text("utf-8")
    assert "starry_night.fststyle" in text
    assert "dark" in text
    assert not studio.window.isVisible()


def test_closing_while_it_paints_and_trains_ends_everything(studio, qtbot, make_picture, atelier):
    atelier.gate.clear()
    atelier.training_gate.clear()
    studio.states.training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: studio.states.training.snapshot.active is not None)
    qtbot.waitUntil(lambda: studio.states.training.snapshot.active.stage != "")
    studio.states.studio.select_style("starry_night")
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting == 0.25)
    studio.window.close()
    assert studio.window.isVisible()  # the first close is only a wish
    qtbot.waitUntil(studio.closed.is_set)
    assert not studio.window.isVisible()
    assert atelier.closed == 2


@pytest.mark.parametrize("count", [2, 20])
def test_cards_keep_their_columns_with_and_without_a_scroll_bar(
    studio, qtbot, atelier, tmp_path, count
):
    for number in range(count - 2):
        write_style(tmp_path / "own" / f"s{number}.fststyle", f"Style {number}", "Somebody")
    studio.states.gallery.load()
    view = studio.window.findChild(QListView, "gallery")
    qtbot.waitUntil(lambda: view.model().rowCount() == count)
    view.executeDelayedItemsLayout()
    tops = [view.visualRect(view.model().index(row, 0)).top() for row in range(2)]
    assert tops[0] == tops[1]
