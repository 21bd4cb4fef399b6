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
