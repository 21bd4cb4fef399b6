"""What an artist asks of a training, and how it is written into the training's folder."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path, PurePath
from typing import Any, Literal, get_args

from fst_gui.engine.settings import MAXIMUM_SEED, USUAL_CONTENT
from fst_gui.library.errors import LibraryError
from fst_gui.library.file_names import FORBIDDEN, is_reserved, unreserved
from fst_gui.library.pack_header import Credits, is_usable_name
from fst_gui.library.photo import Pixels

Quality = Literal["quick", "good", "best"]
QUALITY_MINUTES: Mapping[Quality, float] = {"quick": 3.0, "good": 10.0, "best": 40.0}
# A slow machine takes longer than the minutes rather than learn nothing; a fast one stops when
# more steps change nothing any more.
QUALITY_STEPS: Mapping[Quality, tuple[int, int]] = {
    "quick": (100, 3_000),
    "good": (300, 10_000),
    "best": (1_000, 40_000),
}
STRICTEST, LOOSEST = 0.05, 1.9
_SMALLEST_CROP = 0.02
_VERSION = 1


@dataclass(frozen=True)
class Crop:
    """A part of a picture, as fractions of its width and height from the top left."""

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        inside = self.x >= 0 and self.y >= 0 and self.width >= _SMALLEST_CROP
        inside = inside and self.height >= _SMALLEST_CROP
        if not (inside and self.x + self.width <= 1.001 and self.y + self.height <= 1.001):
            raise LibraryError(
                "The crop must lie inside the painting: x, y, width and height from 0 to 1."
            )

    def of(self, pixels: Pixels) -> Pixels:
        """The part of (H, W, 3) pixels, at least one pixel."""
        height, width = pixels.shape[:2]
        left = min(round(self.x * width), width - 1)
        top = min(round(self.y * height), height - 1)
        right = max(left + 1, round((self.x + self.width) * width))
        bottom = max(top + 1, round((self.y + self.height) * height))
        return pixels[top:bottom, left:right].copy()


@dataclass(frozen=True)
class Painting:
    """A painting to learn from, or the region of it whose brushwork counts."""

    path: Path
    crop: Crop | None = None


@dataclass(frozen=True)
class TrainingRequest:
    """What a style is to be learned from, and how.

    ``photos`` is a folder to learn on, or files; without them the program makes its own training
    pictures. ``quality`` sets the time, unless ``minutes`` does. ``content_target`` is how far
    the photo's shapes may move (C, lower is stricter). ``stroke_size`` is the scale at which the
    paintings are looked at, 2 for strokes twice as coarse. ``batch`` is the number of photos a
    step; None means one a process. ``sample`` is the artist's own photo, to show progress on.
    """

    paintings: tuple[Painting, ...]
    credits: Credits
    output: Path
    photos: Path | tuple[Path, ...] | None = None
    quality: Quality = "good"
    minutes: float | None = None
    stroke_size: float = 1.0
    content_target: float = USUAL_CONTENT
    batch: int | None = None
    sample: Pixels | None = None
    seed: int = 0

    def check(self) -> None:
        """Raises ``LibraryError`` for what cannot be trained."""
        name = self.credits.name
        if not self.paintings:
            raise LibraryError("Choose at least one painting to learn the style from.")
        if not name.strip() or FORBIDDEN & set(name):
            raise LibraryError('The style needs a name without the signs / \\ : * ? " < > |.')
        check_name(name)
        if self.quality not in get_args(Quality):
            raise LibraryError("The quality is quick, good or best.")
        if self.minutes is not None and not self.minutes > 0:
            raise LibraryError("The time to train must be more than 0 minutes.")
        if not 0.5 <= self.stroke_size <= 4.0:
            raise LibraryError("The stroke size must lie between 0.5 and 4.")
        if not STRICTEST <= self.content_target <= LOOSEST:
            raise LibraryError(
                "The strictness must lie between {strictest} and {loosest}.",
                strictest=STRICTEST,
                loosest=LOOSEST,
            )
        if self.batch is not None and self.batch < 1:
            raise LibraryError("At least one photo a step is needed.")
        if not 0 <= self.seed <= MAXIMUM_SEED:
            raise LibraryError("The seed must lie between 0 and {maximum}.", maximum=MAXIMUM_SEED)

    def steps(self, pace: float) -> int:
        """How many steps fit into the time at ``pace`` seconds a step."""
        if self.minutes is not None:
            return max(8, round(self.minutes * 60.0 / pace))
        least, most = QUALITY_STEPS[self.quality]
        return min(max(round(QUALITY_MINUTES[self.quality] * 60.0 / pace), least), most)


def check_name(name: str) -> None:
    """Raises ``LibraryError`` for a name that a style's file cannot have."""
    if is_reserved(name):
        raise LibraryError(
            "Windows keeps the name “{name}” for a device. Choose another name for the style.",
            name=name,
        )
    if not is_usable_name(name):
        raise LibraryError(
            "The name of the style is empty, too long, begins with a dot or has signs that cannot "
            "be seen. Choose another."
        )


