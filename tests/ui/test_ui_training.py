"""A style is trained in the window: from the form to the gallery, steered, queued, gone on with."""

from __future__ import annotations

import threading

import pytest
from fake_atelier import write_style
from fake_training import leave_unfinished, request_for
from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QLabel, QLineEdit, QListWidget, QPushButton, QRadioButton, QSlider

from fst_gui.engine.events import HealthNoted
from fst_gui.engine.settings import USUAL_CONTENT
from fst_gui.state import training as module
from fst_gui.state.training_archive import restore
from fst_gui.state.training_draft import target_of
from fst_gui.ui import sure_button
from fst_gui.workshop.training_request import Crop


@pytest.fixture
def training(studio):
    studio.window.show_training()
    return studio.states.training


@pytest.fixture
def find(studio):
    """A widget of the window by its name."""

    def find(kind, name):
        widget = studio.window.findChild(kind, name)
        assert widget is not None, name
        return widget

    return find


@pytest.fixture
def begin(training, qtbot, make_picture, atelier):
    """Start a training and hold it at a step."""

    def begin(title="Dusk", *, hold=1, **changes):
        atelier.training_gate.clear()
        atelier.hold_from = hold
        training.start(request_for(atelier, make_picture("p.png"), title, **changes))
        qtbot.waitUntil(lambda: titles(training, "running") == [title])
        qtbot.waitUntil(lambda: training.snapshot.active.step == hold)
        return training.snapshot.active.folder

    return begin


def titles(training, *statuses):
    return [run.title for run in training.snapshot.runs if run.status in statuses]


def test_from_the_form_to_the_gallery(studio, training, qtbot, make_picture, atelier, find, said):
    atelier.training_gate.clear()
    start = find(QPushButton, "startTraining")
    assert not start.isEnabled()
    painting, other = make_picture("harbour.png"), make_picture("other.png")
    find(QPushButton, "trainingPaintings").dropped.emit((painting, other))
    qtbot.waitUntil(lambda: len(training.draft.snapshot.paintings) == 2)
    icon, mode = find(QListWidget, "paintings").item(0).icon(), QIcon.Mode
    assert icon.pixmap(32, mode.Selected).toImage() == icon.pixmap(32, mode.Normal).toImage()
    qtbot.keyClick(find(QListWidget, "paintings"), Qt.Key.Key_Delete)  # the second one again
    assert not start.isEnabled()
    for name, text in {
        "title": "Night Harbour!",
        "artist": "Me",
        "year": "2024",
        "licence": "CC0 1.0",
        "source": "my wall",
    }.items():
        qtbot.keyClicks(find(QLineEdit, f"style_{name}"), text)
    find(QRadioButton, "quality_quick").click()
    find(QSlider, "strokeSize").setValue(10)
    find(QSlider, "strictness").setValue(80)
    training.draft.set_region((0.25, 0.25, 0.5, 0.5))
    start.click()

    qtbot.waitUntil(lambda: bool(atelier.requests))
    request = atelier.requests[-1]
    credits = request.credits
    assert (credits.name, credits.title, credits.artist) == (
        "night_harbour",
        "Night Harbour!",
        "Me",
    )
    assert (credits.year, credits.licence, credits.source) == ("2024", "CC0 1.0", "my wall")
    assert [p.crop for p in request.paintings] == [Crop(0.25, 0.25, 0.5, 0.5)]
    assert request.paintings[0].path.read_bytes() == painting.read_bytes()
    assert (request.quality, request.stroke_size, request.photos) == ("quick", 2.0, None)
    assert request.content_target < USUAL_CONTENT

    atelier.training_gate.set()
    qtbot.waitUntil(lambda: titles(training, "finished") == ["Night Harbour!"])
    run = training.snapshot.runs[0]
    assert len(run.curves["style_loss"]) == run.total_steps == 72
    assert [shot.step for shot in run.shots] == [6 * n for n in range(1, 13)]
    qtbot.waitUntil(lambda: "Night Harbour!" in said())
    assert find(QLineEdit, "style_title").text() == ""
    # Whoever paints meanwhile goes on with what they were at.
    gallery = studio.states.gallery
    assert gallery.snapshot.selected.title != "Night Harbour!"
    qtbot.mouseClick(find(QPushButton, "paintWithIt"), Qt.MouseButton.LeftButton)
    assert gallery.snapshot.selected.title == "Night Harbour!"
    assert studio.window.viewer.isVisible()
    assert not find(QPushButton, "paintWithIt").isVisible()
    qtbot.waitUntil(lambda: atelier.painted[-1][0] == "night_harbour")


