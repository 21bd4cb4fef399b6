"""How long the rest of a batch will take."""

from __future__ import annotations

from fst_gui.state.batch_queue import Batch, Item, Status

# Up to this many pixels painting grows with the photo, then only composing, reading and writing.
_PAINTED = 768 * 768
# Seconds on two cores (docs/performance.md); only how they are to each other matters here.
_NETWORKS, _LAYER, _MEGAPIXEL = 0.2, 1.7, 0.05
_NEWEST = 0.3  # the share of the newest picture in what is expected of the next
_ENOUGH = 0.05  # of a picture, to tell anything from it


class Pace:
    """Learns how fast it goes from the pictures that were painted. Pauses do not count."""

    def __init__(self) -> None:
        self._seconds: float | None = None
        self._spent = 0.0
        self._since: float | None = None

    def begin(self, now: float) -> None:
        """Painting a picture begins."""
        self._spent, self._since = 0.0, now

    def pause(self, now: float, on: bool) -> None:
        """The clock stops, or goes on."""
        if on and self._since is not None:
            self._spent += now - self._since
        self._since = None if on else now

    def end(self, item: Item, now: float) -> None:
        """The picture of an item whose size is known is done."""
        new = self._elapsed(now) / _effort(item, item.pixels)
        old = new if self._seconds is None else self._seconds
        self._seconds = (1.0 - _NEWEST) * old + _NEWEST * new

    def left(self, batch: Batch, now: float) -> float | None:
        """Seconds for what waits and the rest of the current picture; None when nobody can know.

        Photos that nobody has looked at yet count like the average of the others.
        """
        sizes = [item.pixels for item in batch.items if item.pixels]
        current = batch.current
        seconds = self._seconds
        if seconds is None and current is not None and current.pixels and batch.done > _ENOUGH:
            seconds = self._elapsed(now) / (batch.done * _effort(current, current.pixels))
        if seconds is None or not sizes:
            return None
        average = sum(sizes) / len(sizes)
        waiting = (item for item in batch.items if item.status is Status.WAITING)
        rest = sum(_effort(item, item.pixels or average) for item in waiting)
        if current is not None:
            rest += _effort(current, current.pixels or average) * (1.0 - batch.done)
        return rest * seconds

    def _elapsed(self, now: float) -> float:
        return self._spent + (0.0 if self._since is None else now - self._since)


def _effort(item: Item, pixels: float) -> float:
    """What a photo of that size costs beside others."""
    painting = _NETWORKS + _LAYER * item.look.settings.layers
    return painting * min(1.0, pixels / _PAINTED) + _MEGAPIXEL * pixels / 1e6
