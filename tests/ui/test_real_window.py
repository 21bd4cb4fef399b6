"""The program in a real window, with real drag and drop: python -m pytest -m window"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.window


def test_pressing_through_the_real_window(tmp_path):
    script = Path(__file__).with_name("real_window.py")
    done = subprocess.run(
        [sys.executable, script, "--keep", tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}\nPictures are in {tmp_path}"
    assert "everything was seen" in done.stdout
