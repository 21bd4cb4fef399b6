"""What the program says of itself."""

from __future__ import annotations

import platform
import sys
from collections.abc import Mapping
from pathlib import Path

from fst_gui import paths
from fst_gui.library.licences import Licence, licence_of, licence_text, shipped_packages
from fst_gui.workshop.doctor import PACKAGES

RELEASES = "https://github.com/fst-studio/fst-studio/releases"
_PYTHON = "Python"


def kept_files() -> Mapping[str, Path]:
    """The folders with what belongs to the user, by what is in them."""
    return {
        "styles": paths.user_styles_dir(),
        "trainings": paths.trainings_dir(),
        "settings": paths.settings_file().parent,
        "logs": paths.logs_dir(),
    }


def licences() -> list[Licence]:
    """Of Python and of all packages that are shipped."""
    packages = [licence_of(package) for package in shipped_packages(PACKAGES)]
    return [Licence(_PYTHON, platform.python_version(), "PSF-2.0"), *packages]


def text_of(licence: Licence) -> str:
    """The whole licence, as far as the package carries it."""
    return sys.copyright if licence.package == _PYTHON else licence_text(licence.package)
