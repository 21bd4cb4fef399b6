"""The queue outlasts the program, however it ends."""

from __future__ import annotations

import json

import numpy as np
import pytest
from batch_parts import painted, statuses
from PIL import Image

from fst_gui.state.batch_queue import Status
from fst_gui.state.messages import Level


@pytest.fixture
def next_time(another):
    """The studio when it takes up its queue again."""

    def start():
        studio = another()
        studio.states.gallery.load()
        studio.states.batch.restore()
        return studio

    return start


def test_an_interrupted_batch_goes_on_after_a_restart(
    studio, qtbot, batch, atelier, tmp_path, next_time
):
    atelier.gate.clear()
    batch.start()
    qtbot.waitUntil(lambda: batch.snapshot.done == 0.25)
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    assert painted(tmp_path / "out") == []
    atelier.gate.set()
    again = next_time().states
    qtbot.waitUntil(lambda: statuses(again.batch) == [Status.DONE] * 3)
    assert painted(tmp_path / "out") == [f"{name} Great Wave.png" for name in "abc"]
    assert any("goes on" in message.text for message in again.messages.snapshot.waiting)


def test_a_photo_that_the_program_died_of_is_not_begun_again_by_itself(
    studio, qtbot, batch, atelier, tmp_path, next_time
):
    atelier.gate.clear()
    batch.start()
    qtbot.waitUntil(lambda: batch.snapshot.done == 0.25)
    file = tmp_path / "batch.json"
    killed = file.read_bytes()  # all that is left when the process is killed here
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    file.write_bytes(killed)
    atelier.gate.set()
    again = next_time().states.batch
    qtbot.waitUntil(lambda: statuses(again) == [Status.FAILED, Status.DONE, Status.DONE])
    first = again.snapshot.items[0]
    assert "ended while this photo was painted" in first.problem
    assert painted(tmp_path / "out") == ["b Great Wave.png", "c Great Wave.png"]
    qtbot.waitUntil(lambda: not again.snapshot.running)
    again.retry({first.number})
    qtbot.waitUntil(lambda: statuses(again) == [Status.DONE] * 3)


def test_a_paused_batch_waits_after_a_restart(studio, qtbot, batch, atelier, tmp_path, next_time):
    atelier.gate.clear()
    batch.start()
    qtbot.waitUntil(lambda: batch.snapshot.done == 0.25)
    batch.pause(True)
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    atelier.gate.set()
    again = next_time().states.batch
    qtbot.waitUntil(lambda: len(again.snapshot.pictures) == 3)
    assert statuses(again) == [Status.WAITING] * 3
    assert not again.snapshot.running


def test_rows_show_their_paintings_after_a_restart(studio, qtbot, batch, photos, next_time):
    batch.start()
    qtbot.waitUntil(lambda: statuses(batch) == [Status.DONE] * 3 and not batch.snapshot.running)
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    batch.snapshot.items[1].target.unlink()
    again = next_time().states.batch
    qtbot.waitUntil(lambda: len(again.snapshot.pictures) == 3)
    photo = np.asarray(Image.open(photos[0]).convert("RGB"))
    first, moved_away, last = (p.pixels for _, p in sorted(again.snapshot.pictures.items()))
    assert (first == 255 - photo).all()
    assert (moved_away == photo).all()
    assert (last == 255 - photo).all()


def test_the_queue_is_on_the_disk_before_the_studio_closes(qtbot, batch, tmp_path):
    def kept():
        path = tmp_path / "batch.json"
        return json.loads(path.read_text("utf-8"))["values"]["items"] if path.exists() else []

    qtbot.waitUntil(lambda: len(kept()) == 3)
    batch.remove({batch.snapshot.items[0].number})
    qtbot.waitUntil(lambda: len(kept()) == 2)


@pytest.mark.parametrize("content", ["{", '{"version": 1, "values": {"looks": 3}}'])
def test_a_damaged_queue_does_not_stop_the_start(qtbot, next_time, tmp_path, content, make_picture):
    (tmp_path / "batch.json").write_text(content)
    studio = next_time()
    studio.states.gallery.select("great_wave")
    qtbot.waitUntil(lambda: studio.states.gallery.snapshot.selected is not None)
    studio.states.batch.add([make_picture("a.png")])
    qtbot.waitUntil(lambda: len(studio.states.batch.snapshot.items) == 1)
    levels = {message.level for message in studio.states.messages.snapshot.waiting}
    assert Level.ERROR not in levels


def test_a_queue_that_cannot_be_taken_up_is_kept_beside(qtbot, next_time, tmp_path):
    content = '{"version": 1, "values": {"looks": 3}}'
    (tmp_path / "batch.json").write_text(content)
    next_time()
    aside = tmp_path / "batch.json.damaged"
    qtbot.waitUntil(aside.exists)
    assert aside.read_text() == content


def test_a_queue_that_was_not_read_yet_outlasts_the_end(studio, qtbot, batch, tmp_path, next_time):
    studio.close()
    qtbot.waitUntil(studio.closed.is_set)
    again = next_time()
    again.close()  # at once
    qtbot.waitUntil(again.closed.is_set)
    items = json.loads((tmp_path / "batch.json").read_text("utf-8"))["values"]["items"]
    assert len(items) == 3
