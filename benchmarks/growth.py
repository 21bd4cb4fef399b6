"""How cost grows with the size of the picture and with the iterations."""

from __future__ import annotations

from pathlib import Path

from benchmarks.machine import keep, medians, side_by_side
from benchmarks.pictures import scene, shipped_atelier
from fst_gui.engine.settings import MAXIMUM_ITERATIONS, PaintSettings

_SHAPE = (4, 3)


def measure(output: Path, megapixels: list[float], rounds: int) -> None:
    """Time pictures of each size and 1 megapixel at each iteration; print and keep."""
    atelier = shipped_atelier()
    share = [(atelier.styles()[0], 1.0)]
    by_size: dict[str, float] = {}
    for size in megapixels:
        unit = (size * 1e6 / (_SHAPE[0] * _SHAPE[1])) ** 0.5
        photo = scene(round(_SHAPE[1] * unit), round(_SHAPE[0] * unit))
        run = {"": lambda photo=photo: list(atelier.paint(photo.copy(), share, PaintSettings()))}
        by_size[f"{size:g}"] = medians(side_by_side(run, rounds if size <= 4 else 1))[""]
        print(f"{size:7.2f} MP {by_size[f'{size:g}']:8.3f} s")
    photo = scene(866, 1155)
    runs = {
        str(count): lambda count=count: list(
            atelier.paint(photo.copy(), share, PaintSettings(iterations=count))
        )
        for count in range(1, MAXIMUM_ITERATIONS + 1)
    }
    by_iterations = medians(side_by_side(runs, rounds))
    for count, seconds in by_iterations.items():
        print(f"{count} iterations {seconds:8.3f} s")
    keep(output, "growth", {"megapixels": by_size, "iterations": by_iterations})
    _plot(output / "growth.svg", by_size, by_iterations)


def _plot(path: Path, by_size: dict[str, float], by_iterations: dict[str, float]) -> None:
    """Both curves beside each other."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    left.loglog([float(size) for size in by_size], list(by_size.values()), "o-")
    left.set(xlabel="megapixels", ylabel="seconds for one picture")
    right.plot([int(count) for count in by_iterations], list(by_iterations.values()), "o-")
    right.set(xlabel="iterations, at 1 megapixel", ylim=(0, None))
    figure.savefig(path)
