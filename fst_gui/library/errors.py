"""What the library raises. Every message is one sentence for people: what happened, what to do."""

from __future__ import annotations

from fst_gui.sentences import SentenceError


class LibraryError(SentenceError):
    """A file that cannot be read or written as asked."""


class PhotoError(LibraryError):
    """A picture that cannot be opened or saved."""


class StylePackError(LibraryError):
    """A style pack that cannot be opened or saved."""


class SettingsError(LibraryError):
    """Settings that cannot be read or saved."""


def reason_of(error: OSError) -> str:
    """What the system says was wrong, or what was said where the system says nothing."""
    return error.strerror or str(error)
