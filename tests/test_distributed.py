"""Two processes train as one does; a lost one is survived. Real torchrun, tiny pictures."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import torch.distributed as dist
from PIL import Image

from fst_gui.cli import run
from fst_gui.engine.likeness import unflatten_targets
from fst_gui.engine.stylize import load_painter
from fst_gui.library.style_pack import load_pack
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.library.weights import load_weights

HERE = Path(__file__).parent
STEPS = 12

pytestmark = pytest.mark.skipif(
    sys.platform == "win32" or not (dist.is_available() and dist.is_gloo_available()),
    reason="gloo and SIGKILL are needed",
)


@pytest.fixture
def export(tmp_path, sample_photo):
    """Make a training job of two photos a step; gives its folder."""
    with Image.open(sample_photo) as opened:
        picture = opened.convert("RGB").resize((96, 64))
    (tmp_path / "photos").mkdir()
    for number in range(4):
        picture.rotate(90 * number).save(tmp_path / "photos" / f"{number}.png")
    picture.save(tmp_path / "painting.png")

    def make(name):
        words = ["train", str(tmp_path / "painting.png"), "--name", "night", "--title", "Night"]
        words += ["--photos", str(tmp_path / "photos"), "--batch", "2"]
        assert run([*words, "--export-job", str(tmp_path / name)]) == 0
        folder = TrainingFolder(tmp_path / name)
        folder.change_request({**folder.request(), "steps": STEPS})
        return folder

    return make


def _torchrun(*words):
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    command += ["--nproc-per-node", "2", "--max-restarts", "2", str(HERE / "worker.py"), "--"]
    environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(HERE.parent)}
    return subprocess.Popen(
        [*command, *words],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _losses(folder):
    names = ("step", "content_loss", "style_loss", "tv_loss", "strength")
    lines = [line for line in folder.log.lines() if line["event"] == "step"]
    return np.array([[line[name] for name in names] for line in lines])


def test_two_processes_take_the_steps_of_one_though_one_of_them_is_lost(export, monkeypatch):
    together = export("two")
    process = _torchrun("train", "--job", str(together.path))
    alone = export("one")
    monkeypatch.setattr("fst_gui.workshop.training._SIZE", 32)
    assert run(["train", "--job", str(alone.path)]) == 0

    out, error = process.communicate(timeout=400)
    assert process.returncode == 0, error
    assert "night" in out
    assert error.count("The training is in") == 2  # begun, and gone on with
    one, two = _losses(alone), _losses(together)
    assert two[:, 0].tolist() == list(range(1, alone.log.history().total_steps + 1))
    # The same strengths are drawn, and the same photos: the losses agree from the first step on.
    np.testing.assert_allclose(two[:, 4], one[:, 4], rtol=1e-6)
    np.testing.assert_allclose(two[0], one[0], rtol=1e-2)  # painted in bfloat16
    np.testing.assert_allclose(two, one, rtol=0.15)
    packs = [load_pack(folder.path / "night.fststyle") for folder in (alone, together)]
    assert packs[0].credits == packs[1].credits
    alone_asks, together_asks = (unflatten_targets(pack.tensors) for pack in packs)
    for name, target in alone_asks.items():
        assert float((together_asks[name] - target).norm() / target.norm()) < 0.02
    for name, tensor in packs[0].tensors.items():
        if name.startswith("likeness."):
            continue  # the same matrices in other directions
        furthest = 0.1 * max(1.0, float(np.abs(tensor).max()))
        np.testing.assert_allclose(packs[1].tensors[name], tensor, atol=furthest)


def test_two_processes_train_one_base_and_the_first_writes_it(tmp_path, sample_photo):
    for folder in ("photos", "paintings"):
        (tmp_path / folder).mkdir()
        with Image.open(sample_photo) as opened:
            for number in range(4):
                turned = opened.convert("RGB").resize((64, 48)).rotate(90 * number)
                turned.save(tmp_path / folder / f"{number}.png")
    output, log = tmp_path / "base.safetensors", tmp_path / "base.jsonl"
    words = ["train-base", "--steps", "1,2,2,1", "--size", "32", "--view-size", "32", "--settled"]
    words += ["--photos", str(tmp_path / "photos"), "--paintings", str(tmp_path / "paintings")]
    process = _torchrun(*words, "--output", str(output), "--log", str(log))
    out, error = process.communicate(timeout=400)
    assert process.returncode == 0, error
    assert out.count("The base network is in") == 1
    lines = [json.loads(line) for line in log.read_text("utf-8").splitlines()]
    steps = [line for line in lines if line["event"] == "step"]
    assert [line["step"] for line in steps] == [1, 2, 3, 4, 5, 6]
    assert np.isfinite([line["style_loss"] for line in steps]).all()
    weights = load_weights(output)
    assert all(np.isfinite(array).all() for array in weights.values())
    load_painter(weights)


def test_a_job_is_a_folder_with_its_commands(export):
    folder = export("job")
    text = (folder.path / "README.txt").read_text("utf-8")
    assert "fst-gui train --job ." in text
    assert "torchrun" in text
    stored = json.loads((folder.path / "request.json").read_text("utf-8"))["request"]
    assert stored["output"] == "night.fststyle"
    assert stored["photos"] == [f"photos/{n:04d}.jpg" for n in range(4)]
    assert not any(
        Path(path).is_absolute()
        for path in (*stored["photos"], *(p["path"] for p in stored["paintings"]))
    )
