"""The built program and package in ``dist``: python -m pytest -m packaged"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import smoke

from fst_gui.workshop import doctor

ROOT = Path(__file__).parents[2]
PROGRAM = (
    ROOT / "dist" / "fst-studio" / ("fst-gui.exe" if sys.platform == "win32" else "fst-studio")
)
pytestmark = pytest.mark.packaged


def test_the_program_paints_trains_and_opens(tmp_path):
    assert PROGRAM.is_file(), "Build it first: python -m PyInstaller build.spec"
    smoke.check(PROGRAM, tmp_path, minutes=0.1)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Debian's package")
def test_the_package_is_small_and_depends_on_what_doctor_looks_for():
    packages = sorted((ROOT / "dist").glob("*.deb"))
    assert packages, "Build it first: python packaging/make_linux.py deb"
    assert packages[-1].stat().st_size <= 175e6
    told = subprocess.run(
        ["dpkg-deb", "--showformat=${Installed-Size}\n${Depends}", "--show", packages[-1]],
        capture_output=True,
        text=True,
        check=True,
    )
    size, depends = told.stdout.split("\n")
    assert int(size) * 1024 <= 600e6
    named = {text.split()[0] for text in depends.split(", ")}
    assert {*doctor.QT_LIBRARIES.values(), *doctor.X_LIBRARIES.values()} <= named
