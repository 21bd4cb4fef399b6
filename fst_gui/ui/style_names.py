"""What the shipped styles' paintings and painters are called in the window's language."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from fst_gui.library.gallery import StyleEntry
from fst_gui.ui.words import movement_name

SHIPPED_TITLES = (
    QT_TRANSLATE_NOOP("titles", "A Sunday Afternoon on the Island of La Grande Jatte"),
    QT_TRANSLATE_NOOP("titles", "A Thousand Li of Rivers and Mountains"),
    QT_TRANSLATE_NOOP("titles", "Café Terrace at Night"),
    QT_TRANSLATE_NOOP("titles", "Composition (1913)"),
    QT_TRANSLATE_NOOP("titles", "Composition VII"),
    QT_TRANSLATE_NOOP("titles", "Composition VIII"),
    QT_TRANSLATE_NOOP("titles", "Dwelling in the Fuchun Mountains"),
    QT_TRANSLATE_NOOP("titles", "Impression, Sunrise"),
    QT_TRANSLATE_NOOP("titles", "Plum Park in Kameido"),
    QT_TRANSLATE_NOOP("titles", "Portrait of Adele Bloch-Bauer I"),
    QT_TRANSLATE_NOOP("titles", "Portrait of Jean Metzinger"),
    QT_TRANSLATE_NOOP("titles", "Sudden Shower over Shin-Ōhashi Bridge and Atake"),
    QT_TRANSLATE_NOOP("titles", "Sunflowers"),
    QT_TRANSLATE_NOOP("titles", "Tahitian Women on the Beach"),
    QT_TRANSLATE_NOOP("titles", "The Birth of Venus"),
    QT_TRANSLATE_NOOP("titles", "The Great Wave off Kanagawa"),
    QT_TRANSLATE_NOOP("titles", "The Kiss"),
    QT_TRANSLATE_NOOP("titles", "The Large Blue Horses"),
    QT_TRANSLATE_NOOP("titles", "The Ninth Wave"),
    QT_TRANSLATE_NOOP("titles", "The Scream"),
    QT_TRANSLATE_NOOP("titles", "The Shipwreck of the Minotaur"),
    QT_TRANSLATE_NOOP("titles", "The Starry Night"),
    QT_TRANSLATE_NOOP("titles", "Udnie"),
    QT_TRANSLATE_NOOP("titles", "Water Lilies (1919)"),
)
SHIPPED_ARTISTS = (
    QT_TRANSLATE_NOOP("artists", "Claude Monet"),
    QT_TRANSLATE_NOOP("artists", "Edvard Munch"),
    QT_TRANSLATE_NOOP("artists", "Francis Picabia"),
    QT_TRANSLATE_NOOP("artists", "Franz Marc"),
    QT_TRANSLATE_NOOP("artists", "Georges Seurat"),
    QT_TRANSLATE_NOOP("artists", "Gustav Klimt"),
    QT_TRANSLATE_NOOP("artists", "Huang Gongwang"),
    QT_TRANSLATE_NOOP("artists", "Ivan Aivazovsky"),
    QT_TRANSLATE_NOOP("artists", "J. M. W. Turner"),
    QT_TRANSLATE_NOOP("artists", "Katsushika Hokusai"),
    QT_TRANSLATE_NOOP("artists", "Paul Gauguin"),
    QT_TRANSLATE_NOOP("artists", "Piet Mondrian"),
    QT_TRANSLATE_NOOP("artists", "Robert Delaunay"),
    QT_TRANSLATE_NOOP("artists", "Sandro Botticelli"),
    QT_TRANSLATE_NOOP("artists", "Utagawa Hiroshige"),
    QT_TRANSLATE_NOOP("artists", "Vincent van Gogh"),
    QT_TRANSLATE_NOOP("artists", "Wang Ximeng"),
    QT_TRANSLATE_NOOP("artists", "Wassily Kandinsky"),
)


def title_of(entry: StyleEntry) -> str:
    """A style's title; one's own styles are called as they were named."""
    if entry.kind != "shipped":
        return entry.title
    return QCoreApplication.translate("titles", entry.title)


def artist_of(entry: StyleEntry) -> str:
    """Who painted a style's picture, empty where nobody said so."""
    if entry.kind != "shipped":
        return entry.artist
    return QCoreApplication.translate("artists", entry.artist)


def called(entry: StyleEntry) -> str:
    """All that a style is called here, for who searches it by that."""
    return " ".join((title_of(entry), artist_of(entry), movement_name(entry.movement)))
