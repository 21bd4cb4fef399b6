"""Numbers and sentences as people say them."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from fst_gui.sentences import Sentence


def said(text: str) -> str:
    """A sentence of the states and the rooms below in the window's language."""
    if not isinstance(text, Sentence):
        return text
    return text.said(lambda template: QCoreApplication.translate("sentences", template))


def time_left(seconds: float | None) -> str:
    """About how long; empty when that is not known."""
    if seconds is None or seconds != seconds or seconds < 0:
        return ""
    translate = QCoreApplication.translate
    if seconds < 10:
        return translate("time", "a few seconds left")
    if seconds < 90:
        return translate("time", "about {n} s left").format(n=round(seconds / 5) * 5)
    if seconds < 5400:
        return translate("time", "about {n} min left").format(n=round(seconds / 60))
    return translate("time", "about {n} h left").format(n=round(seconds / 3600))


def duration(seconds: float) -> str:
    """How long, in the largest unit that fits: 40 s, 3:20 min, 1:05 h."""
    whole = round(seconds)
    translate = QCoreApplication.translate
    if whole < 60:
        return translate("time", "{n} s").format(n=whole)
    if whole < 3600:
        return translate("time", "{a}:{b:02} min").format(a=whole // 60, b=whole % 60)
    return translate("time", "{a}:{b:02} h").format(a=whole // 3600, b=whole // 60 % 60)


def about_minutes(minutes: float) -> str:
    """About how long something will take."""
    translate = QCoreApplication.translate
    if minutes < 1:
        return translate("time", "under a minute")
    if minutes < 90:
        return translate("time", "about {n} min").format(n=round(minutes))
    return translate("time", "about {n} h").format(n=round(minutes / 60, 1))


def gigabytes(megabytes: float) -> str:
    """Memory as people say it."""
    return f"{megabytes / 1000:.1f} GB"
