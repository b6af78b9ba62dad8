"""The number line is true to scale."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.interval import EVERYTHING, Interval
from crossfoot.languages import read_figure
from crossfoot.reports.html.number_line import number_line
from crossfoot.show import Form

PERCENT = Form.of(read_figure("20.1%"))
_NUMBERS = st.fractions(min_value=-(10**6), max_value=10**6, max_denominator=1000)


def at(percent: str) -> float:
    """A position as a number, for comparing."""
    assert percent.endswith("%")
    return float(percent[:-1])


@given(st.lists(_NUMBERS, min_size=4, max_size=4))
def test_order_and_proportion_are_kept(numbers: list[Fraction]) -> None:
    """Ends stand in the order of their values and in proportion to their distances."""
    a, b, c, d = numbers
    one, other = Interval(min(a, b), max(a, b)), Interval(min(c, d), max(c, d))
    line = number_line(one, other, Form())
    assert line is not None and line.claimed is not None and line.computed is not None
    for bar in (line.claimed, line.computed):
        assert 0 <= at(bar.start) <= at(bar.middle) <= at(bar.end) <= 100
    assert one.midpoint is not None and other.midpoint is not None
    if one.midpoint < other.midpoint:
        assert at(line.claimed.middle) <= at(line.computed.middle)
    span = max(numbers) - min(numbers)
    if span:
        drawn = (at(line.computed.middle) - at(line.claimed.middle)) / 100 * 1.24
        assert drawn == pytest.approx(float((other.midpoint - one.midpoint) / span), abs=0.001)


def test_no_limit_is_an_arrow_to_the_border() -> None:
    """A set without an upper limit runs off the right side, a limit not included is open."""
    line = number_line(Interval(Fraction(3), None, False), Interval.point(1), Form())
    assert line is not None and line.claimed is not None
    assert (line.claimed.low, line.claimed.high, line.claimed.end) == ("open", "arrow", "100%")


def test_disjoint_sets_have_a_gap_and_others_an_overlap() -> None:
    """What is shaded says at a glance whether the sets meet."""
    one, far = Interval(Fraction(1), Fraction(2)), Interval(Fraction(5), Fraction(6))
    apart, meeting = number_line(one, far, Form()), number_line(one, one, Form())
    assert apart is not None and apart.band is not None and apart.band.kind == "gap"
    assert meeting is not None and meeting.band is not None and meeting.band.kind == "overlap"


def test_what_is_far_apart_stays_visible() -> None:
    """A set a millionth as wide as the distance is still drawn, both inside the frame."""
    line = number_line(
        Interval(Fraction(1), Fraction(2)), Interval(Fraction(10**9), Fraction(10**9 + 1)), Form()
    )
    assert line is not None and line.claimed is not None
    assert at(line.claimed.width) >= 0.5


def test_nothing_finite_is_not_drawn() -> None:
    """Where every value is possible there is nothing to draw."""
    assert number_line(EVERYTHING, None, Form()) is None


def test_the_scale_shows_round_values_in_the_form_of_the_claim() -> None:
    """Ticks read like the figure itself."""
    line = number_line(
        Interval(Fraction(2005, 10000), Fraction(2015, 10000)),
        Interval.point(Fraction(1354, 6725)),
        PERCENT,
    )
    assert line is not None
    assert [tick.label for tick in line.ticks] == ["20.05%", "20.1%", "20.15%"]


@given(_NUMBERS, st.integers(0, 400))
def test_any_size_of_number_is_drawn(number: Fraction, exponent: int) -> None:
    """Numbers of hundreds of digits give a drawing with labels that fit, or none."""
    line = number_line(Interval.point(number * 10**exponent), Interval.point(0), Form())
    assert line is not None
    assert sum(len(tick.label) for tick in line.ticks) <= 36
