"""The Debian package around a program of two files: names, fields, what the desktop is told."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import icu
import make_linux
import pytest
from PIL import Image

from fst_gui import __version__
from fst_gui.app import DESKTOP_ID
from fst_gui.library.pack_header import SUFFIX

ROOT = Path(__file__).parents[2]


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The tree of the package."""
    program = tmp_path / "fst-studio"
    (program / "_internal/numpy-2.0.dist-info/licenses").mkdir(parents=True)
    (program / "_internal/numpy-2.0.dist-info/licenses/LICENSE.txt").write_text("as you like")
    (program / "fst-studio").write_bytes(b"\x7fELF" + bytes(2044))
    (program / "_internal/link.so").symlink_to("../fst-studio")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    target = tmp_path / "root"
    make_linux.lay_out(program, target)
    make_linux.tidy_modes(target)
    return target


def test_everything_is_where_debian_and_the_desktops_look(root):
    command = root / "usr/bin/fst-gui"
    assert command.resolve() == root / "usr/lib/fst-studio/fst-studio"
    assert (root / "usr/lib/fst-studio/_internal/link.so").is_symlink()
    assert (root / "usr/lib/fst-studio/fst-studio").stat().st_mode & 0o777 == 0o755
    assert (root / f"usr/share/applications/{DESKTOP_ID}.desktop").stat().st_mode & 0o777 == 0o644
    for size in make_linux.ICON_SIZES:
        path = root / f"usr/share/icons/hicolor/{size}x{size}/apps/{DESKTOP_ID}.png"
        with Image.open(path) as icon:
            assert icon.size == (size, size)
            corner, middle = icon.getpixel((0, 0)), icon.getpixel((size // 2, size // 2))
        assert corner[3] == 0
        assert middle[3] == 255
    assert (root / f"usr/share/icons/hicolor/scalable/apps/{DESKTOP_ID}.svg").is_file()
    copyright = (root / "usr/share/doc/fst-studio/copyright").read_text("utf-8")
    assert "MIT License" in copyright
    assert "numpy 2.0\n\nas you like" in copyright


def test_the_control_fields(root):
    text = make_linux.control_text("amd64", "libc6 (>= 2.35), libgl1", root)
    fields = dict(re.findall(r"^([A-Z][\w-]+): (.*)$", text, re.MULTILINE))
    assert fields["Package"] == "fst-studio"
    assert fields["Version"] == __version__
    assert fields["Depends"] == "libc6 (>= 2.35), libgl1"
    files = [p for p in root.rglob("*") if p.is_file() and not p.is_symlink()]
    assert int(fields["Installed-Size"]) >= sum(p.stat().st_size for p in files) // 1024
    # Every line after the first belongs to the description before it.
    description = text.partition("Description: ")[2].splitlines()
    assert all(line.startswith(" ") for line in description[1:])
    assert max(map(len, description)) <= 80
    sums = make_linux.checksums(root).splitlines()
    assert len(sums) == len(files)


def test_a_photo_and_a_style_pack_open_with_the_studio(root):
    entry = configparser.ConfigParser(interpolation=None)
    entry.optionxform = str
    entry.read(root / f"usr/share/applications/{DESKTOP_ID}.desktop", "utf-8")
    main = entry["Desktop Entry"]
    kinds = main["MimeType"].split(";")
    assert {"application/x-fst-style", "image/jpeg", "image/png"} <= set(kinds)
    # "studio" stays: a photo could have a command's name.
    assert main["Exec"] == "fst-gui studio %f"
    assert main["Icon"] == DESKTOP_ID
    mime = ET.parse(root / f"usr/share/mime/packages/{DESKTOP_ID}.xml").getroot()
    space = {"m": "http://www.freedesktop.org/standards/shared-mime-info"}
    kind = mime.find("m:mime-type", space)
    assert kind.get("type") == "application/x-fst-style"
    assert kind.find("m:glob", space).get("pattern") == f"*{SUFFIX}"


def test_the_description_for_software_centres(root):
    component = ET.parse(root / f"usr/share/metainfo/{DESKTOP_ID}.metainfo.xml").getroot()
    assert component.findtext("id") == DESKTOP_ID == make_linux.ID
    assert component.findtext("launchable") == f"{DESKTOP_ID}.desktop"
    release = component.find("releases/release")
    assert release.attrib == {"version": __version__, "date": "2026-09-21"}


@pytest.mark.parametrize(
    ("tool", "path"),
    [
        (["appstreamcli", "validate", "--no-net"], f"metainfo/{DESKTOP_ID}.metainfo.xml"),
        (["desktop-file-validate"], f"applications/{DESKTOP_ID}.desktop"),
    ],
)
def test_the_desktop_s_own_checks(root, tool, path):
    if shutil.which(tool[0]) is None:
        pytest.skip(f"{tool[0]} is not installed")
    words = [*tool, str(root / "usr/share" / path)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_other_systems_know_the_same_file_type():
    setup = (ROOT / "packaging/windows/fst-studio.iss").read_text("utf-8")
    assert rf"Software\Classes\{SUFFIX}" in setup
    spec = (ROOT / "build.spec").read_text("utf-8")
    assert f'"public.filename-extension": ["{SUFFIX[1:]}"]' in spec
    for text in (setup, spec):
        assert "application/x-fst-style" in text


def test_the_workflows_run_what_exists():
    named = set()
    for path in (ROOT / ".github/workflows").glob("*.yml"):
        named |= set(re.findall(r"packaging/\w+\.(?:py|sh)", path.read_text("utf-8")))
    assert {"packaging/smoke.py", "packaging/make_linux.py", "packaging/verify_deb.py"} <= named
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.skipif(not icu.can_trim(), reason="icupkg is not installed")
def test_icu_without_names_still_sorts(tmp_path):
    import PySide6

    library = next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
    small = icu.trim(library, tmp_path)
    assert small.stat().st_size < library.stat().st_size / 2
    script = (
        "from PySide6.QtCore import QCollator, QLocale; c = QCollator(QLocale('zh_CN'));"
        "c.setNumericMode(True); assert c.compare('李', '张') < 0 < c.compare('f10', 'f9')"
    )
    environment = {"LD_PRELOAD": str(small), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-c", script], env=environment, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("words", "makes"), [([], ["deb", "archive"]), (["archive"], ["archive"])], ids=["both", "one"]
)
def test_both_are_made_unless_one_is_named(words, makes, tmp_path, monkeypatch):
    made = []

    def stand_in(what):
        def make(program, output):
            made.append(what)
            (output / what).write_bytes(b"")
            return output / what

        return make

    for what in ("deb", "archive"):
        monkeypatch.setattr(make_linux, f"make_{what}", stand_in(what))
    make_linux.main([*words, "--output", str(tmp_path)])
    assert made == makes
