"""What can be chosen about a file that a painting is written to."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QWidget,
)

from fst_gui.state.exporting import Exporting
from fst_gui.state.studio import StudioState
from fst_gui.ui.parts import named, number_field, words
from fst_gui.ui.sliders import ResetSlider
from fst_gui.ui.theme import SPACE

_WITH_QUALITY = (".jpg", ".webp", ".avif")
_LONGEST = 200_000
_WIDEST_PAPER = 1000.0  # centimetres
_DENSEST = 2400
_PRINT = 300.0  # dots per inch


class ExportFields(QWidget):
    """Format, size, quality, and what is kept beside the picture."""

    def __init__(self, studio: StudioState) -> None:
        super().__init__()
        self._studio, self._export = studio, studio.exporting
        self._make_fields()
        self._lay_out()
        self._export.changed.connect(self._render)
        self._render(self._export.snapshot)

    def _make_fields(self) -> None:
        export = self._export
        self._format = named(QComboBox(), "exportFormat", self.tr("Format"))
        for suffix, text in (
            (".png", self.tr("PNG, without loss")),
            (".jpg", self.tr("JPEG, small, opens everywhere")),
            (".tif", self.tr("TIFF, for print")),
            (".webp", self.tr("WebP, for the web")),
            (".avif", self.tr("AVIF, smallest")),
            (".ora", self.tr("OpenRaster, layers for Krita and GIMP")),
        ):
            self._format.addItem(text, suffix)
        self._format.currentIndexChanged.connect(
            lambda: export.choose_format(self._format.currentData())
        )
        self._unit = named(QComboBox(), "exportUnit", self.tr("Size"))
        for unit, text in (
            ("", self.tr("As the photo")),
            ("pixels", self.tr("Longer side in pixels")),
            ("centimetres", self.tr("Longer side on paper")),
        ):
            self._unit.addItem(text, unit)
        self._unit.currentIndexChanged.connect(self._choose_unit)
        self._longest = number_field(
            QSpinBox(), "exportPixels", self.tr("Pixels of the longer side")
        )
        self._longest.setRange(1, _LONGEST)
        self._longest.setSuffix(self.tr(" px"))
        self._longest.valueChanged.connect(lambda value: export.choose(size=float(value)))
        self._width = number_field(
            QDoubleSpinBox(), "exportPaperSize", self.tr("Centimetres on paper")
        )
        self._width.setRange(0.5, _WIDEST_PAPER)
        self._width.setDecimals(1)
        self._width.setSuffix(self.tr(" cm"))
        self._width.valueChanged.connect(lambda value: export.choose(size=value))
        self._dpi = number_field(QSpinBox(), "exportDpi", self.tr("Dots per inch"))
        self._dpi.setRange(10, _DENSEST)
        self._dpi.setSuffix(self.tr(" dpi"))
        self._dpi.valueChanged.connect(lambda value: export.choose(dpi=float(value)))
        self._quality = ResetSlider("exportQuality", self.tr("Quality"), 1, 100)
        self._quality.valueChanged.connect(lambda value: export.choose(quality=value))
        self._quality.reset_wanted.connect(
            lambda: export.choose(quality=Exporting().settings.quality)
        )
        self._quality_value = words(role="value")
        self._quality_value.setFixedWidth(self.fontMetrics().horizontalAdvance("100 "))
        self._metadata = named(
            QCheckBox(self.tr("Keep what the camera wrote: time, place, lens")), "exportMetadata"
        )
        self._metadata.setAccessibleName(self._metadata.text())
        self._metadata.toggled.connect(lambda on: export.choose(keep_metadata=on))
        self._recipe = named(
            QCheckBox(self.tr("A recipe beside it, to paint the same way again")), "exportRecipe"
        )
        self._recipe.setAccessibleName(self._recipe.text())
        self._recipe.toggled.connect(export.choose_recipe)

    def _lay_out(self) -> None:
        size = QHBoxLayout()
        size.setSpacing(SPACE)
        size.addWidget(self._unit, 1)
        for widget in (self._longest, self._width, self._dpi):
            size.addWidget(widget)
        quality = QHBoxLayout()
        quality.addWidget(self._quality, 1)
        quality.addWidget(self._quality_value)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(2 * SPACE)
        self._form.setVerticalSpacing(SPACE + SPACE // 2)
        self._form.addRow(_label(self.tr("Format")), self._format)
        self._form.addRow(_label(self.tr("Size")), size)
        self._form.addRow(_label(self.tr("Quality")), quality)
        self._form.addRow("", self._metadata)
        self._form.addRow("", self._recipe)

    def _choose_unit(self) -> None:
        unit = self._unit.currentData()
        longest = max(self._studio.snapshot.size)
        if unit == "centimetres":  # as large as the photo is when printed finely
            width = max(self._width.minimum(), round(longest / _PRINT * 2.54, 1))
            self._export.choose(unit=unit, size=width, dpi=_PRINT)
        elif unit == "pixels":
            self._export.choose(unit=unit, size=float(longest), dpi=None)
        else:
            self._export.choose(unit="pixels", size=None, dpi=None)

    def _render(self, now: Exporting) -> None:
        settings = now.settings
        unit = "" if settings.size is None else settings.unit
        for field, value in (
            (self._format, self._format.findData(now.suffix)),
            (self._unit, self._unit.findData(unit)),
        ):
            with QSignalBlocker(field):
                field.setCurrentIndex(value)
        paper = unit == "centimetres"
        self._longest.setVisible(unit == "pixels")
        self._width.setVisible(paper)
        self._dpi.setVisible(paper)
        fields = (self._longest, self._width, self._dpi, self._quality)
        blockers = [QSignalBlocker(field) for field in fields]
        if unit == "pixels":
            self._longest.setValue(round(settings.size or 1))
        elif paper:
            self._width.setValue(settings.size or 1)
            self._dpi.setValue(round(settings.written_dpi(None) or 1))
        self._quality.setValue(settings.quality)
        del blockers
        self._quality_value.setText(str(settings.quality))
        self._form.setRowVisible(2, now.suffix in _WITH_QUALITY)
        with QSignalBlocker(self._metadata):
            self._metadata.setChecked(settings.keep_metadata)
        with QSignalBlocker(self._recipe):
            self._recipe.setChecked(now.recipe)


def _label(text: str) -> QLabel:
    """As tall as its field: by itself it would stand a little above the field's middle."""
    label = QLabel(text)
    label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return label
