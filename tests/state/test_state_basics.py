"""Snapshots, messages, settings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from unittest.mock import Mock

import numpy as np
import pytest

from fst_gui.library.settings import save_settings
from fst_gui.state.base import Picture, State
from fst_gui.state.messages import Level, Message, Messages
from fst_gui.state.settings import Settings, SettingsState


@dataclass(frozen=True)
class Point:
    x: int = 0
    y: int = 0


def test_a_state_emits_only_on_a_difference():
    state, heard = State(Point()), []
    state.changed.connect(heard.append)
    state.update(x=1)
    state.update(x=1, y=0)
    state.update(y=2)
    assert heard == [Point(1, 0), Point(1, 2)]
    assert state.snapshot == Point(1, 2)


def test_a_picture_is_equal_only_to_itself():
    pixels = np.zeros((2, 3, 3), np.uint8)
    picture = Picture(pixels)
    assert picture == picture
    assert picture != Picture(pixels)
    assert (picture.width, picture.height) == (3, 2)


def test_messages_wait_until_they_are_put_away(caplog):
    messages = Messages()
    messages.post(Level.INFO, "One.")
    messages.post(Level.ERROR, "Two.", "why")
    messages.post(Level.INFO, "One.")  # said again: newest, and only once
    assert [m.text for m in messages.snapshot.waiting] == ["Two.", "One."]
    messages.dismiss(Message(Level.INFO, "One."))
    assert messages.snapshot.waiting == (Message(Level.ERROR, "Two.", "why"),)
    assert "why" in caplog.text


def test_messages_do_not_grow_without_end():
    messages = Messages()
    for number in range(100):
        messages.post(Level.INFO, str(number))
    assert len(messages.snapshot.waiting) == 20
    assert messages.snapshot.waiting[-1].text == "99"


def test_settings_come_back(tmp_path):
    path = tmp_path / "deep" / "settings.json"
    first = SettingsState(path, Messages())
    first.remember_folder(tmp_path / "photo.png")
    first.set_appearance("dark")
    first.save()
    second = SettingsState(path, Messages())
    assert second.snapshot == first.snapshot
    assert second.snapshot.folder("photos") == second.snapshot.folder("exports") == str(tmp_path)
    second.set_appearance("pink")
    assert second.snapshot.appearance == "system"


def test_damaged_settings_do_not_stop_the_start(tmp_path):
    path = tmp_path / "settings.json"
    path.write_text("{]")
    assert SettingsState(path, Messages()).snapshot.appearance == "system"


@pytest.mark.parametrize(
    "wrong", [{"appearance": "blue"}, {"columns": [99_999_999_999, 1, 1]}, {"columns": [1, 1]}]
)
def test_settings_that_no_version_has_written_are_left_out(tmp_path, wrong):
    path = tmp_path / "settings.json"
    save_settings(path, {"language": "de", **wrong})
    assert SettingsState(path, Messages()).snapshot == Settings(language="de")


def test_settings_that_cannot_be_read_are_not_replaced(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    save_settings(path, {"language": "de"})
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(Path, "read_bytes", Mock(side_effect=PermissionError(13, "not allowed")))
        state = SettingsState(path, Messages())
    state.set_appearance("dark")
    state.save()
    assert path.read_bytes() == before


def test_settings_that_cannot_be_saved_are_told(tmp_path):
    (tmp_path / "file").write_text("")
    messages = Messages()
    state = SettingsState(tmp_path / "file" / "settings.json", messages)
    state.save()
    assert "settings" in messages.snapshot.waiting[-1].text
