"""A training's folder: whole or not there, held by one, its log cut and read again."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from pathlib import Path

import filelock
import numpy as np
import pytest

from fst_gui.library.errors import LibraryError
from fst_gui.library.history_file import compact, history_from_bytes, history_to_bytes
from fst_gui.library.training_folder import (
    Position,
    TrainingFolder,
    load_moment,
    sweep,
    training_folders,
)
from fst_gui.library.training_log import Note, PhaseMark, TrainingLog, read_history
from fst_gui.library.training_queue import TrainingQueue


@pytest.fixture
def folder(tmp_path):
    return TrainingFolder.create(tmp_path / "t", {"a": "ü"}, {"paintings/0.png": b"png"})


def _step(step, stage="encoder", **losses):
    return {"event": "step", "stage": stage, "phase": "joint", "step": step, **losses}


def test_a_folder_is_made_with_its_files(folder, tmp_path):
    assert folder.request() == {"a": "ü"}
    assert (folder.path / "paintings" / "0.png").read_bytes() == b"png"
    assert [f.path for f in training_folders(tmp_path)] == [folder.path]
    with pytest.raises(LibraryError, match="not empty"):
        TrainingFolder.create(folder.path, {}, {})


def test_the_working_folder_becomes_a_training_and_stays(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    made = TrainingFolder.create(Path(), {"a": 1}, {"paintings/0.png": b"png"})
    assert made.request() == {"a": 1}
    assert sorted(file.name for file in Path().iterdir()) == ["paintings", "request.json"]
    assert Path.cwd() == tmp_path


def test_names_that_are_not_utf8_are_kept(tmp_path):
    request = {"photos": ["caf\udce9.jpg"]}
    assert TrainingFolder.create(tmp_path / "t", request, {}).request() == request


@pytest.mark.parametrize(
    "content", [{"done": "abc"}, {"done": [1]}, {"done": 1, "total_steps": float("inf")}]
)
def test_a_damaged_position_is_told(folder, content):
    folder.finish(content)
    with pytest.raises(LibraryError, match="cannot be read"):
        folder.position()


def test_a_folder_that_cannot_be_made_leaves_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr("fst_gui.library.training_folder.write_atomically", _no_room)
    with pytest.raises(LibraryError, match="No space left"):
        TrainingFolder.create(tmp_path / "t", {}, {"a": b"b"})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"[" * 100_000])
def test_a_damaged_request_is_told(folder, data):
    (folder.path / "request.json").write_bytes(data)
    with pytest.raises(LibraryError, match="cannot be read"):
        folder.request()


def test_no_training_is_told(tmp_path):
    with pytest.raises(LibraryError, match="no training"):
        TrainingFolder(tmp_path / "none").request()


def test_a_training_is_run_by_one_at_a_time(folder):
    assert folder.condition == "interrupted"
    with folder.held():
        assert folder.condition == "running"
        with pytest.raises(LibraryError, match="running already"), folder.held():
            pass
        with pytest.raises(LibraryError, match="running already"):
            folder.discard()
    assert folder.condition == "interrupted"


@pytest.mark.parametrize("looks", ["starts", "lists"])
def test_who_lists_trainings_is_not_taken_for_one_who_runs_them(folder, monkeypatch, looks):
    listing = filelock.FileLock(folder.path / "lock", thread_local=False)
    listing.acquire()
    monkeypatch.setattr("time.sleep", lambda _: listing.release())  # it is done meanwhile
    if looks == "starts":
        with folder.held():
            assert folder.condition == "running"
    assert folder.condition == "interrupted"


def test_a_dead_process_lets_go(folder):
    program = (
        "import sys, os; from pathlib import Path\n"
        "from fst_gui.library.training_folder import TrainingFolder\n"
        "holding = TrainingFolder(Path(sys.argv[1])).held(); holding.__enter__()\n"
        "print('held', flush=True); sys.stdin.read()"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(folder.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    assert folder.condition == "running"
    process.kill()
    process.communicate()
    assert folder.condition == "interrupted"


def test_a_finished_training_needs_no_checkpoint(folder):
    assert folder.position() == Position(0, 0, "")
    numbers = {"done": 3, "total_steps": 9, "stage": "encoder"}
    folder.checkpoint.save({"a": np.zeros(2)}, numbers)
    assert folder.position() == Position(3, 9, "encoder")
    folder.finish({"output": "x", **numbers})
    assert folder.condition == "finished"
    assert folder.finished() == {"output": "x", **numbers}
    assert folder.position() == Position(3, 9, "encoder")
    assert folder.checkpoint.load() is None


def test_a_discarded_training_is_gone(folder, tmp_path):
    folder.discard()
    assert list(tmp_path.iterdir()) == []


def test_what_a_crash_left_is_swept_once_nobody_is_at_work_on_it(folder, tmp_path):
    (tmp_path / ".old.tmp").mkdir()
    (tmp_path / ".old.tmp" / "request.json").write_bytes(b"{}")
    (tmp_path / ".queue.tmp").write_bytes(b"[]")
    (tmp_path / ".new.tmp").write_bytes(b"[]")
    for name in (".old.tmp", ".queue.tmp"):
        os.utime(tmp_path / name, (0, 0))
    sweep(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {folder.path.name, ".new.tmp"}


def test_moments_are_listed_by_step(folder):
    style = {"layer.kernel": np.ones((2, 2), np.float16)}
    later = folder.save_moment("adversarial", "joint", 120, style, np.zeros((4, 4, 3), np.uint8))
    first = folder.save_moment("encoder", "content", 7, style, None)
    (folder.moments_dir / "notes.txt").write_text("not a moment")
    assert folder.moments() == (first, later)
    assert later.picture.suffix == ".jpg"
    assert first.picture is None
    assert load_moment(later.tensors)["layer.kernel"].shape == (2, 2)
    folder.cut(100)
    assert folder.moments() == (first,)
    assert len(list(folder.moments_dir.iterdir())) == 2


def test_a_damaged_moment_is_told(folder):
    file = folder.path / "x.safetensors"
    file.write_bytes(b"no")
    with pytest.raises(LibraryError, match="cannot be read"):
        load_moment(file)


def test_the_log_is_read_though_its_end_was_cut_off(folder):
    for step in range(1, 4):
        assert folder.log.append(_step(step, style_loss=1.0 / step))
    data = folder.log.path.read_bytes()
    folder.log.path.write_bytes(data[:-9])
    assert [line["step"] for line in folder.log.lines()] == [1, 2]


def test_a_cut_log_goes_on_without_doubling(folder):
    for step in range(1, 6):
        folder.log.append(_step(step, style_loss=float(step)))
    folder.log.cut(3)
    for step in range(4, 6):
        folder.log.append(_step(step, style_loss=10.0 * step))
    curve = folder.log.history().curves["encoder"]["style_loss"]
    assert curve == ((1, 1.0), (2, 2.0), (3, 3.0), (4, 40.0), (5, 50.0))


def test_steps_taken_again_count_once_even_without_a_cut():
    lines = [
        {"event": "stage", "stage": "encoder", "phase": "joint", "step": 0, "steps": 2},
        *(_step(step, style_loss=1.0) for step in (1, 2)),
        {"event": "stage", "stage": "recurrent", "phase": "joint", "step": 2, "steps": 9},
        *(_step(step, "recurrent", style_loss=1.0) for step in (3, 4)),
        {"event": "stage", "stage": "encoder", "phase": "joint", "step": 1, "steps": 2},
        _step(2, style_loss=7.0),
        {"event": "stage", "stage": "recurrent", "phase": "joint", "step": 2, "steps": 9},
        _step(3, "recurrent", style_loss=7.0),
        _step(3, "recurrent", style_loss=8.0),
    ]
    history = read_history(lines)
    assert history.curves["encoder"]["style_loss"] == ((1, 1.0), (2, 7.0))
    assert history.curves["recurrent"]["style_loss"] == ((3, 8.0),)
    assert [mark.stage for mark in history.phases] == ["encoder", "recurrent"]


def test_the_history_tells_phases_and_notes_and_leaves_part_strength_out():
    stage = {"event": "stage", "stage": "encoder", "phase": "joint", "step": 0, "steps": 4}
    note = {"event": "note", "step": 2, "kind": "slept", "values": {"seconds": 90.0}}
    history = read_history(
        [
            {**stage, "total_steps": 50, "seconds": 1.5},
            _step(1, style_loss=1.0, strength=1.0),
            _step(2, style_loss=0.2, strength=0.3),
            {**note, "remedy": "went_on"},
        ]
    )
    assert history.phases == (PhaseMark("encoder", "joint", 0, 4, 1.5),)
    assert history.notes == (Note(2, "slept", {"seconds": 90.0}, "went_on"),)
    assert history.total_steps == 50
    assert history.curves["encoder"]["style_loss"] == ((1, 1.0),)
    assert history_from_bytes(history_to_bytes(history)) == history


def test_a_compact_history_keeps_means():
    lines = [_step(step, style_loss=float(step % 2)) for step in range(1, 6001)]
    curve = compact(read_history(lines)).curves["encoder"]["style_loss"]
    assert len(curve) == 600
    assert curve[0] == (10, 0.5)
    assert curve[-1][0] == 6000


def _no_room(*_):
    raise OSError(errno.ENOSPC, "No space left on device")


class _FullDisk:
    """Lets ``limit`` bytes through to the log, as a full disk does."""

    def __init__(self, monkeypatch, limit):
        self.limit = limit
        monkeypatch.setattr(TrainingLog, "_open", lambda log: _Cut(log.path, self))


class _Cut:
    def __init__(self, path, disk):
        self._file = path.open("a+b", buffering=0)
        self._disk = disk

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._file.close()

    def write(self, data):
        room = self._disk.limit - self._file.seek(0, 2)
        if room <= 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return self._file.write(data[:room])

    def __getattr__(self, name):
        return getattr(self._file, name)


def test_lines_wait_while_the_disk_is_full(tmp_path, monkeypatch):
    disk = _FullDisk(monkeypatch, 250)
    log = TrainingLog(tmp_path / "log.jsonl")
    written = [log.append(_step(step, style_loss=0.5)) for step in range(1, 7)]
    assert True in written
    assert written[-1] is False
    assert log.path.read_bytes().endswith(b"\n")  # no half line is left
    assert [line["step"] for line in log.lines()] == list(range(1, 7))
    disk.limit = 10_000
    log.sync()
    assert log.append(_step(7, style_loss=0.5))
    log = TrainingLog(log.path)
    assert [line["step"] for line in log.lines()] == list(range(1, 8))


def test_lines_that_wait_outlast_a_cut_on_a_full_disk(tmp_path, monkeypatch):
    disk = _FullDisk(monkeypatch, 250)
    log = TrainingLog(tmp_path / "log.jsonl")
    for step in range(1, 7):
        log.append(_step(step, style_loss=0.5))
    with monkeypatch.context() as full:
        full.setattr("fst_gui.library.training_log.write_atomically", _no_room)
        log.cut(5)
    disk.limit = 10_000
    assert log.append(_step(6, style_loss=0.1))
    losses = [(line["step"], line["style_loss"]) for line in TrainingLog(log.path).lines()]
    assert losses == [*((step, 0.5) for step in range(1, 6)), (6, 0.1)]
    log.cut(5)
    assert log.append(_step(6, style_loss=0.2))
    assert [line["step"] for line in TrainingLog(log.path).lines()] == list(range(1, 7))


def test_the_queue_keeps_its_order_and_survives_damage(tmp_path):
    queue = TrainingQueue(tmp_path / "queue.json")
    assert queue.names() == []
    for name in "abc":
        queue.add(name)
    queue.remove("b")
    queue.remove("none")
    assert TrainingQueue(tmp_path / "queue.json").names() == ["a", "c"]
    for damage in (b"{", b"{}", b"[1, 2]"):
        (tmp_path / "queue.json").write_bytes(damage)
        assert queue.names() == []
    queue.add("d")
    assert json.loads((tmp_path / "queue.json").read_bytes()) == ["d"]
