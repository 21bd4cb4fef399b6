"""A training made into a folder that can be carried to another machine and run there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from fst_gui import __version__
from fst_gui.engine.events import Progress
from fst_gui.library.errors import LibraryError
from fst_gui.library.pack_header import SUFFIX
from fst_gui.library.photo import read_photo, shrink
from fst_gui.library.small_picture import encode_jpeg
from fst_gui.workshop.models import Models
from fst_gui.workshop.training_folders import make_training, photo_files
from fst_gui.workshop.training_pictures import PHOTO_LONGEST
from fst_gui.workshop.training_request import TrainingRequest

_README = """\
A training job of FST Studio {version}: the style “{title}”.

On the machine that shall train, with Python 3.11 to 3.13 and FST Studio {version}:

    python -m pip install FOLDER-OR-WHEEL-OF-FST-STUDIO
    fst-gui train --job .

On several processes, for example two on this machine:

    torchrun --standalone --nproc-per-node 2 --max-restarts 3 -m fst_gui train --job .

On several hosts, each needs this folder (only the first one writes into it), and
TORCH_DISABLE_SHARE_RDZV_TCP_STORE=1 lets torchrun begin again after it lost a process; see
`torchrun --help` for the rest.

When a training is cut off, the same command goes on from the last checkpoint. At the end there
is {output} in this folder: drop it on the studio's window.
"""


@dataclass(frozen=True)
class JobExported:
    """The job is in ``folder``."""

    folder: Path


def export_job(
    models: Models, request: TrainingRequest, folder: Path
) -> Iterator[Progress | JobExported]:
    """Write the request, the pictures and a README into a new or empty folder.

    Photos that cannot be read are left out. Raises ``LibraryError`` when none can, or when the
    folder cannot be written.
    """
    request.check()
    files: dict[str, bytes] = {}
    photos = photo_files(request)
    problem: LibraryError | None = None
    for number, photo in enumerate(photos or ()):
        try:
            pixels = shrink(read_photo(photo).pixels, PHOTO_LONGEST)
            files[f"photos/{number:04d}.jpg"] = encode_jpeg(pixels)
        except LibraryError as error:
            problem = error
        yield Progress(number / max(1, len(photos or ())))
    if problem is not None and not files:
        raise problem
    output = Path(f"{request.credits.name}{SUFFIX}")
    inside = None if photos is None else tuple(Path(name) for name in files)
    text = _README.format(
        version=__version__, title=request.credits.title or request.credits.name, output=output
    )
    files["README.txt"] = text.encode("utf-8")
    request = replace(request, photos=inside, output=output)
    make_training(folder, models, request, files)
    yield JobExported(folder)
