"""Figures as printed in Chinese and English: what they say and what they permit."""

from crossfoot.languages.reading import TrailingZeros, read_figure

__all__ = ["TrailingZeros", "read_figure"]
