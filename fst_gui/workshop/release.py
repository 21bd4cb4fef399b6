"""Filling a models folder: the base network, style packs, and the manifest that lists them."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from fst_gui.library.atomic import write_atomically
from fst_gui.library.errors import LibraryError
from fst_gui.library.style_pack import SUFFIX, load_pack
from fst_gui.library.weights import load_weights

BASE_FILE = "base.safetensors"
MANIFEST_FILE = "manifest.json"


def publish_files(files: Sequence[Path], models: Path) -> Iterator[str]:
    """Copy each file into the folder and note it in the manifest; yields the names.

    Style packs must belong to the foundation of the folder's base network. Raises
    ``LibraryError`` otherwise.
    """
    models.mkdir(parents=True, exist_ok=True)
    path = models / MANIFEST_FILE
    empty = {"version": 1, "base": {}, "styles": []}
    manifest: dict[str, Any] = json.loads(path.read_text("utf-8")) if path.exists() else empty
    for file in files:
        if file.suffix == SUFFIX:
            entry = _style_entry(file, str(manifest["base"].get("foundation", "")))
            others = [s for s in manifest["styles"] if s["name"] != entry["name"]]
            manifest["styles"] = sorted([*others, entry], key=lambda s: str(s["title"]))
            name = str(entry["file"])
        else:
            manifest["base"] = _base_entry(file)
            name = BASE_FILE
        if file.resolve() != (models / name).resolve():
            shutil.copyfile(file, models / name)
        text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
        write_atomically(path, text.encode("utf-8"))
        yield name


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _base_entry(file: Path) -> dict[str, object]:
    try:
        with safe_open(file, "np") as stored:
            metadata = stored.metadata() or {}
    except (OSError, SafetensorError) as error:
        raise LibraryError(
            "{file} is neither a base network nor a style pack.", file=file
        ) from error
    if metadata.get("format") != "fst-base":
        raise LibraryError("{file} is not a base network.", file=file)
    training = json.loads(metadata["training"])
    return {
        "file": BASE_FILE,
        "sha256": _sha256(file),
        "foundation": foundation(load_weights(file)),
        "training": training,
    }


def foundation(weights: Mapping[str, NDArray[np.generic]]) -> str:
    """SHA-256 of the base's weights that a bound style does not replace.

    Styles belong to every base with the same foundation.
    """
    from fst_gui.engine.networks.painter import binds_styles

    digest = hashlib.sha256()
    for name in sorted(weights):
        if not binds_styles(name):
            array = np.ascontiguousarray(weights[name])
            digest.update(f"{name} {array.dtype} {array.shape}\n".encode())
            digest.update(array.tobytes())
    return digest.hexdigest()


def _style_entry(file: Path, base: str) -> dict[str, object]:
    pack = load_pack(file)
    if pack.base != base:
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