def request_to_json(request: TrainingRequest) -> dict[str, Any]:
    """The request without its sample, which is a file beside."""
    photos = request.photos
    return {
        "version": _VERSION,
        "paintings": [
            {"path": _written(p.path), "crop": None if p.crop is None else asdict(p.crop)}
            for p in request.paintings
        ],
        "credits": asdict(request.credits),
        "output": _written(request.output),
        "photos": [_written(p) for p in photos]
        if isinstance(photos, tuple)
        else photos and _written(photos),
        "quality": request.quality,
        "minutes": request.minutes,
        "stroke_size": request.stroke_size,
        "content_target": request.content_target,
        "batch": request.batch,
        "seed": request.seed,
    }


def request_from_json(
    stored: Mapping[str, Any], folder: Path, sample: Pixels | None
) -> TrainingRequest:
    """The request again; relative paths are taken from ``folder``.

    Raises ``LibraryError`` when it is damaged or of a newer version.
    """
    try:
        if int(stored["version"]) > _VERSION:
            raise LibraryError("This training was begun by a newer FST Studio; update to go on.")
        photos = stored["photos"]
        request = TrainingRequest(
            paintings=tuple(
                Painting(
                    _found(p["path"], folder), None if p["crop"] is None else Crop(**p["crop"])
                )
                for p in stored["paintings"]
            ),
            credits=Credits(**stored["credits"]),
            output=_found(stored["output"], folder),
            photos=tuple(_found(p, folder) for p in photos)
            if isinstance(photos, list)
            else photos and _found(photos, folder),
            quality=stored["quality"],
            minutes=None if stored["minutes"] is None else float(stored["minutes"]),
            stroke_size=float(stored["stroke_size"]),
            content_target=float(stored["content_target"]),
            batch=None if stored["batch"] is None else int(stored["batch"]),
            sample=sample,
            seed=int(stored["seed"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise LibraryError(
            "The training in {folder} cannot be read. Discard it and start anew.", folder=folder
        ) from error
    request.check()
    return request


def _written(path: PurePath) -> str:
    """What lies in the training's folder is written as every system reads it."""
    return str(path) if path.is_absolute() else path.as_posix()


def _found(written: str, folder: Path) -> Path:
    """The path again; one in ``folder`` may have been written by Windows, with its slashes."""
    path = Path(written)
    return path if path.is_absolute() else folder / written.replace("\\", "/")


def file_stem(title: str) -> str:
    """A style's title as a file name: words in lower case, joined by underscores."""
    signs = ""
    for sign in unicodedata.normalize("NFC", title.lower()):
        # Vowels of many scripts are marks behind a letter; behind anything else they are nothing.
        mark = unicodedata.category(sign).startswith("M") and signs[-1:].strip()
        signs += sign if mark or sign.isalnum() or sign == "_" else " "
    return unreserved("_".join(signs.split()))
