"""Planning a batch: names, folders, what to skip."""

from __future__ import annotations

from pathlib import Path

import pytest

from fst_gui.workshop.batch import NamingError, NamingRule, plan_batch


@pytest.fixture
def folder(tmp_path):
    photos = tmp_path / "Photos Größe"
    for name in ("b.JPG", "a.png", "notes.txt", ".hidden.jpg", "trip/a.png", "trip/c.heic"):
        path = photos / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return photos


def _names(plan, root):
    return [
        (i.photo.relative_to(root).as_posix(), i.target.relative_to(root.parent).as_posix())
        for i in plan.items
    ]


def test_a_folder_gives_its_pictures_in_order_beside_the_photos(folder):
    plan = plan_batch([folder], NamingRule(), "great_wave")
    assert plan.problems == ()
    assert _names(plan, folder) == [
        ("a.png", "Photos Größe/a great_wave.png"),
        ("b.JPG", "Photos Größe/b great_wave.jpg"),
        ("trip/a.png", "Photos Größe/trip/a great_wave.png"),
        ("trip/c.heic", "Photos Größe/trip/c great_wave.jpg"),
    ]
    flat = plan_batch([folder], NamingRule(), "great_wave", subfolders=False)
    assert [item.photo.name for item in flat.items] == ["a.png", "b.JPG"]


def test_another_folder_gets_the_subfolders_too(folder, tmp_path):
    rule = NamingRule("{number} {name}", ".webp", tmp_path / "out")
    assert [target for _, target in _names(plan_batch([folder], rule, "s"), folder)] == [
        "out/1 a.webp",
        "out/2 b.webp",
        "out/trip/3 a.webp",
        "out/trip/4 c.webp",
    ]


def test_photos_of_one_name_are_numbered_the_same_every_time(folder, tmp_path):
    rule = NamingRule("{name}", ".png", tmp_path / "out")
    files = [folder / "a.png", folder / "trip" / "a.png", folder / "a.png"]
    expected = [tmp_path / "out" / "a.png", tmp_path / "out" / "a 2.png"]
    assert [item.target for item in plan_batch(files, rule, "s").items] == expected
    (tmp_path / "out").mkdir()
    expected[0].write_bytes(b"painted")
    again = plan_batch(files, rule, "s")
    assert [item.target for item in again.items] == expected
    assert [item.exists for item in again.items] == [True, False]
    assert [item.target for item in again.to_paint()] == expected[1:]
    assert [item.target for item in again.to_paint(replace=True)] == expected


def test_its_own_pictures_are_not_painted_again(folder):
    first = plan_batch([folder], NamingRule(), "wave")
    for item in first.items:
        item.target.write_bytes(b"painted")
    again = plan_batch([folder], NamingRule(), "wave")
    assert [(i.photo, i.target) for i in again.items] == [(i.photo, i.target) for i in first.items]
    assert again.to_paint() == ()
    # Who names one painted picture means it.
    named = plan_batch([first.items[0].target], NamingRule(), "wave")
    assert [item.target.name for item in named.items] == ["a wave wave.png"]


def test_what_is_wrong_with_a_source_is_said_and_the_rest_goes_on(folder, tmp_path):
    empty = tmp_path / "empty"
    empty.mkdir()
    plan = plan_batch([tmp_path / "gone.jpg", empty, folder / "b.JPG"], NamingRule(), "wave")
    assert [item.photo.name for item in plan.items] == ["b.JPG"]
    assert len(plan.problems) == 2
    assert "gone.jpg" in plan.problems[0]
    assert "empty" in plan.problems[1]


def test_no_photo_is_replaced_by_its_own_picture(folder):
    plan = plan_batch([folder / "a.png"], NamingRule("{name}"), "wave")
    assert plan.items == ()
    assert "replaced by its own picture" in plan.problems[0]


def test_names_work_on_every_system(tmp_path):
    rule = NamingRule("{name} {style}", ".png", tmp_path)
    assert rule.target(Path("Café.jpg"), "a/b: c?", 1).name == "Café a_b_ c_.png"


@pytest.mark.parametrize(
    ("pattern", "suffix"),
    [
        ("painted", ""),
        ("{style}", ""),
        ("{name", ""),
        ("{name} {artist}", ""),
        ("{name.parent}", ""),
        ("{}", ""),
        ("../{name}", ""),
        ("{name}:{style}", ""),
        ("{name}", ".gif"),
        ("{name}", "png"),
    ],
)
def test_a_rule_that_gives_no_names_is_refused_in_a_sentence(pattern, suffix):
    with pytest.raises(NamingError) as caught:
        NamingRule(pattern, suffix)
    assert str(caught.value).endswith(".")
