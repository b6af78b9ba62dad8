"""Tests of this project's own; pytest also runs every check in expectations/ as a test."""

from collections.abc import Mapping
from fractions import Fraction

from crossfoot import claimed
from crossfoot.figure import Figure


def test_growth_is_computed_as_printed(figures: Mapping[str, Figure]) -> None:
    """What is computed from the counts is what the document prints."""
    visitors = {"2024": 11_952, "2025": 12_480}
    growth = Fraction(visitors["2025"], visitors["2024"]) - 1
    assert growth == claimed(figures["visitors_growth"])
