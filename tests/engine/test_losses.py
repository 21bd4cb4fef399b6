"""The losses against their formulas, written out plainly."""

from __future__ import annotations

import math

import numpy as np
import pytest
import torch

from fst_gui.engine import losses
from fst_gui.engine.networks.vgg import CONTENT_LEVELS, STYLE_LEVELS


def test_gram_matrix_is_the_mean_product_of_channels(generator):
    x = torch.randn(2, 3, 4, 5, generator=generator)
    gram = losses.gram_matrix(x)
    for n in range(2):
        for i in range(3):
            for j in range(3):
                plain = sum(
                    float(x[n, i, y, z]) * float(x[n, j, y, z]) for y in range(4) for z in range(5)
                )
                assert float(gram[n, i, j]) == pytest.approx(plain / 20, abs=1e-5)


def test_gram_matrix_of_half_precision_is_a_whole_one(generator):
    x = torch.randn(2, 8, 20, 30, generator=generator)
    half = losses.gram_matrix(x.bfloat16())
    assert half.dtype == torch.float32
    whole = losses.gram_matrix(x.bfloat16().float())
    assert float((half - whole).norm() / whole.norm()) < 0.005


def _activations(generator, batch=2):
    names = set(STYLE_LEVELS) | set(CONTENT_LEVELS)
    return {name: torch.randn(batch, 6, 5, 4, generator=generator) for name in sorted(names)}


def _standardised(x: np.ndarray) -> np.ndarray:
    mean = x.mean((2, 3), keepdims=True)
    return (x - mean) / np.sqrt(x.var((2, 3), keepdims=True) + 1e-5)


def test_gradients_of_gram_matrices_are_those_of_the_plain_product(generator):
    x = torch.randn(2, 4, 3, 5, generator=generator, requires_grad=True)
    wanted = torch.randn(2, 4, 4, generator=generator)
    flat = x.flatten(2)
    plain = flat @ flat.transpose(1, 2) / flat.shape[2]
    (expected,) = torch.autograd.grad((plain * wanted).sum(), x)
    (got,) = torch.autograd.grad((losses.gram_matrix(x) * wanted).sum(), x)
    torch.testing.assert_close(got, expected)


def test_content_loss_is_the_relative_square_error_of_standardised_activations(generator):
    painted, photo = _activations(generator), _activations(generator)
    errors = []
    for name in CONTENT_LEVELS:
        a, b = _standardised(painted[name].numpy()), _standardised(photo[name].numpy())
        errors.append(
            np.mean([np.sum((a[n] - b[n]) ** 2) / np.sum(b[n] ** 2) for n in range(len(a))])
        )
    assert float(losses.content_loss(painted, photo)) == pytest.approx(np.mean(errors), rel=1e-4)


def test_content_loss_ignores_the_scale_and_offset_of_a_channel(generator):
    photo = _activations(generator)
    painted = {name: 3.0 * x + 5.0 for name, x in photo.items()}
    assert float(losses.content_loss(painted, photo)) < 1e-4
    assert float(losses.content_loss(photo, photo)) == 0.0


def test_style_loss_is_the_mean_relative_distance_of_gram_matrices(generator):
    painted, style = _activations(generator), _activations(generator, 1)
    grams = losses.gram_matrices(style)
    errors = []
    for name in STYLE_LEVELS:
        target = grams[name].numpy()[0]
        for gram in losses.gram_matrix(painted[name]).numpy():
            errors.append(np.linalg.norm(gram - target) / np.linalg.norm(target))
    assert float(losses.style_loss(painted, grams)) == pytest.approx(np.mean(errors), rel=1e-4)
    assert float(losses.style_loss(style, grams)) == pytest.approx(0.0, abs=1e-6)


def test_total_variation_is_the_mean_step_between_neighbours():
    picture = torch.zeros(1, 3, 2, 3)
    picture[..., 2] = 0.6  # one step of 0.6 in each row, none down
    assert float(losses.total_variation(picture)) == pytest.approx(0.3)


