"""A style is trained in the window and appears in the gallery."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QRadioButton, QWidget

from fst_gui.state.training import TrainingSpec, file_stem
from fst_gui.workshop.training_request import Painting


@pytest.fixture
def training(studio):
    return studio.states.training


def find(studio, kind, name):
    widget = studio.window.findChild(kind, name)
    assert widget is not None, name
    return widget


def test_from_the_form_to_the_gallery(studio, training, qtbot, make_picture, atelier, said):
    atelier.training_gate.clear()
    start = find(studio, QPushButton, "startTraining")
    studio.window.show_training()
    assert not start.isEnabled()
    painting = make_picture("harbour.png")
    find(studio, QPushButton, "trainingPaintings").dropped.emit((painting,))
    qtbot.waitUntil(lambda: len(training.snapshot.draft) == 1)
    assert not start.isEnabled()
    find(studio, QLineEdit, "styleName").setText("Night Harbour!")
    find(studio, QLineEdit, "artist").setText("Me")
    find(studio, QRadioButton, "minutes3").setChecked(True)
    start.click()

    qtbot.waitUntil(lambda: "encoder" in training.snapshot.curves)
    assert training.snapshot.running
    request = atelier.requests[-1]
    assert (request.paintings, request.credits.name, request.minutes) == (
        (Painting(painting),),
        "night_harbour",
        3.0,
    )
    assert (request.credits.title, request.credits.artist, request.photos) == (
        "Night Harbour!",
        "Me",
        None,
    )
    assert find(studio, QWidget, "lossPlot").shown == ("content_loss", "style_loss", "tv_loss")
    assert find(studio, QWidget, "stageStrip").stage == "encoder"

    atelier.training_gate.set()
    qtbot.waitUntil(lambda: training.snapshot.result is not None)
    assert training.snapshot.sample is not None
    assert set(training.snapshot.curves) == {
        "encoder",
        "recurrent",
        "interpolation",
        "adversarial",
    }
    assert len(training.snapshot.curves["encoder"]["style_loss"]) == 3 * atelier.steps
    assert find(studio, QWidget, "lossPlot").shown == ("d_loss", "g_loss")
    qtbot.waitUntil(lambda: studio.states.gallery.snapshot.selected.title == "Night Harbour!")
    assert "Night Harbour!" in said()
    assert find(studio, QLineEdit, "styleName").text() == ""
    qtbot.waitUntil(lambda: atelier.painted[-1][0] == "night_harbour")


def start(training, qtbot, painting, name="Dusk"):
    training.start(TrainingSpec((painting,), name))
    qtbot.waitUntil(lambda: bool(training.snapshot.stage))


def test_stop_and_keep(studio, training, qtbot, make_picture, atelier):
    atelier.training_gate.clear()
    start(training, qtbot, make_picture("p.png"))
    find(studio, QPushButton, "stopAndKeep").click()
    qtbot.waitUntil(lambda: training.snapshot.result is not None)
    assert training.snapshot.step < training.snapshot.total_steps
    qtbot.waitUntil(lambda: studio.states.gallery.snapshot.selected.title == "Dusk")


def test_cancel_keeps_nothing(studio, training, qtbot, make_picture, atelier, said):
    atelier.training_gate.clear()
    start(training, qtbot, make_picture("p.png"))
    find(studio, QPushButton, "cancelTraining").click()
    qtbot.waitUntil(lambda: not training.snapshot.running)
    assert atelier.closed == 1
    assert training.snapshot.result is None
    assert "cancelled" in said()
    assert not atelier.own_styles.exists()


def test_the_preview_goes_on_while_a_style_is_trained(
    studio, training, qtbot, make_picture, atelier
):
    atelier.training_gate.clear()
    start(training, qtbot, make_picture("p.png"))
    before = studio.states.studio.snapshot.painted
    studio.states.studio.set_strength(0.5)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painted is not before)
    assert training.snapshot.running
    training.cancel()
    qtbot.waitUntil(lambda: not training.snapshot.running)


@pytest.mark.parametrize(
    ("paintings", "name", "says"),
    [((), "Dusk", "painting"), (("p.png",), " !! ", "name"), (("p.png",), "Taken", "already")],
)
def test_a_wrong_wish_is_told(training, make_picture, atelier, said, paintings, name, says):
    atelier.own_styles.mkdir()
    (atelier.own_styles / "taken.fststyle").write_bytes(b"")
    training.start(TrainingSpec(tuple(make_picture(p) for p in paintings), name))
    assert says in said()
    assert not training.snapshot.running
    assert not atelier.requests


def test_only_one_training_at_a_time(training, qtbot, make_picture, atelier, said):
    atelier.training_gate.clear()
    start(training, qtbot, make_picture("p.png"))
    training.start(TrainingSpec((make_picture("q.png"),), "Dawn"))
    assert "already" in said()
    assert len(atelier.requests) == 1


def test_paintings_that_cannot_be_read_are_left_out(training, qtbot, make_picture, tmp_path, said):
    bad = tmp_path / "bad.png"
    bad.write_bytes(b"no")
    training.choose_paintings((bad, make_picture("good.png")))
    qtbot.waitUntil(lambda: bool(training.snapshot.draft))
    assert [painting.path.name for painting in training.snapshot.draft] == ["good.png"]
    assert "bad.png" in said()


def test_numbers_are_told_ten_times_a_second_at_most(training, qtbot, make_picture, atelier):
    atelier.steps = 100
    snapshots = []
    training.changed.connect(snapshots.append)
    training.start(TrainingSpec((make_picture("p.png"),), "Dusk"))
    qtbot.waitUntil(lambda: training.snapshot.result is not None)
    assert len(snapshots) < 4 * 3 * atelier.steps / 4
    assert training.snapshot.curves["encoder"]["content_loss"][-1][0] == 3 * atelier.steps


def test_the_phase_and_time_left_are_said(studio, training, qtbot, make_picture, atelier):
    atelier.training_gate.clear()
    start(training, qtbot, make_picture("p.png"))
    qtbot.waitUntil(lambda: "left" in find(studio, QLabel, "timeLeft").text())
    assert find(studio, QLabel, "phase").text() == "Learning what is in a picture"
    assert studio.window.tabs.tabText(1).startswith("Training")


@pytest.mark.parametrize(
    ("name", "stem"),
    [("Night Harbour", "night_harbour"), ("  A/B: c?  ", "a_b_c"), ("…", ""), ("夜港", "夜港")],
)
def test_names_become_file_names(name, stem):
    assert file_stem(name) == stem
