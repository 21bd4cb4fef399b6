"""A smaller libicudata for Linux, where Qt brings ICU: 10 MB of 32.

Qt sorts, changes case and decodes old encodings by ICU's data. Names of languages, currencies and
units, calendars, line breaks, transliterations and spelled numbers are its data too, and Qt, which
has its own, never asks.
Needs ICU's own tool icupkg (Debian: icu-devtools) and binutils.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

# Whole folders, and the calendars of a language ("de_AT.res").
_NEVER_ASKED = re.compile(
    r"(unit|curr|zone|lang|region|brkitr|translit|rbnf)/.*|(?!res_index)[a-z]{2,3}(_\w+)?\.res"
)


def can_trim() -> bool:
    """Whether ICU's tool is here; without it the library stays as large as it is."""
    return shutil.which("icupkg") is not None


def trim(library: Path, folder: Path) -> Path:
    """Write a library of the same name with less in it into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    symbol, data = _contents(library)
    # icupkg takes the names inside from the file's, which says "l" for little-endian.
    small = folder / f"{symbol.removesuffix('_dat')}l.dat"
    whole = folder / "whole" / small.name
    whole.parent.mkdir(exist_ok=True)
    whole.write_bytes(data)
    leave_out = folder / "leave-out.txt"
    known = _run("icupkg", "-l", whole).split()
    leave_out.write_text("\n".join(filter(_NEVER_ASKED.fullmatch, known)) + "\n")
    _run("icupkg", "-r", leave_out, whole, small)
    source, code, target = folder / "data.s", folder / "data.o", folder / library.name
    lines = (
        ".section .rodata",
        ".balign 16",
        f".globl {symbol}",
        f".type {symbol},@object",
        f'{symbol}: .incbin "{small}"',
        f".size {symbol}, .-{symbol}",
        '.section .note.GNU-stack,"",@progbits',
    )
    source.write_text("\n".join(lines) + "\n")
    _run("as", source, "-o", code)
    _run("ld", "-shared", "-z", "noexecstack", "-soname", library.name, code, "-o", target)
    return target


def _contents(library: Path) -> tuple[str, bytes]:
    """The one symbol and the bytes that it stands for."""
    row = re.search(
        r"^([0-9a-f]+) .*\.rodata\s+([0-9a-f]+)\s+(icudt\d+_dat)$",
        _run("objdump", "-T", library),
        re.MULTILINE,
    )
    section = re.search(
        r"\.rodata\s+[0-9a-f]+\s+([0-9a-f]+)\s+[0-9a-f]+\s+([0-9a-f]+)",
        _run("objdump", "-h", library),
    )
    if row is None or section is None:
        raise SystemExit(f"{library} is not as ICU makes it; look at packaging/icu.py.")
    address, size = int(row[1], 16), int(row[2], 16)
    start = int(section[2], 16) + address - int(section[1], 16)
    with library.open("rb") as file:
        file.seek(start)
        return row[3], file.read(size)


def _run(*command: str | Path) -> str:
    return subprocess.run(
        [str(word) for word in command], capture_output=True, text=True, check=True
    ).stdout
