"""Which device and number format the engine runs in."""

from __future__ import annotations

import torch

# Nothing moves tensors to a GPU yet, so nothing may claim that one is used.
DEVICE = torch.device("cpu")


def fast_dtype() -> torch.dtype:
    """bfloat16 where the processor multiplies in it, float32 elsewhere.

    VGG19 runs twice as fast in bfloat16 on a CPU with AVX512-BF16 or AMX; without them it is
    emulated and slower than float32.
    """
    capable = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return torch.bfloat16 if capable is not None and capable() else torch.float32
