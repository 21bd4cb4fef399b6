import json
import os
from pathlib import Path

import pytest

from fst_gui.library.errors import SettingsError
from fst_gui.library.settings import (
    MIGRATIONS,
    SETTINGS_VERSION,
    load_settings,
    save_settings,
)

VALUES = {
    "strength": 0.5,
    "recent": ["Tübingen.jpg", "夜.png"],
    "window": {"width": 800},
    "x": None,
}


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "config" / "settings.json"
    save_settings(path, VALUES)
    assert load_settings(path) == VALUES
    written = {"version": SETTINGS_VERSION, "values": VALUES}
    assert json.loads(path.read_text("utf-8")) == written


# A file of each old version, and what this version makes of it.
OLDER = {
    1: (
        {"geometry": "AdnQ", "folder": "/photos", "style": "wave", "appearance": "dark"},
        {
            "geometry": "AdnQ",
            "folders": {"photos": "/photos"},
            "style": "wave",
            "appearance": "dark",
        },
    ),
}


@pytest.mark.parametrize("version", range(1, SETTINGS_VERSION))
def test_older_settings_are_brought_up_to_date(tmp_path, version):
    before, after = OLDER[version]
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"version": version, "values": before}))
    assert load_settings(path) == after
    save_settings(path, after)
    assert load_settings(path) == after


def test_every_old_version_has_a_way_up():
    assert set(MIGRATIONS) == set(range(1, SETTINGS_VERSION)) == set(OLDER)


def test_names_that_are_no_text_survive(tmp_path):
    """File names on Linux may be any bytes; Python keeps those as lone halves of sign pairs."""
    path = tmp_path / "settings.json"
    save_settings(path, {"recent": ["f\udcfc.jpg"]})
    assert load_settings(path) == {"recent": ["f\udcfc.jpg"]}


def test_missing_settings_are_empty(tmp_path):
    assert load_settings(tmp_path / "settings.json") == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b'{"version": 2, "values": {"a": 1}',
        b"\xff\xfe\x00",
        b"[]",
        b'"text"',
        b'{"values": {}}',
        b'{"version": 2}',
        b'{"version": 2, "values": []}',
        b'{"version": 0, "values": {}}',
        b'{"version": 99, "values": {}}',
        b'{"version": "2", "values": {}}',
        b"[" * 100_000,
    ],
)
def test_damaged_settings_are_empty_and_set_aside(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    assert load_settings(path) == {}
    assert not path.exists()
    assert (tmp_path / "settings.json.damaged").read_bytes() == content


def test_nothing_set_aside_is_lost_by_a_second_damage(tmp_path):
    path = tmp_path / "settings.json"
    for content in (b"first", b"second", b"third"):
        path.write_bytes(content)
        assert load_settings(path) == {}
    kept = {file.read_bytes() for file in tmp_path.glob("settings.json.damaged*")}
    assert kept == {b"first", b"second", b"third"}


def test_a_failed_save_keeps_the_old_settings(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    save_settings(path, VALUES)

    def fail(*_):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", fail)
        with pytest.raises(SettingsError, match="No space left"):
            save_settings(path, {"strength": 1})
    assert load_settings(path) == VALUES
    assert [file.name for file in tmp_path.iterdir()] == ["settings.json"]


def test_values_that_json_lacks_do_not_touch_the_file(tmp_path):
    path = tmp_path / "settings.json"
    save_settings(path, VALUES)
    with pytest.raises(TypeError):
        save_settings(path, {"path": Path("a")})
    assert load_settings(path) == VALUES


def test_settings_that_cannot_be_read_are_left_alone(tmp_path):
    path = tmp_path / "settings.json"
    path.mkdir()
    with pytest.raises(SettingsError, match=r"settings\.json"):
        load_settings(path)
    assert path.is_dir()


def test_damaged_settings_that_cannot_be_renamed_are_reported(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    path.write_bytes(b"damaged")

    def fail(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(SettingsError, match="delete it"):
        load_settings(path)
    assert path.read_bytes() == b"damaged"
