"""The Debian package and the portable archive: python packaging/make_linux.py [deb | archive].

Takes ``dist/fst-studio`` (build.spec) and writes into ``dist``. Needs dpkg-dev and binutils.
"""

from __future__ import annotations

import argparse
import datetime
import gzip
import hashlib
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from fst_gui import __version__  # noqa: E402

ID = "io.github.fst_studio.FSTStudio"
PACKAGE = "fst-studio"
ICON_SIZES = (16, 24, 32, 48, 64, 128, 256, 512)
_LINUX = ROOT / "packaging" / "linux"

# A package is in one of these architectures under Debian's name.
_ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}

# What Qt opens by name and no file says it needs: where a colour scheme and "open with" come from.
_RECOMMENDS = "libgl1-mesa-dri, xdg-utils"
_SUGGESTS = "fonts-noto-cjk"

_DESCRIPTION = """\
paint photographs in the style of a picture
 Drop a photo, choose a style, and see it painted while you drag the strength.
 Any picture is a style at once; a style that is trained from it in the same
 window is better. The finished picture is exported at the photo's full size.
 .
 Everything runs on your own computer, on its processor. Nothing is downloaded
 and nothing is sent anywhere. The program brings its own Python."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Make what the argument names, or both."""
    parser = argparse.ArgumentParser(description=__doc__)
    makers = {"deb": make_deb, "archive": make_archive}
    parser.add_argument("what", nargs="?", choices=makers, help="both without it")
    parser.add_argument("--program", type=Path, default=ROOT / "dist" / "fst-studio")
    parser.add_argument("--output", type=Path, default=ROOT / "dist")
    options = parser.parse_args(arguments)
    options.output.mkdir(parents=True, exist_ok=True)
    for what in [options.what] if options.what else makers:
        made = makers[what](options.program, options.output)
        print(f"{made}  {made.stat().st_size / 1e6:.1f} MB")


def make_deb(program: Path, output: Path) -> Path:
    """The program as a Debian package, for the machine's architecture."""
    architecture = _ARCHITECTURES[platform.machine()]
    target = output / f"{PACKAGE}_{__version__}_{architecture}.deb"
    with tempfile.TemporaryDirectory(dir=output) as folder:
        root = Path(folder) / "root"
        lay_out(program, root)
        control = root / "DEBIAN" / "control"
        control.parent.mkdir()  # by this dpkg-shlibdeps knows where the package begins
        control.write_text(control_text(architecture, dependencies(root), root), "utf-8")
        (root / "DEBIAN" / "md5sums").write_text(checksums(root), "utf-8")
        tidy_modes(root)
        subprocess.run(
            ["dpkg-deb", "--root-owner-group", "-Zxz", "-z9", "--build", root, target],
            check=True,
        )
    return target


def make_archive(program: Path, output: Path) -> Path:
    """The program as an archive to unpack anywhere."""
    name = f"{PACKAGE}-{__version__}-linux-{platform.machine()}"
    target = output / f"{name}.tar.xz"
    with tarfile.open(target, "w:xz", preset=6) as archive:
        archive.add(program, name, filter=_of_root)
        archive.add(_LINUX / "PORTABLE.txt", f"{name}/README.txt", filter=_of_root)
        archive.add(ROOT / "LICENSE", f"{name}/LICENSE", filter=_of_root)
    return target


