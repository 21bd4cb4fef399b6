"""Training pictures: sizes, ranges and that a seed decides everything."""

from __future__ import annotations

import pytest
import torch

from fst_gui.engine.data import PhotoSource, merge_patches, random_patch, scale_to_short_side
from fst_gui.engine.errors import TrainingError
from fst_gui.engine.scenes import make_scenes


def test_batches_have_the_size_and_range_and_follow_the_seed(pictures):
    source = PhotoSource(pictures, 32)
    first = source.batch(6, torch.Generator().manual_seed(1))
    again = source.batch(6, torch.Generator().manual_seed(1))
    other = source.batch(6, torch.Generator().manual_seed(2))
    assert first.shape == (6, 3, 32, 32)
    assert float(first.min()) >= 0.0
    assert float(first.max()) <= 1.0
    assert torch.equal(first, again)
    assert not torch.equal(first, other)


def test_four_patches_merge_into_one_picture():
    patches = [torch.full((1, 3, 4, 4), float(i)) for i in range(4)]
    merged = merge_patches(patches)
    assert merged.shape == (1, 3, 8, 8)
    assert merged[0, 0, ::4, ::4].tolist() == [[0.0, 1.0], [2.0, 3.0]]


@pytest.mark.parametrize("shape", [(1, 1, 3), (3, 200, 3), (48, 64, 3)])
def test_a_patch_can_be_cut_from_any_picture(shape, generator):
    picture = torch.zeros(shape, dtype=torch.uint8)
    assert random_patch(picture, 32, (32.0, 64.0), generator).shape == (1, 3, 32, 32)


def test_no_photos_is_said_in_a_sentence():
    with pytest.raises(TrainingError, match="Choose a folder"):
        PhotoSource([], 32)


def test_scaling_never_enlarges():
    assert scale_to_short_side(torch.zeros(100, 80, 3, dtype=torch.uint8), 512).shape[-2:] == (
        100,
        80,
    )
    assert scale_to_short_side(torch.zeros(100, 80, 3, dtype=torch.uint8), 40).shape[-2:] == (
        50,
        40,
    )


def test_made_scenes_follow_the_seed_and_fill_the_range():
    one, again = make_scenes(2, 64, seed=4), make_scenes(2, 64, seed=4)
    assert torch.equal(one[0], again[0])
    assert not torch.equal(one[0], one[1])
    assert one[0].shape == (64, 64, 3)
    assert one[0].float().std() > 10
