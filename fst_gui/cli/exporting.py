"""``stylize`` and ``batch``."""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from fst_gui.cli.look import Look, read_look
from fst_gui.cli.output import say
from fst_gui.cli.painting import make_atelier
from fst_gui.engine.events import Progress
from fst_gui.library.errors import LibraryError, reason_of
from fst_gui.workshop.atelier import Atelier
from fst_gui.workshop.batch import BatchItem, is_same_file, plan_batch
from fst_gui.workshop.errors import PeopleError
from fst_gui.workshop.export import Exported, ExportRequest
from fst_gui.workshop.export_forecast import ExportForecast
from fst_gui.workshop.memory import peak_megabytes
from fst_gui.workshop.naming import NamingRule
from fst_gui.workshop.recipe import make_recipe, recipe_path, save_recipe


def stylize(options: argparse.Namespace) -> int:
    """Paint one photo; with ``--json`` also say how long that took, files included."""
    atelier = make_atelier()
    look = read_look(atelier, options)
    if options.forecast:
        return _print_forecast(atelier, options, look)
    if options.output is None:
        raise LibraryError("Name the picture with --output.")
    _refuse_what_it_is_made_from(look, options.photo, options.output)
    request = _request(look, options.photo, options.output)
    for style, _ in look.styles:
        atelier.bind(style)  # load everything first: the time is that of a program that runs
    done = [_timed_export(atelier, request) for _ in range(options.repeat)]
    exported = done[-1][0]
    for remark in (*look.remarks, exported.notice):
        if remark:
            print(remark, file=sys.stderr)
    if options.save_recipe:
        save_recipe(recipe_path(options.output), make_recipe(atelier, request))
    if options.json:
        report = {
            "seconds": round(statistics.median(seconds for _, seconds in done), 4),
            "width": exported.width,
            "height": exported.height,
            "device": atelier.device(),
            "peak_mb": round(peak_megabytes(), 1),
            "style": "+".join(style.name for style, _ in look.styles),
        }
        say(json.dumps(report))
    return 0


def batch(options: argparse.Namespace) -> int:
    """Paint many photos; what is there is skipped, and a bad file does not end it.

    The status is 1 when a photo could not be painted.
    """
    atelier = make_atelier()
    look = read_look(atelier, options)
    rule = NamingRule(options.name, options.format, options.folder)
    name = "+".join(style.name for style, _ in look.styles)
    plan = plan_batch(options.sources, rule, name, subfolders=not options.flat)
    for problem in (*look.remarks, *plan.problems):
        print(problem, file=sys.stderr)
    items = plan.to_paint(options.replace)
    skipped = len(plan.items) - len(items)
    failed = len(plan.problems)
    for item in items:
        try:
            _paint_item(atelier, look, item, options)
        except PeopleError as error:
            failed += 1
            print(f"{item.photo}: {error}", file=sys.stderr)
        else:
            say(item.target)
    print(f"{len(items)} to paint, {skipped} there already, {failed} failed.", file=sys.stderr)
    return 1 if failed else 0


def _paint_item(atelier: Atelier, look: Look, item: BatchItem, options: argparse.Namespace) -> None:
    _refuse_what_it_is_made_from(look, item.photo, item.target)
    try:
        item.target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            "The folder “{folder}” cannot be made ({reason}).",
            folder=item.target.parent,
            reason=reason_of(error),
        ) from error
    request = _request(look, item.photo, item.target, overwrite=options.replace)
    exported = _export(atelier, request)
    if exported.notice:
        print(f"{item.photo}: {exported.notice}", file=sys.stderr)
    if options.save_recipe:
        save_recipe(recipe_path(item.target), make_recipe(atelier, request))


def _refuse_what_it_is_made_from(look: Look, photo: Path, target: Path) -> None:
    for file in (photo, *look.files):
        if is_same_file(target, file):
            raise LibraryError(
                "The picture “{name}” would replace a file that it is made from. Choose another "
                "name.",
                name=target,
            )


def _request(look: Look, photo: Path, target: Path, overwrite: bool = True) -> ExportRequest:
    return ExportRequest(
        photo, target, look.styles, look.settings, look.mask, look.export, overwrite
    )


def _export(atelier: Atelier, request: ExportRequest) -> Exported:
    from tqdm import tqdm  # as in progress.py

    shown: Iterator[Progress | Exported] = atelier.export(request)
    with tqdm(total=100, disable=None, unit="%", leave=False, desc=request.target.name) as bar:
        for event in shown:
            if isinstance(event, Exported):
                return event
            bar.update(int(100 * event.done) - bar.n)
    raise RuntimeError("the export ended without a picture")


def _timed_export(atelier: Atelier, request: ExportRequest) -> tuple[Exported, float]:
    started = time.perf_counter()
    exported = _export(atelier, request)
    return exported, time.perf_counter() - started


def _print_forecast(atelier: Atelier, options: argparse.Namespace, look: Look) -> int:
    target = options.output or Path("picture.jpg")  # which chooses the format only
    *_, forecast = atelier.forecast_export(_request(look, options.photo, target))
    assert isinstance(forecast, ExportForecast)
    if options.json:
        say(json.dumps(vars(forecast)))
        return 0
    say(
        f"{forecast.width} x {forecast.height} pixels: about {forecast.seconds:.1f} seconds and "
        f"{forecast.megabytes:.0f} MB of memory."
    )
    return 0
