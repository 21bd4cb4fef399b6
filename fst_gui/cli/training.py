"""``train-base`` and ``publish``."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from fst_gui.cli.output import say
from fst_gui.cli.painting import make_atelier
from fst_gui.cli.progress import logged
from fst_gui.workshop.base import BaseRequest, train_base_network
from fst_gui.workshop.release import publish_files

if TYPE_CHECKING:
    from fst_gui.engine.train.distributed import Workers


def train_base(options: argparse.Namespace) -> int:
    """Train the base network from nothing, or on from other weights; see ``torchrun`` too."""
    from fst_gui.engine.train.distributed import join_workers, leave_workers

    workers = join_workers()
    try:
        return _train_base(options, workers)
    finally:
        leave_workers()


def _train_base(options: argparse.Namespace, workers: Workers) -> int:
    from fst_gui.engine.device import best_device

    request = BaseRequest(
        photos=options.photos,
        paintings=options.paintings,
        output=options.output,
        hold_out=options.hold_out,
        favour=options.favour,
        steps=options.steps,
        warm_start=options.warm_start,
        resume=options.resume,
        seed=options.seed,
        styles_a_step=options.styles_a_step,
        photos_a_style=options.photos_a_style,
        size=options.size,
        view_size=options.view_size,
        content_target=options.content,
        shape=options.shape,
        settled=options.settled,
    )
    judge = make_atelier().models.judge_on(best_device())
    events = train_base_network(judge, request, workers)
    if workers.rank > 0:
        for _ in events:
            pass
        return 0
    for _ in logged(events, options.log, options.resume):
        pass
    say(f"The base network is in {options.output}.")
    return 0


def publish(options: argparse.Namespace) -> int:
    """Put trained files into a models folder and write its manifest."""
    for name in publish_files(options.files, options.models):
        say(f"{name} is in {options.models}.")
    return 0