def test_photos_to_practise_on(studio, training, qtbot, make_picture, find, tmp_path):
    draft = training.draft
    assert [p.name for p in draft.snapshot.opened] == ["photo.png"]
    find(QRadioButton, "photos_opened").click()
    assert draft.snapshot.photos == "opened"
    (tmp_path / "mine").mkdir()
    draft.use_folder(tmp_path / "mine")
    assert find(QRadioButton, "photos_folder").isChecked()
    assert "mine" in find(QRadioButton, "photos_folder").text()
    draft.add_paintings((make_picture("p.png"),))
    qtbot.waitUntil(lambda: bool(draft.snapshot.paintings))
    draft.set_credits(title="Dusk")
    assert draft.request().photos == tmp_path / "mine"
    draft.use_photos("opened")
    assert draft.request().photos == draft.snapshot.opened
    draft.use_photos("computed")
    assert draft.request().photos is None


def test_each_quality_says_how_long_it_takes_here(training, qtbot, find):
    qtbot.waitUntil(lambda: len(training.draft.snapshot.forecasts) == 3)
    assert find(QLabel, "forecast_quick").text() == "about 3 min · 1.2 GB"
    assert find(QLabel, "forecast_best").text() == "about 40 min · 1.2 GB"


@pytest.mark.parametrize(
    ("picture", "title", "says"),
    [(None, "Dusk", "painting"), ("p.png", " !! ", "name"), ("p.png", "Taken", "already")],
)
def test_a_wrong_wish_is_told(training, qtbot, make_picture, atelier, said, picture, title, says):
    atelier.own_styles.mkdir()
    (atelier.own_styles / "taken.fststyle").write_bytes(b"")
    if picture:
        training.draft.add_paintings((make_picture(picture),))
        qtbot.waitUntil(lambda: bool(training.draft.snapshot.paintings))
    training.draft.set_credits(title=title)
    training.start()
    assert says in said()
    assert not training.snapshot.runs


def test_paintings_that_cannot_be_read_are_left_out(training, qtbot, make_picture, tmp_path, said):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no")
    training.draft.add_paintings((bad, make_picture("good.png")))
    qtbot.waitUntil(lambda: bool(training.draft.snapshot.paintings))
    assert [painting.path.name for painting in training.draft.snapshot.paintings] == ["good.png"]
    assert "bad.png" in said()


def test_pictures_dropped_in_the_room_are_paintings(studio, training, qtbot, make_picture, atelier):
    room = studio.window.training
    with qtbot.waitSignal(room.pack_dropped):
        room.take((atelier.shipped / "great_wave.fststyle", make_picture("p.png")))
    qtbot.waitUntil(lambda: len(training.draft.snapshot.paintings) == 1)
    qtbot.waitUntil(lambda: len(studio.states.gallery.snapshot.entries) == 3)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting is None)


def test_a_folder_dropped_in_the_room_holds_photos_or_a_job_s_result(
    studio, training, qtbot, atelier, tmp_path
):
    (tmp_path / "photos").mkdir()
    job = write_style(tmp_path / "job" / "from_afar.fststyle", "From Afar").parent
    studio.window.training.take((tmp_path / "photos", job))
    assert training.draft.snapshot.folder == tmp_path / "photos"
    qtbot.waitUntil(
        lambda: "From Afar" in [e.title for e in studio.states.gallery.snapshot.entries]
    )


def test_a_training_is_written_for_another_machine(
    training, qtbot, make_picture, find, said, tmp_path
):
    export = find(QPushButton, "exportJob")
    assert not export.isEnabled()
    training.draft.add_paintings((make_picture("p.png"),))
    qtbot.waitUntil(lambda: bool(training.draft.snapshot.paintings))
    training.draft.set_credits(title="Dusk")
    assert export.isEnabled()
    training.job.export(tmp_path)
    qtbot.waitUntil(lambda: "training job is in" in said())
    job = tmp_path / "dusk_training_job"
    assert "--job" in (job / "README.txt").read_text("utf-8")
    assert (job / "request.json").exists()
    assert not training.snapshot.runs
    training.job.export(tmp_path)
    qtbot.waitUntil(lambda: "not empty" in said())
    assert export.text() == "Train on another machine…"


def test_writing_for_another_machine_is_told_and_cancelled(
    studio, training, qtbot, make_picture, atelier, find, tmp_path
):
    export = find(QPushButton, "exportJob")
    training.draft.add_paintings((make_picture("p.png"),))
    qtbot.waitUntil(lambda: bool(training.draft.snapshot.paintings))
    training.draft.set_credits(title="Dusk")
    atelier.gate.clear()  # the engine has something else to do first
    studio.states.studio.set_strength(0.4)
    training.job.export(tmp_path)
    qtbot.waitUntil(lambda: export.text() == "Writing the folder, 0 %: cancel")
    export.click()
    atelier.gate.set()
    qtbot.waitUntil(lambda: training.job.snapshot.done is None)
    assert not (tmp_path / "dusk_training_job").exists()
    assert export.text() == "Train on another machine…"


