"""What all tests share: no real user folders, and real pictures where they are at hand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("MKL_CBWR", "AUTO")  # as the program sets it, before torch is imported
if "PYTEST_XDIST_WORKER" in os.environ:
    os.environ.setdefault("OMP_NUM_THREADS", "1")  # the cores are taken by the other workers

ROOT = Path(__file__).parent.parent
# Real photographs and paintings for trying things on; the tests pass without them.
DATA = ROOT.parent / "shared" / "data"


@pytest.fixture(autouse=True)
def _own_user_folders(tmp_path_factory, monkeypatch):
    """Fresh settings, styles and trainings for each test."""
    home = tmp_path_factory.mktemp("home")
    for name in (
        "XDG_DATA_HOME",
        "XDG_CONFIG_HOME",
        "XDG_CACHE_HOME",
        "LOCALAPPDATA",
        "APPDATA",
        "HOME",
    ):
        monkeypatch.setenv(name, str(home))


@pytest.fixture
def sample_photo() -> Path:
    return ROOT / "resources" / "sample.jpg"


@pytest.fixture
def real_photos(sample_photo) -> list[Path]:
    """The sample and, where they are there, some real photographs."""
    return [sample_photo, *sorted((DATA / "photos").glob("*.jpg"))[5:500:170]]
