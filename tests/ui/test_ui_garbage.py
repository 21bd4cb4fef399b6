"""What Qt destroys is destroyed in the window's thread."""

from __future__ import annotations

import gc
import threading

from PySide6.QtCore import QObject, Qt

from fst_gui.ui.garbage import collected_here


class _Cycle(QObject):
    """Keeps itself until the collector comes."""

    def __init__(self, destroyed_in: list[threading.Thread]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(
            lambda: destroyed_in.append(threading.current_thread()),
            Qt.ConnectionType.DirectConnection,
        )


def _many_objects() -> None:
    _ = [[] for _ in range(100_000)]


def test_objects_of_qt_in_cycles_are_destroyed_in_the_windows_thread(qtbot):
    gc.enable()  # as it is before the program begins
    destroyed_in: list[threading.Thread] = []
    with collected_here():
        _Cycle(destroyed_in)
        busy = threading.Thread(target=_many_objects)
        busy.start()
        busy.join()
        assert not destroyed_in
        kept = [[] for _ in range(2 * gc.get_threshold()[0])]
        qtbot.waitUntil(lambda: bool(destroyed_in))
    assert kept
    assert destroyed_in == [threading.main_thread()]
    assert gc.isenabled()
