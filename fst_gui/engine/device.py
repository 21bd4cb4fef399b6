"""Which device and number format the engine runs in."""

from __future__ import annotations

import contextlib
import ctypes
import functools
import sys
from collections.abc import Callable, Generator
from typing import TypeVar

import torch
from torch import Tensor, nn

from fst_gui.engine.steps import at_once

# What mallopt calls them, and bytes: activations are smaller than _LARGE, photos larger.
_TRIM_THRESHOLD, _KEPT = -1, 256 * 2**20
_MMAP_THRESHOLD, _LARGE = -3, 32 * 2**20

N = TypeVar("N", bound=nn.Module)
T = TypeVar("T")


def best_device() -> torch.device:
    """The first of CUDA, Apple's Metal and the processor that is there."""
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


@torch.inference_mode(False)
def place(network: N, device: torch.device) -> N:
    """Move a network to a device, in place; back to the processor when it does not fit there.

    It can be trained there also where it was moved in between two pictures.
    """
    try:
        return network.to(device)
    except RuntimeError:
        # Half of it may have been moved before the memory was full.
        return network.to("cpu")


def run_anywhere(work: Callable[[], T], *networks: nn.Module) -> T:
    """What ``work`` gives, which runs where its networks are.

    What an accelerator cannot do, mostly for want of memory, is done again on the processor;
    afterwards the networks are back where they were.
    """
    try:
        return work()
    except RuntimeError:  # Metal has no error of its own for a full memory
        if not _elsewhere(*networks):
            raise
    # Behind the except: the error holds on to all that the failed try had in memory.
    with _on_the_processor(*networks):
        return work()


def step_anywhere(
    work: Callable[[], Generator[None, None, T]], *networks: nn.Module
) -> Generator[None, None, T]:
    """The same for work that is done in steps.

    On the processor it begins anew, and is done at once: the networks are back before others run.
    """
    try:
        return (yield from work())
    except RuntimeError:
        if not _elsewhere(*networks):
            raise
    with _on_the_processor(*networks):
        return at_once(work())


def _devices(*networks: nn.Module) -> list[torch.device]:
    return [next(network.parameters()).device for network in networks]


def _elsewhere(*networks: nn.Module) -> bool:
    """Whether one of them is not on the processor."""
    return any(device.type != "cpu" for device in _devices(*networks))


@contextlib.contextmanager
def _on_the_processor(*networks: nn.Module) -> Generator[None]:
    """Networks moved there for a while."""
    devices = _devices(*networks)
    _free_memory()
    for network in networks:
        place(network, torch.device("cpu"))
    try:
        yield
    finally:
        for network, device in zip(networks, devices, strict=True):
            place(network, device)


def _free_memory() -> None:
    """Hand back what the accelerators' allocators keep for the next picture."""
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()


def keep_memory() -> None:
    """Let glibc keep freed activations for the next ones, from now on in this process.

    By itself it hands most of them back to the system at once and asks for them again, zeroed
    page by page: 9,000 pages a picture, up to a tenth of its time.
    """
    _call_glibc("mallopt", _TRIM_THRESHOLD, _KEPT)
    _call_glibc("mallopt", _MMAP_THRESHOLD, _LARGE)


def hand_back_memory() -> None:
    """Hand back to the system what glibc keeps of freed memory; some milliseconds.

    Activations of ever other sizes leave holes between them, and without this a program whose
    strokes were changed 360 times had grown from 0.5 to 1.2 GB.
    """
    _call_glibc("malloc_trim", 0)


def is_large(activation: Tensor) -> bool:
    """Whether the system itself lends and takes back a tensor of its size, on the processor."""
    return activation.device.type == "cpu" and activation.nbytes > _LARGE


def _call_glibc(name: str, *numbers: int) -> None:
    """Call one of glibc's functions where it is there; other systems have other libraries."""
    if sys.platform == "linux":
        function = getattr(ctypes.CDLL(None), name, None)
        if function is not None:
            function(*numbers)


def fast_dtype(device: torch.device) -> torch.dtype:
    """bfloat16 where the device multiplies in it, some processors too; float32 elsewhere.

    VGG19 runs twice as fast in bfloat16 on a CPU with AVX512-BF16 or AMX; without them it is
    emulated and slower than float32. Its activations are too large for float16.
    """
    if device.type == "cpu":
        capable = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
        return torch.bfloat16 if capable is not None and capable() else torch.float32
    if device.type == "cuda" and torch.cuda.is_bf16_supported(including_emulation=False):
        return torch.bfloat16
    return torch.float32


def autocast_to(device: torch.device, dtype: torch.dtype) -> Callable[[], torch.autocast]:
    """What makes the contexts in which convolutions there run in that format."""
    return functools.partial(torch.autocast, device.type, dtype, enabled=dtype != torch.float32)


def painting_dtype(device: torch.device) -> torch.dtype:
    """What the painter's convolutions run in: half precision on every accelerator.

    On a processor it is that of ``fast_dtype``. The painter stays within float16's range, unlike
    VGG19; what is done where a style does not is in ``maps._run``.
    """
    quick = fast_dtype(device)
    if quick == torch.float32 and device.type in ("cuda", "mps"):
        return torch.float16
    return quick
