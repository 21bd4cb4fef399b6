"""What the measurements were made on, and how results are kept."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

import torch

from fst_gui.engine.device import painting_dtype


def number_format() -> str:
    """What the processor paints in: timings of one format say nothing of another."""
    return str(painting_dtype(torch.device("cpu"))).removeprefix("torch.")


def machine() -> dict[str, object]:
    """The processor and the versions that a timing depends on."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "threads": torch.get_num_threads(),
        "numbers": number_format(),
        "system": platform.platform(),
        "python": platform.python_version(),
        "torch": torch.__version__,
        "load": os.getloadavg()[0] if hasattr(os, "getloadavg") else None,
    }


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def side_by_side(runs: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of each run, taken in turns, so that a busy moment meets all of them."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for run in runs.values():
        run()
    for _ in range(rounds):
        for name, run in runs.items():
            started = time.perf_counter()
            run()
            seconds[name].append(time.perf_counter() - started)
    return seconds


def keep(output: Path, name: str, results: Mapping[str, object]) -> None:
    """Write raw numbers with the machine's name."""
    output.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"machine": machine(), **results}, indent=2)
    (output / f"{name}.json").write_text(text + "\n", "utf-8")


def table(medians: Mapping[str, float], against: str) -> str:
    """Lines of milliseconds and ratios to one of them."""
    base = medians[against]
    lines = [f"{name:34} {1000 * s:9.1f} ms {s / base:7.2f}" for name, s in medians.items()]
    return "\n".join(lines)


def medians(seconds: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """The median of each run's seconds."""
    return {name: median(values) for name, values in seconds.items()}
