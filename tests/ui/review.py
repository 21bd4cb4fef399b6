"""Look at pictures of the window that differ from the approved ones, and accept them or not.

python tests/ui/review.py                    one after the other in a window
python tests/ui/review.py --list             their names
python tests/ui/review.py --accept NAME ...  without a window, after looking at the files
"""

from __future__ import annotations

import argparse
import sys

import numpy as np
from approved_pictures import accept, approved_path, compare, load, new_path, waiting
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QScrollArea, QVBoxLayout, QWidget


def main() -> int:
    """Do what the arguments say."""
    parser = argparse.ArgumentParser(description="Review pictures of the window.")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--accept", nargs="+", metavar="NAME", default=[])
    options = parser.parse_args()
    names = waiting()
    if options.list:
        print("\n".join(names))
    elif options.accept:
        for name in options.accept:
            accept(name)
    elif not names:
        print("No picture waits to be looked at.")
    else:
        app = QApplication(sys.argv[:1])
        review = Review(names)
        review.show()
        app.exec()
    return 0


class Review(QWidget):
    """The approved picture, the new one, and where they differ."""

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self._names = names
        self._title = QLabel()
        self._pictures = QLabel()
        area = QScrollArea()
        area.setWidget(self._pictures)
        area.setWidgetResizable(True)
        column = QVBoxLayout(self)
        column.addWidget(self._title)
        column.addWidget(area, 1)
        self.resize(1400, 900)
        self._show()

    def _show(self) -> None:
        if not self._names:
            self.close()
            return
        name = self._names[0]
        self.setWindowTitle(name)
        self._title.setText(
            f"<b>{name}</b>: approved, new, difference. <b>A</b> accepts the new one, "
            "<b>R</b> throws it away, <b>S</b> leaves it for later."
        )
        self._pictures.setPixmap(QPixmap.fromImage(_sheet(name)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Decide."""
        if event.key() not in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_S):
            super().keyPressEvent(event)
            return
        name = self._names.pop(0)
        if event.key() == Qt.Key.Key_A:
            accept(name)
        elif event.key() == Qt.Key.Key_R:
            new_path(name).unlink()
        self._show()


def _sheet(name: str) -> QImage:
    new = load(new_path(name))
    approved = load(approved_path(name)) if approved_path(name).exists() else np.zeros_like(new)
    where = compare(name, approved, new).where
    shown = np.where(where[..., None], np.array([220, 30, 60]), new // 2 + 127)
    parts = (approved, new, shown.astype(np.uint8))
    width = max(part.shape[1] for part in parts)
    padded = [np.pad(part, ((0, 12), (0, width - part.shape[1]), (0, 0))) for part in parts]
    sheet = np.ascontiguousarray(np.concatenate(padded))
    height, width = sheet.shape[:2]
    return QImage(sheet.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


if __name__ == "__main__":
    sys.exit(main())
