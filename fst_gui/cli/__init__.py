"""The command line: also how the project is measured."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fst_gui.cli import exporting, measuring, painting, style_training, training
from fst_gui.cli.parser import Command, make_parser
from fst_gui.workshop.errors import PeopleError

_COMMANDS: dict[str, Command] = {
    "studio": painting.studio,
    "stylize": exporting.stylize,
    "batch": exporting.batch,
    "styles": painting.styles,
    "train": style_training.train,
    "train-base": training.train_base,
    "publish": training.publish,
    "evaluate": measuring.evaluate,
    "doctor": painting.doctor,
}


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit status: 0, or 2 for what people can mend."""
    words = list(arguments)
    # ``fst-gui`` and ``fst-gui PHOTO`` open the studio.
    if not words or (words[0] not in _COMMANDS and not words[0].startswith("-")):
        words.insert(0, "studio")
    options = make_parser(_COMMANDS).parse_args(words)
    try:
        return options.command(options)
    except PeopleError as error:
        if options.debug:
            raise
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
