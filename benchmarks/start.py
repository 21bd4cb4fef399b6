"""How long the window takes to be there, from the command, and the first painted picture.

Each start is a process of its own, with folders of its own, so that nothing is restored. Offscreen
a window is there when it has been drawn for the first time; a screen adds what its system takes.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.machine import keep

_FOLDERS = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
# The program as the command starts it; what is added tells when, and closes it.
_STUDIO = """
import json, sys, time
from PySide6.QtCore import QEvent, QObject, QTimer
import fst_gui.app as program

class Watch(QObject):
    times = {}

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.UpdateRequest:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self.note)  # when that has been done
        return False

    def note(self):
        self.times["drawn"] = time.time()

class Watched(program.StudioApp):
    def start(self, file):
        self.watch = Watch()
        self.window.installEventFilter(self.watch)
        self.states.studio.changed.connect(self.seen)
        return super().start(file)

    def seen(self, now):
        if now.painted is not None and "painted" not in self.watch.times:
            self.watch.times["painted"] = time.time()
            print(json.dumps(self.watch.times), flush=True)
            self.close()

program.StudioApp = Watched
from fst_gui.__main__ import main
sys.argv = ["fst-gui"]
sys.exit(main())
"""


def measure(output: Path, rounds: int) -> None:
    """Start the studio so many times; print and keep the seconds."""
    runs = [_start() for _ in range(rounds + 1)][1:]  # the first reads everything from disk
    results = {name: [run[name] for run in runs] for name in runs[0]}
    for name, seconds in results.items():
        print(f"{name:10} {median(seconds):6.2f} s, longest {max(seconds):6.2f} s")
    keep(output, "start", {"seconds": results})


def _start() -> dict[str, float]:
    with tempfile.TemporaryDirectory() as home:
        places = {**os.environ, **dict.fromkeys(_FOLDERS, home)}
        places.setdefault("QT_QPA_PLATFORM", "offscreen")
        places.pop("PYTHONDONTWRITEBYTECODE", None)  # what is installed has its bytecode
        started = time.time()
        command = [sys.executable, "-c", _STUDIO]
        run = subprocess.run(command, env=places, stdout=subprocess.PIPE, check=True, timeout=300)
    return {name: at - started for name, at in json.loads(run.stdout).items()}
