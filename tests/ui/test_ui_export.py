"""The export dialog: what is chosen, what it foretells, and the way to the file."""

from __future__ import annotations

import errno
from pathlib import Path

import numpy as np
import pytest
from fake_atelier import write_style
from PIL import Image
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QPushButton,
    QSlider,
    QSpinBox,
)

from fst_gui.library.export import ExportSettings
from fst_gui.library.gallery import StyleEntry
from fst_gui.state.export_plan import plan_export
from fst_gui.state.look import Look, alone
from fst_gui.ui import export_dialog
from fst_gui.ui.export_dialog import ExportDialog


@pytest.fixture
def dialog(studio, qtbot) -> ExportDialog:
    studio.window.findChild(QPushButton, "export").click()
    opened = studio.window.findChild(ExportDialog)
    assert opened.isVisible()
    assert not opened.isModal()
    return opened


@pytest.fixture
def chosen(studio):
    return lambda: studio.states.studio.exporting.snapshot


def pick(dialog, name, data):
    box = dialog.findChild(QComboBox, name)
    box.setCurrentIndex(box.findData(data))


def text(dialog, name):
    return dialog.findChild(QLabel, name).text()


def test_an_export_that_fails_says_why_in_its_window(
    studio, qtbot, dialog, atelier, tmp_path, said, chosen
):
    failed = dialog.findChild(QLabel, "exportFailed")
    assert failed.isHidden()
    atelier.error = OSError(errno.ENOSPC, "No space left on device")
    save(studio, dialog, tmp_path / "a.png")
    qtbot.waitUntil(lambda: chosen().under_way is None and failed.isVisible())
    assert "No space left on device" in failed.text()
    assert failed.text() == said()
    save(studio, dialog, tmp_path / "nowhere" / "a.png")  # refused before it begins
    assert "nowhere" in failed.text()
    atelier.error = None
    save(studio, dialog, tmp_path / "a.png")
    assert failed.isHidden()
    qtbot.waitUntil(lambda: (tmp_path / "a.png").exists() and chosen().under_way is None)
    assert failed.isHidden()


def save(studio, dialog, path):
    dialog.findChild(QPushButton, "exportGo").click()
    files = studio.window.findChild(QFileDialog)
    name = files.selectedFiles()
    files.filesSelected.emit([str(path)])
    files.close()
    return name


def test_size_on_paper_and_the_width_of_a_stroke(studio, dialog, chosen):
    assert text(dialog, "exportSize") == "64 × 48 pixels"
    assert dialog.findChild(QLabel, "exportPaper").isHidden()
    pick(dialog, "exportUnit", "centimetres")
    assert chosen().settings == ExportSettings(size=0.5, unit="centimetres", dpi=300.0)  # 64 px
    dialog.findChild(QDoubleSpinBox, "exportPaperSize").setValue(30.0)
    dialog.findChild(QSpinBox, "exportDpi").setValue(254)
    assert text(dialog, "exportSize") == "3000 × 2250 pixels, 46.9 × the photo's"
    assert "30.0 × 22.5 cm" in text(dialog, "exportPaper")
    before = text(dialog, "exportPaper")
    studio.states.studio.set_stroke_size(0.5)  # the dialog is beside the work, not before it
    assert text(dialog, "exportPaper") != before
    pick(dialog, "exportUnit", "pixels")
    assert chosen().settings == ExportSettings(size=64.0)
    dialog.findChild(QSpinBox, "exportPixels").setValue(200)
    assert text(dialog, "exportSize") == "200 × 150 pixels, 3.1 × the photo's"
    pick(dialog, "exportUnit", "")
    assert chosen().settings == ExportSettings()


def test_what_the_preview_has_is_told_to_the_export(studio, dialog, chosen, qtbot, atelier):
    state = studio.states.studio
    state.set_overpainting(3)
    atelier.layer_gate.clear()
    state.set_seed(4)
    qtbot.waitUntil(lambda: state.snapshot.overpainted == 0)
    qtbot.waitUntil(lambda: chosen().forecast is not None)
    assert atelier.foreseen[-1].previewed.layers == 0
    atelier.layer_gate.set()
    qtbot.waitUntil(lambda: atelier.foreseen[-1].previewed.layers == 3)
    assert atelier.foreseen[-1].previewed.pixels is state.snapshot.photo.pixels


