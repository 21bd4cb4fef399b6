"""Small maps enlarged: the kernels, and the edges that dabs of paint get."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from fst_gui.engine.enlarging import CUBIC, LINEAR, Enlarged, EnlargedPaint, Kernel

_SIZE = (240, 320)  # eight times 30 x 40


def _noise(deviation: float) -> Tensor:
    return deviation * torch.randn(1, 3, 30, 40, generator=torch.Generator().manual_seed(0))


def _step() -> Tensor:
    """Dark left, light right, and one line between them."""
    columns = torch.tensor([-2.0] * 19 + [0.0] + [2.0] * 20)
    return columns.expand(1, 3, 30, 40).contiguous()


def _cubic(maps: Tensor) -> Tensor:
    return F.interpolate(maps, _SIZE, mode="bicubic", align_corners=False, antialias=True)


@pytest.mark.parametrize("kernel", [LINEAR, CUBIC])
@pytest.mark.parametrize("size", [(30, 40), (31, 40), (30, 97), (77, 101), _SIZE])
def test_it_is_enlarged_as_torch_enlarges(kernel: Kernel, size: tuple[int, int]) -> None:
    maps = _noise(1.0)
    whole = F.interpolate(maps, size, mode=kernel.mode, align_corners=False, antialias=True)
    rows = Enlarged(maps, size, kernel).rows(0, size[0])
    torch.testing.assert_close(rows, whole, atol=1e-5, rtol=0.0)


@pytest.mark.parametrize("rows", [1, 7, 64, 65])
def test_rows_are_the_same_however_they_are_cut(rows: int) -> None:
    paint = EnlargedPaint(_noise(1.0), _SIZE)
    parts = [paint.rows(top, min(rows, 240 - top)) for top in range(0, 240, rows)]
    assert torch.equal(torch.cat(parts, 2), paint.rows(0, 240))


def test_paint_enlarged_several_times_has_edges() -> None:
    steepest = EnlargedPaint(_step(), _SIZE).rows(0, 240).diff(dim=3).amax()
    assert steepest > 2.0 * _cubic(_step()).diff(dim=3).amax()


def test_edges_leave_no_halo() -> None:
    """Nothing is lighter or darker than its neighbours: that is what sharpening leaves."""
    painted = EnlargedPaint(_step(), _SIZE).rows(0, 240)
    assert painted.amax() <= 2.0 + 1e-4
    assert painted.amin() >= -2.0 - 1e-4


def test_grain_stays_soft() -> None:
    """A step of a few levels, as noise makes them, gets next to no edge."""
    grain = _noise(0.03)
    moved = EnlargedPaint(grain, _SIZE).rows(0, 240) - _cubic(grain)
    assert moved.abs().amax() < 0.02  # half a level of 255


def test_colours_stay_soft() -> None:
    """Where lightness is even, a change of colour is enlarged as it is."""
    maps = torch.cat([_step()[:, :1], -_step()[:, :1], torch.zeros(1, 1, 30, 40)], 1)
    painted = EnlargedPaint(maps, _SIZE).rows(0, 240)
    torch.testing.assert_close(painted, _cubic(maps), atol=1e-5, rtol=0.0)


def test_a_preview_is_enlarged_as_it_is() -> None:
    maps, size = _noise(1.0), (44, 59)
    whole = F.interpolate(maps, size, mode="bicubic", align_corners=False, antialias=True)
    torch.testing.assert_close(EnlargedPaint(maps, size).rows(0, 44), whole, atol=1e-5, rtol=0.0)
