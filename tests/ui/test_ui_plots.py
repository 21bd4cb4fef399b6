"""Curves are drawn by stage, read, zoomed and saved."""

from __future__ import annotations

import csv
import itertools
from dataclasses import replace

import numpy as np
import pytest
from fake_training import request_for
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QSlider, QToolButton

from fst_gui.ui.plot_parts import StepAxis, spread, thinned


@pytest.fixture
def panel(studio, qtbot, make_picture, atelier):
    """The curves of a finished training."""
    training = studio.states.training
    studio.window.show_training()
    training.start(request_for(atelier, make_picture("p.png")))
    qtbot.waitUntil(lambda: [run.status for run in training.snapshot.runs] == ["finished"])
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting is None)
    curves = studio.window.training.desk.curves
    # They are drawn ten times a second at most.
    studio.window.show_training()
    qtbot.waitUntil(lambda: "total_loss" in curves.plots.curves, timeout=20_000)
    qtbot.waitUntil(lambda: curves.plots.curves["total_loss"].steps[-1] == 72, timeout=20_000)
    return curves


def test_all_losses_are_drawn_and_told_apart_without_colour(panel):
    assert set(panel.plots.shown) == {
        "content_loss",
        "style_loss",
        "tv_loss",
        "total_loss",
        "d_loss",
        "g_loss",
        "d_real",
        "d_generated",
    }
    looks = panel.plots.looks
    assert len({look.name for look in looks.values()}) == len(looks)
    for together in (("content_loss", "style_loss", "tv_loss", "total_loss"), ("d_loss", "g_loss")):
        assert len({looks[loss].dashes for loss in together}) == len(together)


def test_a_stage_is_looked_at_alone(panel, studio):
    window = studio.window
    stage = window.findChild(QAbstractButton, "stage_recurrent")
    stage.click()
    low, high = panel.plots.seen
    assert (low, high) == pytest.approx((18, 36), abs=0.5)
    assert "done" in stage.accessibleName() or "s" in stage.accessibleName()
    stage.click()
    low, high = panel.plots.seen
    assert (low, high) == pytest.approx((1, 72), abs=1.0)


def test_values_are_read_with_the_keys(panel, studio, qtbot):
    readout = studio.window.findChild(QLabel, "plotReadout")
    plots = panel.plots
    assert readout.text().startswith("Step\u00a072")
    assert "D\u00a0on\u00a0paintings\u00a060\u00a0%" in readout.text()
    qtbot.keyClick(plots, Qt.Key.Key_Left)
    assert plots.cursor_step == 71
    for _ in range(5):
        qtbot.keyClick(plots, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    content = plots.values_at(plots.cursor_step)["content_loss"][1]
    assert f"Content\u00a0{content:.3g}" in readout.text()
    assert readout.text().startswith(f"Step\u00a0{plots.cursor_step}")


def test_keys_zoom_and_the_button_undoes_it(panel, studio, qtbot):
    whole = studio.window.findChild(QToolButton, "plotWhole")
    assert not whole.isEnabled()
    before = panel.plots.seen
    qtbot.keyClick(panel.plots, Qt.Key.Key_Plus)
    zoomed = panel.plots.seen
    assert zoomed[1] - zoomed[0] < before[1] - before[0]
    whole.click()
    assert panel.plots.seen == pytest.approx(before)
    assert not whole.isEnabled()


def test_scale_and_smoothing_change_what_is_drawn(panel, studio):
    window = studio.window
    before = panel.plots.to_image()
    window.findChild(QSlider, "smoothing").setValue(6)
    smooth = panel.plots.to_image()
    assert smooth != before
    window.findChild(QToolButton, "plotScale").click()
    assert panel.plots.to_image() != smooth


@pytest.mark.parametrize("suffix", [".png", ".svg", ".csv"])
def test_curves_are_saved(panel, studio, qtbot, tmp_path, suffix):
    menu = studio.window.findChild(QToolButton, "plotSave").menu()
    action = next(a for a in menu.actions() if suffix[1:].upper() in a.text())
    action.trigger()
    dialog = studio.window.findChild(QFileDialog)
    path = tmp_path / f"curves{suffix}"
    dialog.filesSelected.emit([str(path)])
    dialog.close()
    qtbot.waitUntil(path.exists)
    if suffix == ".png":
        assert QImage(str(path)).width() > panel.plots.width()
    elif suffix == ".svg":
        assert QSvgRenderer(str(path)).isValid()
        assert b"Content" in path.read_bytes()
    else:
        rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
        assert [int(row["step"]) for row in rows] == list(range(1, 73))
        assert rows[0]["d_loss"] == ""
        assert float(rows[-1]["d_real"]) == 0.6


def test_the_suggested_name_is_one_that_every_file_system_takes(panel, studio, monkeypatch):
    run = studio.states.training.snapshot.shown_run
    panel.show_run(replace(run, title="Dusk/Dawn: why?"), "")
    suggested = []
    monkeypatch.setattr(
        studio.window.dialogs, "save_file", lambda title, name, then: suggested.append(name)
    )
    for action in studio.window.findChild(QToolButton, "plotSave").menu().actions():
        action.trigger()
    name = "Dusk Dawn  why  - curves"
    assert suggested == [f"{name}.png", f"{name}.svg", f"{name}.csv"]


@pytest.mark.parametrize("span", [(1.0, 2.0), (3.0, 9.0), (0.0, 5000.0)])
def test_steps_are_whole_numbers(qapp, span):
    axis = StepAxis()
    ticks = [place for _, places in axis.tickValues(*span, 600) for place in places]
    assert ticks
    assert all(place == round(place) for place in ticks)


def test_names_at_the_ends_never_cover_each_other():
    placed = spread([10.0, 11.0, 12.0, 95.0], 12.0, 100.0)
    assert placed == sorted(placed)
    assert all(b - a >= 12.0 for a, b in itertools.pairwise(placed))
    assert placed[0] >= 6.0
    assert placed[-1] <= 94.0


def test_thinning_keeps_extremes_and_ends(panel):
    curve = panel.plots.curves["content_loss"]
    assert thinned(curve.steps, curve.values)[0] is curve.steps
    steps = np.arange(5001)
    values = np.sin(steps / 7)
    values[1234] = 50.0
    few, thin = thinned(steps, values)
    assert len(few) < 800
    assert thin.max() == 50.0
    assert (few[0], few[-1]) == (0, 5000)
