"""How much memory this process holds and has held."""

from __future__ import annotations

import sys
from pathlib import Path

import psutil


def held_megabytes() -> float:
    """What it holds now."""
    return psutil.Process().memory_info().rss / 1e6


def peak_megabytes() -> float:
    """The most that it has held."""
    if sys.platform == "win32":
        return psutil.Process().memory_info().peak_wset / 1e6
    if sys.platform == "linux":
        # getrusage would count what the process that started this one had held before it.
        for line in Path("/proc/self/status").read_text("utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024 / 1e6
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 1e6 if sys.platform == "darwin" else peak * 1024 / 1e6
