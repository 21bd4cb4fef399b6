"""Many photos: from the drop to the files, with everything that can go wrong in between."""

from __future__ import annotations

import gc
import logging
import threading
import weakref

import numpy as np
import pytest
from batch_parts import drop, painted, statuses
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QProgressBar, QPushButton

import fst_gui.state.batch as batch_state
import fst_gui.state.batch_pictures as batch_pictures
from fst_gui.library.quick_look import quick_look
from fst_gui.state.batch_queue import Status
from fst_gui.ui.batch_list import STATUS_ROLE


def looks(atelier):
    """Style and strength of all that was exported."""
    return [
        ("+".join(style.name for style, _ in request.styles), request.settings.strength)
        for request in atelier.exports
    ]


def shown(batch):
    """The pixels in the rows, in order."""
    pictures = batch.snapshot.pictures
    return [pictures[item.number].pixels for item in batch.snapshot.items]


def button(studio, name):
    return studio.window.findChild(QPushButton, name)


def test_a_dropped_folder_is_queued_and_painted(studio, qtbot, batch, tmp_path, atelier):
    window = studio.window
    assert window.pages.currentWidget() is window.batch
    qtbot.waitUntil(lambda: len(batch.snapshot.pictures) == 3)
    button(studio, "batchGo").click()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.DONE] * 3
    assert painted(tmp_path / "out") == [f"{name} Great Wave.png" for name in "abc"]
    assert looks(atelier) == [("great_wave", 1.0)] * 3
    photo = np.asarray(Image.open(tmp_path / "Photos" / "a.png").convert("RGB"))
    result = np.asarray(Image.open(tmp_path / "out" / "a Great Wave.png").convert("RGB"))
    np.testing.assert_array_equal(result, 255 - photo)
    assert window.findChild(QLabel, "batchSummary").whole == "3 of 3 painted"


def test_several_photos_are_queued_and_one_is_opened(studio, qtbot, photos):
    drop(studio.window, *photos[:2])
    qtbot.waitUntil(lambda: len(studio.states.batch.snapshot.items) == 2)
    drop(studio.window, photos[2])
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "c.png")
    assert studio.window.pages.currentWidget() is studio.window.viewer
    assert len(studio.states.batch.snapshot.items) == 2


def test_photos_keep_the_look_that_they_were_queued_in(studio, qtbot, batch, photos, atelier):
    studio.states.studio.select_style("starry_night")
    studio.states.studio.set_strength(0.5)
    drop(studio.window, *photos[:2])
    qtbot.waitUntil(lambda: len(batch.snapshot.items) == 5)
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert looks(atelier) == [("great_wave", 1.0)] * 3 + [("starry_night", 0.5)] * 2


def test_a_bad_file_is_said_and_the_others_are_painted(
    studio, qtbot, batch, photos, tmp_path, said
):
    photos[1].write_bytes(b"no picture")
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.DONE, Status.FAILED, Status.DONE]
    assert "b.png" in batch.snapshot.items[1].problem
    assert "failed: 1" in said()
    rows = studio.window.findChild(QListView, "batchQueue").model()
    text = rows.data(rows.index(1), Qt.ItemDataRole.AccessibleTextRole)
    assert "Failed" in text
    assert "not a picture" in text
    # Once it is mended it can be tried again, and nothing else is painted twice.
    Image.new("RGB", (20, 10)).save(photos[1])
    button(studio, "batchRetry").click()
    qtbot.waitUntil(lambda: statuses(batch) == [Status.DONE] * 3)
    assert len(painted(tmp_path / "out")) == 3


def test_what_is_tried_again_during_a_run_counts_in_its_end(
    studio, qtbot, batch, photos, atelier, said
):
    photos[1].write_bytes(b"no picture")
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    Image.new("RGB", (20, 10)).save(photos[1])
    drop(studio.window, *photos[:2])
    qtbot.waitUntil(lambda: len(batch.snapshot.items) == 5)
    atelier.gate.clear()
    batch.start()
    qtbot.waitUntil(lambda: batch.snapshot.done == 0.25)
    batch.retry({item.number for item in batch.snapshot.items})
    atelier.gate.set()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.DONE] * 5
    assert "Pictures painted: 3." in said()


