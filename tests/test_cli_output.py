"""Where the command line's words go, and how it ends when it is told to."""

from __future__ import annotations

import json
import os
import signal
import sys

import pytest
from PIL import Image

from fst_gui.__main__ import main
from fst_gui.cli import exporting, run
from fst_gui.library.atomic import open_atomically


@pytest.fixture
def into(monkeypatch):
    """Makes a file, or a descriptor, the standard output until the test's end."""
    opened = []

    def lead(target, encoding="utf-8"):
        opened.append(open(target, "w", encoding=encoding))  # noqa: SIM115
        monkeypatch.setattr(sys, "stdout", opened[-1])
        return opened[-1]

    yield lead
    for file in opened:
        file.close()


@pytest.mark.parametrize("encoding", ["ascii", "cp1252"])
def test_names_that_the_terminal_cannot_show_are_escaped(encoding, tmp_path, into):
    into(tmp_path / "said", encoding)
    assert run(["styles"]) == 0
    said = (tmp_path / "said").read_text(encoding)
    assert "Shin-\\u014chashi" in said
    assert ("Café" if encoding == "cp1252" else "Caf\\xe9") in said
    into(tmp_path / "said", encoding)
    assert run(["styles", "--json"]) == 0
    titles = [style["title"] for style in json.loads((tmp_path / "said").read_bytes())]
    assert "Café Terrace at Night" in titles


def test_a_batch_goes_on_after_a_name_that_cannot_be_shown(tmp_path, into, monkeypatch):
    for name in ("a富.png", "b.png"):
        Image.new("RGB", (8, 8)).save(tmp_path / name)
    painted = []
    monkeypatch.setattr(exporting, "_paint_item", lambda *words: painted.append(words[2].photo))
    into(tmp_path / "said", "cp1252")
    assert run(["batch", str(tmp_path), "--style", "great_wave"]) == 0
    assert [photo.name for photo in painted] == ["a富.png", "b.png"]
    assert "a\\u5bcc great_wave.png" in (tmp_path / "said").read_text("cp1252")


@pytest.mark.parametrize("words", [["styles"], ["styles", "--json"], ["--version"]])
def test_who_reads_no_further_ends_it_quietly(words, into, capsys):
    reading, writing = os.pipe()
    os.close(reading)
    file = into(writing)
    assert run(words) == 141
    file.flush()  # as Python does at its end
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux alone has /dev/full")
@pytest.mark.parametrize("words", [["styles"], ["styles", "--json"], ["train", "--help"]])
def test_a_full_disk_behind_the_output_is_said(words, into, capsys):
    file = into("/dev/full")
    assert run(words) == 2
    file.flush()
    assert capsys.readouterr().err == "The output cannot be written (No space left on device).\n"


def test_the_system_ends_it_without_a_trace_beside_the_pictures(tmp_path, monkeypatch):
    photo = tmp_path / "photo.png"
    Image.new("RGB", (8, 8)).save(photo)

    def ended(atelier, look, item, options):
        with open_atomically(item.target):
            assert len(list(tmp_path.iterdir())) == 2  # the photo, and a hidden file
            os.kill(os.getpid(), signal.SIGTERM)

    def missed(number, frame):
        raise AssertionError("the command did not see to the signal")

    monkeypatch.setattr(exporting, "_paint_item", ended)
    before = signal.signal(signal.SIGTERM, missed)
    try:
        with pytest.raises(SystemExit) as caught:
            run(["batch", str(tmp_path), "--style", "great_wave"])
        assert signal.getsignal(signal.SIGTERM) is missed
    finally:
        signal.signal(signal.SIGTERM, before)
    assert caught.value.code == 143
    assert list(tmp_path.iterdir()) == [photo]


class _Impatient:
    """Ctrl+C while the program's modules are read."""

    def find_spec(self, name, path=None, target=None):
        if name == "fst_gui.cli":
            raise KeyboardInterrupt


def test_ctrl_c_while_the_program_starts_is_no_traceback(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["fst-gui", "styles"])
    monkeypatch.setattr("fst_gui.__main__.faulthandler.enable", lambda: None)
    monkeypatch.delitem(sys.modules, "fst_gui.cli")
    monkeypatch.setattr(sys, "meta_path", [_Impatient(), *sys.meta_path])
    assert main() == 130
    assert capsys.readouterr().err == "Stopped.\n"
