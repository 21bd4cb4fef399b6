"""The painting is dragged out of the window."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage
from window_parts import drag

from fst_gui.ui import drag_out
from fst_gui.ui.drag_out import PictureMime, file_name


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