# Steering


def test_stop_and_keep(studio, training, begin, qtbot, find, atelier):
    begin()
    find(QPushButton, "stopAndKeep").click()
    qtbot.waitUntil(lambda: titles(training, "finished") == ["Dusk"])
    assert training.snapshot.runs[0].step < training.snapshot.runs[0].total_steps
    gallery = studio.states.gallery
    qtbot.waitUntil(lambda: "Dusk" in [entry.title for entry in gallery.snapshot.entries])
    find(QPushButton, "paintWithStyle").click()  # where the training is looked at
    assert gallery.snapshot.selected.title == "Dusk"
    assert studio.window.viewer.isVisible()


def test_the_start_stays_in_sight_in_a_small_window(studio, qtbot, find):
    window = studio.window
    window.show_training()
    window.resize(window.minimumSize())
    start = find(QPushButton, "startTraining")
    qtbot.waitUntil(start.isVisible)
    qtbot.waitUntil(lambda: window.size() == window.minimumSize())
    assert window.rect().contains(start.mapTo(window, start.rect().bottomRight()))
    assert start.visibleRegion().boundingRect() == start.rect()


def test_pause_and_go_on(training, begin, qtbot, find, atelier):
    begin()
    pause = find(QPushButton, "pauseTraining")
    pause.click()
    assert "Pausing after this step" in find(QLabel, "phase").text()
    assert not pause.isEnabled()
    qtbot.waitUntil(lambda: training.snapshot.active.status == "paused")
    assert pause.isEnabled()
    assert pause.text() == "Go on"
    assert "Paused" in find(QLabel, "phase").text()
    atelier.training_gate.set()
    pause.click()
    qtbot.waitUntil(lambda: titles(training, "finished") == ["Dusk"])


def test_put_aside_and_gone_on_with(training, begin, qtbot, find, atelier, said):
    begin(hold=20)
    find(QPushButton, "setAside").click()
    qtbot.waitUntil(lambda: titles(training, "interrupted") == ["Dusk"])
    assert "aside" in said()
    assert not atelier.own_styles.exists()
    assert training.snapshot.runs[0].step == 20
    atelier.training_gate.set()
    find(QPushButton, "goOnHere").click()
    qtbot.waitUntil(lambda: titles(training, "finished") == ["Dusk"])
    run = training.snapshot.runs[0]
    assert list(run.curves["content_loss"].steps) == list(range(1, run.total_steps + 1))


def test_a_training_that_is_still_read_can_be_put_aside(
    training, qtbot, find, atelier, make_picture, monkeypatch
):
    folder = leave_unfinished(atelier, make_picture("p.png"), done=28)
    training.load()
    qtbot.waitUntil(lambda: titles(training, "interrupted") == ["Dusk"])
    reading = threading.Event()

    def slowly(*args):
        assert reading.wait(20)
        return restore(*args)

    monkeypatch.setattr(module, "restore", slowly)
    training.go_on(folder)
    training.show(folder)
    find(QPushButton, "setAside").click()
    assert titles(training, "ending") == ["Dusk"]
    reading.set()
    qtbot.waitUntil(lambda: titles(training, "interrupted") == ["Dusk"])
    assert training.snapshot.runs[0].step == 28


def test_the_balance_is_changed_while_it_runs(training, begin, qtbot, find):
    begin()
    find(QSlider, "liveStrictness").setValue(90)
    qtbot.waitUntil(lambda: bool(training.snapshot.active.notes))
    note = training.snapshot.active.notes[-1]
    assert (note.kind, note.values) == ("target_changed", {"content_target": target_of(0.9)})
    assert training.snapshot.active.content_target == target_of(0.9)


def test_health_is_said_in_plain_words_and_a_remedy_is_taken(
    studio, training, begin, find, atelier
):
    atelier.meanwhile = {
        2: (HealthNoted(2, "discriminator_winning", {"d_real": 0.99}, "critic_rate_halved"),),
        3: (HealthNoted(3, "content_lost", {"content_loss": 1.8}, "offer_stricter"),),
    }
    begin(hold=4)
    newest, older = studio.window.training.desk.health.sentences
    assert "critic is winning" in older
    assert "half as fast" in older
    assert "hardly be recognised" in newest
    before = training.snapshot.active.content_target
    find(QPushButton, "take_offer_stricter").click()
    assert training.snapshot.active.content_target < before


def test_the_preview_goes_on_while_a_style_is_trained(studio, training, begin, qtbot):
    begin()
    before = studio.states.studio.snapshot.painted
    studio.states.studio.set_strength(0.5)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painted is not before)
    assert training.snapshot.active.status == "running"


