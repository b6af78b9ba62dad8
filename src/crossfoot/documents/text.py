"""Characters that keep a text's meaning when its layout is lost."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789+-()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿ")


def superscript(text: str) -> str:
    """A raised text with its digits raised, so that a footnote mark is no digit of a figure."""
    return text.translate(_RAISED)
