"""A small second program for ``real_window.py``: drags a file out, or takes what is dropped.

python tests/ui/drag_partner.py X Y [FILE]

Says "ready" when its window is there, then what has happened, one line each.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QMimeData, QTimer, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel


class Partner(QLabel):
    """Something to take hold of, or to drop on."""

    def __init__(self, file: str) -> None:
        super().__init__(file.rsplit("/", 1)[-1] or "drop here")
        self._file = file
        self.setAcceptDrops(not file)
        self.setFixedSize(160, 120)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the file as a file manager does."""
        if self._file:
            mime = QMimeData()
            mime.setUrls([QUrl.fromLocalFile(self._file)])
            drag = QDrag(self)
            drag.setMimeData(mime)
            print("taken" if drag.exec().value else "refused", flush=True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()
            print("entered", flush=True)

    def dropEvent(self, event: QDropEvent) -> None:
        """Say which."""
        event.acceptProposedAction()
        print("got", event.mimeData().urls()[0].toLocalFile(), flush=True)


if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    partner = Partner((sys.argv[3:] or [""])[0])
    partner.move(int(sys.argv[1]), int(sys.argv[2]))
    partner.show()
    QTimer.singleShot(300, lambda: print("ready", flush=True))
    sys.exit(app.exec())
