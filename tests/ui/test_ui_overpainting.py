"""Layers painted over the preview: shown one by one, and left at any of them."""

from __future__ import annotations

import numpy as np
import pytest
from fake_atelier import paint
from PySide6.QtWidgets import QLabel, QPushButton, QSlider
from window_parts import find

from fst_gui.state.preview import Preview

LAYERS = 5


@pytest.fixture
def begun(studio, qtbot, atelier):
    """The sharp preview is shown, and the first layer under way."""
    state = studio.states.studio
    atelier.layers_show = True
    state.set_overpainting(0)
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    atelier.layer_gate.clear()
    before = state.snapshot.painted
    studio.window.findChild(QSlider, "overpainting").setValue(LAYERS)
    qtbot.waitUntil(lambda: state.snapshot.painted is not before)
    assert state.snapshot.overpainting
    return state


def _shown(state, layers):
    expected = paint(state.snapshot.photo.pixels, 1.0) + np.uint8(layers)
    return np.array_equal(state.snapshot.painted.pixels, expected)


def test_every_layer_is_shown_as_soon_as_it_is_painted(begun, qtbot, atelier):
    seen = []
    begun.changed.connect(lambda now: seen.append(now.overpainted))
    atelier.layer_gate.set()
    qtbot.waitUntil(lambda: begun.snapshot.painting is None)
    assert list(dict.fromkeys(seen)) == list(range(1, LAYERS + 1))
    assert _shown(begun, LAYERS)
    assert not begun.snapshot.overpainting


def test_the_coarse_preview_is_not_painted_over(begun, qtbot, atelier, make_picture):
    atelier.layer_gate.set()
    begun.open_photo(make_picture("harbour.png", 1500, 380))
    qtbot.waitUntil(lambda: begun.snapshot.size == (1500, 380) and begun.snapshot.painting is None)
    layers = {call.settings.overpainting for call in atelier.calls[-2:]}
    assert layers == {0, LAYERS}
    assert begun.snapshot.overpainted == LAYERS


def test_what_is_under_way_is_told_and_left_where_it_is(studio, begun, qtbot, atelier):
    doing = find(studio, QLabel, "doing")
    qtbot.waitUntil(lambda: doing.text() == f"Painting layer 1 of {LAYERS}…")
    painted = len(atelier.calls)
    find(studio, QPushButton, "cancel").click()
    qtbot.waitUntil(lambda: atelier.closed == 1)
    assert begun.snapshot.painting is None
    assert begun.snapshot.look.settings.overpainting == 0
    assert find(studio, QSlider, "overpainting").value() == 0
    assert _shown(begun, 0)
    assert len(atelier.calls) == painted  # nothing is painted anew for that

    atelier.layer_gate.set()
    begun.history.undo()
    qtbot.waitUntil(lambda: begun.snapshot.painting is None)
    assert _shown(begun, LAYERS)


@pytest.mark.parametrize("width", [480, 3200])
def test_the_progress_is_told_however_closely_one_looks(begun, qtbot, atelier, make_picture, width):
    begun.open_photo(make_picture("harbour.png", width, 200))
    begun.need_pixels(width + 1)
    qtbot.waitUntil(lambda: begun.snapshot.size == (width, 200) and begun.snapshot.overpainting)
    qtbot.waitUntil(lambda: begun.snapshot.painting == 0.5)
    atelier.layer_gate.set()
    qtbot.waitUntil(lambda: begun.snapshot.painting is None)


def test_cancelled_layers_are_wanted_again_for_the_next_photo(studio, begun, qtbot, make_picture):
    find(studio, QPushButton, "cancel").click()
    assert begun.snapshot.look.settings.overpainting == 0
    begun.open_photo(make_picture("harbour.png"))
    qtbot.waitUntil(lambda: begun.snapshot.title == "harbour.png")
    assert begun.snapshot.look.settings.overpainting == LAYERS
    find(studio, QSlider, "overpainting").setValue(0)
    begun.open_photo(make_picture("coast.png"))
    qtbot.waitUntil(lambda: begun.snapshot.title == "coast.png")
    assert begun.snapshot.look.settings.overpainting == 0  # as somebody has chosen


def test_another_look_does_not_wait_for_the_layers(begun, qtbot, atelier):
    begun.set_strength(0.5)
    qtbot.waitUntil(lambda: atelier.closed == 1)
    qtbot.waitUntil(lambda: begun.snapshot.overpainting)
    assert atelier.calls[-1].settings.strength == 0.5
    assert begun.snapshot.overpainted == 0


def test_layers_of_one_photo_are_none_of_another(begun, qtbot, atelier, make_picture):
    atelier.gate.clear()
    begun.open_photo(make_picture("harbour.png", 640, 380))
    qtbot.waitUntil(lambda: begun.snapshot.size == (640, 380))
    assert begun.snapshot.painted is None
    assert begun.snapshot.overpainted == -1
    assert not begun.snapshot.overpainting
    atelier.layer_gate.set()
    atelier.gate.set()
    qtbot.waitUntil(lambda: begun.snapshot.painting is None)
    assert _shown(begun, LAYERS)


def test_nor_does_one_that_came_before_the_first_was_shown(studio, qtbot, atelier):
    state = studio.states.studio
    atelier.layer_gate.clear()
    atelier.gate.clear()
    state.set_overpainting(LAYERS)
    qtbot.waitUntil(lambda: state.snapshot.painting == 0.25)
    state.set_strength(0.5)
    atelier.gate.set()
    qtbot.waitUntil(lambda: state.snapshot.overpainting)
    qtbot.waitUntil(lambda: atelier.calls[-1].settings.strength == 0.5)


def test_a_finer_copy_replaces_only_what_has_all_its_layers(
    begun, qtbot, atelier, make_picture, monkeypatch
):
    shown = []
    monkeypatch.setattr(Preview, "_levels", lambda self: len(self._copies))
    atelier.layer_gate.set()
    begun.open_photo(make_picture("large.png", 4000, 1000))
    begun.changed.connect(
        lambda now: now.painted and shown.append((now.painted.width, now.overpainted))
    )
    qtbot.waitUntil(lambda: begun.snapshot.size == (4000, 1000) and begun.snapshot.painting is None)
    finest = max(width for width, _ in shown)
    assert {layers for width, layers in shown if width == finest} == {LAYERS}


def test_more_or_fewer_layers_go_on_from_what_is_shown(begun, qtbot, atelier):
    atelier.layer_gate.set()
    qtbot.waitUntil(lambda: begun.snapshot.painting is None)
    coarse, seen = [call.settings for call in atelier.calls], []
    begun.changed.connect(lambda now: seen.append(now.overpainted))
    begun.set_overpainting(LAYERS + 2)
    assert begun.snapshot.overpainting  # which is told, and can be cancelled
    qtbot.waitUntil(lambda: begun.snapshot.painting is None)
    assert min(seen) == LAYERS
    assert _shown(begun, LAYERS + 2)
    begun.set_overpainting(1)
    qtbot.waitUntil(lambda: begun.snapshot.painting is None)
    assert _shown(begun, 1)
    assert begun.snapshot.overpainted == 1
    assert len(atelier.calls) == len(coarse) + 2  # no coarse copy
    begun.set_strength(0.5)
    assert begun.snapshot.overpainted == -1
