"""The person's own styles get other names."""

from __future__ import annotations

import errno

import pytest
from fake_atelier import write_style
from gallery_parts import entry, titles, verbs
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QListView, QToolButton, QWidget
from window_parts import find

from fst_gui.library import atomic
from fst_gui.library.pack_header import read_credits
from fst_gui.library.style_pack import LONGEST_TITLE
from fst_gui.state.batch_queue import style_words
from fst_gui.state.gallery_filter import Filter, shown_entries
from fst_gui.state.messages import Level
from fst_gui.ui.gallery_model import CARD_ROLE
from fst_gui.ui.style_details import StyleDetails


@pytest.fixture
def gallery(studio, qtbot, tmp_path):
    """Two shipped styles and two of the person's own, of which one is painted with."""
    gallery = studio.states.gallery
    for title in ("Mine", "Ours"):
        write_style(tmp_path / "own" / f"{title.lower()}.fststyle", title)
    gallery.load("mine")
    qtbot.waitUntil(lambda: len(gallery.snapshot.thumbnails) == 4)
    qtbot.waitUntil(lambda: len(gallery.snapshot.painted) == 4)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting is None)
    return gallery


@pytest.fixture
def file(gallery, atelier):
    return atelier.own_styles / "mine.fststyle"


@pytest.fixture
def form(studio, gallery):
    return find(studio, QWidget, "renameForm")


@pytest.fixture
def rename(studio, gallery, qtbot):
    """Rename a style by the menu of its card; returns when it has its name."""

    def renamed(before, after):
        verbs(studio, before)["Rename…"].trigger()
        with qtbot.waitSignal(gallery.renamed, timeout=60_000):
            typed(studio, qtbot, after)

    return renamed


def typed(studio, qtbot, title):
    """Put a name into the form, and say that it is done."""
    name = find(studio, QLineEdit, "styleName")
    name.setText(title)
    qtbot.keyClick(name, Qt.Key.Key_Return)


def current(studio) -> str:
    return find(studio, QListView, "gallery").currentIndex().data(CARD_ROLE).entry.title


def test_a_style_gets_another_name_by_keys_alone(studio, gallery, form, file, qtbot, said):
    view = find(studio, QListView, "gallery")
    verbs(studio, "Mine")  # its card has the keyboard
    qtbot.keyClick(view, Qt.Key.Key_F2)
    name = find(studio, QLineEdit, "styleName")
    assert form.isVisible()
    assert name.selectedText() == "Mine"
    assert studio.window.focusWidget() is name
    with qtbot.waitSignal(gallery.renamed, timeout=60_000):
        qtbot.keyClicks(name, "Zebra")
        qtbot.keyClick(name, Qt.Key.Key_Return)
    assert read_credits(file).title == "Zebra"
    assert titles(gallery) == ["Great Wave", "Ours", "Starry Night", "Zebra"]
    assert said() == "“Mine” is called “Zebra” now."
    assert not form.isVisible()
    assert studio.window.focusWidget() is view
    assert current(studio) == "Zebra"


def test_the_window_says_the_new_name_at_once(studio, gallery, state, rename):
    gallery.toggle_favourite(entry(gallery, "Mine"))
    studio.window.gallery.show_details(entry(gallery, "Mine"))
    (details,) = studio.window.findChildren(StyleDetails)
    rename("Mine", "Dunes")
    assert details.windowTitle() == find(studio, QLabel, "detailsTitle").text() == "Dunes"
    details.close()
    assert find(studio, QLabel, "styleTitle").text() == "Dunes"
    find(studio, QLineEdit, "searchStyles").setText("dunes")
    view = find(studio, QListView, "gallery")
    assert [view.model().index(n, 0).data() for n in range(view.model().rowCount())] == ["Dunes"]
    assert shown_entries(gallery.snapshot, Filter("favourites"))[0].title == "Dunes"
    assert shown_entries(gallery.snapshot, Filter("recent"))[0].title == "Dunes"
    assert state.snapshot.style.title == gallery.snapshot.selected.title == "Dunes"
    find(studio, QLineEdit, "searchStyles").clear()
    state.toggle_in_mix(entry(gallery, "Ours"))
    rename("Ours", "Tides")
    rows = studio.window.findChildren(QLabel, "mixTitle")
    assert {row.whole for row in rows} == {"Dunes", "Tides"}


def test_a_style_that_is_renamed_keeps_its_pictures(gallery, atelier, file, rename, qtbot):
    def pictures():
        return gallery.snapshot.thumbnails[file], gallery.snapshot.painted[file]

    before = pictures()
    rename("Mine", "Dunes")
    read = gallery.load()
    qtbot.waitUntil(read.done)
    assert pictures() == before


def test_an_export_is_called_what_its_style_is_called(studio, state, rename, monkeypatch):
    suggested = []
    monkeypatch.setattr(studio.window.dialogs, "save_picture", lambda *said: suggested.append(said))
    find(studio, QAbstractButton, "export").click()
    rename("Mine", "Dunes")
    find(studio, QAbstractButton, "exportGo").click()
    assert suggested[0][0] == "photo - Dunes.png"


def test_photos_that_wait_are_called_what_their_style_is_called(studio, rename, batch):
    batch.set_pattern("{name} {style}")
    (done, *_) = batch.snapshot.items
    batch.cancel({done.number})
    rename("Mine", "Dunes")
    names = [item.target.name for item in batch.snapshot.items]
    assert names == ["a Mine.png", "b Dunes.png", "c Dunes.png"]
    assert {style_words(item.look) for item in batch.snapshot.items} == {"Dunes"}