def test_strokes_grow_with_the_paper_and_the_stroke_size():
    look = alone(Look(), StyleEntry("a", "A", "", "", "", "", "shipped", __file__))

    def stroke(photo, stroke_size, **settings):
        wanted = look.with_settings(stroke_size=stroke_size)
        return plan_export(photo, wanted, ExportSettings(**settings)).stroke_millimetres

    paper = {"size": 30.0, "unit": "centimetres"}
    small = stroke((6000, 4000), 1.0, **paper)
    # 30 cm, 941 working pixels, 8 pixels a stroke
    assert small == pytest.approx(300 * 8 / 941, rel=0.01)
    assert stroke((6000, 4000), 2.0, **paper) == pytest.approx(2 * small, rel=0.01)
    assert stroke((3000, 2000), 1.0, **paper) == pytest.approx(small, rel=0.01)
    assert stroke((6000, 4000), 1.0, size=60.0, unit="centimetres") == pytest.approx(
        2 * small, rel=0.01
    )


def test_time_and_memory_are_foretold(dialog, qtbot, chosen):
    def foretold():
        return text(dialog, "exportForecast")

    qtbot.waitUntil(lambda: foretold() == "About 1 s and 100 MB of memory")
    pick(dialog, "exportUnit", "pixels")
    dialog.findChild(QSpinBox, "exportPixels").setValue(8000)
    assert foretold().startswith("Estimating")
    qtbot.waitUntil(lambda: foretold() == "About 48 s and 4.9 GB of memory")
    pick(dialog, "exportFormat", ".webp")
    qtbot.waitUntil(lambda: "too large for WebP" in foretold())
    assert not dialog.findChild(QPushButton, "exportGo").isEnabled()
    assert "too large" in chosen().problem  # and it is not asked again by itself
    pick(dialog, "exportFormat", ".png")
    assert foretold().startswith("Estimating")
    qtbot.waitUntil(dialog.findChild(QPushButton, "exportGo").isEnabled)


def test_a_problem_is_looked_at_again_when_the_window_opens(studio, dialog, qtbot, atelier, chosen):
    pick(dialog, "exportFormat", ".webp")
    qtbot.waitUntil(lambda: bool(chosen().problem))
    asked = len(atelier.foreseen)
    with qtbot.waitSignal(dialog.destroyed):
        dialog.close()
    studio.window.findChild(QPushButton, "export").click()
    assert not chosen().problem
    qtbot.waitUntil(lambda: len(atelier.foreseen) == asked + 1)
    qtbot.waitUntil(lambda: bool(chosen().problem))


def test_what_became_of_an_export_goes_with_its_photo(studio, dialog, qtbot, make_picture, chosen):
    there = make_picture("there.png")
    studio.states.studio.export(there)
    failed = dialog.findChild(QLabel, "exportFailed")
    assert failed.isVisible()
    studio.states.studio.open_photo(make_picture("other.png"))
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "other.png")
    assert failed.isHidden()


def test_a_picture_that_is_too_large_is_told_and_not_made(dialog):
    pick(dialog, "exportUnit", "centimetres")
    dialog.findChild(QDoubleSpinBox, "exportPaperSize").setValue(1000.0)
    dialog.findChild(QSpinBox, "exportDpi").setValue(2400)
    assert "million" in text(dialog, "exportSize")
    assert not dialog.findChild(QPushButton, "exportGo").isEnabled()
    dialog.findChild(QDoubleSpinBox, "exportPaperSize").setValue(10.0)
    assert dialog.findChild(QPushButton, "exportGo").isEnabled()


def test_everything_chosen_reaches_the_file(studio, qtbot, dialog, atelier, tmp_path):
    quality = dialog.findChild(QSlider, "exportQuality")
    assert quality.isHidden() or not quality.isVisibleTo(dialog)  # PNG has none
    pick(dialog, "exportFormat", ".jpg")
    assert quality.isVisibleTo(dialog)
    quality.setValue(70)
    dialog.findChild(QCheckBox, "exportMetadata").setChecked(False)
    pick(dialog, "exportUnit", "pixels")
    studio.states.studio.mask.invert()
    name = save(studio, dialog, tmp_path / "out.jpg")
    assert name[0].endswith("photo - Great Wave.jpg")
    qtbot.waitUntil(lambda: (tmp_path / "out.jpg").exists())
    request = atelier.exports[-1]
    assert request.export == ExportSettings(size=64.0, quality=70, keep_metadata=False)
    assert request.photo == studio.states.studio.snapshot.photo.path
    np.testing.assert_array_equal(request.mask, studio.states.studio.snapshot.look.mask.levels)
    assert [entry.name for entry, _ in request.styles] == ["great_wave"]