def _of_root(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


def lay_out(program: Path, root: Path) -> None:
    """Put everything where Debian and the desktops look for it, below ``root``."""
    shutil.copytree(program, root / "usr/lib" / PACKAGE, symlinks=True)
    command = root / "usr/bin/fst-gui"
    command.parent.mkdir(parents=True)
    command.symlink_to(f"../lib/{PACKAGE}/fst-studio")
    share = root / "usr/share"
    _write(share / f"applications/{ID}.desktop", (_LINUX / f"{ID}.desktop").read_text("utf-8"))
    _write(share / f"mime/packages/{ID}.xml", (_LINUX / f"{ID}.mime.xml").read_text("utf-8"))
    _write(share / f"metainfo/{ID}.metainfo.xml", metainfo())
    for size in ICON_SIZES:
        path = share / f"icons/hicolor/{size}x{size}/apps/{ID}.png"
        path.parent.mkdir(parents=True)
        path.write_bytes(icon(size))
    _write(share / f"icons/hicolor/scalable/apps/{ID}.svg", (_icons() / "app.svg").read_text())
    _write(share / f"doc/{PACKAGE}/copyright", copyright_text(program))
    changes = (
        f"{PACKAGE} ({__version__}) stable; urgency=medium\n\n  * Version {__version__}.\n\n"
        f" -- The FST Studio authors <fst-studio@localhost>  {release_date():%a, %d %b %Y} "
        "00:00:00 +0000\n"
    )
    path = share / f"doc/{PACKAGE}/changelog.gz"
    path.write_bytes(gzip.compress(changes.encode(), mtime=0))


def _icons() -> Path:
    return ROOT / "resources" / "icons"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def icon(size: int) -> bytes:
    """The program's icon as a PNG, drawn at that size."""
    from PySide6.QtCore import QBuffer, QIODevice, Qt
    from PySide6.QtGui import QImage, QPainter
    from PySide6.QtSvg import QSvgRenderer

    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(str(_icons() / "app.svg")).render(painter)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def release_date() -> datetime.date:
    """The day of the sources: ``SOURCE_DATE_EPOCH``, or the day the version was set."""
    stated = os.environ.get("SOURCE_DATE_EPOCH")
    seconds = float(stated) if stated else (ROOT / "fst_gui" / "__init__.py").stat().st_mtime
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date()


def metainfo() -> str:
    """The AppStream description of this version."""
    text = (_LINUX / f"{ID}.metainfo.xml").read_text("utf-8")
    return text.replace("@VERSION@", __version__).replace("@DATE@", release_date().isoformat())


def elf_files(folder: Path) -> list[Path]:
    """Programs and libraries, without links to them."""
    found: list[Path] = []
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            with path.open("rb") as file:
                if file.read(4) == b"\x7fELF":
                    found.append(path)
    return found


def dependencies(root: Path) -> str:
    """The packages with the libraries that the files below ``root`` need and that are not there.

    Those packages must be installed here: only they know from which version on they will do.
    """
    files = elf_files(root)
    own = sorted({f"-l{path.parent}" for path in files})
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "debian").mkdir()
        stanzas = f"Source: {PACKAGE}\n\nPackage: {PACKAGE}\nArchitecture: any\n"
        (Path(folder) / "debian/control").write_text(stanzas)
        told = subprocess.run(
            # Libraries of ours belong to no package; that is no reason to fail.
            ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *own, *files],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
    found = re.search(r"^shlibs:Depends=(.*)$", told.stdout, re.MULTILINE)
    if told.returncode or not found:
        why = re.findall(r"error: (cannot find library \S+|.*)", told.stderr)
        raise SystemExit("dpkg-shlibdeps: " + "; ".join(dict.fromkeys(why)))
    return found.group(1)


def control_text(architecture: str, depends: str, root: Path) -> str:
    """The package's entry in Debian's list."""
    files = (path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    kibibytes = sum((path.stat().st_size + 1023) // 1024 for path in files)
    fields = {
        "Package": PACKAGE,
        "Version": __version__,
        "Architecture": architecture,
        "Maintainer": "The FST Studio authors <fst-studio@localhost>",
        "Installed-Size": str(kibibytes),
        "Depends": depends,
        "Recommends": _RECOMMENDS,
        "Suggests": _SUGGESTS,
        "Section": "graphics",
        "Priority": "optional",
        "Homepage": "https://github.com/fst-studio/fst-studio",
        "Description": _DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())


def checksums(root: Path) -> str:
    """What dpkg --verify compares with."""
    lines: list[str] = []
    for path in sorted(root.rglob("*")):
        if path.is_file() and not path.is_symlink() and "DEBIAN" not in path.parts:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "md5").hexdigest()
            lines.append(f"{digest}  {path.relative_to(root).as_posix()}\n")
    return "".join(lines)


def tidy_modes(root: Path) -> None:
    """Readable by all, writable by the owner; libraries are not programs."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            run = path.is_dir() or path.name in ("fst-studio", "torch_shm_manager")
            path.chmod(0o755 if run else 0o644)


def copyright_text(program: Path) -> str:
    """Who wrote the program and what it brings, with every licence that the parts carry."""
    parts = [(ROOT / "LICENSE").read_text("utf-8"), (_LINUX / "copyright.txt").read_text("utf-8")]
    inside = program / "_internal"
    parts += [path.read_text("utf-8") for path in sorted((inside / "licences").glob("*.txt"))]
    for folder in sorted(inside.glob("*.dist-info")):
        texts = [path.read_text("utf-8", "replace") for path in licence_files(folder)]
        name, _, version = folder.name.removesuffix(".dist-info").partition("-")
        if texts:
            parts.append(f"{name} {version}\n\n" + "\n\n".join(texts))
    for path in sorted(p for p in inside.glob("*.so*") if not p.is_symlink()):
        parts += [f"{path.name}\n\n{text}" for text in debian_copyright(path.name)]
    return f"\n\n{'=' * 72}\n\n".join(parts)


def licence_files(folder: Path) -> Iterable[Path]:
    """Files with a licence in a package's metadata."""
    named = re.compile(r"licen[cs]e|copying|notice|copyright", re.IGNORECASE)
    return (
        path for path in sorted(folder.rglob("*")) if path.is_file() and named.search(path.name)
    )


def debian_copyright(library: str) -> list[str]:
    """The licence of a library that was copied from the build machine's packages."""
    told = subprocess.run(["dpkg", "-S", f"*/{library}"], capture_output=True, text=True)
    packages = {line.split(":")[0] for line in told.stdout.splitlines()}
    paths = [Path("/usr/share/doc") / package / "copyright" for package in sorted(packages)]
    return [path.read_text("utf-8", "replace") for path in paths if path.is_file()][:1]


if __name__ == "__main__":
    main()
