"""Numbers as people say them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def time_left(seconds: float | None) -> str:
    """About how long; empty when that is not known."""
    if seconds is None or seconds != seconds or seconds < 0:
        return ""

    def say(text: str, number: int) -> str:
        return QCoreApplication.translate("time", text).format(n=number)

    if seconds < 10:
        return say("a few seconds left", 0)
    if seconds < 90:
        return say("about {n} s left", round(seconds / 5) * 5)
    if seconds < 5400:
        return say("about {n} min left", round(seconds / 60))
    return say("about {n} h left", round(seconds / 3600))


def duration(seconds: float) -> str:
    """How long, in the largest unit that fits: 40 s, 3:20 min, 1:05 h."""
    whole = round(seconds)
    translate = QCoreApplication.translate
    if whole < 60:
        return translate("time", "{n} s").format(n=whole)
    if whole < 3600:
        return translate("time", "{a}:{b:02} min").format(a=whole // 60, b=whole % 60)
    return translate("time", "{a}:{b:02} h").format(a=whole // 3600, b=whole // 60 % 60)
