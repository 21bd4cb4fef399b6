"""Versions are kept and compared, side by side and from closer."""

from __future__ import annotations

import numpy as np
import pytest
from fake_atelier import paint
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QToolButton, QWidget
from window_parts import action, drag, find, on_canvas


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
    assert find(studio, QToolButton, "version2").accessibleName() == "Version 2, Great Wave"

    find(studio, QToolButton, "version1").click()
    assert state.snapshot.look == first.look
    settled()
    find(studio, QToolButton, "compareVersion2").click()
    canvas = studio.window.viewer.canvas
    assert studio.window.viewer.compare.isChecked()
    left = canvas.grab().toImage().pixelColor(on_canvas(canvas, 0.02, 0.5))
    expected = paint(state.snapshot.photo.pixels, 0.4)[24, 1]
    assert (left.red(), left.green()) == pytest.approx(tuple(map(int, expected[:2])), abs=12)

    find(studio, QToolButton, "version1").click()  # the one that is shown
    assert find(studio, QToolButton, "version1").isChecked()

    card = find(studio, QToolButton, "version2")
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert state.versions.snapshot.kept == (first,)
    assert state.versions.snapshot.compared is None
    state.keep_version()
    state.history.undo()
    assert [version.number for version in state.versions.snapshot.kept] == [1, 2, 3]


def test_no_version_has_the_picture_of_another_look(state, settled, atelier, qtbot):
    atelier.gate.clear()
    state.set_strength(0.4)
    qtbot.waitUntil(lambda: state.snapshot.painting is not None)
    state.keep_version()
    atelier.error = ZeroDivisionError("inside")
    atelier.gate.set()
    settled()
    assert state.versions.snapshot.kept == ()


def test_a_version_of_a_preview_that_was_cancelled_is_painted_first(state, settled, atelier, qtbot):
    atelier.gate.clear()
    state.set_strength(0.4)
    qtbot.waitUntil(lambda: state.snapshot.painting is not None)
    state.cancel()
    assert state.snapshot.painting is None
    state.keep_version()
    assert state.versions.snapshot.kept == ()
    atelier.gate.set()
    settled()
    (kept,) = state.versions.snapshot.kept
    np.testing.assert_array_equal(kept.painted.pixels, paint(state.snapshot.photo.pixels, 0.4))
    assert kept.look.settings.strength == 0.4


@pytest.fixture
def wished(state, settled, atelier, qtbot):
    """A version is to be kept of a picture that gets four layers, of which one is shown."""
    atelier.layers_show = True
    state.set_overpainting(1)
    settled()
    atelier.layer_gate.clear()
    state.set_overpainting(4)
    qtbot.waitUntil(lambda: state.snapshot.painting == 0.5)
    state.keep_version()
    assert state.snapshot.overpainted == 1
    return state


def _has_one_layer(version, photo):
    np.testing.assert_array_equal(version.painted.pixels, paint(photo.pixels, 1.0) + np.uint8(1))
    return version.look.settings.overpainting == 1


def test_a_version_left_at_some_layers_claims_no_others(wished):
    wished.stop_overpainting()
    (kept,) = wished.versions.snapshot.kept
    assert _has_one_layer(kept, wished.snapshot.photo)
    assert kept.look == wished.snapshot.look


def test_nor_does_one_whose_photo_is_left(wished, make_picture, qtbot):
    photo = wished.snapshot.photo
    wished.open_photo(make_picture("other.png"))
    qtbot.waitUntil(lambda: wished.snapshot.title == "other.png")
    assert wished.versions.snapshot.kept == ()
    wished.open_photo(photo.path)
    qtbot.waitUntil(lambda: wished.snapshot.title == photo.path.name)
    (kept,) = wished.versions.snapshot.kept
    assert _has_one_layer(kept, photo)


def test_nor_does_one_whose_next_layer_fails(wished, atelier, settled):
    atelier.layer_error = ZeroDivisionError("inside")
    atelier.layer_gate.set()
    settled()
    (kept,) = wished.versions.snapshot.kept
    assert _has_one_layer(kept, wished.snapshot.photo)


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
    assert state.snapshot.painted.width == pytest.approx(1086, abs=2)  # 768 x 768 in all
    sizes = []
    state.changed.connect(lambda now: sizes.append(now.painted.width))
    studio.window.viewer.canvas.actual_size()
    qtbot.waitUntil(lambda: state.snapshot.painted.width == 2048)
    assert min(sizes) > 1000  # what was sharp does not get coarse again


@pytest.fixture
def next_time(another):
    """The versions of a photo with which the studio is started again."""

    def start(photo):
        studio = another()
        studio.start(photo)
        return studio.states.studio.versions

    return start


@pytest.fixture
def two(studio, state, settled, make_picture, qtbot):
    """Two versions on the disk: one with a mask and a painting as style, one put away since."""
    state.use_painting(make_picture("old_master.png"))
    settled()
    qtbot.waitUntil(lambda: state.snapshot.style.title == "old master")
    state.mask.begin(0.5, 0.5)
    state.mask.end()
    settled()
    state.keep_version()
    state.set_strength(0.4)
    settled()
    state.keep_version()
    kept = state.versions.snapshot.kept
    assert len(kept) == 2
    return kept


def close(studio, qtbot):
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)


def test_versions_are_there_after_a_restart(studio, state, two, next_time, qtbot):
    photo, (first, second) = state.snapshot.photo.path, two
    state.versions.forget(second)
    state.keep_version()
    close(studio, qtbot)  # at once: what is being written is waited for
    versions = next_time(photo)
    qtbot.waitUntil(lambda: len(versions.snapshot.kept) == 2)
    read, third = versions.snapshot.kept
    assert (read.number, third.number) == (1, 3)
    assert read.look.styles == first.look.styles
    assert read.look.settings == first.look.settings
    np.testing.assert_array_equal(read.look.mask.levels, first.look.mask.levels)
    assert third.look.settings == second.look.settings
    assert read.painted.pixels.shape == first.painted.pixels.shape
    apart = np.abs(read.painted.pixels.astype(int) - first.painted.pixels)
    assert apart.mean() < 3  # a JPEG


def test_undo_brings_a_version_back_to_the_disk(studio, state, two, next_time, qtbot):
    state.versions.forget(two[0])
    state.history.undo()
    close(studio, qtbot)
    versions = next_time(state.snapshot.photo.path)
    qtbot.waitUntil(lambda: [v.number for v in versions.snapshot.kept] == [1, 2])


def test_a_version_that_cannot_be_read_is_told_and_the_others_come(
    studio, state, two, next_time, tmp_path, qtbot
):
    close(studio, qtbot)
    (damaged,) = tmp_path.glob("versions/*/1.jpg")
    damaged.write_bytes(b"damaged")
    versions = next_time(state.snapshot.photo.path)
    qtbot.waitUntil(lambda: [v.number for v in versions.snapshot.kept] == [2])
    assert damaged.is_file()
    versions.keep(two[0].look, two[0].painted)
    assert versions.snapshot.kept[-1].number == 3


def test_versions_of_a_photo_that_is_left_early_are_not_lost(
    studio, state, two, next_time, make_picture, qtbot
):
    photo, other = state.snapshot.photo.path, make_picture("other.png")
    close(studio, qtbot)
    versions = next_time(photo)
    qtbot.waitUntil(lambda: len(versions.snapshot.kept) == 2)
    versions.open(None)
    versions._known.clear()
    versions.open(photo)
    assert versions.snapshot.kept == ()
    versions.open(other)  # before they have been read
    versions.open(photo)
    qtbot.waitUntil(lambda: len(versions.snapshot.kept) == 2)
