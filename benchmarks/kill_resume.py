"""Kill a training again and again with SIGKILL and go on; nothing may be lost.

    python benchmarks/kill_resume.py [--kills 20] [--steps 160] [--seed 1]

A reference training runs undisturbed. Then the same training is killed at random moments,
while it starts, steps, writes a checkpoint or its style, and gone on with. At the end its log
must have every step once, with the losses of the reference, and its style must be the same.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

from fst_gui import paths
from fst_gui.engine.scenes import make_scenes
from fst_gui.engine.train import loop
from fst_gui.library.photo import write_photo
from fst_gui.library.style_pack import Credits, load_pack
from fst_gui.library.training_folder import TrainingFolder
from fst_gui.workshop import training
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.training_request import Painting, TrainingRequest

INTERVAL = 1.0  # seconds between checkpoints
TICK = 3.0  # seconds that a step and a checkpoint may take on a busy machine


def main() -> int:
    options = _options()
    if options.child is not None:
        _train(options.child, options.data)
        return 0
    random.seed(options.seed)
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        _make_pictures(data)
        reference = _queue(data, "reference", options.steps)
        child = _child(reference, data)
        _wait_until_open(child)
        started = time.monotonic()
        if child.wait() != 0:
            raise SystemExit("the reference training failed")
        whole = time.monotonic() - started
        print(f"reference: {options.steps} steps in {whole:.0f} s", flush=True)
        killed = _queue(data, "killed", options.steps)
        repeated = _kill(killed, data, options.kills, whole)
        if _child(killed, data).wait() != 0:
            raise SystemExit("the training did not end")
        _compare(reference, killed, data)
        print(
            f"{options.kills} kills, {options.kills} resumes; repeated at most "
            f"{max(repeated):.1f} s of training (a checkpoint every {INTERVAL:.0f} s), "
            f"{sum(repeated) / len(repeated):.1f} s on average"
        )
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--steps", type=int, default=160)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--child", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--data", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def _make_pictures(data: Path) -> None:
    (data / "photos").mkdir()
    painting, *photos = (scene.numpy() for scene in make_scenes(4, 96, seed=5))
    write_photo(data / "painting.png", painting)
    for number, photo in enumerate(photos):
        write_photo(data / "photos" / f"{number}.png", photo)


def _atelier(data: Path) -> Atelier:
    return Atelier(paths.models_dir(), data / "own", paths.perceptual_weights(), data / "trainings")


def _queue(data: Path, name: str, steps: int) -> TrainingFolder:
    request = TrainingRequest(
        paintings=(Painting(data / "painting.png"),),
        credits=Credits(name, name, "", "", "", ""),
        output=data / "own" / f"{name}.fststyle",
        photos=data / "photos",
    )
    folder = TrainingFolder(_atelier(data).queue_training(request).folder)
    folder.change_request({**folder.request(), "steps": steps})
    return folder


def _child(folder: TrainingFolder, data: Path) -> subprocess.Popen[str]:
    command = [sys.executable, __file__, "--child", str(folder.path), "--data", str(data)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _wait_until_open(child: subprocess.Popen[str]) -> None:
    """Until the networks are loaded and the first step is about to be taken."""
    assert child.stdout is not None
    if child.stdout.readline() != "open\n":
        raise SystemExit("a training could not be begun")


def _train(folder: Path, data: Path) -> None:
    training._SIZE = 32  # pyright: ignore[reportPrivateUsage] - small steps, many of them
    loop.CHECKPOINT_SECONDS = INTERVAL
    for event in _atelier(data).resume_training(folder):
        if isinstance(event, training.TrainingOpened):
            print("open", flush=True)


def _kill(folder: TrainingFolder, data: Path, kills: int, whole: float) -> list[float]:
    """Seconds of training that each resume has to repeat."""
    repeated: list[float] = []
    while len(repeated) < kills:
        process = _child(folder, data)
        # One in four while it starts, the others while it trains; seldom long enough to end.
        starting = random.random() < 0.25
        if not starting:
            _wait_until_open(process)
        wait = random.uniform(0.0, 4.0) if starting else random.uniform(0.0, 0.25 * whole)
        try:
            process.wait(wait)
            print("it ended before the kill; begun anew", flush=True)
            folder = _begin_again(folder, data)
            continue
        except subprocess.TimeoutExpired:
            process.send_signal(signal.SIGKILL)
            process.wait()
        if folder.condition == "finished":
            print("killed when all was done; begun anew", flush=True)
            repeated.append(0.0)
            folder = _begin_again(folder, data)
            continue
        repeated.append(_check(folder, data))
        step = folder.position().step
        print(f"kill {len(repeated)} after {wait:.1f} s: checkpoint at {step}", flush=True)
    return repeated


def _begin_again(folder: TrainingFolder, data: Path) -> TrainingFolder:
    """The same training from its start."""
    load_pack(data / "own" / "killed.fststyle")
    (data / "own" / "killed.fststyle").unlink()
    for name in ("finished.json", "log.jsonl", "checkpoint.safetensors"):
        (folder.path / name).unlink(missing_ok=True)
    folder.cut(0)
    return folder


def _check(folder: TrainingFolder, data: Path) -> float:
    """Everything in the folder is whole; how many seconds of training were lost."""
    atelier = _atelier(data)
    (left,) = [*atelier.interrupted_trainings(), *atelier.queued_trainings()]
    assert left.folder == folder.path, left
    assert not left.problem, left
    for moment in folder.moments():
        assert moment.tensors.stat().st_size > 0
    output = data / "own" / "killed.fststyle"
    if output.exists():
        load_pack(output)
    numbers = folder.checkpoint.numbers() or {"seconds": 0.0}
    assert numbers is None or folder.checkpoint.load() is not None or not folder.log.lines()
    logged = [line["seconds"] for line in folder.log.lines() if line["event"] == "step"]
    lost = max(logged, default=0.0) - float(numbers["seconds"])
    assert lost <= INTERVAL + TICK, f"{lost:.1f} s lost"
    return max(0.0, lost)


def _compare(reference: TrainingFolder, killed: TrainingFolder, data: Path) -> None:
    def losses(folder: TrainingFolder) -> list[tuple[int, float, float]]:
        return [
            (line["step"], line["content_loss"], line["style_loss"])
            for line in folder.log.lines()
            if line["event"] == "step"
        ]

    wanted, found = losses(reference), losses(killed)
    assert [step for step, *_ in found] == list(range(1, len(wanted) + 1)), "steps are missing"
    same = sum(a == b for a, b in zip(wanted, found, strict=True))
    print(f"{same} of {len(wanted)} steps have the losses of the reference to the last digit")
    one, two = (load_pack(data / "own" / f"{n}.fststyle").tensors for n in ("reference", "killed"))
    furthest = max(float(np.abs(one[k].astype(float) - two[k]).max()) for k in one)
    print(f"the two styles differ by {furthest:.3g} at most")
    assert same == len(wanted)
    assert furthest == 0.0


if __name__ == "__main__":
    sys.exit(main())
