import errno
import os
import shutil
import stat
from pathlib import Path

import pytest

from fst_gui.library.atomic import open_atomically, write_atomically


def _names(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_new_file_is_written_whole_and_alone(tmp_path):
    write_atomically(tmp_path / "a.bin", b"new")
    assert (tmp_path / "a.bin").read_bytes() == b"new"
    assert _names(tmp_path) == ["a.bin"]


def test_an_old_file_is_replaced_and_keeps_its_permissions(tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(b"something longer than the new content")
    path.chmod(0o640)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_new_file_is_as_readable_as_the_umask_allows(tmp_path):
    usual = os.umask(0o022)
    try:
        write_atomically(tmp_path / "a.bin", b"new")
    finally:
        os.umask(usual)
    assert stat.S_IMODE((tmp_path / "a.bin").stat().st_mode) == 0o644


@pytest.mark.parametrize("by_mode", [True, False])
def test_a_read_only_file_is_not_replaced(tmp_path, monkeypatch, by_mode):
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    if by_mode:
        path.chmod(0o444)
    else:  # somebody else's; nobody is refused when the tests are run by root
        monkeypatch.setattr(os, "access", lambda there, mode: there != path or mode != os.W_OK)
    (tmp_path / "link.bin").symlink_to(path)
    for name in ("a.bin", "link.bin"):
        with pytest.raises(PermissionError) as refused, open_atomically(tmp_path / name):
            pytest.fail("there is something to write to")
        assert refused.value.errno == errno.EACCES
        assert refused.value.strerror
    assert path.read_bytes() == b"old"
    assert _names(tmp_path) == ["a.bin", "link.bin"]


def test_a_temporary_file_that_became_read_only_is_removed_too(tmp_path, monkeypatch):
    """As on Windows, where a file can be made read-only while it is written anew."""
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    unlink = Path.unlink

    def as_windows(self, missing_ok=False):
        if not self.stat().st_mode & stat.S_IWRITE:
            raise PermissionError(errno.EACCES, "Access is denied")
        unlink(self, missing_ok)

    def refuse(*_):
        raise PermissionError(errno.EACCES, "It is read-only")

    monkeypatch.setattr(Path, "unlink", as_windows)
    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(shutil, "copymode", lambda _, temporary: temporary.chmod(0o444))
    with pytest.raises(PermissionError, match="It is read-only"):
        write_atomically(path, b"new")
    assert _names(tmp_path) == ["a.bin"]


def test_a_link_stays_a_link(tmp_path):
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    (folder / "real.bin").write_bytes(b"old")
    (tmp_path / "link.bin").symlink_to(folder / "real.bin")
    write_atomically(tmp_path / "link.bin", b"new")
    assert (tmp_path / "link.bin").is_symlink()
    assert (folder / "real.bin").read_bytes() == b"new"


def test_the_longest_name_can_be_written(tmp_path):
    path = tmp_path / ("n" * 255)
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.parametrize("step", ["replace", "fsync"])
@pytest.mark.parametrize("old", [b"old", None])
def test_a_failure_leaves_what_was_there_and_no_temporary_file(tmp_path, monkeypatch, step, old):
    path = tmp_path / "a.bin"
    if old is not None:
        path.write_bytes(old)
    before = _names(tmp_path)

    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, step, fail)
    with pytest.raises(OSError, match="No space left"):
        write_atomically(path, b"new")
    assert _names(tmp_path) == before
    assert old is None or path.read_bytes() == old


def test_an_interruption_cleans_up_too(tmp_path, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a.bin", b"new")
    assert _names(tmp_path) == []


def test_the_data_reach_the_disk_before_the_name_and_the_name_after(tmp_path, monkeypatch):
    steps = []
    replace, fsync = os.replace, os.fsync

    def watched_fsync(descriptor):
        kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
        steps.append(f"fsync {kind}")
        fsync(descriptor)

    def watched_replace(source, target):
        assert Path(source).read_bytes() == b"new"
        steps.append("replace")
        replace(source, target)

    monkeypatch.setattr(os, "fsync", watched_fsync)
    monkeypatch.setattr(os, "replace", watched_replace)
    write_atomically(tmp_path / "a.bin", b"new")
    assert steps == ["fsync file", "replace", "fsync folder"]


def test_a_folder_that_cannot_be_synced_is_no_failure(tmp_path, monkeypatch):
    fsync = os.fsync

    def refuse_folders(descriptor):
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(22, "Invalid argument")
        fsync(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_atomically(tmp_path / "a.bin", b"new")
    assert (tmp_path / "a.bin").read_bytes() == b"new"


def test_a_missing_folder_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError):
        write_atomically(tmp_path / "nowhere" / "a.bin", b"new")
