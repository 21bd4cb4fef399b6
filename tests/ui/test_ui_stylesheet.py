"""The sheet in an unusual place."""

from __future__ import annotations

import shutil

import pytest
from PySide6.QtWidgets import QComboBox

from fst_gui import paths
from fst_gui.ui import stylesheet
from fst_gui.ui.theme import LIGHT


@pytest.mark.parametrize("folder", ["Bilder für später 画", "it's (a copy)"])
def test_the_sheet_is_read_wherever_the_program_lies(qtbot, qtlog, tmp_path, monkeypatch, folder):
    place = tmp_path / folder
    shutil.copytree(paths.resources_dir() / "icons", place / "icons")
    arrow = (
        '<svg xmlns="http://www.w3.org/2000/svg"><rect width="99" height="99" fill="#f0f"/></svg>'
    )
    (place / "icons" / "arrow-down.svg").write_text(arrow)
    monkeypatch.setattr(stylesheet, "resources_dir", lambda: place)
    box = QComboBox()
    qtbot.addWidget(box)
    box.setStyleSheet(stylesheet.stylesheet(LIGHT))
    box.resize(120, 40)
    picture = box.grab().toImage()
    colours = {picture.pixelColor(x, 20).name() for x in range(picture.width())}
    assert "#ff00ff" in colours
    assert [record.message for record in qtlog.records] == []
