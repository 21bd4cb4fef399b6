"""The command line: also how the project is measured."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from fst_gui.cli import exporting, measuring, painting, style_training, training
from fst_gui.cli.ending import tidy
from fst_gui.cli.output import accept_any_text
from fst_gui.cli.parser import Command, make_parser
from fst_gui.workshop.errors import PeopleError

_COMMANDS: dict[str, Command] = {
    "studio": painting.studio,
    "stylize": tidy(exporting.stylize),
    "batch": tidy(exporting.batch),
    "styles": painting.styles,
    "train": style_training.train,
    "train-base": training.train_base,
    "publish": tidy(training.publish),
    "evaluate": tidy(measuring.evaluate),
    "doctor": painting.doctor,
}

_NOT_READ = 128 + 13  # as shells expect of a program whose reader has gone


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments say and return the exit status: 0, or 2 for what people can mend."""
    accept_any_text()
    words = list(arguments)
    # ``fst-gui`` and ``fst-gui PHOTO`` open the studio.
    if not words or (words[0] not in _COMMANDS and not words[0].startswith("-")):
        words.insert(0, "studio")
    debug = False
    try:
        options = make_parser(_COMMANDS).parse_args(words)
        debug = options.debug
        return options.command(options)
    except PeopleError as error:
        if debug:
            raise
        print(error, file=sys.stderr)
        return 2
    except BrokenPipeError:  # who read the output has seen enough
        return _NOT_READ
