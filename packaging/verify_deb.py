"""The Debian package on a Debian with nothing else in it: python packaging/verify_deb.py

Builds the program and its package (or takes ``--deb``), installs it with apt into a fresh root made
by debootstrap, and there, without a network and as a user without rights: doctor, a painted photo,
a minute of training, the window without a screen and on one. Then uninstalls it and looks at what
is left. Needs root, debootstrap, Xvfb, unshare, and the tools of build.spec and make_linux.py.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import screen
import smoke

ROOT = Path(__file__).resolve().parent.parent
_USER = "artist"
_HOME = f"home/{_USER}"
_PROGRAM = "usr/lib/fst-studio"
_PHOTO = Path(f"/{_HOME}/Straße am Meer.jpg")
_PAINTING = Path(f"/{_HOME}/Gemälde.jpg")
_PACK = Path(f"/{_HOME}/gelernt.fststyle")
# Changes by installing anything at all.
_ALWAYS = re.compile(
    r"/?(var/(lib/(apt|dpkg)|cache|log)|etc/ld\.so\.cache|home|tmp|proc|dev|run)\b"
)


def main() -> int:
    """Verify the package."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deb", type=Path, help="a package that is built already")
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--mirror", default=_machine_mirror())
    parser.add_argument("--photo", type=Path, default=smoke.SAMPLE, help="a real photo")
    parser.add_argument("--painting", type=Path, default=smoke.SAMPLE, help="to train a style from")
    parser.add_argument("--minutes", type=float, default=1.0, help="how long to train")
    parser.add_argument("--output", type=Path, default=ROOT / "dist" / "verified")
    options = parser.parse_args()
    if os.geteuid():
        raise SystemExit("Run this as root: it makes a root of its own with debootstrap.")
    if not os.environ.get("FST_MOUNTS_ARE_OWN"):
        # What is mounted below is nobody else's business and ends with this process.
        environment = {**os.environ, "FST_MOUNTS_ARE_OWN": "1"}
        words = ["unshare", "--mount", "--propagation", "private", sys.executable, *sys.argv]
        return subprocess.run(words, env=environment, check=False).returncode
    options.output.mkdir(parents=True, exist_ok=True)
    package = options.deb or _build()
    with tempfile.TemporaryDirectory(prefix="fst-root-", ignore_cleanup_errors=True) as folder:
        bare = Bare(Path(folder) / "root")
        try:
            verify(bare, package, options)
        finally:
            bare.close()
    return 0


def _machine_mirror() -> str:
    """Where this machine has its own packages from."""
    for path in sorted(Path("/etc/apt/sources.list.d").glob("debian*.sources")):
        found = re.search(r"^URIs:\s*(\S+)", path.read_text("utf-8"), re.MULTILINE)
        if found:
            return found[1]
    return ""  # debootstrap's own


def _build() -> Path:
    say("Build")
    pyinstaller = ["-m", "PyInstaller", "--noconfirm", "build.spec"]
    for words in (pyinstaller, ["packaging/make_linux.py", "deb"]):
        subprocess.run([sys.executable, *words], cwd=ROOT, check=True)
    return max((ROOT / "dist").glob("*.deb"), key=lambda path: path.stat().st_mtime)


def say(title: str, text: str = "") -> None:
    """A line of the report."""
    print(f"{title}: {text}" if text else f"== {title}", flush=True)


