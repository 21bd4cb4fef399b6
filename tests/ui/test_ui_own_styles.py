"""The person's own styles and paintings: kept, copied, trained from, removed."""

from __future__ import annotations

import os
import threading

import numpy as np
import pytest
from fake_atelier import write_style
from gallery_parts import entry, titles, verbs
from PIL import Image
from PySide6.QtCore import QFile

from fst_gui.library.pack_header import read_credits
from fst_gui.state import gallery as module
from fst_gui.state.gallery import GalleryState


@pytest.fixture
def gallery(studio, qtbot, tmp_path):
    """Two shipped styles, one of the person's own and a painting used at once."""
    write_style(tmp_path / "own" / "mine.fststyle", "Mine")
    studio.states.gallery.load()
    return studio.states.gallery


@pytest.fixture
def painting(gallery, studio, qtbot, make_picture):
    """A painting that is used at once, and painted with."""
    path = make_picture("blue_horses.png")
    studio.states.studio.use_painting(path)
    qtbot.waitUntil(lambda: "blue horses" in titles(gallery))
    return path


@pytest.fixture
def trash(monkeypatch):
    """A trash that takes everything, or nothing when it is full."""
    moved, full = [], []

    def move(path):
        if full:
            return False
        moved.append(path)
        QFile.remove(path)
        return True

    monkeypatch.setattr("fst_gui.state.gallery.QFile.moveToTrash", move)
    return moved, full


def test_a_painting_used_as_a_style_is_there_the_next_time(
    gallery, studio, atelier, painting, qtbot
):
    settings = studio.states.settings
    again = GalleryState(studio.work, atelier, settings)
    again.load()
    qtbot.waitUntil(lambda: "blue horses" in titles(again))
    assert entry(again, "blue horses") == entry(gallery, "blue horses")
    painting.unlink()
    later = GalleryState(studio.work, atelier, settings)
    later.load()
    qtbot.waitUntil(lambda: "Mine" in titles(later))
    assert "blue horses" not in titles(later)  # and nobody is told: it may be on another disk


def test_a_painting_that_comes_while_the_list_is_read_stays(
    gallery, studio, make_picture, qtbot, monkeypatch
):
    qtbot.waitUntil(lambda: "Mine" in titles(gallery))
    looking, found = threading.Event(), module._missing

    def slowly(paintings):
        looking.wait(20)
        return found(paintings)

    monkeypatch.setattr(module, "_missing", slowly)
    read = gallery.load()
    studio.states.studio.use_painting(make_picture("blue_horses.png"))
    qtbot.waitUntil(lambda: "blue horses" in titles(gallery))
    looking.set()
    qtbot.waitUntil(read.done)
    assert "blue horses" in titles(gallery)


def test_shipped_styles_can_be_neither_copied_nor_removed(gallery, studio, qtbot):
    assert set(verbs(studio, "Great Wave")).isdisjoint(
        {"Save a copy…", "Move it to the trash", "Take it out of the gallery"}
    )


def test_a_painting_leaves_the_gallery_and_stays_on_the_disk(
    gallery, studio, painting, qtbot, said
):
    verbs(studio, "blue horses")["Take it out of the gallery"].trigger()
    qtbot.waitUntil(lambda: "blue horses" not in titles(gallery))
    assert painting.is_file()
    assert studio.states.settings.snapshot.paintings == ()
    assert "blue horses" in said()


def test_an_own_style_goes_to_the_trash(gallery, studio, atelier, trash, qtbot, said):
    moved, full = trash
    path = atelier.own_styles / "mine.fststyle"
    qtbot.waitUntil(lambda: "Mine" in titles(gallery))
    full.append(True)
    verbs(studio, "Mine")["Move it to the trash"].trigger()
    assert str(path) in said()
    assert path.is_file()
    full.clear()
    verbs(studio, "Mine")["Move it to the trash"].trigger()
    qtbot.waitUntil(lambda: "Mine" not in titles(gallery))
    assert moved == [str(path)]


def test_a_style_that_is_painted_with_can_be_removed(gallery, studio, trash, qtbot, state):
    qtbot.waitUntil(lambda: "Mine" in titles(gallery))
    state.select_style("mine")
    qtbot.waitUntil(lambda: state.snapshot.painting is None)
    gallery.remove(entry(gallery, "Mine"))
    qtbot.waitUntil(lambda: "Mine" not in titles(gallery))
    qtbot.waitUntil(lambda: state.snapshot.style.title != "Mine")


