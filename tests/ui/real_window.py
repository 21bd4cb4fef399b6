"""The program in a real window, worked by a real mouse and keyboard: no fakes, no sent events.

python tests/ui/real_window.py             on this screen, or on one that Xvfb makes
python tests/ui/real_window.py --keep DIR  and keep a picture of the screen after each step

The pointer and the keys are xdotool's, so this runs under X11 only. Files are dragged from, and
the painting into, the window of a second process (``drag_partner.py``), as from any other program.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PARTNER = Path(__file__).with_name("drag_partner.py")
SCREEN = (1500, 860)
WINDOW = (1280, 800)
BESIDE = (1310, 60)  # where the second program's window is
PATIENCE = 180.0  # seconds; on a quiet machine no step takes five
_MOVES = 30  # of the pointer in one drag

Place = tuple[int, int]  # on the screen


def main() -> int:
    """Find a screen, then press through everything."""
    parser = argparse.ArgumentParser(description="Press through the program in a real window.")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="for pictures of the screen")
    options = parser.parse_args()
    missing = [tool for tool in ("xdotool", "xvfb-run") if shutil.which(tool) is None]
    if missing:
        print(f"This needs {' and '.join(missing)}.")
        return 2
    if os.environ.get("QT_QPA_PLATFORM", "xcb") != "xcb" or "DISPLAY" not in os.environ:
        size = f"-screen 0 {SCREEN[0]}x{SCREEN[1]}x24"
        command = ["xvfb-run", "-a", "-s", size, sys.executable, *sys.argv]
        return subprocess.run(command, env={**os.environ, "QT_QPA_PLATFORM": "xcb"}).returncode
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        # As the program itself does, before torch is imported.
        os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
        os.environ.setdefault("GOMP_SPINCOUNT", "0")
        sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "ui")]
        import real_window_steps

        return real_window_steps.run(Path(home), Desk(options.keep))


class Desk:
    """The screen, the pointer, the keys and the second program."""

    def __init__(self, keep: Path | None) -> None:
        self._keep = keep
        self._pictures = 0

    async def keys(self, *names: str) -> None:
        """Press keys, one after the other: ``ctrl+e``, ``b``."""
        for name in names:
            await self._xdotool("key", name)

    async def hold(self, name: str, seen: Callable[[], bool]) -> None:
        """Hold a key until something is seen."""
        await self._xdotool("keydown", name)
        await until(seen, f"while {name} is held")
        await self._xdotool("keyup", name)

    async def type(self, text: str) -> None:
        """Write."""
        await self._xdotool("type", "--delay", "15", text)

    async def click(self, at: Place) -> None:
        """Click."""
        await self._xdotool("mousemove", *map(str, at), "click", "1")

    async def drag(
        self, start: Place, end: Place, over: Callable[[], object] = lambda: True
    ) -> None:
        """Press, move as a hand does, let go as soon as ``over`` says that it is seen."""
        await self._xdotool("mousemove", *map(str, start), "mousedown", "1")
        path: list[str] = []
        for step in range(1, _MOVES + 1):
            x, y = (round(a + (b - a) * step / _MOVES) for a, b in zip(start, end, strict=True))
            path += ["mousemove", str(x), str(y), "sleep", "0.03"]
        await self._xdotool(*path)
        await until(over, "what is held is over its target")
        await self._xdotool("mouseup", "1")

    async def partner(self, file: Path | None = None) -> Partner:
        """The window of another program, with a file to drag or waiting for a picture."""
        command = [sys.executable, str(PARTNER), *map(str, BESIDE), *([str(file)] if file else [])]
        process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        partner = Partner(process)
        await partner.says("ready")
        return partner

    def picture(self, name: str) -> None:
        """Keep what is on the screen."""
        print("seen:", name, flush=True)
        if self._keep is not None:
            from PySide6.QtGui import QGuiApplication

            self._pictures += 1
            self._keep.mkdir(parents=True, exist_ok=True)
            whole = QGuiApplication.primaryScreen().grabWindow(0)
            whole.save(str(self._keep / f"{self._pictures:02} {name}.png"))

    async def _xdotool(self, *arguments: str) -> None:
        # On another thread: the window has to live on while the pointer moves.
        await asyncio.to_thread(subprocess.run, ["xdotool", *arguments], check=True)


class Partner:
    """The second program."""

    place = (BESIDE[0] + 60, BESIDE[1] + 60)

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._said: list[str] = []
        threading.Thread(target=self._listen, daemon=True).start()

    def has_said(self, what: str) -> bool:
        """Whether one of its lines so far begins so."""
        return any(line.startswith(what) for line in self._said)

    def _listen(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._said.append(line.strip())

    async def says(self, what: str) -> str:
        """What it says after the word ``what``, as soon as it does."""
        await until(lambda: self.has_said(what), f"the other program says “{what}”")
        return next(line for line in self._said if line.startswith(what))[len(what) :].strip()

    async def close(self) -> None:
        """End it."""
        self._process.terminate()
        await asyncio.to_thread(self._process.wait)


async def until(true: Callable[[], object], what: str) -> None:
    """Wait for something that the program does; says what when it does not come."""
    loop = asyncio.get_running_loop()
    end = loop.time() + PATIENCE
    while not true():
        if loop.time() > end:
            raise AssertionError(f"did not happen: {what}")
        await asyncio.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
