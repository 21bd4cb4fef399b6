"""VGG19 at half the cost: nearly the same losses and gradients, fewer multiplications."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch.utils.flop_counter import FlopCounterMode

from fst_gui.engine.data import PhotoSource
from fst_gui.engine.losses import content_loss, gram_matrices, style_loss
from fst_gui.engine.networks.compressed import compress
from fst_gui.engine.scenes import make_scenes


@pytest.fixture(scope="module")
def scenes():
    """Patches that the network is fitted to, and some of other pictures."""
    fitted = PhotoSource(make_scenes(6, 160, seed=3), 96).batch(16, torch.Generator())
    others = PhotoSource(make_scenes(2, 160, seed=8), 96).batch(2, torch.Generator())
    return fitted, others


@pytest.fixture(scope="module")
def quick(judge, scenes):
    return compress(judge, scenes[0], torch.Generator().manual_seed(1))


def _losses(judge, painted, photo, painting):
    """C and S, and the gradient of their sum."""
    painted = painted.clone().requires_grad_(True)
    features = judge(painted)
    with torch.no_grad():
        photo_features, grams = judge(photo), gram_matrices(judge(painting))
    content, style = content_loss(features, photo_features), style_loss(features, grams)
    (gradient,) = torch.autograd.grad(content + style, painted)
    return content.detach(), style.detach(), gradient


def test_losses_are_nearly_those_of_the_full_network(judge, quick, scenes):
    photo, painting = scenes[1].split(1)
    noise = torch.randn(photo.shape, generator=torch.Generator().manual_seed(2))
    painted = (photo + 0.1 * noise).clamp(0, 1)
    full, rough = (_losses(j, painted, photo, painting) for j in (judge, quick))
    torch.testing.assert_close(rough[:2], full[:2], rtol=0.2, atol=0.0)
    assert F.cosine_similarity(full[2].flatten(), rough[2].flatten(), dim=0) > 0.6


def test_it_multiplies_half_as_much(judge, quick, scenes):
    counts = []
    for network in (judge, quick):
        with FlopCounterMode(display=False) as counter:
            network(scenes[1][..., :32, :32])  # so small that nothing is computed by tiles
        counts.append(counter.get_total_flops())
    assert counts[1] < 0.5 * counts[0]


def test_the_same_pictures_give_the_same_network_and_leave_the_full_one(judge, quick, scenes):
    before = {name: tensor.clone() for name, tensor in judge.state_dict().items()}
    again = compress(judge, scenes[0], torch.Generator().manual_seed(1))
    for name, tensor in quick.state_dict().items():
        torch.testing.assert_close(again.state_dict()[name], tensor, rtol=0, atol=0)
    for name, tensor in judge.state_dict().items():
        assert torch.equal(tensor, before[name])
    assert not any(parameter.requires_grad for parameter in quick.parameters())
