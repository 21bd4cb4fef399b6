"""A small picture of a photo, sooner than the photo itself could be opened."""

from __future__ import annotations

from pathlib import Path

from fst_gui.library.decoding import decode, open_image, pillow
from fst_gui.library.metadata import colour_profile
from fst_gui.library.photo import Pixels, decoded_photo, opened_file, shrink


def quick_look(path: Path, longest: int) -> tuple[Pixels, int]:
    """The photo with its longer side at most ``longest``, and how many pixels it really has.

    (H, W, 3) uint8, sRGB, upright. JPEG files are decoded at an eighth to a half of their size.
    Raises ``PhotoError`` as ``read_photo`` does.
    """
    with opened_file(path) as file, pillow():
        image, notices = open_image(file, path.name)
        count = image.width * image.height
        profile = colour_profile(image)
        image.draft(None, (2 * longest, 2 * longest))
        decode(image, path.name)
        photo = decoded_photo(image, profile, None, notices, path)
    return shrink(photo.pixels, longest), count
