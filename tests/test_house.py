"""The house rules: imports point down, the code is formatted, checked and typed."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPTS = Path(sysconfig.get_path("scripts"))


@pytest.mark.parametrize(
    "command",
    [
        ("lint-imports",),
        ("ruff", "check", "."),
        ("ruff", "format", "--check", "."),
        ("pyright", "--pythonpath", sys.executable),
    ],
    ids=["import-linter", "ruff check", "ruff format", "pyright"],
)
def test_the_tree_is_clean(command):
    done = subprocess.run(
        [str(SCRIPTS / command[0]), *command[1:]], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_modules_stay_readable():
    """Rooms of at most 400 lines; most have 150 to 300."""
    long = {
        str(path.relative_to(ROOT)): lines
        for path in (ROOT / "fst_gui").rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert not long
