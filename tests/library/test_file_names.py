from __future__ import annotations

import pytest

from fst_gui.library.file_names import is_reserved, unreserved


@pytest.mark.parametrize("name", ["CON", "nul", "aux.fststyle", "Com1", "lpt9.a.b", "COM¹", "prn "])
def test_what_windows_keeps_for_devices_is_known(name):
    assert is_reserved(name)
    assert unreserved(name) == f"_{name}"
    assert not is_reserved(unreserved(name))


@pytest.mark.parametrize("name", ["", "cone", "a.con", "com", "com0", "com10", "aux_", ".nul"])
def test_what_only_looks_like_it_is_left_alone(name):
    assert unreserved(name) == name
