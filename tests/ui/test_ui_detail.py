"""Looked at closely, photo and painting have every pixel that they have."""

from __future__ import annotations

import numpy as np
import pytest
from fake_atelier import paint
from PIL import Image
from PySide6.QtGui import QImage

from fst_gui.library.photo import read_photo
from fst_gui.state import opened as opened_module
from fst_gui.state.opened import SHOWN_LONGEST, open_with

_WIDTH, _HEIGHT = 2600, 700


@pytest.fixture
def pixels():
    """Stripes of a single pixel, which no smaller copy has."""
    y, x = np.mgrid[:_HEIGHT, :_WIDTH]
    return np.stack([x % 2 * 200, y % 2 * 200, (x + y) % 3 * 80], -1).astype(np.uint8)


@pytest.fixture
def large(studio, state, qtbot, tmp_path, pixels):
    """A studio that shows a photo with more pixels than are shown of it."""
    path = tmp_path / "large.png"
    Image.fromarray(pixels).save(path)
    state.set_overpainting(0)
    state.open_photo(path)
    qtbot.waitUntil(lambda: state.snapshot.size == (_WIDTH, _HEIGHT))
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    return studio


def _on_screen(canvas):
    """What the canvas shows (H, W, 3), and the photo's columns and rows under it."""
    image = canvas.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    shown = np.array(image.constBits()).reshape(image.height(), image.bytesPerLine())
    shown = shown[:, : image.width() * 3].reshape(image.height(), image.width(), 3)
    area = canvas.view.area()
    left, top = round(area.left()), round(area.top())
    columns = slice(max(0, -left), min(_WIDTH, image.width() - left))
    rows = slice(max(0, -top), min(_HEIGHT, image.height() - top))
    seen = shown[rows.start + top : rows.stop + top, columns.start + left : columns.stop + left]
    return seen, rows, columns


def _middle(array):
    """Without the edges, where the window draws."""
    return array[40:-40, 40:-40]


def test_at_a_hundred_percent_the_painting_has_every_pixel(large, state, qtbot, pixels):
    canvas = large.window.viewer.canvas
    assert state.snapshot.painted.width < SHOWN_LONGEST
    assert state.snapshot.painted_detail is None
    canvas.actual_size()
    qtbot.waitUntil(lambda: state.snapshot.painted_detail is not None)
    assert state.snapshot.painted.width == SHOWN_LONGEST  # what is kept, copied, dragged out
    seen, rows, columns = _on_screen(canvas)
    painted = paint(pixels, state.snapshot.look.settings.strength)
    np.testing.assert_array_equal(_middle(seen), _middle(painted[rows, columns]))


def test_the_photo_held_beside_it_has_every_pixel_too(large, pixels):
    canvas = large.window.viewer.canvas
    canvas.actual_size()
    canvas.hold_original(True)
    seen, rows, columns = _on_screen(canvas)
    np.testing.assert_array_equal(_middle(seen), _middle(pixels[rows, columns]))


def test_a_whole_picture_is_shown_without_its_detail(large, state, atelier):
    large.window.viewer.canvas.fit()
    assert state.snapshot.painted_detail is None
    assert max(shape[1] for *_, shape in atelier.painted) <= SHOWN_LONGEST


def test_nothing_is_painted_that_would_not_be_drawn(studio, state, qtbot, tmp_path, atelier):
    """All pixels of a photo are drawn from half of its size on."""
    path = tmp_path / "wide.png"
    Image.fromarray(np.zeros((200, 5000, 3), np.uint8)).save(path)
    state.set_overpainting(0)
    state.open_photo(path)
    qtbot.waitUntil(lambda: state.snapshot.size == (5000, 200))
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    state.need_pixels(2499)
    qtbot.waitUntil(lambda: state.snapshot.painted.width == SHOWN_LONGEST)
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    assert state.snapshot.painted_detail is None
    state.need_pixels(2500)
    qtbot.waitUntil(lambda: state.snapshot.painted_detail is not None)


def test_another_look_leaves_no_old_detail(large, state, qtbot, atelier, pixels):
    large.window.viewer.canvas.actual_size()
    qtbot.waitUntil(lambda: state.snapshot.painted_detail is not None)
    before = state.snapshot.painted
    details = []
    state.changed.connect(
        lambda now: details.append(now.painted_detail) if now.painted is not before else None
    )
    state.set_strength(0.5)
    qtbot.waitUntil(lambda: bool(details) and details[-1] is not None)
    assert details[0] is None
    np.testing.assert_array_equal(details[-1].pixels, paint(pixels, 0.5))


def test_a_photo_of_very_many_pixels_has_none(monkeypatch, tmp_path, pixels):
    path = tmp_path / "large.png"
    Image.fromarray(pixels).save(path)
    monkeypatch.setattr(opened_module, "DETAIL_LONGEST", _WIDTH - 1)
    opened = open_with(lambda: read_photo(path))
    assert opened.detail is None
    assert max(copy.shape[1] for copy in opened.previews) == SHOWN_LONGEST
