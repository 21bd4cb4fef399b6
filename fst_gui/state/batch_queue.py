"""The queue of a batch: its items, its rules, and how both are kept in a file."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from enum import Enum
from pathlib import Path
from typing import Any

from fst_gui.engine.settings import PaintSettings
from fst_gui.library.gallery import StyleEntry
from fst_gui.sentences import Sentence
from fst_gui.state.base import Picture
from fst_gui.state.look import Look
from fst_gui.workshop.batch import FoundPhoto, targets_of
from fst_gui.workshop.naming import NamingRule

BATCH_VERSION = 1


class Status(Enum):
    """Where a photo is."""

    WAITING = "waiting"
    PAINTING = "painting"
    DONE = "done"
    SKIPPED = "skipped"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = frozenset({Status.DONE, Status.SKIPPED, Status.FAILED, Status.CANCELLED})


@dataclass(frozen=True)
class Item:
    """One photo, how it is painted, and the file that its picture becomes.

    ``pixels`` is its size, 0 as long as that is not known; ``problem`` says why it failed.
    """

    number: int
    photo: FoundPhoto
    look: Look
    target: Path
    status: Status = Status.WAITING
    problem: str = ""
    pixels: int = 0


@dataclass(frozen=True)
class Batch:
    """All items in order, their small pictures as they arrive, the rules, and the progress.

    A picture is of the photo, and of the painting once that is there. ``done`` is the share of
    what is painted now. ``wrong`` says what is wrong with the naming rule that was tried last;
    the rule before it stays.
    """

    items: tuple[Item, ...] = ()
    pictures: Mapping[int, Picture] = field(default_factory=dict[int, Picture])
    rule: NamingRule = field(default_factory=NamingRule)
    wrong: str = ""
    replace: bool = False
    running: bool = False
    paused: bool = False
    done: float = 0.0
    seconds_left: float | None = None

    @property
    def current(self) -> Item | None:
        """What is painted now."""
        return next((item for item in self.items if item.status is Status.PAINTING), None)

    @property
    def waiting(self) -> int:
        """How many are still to be painted."""
        return sum(item.status is Status.WAITING for item in self.items)

    def count(self, *statuses: Status) -> int:
        """How many are in one of these states."""
        return sum(item.status in statuses for item in self.items)

    @property
    def share(self) -> float:
        """How much of all pictures is done, 0 to 1; what was cancelled is not."""
        finished = self.count(*FINISHED - {Status.CANCELLED})
        finished += self.done if self.current is not None else 0.0
        return finished / len(self.items) if self.items else 0.0


def style_words(look: Look) -> str:
    """What ``{style}`` in a naming rule stands for."""
    return " + ".join(entry.title for entry, share in look.styles if share > 0)


def named(
    items: Sequence[Item], rule: NamingRule, numbers: Collection[int], written: Collection[Path]
) -> tuple[Item, ...]:
    """The items, of which ``numbers`` get the files that the rule gives them.

    Those that are painted, or are just now, keep theirs. No two get the same, nor one that was
    ``written`` for an item that has left the queue.
    """
    open_ = {i.number for i in items if i.number in numbers and i.status is Status.WAITING}
    kept = [item.target for item in items if item.number not in open_]
    targets = targets_of(
        [
            (place, item.photo, style_words(item.look))
            for place, item in enumerate(items, 1)
            if item.number in open_
        ],
        rule,
        [*kept, *written],
    )
    given = iter(targets)
    return tuple(
        replace(item, target=next(given)) if item.number in open_ else item for item in items
    )


def end_of(items: Sequence[Item], *, cancelled: bool) -> str:
    """What has become of these, now that none is painted any more; nothing if nothing has."""
    statuses = [item.status for item in items]
    done, failed = statuses.count(Status.DONE), statuses.count(Status.FAILED)
    if cancelled and Status.CANCELLED in statuses:
        return Sentence(
            "The batch was cancelled. Pictures painted: {done} of {all}.",
            done=done,
            all=len(items),
        )
    if failed:
        return Sentence(
            "The batch is done. Pictures painted: {done}. Photos that failed: {failed}; each "
            "says why.",
            done=done,
            failed=failed,
        )
    return Sentence("The batch is done. Pictures painted: {done}.", done=done) if done else ""


def put_back(now: Batch) -> Batch:
    """With what is under way waiting again, as the program leaves it at a good end."""
    items = (
        replace(item, status=Status.WAITING) if item.status is Status.PAINTING else item
        for item in now.items
    )
    return replace(now, items=tuple(items))


def to_values(now: Batch) -> dict[str, Any]:
    """What is kept of the queue, in types that JSON has. Looks are written once."""
    looks: list[Look] = []
    items: list[dict[str, Any]] = []
    for item in now.items:
        if item.look not in looks:
            looks.append(item.look)
        items.append(
            {
                "photo": str(item.photo.path),
                "subfolder": str(item.photo.subfolder),
                "named": item.photo.named,
                "look": looks.index(item.look),
                "target": str(item.target),
                "status": item.status.value,
                "problem": _sentence_values(item.problem),
                "pixels": item.pixels,
            }
        )
    rule = now.rule
    return {
        "pattern": rule.pattern,
        "suffix": rule.suffix,
        "folder": str(rule.folder) if rule.folder is not None else "",
        "replace": now.replace,
        "goes_on": now.running and not now.paused,
        "looks": [_look_values(look) for look in looks],
        "items": items,
    }


def from_values(values: Mapping[str, Any]) -> tuple[Batch, bool]:
    """The queue that was kept, and whether it was being painted.

    What the file says is under way has failed: the program ended without putting it back, and
    must not do so at every start. Raises ``LibraryError``, ``EngineError``, ``ValueError``,
    ``TypeError`` or ``LookupError`` for values that no version has written.
    """
    if not values:
        return Batch(), False
    looks = [_look(entry) for entry in values["looks"]]
    items: list[Item] = []
    for number, entry in enumerate(values["items"]):
        status, problem = Status(entry["status"]), _sentence(entry["problem"])
        if status is Status.PAINTING:
            status = Status.FAILED
            problem = Sentence(
                "The studio ended while this photo was painted. Try it again, or remove it from "
                "the queue."
            )
        items.append(
            Item(
                number,
                FoundPhoto(Path(entry["photo"]), Path(entry["subfolder"]), bool(entry["named"])),
                looks[entry["look"]],
                Path(entry["target"]),
                status,
                problem,
                int(entry["pixels"]),
            )
        )
    folder = Path(values["folder"]) if values["folder"] else None
    rule = NamingRule(values["pattern"], values["suffix"], folder)
    batch = Batch(tuple(items), rule=rule, replace=bool(values["replace"]))
    return batch, bool(values["goes_on"])


def _look_values(look: Look) -> dict[str, Any]:
    styles = [
        {**asdict(entry), "path": str(entry.path), "share": share} for entry, share in look.styles
    ]
    return {"styles": styles, "settings": asdict(look.settings)}


def _look(values: Mapping[str, Any]) -> Look:
    styles: list[tuple[StyleEntry, float]] = []
    for entry in values["styles"]:
        known = {k: v for k, v in entry.items() if k not in ("path", "share")}
        styles.append((StyleEntry(**known, path=Path(entry["path"])), float(entry["share"])))
    return Look(tuple(styles), PaintSettings(**values["settings"]))


def _sentence_values(text: str) -> list[Any]:
    """A sentence that can still be said in another language after a restart."""
    if isinstance(text, Sentence):
        return [text.template, {name: str(value) for name, value in text.fields.items()}]
    return [text, {}]


def _sentence(values: Sequence[Any]) -> Sentence:
    template, fields = values
    return Sentence(template, **fields)
