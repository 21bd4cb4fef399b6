"""What was dropped or pasted, and a card to drop on."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QPushButton, QWidget

from fst_gui.state.recipes import RECIPE_SUFFIX

PACK_SUFFIX = ".fststyle"
_ENCODED = ("image/png", "image/jpeg", "image/webp", "image/tiff", "image/bmp")


def local_paths(mime: QMimeData | None) -> tuple[Path, ...]:
    """The files, in order."""
    if mime is None or not mime.hasUrls():
        return ()
    return tuple(Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile())


def is_pack(path: Path) -> bool:
    """Whether the name is that of a style pack."""
    return path.suffix.lower() == PACK_SUFFIX


def is_recipe(path: Path) -> bool:
    """Whether the name is that of a recipe."""
    return path.name.lower().endswith(RECIPE_SUFFIX)


def can_take(mime: QMimeData | None) -> bool:
    """Whether there is a file or a picture in it."""
    return bool(local_paths(mime)) or (mime is not None and mime.hasImage())


def image_bytes(mime: QMimeData | None) -> bytes:
    """A picture that came without a file, encoded; empty when there is none."""
    if mime is None:
        return b""
    for kind in _ENCODED:
        if mime.hasFormat(kind):
            return bytes(mime.data(kind).data())
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return b""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType,reportCallIssue]
    return bytes(buffer.data().data())


class DropCard(QPushButton):
    """A dashed card: files can be dropped on it, and a click lets people choose."""

    dropped = Signal(tuple)

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setObjectName(name)
        self.setAccessibleName(text.replace("\n", " "))
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)

    def set_hot(self, hot: bool) -> None:
        """Show that what is held over the card can be dropped."""
        self.setProperty("hot", hot)
        self.style().unpolish(self)
        self.style().polish(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, but not the own painting."""
        if not isinstance(event.source(), QWidget) and local_paths(event.mimeData()):
            event.acceptProposedAction()
            self.set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self.set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Hand the files on."""
        event.acceptProposedAction()
        self.set_hot(False)
        self.dropped.emit(local_paths(event.mimeData()))
