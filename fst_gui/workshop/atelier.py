"""The atelier: every style there is, and photos painted in them."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from fst_gui import paths
from fst_gui.engine.events import Progress
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.steps import at_once, telling
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, list_styles, own_entry, painting_entry
from fst_gui.library.pack_header import SUFFIX, read_credits
from fst_gui.library.photo import Pixels, read_photo
from fst_gui.library.style_pack import StylePack, copy_pack, load_pack
from fst_gui.workshop.models import Models
from fst_gui.workshop.trainings import Trainings

if TYPE_CHECKING:
    from fst_gui.engine.events import StylizeEvent
    from fst_gui.engine.losses import StyleTargets
    from fst_gui.engine.networks.styled import StyleParameters
    from fst_gui.engine.overpainting import Overpainter
    from fst_gui.engine.sitter import Sitters
    from fst_gui.workshop.export import Exported, ExportRequest
    from fst_gui.workshop.export_forecast import ExportForecast


_File = tuple[Path, int]  # and when it was written
StyleShare = tuple[StyleEntry, float]  # a style and its weight in a mix
Mask = NDArray[np.uint8]  # (h, w), any size; 255 paints, 0 keeps the photo, between is soft
_DEFAULTS = PaintSettings()


class StyleNotFoundError(LibraryError):
    """No style of that name, and no such file either."""


class Atelier(Trainings):
    """Made cheaply on any thread; ``paint``, ``train`` and ``warm_up`` run on the engine's."""

    def __init__(
        self, models: Path, own_styles: Path, perceptual: Path, trainings: Path | None = None
    ) -> None:
        self.models_dir = models
        self.trainings_dir = trainings or paths.trainings_dir()
        self.own_styles = own_styles
        self.models = Models(models, perceptual)
        self.painted = (
            False  # whether anything was, since the start: the first picture takes longer
        )
        self._bound: dict[_File, StyleParameters] = {}
        self._targets: dict[_File, StyleTargets] = {}

    def styles(self) -> list[StyleEntry]:
        """Shipped and own styles; damaged own packs are left out."""
        return list_styles(self.models_dir, self.own_styles)[0]

    def problems(self) -> list[str]:
        """A sentence about each own pack that cannot be read."""
        return list_styles(self.models_dir, self.own_styles)[1]

    def find(self, style: str) -> StyleEntry:
        """A style by its name, or the path of a style pack or of any picture.

        Raises ``StyleNotFoundError`` when it is none of these.
        """
        for entry in self.styles():
            if entry.name == style:
                return entry
        # Path's own methods raise for an unknown user and for a name that is too long.
        path = Path(os.path.expanduser(style))
        if not os.path.isfile(path):
            known = ", ".join(entry.name for entry in self.styles())
            raise StyleNotFoundError(
                "There is no style or picture called '{style}'. The styles are: {known}.",
                style=style,
                known=known,
            )
        if path.suffix.lower() == SUFFIX:
            return own_entry(path)
        return painting_entry(path)

    def import_pack(self, path: Path) -> StyleEntry:
        """Copy a style pack among the user's own styles, after checking it whole.

        Raises ``LibraryError`` for a damaged pack or when a style of that name is there.
        """
        name = read_credits(path).name
        target = self.own_styles / f"{name}{SUFFIX}"
        if target.exists():
            raise LibraryError("You already have a style called '{name}'.", name=name)
        copy_pack(path, target)
        return self.find(str(target))

    def paint(
        self,
        pixels: Pixels,
        styles: Sequence[StyleShare],
        settings: PaintSettings = _DEFAULTS,
        mask: Mask | None = None,
        shown: Pixels | None = None,
    ) -> Iterator[StylizeEvent]:
        """Paint a photo (H, W, 3) uint8 sRGB. Ends with ``Painted``, of the same size.

        Several styles are mixed by their weights, which need not add up to 1. Where ``mask`` is
        0 the photo stays as it is. ``shown`` is a smaller copy of the photo: the very same strokes,
        in its size. Raises ``EngineError`` or ``LibraryError``.
        """
        from fst_gui.engine.stylize import stylize

        models = self.models
        yield from telling(self.look_at(styles), lambda _: Progress(0.0))
        yield from stylize(
            models.painter,
            pixels,
            self.mix(styles),
            settings,
            mask,
            plain=models.plain,
            sitters=self.sitters,
            shown=shown,
            overpainter=self.overpainter(styles) if settings.layers else None,
        )
        self.painted = True

    @cached_property
    def sitters(self) -> Sitters:
        """The photos that were painted last."""
        from fst_gui.engine.sitter import Sitters

        return Sitters()

    def export(self, request: ExportRequest) -> Iterator[Progress | Exported]:
        """Paint a photo of any size into a file; memory does not grow with it.

        Ends with ``Exported``. Raises ``EngineError`` or ``LibraryError``.
        """
        from fst_gui.workshop.export import Exported, export_picture
        from fst_gui.workshop.export_forecast import learn_from_export
        from fst_gui.workshop.stopwatch import Stopwatch

        fresh = not self.painted
        with contextlib.closing(Stopwatch(export_picture(self, request))) as events:
            for event in events:
                if isinstance(event, Exported):
                    self.painted = True
                    learn_from_export(self, request, event, events.seconds, fresh)
                yield event

    def forecast_export(self, request: ExportRequest) -> Iterator[Progress | ExportForecast]:
        """Time and memory of an export here; the first one measures for some seconds.

        Ends with ``ExportForecast``. Raises ``LibraryError``.
        """
        from fst_gui.workshop.export_forecast import forecast_export

        return forecast_export(self, request)

    def device(self) -> str:
        """What the engine runs on."""
        return str(self.models.painter.device)

    def mix(self, styles: Sequence[StyleShare]) -> StyleParameters:
        """The tensors of several styles mixed by their weights."""
        from fst_gui.engine.stylize import mix_shares

        return mix_shares([(self.bind(style), weight) for style, weight in styles])

    def look_at(self, styles: Sequence[StyleShare]) -> Generator[None, None, None]:
        """Read those that are paintings, in steps: VGG19 takes a second for one, or more."""
        from fst_gui.engine.stylize import reading_painting

        for style, _ in styles:
            file = _known(style)
            if style.kind == "painting" and file not in self._bound:
                pixels = read_photo(style.path).pixels
                reading = reading_painting(self.models.painter, self.models.judge, pixels)
                self._bound[file], self._targets[file] = yield from reading

    def bind(self, style: StyleEntry) -> StyleParameters:
        """The style's tensors; kept. Paintings that were not looked at are read at once."""
        from fst_gui.engine.stylize import unflatten_style

        at_once(self.look_at([(style, 1.0)]))
        file = _known(style)
        if file not in self._bound:
            self._bound[file] = unflatten_style(self._pack(style).tensors, self.models.painter)
        return self._bound[file]

    def overpainter(self, styles: Sequence[StyleShare]) -> Overpainter:
        """Who paints over in several styles, by their weights."""
        from fst_gui.engine.likeness import mix_targets
        from fst_gui.engine.overpainting import Overpainter

        shares = [(self._asked(style), weight) for style, weight in styles]
        return Overpainter(self.models.judge, mix_targets(shares))

    def _asked(self, style: StyleEntry) -> StyleTargets:
        """What the style's painting asks of a picture."""
        from fst_gui.engine.likeness import painting_targets, unflatten_targets

        self.bind(style)
        file = _known(style)
        if file not in self._targets:
            pack = self._pack(style)
            kept = unflatten_targets(pack.tensors)
            self._targets[file] = kept or painting_targets(self.models.judge, pack.thumbnail)
        return self._targets[file]

    def _pack(self, style: StyleEntry) -> StylePack:
        pack = load_pack(style.path)
        if not self.models.carries(pack.base):
            raise LibraryError(
                "This style was made for another version of the base network. Train it again."
            )
        return pack

    def warm_up(self) -> Iterator[None]:
        """Import torch and load the base network, so that the first picture comes quickly."""
        _ = self.models.painter
        yield
        _ = self.models.judge
        yield


def _known(style: StyleEntry) -> _File:
    """The style's file as it is now."""
    try:
        return style.path, style.path.stat().st_mtime_ns
    except OSError as error:
        raise StyleNotFoundError(
            "The file of the style '{title}' is gone: {path}.", title=style.title, path=style.path
        ) from error
