"""The licences of what is shipped, as the packages themselves state them."""

from __future__ import annotations

import importlib.metadata as metadata
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import cast

_LICENCE_FILE = re.compile(r"licen[cs]e|copying|notice|copyright", re.IGNORECASE)
_TEXT_SUFFIXES = ("", ".txt", ".md", ".rst")
# What a classifier adds to the name of the licence.
_CLASSIFIER = re.compile(r"^License :: (OSI Approved :: )?")


@dataclass(frozen=True)
class Licence:
    """A package and its licence in a few words."""

    package: str
    version: str
    name: str


def shipped_packages(roots: Iterable[str]) -> list[str]:
    """``roots`` and everything that they require, as far as it is installed, by name."""
    known: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        distribution = _found(waiting.pop())
        if distribution is not None and _plain(distribution.name) not in known:
            known[_plain(distribution.name)] = distribution.name
            # What other systems need is not installed; what belongs to an extra is not wanted.
            wanted = [text for text in distribution.requires or () if "extra ==" not in text]
            waiting += [re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in wanted]
    return sorted(known.values(), key=str.casefold)


def licence_of(package: str) -> Licence:
    """The licence that an installed package states."""
    distribution = metadata.distribution(package)
    fields = cast(Message, distribution.metadata)
    stated = (fields.get("License-Expression") or fields.get("License") or "").strip()
    classified = [
        _CLASSIFIER.sub("", text)
        for text in fields.get_all("Classifier", [])
        if text.startswith("License ::")
    ]
    # Some packages put the whole text where its name belongs.
    whole = "\n" in stated
    name = ", ".join(classified) if classified and (whole or not stated) else stated
    return Licence(distribution.name, distribution.version, name.partition("\n")[0])


def licence_text(package: str) -> str:
    """The licence files that an installed package carries, one after the other."""
    distribution = metadata.distribution(package)
    texts: list[str] = []
    for file in distribution.files or ():
        path = Path(str(distribution.locate_file(file)))
        if _LICENCE_FILE.search(file.name) and file.suffix in _TEXT_SUFFIXES and path.is_file():
            texts.append(path.read_text("utf-8", "replace"))
    return "\n\n".join(texts)


def _found(name: str) -> metadata.Distribution | None:
    try:
        return metadata.distribution(name)
    except metadata.PackageNotFoundError:
        return None


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).casefold()
