"""Widgets and actions of a window by name, and the pointer over its canvas."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAction, QWheelEvent
from PySide6.QtWidgets import QApplication


def find(studio, kind, name):
    widget = studio.window.findChild(kind, name)
    assert widget is not None, name
    return widget


def action(studio, text) -> QAction:
    found = [a for a in studio.window.findChildren(QAction) if a.text().replace("&", "") == text]
    assert found, text
    return found[0]


def on_canvas(canvas, x, y) -> QPoint:
    area = canvas.view.area()
    return QPoint(round(area.left() + x * area.width()), round(area.top() + y * area.height()))


def drag(qtbot, canvas, points, button=Qt.MouseButton.LeftButton):
    first, *others = (on_canvas(canvas, *point) for point in points)
    qtbot.mousePress(canvas, button, pos=first)
    for point in others:
        qtbot.mouseMove(canvas, point)
    qtbot.mouseRelease(canvas, button, pos=point if others else first)


def turn_wheel(widget) -> bool:
    """Turn the wheel over a widget; whether it took that."""
    at = QPointF(widget.rect().center())
    event = QWheelEvent(
        at,
        widget.mapToGlobal(at),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
    return event.isAccepted()
