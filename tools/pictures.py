"""Makes the README's pictures: studio.png, styles.jpg and overpainting.jpg in docs.

    python -m tools.pictures

The ones that are there are replaced.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from PIL import Image

from benchmarks.pictures import shipped_atelier
from benchmarks.window import in_window, until
from fst_gui import paths
from fst_gui.app import StudioApp
from fst_gui.engine.events import Painted
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.photo import read_photo
from fst_gui.state.look import DEFAULTS

DOCS = Path(__file__).resolve().parents[1] / "docs"
_STYLE = "composition_vii"
_WINDOW = (1280, 800)
_OVER = ("starry_night", "great_wave", "the_scream")
_LAYERS = 8
_LARGE_CARD = (398, 265)
_COLUMNS, _CARD, _GAP = 4, (298, 199), 4


def make_styles() -> None:
    """The sample picture in every shipped style, as the studio paints it."""
    atelier = shipped_atelier()
    photo = read_photo(paths.sample_picture()).pixels
    styles = list(atelier.styles())
    rows = -(-len(styles) // _COLUMNS)
    width, height = (side + _GAP for side in _CARD)
    sheet = Image.new("RGB", (_COLUMNS * width - _GAP, rows * height - _GAP), "white")
    for number, style in enumerate(styles):
        events = atelier.paint(photo, [(style, 1.0)], DEFAULTS)
        *_, painted = (event.pixels for event in events if isinstance(event, Painted))
        card = Image.fromarray(painted).resize(_CARD, Image.Resampling.LANCZOS)
        sheet.paste(card, (number % _COLUMNS * width, number // _COLUMNS * height))
    sheet.save(DOCS / "styles.jpg", quality=88)


def make_overpainting() -> None:
    """The sample picture in some styles, and painted over beneath."""
    atelier = shipped_atelier()
    photo = read_photo(paths.sample_picture()).pixels
    width, height = (side + _GAP for side in _LARGE_CARD)
    sheet = Image.new("RGB", (len(_OVER) * width - _GAP, 2 * height - _GAP), "white")
    for column, name in enumerate(_OVER):
        events = atelier.paint(
            photo, [(atelier.find(name), 1.0)], PaintSettings(overpainting=_LAYERS)
        )
        painted = [event.pixels for event in events if isinstance(event, Painted)]
        for row, pixels in enumerate((painted[0], painted[-1])):
            card = Image.fromarray(pixels).resize(_LARGE_CARD, Image.Resampling.LANCZOS)
            sheet.paste(card, (column * width, row * height))
    sheet.save(DOCS / "overpainting.jpg", quality=90)


async def _show(studio: StudioApp, home: Path) -> dict[str, float]:
    """The window with the sample picture painted over in one style, the others on their cards."""
    states, window = studio.states, studio.window
    window.resize(*_WINDOW)
    entries = states.gallery.snapshot.entries
    states.studio.choose(next(entry for entry in entries if entry.name == _STYLE))
    states.studio.set_overpainting(_LAYERS)
    await until(lambda: states.studio.snapshot.overpainted == _LAYERS)
    await until(lambda: states.studio.snapshot.painting is None)
    await until(lambda: len(states.gallery.snapshot.painted) == len(entries))
    window.viewer.compare.setChecked(True)
    window.viewer.canvas.scene.set_split(0.4)
    window.setFocus()
    window.grab().save(str(DOCS / "studio.png"))
    return {}


def main() -> None:
    """Make all three pictures; there is nothing to choose."""
    argparse.ArgumentParser(
        prog="python -m tools.pictures",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    ).parse_args()
    make_styles()
    make_overpainting()
    in_window(_show)


if __name__ == "__main__":
    main()
