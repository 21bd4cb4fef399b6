"""The translation files, made from the code: python tools/translations.py update|release|check.

    update   take texts that are new in the code into the .ts files and drop those that are gone
    release  write the .qm files that the program reads, from the .ts files
    check    say what is not translated, not marked, or not released; exit with 1 if anything

The window's texts stand in ``tr``. Those of the other rooms are the templates of ``Sentence`` and
of errors, found here and handed to Qt's lupdate as a file of their own.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6
from PySide6.QtCore import QTranslator

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "fst_gui"
FOLDER = ROOT / "resources" / "translations"
CONTEXT = "sentences"
Key = tuple[str, str, str]  # context, source, comment


def main(arguments: list[str]) -> int:
    """Do what the one argument says."""
    if arguments == ["update"]:
        for file in ts_files():
            update(file)
    elif arguments == ["release"]:
        for file in ts_files():
            _qt_tool("lrelease", "-silent", str(file), "-qm", str(file.with_suffix(".qm")))
    elif arguments == ["check"]:
        problems = [*unmarked(), *(p for file in ts_files() for p in problems_of(file))]
        print("\n".join(problems))
        return 1 if problems else 0
    else:
        print(__doc__)
        return 2
    return 0


def ts_files() -> list[Path]:
    """One for each language; Qt finds the language in the file."""
    return sorted(FOLDER.glob("*.ts"))


def update(ts: Path) -> None:
    """Bring a .ts file to what is in the code."""
    with tempfile.TemporaryDirectory() as folder:
        marked = Path(folder) / "sentences.py"
        lines = [f'QT_TRANSLATE_NOOP("{CONTEXT}", {text!r})\n' for text in sorted(templates())]
        marked.write_text("".join(lines), "utf-8")
        sources = [str(path) for path in sorted(PACKAGE.rglob("*.py"))]
        options = ["-silent", "-no-obsolete", "-locations", "none", "-disable-heuristic"]
        _qt_tool("lupdate", *options, "similartext", *sources, str(marked), "-ts", str(ts))


def templates() -> set[str]:
    """The templates of all sentences in the code."""
    return {
        argument.value
        for _, argument in _sentences()
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


def unmarked() -> Iterator[str]:
    """Where a text for people is put together before it can be translated."""
    for where, argument in _sentences():
        if isinstance(argument, ast.JoinedStr | ast.BinOp):
            yield f"{where}: write a template with {{names}} and hand the fields over"
    for path, tree in _trees():
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and (complaint := _complaint(call)):
                yield f"{path}:{call.lineno}: {complaint}"


def _complaint(call: ast.Call) -> str:
    if _name(call.func) in ("post", "_refuse", "start") and any(map(_is_text, call.args[:2])):
        return "make it a Sentence"
    # lupdate files a text under the class around it, Qt looks it up under that of the object.
    if isinstance(call.func, ast.Attribute) and call.func.attr == "tr":
        return "" if _name(call.func.value) == "self" else "tr of another object; use translate"
    # lupdate knows the function by its name, whatever it belongs to.
    name = _name(call.func)
    hidden = name.lower().strip("_").endswith("translate") and name != "translate"
    return f"lupdate does not know {name}; call it translate" if hidden and call.args else ""


def _is_text(node: ast.expr) -> bool:
    plain = isinstance(node, ast.Constant) and isinstance(node.value, str)
    return plain or isinstance(node, ast.JoinedStr)


def problems_of(ts: Path) -> Iterator[str]:
    """What is wrong with one language."""
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / ts.name
        fresh.write_bytes(ts.read_bytes())
        update(fresh)
        wanted = messages(fresh)
    known = messages(ts)
    for key in sorted(set(known) - set(wanted)):
        yield f"{ts.name}: no longer in the code: {key}"
    released = QTranslator()
    if not released.load(str(ts.with_suffix(".qm"))):
        yield f"{ts.name} has never been released"
    for (context, source, comment), translations in sorted(wanted.items()):
        if not translations or not all(translations):
            yield f"{ts.name}: not translated: {context}: {source}"
        for number, text in enumerate(translations):
            if _places(source) != _places(text):
                yield f"{ts.name}: other {{names}} or & than in English: {context}: {text}"
            count = number if len(translations) > 1 else -1
            if text and released.translate(context, source, comment, count) != text:
                yield f"{ts.name}: not released: {context}: {source}"


def messages(ts: Path) -> dict[Key, tuple[str, ...]]:
    """All messages of a .ts file; unfinished ones have no translation."""
    found: dict[Key, tuple[str, ...]] = {}
    for context in ET.parse(ts).getroot().iter("context"):
        for message in context.iter("message"):
            key = tuple(
                element.findtext(tag, "")
                for element, tag in ((context, "name"), (message, "source"), (message, "comment"))
            )
            translation = message.find("translation")
            texts: tuple[str, ...] = ()
            if translation is not None and translation.get("type") is None:
                forms = [form.text or "" for form in translation.iter("numerusform")]
                texts = tuple(forms or [translation.text or ""])
            found[key] = texts
    return found


def _sentences() -> Iterator[tuple[str, ast.expr]]:
    """Where in the code, and the first argument of every sentence and error."""
    errors = {"Sentence", "SentenceError"}
    trees = list(_trees())
    for _ in range(4):  # errors of errors
        for _, tree in trees:
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef) and errors & {_name(b) for b in node.bases}:
                    errors.add(node.name)
    for path, tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and node.args and _name(node.func) in errors:
                yield f"{path}:{node.lineno}", node.args[0]


def _trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield str(path.relative_to(ROOT)), ast.parse(path.read_text("utf-8"))


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _places(text: str) -> tuple[list[str], bool]:
    """The names in braces, and whether there is a key to press with Alt."""
    return sorted(re.findall(r"\{\w*", text)), bool(re.search(r"&\w", text))


def _qt_tool(name: str, *arguments: str) -> None:
    suffix = ".exe" if sys.platform == "win32" else ""
    subprocess.run([str(Path(PySide6.__file__).parent / f"{name}{suffix}"), *arguments], check=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
