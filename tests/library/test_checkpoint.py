"""The checkpoint file: what goes in comes out, and nothing else is taken for one."""

from __future__ import annotations

import numpy as np
import pytest
from safetensors.numpy import save_file

from fst_gui.library.checkpoint import CheckpointFile
from fst_gui.library.errors import LibraryError

TENSORS = {
    "a": np.arange(6, dtype=np.float32).reshape(2, 3).T,
    "scalar": np.array(3.0, np.float32),
    "generator": np.arange(5, dtype=np.uint8),
}
NUMBERS = {"done": 7, "balance": 2.5, "plan": "x"}


def test_what_is_saved_is_loaded(tmp_path):
    file = CheckpointFile(tmp_path / "new folder" / "style.checkpoint")
    assert file.load() is None
    file.save(TENSORS, NUMBERS)
    tensors, numbers = file.load()
    assert numbers == NUMBERS
    assert tensors.keys() == TENSORS.keys()
    for name, array in TENSORS.items():
        assert tensors[name].dtype == array.dtype
        np.testing.assert_array_equal(tensors[name], array)
    file.discard()
    assert file.load() is None
    file.discard()


@pytest.mark.parametrize("content", [b"", b"not a checkpoint", b"\x08\0\0\0\0\0\0\0{}      "])
def test_a_damaged_file_is_refused_in_a_sentence(tmp_path, content):
    path = tmp_path / "style.checkpoint"
    path.write_bytes(content)
    with pytest.raises(LibraryError, match="checkpoint"):
        CheckpointFile(path).load()


def test_another_safetensors_file_is_refused(tmp_path):
    path = tmp_path / "style.checkpoint"
    save_file({"a": np.zeros(2, np.float32)}, path, {"format": "something"})
    with pytest.raises(LibraryError, match="not a checkpoint"):
        CheckpointFile(path).load()


def test_a_failed_save_keeps_the_last_checkpoint(tmp_path, monkeypatch):
    file = CheckpointFile(tmp_path / "style.checkpoint")
    file.save(TENSORS, NUMBERS)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(LibraryError, match="No space left"):
        file.save(TENSORS, {**NUMBERS, "done": 8})
    monkeypatch.undo()
    assert file.load()[1]["done"] == 7
    assert len(list(tmp_path.iterdir())) == 1