def test_adversarial_losses_are_those_of_the_paper(generator):
    real = torch.randn(5, generator=generator)
    generated = torch.randn(5, generator=generator)

    def d(x):
        return 1.0 / (1.0 + math.exp(-float(x)))

    l_d = -0.5 * (
        np.mean([math.log(d(x)) for x in real]) + np.mean([math.log(1 - d(x)) for x in generated])
    )
    l_g = -np.mean([math.log(d(x)) for x in generated])
    assert float(losses.discriminator_loss(real, generated)) == pytest.approx(l_d, rel=1e-5)
    assert float(losses.generator_loss(generated)) == pytest.approx(l_g, rel=1e-5)


def test_balance_asks_for_more_style_while_the_photo_is_kept_well():
    balance = losses.Balance(content_target=0.7, weight=3.0)
    balance.update(0.2)
    assert balance.weight > 3.0
    more = balance.weight
    balance.update(1.5)
    assert balance.weight < more
    for _ in range(10_000):
        balance.update(0.0)
    assert balance.weight == balance.highest
    balance.update(math.nan)
    assert balance.weight == balance.highest


def test_fully_connected_loss_is_relative_to_the_photo():
    photo = [torch.tensor([[3.0, 4.0]]), torch.tensor([[0.0, 2.0]])]
    painted = [torch.tensor([[3.0, 9.0]]), torch.tensor([[0.0, 2.0]])]
    assert float(losses.fully_connected_loss(painted, photo)) == pytest.approx((25 / 25 + 0) / 2)
    assert float(losses.fully_connected_loss(photo, photo)) == 0.0


def test_colour_moments_are_those_of_light_and_two_differences():
    grey = torch.full((1, 3, 8, 8), 0.5)
    np.testing.assert_allclose(losses.colour_moments(grey)[0], np.diag([0.25, 0, 0, 0]), atol=1e-6)
    red, cyan = (torch.tensor(c).view(1, 3, 1, 1) for c in ((0.9, 0.1, 0.1), (0.1, 0.9, 0.9)))
    mixed = torch.cat([red.expand(1, 3, 8, 4), cyan.expand(1, 3, 8, 4)], 3)
    moments = losses.colour_moments(mixed)[0]
    assert float(moments[2, 2]) == pytest.approx(1.6**2, rel=1e-4)
    assert float(moments[3, 3]) == pytest.approx(0.0, abs=1e-5)
    assert float(moments[0, 2]) == pytest.approx(0.0, abs=1e-5)


def test_colour_loss_is_the_relative_error_of_the_moments(generator):
    picture = torch.rand(2, 3, 8, 8, generator=generator)
    moments = losses.colour_moments(picture)
    assert float(losses.colour_loss(picture, moments)) == 0.0
    black = torch.zeros_like(picture)
    gap = (losses.colour_moments(black) - moments).flatten(1).norm(dim=1)
    wanted = (gap / moments.flatten(1).norm(dim=1)).mean()
    assert float(losses.colour_loss(black, moments)) == pytest.approx(float(wanted), rel=1e-5)


def test_the_grid_loss_sees_a_faint_grid_and_no_contrast():
    """A stronger grid has more of it, wherever its contrast comes from."""
    generator = torch.Generator().manual_seed(0)
    plain = torch.rand(1, 3, 96, 96, generator=generator) * 0.2 + 0.4
    rows, columns = torch.meshgrid(torch.arange(96), torch.arange(96), indexing="ij")
    grid = 0.08 * ((rows % 4 == 0) & (columns % 4 == 0)).float()
    by_chance, stamped = float(losses.grid_loss(plain)), float(losses.grid_loss(plain + grid))
    assert by_chance < 1.0 < 2.0 < stamped
    strength = torch.ones((), requires_grad=True)
    (slope,) = torch.autograd.grad(losses.grid_loss(plain + strength * grid), strength)
    assert slope > 0.1
    assert float(losses.grid_loss(plain * 3.0)) == pytest.approx(by_chance, rel=1e-4)
