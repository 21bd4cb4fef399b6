"""What ``real_window.py`` presses through, and what has to be seen each time."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QPushButton, QWidget
from real_window import WINDOW, Desk, until

from fst_gui import paths
from fst_gui.app import StudioApp, make_loop
from fst_gui.ui.sliders import ResetSlider
from fst_gui.workshop.atelier import Atelier

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZE = (480, 320)


def run(home: Path, desk: Desk) -> int:
    """Press through everything; 0 when all of it was seen."""
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
    with asyncio.Runner(loop_factory=lambda: make_loop(app)) as runner:
        runner.run(_run(app, home, desk))
    print("everything was seen")
    return 0


async def _run(app: QApplication, home: Path, desk: Desk) -> None:
    atelier = Atelier(
        paths.models_dir(), home / "own", paths.perceptual_weights(), home / "trainings"
    )
    studio = StudioApp(
        app,
        asyncio.get_running_loop(),
        atelier,
        home / "settings.json",
        paths.sample_picture(),
        home / "batch.json",
        home / "versions",
    )
    studio.window.resize(*WINDOW)
    studio.start(None)
    studio.window.move(0, 0)
    steps = Steps(studio, home, desk)
    try:
        for step in (
            steps.opens,
            steps.photo_is_dropped,
            steps.gallery_fills,
            steps.style_is_chosen,
            steps.strength_is_pulled,
            steps.photo_is_seen_beside_the_painting,
            steps.painting_is_dropped_on_the_gallery,
            steps.result_is_dragged_out,
            steps.result_is_exported,
        ):
            try:
                await step()
            except AssertionError:
                desk.picture("failed")
                raise
            desk.picture(step.__name__.replace("_", " "))
        await desk.keys("ctrl+q")
        await until(studio.closed.is_set, "the window closes at Ctrl+Q")
    finally:
        studio.close()
        await studio.closed.wait()


class Steps:
    """One flow each."""

    def __init__(self, studio: StudioApp, home: Path, desk: Desk) -> None:
        self.window = studio.window
        self.states = studio.states
        self.home = home
        self.desk = desk

    async def opens(self) -> None:
        """The program opens on the sample and paints it."""
        await until(lambda: self.now.painted is not None, "the sample is painted")
        await self.still()
        self.focus(self.window)
        await until(self.window.isActiveWindow, "the window has the keyboard")

    async def photo_is_dropped(self) -> None:
        """A photo comes from another program."""
        photo = write_photo(self.home / "mill ü.png")
        partner = await self.desk.partner(photo)
        canvas = self.window.viewer.canvas
        await self.desk.drag(partner.place, middle(canvas), lambda: canvas.hot)
        await partner.says("taken")
        await until(lambda: self.now.title == photo.name, "the dropped photo is opened")
        await partner.close()
        await self.still()
        assert self.now.size == SIZE

    async def gallery_fills(self) -> None:
        """Every card shows the photo in its style."""
        gallery = self.states.gallery
        count = len(gallery.snapshot.entries)
        await until(lambda: len(gallery.snapshot.painted) == count, "every card is painted")

    async def style_is_chosen(self) -> None:
        """A click on a card paints with it; the arrows and Enter choose the next one."""
        cards = self.window.findChild(QWidget, "gallery")
        first, second = (cards.model().index(row, 0) for row in (2, 3))
        await self.desk.click(on_screen(cards.viewport(), cards.visualRect(first).center()))
        await until(lambda: self.style == first.data(), "the style that was clicked is chosen")
        await self.still()
        await self.desk.keys("Right", "Return")
        await until(lambda: self.style == second.data(), "Enter chooses the style with the focus")
        await self.still()

    async def strength_is_pulled(self) -> None:
        """The slider is pulled to the middle, undone and done again."""
        slider = self.window.findChild(ResetSlider, "strength")
        right = slider.rect().center() + QPoint(slider.width() // 2 - 8, 0)
        before = self.now.painted
        start, end = on_screen(slider, right), middle(slider)
        await self.desk.drag(start, end)
        await until(lambda: self.strength < 0.6, "the strength follows the slider")
        await until(lambda: self.now.painted is not before, "the painting follows")
        await self.still()
        await self.desk.keys("ctrl+z")
        await until(lambda: self.strength == 1.0, "Ctrl+Z brings the strength back")
        await self.desk.keys("ctrl+shift+z")
        await until(lambda: self.strength < 0.6, "Ctrl+Shift+Z does it again")
        await self.desk.keys("ctrl+z")
        await until(lambda: self.strength == 1.0, "and back")
        await self.still()

    async def photo_is_seen_beside_the_painting(self) -> None:
        """B splits the picture, the split can be pulled, Space shows the photo."""
        canvas = self.window.viewer.canvas
        assert self.differs() > 20
        await self.desk.keys("b")
        await until(lambda: self.window.viewer.compare.isChecked(), "B splits the picture")
        await until(lambda: self.differs() < 6, "the left part of the screen shows the photo")
        await self.desk.drag(middle(canvas), on_screen(canvas, QPoint(120, canvas.height() // 2)))
        await until(lambda: canvas.scene.split < 0.3, "the split is pulled")
        await until(lambda: self.differs() > 20, "and shows the painting again")
        await self.desk.hold("space", lambda: self.differs() < 6)
        await until(lambda: self.differs() > 20, "the painting comes back")
        await self.desk.keys("b")
        await until(lambda: not self.window.viewer.compare.isChecked(), "B again ends it")

    async def painting_is_dropped_on_the_gallery(self) -> None:
        """Any picture is a style at once."""
        painting = write_painting(self.home / "stripes.png")
        partner = await self.desk.partner(painting)
        card = self.window.findChild(QWidget, "dropPainting")
        await self.desk.drag(partner.place, middle(card), lambda: card.property("hot"))
        await partner.says("taken")
        await partner.close()
        await until(lambda: self.style == "stripes", "the painting is a style")
        await self.still()

    async def result_is_dragged_out(self) -> None:
        """The painting is dropped on another program as a file."""
        partner = await self.desk.partner()
        start = middle(self.window.viewer.canvas)
        await self.desk.drag(start, partner.place, lambda: partner.has_said("entered"))
        file = Path(await partner.says("got"))
        with Image.open(file) as picture:
            assert picture.size == SIZE
        await partner.close()

    async def result_is_exported(self) -> None:
        """Through the dialog, into a file that can be opened."""
        await self.desk.keys("ctrl+e")
        await until(lambda: self.window.findChild(QDialog, "exportDialog"), "Ctrl+E asks how")
        dialog = self.window.findChild(QDialog, "exportDialog")
        self.focus(dialog)
        kinds = dialog.findChild(QComboBox, "exportFormat")
        await until(kinds.hasFocus, "the format has the keyboard")
        await self.desk.keys("Down")
        await until(lambda: kinds.currentData() == ".jpg", "Down goes on to JPEG")
        self.desk.picture("export dialog")
        await self.desk.click(middle(dialog.findChild(QPushButton, "exportGo")))
        await until(lambda: self.window.findChild(QFileDialog), "a file is asked for")
        files = self.window.findChild(QFileDialog)
        self.focus(files)
        await until(files.isActiveWindow, "the dialog has the keyboard")
        target = self.home / "painted.jpg"
        await self.desk.keys("ctrl+a")
        await self.desk.type(str(target))
        await self.desk.keys("Return")
        exporting = self.states.studio.exporting
        await until(lambda: exporting.snapshot.saved == target, "the picture is saved")
        with Image.open(target) as picture:
            assert (picture.format, picture.size) == ("JPEG", SIZE)
        dialog.close()
        self.focus(self.window)
        await until(self.window.isActiveWindow, "the window has the keyboard again")

    # What is seen

    @property
    def now(self):
        """What the studio shows."""
        return self.states.studio.snapshot

    @property
    def style(self) -> str:
        """The title of the style that is painted with."""
        return self.now.style.title if self.now.style else ""

    @property
    def strength(self) -> float:
        """Of the look, 0-1."""
        return self.now.look.settings.strength

    async def still(self) -> None:
        """Until nothing is being painted any more."""
        quiet = lambda: not self.now.opening and self.now.painting is None  # noqa: E731
        await until(lambda: quiet() and self.now.painted is not None, "the painting is finished")

    def focus(self, widget: QWidget) -> None:
        """As a window manager does for people; the bare screen has none."""
        widget.raise_()
        widget.activateWindow()

    def differs(self) -> float:
        """How far the screen is from the photo, in a part left of its middle, in levels of 255."""
        canvas, area = self.window.viewer.canvas, self.window.viewer.canvas.view.area()
        part = (0.30, 0.40, 0.45, 0.60)  # left, top, right, bottom as shares of the picture
        left, top, right, bottom = (
            round(start + share * length)
            for share, start, length in zip(
                part,
                (area.left(), area.top()) * 2,
                (area.width(), area.height()) * 2,
                strict=True,
            )
        )
        corner = canvas.mapToGlobal(QPoint(left, top))
        seen = grab(QRect(corner.x(), corner.y(), right - left, bottom - top))
        photo = self.now.original.pixels
        height, width = photo.shape[:2]
        rows = slice(round(part[1] * height), round(part[3] * height))
        columns = slice(round(part[0] * width), round(part[2] * width))
        photo = photo[rows, columns].reshape(-1, 3)
        return float(np.abs(seen.reshape(-1, 3).mean(0) - photo.mean(0)).max())


def middle(widget: QWidget) -> tuple[int, int]:
    """The middle of a widget on the screen."""
    return on_screen(widget, widget.rect().center())


def on_screen(widget: QWidget, at: QPoint) -> tuple[int, int]:
    """A place in a widget, in pixels of the screen."""
    place = widget.mapToGlobal(at)
    return place.x(), place.y()


def grab(part: QRect) -> NDArray[np.uint8]:
    """A part of the screen itself, (H, W, 3)."""
    screen = QGuiApplication.primaryScreen()
    image = screen.grabWindow(0, part.x(), part.y(), part.width(), part.height()).toImage()
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : image.width() * 3].reshape(image.height(), image.width(), 3)


def write_photo(path: Path) -> Path:
    """Green hills under a blue sky."""
    y, x = np.mgrid[: SIZE[1], : SIZE[0]] / SIZE[1]
    hills = y > 0.62 + 0.1 * np.sin(6 * x)
    sky = np.stack([60 + 60 * y, 110 + 60 * y, 220 - 20 * x], -1)
    grass = np.stack([50 + 20 * x, 130 - 30 * x, 40 + 0 * x], -1)
    Image.fromarray(np.where(hills[..., None], grass, sky).astype(np.uint8)).save(path)
    return path


def write_painting(path: Path) -> Path:
    """Stripes in red and yellow."""
    y, x = np.mgrid[:240, :320]
    stripes = ((x + 8 * np.sin(y / 9)) // 12 % 2).astype(bool)
    colours = np.where(stripes[..., None], [200, 40, 30], [240, 200, 60])
    Image.fromarray(colours.astype(np.uint8)).save(path)
    return path
