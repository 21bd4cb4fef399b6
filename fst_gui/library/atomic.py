"""Files that are either wholly the old ones or wholly the new ones."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import stat
from collections.abc import Generator
from pathlib import Path
from typing import IO


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the content of ``path`` with ``data``, or leave it exactly as it was.

    Raises ``OSError`` as ``open_atomically`` does.
    """
    with open_atomically(path) as file:
        file.write(data)


@contextlib.contextmanager
def open_atomically(path: Path) -> Generator[IO[bytes]]:
    """A file to write to that takes the name ``path`` when the block ends well.

    The bytes go to a temporary file in the same folder, reach the disk, and take the name in one
    step. A link keeps being a link, and a file that is replaced passes its permissions on.

    Raises ``OSError`` when the file is read-only, the folder is missing or cannot be written, or
    the disk is full; no temporary file is left then, nor when the block raises.
    """
    target = Path(os.path.realpath(path))
    refuse_read_only(target)
    # Not made from the target's name: that may already be as long as the file system allows.
    temporary = target.with_name(f".{secrets.token_hex(8)}.tmp")
    try:
        # A plain open, so that the umask decides who may read the file; mkstemp makes it private.
        with temporary.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileNotFoundError):
            shutil.copymode(target, temporary)
        os.replace(temporary, target)
    except BaseException:
        _remove(temporary)
        raise
    _keep_name(target.parent)


def refuse_read_only(path: Path) -> None:
    """Raises ``PermissionError`` for a file that may not be changed.

    On Linux and macOS the folder alone would decide whether a file can be replaced, and whoever
    made a file read-only means it.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))


def _remove(temporary: Path) -> None:
    # What went wrong before is what is told, not that this fails too.
    with contextlib.suppress(OSError):
        temporary.chmod(stat.S_IREAD | stat.S_IWRITE)  # Windows keeps what is read-only
        temporary.unlink()


def _keep_name(folder: Path) -> None:
    """Bring the new name in ``folder`` to the disk too."""
    if os.name == "nt":  # Windows cannot open folders
        return
    # The data is safe and in place by now; some network folders cannot do this and need not.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