def test_one_that_is_cancelled_and_tried_again_before_it_begins_is_painted(
    qtbot, batch, monkeypatch
):
    go_on, entered, prepare = threading.Event(), threading.Event(), batch_state.prepare

    def slowly(*args):
        entered.set()
        assert go_on.wait(20)
        return prepare(*args)

    monkeypatch.setattr(batch_state, "prepare", slowly)
    batch.start()
    qtbot.waitUntil(entered.is_set)
    first = {batch.snapshot.items[0].number}
    batch.cancel(first)
    batch.retry(first)
    go_on.set()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.DONE] * 3


def test_whatever_breaks_while_painting_is_said_and_logged(qtbot, batch, atelier, caplog):
    caplog.set_level(logging.INFO)
    atelier.error = MemoryError()
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.FAILED] * 3
    assert "not enough memory while painting “a.png”" in batch.snapshot.items[0].problem
    assert "Traceback" in caplog.text


def test_pause_stops_within_a_picture_and_goes_on_there(studio, qtbot, batch, atelier):
    atelier.gate.clear()
    atelier.painted.clear()
    batch.start()
    qtbot.waitUntil(lambda: batch.snapshot.done == 0.25)
    rows = studio.window.findChild(QListView, "batchQueue").model()
    told = []
    rows.dataChanged.connect(lambda row, _: told.append(row.data(STATUS_ROLE)))
    button(studio, "batchGo").click()
    assert batch.snapshot.paused
    assert button(studio, "batchGo").text() == "Go on"
    assert told == ["Paused"]
    atelier.gate.set()
    # A preview is painted meanwhile: the engine is free, and the batch stands still.
    studio.states.studio.set_strength(0.75)
    qtbot.waitUntil(lambda: any(strength == 0.75 for _, strength, *_ in atelier.painted))
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting is None)
    assert statuses(batch) == [Status.PAINTING, Status.WAITING, Status.WAITING]
    button(studio, "batchGo").click()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.DONE] * 3
    assert len(atelier.exports) == 3


def test_one_is_cancelled_and_the_others_go_on(studio, qtbot, batch, atelier, tmp_path):
    atelier.gate.clear()
    batch.start()
    qtbot.waitUntil(lambda: batch.snapshot.done == 0.25)
    batch.cancel({batch.snapshot.items[0].number})
    qtbot.waitUntil(lambda: statuses(batch)[:2] == [Status.CANCELLED, Status.PAINTING])
    atelier.gate.set()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.CANCELLED, Status.DONE, Status.DONE]
    assert painted(tmp_path / "out") == ["b Great Wave.png", "c Great Wave.png"]


@pytest.mark.parametrize("paused", [False, True])
def test_cancel_all_leaves_no_half_file(studio, qtbot, batch, atelier, tmp_path, paused):
    atelier.gate.clear()
    batch.start()
    qtbot.waitUntil(lambda: batch.snapshot.done == 0.25)
    batch.pause(paused)
    button(studio, "batchStop").click()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.CANCELLED] * 3
    assert painted(tmp_path / "out") == []


def test_cancel_all_is_no_success_and_the_rest_can_be_painted(studio, qtbot, batch, said):
    def cancel(now):
        if statuses(batch) == [Status.DONE, Status.WAITING, Status.WAITING]:
            batch.cancel()

    batch.changed.connect(cancel)
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    batch.changed.disconnect(cancel)
    assert statuses(batch) == [Status.DONE, Status.CANCELLED, Status.CANCELLED]
    assert said() == "The batch was cancelled. Pictures painted: 1 of 3."
    assert studio.window.findChild(QProgressBar, "batchProgress").value() == 333
    rows = studio.window.findChild(QListView, "batchQueue")
    rows.setCurrentIndex(rows.model().index(2))
    assert not button(studio, "batchShow").isEnabled()
    assert button(studio, "batchGo").isEnabled()
    button(studio, "batchGo").click()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.DONE] * 3
    assert said() == "The batch is done. Pictures painted: 2."  # the first one was, before


def test_a_row_shows_the_picture_that_was_there_already(qtbot, batch, photos, tmp_path):
    there = tmp_path / "out" / "b Great Wave.png"
    there.parent.mkdir()
    photo = Image.open(photos[1]).convert("RGB")
    Image.new("RGB", photo.size, (10, 200, 30)).save(there)
    qtbot.waitUntil(lambda: len(batch.snapshot.pictures) == 3)
    assert (shown(batch)[1] == np.asarray(photo)).all()
    batch.start()
    qtbot.waitUntil(lambda: (shown(batch)[1] == (10, 200, 30)).all())
    assert batch.snapshot.items[1].status is Status.SKIPPED


