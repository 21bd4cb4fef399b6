"""What can be done with the painting, in the menus Edit and View."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from fst_gui.ui.shortcuts import Gesture

if TYPE_CHECKING:
    from fst_gui.ui.main_window import MainWindow

_KEY = QKeySequence.StandardKey
Keys = QKeySequence | QKeySequence.StandardKey | str | None


class PictureActions(QObject):
    """Undo, versions, the brush, and ways to compare."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._studio = window.states.studio
        self._undo, self._redo = QAction(self), QAction(self)
        self._undo.setObjectName("undo")
        self._redo.setObjectName("redo")
        self._picture_only: list[QAction] = []
        self._brush_only: list[QAction] = []
        window.tabs.currentChanged.connect(self._enable)
        window.pages.currentChanged.connect(self._enable)
        self._studio.history.changed.connect(self._name_steps)

    def add_to_edit(self, menu: QMenu) -> None:
        """Undo and redo, what can be kept, and the brush."""
        studio = self._studio
        for action, keys, verb in (
            (self._undo, _KEY.Undo, studio.history.undo),
            (self._redo, _KEY.Redo, studio.history.redo),
        ):
            action.setShortcuts(QKeySequence.keyBindings(keys))
            action.triggered.connect(lambda *_, v=verb: v())
            menu.addAction(action)
        self._name_steps()
        menu.addSeparator()
        add_action(menu, self.tr("&Keep this version"), studio.keep_version, "Ctrl+K")
        add_action(menu, self.tr("&Set everything back"), studio.reset_all)
        open_recipe = self._window.dialogs.open_recipe
        add_action(menu, self.tr("&Paint as in a recipe…"), lambda: open_recipe(studio.use_recipe))
        self._brush_menu(menu.addMenu(self.tr("&Mask")))
        menu.addSeparator()

    def add_to_view(self, menu: QMenu, compare: QAction) -> None:
        """Two pictures side by side; the search field. ``compare`` puts both into one."""
        viewer = self._window.viewer
        beside = add_action(menu, self.tr("&Two pictures side by side"), None, "Shift+B")
        for action, button in ((compare, viewer.compare), (beside, viewer.beside)):
            action.setCheckable(True)
            action.toggled.connect(button.setChecked)
            button.toggled.connect(action.setChecked)
            self._picture_only.append(action)
        add_action(
            menu, self.tr("Search the st&yles"), self._window.gallery.focus_search, _KEY.Find
        )

    def gestures(self) -> tuple[Gesture, ...]:
        """What is done with the pointer and stands in no menu."""
        return (
            Gesture(self.tr("Take the painting to another program"), self.tr("Ctrl+drag")),
            Gesture(
                self.tr("Paint where it was protected, or the other way"), self.tr("Right button")
            ),
            Gesture(self.tr("Dab with the brush"), self.tr("Enter")),
            Gesture(self.tr("Mix a style in, or leave it out"), self.tr("Ctrl+click, Ctrl+Enter")),
            Gesture(self.tr("Set a slider back"), self.tr("Double click, Delete")),
        )

    def _brush_menu(self, menu: QMenu) -> None:
        mask = self._studio.mask
        self._brush = add_action(menu, self.tr("&Brush"), None, "M")
        self._brush.setCheckable(True)
        self._brush.toggled.connect(self._take_brush)
        self._brush_only = [
            add_action(menu, self.tr("&Protect or paint"), mask.swap_tool, "X"),
            add_action(menu, self.tr("&Larger brush"), lambda: mask.step_size(1), "]"),
            add_action(menu, self.tr("&Smaller brush"), lambda: mask.step_size(-1), "["),
        ]
        menu.addSeparator()
        add_action(menu, self.tr("&Invert the mask"), mask.invert, "Ctrl+I")
        add_action(menu, self.tr("&Clear the mask"), mask.clear)
        self._picture_only.append(self._brush)
        self._enable()
        mask.changed.connect(self._enable)

    def _take_brush(self, on: bool) -> None:
        self._studio.mask.set_active(on)
        if on:
            self._window.viewer.canvas.setFocus()

    def _enable(self, *_: object) -> None:
        """Single letters mean something else, or nothing, where the picture is not seen."""
        window = self._window
        seen = window.tabs.currentIndex() == 0 and window.pages.currentWidget() is window.viewer
        active = self._studio.mask.snapshot.active
        self._brush.setChecked(active)
        for action in self._picture_only:
            action.setEnabled(seen)
        for action in self._brush_only:
            action.setEnabled(seen and active)

    def _name_steps(self) -> None:
        history = self._studio.history
        names = self._names()
        for action, text, what in (
            (self._undo, self.tr("&Undo"), history.undoable),
            (self._redo, self.tr("&Redo"), history.redoable),
        ):
            action.setText(f"{text}: {names[what]}" if what in names else text)
            action.setEnabled(bool(what))

    def _names(self) -> dict[str, str]:
        return {
            "style": self.tr("style"),
            "mix": self.tr("mix"),
            "strength": self.tr("strength"),
            "stroke_size": self.tr("stroke size"),
            "iterations": self.tr("refinement"),
            "overpainting": self.tr("overpainting"),
            "colours": self.tr("colours"),
            "seed": self.tr("variation"),
            "mask": self.tr("mask"),
            "version": self.tr("version"),
            "recipe": self.tr("recipe"),
            "all": self.tr("everything set back"),
        }


def add_action(
    menu: QMenu, text: str, verb: Callable[..., object] | None, keys: Keys = None
) -> QAction:
    """Put into a menu what can be done."""
    action = QAction(text, menu)
    if keys is not None:
        action.setShortcut(QKeySequence(keys))
    if verb is not None:
        action.triggered.connect(lambda *_: verb())
    menu.addAction(action)
    return action
