"""The same training on several processes, on one machine or many, as ``torchrun`` starts them.

Every process draws the same random numbers and so the same global batch, and paints its share of
it; losses and gradients are averaged, so all take the same steps as one process would. A style
is a set of bare tensors that changes from stage to stage, about 200,000 numbers, while the
networks around it stay fixed: there is no module for DistributedDataParallel to wrap, and one
all-reduce over the flattened gradients leaves nothing to overlap.

The first process decides whatever depends on clocks, files and wishes, and tells the others.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import islice
from typing import Any, cast

import numpy as np
import torch
import torch.distributed as dist
from numpy.typing import NDArray
from torch import Tensor

from fst_gui.engine.device import best_device
from fst_gui.engine.errors import TrainingError
from fst_gui.engine.losses import Balance
from fst_gui.engine.settings import USUAL_STYLE_WEIGHT
from fst_gui.engine.train.control import WISHES, TrainingControl, Wish
from fst_gui.engine.train.store import CheckpointStore, Numbers

_c10d = cast(Any, dist)  # rendezvous and the stores are documented, but not declared as public
Arrays = Mapping[str, NDArray[np.generic]]


class Workers:
    """The processes that train together; here there is one."""

    rank, size = 0, 1

    def share(self, batch: Tensor) -> Tensor:
        """This process's part of a global batch (N, ...)."""
        return batch

    def average_gradients(self, parameters: Sequence[Tensor]) -> None:
        """Make the gradients those of the global batch, in place."""

    def average(self, numbers: Sequence[float]) -> list[float]:
        """The means over the processes."""
        return list(numbers)

    def tell(self, message: str) -> str:
        """What the first process says, to all."""
        return message

    def clock(self) -> float:
        """Running seconds, the same everywhere."""
        return time.monotonic()


class DistributedWorkers(Workers):
    """Processes that ``torchrun`` started; the group must be there."""

    def __init__(self) -> None:
        self.rank, self.size = dist.get_rank(), dist.get_world_size()
        self._device = best_device() if dist.get_backend() == "nccl" else torch.device("cpu")

    def share(self, batch: Tensor) -> Tensor:
        count, rest = divmod(len(batch), self.size)
        if rest:
            raise TrainingError(
                "{batch} photos a step cannot be shared out to {size} processes. Use --batch "
                "with a multiple of {size}.",
                batch=len(batch),
                size=self.size,
            )
        return batch[self.rank * count : (self.rank + 1) * count]

    def average_gradients(self, parameters: Sequence[Tensor]) -> None:
        gradients = [p.grad for p in parameters if p.grad is not None]
        if not gradients:
            return
        flat = torch.cat([gradient.reshape(-1) for gradient in gradients])
        self._sum(flat)
        start = 0
        for gradient in gradients:
            part = flat[start : start + gradient.numel()]
            gradient.copy_(part.view_as(gradient) / self.size)
            start += gradient.numel()

    def average(self, numbers: Sequence[float]) -> list[float]:
        total = torch.tensor(numbers, dtype=torch.float64 if self._exact else torch.float32)
        self._sum(total)
        return (total / self.size).tolist()

    def tell(self, message: str) -> str:
        data = message.encode() if self.rank == 0 else b""
        return bytes(self.tell_bytes(data)).decode()

    def tell_bytes(self, data: bytes) -> bytes:
        """Bytes of the first process, to all."""
        length = torch.tensor([len(data)], dtype=torch.int64)
        self._broadcast(length)
        stored = torch.zeros(int(length), dtype=torch.uint8)
        if self.rank == 0 and data:
            stored.copy_(torch.frombuffer(bytearray(data), dtype=torch.uint8))
        if len(stored):
            self._broadcast(stored)
        return stored.numpy().tobytes()

    def clock(self) -> float:
        now = torch.tensor([time.monotonic()], dtype=torch.float64)
        self._broadcast(now)
        return float(now)

    @property
    def _exact(self) -> bool:
        return self._device.type == "cpu"

    def _sum(self, tensor: Tensor) -> None:
        there = tensor.to(self._device)
        dist.all_reduce(there)
        tensor.copy_(there)

    def _broadcast(self, tensor: Tensor) -> None:
        there = tensor.to(self._device)
        dist.broadcast(there, 0)
        tensor.copy_(there)