class Bare:
    """A minimal Debian below a folder."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.user_id = 0

    def make(self, suite: str, mirror: str) -> None:
        """Bootstrap it, mount what a running system has, and add a user."""
        words = [
            "debootstrap",
            "--variant=minbase",
            suite,
            str(self.root),
            *([mirror] * bool(mirror)),
        ]
        subprocess.run(words, check=True, stdout=subprocess.DEVNULL)
        (self.root / "tmp/.X11-unix").mkdir(mode=0o1777, exist_ok=True)
        (self.root / "dev/shm").mkdir(exist_ok=True)
        self._mount("-t", "proc", "proc", at="proc")
        self._mount("-t", "tmpfs", "tmpfs", at="dev/shm")
        self._mount("--bind", "/tmp/.X11-unix", at="tmp/.X11-unix")
        self.as_root("useradd", "--create-home", _USER)
        self.user_id = (self.root / _HOME).stat().st_uid

    def _mount(self, *how: str, at: str) -> None:
        subprocess.run(["mount", *how, str(self.root / at)], check=True)

    def close(self) -> None:
        """Take the mounts away and the folder, never anything beyond it."""
        for name in ("tmp/.X11-unix", "dev/shm", "proc"):
            subprocess.run(
                ["umount", "-l", str(self.root / name)], check=False, capture_output=True
            )
        subprocess.run(["rm", "-rf", "--one-file-system", str(self.root)], check=False)

    def as_root(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command as root with the network, for apt."""
        environment = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive"}
        done = subprocess.run(
            ["chroot", str(self.root), *words],
            env={**environment, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{' '.join(words)}:\n{done.stdout}{done.stderr}")
        return done

    def command(self, *words: str | Path, **environment: str) -> list[str]:
        """How to run something as the user, without a network."""
        variables = {"PATH": "/usr/bin:/bin", "HOME": f"/{_HOME}", "LANG": "C.UTF-8", **environment}
        return [
            *("unshare", "--net", "chroot", f"--userspec={_USER}:{_USER}", str(self.root)),
            *("env", "-i", *(f"{name}={value}" for name, value in variables.items())),
            *("sh", "-c", 'cd && exec "$@"', "sh", *map(str, words)),
        ]

    def runner(self, program: str | Path) -> smoke.Run:
        """Runs a program as the user, and gives what it says."""

        def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
            words = self.command(program, *arguments)
            return subprocess.run(words, capture_output=True, text=True, check=False)

        return run

    def give(self, source: Path, name: str) -> None:
        """Put a file into the user's home."""
        target = self.root / _HOME / name
        shutil.copy(source, target)
        os.chown(target, self.user_id, self.user_id)

    def seen(self, path: Path) -> Path:
        """Where a path of the user is from here."""
        return self.root / path.relative_to("/")

    def files(self) -> set[str]:
        """Every path but those that any installation touches."""
        told = subprocess.run(
            ["find", ".", "-xdev", "-printf", "%P\n"],
            cwd=self.root,
            capture_output=True,
            text=True,
            check=True,
        )
        return {path for path in told.stdout.splitlines() if path and not _ALWAYS.match(path)}


def verify(bare: Bare, package: Path, options: argparse.Namespace) -> None:
    """All of it, in order."""
    say(f"Debian {options.suite} with nothing in it")
    bare.make(options.suite, options.mirror)
    before = bare.files()
    say("packages", bare.as_root("sh", "-c", "dpkg-query -f '.\n' -W | wc -l").stdout.strip())
    install(bare, package)
    use(bare, options)
    look(bare, options.output)
    carry(bare, options)
    check_desktop(bare)
    uninstall(bare, before)


def install(bare: Bare, package: Path) -> None:
    """apt finds everything that the package needs."""
    say("Install")
    say("package", f"{package.name}, {package.stat().st_size / 1e6:.1f} MB to download")
    bare.as_root("apt-get", "update", "-qq")
    shutil.copy(package, bare.root / "tmp" / package.name)
    told = bare.as_root(
        *("apt-get", "install", "-y", "--no-install-recommends", f"/tmp/{package.name}")
    )
    (bare.root / "tmp" / package.name).unlink()
    for line in told.stdout.splitlines():
        if re.search(r"newly installed|disk space|Need to get", line):
            say("apt", line)
    fields = ("Depends", "Installed-Size")
    for field in fields:
        shown = bare.as_root("dpkg-query", "-f", f"${{{field}}}", "-W", "fst-studio").stdout
        say(field, shown)
    sizes = [p.lstat().st_size for p in (bare.root / _PROGRAM).rglob("*") if p.is_file()]
    say("installed", f"{sum(sizes) / 1e6:.1f} MB in {len(sizes)} files of {_PROGRAM}")
    say("dpkg --verify", bare.as_root("dpkg", "--verify", "fst-studio").stdout or "all as shipped")


def use(bare: Bare, options: argparse.Namespace) -> None:
    """The command line: everything that needs no window."""
    say("Use, as a user without rights, without a network")
    python = bare.command("sh", "-c", "command -v python3 || echo none")
    say("python", subprocess.run(python, capture_output=True, text=True).stdout.strip())
    bare.give(options.painting, _PAINTING.name)
    bare.give(options.photo, _PHOTO.name)
    run = bare.runner("fst-gui")
    say("doctor", smoke.check_doctor(run))
    say("stylize", paint(bare, run, smoke.shipped_style(run), options.photo))
    say("train", smoke.check_training(run, _PAINTING, _PACK, options.minutes))
    say("trained style", paint(bare, run, str(_PACK), options.photo))
    for path in bare.seen(_PHOTO).parent.glob("painted *.png"):
        shutil.copy(path, options.output / path.name)


def paint(bare: Bare, run: smoke.Run, style: str, photo: Path) -> str:
    """Export the photo, painted at its full size."""
    painted = _PHOTO.with_name(f"painted {Path(style).stem}.png")
    return smoke.check_painting(run, _PHOTO, style, painted, photo, bare.seen(painted))


def carry(bare: Bare, options: argparse.Namespace) -> None:
    """The same program in a folder of its own, as the archive has it."""
    folder = Path(f"/{_HOME}/Bilder für später 画/fst-studio")
    say(f"From {folder}, as a user without rights, without a network")
    shutil.copytree(bare.root / _PROGRAM, bare.seen(folder), symlinks=True, copy_function=os.link)
    os.chown(bare.seen(folder.parent), bare.user_id, bare.user_id)
    program = folder / "fst-studio"
    run = bare.runner(program)
    say("doctor", smoke.check_doctor(run))
    say("stylize", paint(bare, run, smoke.shipped_style(run), options.photo))
    say("train", smoke.check_training(run, _PAINTING, folder.with_name("画.fststyle"), 0.1))
    smoke.check_window(bare.command(program, QT_QPA_PLATFORM="offscreen"), 20)
    say("offscreen", "opens, stays, and ends when asked to")
    shutil.rmtree(bare.seen(folder))


def look(bare: Bare, output: Path) -> None:
    """The window, without a screen and on one."""
    say("The window")
    words = bare.command("fst-gui", QT_QPA_PLATFORM="offscreen")
    smoke.check_window(words, 20)
    say("offscreen", "opens, stays, and ends when asked to")
    load = os.getloadavg()[0]
    with screen.virtual_screen(93) as name:
        for title, cold in (("cold start", True), ("warm start", False), ("warm start", False)):
            if cold:
                screen.forget(bare.root / "usr")
            seen = open_window(bare, name)
            say(title, str(seen))
        seen.screen.save(output / "studio.png")
        seen = open_window(bare, name, "studio", str(_PHOTO))
        seen.screen.save(output / "photo.png")
        say("a photo", f"painted after {seen.painted:.2f} s")
        seen = open_window(bare, name, "studio", str(_PACK))
        seen.screen.save(output / "pack.png")
        kept = sorted(p.name for p in (bare.root / _HOME).rglob("styles/*.fststyle"))
        say("a style pack", f"kept as {', '.join(kept)}, painted after {seen.painted:.2f} s")
        if not kept:
            raise SystemExit("The style pack was not kept.")
    say("load of the machine", f"{load:.1f} before, {os.getloadavg()[0]:.1f} after")


def open_window(bare: Bare, display: str, *arguments: str) -> screen.Appearance:
    """Start the studio, see it paint, end it."""
    seen = screen.start(bare.command("fst-gui", *arguments, DISPLAY=display), display, None)
    if seen.told:
        say("the studio said", seen.told)
    return seen


def check_desktop(bare: Bare) -> None:
    """A desktop knows the program, its files, and its description."""
    say("The desktop")
    identity = "io.github.fst_studio.FSTStudio"
    metainfo = bare.root / f"usr/share/metainfo/{identity}.metainfo.xml"
    for words in (
        ["appstreamcli", "validate", "--no-net", str(metainfo)],
        ["desktop-file-validate", str(bare.root / f"usr/share/applications/{identity}.desktop")],
    ):
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        if done.returncode:
            raise SystemExit(f"{words[0]}: {done.stdout}{done.stderr}")
        say(words[0], done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "valid")
    bare.as_root(
        *("apt-get", "install", "-y", "-qq", "--no-install-recommends"),
        *("shared-mime-info", "desktop-file-utils", "libglib2.0-bin"),
    )
    for path, kind in ((_PACK, "application/x-fst-style"), (_PHOTO, "image/jpeg")):
        # xdg-mime would ask a desktop, and there is none.
        told = _told(bare, "gio", "info", "--attributes=standard::content-type", str(path))
        shown = told.rpartition("standard::content-type: ")[2]
        offered = _told(bare, "gio", "mime", kind)
        if shown != kind or f"{identity}.desktop" not in offered:
            raise SystemExit(f"{path} is {shown}, opened by {offered}")
        say(kind, "opened by FST Studio")


def _told(bare: Bare, *words: str) -> str:
    done = subprocess.run(bare.command(*words), capture_output=True, text=True, check=False)
    return done.stdout.strip()


def uninstall(bare: Bare, before: set[str]) -> None:
    """Nothing of the program stays, and everything of the user does."""
    say("Uninstall")
    own = set(home_files(bare))
    bare.as_root("apt-get", "purge", "-y", "-qq", "fst-studio")
    left = sorted(path for path in bare.files() - before if "fst" in path.lower())
    say("of the program left", ", ".join(left) or "nothing")
    if left or own - set(home_files(bare)):
        raise SystemExit(f"left: {left}; taken from the user: {own - set(home_files(bare))}")
    say("of the user left", ", ".join(sorted(own)))


def home_files(bare: Bare) -> list[str]:
    """What is in the user's home, without the shell's own files."""
    home = bare.root / _HOME
    paths = (path.relative_to(home) for path in home.rglob("*") if path.is_file())
    return [str(path) for path in paths if not path.name.startswith((".bash", ".profile"))]


if __name__ == "__main__":
    sys.exit(main())
