"""What happens in one run of the studio, in a file that tells the next run how it ended."""

from __future__ import annotations

import contextlib
import os
import re
import sys
import time
from pathlib import Path
from typing import TextIO

LAST = "last.log"
_MOST_REPORTS = 5


class RunLog:
    """A file ``run-PID.log`` while the studio runs.

    At a good end it becomes ``last.log``. One that is still there when its process is not was left
    by a crash, or a run that failed, and becomes a report, ``crash-DATE-PID.log``, of which the
    newest five are kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / f"run-{os.getpid()}.log"
        self._file: TextIO | None = None

    def begin(self) -> tuple[TextIO, list[Path]]:
        """The open file, and the reports of runs that crashed, newest first.

        Raises ``OSError`` when the folder cannot be written.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        reports = [self._report(path) for path in self._left_behind()]
        self._forget_old_reports()
        # Lines reach the disk one by one: nobody flushes in a crash.
        self._file = self._path.open("w", encoding="utf-8", errors="replace", buffering=1)
        return self._file, sorted(reports, key=lambda path: path.name, reverse=True)

    def end(self) -> None:
        """This run ended well."""
        if self._file is not None:
            self.leave()
            with contextlib.suppress(OSError):  # a log is no reason to fail at the very end
                self._path.replace(self._folder / LAST)

    def leave(self) -> None:
        """This run failed: the next one finds its file, as after a crash."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def _left_behind(self) -> list[Path]:
        def ended(path: Path) -> bool:
            number = re.fullmatch(r"run-(\d+)\.log", path.name)
            return number is not None and (path == self._path or not _runs(int(number[1])))

        return [path for path in self._folder.glob("run-*.log") if ended(path)]

    def _report(self, path: Path) -> Path:
        when = time.strftime("%Y%m%d-%H%M%S", time.localtime(path.stat().st_mtime))
        report = path.with_name(f"crash-{when}-{path.stem.removeprefix('run-')}.log")
        path.replace(report)
        return report

    def _forget_old_reports(self) -> None:
        for path in sorted(self._folder.glob("crash-*.log"), reverse=True)[_MOST_REPORTS:]:
            path.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    if sys.platform == "win32":
        import psutil

        return psutil.pid_exists(process)
    try:
        os.kill(process, 0)  # asks only
    except ProcessLookupError:
        return False
    except PermissionError:  # somebody else's
        return True
    return True
