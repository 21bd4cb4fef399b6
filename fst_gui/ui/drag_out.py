"""Dragging the painting into another program."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, QTemporaryDir, QUrl
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QWidget

from fst_gui.state.base import Picture
from fst_gui.ui.pictures import filling, to_image

_FILES = "text/uri-list"
_IMAGE = "application/x-qt-image"
_SHOWN = QSize(96, 72)  # beside the pointer

Write = Callable[[Path], None]


class PictureMime(QMimeData):
    """A picture, and a file of it that is written only when somebody asks for it."""

    def __init__(self, picture: Picture, path: Path, write: Write) -> None:
        super().__init__()
        self._picture = picture
        self._path = path
        self._write = write
        self._written = False

    def formats(self) -> list[str]:
        """A file, or the pixels."""
        return [_FILES, _IMAGE]

    def hasFormat(self, mimetype: str) -> bool:
        """Whether that is one of them."""
        return mimetype in self.formats()

    def retrieveData(self, mimetype: str, preferredType: object) -> Any:  # noqa: ANN401
        """Qt asks for this when the picture is dropped."""
        if mimetype == _FILES:
            return [QUrl.fromLocalFile(str(self._file()))]
        if mimetype == _IMAGE:
            return to_image(self._picture)
        return None

    def _file(self) -> Path:
        if not self._written:
            self._write(self._path)
            self._written = True
        return self._path


class DragOut:
    """Starts drags. The files live in a folder that goes when the window goes."""

    def __init__(self, source: QWidget) -> None:
        self._source = source
        self._folder: QTemporaryDir | None = None
        self._count = 0

    def start(self, picture: Picture, title: str, write: Write) -> bool:
        """Drag; returns when the picture was dropped, and whether somebody took it."""
        drag = QDrag(self._source)
        drag.setMimeData(PictureMime(picture, self._place(title), write))
        drag.setPixmap(filling(picture, _SHOWN, self._source.devicePixelRatioF()))
        drag.setHotSpot(QPoint(_SHOWN.width() // 2, _SHOWN.height() // 2))
        return drag.exec(Qt.DropAction.CopyAction) != Qt.DropAction.IgnoreAction

    def _place(self, title: str) -> Path:
        """A name of its own: what takes the file may read it only later."""
        if self._folder is None:
            self._folder = QTemporaryDir()
        self._count += 1
        folder = Path(self._folder.path()) / str(self._count)
        folder.mkdir(parents=True, exist_ok=True)
        return folder / f"{file_name(title)}.png"


def file_name(title: str) -> str:
    """A title without what file systems do not take."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]+', " ", title).strip(" .")[:120] or "painting"
