"""Pictures of the window that somebody has looked at and approved.

A picture that differs is kept as ``NAME.new.png`` beside the approved one until somebody has
looked at it: ``python tests/ui/review.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

FOLDER = Path(__file__).parent / "approved"
SHRINK = 2  # smooth edges are drawn a little differently from one Qt to the next
LEVELS = 20  # of 255, that a pixel may differ
PIXELS = 40  # that may differ by more

Pixels = NDArray[np.uint8]


@dataclass(frozen=True)
class Difference:
    """Where a new picture is not the approved one. ``where`` is (H, W) bool."""

    name: str
    approved: Pixels
    new: Pixels
    where: NDArray[np.bool_]

    @property
    def matters(self) -> bool:
        """Whether somebody should look at it."""
        return self.approved.shape != self.new.shape or int(self.where.sum()) > PIXELS


def check(widget: QWidget, name: str) -> None:
    """Compare a widget with its approved picture; the first one has to be approved as well."""
    new = grab(widget)
    path, waiting = approved_path(name), new_path(name)
    waiting.unlink(missing_ok=True)
    if path.exists():
        difference = compare(name, load(path), new)
        if not difference.matters:
            return
        what = f"{int(difference.where.sum())} pixels differ"
    else:
        what = "nobody has approved it yet"
    Image.fromarray(new).save(waiting, optimize=True)
    raise AssertionError(f"{name}: {what}. Look at it: python tests/ui/review.py")


def compare(name: str, approved: Pixels, new: Pixels) -> Difference:
    """Compare two pictures (H, W, 3)."""
    if approved.shape != new.shape:
        return Difference(name, approved, new, np.ones(new.shape[:2], np.bool_))
    apart = np.abs(approved.astype(np.int16) - new).max(-1)
    return Difference(name, approved, new, apart > LEVELS)


def grab(widget: QWidget) -> Pixels:
    """The widget as it is drawn, (H, W, 3), reduced by ``SHRINK``."""
    QCoreApplication.processEvents()  # what has just changed is laid out in these
    QCoreApplication.sendPostedEvents()
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    pixels = rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)
    height, width = (side // SHRINK * SHRINK for side in pixels.shape[:2])
    blocks = pixels[:height, :width].reshape(height // SHRINK, SHRINK, width // SHRINK, SHRINK, 3)
    return blocks.mean((1, 3)).round().astype(np.uint8)


def load(path: Path) -> Pixels:
    """A picture from a file."""
    return np.asarray(Image.open(path).convert("RGB"))


def approved_path(name: str) -> Path:
    """The picture that was approved."""
    return FOLDER / f"{name}.png"


def new_path(name: str) -> Path:
    """The picture that waits to be looked at."""
    return FOLDER / f"{name}.new.png"


def waiting() -> list[str]:
    """The names of all pictures that wait."""
    return sorted(path.name.removesuffix(".new.png") for path in FOLDER.glob("*.new.png"))


def accept(name: str) -> None:
    """The new picture is right."""
    new_path(name).replace(approved_path(name))
