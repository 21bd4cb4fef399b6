"""Whether a frozen program works: python packaging/smoke.py dist/fst-studio/fst-studio

It is moved to a folder whose name has spaces and letters outside ASCII, gets a home of its own,
and then paints, trains, paints with what it trained, and opens its window without a screen. A torch
that lacks something fails only when it trains.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "resources" / "sample.jpg"
Run = Callable[..., "subprocess.CompletedProcess[str]"]  # run(*arguments): what the program said


def main() -> int:
    """Check the program that the argument names."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("program", type=Path, help="the program's command-line file")
    parser.add_argument("--minutes", type=float, default=0.2, help="how long to train")
    options = parser.parse_args()
    program = options.program.resolve()
    root = next((p for p in program.parents if p.suffix == ".app"), program.parent)
    with tempfile.TemporaryDirectory(dir=root.parent, ignore_cleanup_errors=True) as folder:
        here = Path(folder) / "Bilder für später 画"
        shutil.copytree(root, here / root.name, symlinks=True, copy_function=_link)
        moved = here / root.name / program.relative_to(root)
        check(moved, here, options.minutes)
    print("The program works.")
    return 0


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def check(program: Path, folder: Path, minutes: float) -> None:
    """Run everything once, with files in ``folder``."""
    environment = own_home(folder / "home")

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        words = [str(program), *(str(word) for word in arguments)]
        return subprocess.run(
            words, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    photo = folder / "Straße am Meer.jpg"
    shutil.copy(SAMPLE, photo)
    print(f"doctor: {check_doctor(run)}")
    style = shipped_style(run)
    painted = folder / "painted.png"
    print(check_painting(run, photo, style, painted, photo, painted))
    pack = folder / "gelernt.fststyle"
    print(check_training(run, photo, pack, minutes))
    print(check_painting(run, photo, str(pack), painted, photo, painted))
    check_window([str(program)], 20, {**environment, "QT_QPA_PLATFORM": "offscreen"})
    print("the window opens, stays, and ends when asked to")


def own_home(home: Path) -> dict[str, str]:
    """An environment without traces of this machine's Python and with an empty home."""
    home.mkdir(parents=True, exist_ok=True)
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "VIRTUAL_ENV", "QT_", "XDG_", "LD_"))
    }
    folders = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
    return {**kept, **dict.fromkeys(folders, str(home)), "PYTHONUTF8": "1"}


def _succeeded(done: subprocess.CompletedProcess[str]) -> str:
    if done.returncode:
        words = " ".join(str(word) for word in done.args)
        raise SystemExit(f"{words} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def check_doctor(run: Run) -> str:
    """The program misses nothing; returns what it found in a line."""
    found = json.loads(_succeeded(run("doctor", "--json")))
    if found["missing"]:
        raise SystemExit(f"doctor misses {found['missing']}")
    return f"version {found['version']} on {found['system']}, nothing missing"


def shipped_style(run: Run) -> str:
    """The name of the first style that came with the program."""
    styles = json.loads(_succeeded(run("styles", "--json")))
    return next(style["name"] for style in styles if style["kind"] == "shipped")


def check_painting(
    run: Run, photo: Path, style: str, output: Path, plain: Path, painted: Path
) -> str:
    """The painted photo has the photo's size and other colours; returns how long it took.

    ``photo`` and ``output`` are as the program sees them, ``plain`` and ``painted`` from here.
    """
    report = json.loads(
        _succeeded(run("stylize", photo, "--style", style, "--output", output, "--json"))
    )
    pair = [np.asarray(upright(path), np.float32) for path in (painted, plain)]
    if pair[0].shape != pair[1].shape:
        raise SystemExit(f"The picture is {pair[0].shape}, the photo {pair[1].shape}.")
    change = float(np.abs(pair[0] - pair[1]).mean())
    if change < 5:
        raise SystemExit(f"The picture is hardly other than the photo: {change:.1f} of 255.")
    return f"{style}: {report['width']} x {report['height']} in {report['seconds']} s"


def upright(path: Path) -> Image.Image:
    """The picture as people see it."""
    with Image.open(path) as picture:
        return ImageOps.exif_transpose(picture).convert("RGB")


def check_training(run: Run, painting: Path, pack: Path, minutes: float) -> str:
    """A style is trained; returns what the program said of it."""
    arguments = ("--name", "probe", "--minutes", str(minutes), "--output", pack)
    return _succeeded(run("train", painting, *arguments)).strip()


def check_window(
    words: Sequence[str], seconds: float, environment: Mapping[str, str] | None = None
) -> None:
    """The studio opens and stays open, says nothing on the way, and ends when asked to."""
    studio = subprocess.Popen(
        words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        told, _ = studio.communicate(timeout=seconds)
        raise SystemExit(f"The studio ended by itself with {studio.returncode}: {told.decode()}")
    except subprocess.TimeoutExpired:
        studio.terminate()
    told, _ = studio.communicate(timeout=60)
    if told:
        raise SystemExit(f"The studio complained: {told.decode(errors='replace')}")


if __name__ == "__main__":
    sys.exit(main())
