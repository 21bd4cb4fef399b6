"""How long the rest of a batch will take."""

from __future__ import annotations

from fst_gui.state.batch_queue import Batch, Status

_NEWEST = 0.3  # the share of the newest picture in what is expected of the next
_ENOUGH = 0.05  # of a picture, to tell anything from it


class Pace:
    """Learns seconds for each pixel from the pictures that were painted. Pauses do not count."""

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

    def end(self, pixels: int, now: float) -> None:
        """The picture is done."""
        new = self._elapsed(now) / max(1, pixels)
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
            seconds = self._elapsed(now) / (batch.done * current.pixels)
        if seconds is None or not sizes:
            return None
        average = sum(sizes) / len(sizes)
        rest = sum(i.pixels or average for i in batch.items if i.status is Status.WAITING)
        if current is not None:
            rest += (current.pixels or average) * (1.0 - batch.done)
        return rest * seconds

    def _elapsed(self, now: float) -> float:
        return self._spent + (0.0 if self._since is None else now - self._since)
