"""Makes the README's pictures of the shipped styles: docs/studio.png and docs/styles.jpg.

python -m tools.pictures
"""

from __future__ import annotations

from pathlib import Path

from PIL import Image

from benchmarks.pictures import shipped_atelier
from benchmarks.window import in_window, until
from fst_gui import paths
from fst_gui.app import StudioApp
from fst_gui.engine.events import Painted
from fst_gui.engine.settings import PaintSettings
from fst_gui.library.photo import read_photo

DOCS = Path(__file__).resolve().parents[1] / "docs"
_STYLE = "composition_vii"
_WINDOW = (1280, 800)
_COLUMNS, _CARD, _GAP = 4, (298, 199), 4


def make_styles() -> None:
    """The sample picture in every shipped style."""
    atelier = shipped_atelier()
    photo = read_photo(paths.sample_picture()).pixels
    styles = list(atelier.styles())
    rows = -(-len(styles) // _COLUMNS)
    width, height = (side + _GAP for side in _CARD)
    sheet = Image.new("RGB", (_COLUMNS * width - _GAP, rows * height - _GAP), "white")
    for number, style in enumerate(styles):
        for event in atelier.paint(photo, [(style, 1.0)], PaintSettings()):
            if isinstance(event, Painted):
                card = Image.fromarray(event.pixels).resize(_CARD, Image.Resampling.LANCZOS)
                sheet.paste(card, (number % _COLUMNS * width, number // _COLUMNS * height))
    sheet.save(DOCS / "styles.jpg", quality=88)


async def _show(studio: StudioApp, home: Path) -> dict[str, float]:
    """The window with one style chosen and the others on their cards, at the sample picture."""
    states, window = studio.states, studio.window
    window.resize(*_WINDOW)
    entries = states.gallery.snapshot.entries
    states.studio.choose(next(entry for entry in entries if entry.name == _STYLE))
    await until(lambda: states.studio.snapshot.painted is not None)
    await until(lambda: states.studio.snapshot.painting is None)
    await until(lambda: len(states.gallery.snapshot.painted) == len(entries))
    window.viewer.compare.setChecked(True)
    window.viewer.canvas.scene.set_split(0.4)
    window.setFocus()
    window.grab().save(str(DOCS / "studio.png"))
    return {}


if __name__ == "__main__":
    make_styles()
    in_window(_show)
