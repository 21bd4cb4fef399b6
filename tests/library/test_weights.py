"""The base network's file: small, and as good as the weights it was made of."""

from __future__ import annotations

import numpy as np
import pytest
from safetensors import SafetensorError, safe_open

from fst_gui.library.weights import load_weights, save_weights


@pytest.fixture
def weights():
    drawn = np.random.default_rng(1)
    rows = drawn.normal(size=(100, 200)) * np.geomspace(1e-3, 10.0, 100)[:, None]
    rows[7] = 0.0
    return {
        "reader.weight": rows.astype(np.float32),
        "reader.bias": drawn.normal(size=100).astype(np.float32),
        "kernel": drawn.normal(size=(8, 8, 20, 20)).astype(np.float32),
    }


def test_large_matrices_take_half_and_answer_the_same_within_about_a_hundredth(tmp_path, weights):
    path = tmp_path / "base.safetensors"
    save_weights(path, weights, {"format": "fst-base"})
    loaded = load_weights(path)
    assert loaded.keys() == weights.keys()
    asked = np.random.default_rng(2).normal(size=(200, 50))
    want = weights["reader.weight"] @ asked
    error = np.abs(loaded["reader.weight"] @ asked - want).mean(1)
    assert (error <= 0.012 * np.abs(want).mean(1)).all()
    for name in ("reader.bias", "kernel"):
        np.testing.assert_array_equal(loaded[name], weights[name].astype(np.float16))
    numbers = {name: array.size for name, array in weights.items()}
    size = numbers["reader.weight"] + 2 * (numbers["reader.bias"] + numbers["kernel"]) + 4 * 100
    assert size <= path.stat().st_size <= size + 600
    with safe_open(path, "np") as file:
        assert file.metadata() == {"format": "fst-base"}


def test_saved_again_they_are_the_same(tmp_path, weights):
    paths = [tmp_path / name for name in ("one", "two")]
    save_weights(paths[0], weights, {})
    save_weights(paths[1], {k: v.astype(np.float32) for k, v in load_weights(paths[0]).items()}, {})
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_what_is_no_weights_is_said(tmp_path):
    (tmp_path / "base.safetensors").write_bytes(b"no weights")
    with pytest.raises(SafetensorError):
        load_weights(tmp_path / "base.safetensors")
