"""The arguments of every command."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NoReturn

from fst_gui import __version__, paths
from fst_gui.cli.look import add_look
from fst_gui.cli.numbers import SEED, between, count
from fst_gui.cli.output import say_the_rest
from fst_gui.engine.settings import BASE_CONTENT, USUAL_CONTENT, USUAL_ITERATIONS
from fst_gui.workshop.naming import NamingRule

Command = Callable[[argparse.Namespace], int]


def _crop(text: str) -> tuple[float, ...]:
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != 4:
        raise argparse.ArgumentTypeError(f"'{text}' is not X,Y,W,H, as in 0.1,0,0.5,0.5")
    return numbers


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage."""
        self.exit(2, f"{message[:1].upper()}{message[1:]}. See {self.prog} --help.\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """With all of the help or the version told; a failure to tell it is one for people."""
        say_the_rest()
        super().exit(status, message)


def make_parser(commands: Mapping[str, Command]) -> argparse.ArgumentParser:
    """The parser; ``commands`` holds what each command does, by name."""
    parser = _Parser(prog="fst-gui", description="Paint photographs in the style of a picture.")
    parser.add_argument("--version", action="version", version=__version__)
    group = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(name: str, text: str) -> argparse.ArgumentParser:
        sub = group.add_parser(name, help=text, description=text)
        sub.add_argument("--debug", action="store_true", help="show where an error came from")
        sub.set_defaults(command=commands[name])
        return sub

    _add_painting(add)
    _add_training(add)
    _add_measuring(add)
    return parser


def _add_painting(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    sub = add("studio", "Open the studio.")
    sub.add_argument("file", nargs="?", type=Path, help="a photo, or a style pack to keep")

    sub = add("stylize", "Paint one photo of any size.")
    sub.add_argument("photo", type=Path)
    sub.add_argument("-o", "--output", type=Path, help="its ending chooses the format")
    add_look(sub)
    sub.add_argument("--save-recipe", action="store_true", help="write it beside the picture")
    sub.add_argument("--forecast", action="store_true", help="say time and memory only")
    sub.add_argument("--repeat", type=count(1, 1000), default=1, metavar="N")
    sub.add_argument("--json", action="store_true")

    sub = add("batch", "Paint many photos or folders of photos.")
    sub.add_argument("sources", nargs="+", type=Path, metavar="PHOTO|FOLDER")
    add_look(sub)
    rule = NamingRule()
    sub.add_argument("--folder", type=Path, metavar="DIR", help="where the pictures go")
    sub.add_argument(
        "--name",
        default=rule.pattern,
        metavar="PATTERN",
        help="with {name}, {style} and {number}; %(default)s is usual",
    )
    sub.add_argument("--format", default=rule.suffix, metavar=".jpg", help="else as the photo")
    sub.add_argument("--replace", action="store_true", help="paint also what is there already")
    sub.add_argument("--flat", action="store_true", help="leave subfolders out")
    sub.add_argument("--save-recipe", action="store_true", help="write it beside each picture")

    sub = add("styles", "List the styles.")
    sub.add_argument("--json", action="store_true")


def _add_training(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    sub = add("train", "Train a style from one or more paintings.")
    sub.add_argument("pictures", nargs="*", type=Path, metavar="PICTURE")
    sub.add_argument("--name")
    sub.add_argument("--output", type=Path, metavar="PACK")
    sub.add_argument("--photos", type=Path, metavar="DIR", help="photos to learn on")
    sub.add_argument("--quality", choices=("quick", "good", "best"), default="good")
    sub.add_argument("--minutes", type=between(0.01, 100_000.0), metavar="M")
    sub.add_argument(
        "--crop",
        action="append",
        default=[],
        type=_crop,
        metavar="X,Y,W,H",
        help="the part of a picture to learn from, as fractions; once for each picture",
    )
    sub.add_argument("--stroke", type=between(0.5, 4.0), default=1.0, metavar="0.5..4")
    sub.add_argument("--sample", type=Path, metavar="PHOTO", help="a photo to show progress on")
    sub.add_argument("--batch", type=count(1, 1024), metavar="N", help="photos a step")
    sub.add_argument("--resume", type=Path, metavar="FOLDER", help="go on with a training")
    sub.add_argument("--job", type=Path, metavar="DIR", help="run an exported training job")
    sub.add_argument("--export-job", type=Path, metavar="DIR", help="write a job, train later")
    sub.add_argument("--list-interrupted", action="store_true", help="trainings to go on with")
    sub.add_argument("--log", type=Path, metavar="FILE.jsonl")
    sub.add_argument("--seed", type=SEED, default=0, metavar="N")
    sub.add_argument(
        "--strictness",
        "--content",
        type=between(0.05, 1.9),
        default=USUAL_CONTENT,
        metavar="C",
        help="how far the photo's shapes may change; lower is stricter",
    )
    for credit in ("title", "artist", "year", "licence", "source", "movement"):
        sub.add_argument(f"--{credit}", default="")

    sub = add("train-base", "Train the base network that all styles start from.")
    sub.add_argument("--photos", required=True, type=Path, metavar="DIR")
    sub.add_argument("--paintings", required=True, type=Path, metavar="DIR")
    sub.add_argument("--output", required=True, type=Path, metavar="FILE.safetensors")
    sub.add_argument("--hold-out", type=Path, metavar="FILE", help="paintings not to learn from")
    sub.add_argument("--favour", type=Path, metavar="FILE", help="paintings to learn from most")
    sub.add_argument("--steps", default="1300,2200,500,120", metavar="E,R,I,A")
    sub.add_argument("--warm-start", type=Path, metavar="FILE", help="weights to start from")
    sub.add_argument(
        "--settled", action="store_true", help="they have painted before: go on from there"
    )
    sub.add_argument("--styles-a-step", type=count(1, 256), default=2, metavar="N")
    sub.add_argument("--photos-a-style", type=count(1, 256), default=2, metavar="N")
    sub.add_argument("--size", type=count(32, 1024), default=320, metavar="PIXELS")
    sub.add_argument("--view-size", type=count(32, 1024), default=192, metavar="PIXELS")
    sub.add_argument("--content", type=between(0.05, 1.9), default=BASE_CONTENT, metavar="C")
    sub.add_argument("--shape", default="{}", metavar="JSON", help="variants of the network")
    sub.add_argument("--resume", action="store_true")
    sub.add_argument("--log", type=Path, metavar="FILE.jsonl")
    sub.add_argument("--seed", type=SEED, default=0, metavar="N")

    sub = add("publish", "Put a base network or style packs into a models folder.")
    sub.add_argument("files", nargs="+", type=Path, metavar="FILE")
    sub.add_argument("--models", type=Path, default=paths.models_dir(), metavar="DIR")


def _add_measuring(add: Callable[[str, str], argparse.ArgumentParser]) -> None:
    sub = add("evaluate", "Measure how close painted photos are to both sides.")
    sub.add_argument("--photos", required=True, type=Path, metavar="DIR")
    sub.add_argument("--paintings", required=True, type=Path, metavar="DIR")
    sub.add_argument("--style", metavar="NAME", help="a trained style, judged by its painting")
    sub.add_argument("--strength", type=between(0.0, 1.0), default=1.0, metavar="0..1")
    sub.add_argument("--iterations", type=count(1, 6), default=USUAL_ITERATIONS, metavar="1..6")
    sub.add_argument(
        "--overpaint",
        dest="overpainting",
        type=count(0, 12),
        default=0,
        metavar="0..12",
        help="layers painted over each picture",
    )
    sub.add_argument("--sheet", type=Path, metavar="FILE", help="draw a contact sheet")
    sub.add_argument("--json", action="store_true")

    sub = add("doctor", "Say what the program finds on this machine.")
    sub.add_argument(
        "--sizes",
        type=Path,
        metavar="PHOTO",
        help="paint it whole, in strips and small, and say how these differ",
    )
    sub.add_argument("--json", action="store_true")
