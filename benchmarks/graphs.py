"""The network's graph optimised ahead of time in every way there is, beside how it is shipped.

In bfloat16 only where the processor multiplies in it.
ONNX Runtime and OpenVINO take part where they are installed, with ``onnx`` and ``onnxscript``;
torch.compile where there is a C++ compiler.
"""

from __future__ import annotations

import functools
import importlib
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import numpy as np
import torch
from torch import Tensor, nn

from benchmarks.machine import keep, medians, number_format, side_by_side, table
from benchmarks.pictures import scene, shipped_atelier
from fst_gui.engine.networks import interpolation
from fst_gui.engine.networks.matching import match_features, matched_moments
from fst_gui.engine.networks.painter import Painter, add_margin
from fst_gui.engine.networks.styled import StyleParameters
from fst_gui.engine.settings import PaintSettings

_SIDE = 1024
_ITERATIONS = PaintSettings().iterations
SHIPPED = f"eager, {number_format()}"
Run = Callable[[], object]


class _Network(nn.Module):
    """The painter's networks with everything fixed but the picture: style, iterations, noise.

    Without what asks about numbers on the way, flatness and the style's share: no graph can.
    """

    def __init__(self, painter: Painter, style: StyleParameters) -> None:
        super().__init__()
        self.painter, self.style = painter, style

    def forward(self, picture: Tensor) -> Tensor:
        seen = self.painter.encoder(add_margin(picture))
        moments = matched_moments(picture, seen)
        features = match_features(seen, moments, self.style["matching"])
        states = self.painter.recurrent(features, self.style, _ITERATIONS)
        return self.painter.interpolation(states, features, self.style, torch.Generator())


def measure(output: Path, rounds: int) -> None:
    """Time each way that can be had here on one picture; print and keep."""
    warnings.filterwarnings("ignore")
    atelier = shipped_atelier()
    network = _Network(atelier.models.painter, atelier.bind(atelier.styles()[0])).eval()
    photo = torch.from_numpy(scene(_SIDE, _SIDE)).permute(2, 0, 1).unsqueeze(0).float() / 255
    drawn: dict[torch.Size, Tensor] = {}

    def noise(x: Tensor, generator: torch.Generator) -> Tensor:
        """Drawn once: no graph can be made of a generator."""
        del generator
        place = x.shape[-2:]
        if place not in drawn:
            drawn[place] = torch.randn(1, 1, *place, generator=torch.Generator().manual_seed(0))
        return drawn[place].to(x.dtype)

    runs: dict[str, Run] = {}
    prepared: dict[str, float] = {}
    missing: dict[str, str] = {}
    with patch.object(interpolation, "noise_like", noise), torch.no_grad():
        network(photo)
        for name, make in _ways(network, photo):
            started = time.perf_counter()
            try:
                run = make()
                run()
            except Exception as error:  # noqa: BLE001 - any of them may fail in its own way
                missing[name] = f"{type(error).__name__}: {str(error).splitlines()[0][:200]}"
                print(f"{name:34} {missing[name]}", flush=True)
                continue
            runs[name], prepared[name] = run, time.perf_counter() - started
            print(f"{name:34} prepared in {prepared[name]:.1f} s", flush=True)
        seconds = side_by_side(runs, rounds)
    print(f"{_SIDE} x {_SIDE}, ratio to {SHIPPED}\n{table(medians(seconds), SHIPPED)}")
    results = {"side": _SIDE, "seconds": seconds, "medians": medians(seconds)}
    keep(output, "graphs", {**results, "prepared": prepared, "missing": missing})


def _ways(network: _Network, photo: Tensor) -> Iterator[tuple[str, Callable[[], Run]]]:
    for name in dict.fromkeys((number_format(), "float32")):
        dtype = getattr(torch, name)
        yield f"eager, {name}", lambda d=dtype: _in(d, lambda: network(photo))
        yield f"torch.jit.freeze, {name}", lambda d=dtype: _frozen(network, photo, d)
        yield f"torch.export, {name}", lambda d=dtype: _exported(network, photo, d)
        yield f"torch.compile, {name}", lambda d=dtype: _compiled(network, photo, d)
    yield "ONNX Runtime, float32", lambda: _onnx_runtime(network, photo)
    yield "OpenVINO, float32", lambda: _openvino(network, photo, "f32")
    if number_format() == "bfloat16":
        yield "OpenVINO, bfloat16", lambda: _openvino(network, photo, "bf16")


def _in(dtype: torch.dtype, run: Run) -> Run:
    def cast() -> object:
        with torch.autocast("cpu", dtype, enabled=dtype != torch.float32):
            return run()

    return cast


def _frozen(network: _Network, photo: Tensor, dtype: torch.dtype) -> Run:
    half = dtype != torch.float32
    with torch.autocast("cpu", dtype, enabled=half, cache_enabled=False):
        frozen = torch.jit.freeze(torch.jit.trace(network, photo, check_trace=False))
    run = _in(dtype, lambda: frozen(photo))
    for _ in range(3):  # it optimises while it runs
        run()
    return run


def _exported(network: _Network, photo: Tensor, dtype: torch.dtype) -> Run:
    with torch.autocast("cpu", dtype, enabled=dtype != torch.float32):
        module = torch.export.export(network, (photo,)).module()
    return _in(dtype, lambda: module(photo))


def _compiled(network: _Network, photo: Tensor, dtype: torch.dtype) -> Run:
    torch.compiler.reset()
    compiled = torch.compile(network)
    return _in(dtype, lambda: compiled(photo))


@functools.cache
def _onnx(network: _Network, photo: Tensor) -> bytes:
    program = torch.onnx.export(network, (photo,), dynamo=True, verbose=False)
    assert program is not None
    return program.model_proto.SerializeToString()


def _onnx_runtime(network: _Network, photo: Tensor) -> Run:
    runtime = importlib.import_module("onnxruntime")
    options = runtime.SessionOptions()
    options.intra_op_num_threads = torch.get_num_threads()
    model = _onnx(network, photo)
    session = runtime.InferenceSession(model, options, ["CPUExecutionProvider"])
    inputs = {session.get_inputs()[0].name: photo.numpy()}
    _check(network, photo, session.run(None, inputs)[0])
    return lambda: session.run(None, inputs)


def _openvino(network: _Network, photo: Tensor, precision: str) -> Run:
    openvino = importlib.import_module("openvino")
    core = openvino.Core()
    model = core.read_model(_onnx(network, photo))
    settings = {
        "INFERENCE_PRECISION_HINT": precision,
        "INFERENCE_NUM_THREADS": torch.get_num_threads(),
        "PERFORMANCE_HINT": "LATENCY",
    }
    compiled = core.compile_model(model, "CPU", settings)
    request = compiled.create_infer_request()
    result = next(iter(request.infer([photo.numpy()]).values()))
    _check(network, photo, result)
    return lambda: request.infer([photo.numpy()])


def _check(network: _Network, photo: Tensor, maps: np.ndarray) -> None:
    """It must be the same network."""
    difference = float((network(photo) - torch.from_numpy(np.asarray(maps))).abs().mean())
    if difference > 0.02:
        raise ValueError(f"another picture came out: {difference:.3f} from ours")
