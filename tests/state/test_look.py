"""The arithmetic of mixing, and which styles the gallery shows."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from fst_gui.library.gallery import StyleEntry
from fst_gui.state.gallery import Gallery
from fst_gui.state.gallery_filter import Filter, movements, shown_entries
from fst_gui.state.look import Look, alone, left_out, mixed_in, weighted


def entry(title, artist="", movement="", kind="shipped"):
    name = title.lower().replace(" ", "_")
    return StyleEntry(name, title, artist, "1900", "", "", kind, Path(f"/{name}"), movement)


A, B, C, D, E = (entry(title) for title in "ABCDE")


def shares(look):
    return {known.title: pytest.approx(share) for known, share in look.styles}


def test_a_style_that_is_mixed_in_gets_an_equal_share_and_the_others_keep_their_proportions():
    look = weighted(mixed_in(alone(Look(), A), B), B, 0.25)
    assert shares(mixed_in(look, C)) == {"A": 0.5, "B": 1 / 6, "C": 1 / 3}
    assert look.leading is A


def test_no_more_than_four_and_none_twice():
    look = alone(Look(), A)
    for style in (B, B, C, D, E):
        look = mixed_in(look, style)
    assert [known.title for known, _ in look.styles] == ["A", "B", "C", "D"]


def test_the_shares_always_add_up_to_one():
    look = mixed_in(mixed_in(alone(Look(), A), B), C)
    for style, share in ((A, 0.7), (B, 0.0), (C, 1.0), (A, 0.2), (B, 2.0), (B, -1.0)):
        look = weighted(look, style, share)
        assert sum(part for _, part in look.styles) == pytest.approx(1.0)
        assert look.share_of(style) == pytest.approx(min(1.0, max(0.0, share)))
    assert look.has(B)  # with a share of 0 it is still there


def test_others_without_a_share_get_the_same_when_one_gives_way():
    look = weighted(mixed_in(mixed_in(alone(Look(), A), B), C), A, 1.0)
    assert shares(weighted(look, A, 0.5)) == {"A": 0.5, "B": 0.25, "C": 0.25}


def test_leaving_out_shares_the_rest_and_never_leaves_nothing():
    look = weighted(mixed_in(mixed_in(alone(Look(), A), B), C), A, 0.6)
    assert shares(left_out(look, A)) == {"B": 0.5, "C": 0.5}
    assert left_out(alone(Look(), A), A) == alone(Look(), A)
    everything = weighted(mixed_in(alone(Look(), A), B), A, 1.0)
    assert shares(left_out(everything, A)) == {"B": 1.0}


@pytest.fixture
def gallery():
    return Gallery(
        entries=(
            entry("Great Wave", "Katsushika Hokusai", "Ukiyo-e"),
            entry("Sudden Shower", "Utagawa Hiroshige, Ōhashi", "Ukiyo-e"),
            entry("Water Lilies", "Claude Monet", "Impressionism"),
            entry("Mine", "", "", "own"),
            entry("Dropped", "", "", "painting"),
        ),
        favourites=("water_lilies", "/mine"),
        recent=("/mine", "great_wave", "gone"),
    )


@pytest.mark.parametrize(
    ("wanted", "titles"),
    [
        (Filter(), ["Great Wave", "Sudden Shower", "Water Lilies", "Mine", "Dropped"]),
        (Filter("favourites"), ["Water Lilies", "Mine"]),
        (Filter("recent"), ["Mine", "Great Wave"]),
        (Filter("own"), ["Mine", "Dropped"]),
        (Filter("movement", "Ukiyo-e"), ["Great Wave", "Sudden Shower"]),
        (Filter(words="ohashi"), ["Sudden Shower"]),
        (Filter(words="  MONET water "), ["Water Lilies"]),
        (Filter("movement", "Ukiyo-e", "impression"), []),
        (Filter(words="impression"), ["Water Lilies"]),
    ],
)
def test_what_the_gallery_shows(gallery, wanted, titles):
    assert [known.title for known in shown_entries(gallery, wanted)] == titles


def test_movements_are_offered_once(gallery):
    assert movements(gallery) == ("Impressionism", "Ukiyo-e")
    one = entry("Made elsewhere", movement="ukiyo-E", kind="own")
    gallery = replace(gallery, entries=(*gallery.entries, one))
    assert movements(gallery) == ("Impressionism", "Ukiyo-e")
    assert one in shown_entries(gallery, Filter("movement", "Ukiyo-e"))


def test_the_search_knows_what_people_call_a_style(gallery):
    names = {"Ukiyo-e": "浮世绘", "Impressionism": "Imprécis"}

    def found(words):
        wanted = Filter(words=words)
        entries = shown_entries(gallery, wanted, lambda entry: names.get(entry.movement, ""))
        return [known.title for known in entries]

    assert found("浮世绘") == ["Great Wave", "Sudden Shower"]
    assert found("浮世 wave") == ["Great Wave"]
    assert found("imprecis") == found("impressionism") == ["Water Lilies"]


def test_what_a_style_is_called_changes_no_picture():
    look = weighted(mixed_in(alone(Look(), A), B), B, 0.25)
    (first, share), *others = look.styles
    called = replace(look, styles=((replace(first, title="Z"), share), *others))
    assert called != look
    assert called.paints_as(look)
    assert called.with_settings(overpainting=1).same_but_layers(look)
    assert not called.with_settings(overpainting=1).paints_as(look)
    assert not weighted(look, B, 0.5).paints_as(look)
    assert not alone(look, C).paints_as(alone(look, A))
