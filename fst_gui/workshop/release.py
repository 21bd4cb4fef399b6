"""Filling a models folder: the base network, style packs, and the manifest that lists them."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Collection, Generator, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import LibraryError, reason_of
from fst_gui.library.pack_header import SUFFIX
from fst_gui.library.style_pack import load_pack
from fst_gui.library.weights import load_weights
from fst_gui.workshop.batch import is_same_file
from fst_gui.workshop.models import foundations, same_bases

BASE_FILE = "base.safetensors"
MANIFEST_FILE = "manifest.json"
_VERSION = 1


def publish_files(files: Sequence[Path], models: Path) -> Iterator[str]:
    """Copy each file into the folder and note it in the manifest; yields the names.

    Style packs must belong to the foundation of the folder's base network. Raises
    ``LibraryError`` otherwise.
    """
    with _failures_told(models):
        models.mkdir(parents=True, exist_ok=True)
    path = models / MANIFEST_FILE
    manifest = _read_manifest(path)
    for file in files:
        if file.suffix == SUFFIX:
            entry = _style_entry(file, foundations(manifest["base"]))
            others = [s for s in manifest["styles"] if s["name"] != entry["name"]]
            manifest["styles"] = sorted([*others, entry], key=lambda s: str(s["title"]))
            name = str(entry["file"])
        else:
            manifest["base"] = _base_entry(file, models / BASE_FILE, manifest["base"])
            name = BASE_FILE
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        with _failures_told(models):
            if not is_same_file(models / name, file):
                write_atomically(models / name, file.read_bytes())
            write_atomically(path, text.encode("utf-8"))
        yield name


def _read_manifest(path: Path) -> dict[str, Any]:
    """What the folder's manifest says; where there is none, what an empty one would."""
    try:
        manifest = json.loads(path.read_bytes())
        if manifest["version"] != _VERSION:
            raise ValueError(f"version {manifest['version']}")
        found = manifest["styles"]
        styles = [{**s, "name": str(s["name"]), "title": str(s["title"])} for s in found]
        return {**manifest, "base": {**manifest["base"]}, "styles": styles}
    except FileNotFoundError:
        return {"version": _VERSION, "base": {}, "styles": []}
    except (OSError, ValueError, LookupError, TypeError, RecursionError) as error:
        raise LibraryError(
            "The list of models “{path}” is damaged; mend it or choose another folder.", path=path
        ) from error


@contextlib.contextmanager
def _failures_told(folder: Path) -> Generator[None]:
    try:
        yield
    except OSError as error:
        raise LibraryError(
            "The models folder “{folder}” cannot be written ({reason}); choose another folder or "
            "make room.",
            folder=folder,
            reason=reason_of(error),
        ) from error


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _base_entry(file: Path, replaced: Path, before: Mapping[str, Any]) -> dict[str, object]:
    """A base as the manifest has it; what the one that it replaces is known by stays known."""
    try:
        with safe_open(file, "np") as stored:
            metadata = stored.metadata() or {}
    except (OSError, SafetensorError) as error:
        raise LibraryError(
            "{file} is neither a base network nor a style pack.", file=file
        ) from error
    if metadata.get("format") != "fst-base":
        raise LibraryError("{file} is not a base network.", file=file)
    try:
        training = json.loads(metadata["training"])
    except (ValueError, LookupError, RecursionError) as error:
        raise LibraryError("{file} does not say how it was trained.", file=file) from error
    weights = load_weights(file)
    entry: dict[str, object] = {
        "file": BASE_FILE,
        "sha256": _sha256(file),
        "foundation": foundation(weights),
        "training": training,
    }
    if before and replaced.is_file():
        older = load_weights(replaced)
        if foundation(older) == entry["foundation"]:
            known = foundations(before) - {entry["foundation"]}
            entry["foundations_before"] = sorted(known)
        if _of_pictures(older) == _of_pictures(weights):
            entry["bases_before"] = sorted(same_bases(before) - {entry["sha256"]})
    return entry


def foundation(weights: Mapping[str, NDArray[np.generic]]) -> str:
    """SHA-256 of the base's weights that paint, and that a bound style does not replace.

    Styles belong to every base with the same foundation.
    """
    from fst_gui.engine.networks.painter import paints

    return _digest({name: array for name, array in weights.items() if paints(name)})


def _of_pictures(weights: Mapping[str, NDArray[np.generic]]) -> str:
    """SHA-256 of the base's weights that any picture depends on."""
    from fst_gui.engine.networks.painter import binds_styles, paints

    used = {name: w for name, w in weights.items() if paints(name) or binds_styles(name)}
    return _digest(used)


def _digest(weights: Mapping[str, NDArray[np.generic]]) -> str:
    digest = hashlib.sha256()
    for name in sorted(weights):
        array = np.ascontiguousarray(weights[name])
        digest.update(f"{name} {array.dtype} {array.shape}\n".encode())
        digest.update(array.tobytes())
    return digest.hexdigest()


def _style_entry(file: Path, bases: Collection[str]) -> dict[str, object]:
    pack = load_pack(file)
    if pack.base not in bases:
        raise LibraryError(
            "The style {name} was trained on another base network.", name=pack.credits.name
        )
    return {
        **vars(pack.credits),
        "file": f"{pack.credits.name}{SUFFIX}",
        "seed": pack.seed,
        "training": dict(pack.summary),
        "sha256": _sha256(file),
    }