def test_what_is_there_is_skipped_unless_it_is_to_be_replaced(qtbot, batch, tmp_path):
    there = tmp_path / "out" / "b Great Wave.png"
    there.parent.mkdir()
    there.write_bytes(b"precious")
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.DONE, Status.SKIPPED, Status.DONE]
    assert there.read_bytes() == b"precious"
    batch.set_replace(True)
    batch.retry({batch.snapshot.items[1].number})
    qtbot.waitUntil(lambda: statuses(batch) == [Status.DONE] * 3)
    assert there.read_bytes() != b"precious"


def test_the_naming_rule_is_shown_by_example_and_a_wrong_one_is_said(studio, qtbot, batch):
    pattern = studio.window.findChild(QLineEdit, "batchPattern")
    example = studio.window.findChild(QLabel, "batchExample")
    pattern.clear()
    qtbot.keyClicks(pattern, "{number}-{name}")
    assert "1-a.png" in example.whole
    assert [item.target.name for item in batch.snapshot.items] == ["1-a.png", "2-b.png", "3-c.png"]
    pattern.clear()
    qtbot.keyClicks(pattern, "{artist}")
    assert "cannot be used" in example.whole
    assert pattern.text() == "{artist}"  # whoever types is not interrupted
    assert [item.target.name for item in batch.snapshot.items] == ["1-a.png", "2-b.png", "3-c.png"]


def test_no_photo_is_replaced_by_its_own_picture(qtbot, batch, photos):
    before = [photo.read_bytes() for photo in photos]
    batch.set_folder(None)
    batch.set_pattern("{name}")
    batch.set_replace(True)
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert statuses(batch) == [Status.FAILED] * 3
    assert [photo.read_bytes() for photo in photos] == before


@pytest.mark.parametrize("replace", [False, True])
def test_no_photo_is_replaced_by_the_picture_of_another(
    studio, qtbot, tmp_path, make_picture, replace
):
    (tmp_path / "twins").mkdir()
    twins = [make_picture(f"twins/a.{kind}") for kind in ("jpg", "png")]
    before = [twin.read_bytes() for twin in twins]
    batch = studio.states.batch
    batch.set_pattern("{name}")
    batch.set_suffix(".png")
    batch.set_replace(replace)
    batch.add([tmp_path / "twins"])
    qtbot.waitUntil(lambda: len(batch.snapshot.items) == 2)
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running)
    assert "“a.png” would be replaced by the picture of “a.jpg”" in batch.snapshot.items[0].problem
    # The queue gave the name to the first; the second is numbered.
    assert statuses(batch) == [Status.FAILED, Status.DONE]
    assert [twin.read_bytes() for twin in twins] == before


def test_delete_takes_the_selected_rows_out(studio, qtbot, batch):
    rows = studio.window.findChild(QListView, "batchQueue")
    rows.setCurrentIndex(rows.model().index(1, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Delete)
    assert [item.photo.path.name for item in batch.snapshot.items] == ["a.png", "c.png"]


def test_enter_opens_the_photo_of_a_row(studio, qtbot, batch):
    rows = studio.window.findChild(QListView, "batchQueue")
    rows.setCurrentIndex(rows.model().index(2, 0))
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "c.png")
    assert studio.window.pages.currentWidget() is studio.window.viewer


def test_sources_without_pictures_are_said(studio, qtbot, tmp_path):
    (tmp_path / "empty").mkdir()
    drop(studio.window, tmp_path / "empty", tmp_path / "gone.jpg")
    texts = lambda: [m.text for m in studio.states.messages.snapshot.waiting]  # noqa: E731
    qtbot.waitUntil(lambda: len(texts()) == 2)
    assert "no pictures" in texts()[0]
    assert "gone.jpg" in texts()[1]
    assert studio.states.batch.snapshot.items == ()


