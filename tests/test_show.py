"""Computed values are shown in the form of the figure that they are compared with."""

from __future__ import annotations

from fractions import Fraction

import pytest

from crossfoot.interval import Interval
from crossfoot.languages import read_figure
from crossfoot.show import Form, Shown, difference, points


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("1,570,228 usual residents", "1,570,228 usual residents", "1,570,228 usual residents"),
        ("2.4 million square metres", "2.35 million square metres to 2.45 million square metres",
         "2.35 million square metres至2.45 million square metres"),
        ("364.63亿元", "364.625亿元 to 364.635亿元", "364.625亿元至364.635亿元"),
        ("$12.5 million", "$12.45 million to $12.55 million", "$12.45 million至$12.55 million"),
        ("1500余项", "1500 to 1600", "1500至1600"),
    ],
)  # fmt: skip
def test_a_set_has_the_unit_of_its_figure_whole(text: str, english: str, chinese: str) -> None:
    """Units of several words are not cut, and the words between are those of the language."""
    reading = read_figure(text)
    shown = Shown(reading.interval, Form.of(reading))
    assert (shown.told("en"), shown.told("zh")) == (english, chinese)


def test_percentages_differ_by_points_in_both_languages() -> None:
    """A difference of rates is told in percentage points, of amounts in their unit."""
    rate, amount = (Form.of(read_figure(text)) for text in ("20.1%", "364.63亿元"))
    apart = difference(Fraction(9, 1000), rate)
    assert (apart.told("en"), apart.told("zh")) == ("0.9 percentage points", "0.9个百分点")
    assert difference(Fraction(10**8), amount).told("zh") == "1亿元"
    between = points(Interval(Fraction(74, 10_000), Fraction(176, 10_000)))
    assert between.told("zh") == "0.74至1.76个百分点"
