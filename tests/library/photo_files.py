"""Pictures in memory and as files, and what a refused file is told."""

from __future__ import annotations

import io

import numpy as np
import pytest

from fst_gui.library.errors import PhotoError
from fst_gui.library.photo import photo_from_bytes, read_photo


def random_pixels(height, width, channels=3):
    shape = (height, width, channels) if channels > 1 else (height, width)
    return np.random.default_rng(1).integers(0, 256, shape, dtype=np.uint8)


def saved(image, kind="PNG", **options):
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def opened(image, kind="PNG", **options):
    return photo_from_bytes(saved(image, kind, **options), "a picture")


def refusal(path):
    """The sentence that a file is refused with, checked for form."""
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0
    return sentence