def join_workers() -> Workers:
    """The processes that this one belongs to: those of ``torchrun``, or it alone."""
    if "TORCHELASTIC_RUN_ID" not in os.environ:
        return Workers()
    if not dist.is_initialized():
        cuda = torch.cuda.is_available()
        if cuda:
            torch.cuda.set_device(int(os.environ["LOCAL_RANK"]) % torch.cuda.device_count())
        store, rank, size = next(iter(_c10d.rendezvous("env://")))
        _c10d.init_process_group(
            "nccl" if cuda else "gloo", store=_fresh(store), rank=rank, world_size=size
        )
    return DistributedWorkers()


def _fresh(store: object) -> object:
    """The store, without what processes of an earlier attempt left in it.

    torchrun keeps its store over restarts, and the addresses of dead processes with it. Only on
    one host do all know which attempt this is; on several, torchrun must be told not to share
    its store (TORCH_DISABLE_SHARE_RDZV_TCP_STORE=1).
    """
    if os.environ.get("GROUP_WORLD_SIZE", "1") != "1":
        return store
    return _c10d.PrefixStore(f"attempt {os.environ['TORCHELASTIC_RESTART_COUNT']}", store)


def leave_workers() -> None:
    """End the group, so that no process waits for another."""
    if dist.is_initialized():
        dist.destroy_process_group()


class SharedBalance(Balance):
    """A balance that looks at the content of the whole batch."""

    def __init__(
        self,
        content_target: float,
        rate: float,
        workers: Workers,
        weight: float = USUAL_STYLE_WEIGHT,
    ) -> None:
        super().__init__(content_target, weight, rate)
        self._workers = workers

    def update(self, content: float) -> None:
        """Note one step's content loss, averaged over the processes."""
        super().update(self._workers.average([content])[0])


class SharedControl(TrainingControl):
    """Gives all processes the wishes of the first."""

    def __init__(self, own: TrainingControl, workers: Workers) -> None:
        super().__init__()
        self._own, self._workers = own, workers

    @property
    def over(self) -> bool:
        return bool(int(self._workers.tell(str(int(self._own.over)))))

    def wishes(self) -> Iterator[Wish]:
        """One at a time: a pause takes those behind it out of the inbox itself."""
        own = self._own.wishes()
        while told := self._told(list(islice(own, 1)) if self._workers.rank == 0 else []):
            yield from told

    def wait(self) -> Wish:
        (wish,) = self._told([self._own.wait()] if self._workers.rank == 0 else [])
        return wish

    def _told(self, wishes: list[Wish]) -> list[Wish]:
        words = [[type(wish).__name__, asdict(wish)] for wish in wishes]
        told = json.loads(self._workers.tell(json.dumps(words)))
        return [WISHES[name](**values) for name, values in told]


class SharedStore:
    """Checkpoints that the first process writes and all are given.

    Only the first process needs a ``store``.
    """

    def __init__(self, store: CheckpointStore | None, workers: DistributedWorkers) -> None:
        self._store, self._workers = store, workers

    def save(self, tensors: Arrays, numbers: Numbers) -> None:
        if self._store is not None:
            self._store.save(tensors, numbers)

    def load(self) -> tuple[Arrays, Numbers] | None:
        found = None if self._store is None else self._store.load()
        header: list[object] = [] if found is None else [_layout(found[0]), dict(found[1])]
        told = json.loads(self._workers.tell(json.dumps(header)))
        if not told:
            return None
        layout, numbers = told
        names = [name for name, _, _ in layout]
        parts = [] if found is None else [np.ascontiguousarray(found[0][n]) for n in names]
        data = self._workers.tell_bytes(b"".join(part.tobytes() for part in parts))
        return _laid_out(layout, data), numbers


def _layout(arrays: Arrays) -> list[tuple[str, str, list[int]]]:
    return [(name, array.dtype.str, list(array.shape)) for name, array in arrays.items()]


def _laid_out(layout: Sequence[tuple[str, str, list[int]]], data: bytes) -> Arrays:
    arrays: dict[str, NDArray[np.generic]] = {}
    start = 0
    for name, dtype, shape in layout:
        count = int(np.prod(shape, dtype=np.int64))
        arrays[name] = np.frombuffer(data, dtype, count, start).reshape(shape)
        start += arrays[name].nbytes
    return arrays
