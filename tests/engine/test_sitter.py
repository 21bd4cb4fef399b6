"""A photo is looked at once, however often it is painted."""

from __future__ import annotations

import weakref

import numpy as np
import pytest
import torch

from fst_gui.engine.events import Painted
from fst_gui.engine.networks.painter import Painter
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.sitter import Sitter, Sitters
from fst_gui.engine.steps import at_once
from fst_gui.engine.stylize import stylize


@pytest.fixture
def photos():
    noise = np.random.default_rng(1)
    return [noise.integers(0, 256, (48, 64, 3), dtype=np.uint8) for _ in range(6)]


@pytest.fixture
def seen(monkeypatch):
    """The pictures that the painter has looked at."""
    looked = []
    see = Painter.see
    monkeypatch.setattr(Painter, "see", lambda self, x: looked.append(x) or see(self, x))
    return looked


def _painted(painter, photo, style, sitters=None, **settings):
    *_, last = stylize(painter, photo, style, PaintSettings(**settings), sitters=sitters)
    assert isinstance(last, Painted)
    return last.pixels


def test_other_settings_paint_the_same_as_on_a_photo_never_seen(painter, style, photos, seen):
    sitters = Sitters()
    for settings in ({}, {"strength": 0.5}, {"iterations": 5}, {"seed": 2}, {"colours": "photo"}):
        anew = _painted(painter, photos[0], style, **settings)
        seen.clear()
        again = _painted(painter, photos[0], style, sitters, **settings)
        np.testing.assert_array_equal(again, anew)
        assert len(seen) == (1 if not settings else 0)


def test_another_photo_or_another_stroke_is_looked_at_anew(painter, style, photos, seen):
    sitters = Sitters()
    _painted(painter, photos[0], style, sitters)
    _painted(painter, photos[0].copy(), style, sitters)
    _painted(painter, photos[0], style, sitters, stroke_size=0.5)
    assert len(seen) == 3


def test_a_copy_is_painted_with_the_strokes_of_the_whole_photo(painter, style, seen):
    """So a preview has those of the export, and what it took is not done again for it."""
    noise = np.random.default_rng(2)
    photo = np.kron(noise.integers(0, 256, (12, 16, 1)), np.ones((8, 8, 3))).astype(np.uint8)
    copy = np.ascontiguousarray(photo[::2, ::2])
    sitters = Sitters()
    *_, small = stylize(painter, photo, style, sitters=sitters, shown=copy)
    whole = _painted(painter, photo, style, sitters)
    assert len(seen) == 1
    assert small.pixels.shape == copy.shape
    reduced = whole.reshape(48, 2, 64, 2, 3).mean((1, 3))
    alone = _painted(painter, copy, style)
    assert np.abs(small.pixels - reduced).mean() < 0.25 * np.abs(alone - reduced).mean()


def test_a_photo_that_is_closed_is_not_kept(painter, style, photos):
    sitters = Sitters()
    photo = photos[0].copy()
    shape = photo.shape[:2]
    _painted(painter, photo, style, sitters)
    assert sitters.find(photo, shape) is not None
    closed = weakref.ref(photo)
    del photo
    assert closed() is None
    _painted(painter, photos[1], style, sitters)
    assert len(sitters._kept) == 1


def test_only_the_last_few_photos_are_kept(painter, style, photos, seen):
    sitters = Sitters()
    for photo in photos[:4]:
        _painted(painter, photo, style, sitters)
    _painted(painter, photos[0], style, sitters)  # looked at again: now the newest
    assert len(seen) == 4
    _painted(painter, photos[4], style, sitters)
    _painted(painter, photos[0], style, sitters)
    assert len(seen) == 5
    _painted(painter, photos[1], style, sitters)
    assert len(seen) == 6


def test_each_number_format_has_a_look_of_its_own(painter):
    sitter = Sitter(torch.rand(1, 3, 32, 32))
    exact = at_once(sitter.seen_by(painter, torch.float32))
    assert exact.features.quarter.dtype == torch.float32
    assert at_once(sitter.seen_by(painter, torch.float32)) is exact
    half = at_once(sitter.seen_by(painter, torch.bfloat16))
    assert half.features.quarter.dtype == torch.bfloat16
