"""Figures as printed in Chinese and English: what they say and what they permit."""

from crossfoot.languages.cells import cell_unit, read_cell
from crossfoot.languages.find import Found, find_figures
from crossfoot.languages.reading import TrailingZeros, read_figure
from crossfoot.languages.units import HeaderUnit

__all__ = [
    "Found",
    "HeaderUnit",
    "TrailingZeros",
    "cell_unit",
    "find_figures",
    "read_cell",
    "read_figure",
]