def test_no_picture_of_this_queue_is_replaced_by_another(studio, qtbot, tmp_path, make_picture):
    photos = []
    for number, folder in enumerate("abc", 1):
        (tmp_path / folder).mkdir()
        photos.append(make_picture(f"{folder}/same.png", 20 * number, 20))
    batch = studio.states.batch
    batch.set_folder(tmp_path / "out")
    batch.set_pattern("{name}")
    batch.set_replace(True)
    batch.add(photos[:2])
    qtbot.waitUntil(lambda: len(batch.snapshot.items) == 2)
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running and batch.snapshot.waiting == 0)
    batch.clear_finished()
    batch.add(photos[2:])
    qtbot.waitUntil(lambda: len(batch.snapshot.items) == 1)
    batch.set_pattern("{name}")
    batch.start()
    qtbot.waitUntil(lambda: statuses(batch) == [Status.DONE])
    assert painted(tmp_path / "out") == ["same 2.png", "same 3.png", "same.png"]
    for name, width in (("same", 20), ("same 2", 40), ("same 3", 60)):
        with Image.open(tmp_path / "out" / f"{name}.png") as image:
            assert image.width == width


def test_one_that_is_taken_out_before_it_begins_is_not_painted(qtbot, batch, tmp_path, monkeypatch):
    prepare = batch_state.prepare

    def taken_out(item, *more):
        batch._work.loop.call_soon_threadsafe(batch.remove, {item.number})
        return prepare(item, *more)

    monkeypatch.setattr(batch_state, "prepare", taken_out)
    batch.start()
    qtbot.waitUntil(lambda: not batch.snapshot.running and not batch.snapshot.items)
    assert painted(tmp_path / "out") == []


def test_a_row_shows_the_painting_once_it_is_done(studio, qtbot, batch, photos):
    qtbot.waitUntil(lambda: len(batch.snapshot.pictures) == 3)
    rows = studio.window.findChild(QListView, "batchQueue")
    rows.grab()
    photo = np.asarray(Image.open(photos[0]).convert("RGB"))
    assert all((picture == photo).all() for picture in shown(batch))
    of_photos = [weakref.ref(picture) for picture in batch.snapshot.pictures.values()]
    batch.cancel({batch.snapshot.items[2].number})
    batch.start()
    qtbot.waitUntil(lambda: statuses(batch)[:2] == [Status.DONE] * 2)
    qtbot.waitUntil(lambda: all((picture == 255 - photo).all() for picture in shown(batch)[:2]))
    assert (shown(batch)[2] == photo).all()
    drawn = rows.grab(rows.visualRect(rows.model().index(0))).toImage()
    other = rows.grab(rows.visualRect(rows.model().index(2))).toImage()
    middle = rows.visualRect(rows.model().index(0)).height() // 2
    assert drawn.pixelColor(50, middle) != other.pixelColor(50, middle)
    # With a thousand rows nobody keeps both.
    gc.collect()
    assert [of_photo() is None for of_photo in of_photos] == [True, True, False]


def test_a_row_keeps_its_photo_when_the_painting_was_moved_away(
    qtbot, batch, photos, tmp_path, monkeypatch
):
    qtbot.waitUntil(lambda: len(batch.snapshot.pictures) == 3)
    before = dict(batch.snapshot.pictures)
    last = batch.snapshot.items[2].number
    tried = []

    def moved_away(path, longest):
        tried.append(path)
        if path.parent == tmp_path / "out":
            path.unlink()
        return quick_look(path, longest)

    monkeypatch.setattr(batch_pictures, "quick_look", moved_away)
    batch.start()
    qtbot.waitUntil(lambda: photos[2] in tried)
    qtbot.waitUntil(lambda: batch.snapshot.pictures[last] is not before[last])
    photo = np.asarray(Image.open(photos[0]).convert("RGB"))
    assert statuses(batch) == [Status.DONE] * 3
    assert all((picture == photo).all() for picture in shown(batch))


def test_only_the_row_that_changed_is_drawn_again(studio, qtbot, batch):
    qtbot.waitUntil(lambda: len(batch.snapshot.pictures) == 3)
    model = studio.window.findChild(QListView, "batchQueue").model()
    resets, rows = [], []
    model.modelReset.connect(lambda: resets.append(True))
    model.dataChanged.connect(lambda first, last: rows.append((first.row(), last.row())))
    batch.cancel({batch.snapshot.items[1].number})
    assert resets == []
    assert rows == [(1, 1)]
