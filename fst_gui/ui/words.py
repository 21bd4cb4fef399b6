"""Numbers and sentences as people say them."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from fst_gui.sentences import Sentence


def said(text: str) -> str:
    """A sentence of the states and the rooms below in the window's language."""
    if not isinstance(text, Sentence):
        return text
    return text.said(lambda template: QCoreApplication.translate("sentences", template))


# Those that are offered for an own style; the program's are among them.
_MOVEMENTS = (
    QT_TRANSLATE_NOOP("movements", "Abstraction"),
    QT_TRANSLATE_NOOP("movements", "Art Nouveau"),
    QT_TRANSLATE_NOOP("movements", "Baroque"),
    QT_TRANSLATE_NOOP("movements", "Chinese classical"),
    QT_TRANSLATE_NOOP("movements", "Cubism"),
    QT_TRANSLATE_NOOP("movements", "Expressionism"),
    QT_TRANSLATE_NOOP("movements", "Fauvism"),
    QT_TRANSLATE_NOOP("movements", "Futurism"),
    QT_TRANSLATE_NOOP("movements", "Gold and pattern"),
    QT_TRANSLATE_NOOP("movements", "Impressionism"),
    QT_TRANSLATE_NOOP("movements", "Ink"),
    QT_TRANSLATE_NOOP("movements", "Modern"),
    QT_TRANSLATE_NOOP("movements", "Pointillism"),
    QT_TRANSLATE_NOOP("movements", "Post-Impressionism"),
    QT_TRANSLATE_NOOP("movements", "Realism"),
    QT_TRANSLATE_NOOP("movements", "Renaissance"),
    QT_TRANSLATE_NOOP("movements", "Romanticism"),
    QT_TRANSLATE_NOOP("movements", "Surrealism"),
    QT_TRANSLATE_NOOP("movements", "Symbolism"),
    QT_TRANSLATE_NOOP("movements", "Ukiyo-e"),
    QT_TRANSLATE_NOOP("movements", "Watercolour"),
    QT_TRANSLATE_NOOP("movements", "Woodblock"),
)
# How collections name some of them.
_COLLECTED = (
    QT_TRANSLATE_NOOP("movements", "Japanese Ukiyo-e"),
    QT_TRANSLATE_NOOP("movements", "Renaissance & Baroque"),
    QT_TRANSLATE_NOOP("movements", "Romantic"),
    QT_TRANSLATE_NOOP("movements", "Romanticism & Realism"),
    QT_TRANSLATE_NOOP("movements", "Woodblock print"),
)
# QT_TRANSLATE_NOOP gives its text back, but says that it is an object.
_KNOWN_MOVEMENTS = {str(name).casefold(): str(name) for name in _MOVEMENTS + _COLLECTED}


def movement_name(movement: str) -> str:
    """A movement in the window's language; one that nobody translated stays as it is."""
    known = _KNOWN_MOVEMENTS.get(movement.casefold())
    return movement if known is None else QCoreApplication.translate("movements", known)


def movement_of(text: str) -> str:
    """What packs call the movement that somebody wrote, in the window's language or in English."""
    text = text.strip()
    said = text.casefold()
    for known in _KNOWN_MOVEMENTS.values():
        if said in (known.casefold(), movement_name(known).casefold()):
            return known
    return text


def offered_movements() -> list[str]:
    """The names of movements to choose from, in the window's language."""
    return [movement_name(str(name)) for name in _MOVEMENTS]


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
