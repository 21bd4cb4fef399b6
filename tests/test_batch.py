"""Planning a batch: names, folders, what to skip."""

from __future__ import annotations

from pathlib import Path

import pytest

from fst_gui.workshop.batch import plan_batch
from fst_gui.workshop.naming import NamingError, NamingRule


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


def _files(folder, *names):
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_bytes(name.encode())
    return folder


@pytest.mark.parametrize("named", [False, True])
def test_no_photo_is_replaced_by_the_picture_of_another(tmp_path, named):
    folder = _files(tmp_path / "p", "a.jpg", "a.png")
    sources = sorted(folder.iterdir()) if named else [folder]
    plan = plan_batch(sources, NamingRule("{name}", ".png"), "wave")
    # The second gets a number; none of them is taken for the other's picture.
    assert [(i.photo.name, i.target.name) for i in plan.items] == [("a.png", "a 2.png")]
    assert "“a.png” would be replaced by the picture of “a.jpg”" in plan.problems[0]
    plan.items[0].target.write_bytes(b"painted")
    assert plan_batch(sources, NamingRule("{name}", ".png"), "wave").to_paint() == ()


def test_no_photo_is_replaced_through_a_link(tmp_path):
    folder = _files(tmp_path / "p", "a.jpg", "b.png")
    (tmp_path / "a.png").symlink_to(folder / "b.png")
    plan = plan_batch([folder], NamingRule("{name}", ".png", tmp_path), "wave")
    assert [item.photo.name for item in plan.items] == ["b.png"]
    assert "“b.png” would be replaced by the picture of “a.jpg”" in plan.problems[0]


@pytest.mark.parametrize(
    ("photos", "pattern", "suffix"),
    [
        (("a.jpg", "a.png"), "{name} {style}", ".jpg"),  # the second gets a number
        (("a.jpg",), "{number} {name}", ""),
        (("a.jpg", "b.png"), "{number:03d} {name}", ".png"),
        (("IMG_1.jpg", "IMG_2.jpg", "IMG_10.jpg"), "{style} {number}", ""),
        (("a.jpg", "a 2.jpg", "a 3.jpg"), "{name} {number}", ".webp"),
        (("a.jpg", "a 2.jpg"), "{number} {name} {style}", ""),
        (("1.jpg", "2.jpg", "3.jpg"), "{number}", ""),
        (("a.jpg", "a wave.jpg"), "{name} {style}", ".jpg"),
    ],
)
def test_planning_again_gives_the_same_plan(tmp_path, monkeypatch, photos, pattern, suffix):
    folder = _files(tmp_path / "p", *photos)
    rule = NamingRule(pattern, suffix)
    first = plan_batch([folder], rule, "wave")
    for item in first.items:
        item.target.write_bytes(b"painted")
    monkeypatch.chdir(tmp_path)
    again = plan_batch([Path("p")], rule, "wave")
    targets = [item.target for item in first.items]
    assert [item.target.absolute() for item in again.items] == targets
    assert all(item.exists for item in again.items)


def test_photos_that_look_like_pictures_but_for_the_number_are_painted(tmp_path):
    folder = _files(tmp_path / "p", "b.jpg", "12 b.jpg", "13 b.jpg")
    plan = plan_batch([folder], NamingRule("{number} {name}"), "wave")
    assert [item.target.name for item in plan.items] == ["1 12 b.jpg", "2 13 b.jpg", "3 b.jpg"]


def test_pictures_in_a_folder_below_are_not_painted_again(tmp_path, monkeypatch):
    _files(tmp_path / "p", "a.jpg")
    _files(tmp_path / "p" / "out", "a wave.jpg")
    monkeypatch.chdir(tmp_path)
    plan = plan_batch([Path("p")], NamingRule(folder=tmp_path / "p" / "out"), "wave")
    assert [(item.photo, item.exists) for item in plan.items] == [(Path("p/a.jpg"), True)]


def test_a_photo_is_found_once_however_its_folder_is_written(tmp_path):
    folder = _files(tmp_path / "p", "a.jpg")
    sources = [folder / "a.jpg", folder / ".." / "p" / "a.jpg", folder]
    assert len(plan_batch(sources, NamingRule(), "wave").items) == 1


def test_who_names_a_painted_picture_means_it_beside_its_folder_too(tmp_path):
    folder = _files(tmp_path / "p", "a.jpg", "a wave.jpg")
    plan = plan_batch([folder, folder / "a wave.jpg"], NamingRule(), "wave")
    assert [item.target.name for item in plan.items] == ["a wave wave.jpg"]
    assert "picture of “a.jpg”" in plan.problems[0]


def test_a_name_that_is_too_long_stops_no_plan(tmp_path):
    folder = _files(tmp_path / "p", "a.jpg", f"{'n' * 248}.jpg")
    plan = plan_batch([folder, tmp_path / ("n" * 300)], NamingRule(), "wave")
    assert [item.exists for item in plan.items] == [False, False]
    assert "was not found" in plan.problems[0]


def test_numbers_may_be_padded(tmp_path):
    rule = NamingRule("{number:03d} {name}", ".png", tmp_path)
    assert rule.target(Path("a.jpg"), "wave", 7).name == "007 a.png"


def test_names_work_on_every_system(tmp_path):
    rule = NamingRule("{name} {style}", ".png", tmp_path)
    assert rule.target(Path("Café.jpg"), "a/b: c?", 1).name == "Café a_b_ c_.png"
    rule = NamingRule("{name}", ".png", tmp_path)
    assert rule.target(Path("aux.jpg"), "wave", 1).name == "_aux.png"


@pytest.mark.parametrize(
    ("pattern", "suffix"),
    [
        ("painted", ""),
        ("{style}", ""),
        ("{name", ""),
        ("{name} {artist}", ""),
        ("{name.parent}", ""),
        ("{name.upper}", ""),
        ("{name} {number[0]}", ""),
        ("{name} {number:{name}}", ""),
        ("{name:03d}", ""),
        ("{name:9999999999999}", ""),
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