RED = np.full((48, 64, 3), (200, 20, 10), np.uint8)


def another_in_its_place(path):
    """A style of the same name with another picture, written at another time."""
    write_style(path, "Mine", picture=RED)
    os.utime(path, (1e9, 1e9))


@pytest.fixture
def mine(gallery, atelier, qtbot):
    """The person's own style, once its card is painted."""
    qtbot.waitUntil(lambda: len(gallery.snapshot.painted) == 3)
    atelier.cards.clear()
    return atelier.own_styles / "mine.fststyle"


def shows_red(gallery, path):
    small = gallery.snapshot.thumbnails.get(path)
    return small is not None and abs(small.pixels.astype(int) - RED).max() < 12  # a WebP


@pytest.mark.parametrize("by_trash", [True, False])
def test_another_style_in_the_place_of_one_gets_its_own_card(
    gallery, mine, atelier, trash, qtbot, by_trash
):
    before = gallery.snapshot.painted[mine]
    if by_trash:
        gallery.remove(entry(gallery, "Mine"))
        qtbot.waitUntil(lambda: "Mine" not in titles(gallery))
        assert mine not in gallery.snapshot.thumbnails
        assert mine not in gallery.snapshot.painted
    another_in_its_place(mine)
    gallery.load()
    qtbot.waitUntil(lambda: shows_red(gallery, mine))
    qtbot.waitUntil(lambda: gallery.snapshot.painted.get(mine, before) is not before)
    assert [name for name, _ in atelier.cards] == ["mine"]  # the others keep theirs


def test_a_picture_that_is_read_late_is_not_shown_for_another_style(
    gallery, mine, qtbot, monkeypatch
):
    late = mine.with_name("late.fststyle")
    late.write_bytes(mine.read_bytes())
    reading, go_on, read = threading.Event(), threading.Event(), module.thumbnail

    def slowly(entry):
        pixels = read(entry)
        if not reading.is_set():
            reading.set()
            go_on.wait(20)
        return pixels

    monkeypatch.setattr(module, "thumbnail", slowly)
    first = gallery.load()
    qtbot.waitUntil(reading.is_set)
    another_in_its_place(late)
    second = gallery.load()
    qtbot.waitUntil(second.done)
    assert shows_red(gallery, late)
    go_on.set()
    qtbot.waitUntil(first.done)
    assert shows_red(gallery, late)


def test_a_painting_that_was_painted_over_is_read_again(gallery, studio, painting, qtbot):
    qtbot.waitUntil(lambda: painting in gallery.snapshot.painted)
    before = gallery.snapshot.painted[painting]
    Image.fromarray(RED).save(painting)
    os.utime(painting, (1e9, 1e9))
    studio.states.studio.use_painting(painting)
    qtbot.waitUntil(lambda: shows_red(gallery, painting))
    qtbot.waitUntil(lambda: gallery.snapshot.painted.get(painting, before) is not before)
    assert titles(gallery).count("blue horses") == 1


def test_the_picture_is_painted_anew_when_its_painting_was_painted_over(
    state, painting, qtbot, settled, atelier
):
    state.use_painting(painting)
    qtbot.waitUntil(lambda: state.snapshot.style and state.snapshot.style.path == painting)
    settled()
    before = state.snapshot.painted
    Image.fromarray(RED).save(painting)
    os.utime(painting, (1e9, 1e9))
    state.use_painting(painting)
    qtbot.waitUntil(lambda: state.snapshot.painted is not before)
    settled()
    assert state.snapshot.style.path == painting


def test_an_own_style_is_copied_for_somebody_else(
    gallery, studio, tmp_path, qtbot, monkeypatch, said
):
    qtbot.waitUntil(lambda: "Mine" in titles(gallery))
    target = tmp_path / "for you.fststyle"
    monkeypatch.setattr(studio.window.dialogs, "save_file", lambda title, name, then: then(target))
    verbs(studio, "Mine")["Save a copy…"].trigger()
    qtbot.waitUntil(target.is_file)
    qtbot.waitUntil(lambda: "for you" in said())
    assert read_credits(target).title == "Mine"


def test_a_painting_becomes_a_training(gallery, studio, painting, qtbot):
    training = studio.states.training
    verbs(studio, "blue horses")["Train a style from it…"].trigger()
    qtbot.waitUntil(lambda: len(training.draft.snapshot.paintings) == 1)
    assert training.draft.snapshot.paintings[0].path == painting
    assert studio.window.tabs.currentWidget() is studio.window.training
