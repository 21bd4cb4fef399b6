"""The queue of a batch as a value, its file, and how long it will take."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from fst_gui.engine.settings import PaintSettings
from fst_gui.library.gallery import StyleEntry
from fst_gui.sentences import Sentence
from fst_gui.state.batch_queue import Batch, Item, Status, from_values, named, put_back, to_values
from fst_gui.state.look import Look
from fst_gui.state.pace import Pace
from fst_gui.workshop.batch import FoundPhoto
from fst_gui.workshop.naming import NamingRule

WAVE = StyleEntry("wave", "Great Wave", "Hokusai", "", "", "", "shipped", Path("/m/wave"))
NIGHT = StyleEntry("night", "Starry Night", "", "", "", "", "own", Path("/o/night"))
ALONE = Look(((WAVE, 1.0),))
MIXED = Look(((WAVE, 0.25), (NIGHT, 0.75)), PaintSettings(strength=0.5, seed=3))


def item(number, name="a.jpg", look=ALONE, status=Status.WAITING, **more):
    return Item(number, FoundPhoto(Path("/p") / name), look, Path("/p/x"), status, **more)


def after_restart(batch):
    return from_values(json.loads(json.dumps(to_values(batch))))


def test_a_queue_survives_its_file():
    problem = Sentence("“{name}” is empty; choose another picture.", name="c.jpg")
    found = FoundPhoto(Path("/p/trip/b.jpg"), Path("trip"), named=False)
    before = Batch(
        (
            item(0, status=Status.DONE, pixels=12),
            Item(1, found, MIXED, Path("/out/trip/b.png")),
            item(2, "c.jpg", MIXED, Status.FAILED, problem=problem),
        ),
        rule=NamingRule("{number} {name}", ".png", Path("/out")),
        replace=True,
        running=True,
    )
    after, goes_on = after_restart(before)
    assert goes_on
    assert after.rule == before.rule
    assert after.replace
    assert after.items == before.items
    # The reason can still be said in another language.
    assert after.items[2].problem.template == problem.template
    assert after.items[2].problem.fields == {"name": "c.jpg"}
    assert len(to_values(before)["looks"]) == 2


def test_what_was_under_way_begins_again_after_a_good_end_alone():
    before = Batch((item(0, status=Status.PAINTING), item(1)), running=True)
    after, goes_on = after_restart(put_back(before))
    assert goes_on
    assert [known.status for known in after.items] == [Status.WAITING] * 2
    after, goes_on = after_restart(before)
    assert goes_on
    assert [known.status for known in after.items] == [Status.FAILED, Status.WAITING]
    assert "ended while" in after.items[0].problem


@pytest.mark.parametrize(("running", "paused"), [(False, False), (True, True)])
def test_only_a_queue_that_was_being_painted_goes_on(running, paused):
    batch = Batch((item(0),), running=running, paused=paused)
    assert from_values(to_values(batch))[1] is False


def test_no_file_is_an_empty_queue():
    assert from_values({}) == (Batch(), False)


IN_A_FOLDER = NamingRule("{name}", ".png", Path("/out"))


def _named(items, rule, numbers, written=()):
    return [item.target.name for item in named(items, rule, numbers, written)]


def test_finished_pictures_keep_their_names():
    items = [
        item(0, "a.jpg", status=Status.DONE),
        item(1, "b.jpg"),
        item(2, "sub/b.jpg", MIXED),
    ]
    names = _named(items, NamingRule("{name} {style}", ".png"), {0, 1, 2})
    assert names == ["x", "b Great Wave.png", "b Great Wave + Starry Night.png"]
    same = [item(0, "a.jpg"), item(1, "trip/a.jpg")]
    assert _named(same, IN_A_FOLDER, {0, 1}) == ["a.png", "a 2.png"]


@pytest.mark.parametrize("status", [Status.DONE, Status.PAINTING])
def test_no_picture_gets_the_name_of_one_that_is_painted(status):
    kept = replace(item(0, "a.jpg", status=status), target=Path("/out/a.png"))
    assert _named([kept, item(1, "trip/a.jpg")], IN_A_FOLDER, {0, 1}) == ["a.png", "a 2.png"]
    left = {Path("/out/a.png"), Path("/out/A 2.PNG")}
    assert _named([item(2, "a.jpg")], IN_A_FOLDER, {2}, left) == ["a 3.png"]


def test_time_left_is_known_from_part_of_the_first_picture():
    pace = Pace()
    painting = replace(item(0, pixels=100), status=Status.PAINTING)
    batch = Batch((painting, item(1, pixels=300), item(2)))
    pace.begin(10.0)
    assert pace.left(batch, 11.0) is None
    # A half of 100 pixels in 5 seconds; the third photo counts like the average, 200.
    assert pace.left(replace(batch, done=0.5), 15.0) == pytest.approx(0.1 * (50 + 300 + 200))


@pytest.mark.parametrize(("layers", "longer"), [(0, 8.0), (4, 1.3)])
def test_forty_times_the_pixels_do_not_take_forty_times_as_long(layers, longer):
    look = Look(ALONE.styles, PaintSettings(overpainting=layers))
    small, large = 600_000, 24_000_000
    pace = Pace()
    pace.begin(0.0)
    pace.end(item(0, look=look, pixels=small), 10.0)
    left = pace.left(Batch((item(1, look=look, pixels=large),)), 10.0)
    assert 10.0 < left < 10.0 * longer


def test_pauses_do_not_make_the_rest_seem_longer():
    pace = Pace()
    pace.begin(0.0)
    pace.pause(5.0, True)
    pace.pause(100.0, False)
    pace.end(item(0, pixels=100), 105.0)
    batch = Batch((item(0, status=Status.DONE, pixels=100), item(1, pixels=50)))
    assert pace.left(batch, 200.0) == pytest.approx(5.0)
