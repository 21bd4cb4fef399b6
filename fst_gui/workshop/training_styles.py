"""Styles out of trainings: the one a training ends with, and those of its moments."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from fst_gui import __version__
from fst_gui.library.errors import LibraryError
from fst_gui.library.gallery import StyleEntry, own_entry
from fst_gui.library.pack_header import SUFFIX
from fst_gui.library.photo import read_photo, shrink
from fst_gui.library.style_pack import StylePack, load_pack, save_pack
from fst_gui.library.training_folder import Moment, TrainingFolder, load_moment
from fst_gui.workshop.models import Models
from fst_gui.workshop.training_folders import is_promised
from fst_gui.workshop.training_pictures import painting_pixels
from fst_gui.workshop.training_request import (
    TrainingRequest,
    check_name,
    file_stem,
    request_from_json,
)

THUMBNAIL = 320

Learned = Mapping[str, NDArray[np.float16]]
Summary = Mapping[str, float | int | str]


def read_request(folder: TrainingFolder) -> TrainingRequest:
    """The request in a training's folder. Raises ``LibraryError`` when it cannot be read."""
    stored = folder.request().get("request", {})
    sample = read_photo(folder.sample).pixels if folder.sample.exists() else None
    return request_from_json(stored, folder.path, sample)


def keep_moment(models: Models, folder: TrainingFolder, moment: Moment, title: str) -> StyleEntry:
    """Make a style of a moment in a training's folder. Raises ``LibraryError``."""
    learned = load_moment(moment.tensors)
    return StyleKeeper(models, folder).keep_moment(learned, moment.stage, moment.step, title)


class StyleKeeper:
    """Makes style packs of what the training in a folder has learned.

    Raises ``LibraryError`` for a training whose base network is another one.
    """

    def __init__(self, models: Models, folder: TrainingFolder) -> None:
        self.request = read_request(folder)
        if folder.request()["base"] != models.base_hash:
            raise LibraryError(
                "This training was begun with another base network. Discard it and start anew."
            )
        self._folder, self._foundation = folder, models.foundation_hash
        self._thumbnail = shrink(painting_pixels(self.request, 0), THUMBNAIL)

    @property
    def output(self) -> Path:
        """Where the training's own style is to be."""
        return self.request.output

    def kept_before(self) -> Summary | None:
        """What the output says, if this training's end is in it already.

        Raises ``LibraryError`` where the training is finished and its style is gone.
        """
        if not self.output.exists():
            if self._folder.condition == "finished":  # without a checkpoint to go on from
                raise LibraryError(
                    "This training is finished, and its style is no longer at {output}. Keep one "
                    "of its moments, or train anew.",
                    output=self.output,
                )
            return None
        try:
            summary = load_pack(self.output).summary
        except LibraryError:
            return None
        own = summary.get("training") == self._folder.path.name
        return summary if own and "stage" not in summary else None  # which a moment has

    def keep_moment(self, learned: Learned, stage: str, step: int, title: str) -> StyleEntry:
        """Write a moment's tensors as a style beside the output. Raises ``LibraryError``."""
        check_name(file_stem(title))
        output = self.output.with_name(f"{file_stem(title)}{SUFFIX}")
        if output.exists():
            raise LibraryError("{output} is already there. Choose another name.", output=output)
        if is_promised(output, self._folder.path.parent):
            raise LibraryError(
                "A training that is not finished yet will keep its style in {output}. Choose "
                "another name.",
                output=output,
            )
        weights = {name: array for name, array in learned.items() if not name.startswith("code.")}
        save_pack(output, self._pack(weights, {"steps": step, "stage": stage}, title))
        return own_entry(output)

    def keep_end(self, learned: Learned, summary: Summary) -> Summary:
        """Write what the training has come to, and return what its pack says.

        Where something else has the output's name by now, the style gets another one, which the
        folder remembers. Raises ``LibraryError``.
        """
        self._make_way()
        pack = self._pack(learned, summary)
        save_pack(self.output, pack)
        return pack.summary

    def _make_way(self) -> None:
        first, number = self.request, 1
        while self.output.exists():
            number += 1
            old = first.credits
            title = f"{old.title or old.name} {number}"
            credits = replace(old, name=f"{old.name}_{number}", title=title)
            output = first.output.with_stem(f"{first.output.stem}_{number}")
            self.request = replace(first, credits=credits, output=output)
        stored = self._folder.request()
        promised = Path(stored["request"]["output"])
        if promised.name != self.output.name:
            changed = {
                **stored["request"],
                "credits": asdict(self.request.credits),
                "output": str(promised.with_name(self.output.name)),
            }
            self._folder.change_request({**stored, "request": changed})

    def _pack(self, learned: Learned, summary: Summary, title: str = "") -> StylePack:
        credits = self.request.credits
        credits = replace(credits, title=credits.title or credits.name)
        if title:
            credits = replace(credits, name=file_stem(title), title=title)
        return StylePack(
            credits=credits,
            tensors=learned,
            thumbnail=self._thumbnail,
            base=self._foundation,
            seed=self.request.seed,
            summary={**summary, "training": self._folder.path.name},
            history=self._folder.log.history(),
            versions=_versions(),
        )


def _versions() -> dict[str, str]:
    import torch

    return {"fst-gui": __version__, "torch": str(torch.__version__), "numpy": np.__version__}
