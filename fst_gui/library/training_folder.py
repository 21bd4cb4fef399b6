"""The folder that a training lives in: its request, log, checkpoint and moments.

Nothing of a training is anywhere else, so it survives the program, can be carried to another
machine, and can be looked at later.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import time
from collections.abc import Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

import filelock
import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file, save

from fst_gui.library.atomic import write_atomically
from fst_gui.library.checkpoint import CheckpointFile
from fst_gui.library.errors import LibraryError, reason_of
from fst_gui.library.photo import Pixels, write_photo
from fst_gui.library.training_log import TrainingLog

START_FILE, SAMPLE_FILE = "start.safetensors", "sample.png"
_REQUEST, _FINISHED, _LOCK = "request.json", "finished.json", "lock"
_MOMENT = re.compile(r"(\d+)-(\w+)-(\w+)\.safetensors")
_ABANDONED = 3600.0  # seconds after which nobody is at work on it any more
# Seconds to wait for a lock. Whoever lists trainings has each of them for an instant, to see
# whether it runs; that must keep nobody from running it, nor look like running to others.
_PATIENCE, _GLANCE = 0.5, 0.05
Condition = Literal["queued", "running", "interrupted", "finished"]


@dataclass(frozen=True)
class Moment:
    """A training at one step: the style then, and the artist's photo painted with it.

    ``picture`` is a file, or None when there was no photo to paint.
    """

    stage: str
    phase: str
    step: int
    tensors: Path
    picture: Path | None


@dataclass(frozen=True)
class Position:
    """Steps done and to do, and the stage; zeros before the first checkpoint."""

    step: int
    total_steps: int
    stage: str


class TrainingFolder:
    """Reads and writes one training's folder.

    ``sample`` is the artist's photo, ``start`` the moment of another training that this one
    branches from; both may be missing.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.log = TrainingLog(path / "log.jsonl")
        self.checkpoint = CheckpointFile(path / "checkpoint.safetensors")
        self.moments_dir = path / "moments"
        self.sample = path / SAMPLE_FILE
        self.start = path / START_FILE

    @classmethod
    def create(
        cls, path: Path, request: Mapping[str, Any], files: Mapping[str, bytes]
    ) -> TrainingFolder:
        """Make the folder with its request and files, whole or not at all.

        Raises ``LibraryError`` when it is there already or cannot be made.
        """
        path = path.absolute()  # the working folder has no name otherwise
        new = path.parent / f".{secrets.token_hex(8)}.tmp"
        try:
            if path.exists() and any(path.iterdir()):
                raise LibraryError("The folder {path} is not empty. Choose another.", path=path)
            new.mkdir(parents=True)
            for name, data in files.items():
                (new / name).parent.mkdir(exist_ok=True)
                write_atomically(new / name, data)
            write_atomically(new / _REQUEST, _json(request))
            if path.exists():  # kept, since somebody may stand in it; the request makes it whole
                for entry in sorted(new.iterdir(), key=lambda entry: entry.name == _REQUEST):
                    entry.rename(path / entry.name)
            else:
                new.rename(path)
        except OSError as error:
            raise LibraryError(
                "The training cannot be kept in {folder}: {reason}. Free some space or choose "
                "another folder.",
                folder=path.parent,
                reason=reason_of(error),
            ) from error
        finally:
            shutil.rmtree(new, ignore_errors=True)
        return cls(path)

    def request(self) -> dict[str, Any]:
        """The request as it was written. Raises ``LibraryError`` when it cannot be read."""
        try:
            found = json.loads((self.path / _REQUEST).read_bytes())
            if not isinstance(found, dict):
                raise ValueError("no object")
            return cast(dict[str, Any], found)
        except FileNotFoundError as error:
            raise LibraryError("There is no training in {path}.", path=self.path) from error
        except (OSError, ValueError, RecursionError) as error:
            raise self._unreadable() from error

    def _unreadable(self) -> LibraryError:
        return LibraryError(
            "The training in {path} cannot be read. Discard it and start anew.", path=self.path
        )

    def change_request(self, request: Mapping[str, Any]) -> None:
        """Write the request anew. Raises ``LibraryError`` when it cannot be written."""
        try:
            write_atomically(self.path / _REQUEST, _json(request))
        except OSError as error:
            raise LibraryError(
                "The training cannot be kept in {folder}: {reason}. Free some space or choose "
                "another folder.",
                folder=self.path.parent,
                reason=reason_of(error),
            ) from error

    def position(self) -> Position:
        """Where the training is, by its checkpoint or its end.

        Raises ``LibraryError`` when that cannot be read.
        """
        found = self.finished() or self.checkpoint.numbers() or {}
        try:
            done, total_steps = int(found.get("done", 0)), int(found.get("total_steps", 0))
        except (ValueError, TypeError, OverflowError) as error:
            raise self._unreadable() from error
        return Position(done, total_steps, str(found.get("stage", "")))

    @property
    def condition(self) -> Literal["running", "interrupted", "finished"]:
        """What the folder itself can tell; a queued training looks interrupted."""
        if (self.path / _FINISHED).exists():
            return "finished"
        try:
            with self._locked(_GLANCE):
                return "interrupted"
        except LibraryError:
            return "running"

    @contextmanager
    def held(self) -> Generator[None]:
        """Keep others from running this training.

        The system lets go when the process ends, however it ends. Raises ``LibraryError`` when
        another process holds it, or when there is no such folder.
        """
        with self._locked(_PATIENCE):
            yield

    @contextmanager
    def _locked(self, patience: float) -> Generator[None]:
        if not self.path.is_dir():  # the lock would make one
            raise LibraryError("There is no training in {path}.", path=self.path)
        lock = filelock.FileLock(self.path / _LOCK, thread_local=False)
        try:
            lock.acquire(timeout=patience, poll_interval=0.01)
        except filelock.Timeout as error:
            raise LibraryError("This training is running already.") from error
        except OSError as error:
            raise LibraryError("The folder {path} cannot be written.", path=self.path) from error
        try:
            yield
        finally:
            lock.release()

    def save_moment(
        self,
        stage: str,
        phase: str,
        step: int,
        tensors: Mapping[str, NDArray[np.float16]],
        pixels: Pixels | None,
    ) -> Moment:
        """Keep a moment. Raises ``LibraryError`` when it cannot be written."""
        stem = self.moments_dir / f"{step:07d}-{stage}-{phase}"
        picture = None if pixels is None else stem.with_suffix(".jpg")
        file = stem.with_suffix(".safetensors")
        arrays = {name: np.asarray(array, order="C") for name, array in tensors.items()}
        try:
            self.moments_dir.mkdir(exist_ok=True)
            if pixels is not None and picture is not None:
                write_photo(picture, pixels, overwrite=True)
            write_atomically(file, save(arrays, {"format": "fst-moment"}))
        except OSError as error:
            raise LibraryError(
                "A moment of the training could not be kept: {reason}.", reason=reason_of(error)
            ) from error
        return Moment(stage, phase, step, file, picture)

    def moments(self) -> tuple[Moment, ...]:
        """All kept moments by step."""
        found: list[Moment] = []
        for file in sorted(self.moments_dir.glob("*.safetensors")):
            match = _MOMENT.fullmatch(file.name)
            if match:
                picture = file.with_suffix(".jpg")
                step, stage, phase = match.groups()
                found.append(
                    Moment(stage, phase, int(step), file, picture if picture.exists() else None)
                )
        return tuple(found)

    def cut(self, step: int) -> None:
        """Drop log lines and moments after ``step``: they are going to happen again."""
        self.log.cut(step)
        for moment in self.moments():
            if moment.step > step:
                moment.tensors.unlink(missing_ok=True)
                moment.tensors.with_suffix(".jpg").unlink(missing_ok=True)

    def finish(self, summary: Mapping[str, Any]) -> None:
        """Mark the training as done; the checkpoint is not needed any more."""
        write_atomically(self.path / _FINISHED, _json(summary))
        self.checkpoint.discard()

    def finished(self) -> dict[str, Any] | None:
        """What ``finish`` was told."""
        with contextlib.suppress(OSError, ValueError, RecursionError):
            found = json.loads((self.path / _FINISHED).read_bytes())
            if isinstance(found, dict):
                return cast(dict[str, Any], found)
        return None

    def discard(self) -> None:
        """Delete everything. Raises ``LibraryError`` while the training runs."""
        with self.held():
            pass
        # Renamed first, so that a deletion that is cut short leaves no half training.
        gone = self.path.with_name(f".{secrets.token_hex(8)}.tmp")
        try:
            os.replace(self.path, gone)
        except OSError as error:
            raise LibraryError(
                "The training in {path} cannot be deleted.", path=self.path
            ) from error
        shutil.rmtree(gone, ignore_errors=True)


