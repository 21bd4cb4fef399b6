"""Every text of the program is marked, translated and released."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOOL = ROOT / "tools" / "translations.py"


def run(root: Path) -> subprocess.CompletedProcess[str]:
    tool = root / TOOL.relative_to(ROOT)
    command = [sys.executable, "-X", "utf8", tool, "check"]
    return subprocess.run(command, capture_output=True, encoding="utf-8")


def test_every_text_is_marked_translated_and_released():
    """What to do when this fails: see ``python tools/translations.py``."""
    done = run(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


def test_what_is_not_marked_translated_or_released_is_found(tmp_path):
    for folder in ("tools", "fst_gui", "resources/translations"):
        (tmp_path / folder).mkdir(parents=True)
    for path in (TOOL, *(ROOT / "resources" / "translations").iterdir()):
        copy = tmp_path / path.relative_to(ROOT)
        copy.write_bytes(path.read_bytes())
    code = """
class Window(QWidget):
    def show(self, other, name):
        self.tr("Never said before")
        other.tr("About FST Studio")
        _translate("Canvas", "Photo")
        raise PhotoError(f"“{name}” is empty; choose another picture.")
        post(Level.INFO, "Done.")
class PhotoError(SentenceError): ...
"""
    (tmp_path / "fst_gui" / "window.py").write_text(code, "utf-8")
    done = run(tmp_path)
    assert done.returncode == 1
    for expected in (
        "window.py:5: tr of another object",
        "window.py:6: lupdate does not know _translate",
        "window.py:7: write a template",
        "window.py:8: make it a Sentence",
        "not translated: Window: Never said before",
        "no longer in the code: ('sentences', '“{name}” is empty; choose another picture.', '')",
    ):
        assert expected in done.stdout


def test_a_translation_that_lost_a_name_or_was_not_released_is_found(tmp_path):
    for folder in ("tools", "fst_gui", "resources/translations"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "tools" / TOOL.name).write_bytes(TOOL.read_bytes())
    code = 'raise SentenceError("“{name}” is {size}.", name=1, size=2)\n'
    (tmp_path / "fst_gui" / "a.py").write_text(code, "utf-8")
    ts = tmp_path / "resources" / "translations" / "fst_studio_zh_CN.ts"
    ts.write_text(
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
        '<TS version="2.1" language="zh_CN"><context><name>sentences</name><message>'
        "<source>“{name}” is {size}.</source><translation>“{name}”</translation>"
        "</message></context></TS>\n",
        "utf-8",
    )
    done = run(tmp_path)
    assert "has never been released" in done.stdout
    assert "other {names} or & than in English" in done.stdout
    assert "not released: sentences" in done.stdout
