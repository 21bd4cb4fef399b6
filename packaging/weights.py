"""VGG19's weights without the layers that nothing looks at: 13 MB of 20."""

from __future__ import annotations

from pathlib import Path

import torch

from fst_gui.engine.networks.vgg import VGG19_BLOCKS


def trim(file: Path, folder: Path) -> Path:
    """Write the layers up to relu5_1 under the same name into ``folder``."""
    stored = torch.load(file, map_location="cpu", weights_only=True)
    used = tuple(
        f"block{block}_conv{index}_"
        for block, count in VGG19_BLOCKS
        for index in range(1, count + 1)
    )
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / file.name
    torch.save({name: value for name, value in stored.items() if name.startswith(used)}, target)
    return target
