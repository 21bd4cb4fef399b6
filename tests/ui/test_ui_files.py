"""Files that the desktop hands over: at the start, and while the program runs."""

from __future__ import annotations

from fake_atelier import write_style
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from fst_gui.ui.file_open import FileOpens


def test_a_style_pack_given_at_the_start_is_kept_and_chosen(
    qtbot, empty, atelier, tmp_path, make_picture, monkeypatch
):
    make_picture("sample.png")
    listed = []  # what was in the gallery when the pack came

    def import_pack(path, keep=atelier.import_pack):
        listed.append(len(empty.states.gallery.snapshot.entries))
        return keep(path)

    monkeypatch.setattr(atelier, "import_pack", import_pack)
    empty.states.settings.update(style=str(tmp_path / "shipped" / "starry_night.fststyle"))
    empty.start(write_style(tmp_path / "mail" / "poppies.fststyle", "Poppies"))
    states = empty.states
    qtbot.waitUntil(lambda: len(states.gallery.snapshot.entries) == 3)
    qtbot.waitUntil(lambda: states.studio.snapshot.painted is not None)
    qtbot.waitUntil(lambda: len(states.gallery.snapshot.thumbnails) == 3)
    assert listed == [2]  # earlier, and the list would choose the style of last time
    assert states.gallery.snapshot.selected.path == tmp_path / "own" / "poppies.fststyle"
    assert states.studio.snapshot.photo.path == tmp_path / "sample.png"


def test_a_file_that_the_desktop_hands_over_is_opened(qapp, studio, qtbot, make_picture):
    files = FileOpens()
    files.opened.connect(studio.window.actions_.open_files)
    qapp.installEventFilter(files)
    photo = make_picture("from the dock ü.png")
    QApplication.sendEvent(qapp, QFileOpenEvent(str(photo)))
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.photo.path == photo)
    qtbot.waitUntil(lambda: studio.states.studio.snapshot.painting is None)
    qapp.removeEventFilter(files)
