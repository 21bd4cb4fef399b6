"""Small trainings on networks that are loaded once."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from fst_gui import paths
from fst_gui.library.pack_header import Credits
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.training_request import Painting, TrainingRequest


@pytest.fixture(scope="session")
def models():
    """Networks that are loaded once."""
    return Atelier(paths.models_dir(), paths.user_styles_dir(), paths.perceptual_weights()).models


@pytest.fixture
def atelier(tmp_path, models, monkeypatch):
    monkeypatch.setattr("fst_gui.workshop.training._SIZE", 32)
    monkeypatch.setattr("fst_gui.workshop.training_pictures._MADE_SCENES", 2)
    monkeypatch.setattr("fst_gui.engine.train.loop.CHECKPOINT_SECONDS", 0.0)
    made = Atelier(paths.models_dir(), tmp_path / "own", paths.perceptual_weights())
    made.models = models
    return made


@pytest.fixture
def request_(tmp_path, sample_photo):
    """Eight steps on two small photos, with one to show progress on."""
    with Image.open(sample_photo) as opened:
        picture = opened.convert("RGB").resize((96, 64))
    (tmp_path / "photos").mkdir()
    for name in "ab":
        picture.save(tmp_path / "photos" / f"{name}.png")
    picture.rotate(90).save(tmp_path / "painting.png")
    return TrainingRequest(
        paintings=(Painting(tmp_path / "painting.png"),),
        credits=Credits("a", "A style", "Me", "", "", ""),
        output=tmp_path / "own" / "a.fststyle",
        photos=tmp_path / "photos",
        minutes=0.0001,
        sample=np.asarray(picture),
    )