def test_the_picture_stays_when_its_style_is_renamed(gallery, state, atelier, rename):
    painted, calls = state.snapshot.painted, len(atelier.calls)
    rename("Mine", "Dunes")
    now = state.snapshot
    assert (now.painted, now.painting) == (painted, None)
    assert now.overpainted == now.look.settings.overpainting
    state.set_overpainting(now.overpainted + 1)  # goes on from what is shown
    assert state.snapshot.overpainted == now.overpainted
    assert len(atelier.calls) <= calls + 1


def test_undo_and_versions_find_a_style_with_its_new_name(
    studio, gallery, state, settled, rename, qtbot
):
    state.keep_version()
    (version,) = state.versions.snapshot.kept
    state.choose(entry(gallery, "Ours"))
    settled()
    rename("Mine", "Dunes")
    state.history.undo()
    assert state.snapshot.style == entry(gallery, "Dunes")
    assert gallery.snapshot.selected == entry(gallery, "Dunes")
    settled()
    assert current(studio) == "Dunes"
    card = find(studio, QToolButton, "version1")
    assert card.isChecked()
    state.history.redo()
    assert not card.isChecked()
    card.click()
    assert state.snapshot.style == entry(gallery, "Dunes")
    assert state.snapshot.look.paints_as(version.look)
    settled()
    undoable = state.history.undoable
    card.click()  # is painted already
    assert state.history.undoable == undoable
    assert state.snapshot.painting is None


def test_undo_in_a_mix_has_the_new_name_of_each_style(gallery, state, rename):
    state.toggle_in_mix(entry(gallery, "Ours"))
    state.set_strength(0.4)
    rename("Ours", "Tides")
    state.history.undo()
    assert [style.title for style, _ in state.snapshot.look.styles] == ["Mine", "Tides"]


def test_versions_of_a_renamed_style_come_back_after_a_restart(
    studio, gallery, state, another, rename, qtbot, atelier
):
    state.keep_version()
    qtbot.waitUntil(lambda: state.versions._files.numbers(state.snapshot.photo.path) == [1])
    rename("Mine", "Dunes")
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    again = another()
    again.start(state.snapshot.photo.path)
    kept = again.states.studio.versions
    qtbot.waitUntil(lambda: len(kept.snapshot.kept) == 1)
    assert kept.snapshot.kept[0].look.leading.title == "Dunes"
    qtbot.waitUntil(lambda: again.states.gallery.snapshot.selected is not None)
    assert again.states.gallery.snapshot.selected.title == "Dunes"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("  ", "The name is empty"),
        ("x" * (LONGEST_TITLE + 1), f"shorten it to {LONGEST_TITLE}"),
        ("OURS", "There is a style called “OURS” already"),
    ],
)
def test_a_name_that_cannot_be_stays_to_be_changed(
    studio, gallery, form, file, qtbot, said, title, told
):
    verbs(studio, "Mine")["Rename…"].trigger()
    typed(studio, qtbot, title)
    assert told in said()
    assert form.isVisible()
    assert find(studio, QLineEdit, "styleName").text() == title
    assert read_credits(file).title == "Mine"


def test_a_full_disk_loses_neither_the_style_nor_what_was_typed(
    studio, gallery, form, file, qtbot, said, monkeypatch
):
    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    before = file.read_bytes()
    verbs(studio, "Mine")["Rename…"].trigger()
    with monkeypatch.context() as patched:
        patched.setattr(atomic.os, "fsync", full)
        typed(studio, qtbot, "Dunes")
        qtbot.waitUntil(lambda: "No space left" in said())
    assert studio.states.messages.snapshot.waiting[-1].level is Level.ERROR
    assert "“Mine” keeps its name" in said()
    assert file.read_bytes() == before
    assert "Mine" in titles(gallery)
    assert form.isVisible()
    with qtbot.waitSignal(gallery.renamed, timeout=60_000):  # there is room again
        find(studio, QAbstractButton, "renameDone").click()
    assert read_credits(file).title == "Dunes"


def test_a_style_whose_file_is_gone_is_not_renamed(studio, gallery, file, qtbot, said):
    file.unlink()
    verbs(studio, "Mine")["Rename…"].trigger()
    typed(studio, qtbot, "Dunes")
    qtbot.waitUntil(lambda: "was not found" in said())
    assert not file.exists()


def test_the_form_closes_by_escape_and_with_its_style(studio, gallery, form, qtbot, file):
    verbs(studio, "Mine")["Rename…"].trigger()
    qtbot.keyClick(find(studio, QLineEdit, "styleName"), Qt.Key.Key_Escape)
    assert not form.isVisible()
    assert studio.window.focusWidget() is find(studio, QListView, "gallery")
    verbs(studio, "Mine")["Rename…"].trigger()
    file.unlink()
    gallery.load()
    qtbot.waitUntil(lambda: not form.isVisible())
    assert set(titles(gallery)) == {"Great Wave", "Starry Night", "Ours"}


def test_only_own_styles_are_renamed(studio, gallery, form, qtbot, make_picture):
    studio.states.studio.use_painting(make_picture("blue_horses.png"))
    qtbot.waitUntil(lambda: "blue horses" in titles(gallery))
    for title in ("Great Wave", "blue horses"):
        assert "Rename…" not in verbs(studio, title)
        qtbot.keyClick(find(studio, QListView, "gallery"), Qt.Key.Key_F2)
        assert not form.isVisible()
