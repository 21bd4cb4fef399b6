"""How the page of many photos is laid out, and what its list shows."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QListView, QPushButton
from window_parts import find, turn_wheel

from fst_gui.state.batch_queue import Status


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


def test_esc_leads_back_to_the_picture_and_cancels_nothing(studio, qtbot, batch, make_picture):
    window = studio.window
    exporting = find(studio, QPushButton, "export"), find(studio, QPushButton, "keep")
    studio.states.studio.open_photo(make_picture("harbour.png"))
    window.show_batch()
    assert not any(button.isVisible() for button in exporting)  # there is no picture in sight
    qtbot.waitUntil(window.batch.hasFocus)
    qtbot.keyClick(window.batch, Qt.Key.Key_Escape)
    assert window.viewer.isVisible()
    assert all(button.isVisible() for button in exporting)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "harbour.png")


@pytest.fixture
def long_queue(studio, qtbot, make_picture):
    """More photos than the list has room for; hands over the list."""
    studio.window.resize(studio.window.minimumSize())
    studio.window.show_batch()
    batch = studio.states.batch
    batch.add([make_picture(f"{number:02}.png") for number in range(12)])
    qtbot.waitUntil(lambda: len(batch.snapshot.pictures) == 12)
    rows = find(studio, QListView, "batchQueue")
    qtbot.waitUntil(lambda: rows.verticalScrollBar().maximum() > 0)
    yield rows
    batch.update(items=(), running=False)


@pytest.fixture
def paint_row(studio, long_queue):
    """Let one row be painted, with those before it done; says whether it is seen whole."""
    batch = studio.states.batch

    def paint_row(row):
        items = [
            replace(item, status=status)
            for item, status in zip(
                batch.snapshot.items,
                [Status.DONE] * row + [Status.PAINTING] + [Status.WAITING] * (11 - row),
                strict=True,
            )
        ]
        batch.update(items=tuple(items), running=True)
        place = long_queue.visualRect(long_queue.model().index(row, 0))
        return long_queue.viewport().rect().contains(place)

    return paint_row


def test_the_list_goes_along_with_what_is_painted(long_queue, paint_row):
    assert [row for row in range(12) if not paint_row(row)] == []
    assert long_queue.verticalScrollBar().value() == long_queue.verticalScrollBar().maximum()


@pytest.mark.parametrize("way", ["wheel", "key", "bar", "click"])
def test_the_list_stays_where_the_person_looks_until_another_batch(
    studio, qtbot, long_queue, paint_row, way
):
    assert paint_row(5)
    bar = long_queue.verticalScrollBar()
    if way == "wheel":
        turn_wheel(long_queue.viewport())
    elif way == "key":
        qtbot.keyClick(long_queue, Qt.Key.Key_Home)
    elif way == "bar":
        bar.triggerAction(bar.SliderAction.SliderPageStepSub)
    else:
        at = long_queue.visualRect(long_queue.model().index(5, 0)).center()
        qtbot.mouseClick(long_queue.viewport(), Qt.MouseButton.LeftButton, pos=at)
    place = bar.value()
    assert not paint_row(9)
    assert bar.value() == place
    studio.states.batch.update(running=False)
    assert paint_row(10)


def test_what_is_painted_is_shown_only_when_it_is_another(studio, long_queue, paint_row):
    assert paint_row(8)
    long_queue.verticalScrollBar().setValue(0)  # as a layout might
    studio.states.batch.update(done=0.5)
    assert long_queue.verticalScrollBar().value() == 0
