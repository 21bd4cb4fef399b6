"""Painting and training on another device, with one that stands in for a graphics card."""

from __future__ import annotations

import subprocess
import sys
import weakref

import numpy as np
import pytest
import torch
from stand_in import DEVICE, StandIn

from fst_gui.engine import device as device_module
from fst_gui.engine import maps as maps_module
from fst_gui.engine.device import (
    best_device,
    painting_dtype,
    place,
    run_anywhere,
    step_anywhere,
)
from fst_gui.engine.events import Painted
from fst_gui.engine.networks.painter import Painter
from fst_gui.engine.settings import PaintSettings
from fst_gui.engine.steps import at_once
from fst_gui.engine.stylize import read_painting, stylize
from fst_gui.engine.train.style import StyleSpec, train

PHOTO = np.random.default_rng(1).integers(0, 256, (40, 56, 3), dtype=np.uint8)
SOFT = np.tile(np.arange(0, 256, 5, dtype=np.uint8), (8, 1))


def _painted(painter, style, mask=None, **settings):
    *_, last = stylize(painter, PHOTO, style, PaintSettings(**settings), mask)
    assert isinstance(last, Painted)
    return last.pixels


def _assert_same(painted, expected):
    """To the level: a moved kernel may be laid out otherwise and summed in another order."""
    assert np.abs(painted.astype(int) - expected).max() <= 1


@pytest.fixture(autouse=True)
def exact(monkeypatch):
    """The processor in the number format of the stand-in."""
    monkeypatch.setattr(maps_module, "painting_dtype", lambda device: torch.float32)


LOOKS = [
    {},
    {"strength": 0.6, "colours": "photo"},
    {"mask": SOFT, "colours": "luminance", "iterations": 2},
]


@pytest.mark.parametrize("look", LOOKS)
def test_another_device_paints_the_same_picture(painter, style, look):
    expected = _painted(painter, style, **look)
    with StandIn() as device:
        painter = place(painter, DEVICE)
        assert painter.device == DEVICE
        _assert_same(_painted(painter, style, **look), expected)
    assert device.operations > 100
    assert device.mixed == 0


@pytest.mark.parametrize("look", LOOKS)
def test_a_full_memory_is_answered_by_the_processor(painter, style, look):
    expected = _painted(painter, style, **look)
    with StandIn() as device:
        painter = place(painter, DEVICE)
        device.workspace = 4 * 60 * 60
        _assert_same(_painted(painter, style, **look), expected)
        assert device.failures > 0
        device.workspace = float("inf")
        # There is room again: the next picture is painted there.
        assert painter.device == DEVICE
        before = device.operations
        _assert_same(_painted(painter, style, **look), expected)
        assert device.operations > before + 100


def test_what_fails_on_the_processor_too_is_told(painter, style, monkeypatch):
    def fail(*args):
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(Painter, "paint_colours", fail)
    with pytest.raises(RuntimeError, match="mistake"), StandIn():
        _painted(place(painter, DEVICE), style)


def test_a_network_that_does_not_fit_stays_on_the_processor(painter, style):
    expected = _painted(painter, style)
    with StandIn(room=1000):
        painter = place(painter, DEVICE)
        assert {x.device.type for x in painter.state_dict().values()} == {"cpu"}
        _assert_same(_painted(painter, style), expected)


def test_numbers_out_of_range_are_run_again_in_single_precision(painter, style, monkeypatch):
    expected = _painted(painter, style)
    formats = []
    paint = Painter.paint_colours

    def overflowing(self, *args):
        maps, affine = yield from paint(self, *args)
        half = torch.is_autocast_enabled("cpu")
        formats.append(half)
        return (maps * float("inf") if half else maps), affine

    monkeypatch.setattr(Painter, "paint_colours", overflowing)
    monkeypatch.setattr(maps_module, "painting_dtype", lambda device: torch.float16)
    _assert_same(_painted(painter, style), expected)
    assert formats == [True, False]


@pytest.mark.parametrize("places", [(DEVICE, "cpu"), ("cpu", DEVICE), (DEVICE, DEVICE)])
@pytest.mark.parametrize("workspace", [float("inf"), 1000])
def test_a_painting_is_read_wherever_the_networks_are(painter, judge, places, workspace):
    expected = read_painting(painter, judge, PHOTO)
    with StandIn(workspace=workspace) as device:
        painter, judge = place(painter, places[0]), place(judge, places[1])
        try:
            style = read_painting(painter, judge, PHOTO)
        finally:
            place(judge, torch.device("cpu"))
    assert device.mixed == 0
    assert (device.failures > 0) == (workspace == 1000)
    for layer, tensors in expected.items():
        for name, tensor in tensors.items():
            torch.testing.assert_close(style[layer][name], tensor)


@pytest.mark.parametrize("places", [(DEVICE, "cpu"), (DEVICE, DEVICE)])
def test_a_style_is_trained_wherever_the_networks_are(painter, judge, pictures, store, places):
    spec = StyleSpec(pictures[:1], pictures[1:], steps=4, size=32, sample=PHOTO)
    with StandIn() as device:
        painter, judge = place(painter, places[0]), place(judge, places[1])
        try:
            *_, trained = train(spec, painter, judge, store)
        finally:
            place(judge, torch.device("cpu"))
    assert device.mixed == 0
    assert all(np.isfinite(array).all() for array in trained.tensors.values())


@pytest.mark.parametrize(
    ("cuda", "metal", "native", "device", "dtype"),
    [
        (True, True, True, "cuda", torch.bfloat16),
        (True, False, False, "cuda", torch.float16),
        (False, True, False, "mps", torch.float16),
        (False, False, False, "cpu", None),
    ],
)
def test_the_best_device_is_taken_in_half_precision(
    monkeypatch, cuda, metal, native, device, dtype
):
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)
    monkeypatch.setattr(torch.cuda, "is_bf16_supported", lambda including_emulation: native)
    monkeypatch.setattr(torch.backends.mps, "is_available", lambda: metal)
    assert best_device() == torch.device(device)
    expected = device_module.fast_dtype(torch.device("cpu")) if dtype is None else dtype
    assert painting_dtype(best_device()) == expected


_ALLOCATE = """
import resource, torch
from fst_gui.engine.device import keep_memory
keep_memory()
def allocate():
    for size in (1_000_000, 3_000_000, 6_000_000):
        held = [torch.ones(size) for _ in range(4)]
for _ in range(20):
    allocate()
faults = []
for _ in range(3):  # a busy machine may have taken pages back once
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(10):
        allocate()
    faults.append(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
print(min(faults))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="glibc's allocator is asked")
def test_freed_activations_are_kept_for_the_next_picture():
    """Without it some hundred thousand pages are asked for, unless the heap lies luckily."""
    faults = int(subprocess.check_output([sys.executable, "-c", _ALLOCATE], text=True))
    assert faults < 1000


@pytest.mark.parametrize("in_steps", [False, True])
def test_a_failed_try_holds_on_to_nothing_while_it_is_done_again(in_steps):
    tried = []

    def work():
        if tried:
            return tried[0]() is None
        activations = torch.zeros(8)
        tried.append(weakref.ref(activations))
        raise torch.OutOfMemoryError("The memory is full.")

    def steps():
        yield
        return work()

    with StandIn():
        network = place(torch.nn.Linear(2, 2), DEVICE)
        if in_steps:
            assert at_once(step_anywhere(steps, network))
        else:
            assert run_anywhere(work, network)
        assert network.weight.device == DEVICE
