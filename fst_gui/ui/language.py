"""The language of the window: chosen, or the system's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from fst_gui.paths import resources_dir

# Each in its own words, for whoever cannot read the others.
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}


class Language:
    """Installs Qt's translators. Windows that are made afterwards speak the language."""

    def __init__(self, app: QApplication, chosen: str = "") -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self.name = ""
        self.speak(chosen)

    def speak(self, chosen: str) -> bool:
        """Change to one of ``LANGUAGES``, or the system's; false when it is spoken already."""
        name = chosen if chosen in LANGUAGES else best_language(QLocale.system().uiLanguages())
        if name == self.name:
            return False
        self.name = name
        for translator in self._translators:
            self._app.removeTranslator(translator)
        self._translators = []
        # The texts are English as they stand, and so are Qt's.
        if name != "en":
            qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
            self._install(f"qtbase_{name}", qt)
            self._install(f"fst_studio_{name}", str(resources_dir() / "translations"))
        return True

    def _install(self, file: str, folder: str) -> None:
        translator = QTranslator()
        # Qt's own words (Cancel, Yes) may be missing from an installation; ours are tested.
        if translator.load(file, folder):
            self._app.installTranslator(translator)
            self._translators.append(translator)


def best_language(wanted: Sequence[str]) -> str:
    """The first of the system's languages ("zh-Hans-CN", "en-GB") that there is, or English."""
    for tag in wanted:
        locale = QLocale(tag.replace("-", "_"))
        if locale.language() == QLocale.Language.English:
            return "en"
        simplified = locale.script() == QLocale.Script.SimplifiedHanScript
        if locale.language() == QLocale.Language.Chinese and simplified:
            return "zh_CN"
    return "en"
