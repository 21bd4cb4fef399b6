"""How long somebody waits in the window: slider, dropped photo, gallery, cancel; and its memory."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from statistics import median

from benchmarks.machine import keep
from benchmarks.pictures import shipped_atelier, write_scene
from benchmarks.window import in_window, until
from fst_gui.app import StudioApp
from fst_gui.state.studio import StudioState
from fst_gui.workshop.memory import held_megabytes

_CARDS = 24
_REPAINTS = 120  # of which the first third may still fill caches
_DROPPED = (3000, 4000)
_CANCELLED = (6000, 8000)
_REST = 0.5  # seconds between two tries


def measure(output: Path, rounds: int) -> None:
    """Print and keep medians in seconds, and megabytes."""
    shipped = [entry.path for entry in shipped_atelier().styles()]
    more = range(_CARDS - len(shipped))
    copies = [(shipped[number % len(shipped)], f"copy_{number}") for number in more]

    async def all_of_it(studio: StudioApp, home: Path) -> dict[str, float]:
        return await _measure(studio, home, rounds)

    found = in_window(all_of_it, copies)
    for name, value in found.items():
        print(f"{name:44} {value:9.3f}")
    keep(output, "live", found)


async def _measure(studio: StudioApp, home: Path, rounds: int) -> dict[str, float]:
    states = studio.states
    found = {"styles_in_the_gallery": float(len(states.gallery.snapshot.entries))}
    photo, large = home / "dropped.jpg", home / "large.jpg"
    for path, (height, width) in ((photo, _DROPPED), (large, _CANCELLED)):
        write_scene(path, height, width)
    await _calm(states.studio)
    dropped: list[float] = []
    cards: list[float] = []
    for _ in range(max(2, rounds // 3)):
        states.studio.open_photo(photo)
        await until(lambda: states.studio.snapshot.painted is None)
        dropped.append(await until(lambda: states.studio.snapshot.painted is not None))
        wanted = len(states.gallery.snapshot.entries)
        await until(lambda: states.studio.snapshot.overpainted >= 0)
        cards.append(await until(lambda n=wanted: len(states.gallery.snapshot.painted) == n))
    found |= {"dropped_12_mp_to_coarse_s": median(dropped)}
    found |= {"sharp_preview_to_24_cards_s": median(cards)}
    found |= await _slider(states.studio, rounds)
    found |= {"cancel_export_s": await _cancel(states.studio, large, home / "out.png", rounds)}
    return found | await _memory(states.studio)


async def _calm(studio: StudioState) -> None:
    """Until the preview has all its layers."""
    await until(lambda: studio.snapshot.painted is not None and studio.snapshot.painting is None)
    await asyncio.sleep(_REST)


async def _slider(studio: StudioState, rounds: int) -> dict[str, float]:
    """From a slider's value to the coarse and to the sharp preview, and through all layers.

    First with nothing under way, then while layers are painted over the preview before.
    """
    found: dict[str, float] = {}
    for layers in ("", "_while_layers"):
        coarse: list[float] = []
        sharp: list[float] = []
        whole: list[float] = []
        for number in range(rounds):
            before = studio.snapshot.painted
            weak = studio.snapshot.look.settings.strength > 0.5
            # Never one that was painted before: its layers are kept.
            studio.set_strength((0.4 if weak else 0.9) + 0.005 * number + (0.0025 if layers else 0))
            first = await until(lambda b=before: studio.snapshot.painted is not b)
            coarse.append(first)
            sharp.append(first + await until(lambda: studio.snapshot.overpainted >= 0))
            if not layers:
                whole.append(sharp[-1] + await until(lambda: studio.snapshot.painting is None))
            await asyncio.sleep(_REST)
        found |= {
            f"slider_to_coarse{layers}_s": median(coarse),
            f"slider_to_sharp{layers}_s": median(sharp),
            f"slider_to_coarse{layers}_longest_s": max(coarse),
        }
        found |= {"slider_to_all_layers_s": median(whole)} if whole else {}
    return found


async def _cancel(studio: StudioState, photo: Path, target: Path, rounds: int) -> float:
    """The longest wait for an export of 48 megapixels to stop, at moments spread over it."""
    studio.open_photo(photo)
    await until(lambda: studio.snapshot.title == photo.name)
    await _calm(studio)
    waits: list[float] = []
    for number in range(rounds):
        studio.export(target)
        await asyncio.sleep(0.1 + 0.25 * number)
        studio.cancel()
        waits.append(await until(lambda: not studio.exporting.running))
        target.unlink(missing_ok=True)
    return max(waits)


async def _memory(studio: StudioState) -> dict[str, float]:
    """Megabytes held after a third of the repaints and after all."""
    held: list[float] = []
    for number in range(_REPAINTS):
        before = studio.snapshot.painted
        change: list[Callable[[], None]] = [
            lambda n=number: studio.set_strength(0.3 + 0.005 * n),
            lambda n=number: studio.set_stroke_size(1.0 + 0.01 * n),
        ]
        change[number % 2]()
        await until(lambda b=before: studio.snapshot.painted is not b)
        if number % 10 == 0:
            await _calm(studio)
            held.append(held_megabytes())
    third = len(held) // 3
    return {"held_after_a_third_mb": held[third], "held_after_all_mb": held[-1]}
