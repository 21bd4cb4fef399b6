"""How the page of many photos is laid out, and what its list shows."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from window_parts import find


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_clipped_in_the_least_window(studio, qtbot, batch, tmp_path, language):
    studio.states.settings.set_language(language)
    window = studio.window
    window.show_batch()
    window.resize(window.minimumSize())
    batch.set_folder(tmp_path)
    batch.update(running=True)  # with the button that ends it
    qtbot.waitUntil(lambda: window.batch.width() < 500)
    parts = [part for kind in (QPushButton, QComboBox) for part in window.batch.findChildren(kind)]
    shown = {part.objectName(): part for part in parts if part.isVisible()}
    assert {"batchShow", "batchClear", "batchStop", "batchBeside", "batchReplace"} < set(shown)
    assert [name for name, part in shown.items() if part.width() < part.sizeHint().width()] == []
    assert find(studio, QLabel, "batchFolder").width() > 50
    batch.update(running=False)


def test_help_and_reasons_under_the_naming_rule_are_wrapped(studio, qtbot, batch):
    window, example = studio.window, find(studio, QLabel, "batchExample")
    window.resize(window.minimumSize())
    batch.remove({item.number for item in batch.snapshot.items})
    for said in ("{number} the place in the queue", "“{artist}”"):
        qtbot.waitUntil(lambda said=said: said in example.text())
        assert example.text() == example.whole
        qtbot.waitUntil(lambda: example.height() >= example.heightForWidth(example.width()))
        pattern = find(studio, QLineEdit, "batchPattern")
        pattern.clear()
        qtbot.keyClicks(pattern, "{artist}")
    assert example.heightForWidth(example.width()) > example.fontMetrics().height()


def test_an_example_is_cut_on_one_line(studio, qtbot, batch):
    example = find(studio, QLabel, "batchExample")
    batch.set_pattern("{name} " + 30 * "very long ")
    qtbot.waitUntil(lambda: "very" in example.whole)
    assert example.text().endswith("…")
    assert not example.wordWrap()


@pytest.mark.parametrize(
    ("language", "named"),
    [
        ("en", {"batchFormat": "Format", "batchReplace": "If it is there already"}),
        ("zh_CN", {"batchFormat": "格式", "batchReplace": "若已存在"}),
    ],
)
def test_what_a_box_chooses_is_said_before_it(studio, batch, language, named):
    studio.states.settings.set_language(language)
    studio.window.show_batch()
    labels = studio.window.batch.findChildren(QLabel)
    for name, text in named.items():
        box = find(studio, QComboBox, name)
        (label,) = [label for label in labels if label.buddy() is box]
        assert label.text() == text
        assert label.isVisible()
        assert label.geometry().right() < box.geometry().left()