def load_moment(file: Path) -> dict[str, NDArray[np.float16]]:
    """A moment's tensors. Raises ``LibraryError`` when they cannot be read."""
    try:
        return load_file(file)
    except (OSError, SafetensorError) as error:
        raise LibraryError(
            "The moment {name} cannot be read. Choose another.", name=file.name
        ) from error


def training_folders(root: Path) -> list[TrainingFolder]:
    """All trainings below ``root``, the oldest first."""
    return [TrainingFolder(file.parent) for file in sorted(root.glob(f"[!.]*/{_REQUEST}"))]


def new_training_path(root: Path, stem: str) -> Path:
    """A free path for a training begun now."""
    return root / f"{time.strftime('%Y%m%d-%H%M%S')}-{stem}-{secrets.token_hex(2)}"


def sweep(root: Path) -> None:
    """Delete what a crash left of a training that was being made or deleted, or of the queue."""
    for path in root.glob(".*.tmp"):
        with contextlib.suppress(OSError):
            if time.time() - path.stat().st_mtime <= _ABANDONED:
                continue
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _json(value: Mapping[str, Any]) -> bytes:
    text = json.dumps(dict(value), ensure_ascii=False, indent=2) + "\n"
    # A lone half of a sign pair, as broken file names have it, cannot be UTF-8 and is escaped.
    return text.encode("utf-8", "backslashreplace")
