"""Figures as printed in Chinese and English: what they say and what they permit."""

from crossfoot.languages.find import Found, find_figures
from crossfoot.languages.reading import TrailingZeros, read_figure

__all__ = ["Found", "TrailingZeros", "find_figures", "read_figure"]
