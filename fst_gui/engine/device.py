"""Which device and number format the engine runs in."""

from __future__ import annotations

import torch

# Painting and learning a style run on the processor everywhere; only the base's training moves.
PAINTING = torch.device("cpu")


def best_device() -> torch.device:
    """The first of CUDA, Apple's Metal and the processor that is there."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def fast_dtype(device: torch.device) -> torch.dtype:
    """bfloat16 where the device multiplies in it, float32 elsewhere.

    VGG19 runs twice as fast in bfloat16 on a CPU with AVX512-BF16 or AMX; without them it is
    emulated and slower than float32.
    """
    if device.type == "cpu":
        capable = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
        return torch.bfloat16 if capable is not None and capable() else torch.float32
    if device.type == "cuda" and torch.cuda.is_bf16_supported():
        return torch.bfloat16
    return torch.float32
