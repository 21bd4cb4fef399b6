"""A screen without a monitor, and when a program has drawn what on it. Linux with Xvfb."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageGrab

SIZE = (1280, 800)
_CANVAS = (slice(120, 640), slice(320, 920))  # rows and columns of the middle of the window


@dataclass(frozen=True)
class Appearance:
    """Seconds from the start of a program until its window and its painted picture were seen."""

    window: float
    painted: float
    screen: Image.Image


@contextmanager
def virtual_screen(number: int) -> Generator[str]:
    """An X server on its own; gives the name of its display."""
    name = f":{number}"
    size = f"{SIZE[0]}x{SIZE[1]}x24"
    words = ["Xvfb", name, "-screen", "0", size, "-ac", "-nolisten", "tcp"]
    server = subprocess.Popen(words, stderr=subprocess.DEVNULL)
    try:
        _wait_for(name)
        yield name
    finally:
        server.terminate()
        server.wait()


def _wait_for(name: str) -> None:
    for _ in range(200):
        try:
            grab(name)
            return
        except OSError:
            time.sleep(0.05)
    raise SystemExit(f"Xvfb did not open {name}.")


def grab(name: str) -> Image.Image:
    """What is on the screen now."""
    return ImageGrab.grab(xdisplay=name)


def watch(name: str, started: float, still: float = 12.0, limit: float = 180.0) -> Appearance:
    """Look at the screen until nothing on it, a progress bar included, moves for ``still`` seconds.

    ``started`` is on ``time.monotonic``. The window is there with the first frame that is not
    black; the picture is painted with the first frame whose middle is as it stays.
    """
    window, changed = None, 0.0
    whole: NDArray[np.float32] | None = None
    middles: list[tuple[float, NDArray[np.float32]]] = []
    while (now := time.monotonic() - started) < limit:
        screen = grab(name)
        pixels = np.asarray(screen.convert("L"), np.float32)
        if window is None and (pixels > 8).mean() < 0.5:
            time.sleep(0.01)
            continue
        window = window or now
        if whole is None or (np.abs(pixels - whole) > 8).sum() > 20:
            whole, changed = pixels, now
        if not middles or float(np.abs(pixels[_CANVAS] - middles[-1][1]).mean()) > 0.3:
            middles.append((now, pixels[_CANVAS]))
        if now - changed > still and len(middles) > 1:
            return Appearance(window, middles[-1][0], screen)
        time.sleep(0.05)
    raise SystemExit(f"Nothing settled on the screen in {limit:.0f} s.")
