"""At home on the desktop: language, look, menus, recent photos, what is kept and told."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from pathlib import Path

import pytest
import shiboken6
from fake_training import hold_training
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence, QStyleHints
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTreeWidget

from fst_gui.library.gallery import StyleEntry
from fst_gui.paths import models_dir
from fst_gui.sentences import Sentence
from fst_gui.state.messages import Level
from fst_gui.ui import actions as actions_module
from fst_gui.ui import message_bar
from fst_gui.ui.language import best_language
from fst_gui.ui.shortcuts import Shortcuts
from fst_gui.ui.style_names import SHIPPED_ARTISTS, SHIPPED_TITLES, artist_of, called, title_of


def action(studio, text):
    found = studio.window.findChildren(QAction)
    return next(a for a in found if a.text().replace("&", "") == text)


def menu_titles(studio):
    return [a.text() for a in studio.window.menuBar().actions()]


# Language


def test_the_language_changes_at_once_and_nothing_is_lost(studio, qtbot, make_picture, atelier):
    states, old = studio.states, studio.window
    states.studio.set_strength(0.5)
    studio.window.show_batch()
    hold_training(studio, qtbot, atelier, make_picture)
    action(studio, "简体中文").trigger()
    assert studio.window is not old
    assert menu_titles(studio)[0] == "文件(&F)"
    assert studio.window.isVisible()
    assert studio.window.pages.currentWidget() is studio.window.batch
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not shiboken6.isValid(old)
    # The old window is gone for good: nothing that happens now reaches it.
    states.studio.set_strength(0.25)
    states.studio.keep_version()
    states.studio.mask.set_active(True)
    states.settings.set_appearance("dark")
    states.messages.post(Level.INFO, "One.")
    states.batch.add([make_picture("b.png")])
    states.training.set_aside()
    qtbot.waitUntil(lambda: states.training.snapshot.active is None)
    qtbot.waitUntil(lambda: len(states.batch.snapshot.items) == 1)
    assert states.studio.snapshot.look.settings.strength == 0.25
    action(studio, "English").trigger()
    assert menu_titles(studio)[0] == "&File"


def test_a_chosen_language_is_spoken_at_the_next_start(studio, qtbot, tmp_path):
    studio.states.settings.set_language("zh_CN")
    path = tmp_path / "settings.json"
    qtbot.waitUntil(lambda: path.exists() and "zh_CN" in path.read_text("utf-8"))


def test_messages_of_the_rooms_below_are_said_in_the_language(studio):
    text = Sentence("The batch is done. Pictures painted: {done}.", done=3)
    studio.states.messages.post(Level.INFO, text)
    shown = lambda: studio.window.findChild(QLabel, "message").whole  # noqa: E731
    assert shown() == "The batch is done. Pictures painted: 3."
    studio.states.settings.set_language("zh_CN")
    assert shown() == "批量绘制完成，已绘制 3 张。"


def test_shipped_paintings_and_painters_can_be_said_in_another_language():
    styles = json.loads((models_dir() / "manifest.json").read_text("utf-8"))["styles"]
    assert sorted(SHIPPED_TITLES) == sorted(style["title"] for style in styles)
    assert set(SHIPPED_ARTISTS) == {style["artist"] for style in styles}


def test_shipped_styles_are_called_in_the_language_and_own_ones_as_they_were_named(studio):
    words = ("The Starry Night", "Vincent van Gogh", "1889", "", "")
    shipped = StyleEntry("night", *words, "shipped", Path("/night"), "Post-Impressionism")
    own = replace(shipped, kind="own")
    assert (title_of(shipped), artist_of(shipped)) == ("The Starry Night", "Vincent van Gogh")
    studio.states.settings.set_language("zh_CN")
    assert (title_of(shipped), artist_of(shipped)) == ("星夜", "文森特·梵高")
    assert (title_of(own), artist_of(own)) == ("The Starry Night", "Vincent van Gogh")
    assert "星夜" in called(shipped)


def test_dialogs_of_qt_speak_the_language_too(studio, qapp):
    studio.states.settings.set_language("zh_CN")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "取消"


@pytest.mark.parametrize(
    ("wanted", "language"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], "zh_CN"),
        (["zh-CN"], "zh_CN"),
        (["zh-Hant-TW", "zh-TW"], "en"),
        (["de-DE", "zh-CN"], "zh_CN"),
        (["en-GB", "zh-CN"], "en"),
        (["de-DE"], "en"),
        ([], "en"),
    ],
)
def test_the_language_of_the_system_is_followed(wanted, language):
    assert best_language(wanted) == language


# Light and dark


def test_the_look_of_the_system_is_followed_while_it_runs(
    studio, qtbot, qapp, monkeypatch, atelier, make_picture
):
    hold_training(studio, qtbot, atelier, make_picture)
    window = studio.window
    window.show_training()

    def looks():
        pictures = (
            window.grab().toImage(),
            window.viewer.canvas.grab().toImage(),
            window.training.grab().toImage(),
        )
        button = window.viewer.compare.icon().pixmap(18, 18).toImage()
        lights = [p.pixelColor(p.width() - 3, p.height() - 3).lightness() for p in pictures]
        # The darkest or lightest of what the icon is drawn with.
        pixels = [button.pixelColor(x, y) for x in range(18) for y in range(18)]
        drawn = [c.lightness() for c in pixels if c.alpha() > 200]
        return [light > 128 for light in lights], sum(drawn) / len(drawn) > 128

    assert looks() == ([True] * 3, False)
    for scheme, expected in (
        (Qt.ColorScheme.Dark, ([False] * 3, True)),
        (Qt.ColorScheme.Light, ([True] * 3, False)),
    ):
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _, s=scheme: s)
        qapp.styleHints().colorSchemeChanged.emit(scheme)
        assert looks() == expected


# Menus


def test_keys_and_actions_lists_every_action_and_carries_it_out(studio, qtbot):
    action(studio, "Keys and actions").trigger()
    panel = studio.window.findChild(Shortcuts)
    assert not panel.isModal()
    tree = panel.findChild(QTreeWidget)
    rows = {
        tree.topLevelItem(g).child(n).text(0): tree.topLevelItem(g).child(n)
        for g in range(tree.topLevelItemCount())
        for n in range(tree.topLevelItem(g).childCount())
    }
    for known in studio.window.findChildren(QAction):
        name = known.text().replace("&", "")
        if name and known.menu() is None and known.parent() is not studio.window:
            assert any(row.endswith(name) for row in rows), name
    assert rows["Open…"].text(1) == QKeySequence(QKeySequence.StandardKey.Open).toString()
    qtbot.keyClicks(panel.findChild(QLineEdit), "dark")
    shown = [name for name, row in rows.items() if not row.isHidden()]
    assert shown == ["Appearance: Dark"]
    qtbot.keyClick(panel.findChild(QLineEdit), Qt.Key.Key_Return)
    assert studio.states.settings.snapshot.appearance == "dark"
    assert studio.theme.dark


def test_no_two_actions_have_the_same_keys(studio):
    keys = [
        sequence.toString()
        for known in studio.window.findChildren(QAction)
        for sequence in known.shortcuts()
    ]
    assert sorted(keys) == sorted(set(keys))


def test_check_for_updates_opens_the_page_and_nothing_else(studio, monkeypatch):
    opened = []
    monkeypatch.setattr(actions_module, "open_url", opened.append)
    action(studio, "Check for updates").trigger()
    assert [url.toString() for url in opened] == [actions_module.RELEASES]


# Recent photos


def recent_texts(studio):
    menu = action(studio, "Open recent").menu()
    return [a.text().partition("  ")[0] for a in menu.actions() if not a.isSeparator()][:-1]


def test_recent_photos_are_opened_again_and_those_that_are_gone_forgotten(
    studio, qtbot, make_picture
):
    paths = [make_picture(name) for name in ("one.png", "R&D.png")]
    for path in paths:
        studio.states.studio.open_photo(path)
        qtbot.waitUntil(lambda p=path: studio.states.studio.snapshot.title == p.name)
    assert recent_texts(studio) == ["R&&D.png", "one.png", "photo.png"]
    action(studio, "Open recent").menu().actions()[1].trigger()
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.title == "one.png")
    assert recent_texts(studio) == ["one.png", "R&&D.png", "photo.png"]
    paths[1].unlink()
    action(studio, "File").menu().aboutToShow.emit()
    qtbot.waitUntil(lambda: recent_texts(studio) == ["one.png", "photo.png"])
    action(studio, "Clear the list").trigger()
    assert recent_texts(studio) == []
    studio.states.studio.set_strength(0.5)  # the photo that is open stays forgotten
    assert recent_texts(studio) == []
    assert not action(studio, "Open recent").isEnabled()


def test_the_sample_is_no_recent_photo(empty, qtbot, make_picture, tmp_path):
    make_picture("sample.png")
    empty.start(None)
    qtbot.waitUntil(lambda: empty.states.studio.snapshot.title == "sample.png")
    assert empty.states.settings.snapshot.recent == ()


# What is kept, and what is told


def test_settings_are_written_soon_after_they_change(studio, qtbot, tmp_path):
    studio.states.settings.set_appearance("dark")
    path = tmp_path / "settings.json"
    qtbot.waitUntil(
        lambda: (
            path.exists() and json.loads(path.read_text("utf-8"))["values"]["appearance"] == "dark"
        )
    )


def test_the_file_of_a_message_is_shown_in_its_folder(studio, qtbot, tmp_path, monkeypatch):
    shown = []
    monkeypatch.setattr(message_bar, "show_in_folder", lambda path, parent: shown.append(path))
    button = studio.window.findChild(QPushButton, "showFile")
    assert button.isHidden()
    studio.tell_crashes([tmp_path / "crash-1.log"])
    assert "crash-1.log" in studio.states.messages.snapshot.waiting[-1].text
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown == [tmp_path / "crash-1.log"]
    studio.states.messages.post(Level.INFO, "Something else.")
    assert button.isHidden()


def test_what_nothing_has_caught_is_told(studio):
    studio.tell_failure(ValueError("x"))
    assert "ValueError" in studio.states.messages.snapshot.waiting[-1].text


def test_files_that_do_not_answer_do_not_keep_the_studio_open(studio, qtbot, loop):
    stuck = threading.Event()
    for _ in range(2):  # all threads that read files
        loop.run_in_executor(None, stuck.wait)
    try:
        studio.close()
        qtbot.waitUntil(studio.closed.is_set, timeout=20_000)
    finally:
        stuck.set()
