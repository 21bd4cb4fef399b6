"""What the form of a training makes of what is written and chosen."""

from __future__ import annotations

import pytest

from fst_gui.engine.settings import USUAL_CONTENT
from fst_gui.state.training_draft import strictness_of, target_of
from fst_gui.workshop.training_request import LOOSEST, STRICTEST, file_stem


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("Night Harbour", "night_harbour"),
        ("  A/B: c?  ", "a_b_c"),
        ("…", ""),
        ("夜港", "夜港"),
        ("हिन्दी शैली", "हिन्दी_शैली"),
        ("Cafe\u0301", "caf\u00e9"),  # as macOS writes it
        ("Wave \u2764\ufe0f", "wave"),  # a heart, and the mark that makes it red
        ("\u2764\ufe0f", ""),
        ("Aux", "_aux"),
        ("Com 1", "com_1"),
    ],
)
def test_titles_become_file_names(title, stem):
    assert file_stem(title) == stem


def test_strictness_covers_the_targets():
    assert target_of(0.5) == pytest.approx(USUAL_CONTENT)
    assert STRICTEST <= target_of(1.0) < target_of(0.0) <= LOOSEST
    for strictness in (0.0, 0.3, 0.5, 1.0):
        assert strictness_of(target_of(strictness)) == pytest.approx(strictness)
