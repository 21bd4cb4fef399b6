"""A device that is none: its tensors are in ordinary memory, but do not mix with others.

It stands in for a graphics card where there is none. Networks and pictures must be moved to it
and back as to a real one; it can be given a memory limit, and fails beyond it as a real one does.
"""

from __future__ import annotations

import functools

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves, tree_map_only
from torch.utils.backend_registration import (
    _DummyBackendModule,
    _setup_privateuseone_for_python_backend,
)

DEVICE = torch.device("privateuseone:0")
_MOVES = (torch.ops.aten._to_copy.default, torch.ops.aten.copy_.default)


class _Module(_DummyBackendModule):
    """What torch asks of a device's module."""

    def get_amp_supported_dtype(self):
        return [torch.float16, torch.bfloat16]


@functools.cache
def register():
    """Make the device known to torch: before the first gradient, or none can be computed on it."""
    _setup_privateuseone_for_python_backend("standin", backend_module=_Module())


class _There(torch.Tensor):
    """A tensor on the device; ``held`` are its numbers."""

    @staticmethod
    def __new__(cls, held):
        return torch.Tensor._make_wrapper_subclass(
            cls,
            held.shape,
            strides=held.stride(),
            storage_offset=held.storage_offset(),
            dtype=held.dtype,
            device=DEVICE,
        )

    def __init__(self, held):
        self.held = held

    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        raise AssertionError("the stand-in is used outside of its block")


class StandIn(TorchDispatchMode):
    """The device is there within the block.

    Tensors of more numbers than ``room`` cannot be moved to it, and operations whose results
    have more than ``workspace`` fail.
    """

    def __init__(self, room: float = float("inf"), workspace: float = float("inf")):
        register()
        super().__init__()
        self.room = room
        self.workspace = workspace
        self.operations = 0
        self.failures = 0
        self.mixed = 0  # operations that were given tensors of two devices

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        if func is torch.ops.aten._has_compatible_shallow_copy_type.default:
            return isinstance(args[0], _There) == isinstance(args[1], _There)
        kwargs = dict(kwargs or {})
        if torch._C._dispatch_has_kernel_for_dispatch_key(func.name(), "CompositeImplicitAutograd"):
            with self:  # in inference mode operations come here whole
                return func.decompose(*args, **kwargs)
        tensors = [x for x in tree_leaves((args, kwargs)) if isinstance(x, torch.Tensor)]
        held = {id(x.held): x for x in tensors if isinstance(x, _There)}
        elsewhere = [x for x in tensors if not isinstance(x, _There) and x.dim()]
        if held and elsewhere and func not in _MOVES:
            self.mixed += 1
            raise RuntimeError(f"{func} was given tensors on two devices")
        stays = isinstance(args[0], _There) if func in _MOVES else bool(held)
        if kwargs.get("device") is not None:
            stays = torch.device(kwargs["device"]).type == DEVICE.type
            kwargs["device"] = torch.device("cpu")
        args, kwargs = tree_map_only(_There, lambda x: x.held, (args, kwargs))
        result = func(*args, **kwargs)
        if not stays:
            return result
        self.operations += 1
        limit = self.room if func in _MOVES else self.workspace
        return tree_map_only(torch.Tensor, lambda x: self._kept(x, held, limit), result)

    def _kept(self, x, held, limit):
        """A result as a tensor on the device; the same one for an operation in place."""
        if id(x) in held:
            return held[id(x)]
        memories = {of.held.untyped_storage().data_ptr() for of in held.values()}
        if x.numel() > limit and x.untyped_storage().data_ptr() not in memories:
            self.failures += 1
            raise torch.OutOfMemoryError("The stand-in is out of memory.")
        return _There(x)