def test_progress_cancel_and_the_file_in_its_folder(
    studio, qtbot, dialog, atelier, tmp_path, monkeypatch, chosen
):
    atelier.gate.clear()
    save(studio, dialog, tmp_path / "out.png")
    bar = dialog.findChild(QProgressBar, "exportProgress")
    qtbot.waitUntil(lambda: bar.isVisibleTo(dialog) and bar.value() == 250)
    assert text(dialog, "exportDoing").startswith("25 %")
    assert not dialog.findChild(QPushButton, "exportGo").isEnabled()
    assert not dialog.findChild(QComboBox, "exportFormat").isEnabled()  # it is made already
    cancel = dialog.findChild(QPushButton, "exportCancel")
    assert cancel.text() == "Cancel"
    cancel.click()
    qtbot.waitUntil(lambda: chosen().under_way is None)
    assert not (tmp_path / "out.png").exists()
    assert dialog.isVisible()
    assert cancel.text() == "Close"
    assert dialog.findChild(QComboBox, "exportFormat").isEnabled()

    atelier.gate.set()
    show = dialog.findChild(QPushButton, "exportShow")
    assert not show.isVisibleTo(dialog)
    save(studio, dialog, tmp_path / "out.png")
    qtbot.waitUntil(lambda: show.isVisibleTo(dialog))
    with Image.open(tmp_path / "out.png") as picture:
        assert picture.size == (64, 48)
    shown = []
    monkeypatch.setattr(export_dialog, "show_in_folder", lambda path, _: shown.append(path))
    show.click()
    assert shown == [tmp_path / "out.png"]
    cancel.click()
    assert not dialog.isVisible()


def test_a_recipe_is_written_and_followed(
    studio, qtbot, dialog, atelier, tmp_path, chosen, make_picture
):
    state = studio.states.studio
    state.set_strength(0.4)
    state.set_colours("luminance")
    state.toggle_in_mix(studio.states.gallery.snapshot.entries[1])
    state.mask.invert()
    made = state.snapshot.look
    pick(dialog, "exportUnit", "pixels")
    dialog.findChild(QSpinBox, "exportPixels").setValue(90)
    dialog.findChild(QCheckBox, "exportRecipe").setChecked(True)
    save(studio, dialog, tmp_path / "out.png")
    recipe = tmp_path / "out.png.recipe.json"
    qtbot.waitUntil(lambda: chosen().saved is not None)
    assert recipe.exists()

    state.reset_all()
    state.select_style("great_wave")
    pick(dialog, "exportUnit", "")
    studio.window.actions_.open_files(recipe)
    qtbot.waitUntil(lambda: state.snapshot.look.settings == made.settings)
    look = state.snapshot.look
    assert look.styles == made.styles
    np.testing.assert_array_equal(look.mask.levels, made.mask.levels)
    assert chosen().settings == ExportSettings(size=90.0)
    state.history.undo()
    assert state.snapshot.look.settings.strength == 1.0


def test_a_recipe_that_cannot_be_followed_is_told(studio, qtbot, tmp_path, said):
    before = studio.states.studio.snapshot.look
    broken = tmp_path / "broken.recipe.json"
    broken.write_text("{}")
    studio.window.actions_.open_files(broken)
    qtbot.waitUntil(lambda: "broken.recipe.json" in said())
    assert studio.states.studio.snapshot.look == before


def test_what_was_chosen_is_there_the_next_time(studio, dialog):
    pick(dialog, "exportFormat", ".tif")
    dialog.close()
    studio.window.findChild(QPushButton, "export").click()
    again = next(d for d in studio.window.findChildren(ExportDialog) if d.isVisible())
    assert again.findChild(QComboBox, "exportFormat").currentData() == ".tif"


def test_the_suggested_name_is_one_that_every_file_system_takes(studio, qtbot, tmp_path):
    write_style(tmp_path / "own" / "why.fststyle", "Wave/Sky: why?")
    states = studio.states
    states.gallery.load()
    qtbot.waitUntil(lambda: len(states.gallery.snapshot.entries) == 3)
    states.studio.select_style("why")
    studio.window.findChild(QPushButton, "export").click()
    name = save(studio, studio.window.findChild(ExportDialog), tmp_path / "out.png")
    qtbot.waitUntil(lambda: (tmp_path / "out.png").exists())
    assert Path(name[0]).name == "photo - Wave Sky  why.png"
