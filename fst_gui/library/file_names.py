"""What a file can be called on Linux, macOS and Windows alike."""

from __future__ import annotations

FORBIDDEN = frozenset('/\\:*?"<>|')
_DEVICES = frozenset({"con", "prn", "aux", "nul", "conin$", "conout$"}) | {
    f"{port}{number}" for port in ("com", "lpt") for number in "123456789¹²³"
}


def is_reserved(name: str) -> bool:
    """Whether Windows takes a file of that name for a device, in any case and with any ending."""
    return name.partition(".")[0].rstrip(" ").casefold() in _DEVICES


def unreserved(name: str) -> str:
    """The name, with an underscore before it where Windows reserves it."""
    return f"_{name}" if is_reserved(name) else name