def test_numbers_are_told_a_few_times_a_second_at_most(training, qtbot, make_picture, atelier):
    atelier.steps = 30
    snapshots = []
    training.changed.connect(snapshots.append)
    training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: titles(training, "finished") == ["Dusk"])
    assert len(snapshots) < 30 * 12 / 4
    assert training.snapshot.runs[0].curves["content_loss"].steps[-1] == 30 * 12


@pytest.fixture
def later(monkeypatch):
    """Let seconds go by for a button that asks."""
    clock = {"now": 100.0}
    monkeypatch.setattr(sure_button.time, "monotonic", lambda: clock["now"])

    def later(seconds):
        clock["now"] += seconds

    return later


# Several


def test_trainings_queue_and_follow_each_other(training, begin, qtbot, find, atelier, make_picture):
    begin("One")
    for title in ("Two", "Three", "Four"):
        training.start(request_for(atelier, make_picture("p.png"), title))
        qtbot.waitUntil(lambda t=title: t in titles(training, "waiting"))
    assert titles(training, "waiting") == ["Two", "Three", "Four"]
    find(QPushButton, "moveUp").click()
    assert titles(training, "waiting") == ["Two", "Four", "Three"]
    training.show(training.snapshot.runs[3].folder)
    find(QPushButton, "startNext").click()
    assert titles(training, "waiting") == ["Three", "Two", "Four"]
    find(QPushButton, "deleteTraining").click()
    qtbot.waitUntil(lambda: titles(training, "waiting") == ["Two", "Four"])
    assert find(QPushButton, "startTraining").text() == "Add to the queue"
    atelier.training_gate.set()
    qtbot.waitUntil(lambda: len(titles(training, "finished")) == 3)
    assert [request.credits.title for request in atelier.requests] == ["One", "Two", "Four"]


def test_one_that_fails_does_not_hold_up_the_next(
    training, begin, qtbot, atelier, make_picture, said
):
    begin("One")
    training.start(request_for(atelier, make_picture("p.png"), "Two"))
    qtbot.waitUntil(lambda: titles(training, "waiting") == ["Two"])
    atelier.training_error = RuntimeError("a broken thing")
    atelier.training_gate.set()
    qtbot.waitUntil(lambda: titles(training, "finished") == ["Two"])
    assert titles(training, "interrupted") == ["One"]


def test_an_interrupted_training_is_offered_and_its_curves_go_on(
    empty, qtbot, make_picture, atelier
):
    folder = leave_unfinished(atelier, make_picture("p.png"), done=28)
    empty.start(make_picture())
    training = empty.states.training
    qtbot.waitUntil(lambda: titles(training, "interrupted") == ["Dusk"])
    messages = [m.text for m in empty.states.messages.snapshot.waiting]
    assert any("“Dusk” is not finished" in text for text in messages)

    empty.window.show_training()
    training.show(folder)
    qtbot.waitUntil(lambda: training.snapshot.shown_run.loaded)
    run = training.snapshot.shown_run
    assert (run.step, len(run.curves["style_loss"])) == (28, 28)
    assert [shot.step for shot in run.shots] == [6, 12, 18, 24]
    empty.window.findChild(QPushButton, "goOn").click()
    qtbot.waitUntil(lambda: titles(training, "finished") == ["Dusk"])
    run = training.snapshot.shown_run
    assert list(run.curves["style_loss"].steps) == list(range(1, 73))
    assert [shot.step for shot in run.shots] == [6 * n for n in range(1, 13)]


def test_deleting_what_was_learned_is_asked_twice(empty, qtbot, make_picture, atelier, later):
    folder = leave_unfinished(atelier, make_picture("p.png"))
    empty.start(make_picture())
    training = empty.states.training
    qtbot.waitUntil(lambda: bool(training.snapshot.runs))
    training.show(folder)
    delete = empty.window.findChild(QPushButton, "deleteTraining")
    delete.click()
    assert folder.exists()
    assert delete.text() == "Really delete it"
    later(1)
    delete.click()
    qtbot.waitUntil(lambda: not training.snapshot.runs)
    assert not folder.exists()
    assert training.snapshot.shown is None


def test_an_unreadable_training_is_shown_and_can_be_deleted(empty, qtbot, make_picture, atelier):
    folder = leave_unfinished(atelier, make_picture("p.png"))
    (folder / "request.json").write_text("{")
    empty.start(make_picture())
    training = empty.states.training
    qtbot.waitUntil(lambda: bool(training.snapshot.runs))
    training.show(folder)
    assert training.snapshot.shown_run.problem
    assert not empty.window.findChild(QPushButton, "goOn").isEnabled()
    assert empty.window.findChild(QPushButton, "deleteTraining").isEnabled()
