"""A screen without a monitor, and when a program has drawn what on it. Linux with Xvfb.

``python packaging/screen.py dist/fst-studio/fst-studio`` measures how fast the studio starts: the
first start with its files out of the machine's memory, the others with them in it. Figures only
mean something on a machine that does nothing else, so its load is told with them.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageGrab

SIZE = (1280, 800)
_CANVAS = (slice(120, 640), slice(320, 920))  # rows and columns of the middle of the window


@dataclass(frozen=True)
class Appearance:
    """Seconds from the start of a program until its window and its painted picture were seen.

    ``window_cpu`` is the processor time that the program had used by then: what a machine that has
    other work takes longer for does not count.
    """

    window: float
    window_cpu: float
    painted: float
    painted_cpu: float
    screen: Image.Image
    told: str  # what it wrote to its terminal

    def __str__(self) -> str:
        return (
            f"window after {self.window:.2f} s ({self.window_cpu:.2f} s of processor time), "
            f"painted picture after {self.painted:.2f} s ({self.painted_cpu:.2f} s)"
        )


def main() -> int:
    """Measure starts of the program that the argument names."""
    import smoke

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path, help="the program's command-line file")
    parser.add_argument("--warm", type=int, default=2, help="how many starts after the cold one")
    parser.add_argument("--save", type=Path, help="where to put a picture of the screen")
    options = parser.parse_args()
    program = options.program.resolve()
    with tempfile.TemporaryDirectory() as home, virtual_screen(94) as name:
        environment = {**smoke.own_home(Path(home)), "DISPLAY": name}
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")
        forget(program.parent)
        seen = start([str(program)], name, environment)
        print(f"cold start, empty home: {seen}", flush=True)
        for _ in range(options.warm):
            seen = start([str(program)], name, environment)
            print(f"warm start: {seen}", flush=True)
        print(f"load of the machine: {os.getloadavg()[0]:.1f}")
    if options.save:
        seen.screen.save(options.save)
    return 0


def start(words: Sequence[str], name: str, environment: Mapping[str, str] | None) -> Appearance:
    """Start the studio, see it paint on the display, end it."""
    started = time.monotonic()
    studio = subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        seen = watch(name, studio.pid, started)
    finally:
        studio.terminate()
        told, _ = studio.communicate(timeout=60)
    return replace(seen, told=told.decode(errors="replace").strip())


def forget(folder: Path) -> None:
    """Take a folder's files out of the machine's memory, so that a start reads the disk."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


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


def _processor_seconds(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def watch(
    name: str, process: int, started: float, still: float = 12.0, limit: float = 180.0
) -> Appearance:
    """Look at the screen until nothing on it, a progress bar included, moves for ``still`` seconds.

    ``started`` is on ``time.monotonic``. The window is there with the first frame that is not
    black; the picture is painted with the first frame whose middle is as it stays.
    """
    window, window_cpu, painted_cpu, changed = None, 0.0, 0.0, 0.0
    whole: NDArray[np.float32] | None = None
    middles: list[tuple[float, NDArray[np.float32]]] = []
    while (now := time.monotonic() - started) < limit:
        try:
            screen = grab(name)
        except OSError:  # a server with too little time to answer
            continue
        pixels = np.asarray(screen.convert("L"), np.float32)
        if window is None and (pixels > 8).mean() < 0.5:
            time.sleep(0.01)
            continue
        if window is None:
            window, window_cpu = now, _processor_seconds(process)
        if whole is None or (np.abs(pixels - whole) > 8).sum() > 20:
            whole, changed = pixels, now
        if not middles or float(np.abs(pixels[_CANVAS] - middles[-1][1]).mean()) > 0.3:
            middles.append((now, pixels[_CANVAS]))
            painted_cpu = _processor_seconds(process)
        if now - changed > still and len(middles) > 1:
            return Appearance(window, window_cpu, middles[-1][0], painted_cpu, screen, "")
        time.sleep(0.05)
    raise SystemExit(
        f"Nothing settled on the screen in {limit:.0f} s: window "
        f"{'never' if window is None else f'after {window:.1f} s'}, {len(middles)} pictures in its "
        f"middle, the last change after {changed:.1f} s."
    )


if __name__ == "__main__":
    sys.exit(main())
