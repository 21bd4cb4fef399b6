"""The language of the window: chosen, or the system's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication

from fst_gui.paths import resources_dir

# Each in its own words, for whoever cannot read the others.
LANGUAGES = {"en": "English", "zh_CN": "简体中文"}
# Behind the system's own font. Left to itself, a system in another language looks for the signs
# that this font lacks in a Japanese one, in which many are drawn otherwise.
_FONTS = {
    "zh_CN": (
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "PingFang SC",
        "Microsoft YaHei UI",
        "WenQuanYi Micro Hei",
    )
}


class Language:
    """Installs Qt's translators. Windows that are made afterwards speak the language."""

    def __init__(self, app: QApplication, chosen: str = "") -> None:
        self._app = app
        self._translators: list[QTranslator] = []
        self._font = app.font()
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
        font = QFont(self._font)
        if name in _FONTS:
            font.setFamilies([QFontInfo(font).family(), *_FONTS[name]])
        self._app.setFont(font)
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
