"""How far a step of the optimiser moves what is learned."""

from __future__ import annotations

import pytest
import torch

from fst_gui.engine.train.optimiser import StageOptimiser


def test_the_optimiser_moves_every_parameter_at_its_own_rate():
    fast, slow = (torch.ones(3, requires_grad=True) for _ in range(2))
    optimiser = StageOptimiser([fast, slow], peak=0.1, steps=1, rates=[1.0, 0.01])
    (fast.sum() + slow.sum()).backward()
    optimiser.apply(0)
    moved = [float((1.0 - x.detach()).mean()) for x in (fast, slow)]
    assert moved[0] == pytest.approx(100 * moved[1], rel=1e-3)
    assert moved[0] > 0.05


def test_kernels_move_by_the_rate_in_all_directions():
    torch.manual_seed(0)
    kernel, other = torch.zeros(8, 4, 3, 3, requires_grad=True), torch.zeros(3, requires_grad=True)
    optimiser = StageOptimiser([kernel, other], peak=0.1, steps=1, kernels=[kernel])
    (torch.randn(8, 4, 3, 3) @ kernel.transpose(2, 3)).sum().backward()
    other.sum().backward()
    optimiser.apply(0)
    moved = kernel.detach()
    assert float(moved.square().mean().sqrt()) == pytest.approx(0.1, rel=0.25)
    values = torch.linalg.svdvals(moved.flatten(1))
    assert float(values.max() / values[values > 1e-3 * values.max()].min()) < 3
    torch.testing.assert_close(other.detach(), torch.full((3,), -0.1))


def test_kernels_without_a_gradient_to_speak_of_forget_instead_of_growing():
    """Noise moves an orthogonalised kernel as far as learning does; its steps must not add up."""
    torch.manual_seed(0)
    kernel = (0.05 * torch.randn(16, 16, 3, 3)).requires_grad_(True)
    other = torch.zeros(1, requires_grad=True)
    optimiser = StageOptimiser([kernel, other], peak=0.01, steps=2000, kernels=[kernel])
    sizes: list[float] = []
    for step in range(100, 700):
        optimiser.zero()
        (torch.randn_like(kernel) * kernel).sum().backward()
        optimiser.apply(step)
        sizes.append(float(kernel.detach().square().mean().sqrt()))
    assert sizes[-1] < sizes[299]
