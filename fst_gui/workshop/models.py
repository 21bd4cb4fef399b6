"""Loading what the engine needs from files, once, when it is first needed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError

from fst_gui.library.errors import LibraryError
from fst_gui.library.weights import load_weights

if TYPE_CHECKING:
    import torch

    from fst_gui.engine.networks.painter import Painter
    from fst_gui.engine.networks.styled import StyleParameters
    from fst_gui.engine.networks.vgg import PerceptualNetwork


class Models:
    """The base network and the perceptual network. To be used on the engine thread.

    torch is imported on first use, since that takes a second and the window must not wait.
    """

    def __init__(self, models: Path, perceptual: Path) -> None:
        self._models = models
        self._perceptual = perceptual

    @cached_property
    def base_hash(self) -> str:
        """SHA-256 of the shipped base network."""
        return str(self._base["sha256"])

    @cached_property
    def foundation_hash(self) -> str:
        """SHA-256 of what painting in a bound style uses of it, which style packs are tied to."""
        return str(self._base["foundation"])

    def carries(self, foundation: str) -> bool:
        """Whether style packs tied to that foundation paint as they should."""
        return foundation in foundations(self._base)

    def paints_as(self, base: str) -> bool:
        """Whether every picture comes out as with the base network of that SHA-256."""
        return base in same_bases(self._base)

    @cached_property
    def _base(self) -> Mapping[str, Any]:
        try:
            manifest = json.loads((self._models / "manifest.json").read_text("utf-8"))
            base = manifest["base"]
            return {**base, "sha256": base["sha256"], "foundation": base["foundation"]}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise LibraryError(
                "The list of models in {models} cannot be read. Install FST Studio again.",
                models=self._models,
            ) from error

    def base_weights(self) -> dict[str, NDArray[np.generic]]:
        """The base network's stored weights by name."""
        try:
            return load_weights(self._models / "base.safetensors")
        except (OSError, SafetensorError) as error:
            raise LibraryError(
                "The base network in {models} cannot be read. Install FST Studio again.",
                models=self._models,
            ) from error

    @cached_property
    def painter(self) -> Painter:
        """The base network, ready to paint on the best device there is."""
        from fst_gui.engine.device import best_device, keep_memory, place
        from fst_gui.engine.stylize import load_painter

        keep_memory()
        return place(load_painter(self.base_weights()), best_device())

    @cached_property
    def plain(self) -> StyleParameters:
        """The style that leaves a photo as it is, on the processor."""
        from fst_gui.engine.maps import plain_style

        return plain_style(self.painter)

    @cached_property
    def judge(self) -> PerceptualNetwork:
        """VGG19 in the number format that this machine is fast in."""
        return self.judge_on(self.painter.device)

    def judge_on(self, device: torch.device) -> PerceptualNetwork:
        """VGG19 on a device, in the number format that the device is fast in."""
        from fst_gui.engine.device import fast_dtype, place
        from fst_gui.engine.networks.vgg import load_perceptual_network

        network = load_perceptual_network(self._perceptual, dtype=fast_dtype(device))
        return place(network, device)

    def retreat(self) -> bool:
        """Move everything to the processor until the next start; False when it is there."""
        import torch

        from fst_gui.engine.device import place

        if self.painter.device.type == "cpu":
            return False
        for network in (self.painter, self.judge):
            place(network, torch.device("cpu"))
        return True

    @cached_property
    def exact_judge(self) -> PerceptualNetwork:
        """VGG19 in float32, for figures that are quoted."""
        from fst_gui.engine.networks.vgg import load_perceptual_network

        return load_perceptual_network(self._perceptual)


def foundations(base: Mapping[str, Any]) -> frozenset[str]:
    """Those of a manifest's base, under all the names that its weights have been known by."""
    return frozenset(map(str, (base.get("foundation", ""), *base.get("foundations_before", ()))))


def same_bases(base: Mapping[str, Any]) -> frozenset[str]:
    """SHA-256 of a manifest's base, and of those before it that make the very same pictures."""
    return frozenset(map(str, (base.get("sha256", ""), *base.get("bases_before", ()))))
