from __future__ import annotations

import os
import subprocess
import sys

import pytest

from fst_gui.library.run_log import LAST, RunLog

RUN = """
import faulthandler, logging, sys
from pathlib import Path
from fst_gui.app import watched_run
with watched_run(Path(sys.argv[1])):
    logging.getLogger("fst_gui.test").info("under way")
    {end}
"""


def run_that_ends(folder, end):
    """The status of a run in a process of its own, as pytest too watches over faults."""
    command = [sys.executable, "-c", RUN.format(end=end), str(folder)]
    return subprocess.run(command, capture_output=True).returncode


def reports_of(folder):
    """What a run that begins and ends here finds."""
    log = RunLog(folder)
    _, reports = log.begin()
    log.end()
    return reports


@pytest.mark.skipif(sys.platform == "win32", reason="a crash opens a window there")
def test_a_crash_leaves_a_report_for_the_next_run(tmp_path):
    assert run_that_ends(tmp_path, "faulthandler._sigsegv()") != 0
    reports = reports_of(tmp_path)
    assert len(reports) == 1
    text = reports[0].read_text("utf-8")
    assert "FST Studio" in text
    assert "under way" in text
    assert "Segmentation fault" in text


def test_a_run_that_fails_leaves_a_report_for_the_next_one(tmp_path):
    assert run_that_ends(tmp_path, "raise ZeroDivisionError('inside')") != 0
    (report,) = reports_of(tmp_path)
    text = report.read_text("utf-8")
    assert "under way" in text
    assert "Traceback" in text
    assert "ZeroDivisionError: inside" in text


@pytest.mark.parametrize("wanted", ["KeyboardInterrupt", "SystemExit(3)"])
def test_a_run_that_somebody_ends_has_not_failed(tmp_path, wanted):
    assert run_that_ends(tmp_path, f"raise {wanted}") != 0
    assert [path.name for path in tmp_path.iterdir()] == [LAST]
    assert reports_of(tmp_path) == []


def test_a_run_that_ends_well_is_no_crash(tmp_path):
    log = RunLog(tmp_path)
    file, reports = log.begin()
    assert reports == []
    print("all went well", file=file)
    log.end()
    log.end()
    assert [path.name for path in tmp_path.iterdir()] == [LAST]
    assert (tmp_path / LAST).read_text("utf-8") == "all went well\n"
    assert reports_of(tmp_path) == []


def test_a_run_beside_this_one_is_left_alone(tmp_path):
    other = tmp_path / f"run-{os.getppid()}.log"
    other.write_text("still running")
    assert reports_of(tmp_path) == []
    assert other.read_text() == "still running"


def test_only_the_newest_reports_are_kept(tmp_path):
    for day in range(10, 19):
        (tmp_path / f"crash-202601{day}-120000-7.log").write_text(str(day))
    left = subprocess.Popen([sys.executable, "-c", ""])
    left.wait()
    (tmp_path / f"run-{left.pid}.log").write_text("newest")
    reports = reports_of(tmp_path)
    assert [report.read_text() for report in reports] == ["newest"]
    kept = sorted(path.read_text() for path in tmp_path.glob("crash-*.log"))
    assert kept == ["15", "16", "17", "18", "newest"]


def test_lines_reach_the_file_at_once(tmp_path):
    log = RunLog(tmp_path)
    file, _ = log.begin()
    print("one", file=file)
    assert (tmp_path / f"run-{os.getpid()}.log").read_text("utf-8") == "one\n"
    log.end()


def test_a_folder_that_cannot_be_written_is_said(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"):
        RunLog(tmp_path / "file").begin()
