"""Intervals hold exactly the values that their arithmetic can give."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from crossfoot.interval import EVERYTHING, Interval, ZeroDivisor, hull, total

small = st.integers(-6, 6).map(Fraction)
ends = st.one_of(st.none(), small)


@st.composite
def intervals(draw: st.DrawFn, bounded: bool = False) -> Interval:
    low = draw(small if bounded else ends)
    high = draw(small if bounded else ends)
    if low is not None and high is not None and low > high:
        low, high = high, low
    interval = Interval.between(low, high, draw(st.booleans()), draw(st.booleans()))
    assume(interval is not None)
    assert interval is not None
    return interval


def members(interval: Interval) -> list[Fraction]:
    """Values inside: at and beside the ends, in the middle, at zero and far out."""
    beside = Fraction(1, 8)
    candidates = {Fraction(0), Fraction(1, 3), Fraction(-1, 3), Fraction(90), Fraction(-90)}
    for end in (interval.low, interval.midpoint, interval.high):
        if end is not None:
            candidates |= {end, end - beside, end + beside}
    return sorted(value for value in candidates if value in interval)


def grid() -> list[Fraction]:
    """Values over all intervals drawn, fine enough to see every end and its openness."""
    return [Fraction(n, 2) for n in range(-16, 17)]


@given(intervals(), intervals())
def test_sums_differences_and_products_hold_every_result(a: Interval, b: Interval) -> None:
    """Whatever the operands are, the result of the operation is inside."""
    for x, y in product(members(a), members(b)):
        assert x + y in a + b
        assert x - y in a - b
        assert x * y in a * b


@given(intervals(bounded=True), intervals(bounded=True))
def test_ends_are_attained_exactly_when_closed(a: Interval, b: Interval) -> None:
    """A closed end of a result is the result of some operands, an open one of none."""
    operations = {"sum": a + b, "product": a * b, "difference": a - b}
    results: dict[str, set[Fraction]] = {name: set() for name in operations}
    for x, y in product(_fine(a), _fine(b)):
        results["sum"].add(x + y)
        results["product"].add(x * y)
        results["difference"].add(x - y)
    for name, interval in operations.items():
        if interval.low_closed:
            assert interval.low in results[name]
        if interval.high_closed:
            assert interval.high in results[name]


def _fine(interval: Interval) -> list[Fraction]:
    candidates = (interval.low, interval.midpoint, interval.high, Fraction(0))
    inside = [value for value in candidates if value is not None]
    return [value for value in inside if value in interval]


@given(intervals(), intervals())
def test_quotients_hold_every_result_or_are_refused(a: Interval, b: Interval) -> None:
    """A divisor that may be zero is refused; any other quotient is inside."""
    if 0 in b:
        with pytest.raises(ZeroDivisor):
            a / b
        return
    quotient = a / b
    for x, y in product(members(a), members(b)):
        assert x / y in quotient


@given(intervals(), st.integers(0, 4))
def test_powers_hold_every_result(a: Interval, exponent: int) -> None:
    """Odd and even powers of sets on both sides of zero are exact."""
    power = a**exponent
    values = [value**exponent for value in members(a)]
    assert all(value in power for value in values)
    if a.is_bounded and power.low_closed and exponent:
        assert power.low in values


@given(intervals(), intervals())
def test_intersection_and_hull_are_those_of_sets(a: Interval, b: Interval) -> None:
    """The intersection has the values in both, the hull those of either."""
    both = a.intersection(b)
    for value in grid():
        inside = value in a and value in b
        assert inside == (both is not None and value in both)
        if value in a or value in b:
            assert value in a.hull(b)


@given(intervals(), intervals())
def test_a_gap_lies_between_disjoint_sets(a: Interval, b: Interval) -> None:
    """The gap holds what is between and nothing of either set."""
    gap = a.gap(b)
    if gap is None:
        return
    assert a.intersection(b) is None
    assert gap.intersection(a) is None
    assert gap.intersection(b) is None
    assert a.is_below(b) or b.is_below(a)


@given(intervals())
def test_integers_inside_are_counted(a: Interval) -> None:
    """The integer hull starts and ends at integers inside, and their number is right."""
    inside = [n for n in range(-12, 13) if n in a]
    if a.is_bounded:
        assert a.count_integers() == len(inside)
        whole = a.integers()
        assert (whole is None) == (not inside)
        if whole is not None:
            assert whole == Interval(Fraction(inside[0]), Fraction(inside[-1]))
    else:
        assert a.count_integers() is None


@given(intervals())
def test_subset_means_no_value_outside(a: Interval) -> None:
    """A set is a subset of itself and of its hull with another."""
    assert a.issubset(a)
    assert a.issubset(a.hull(Interval.point(0)))


@pytest.mark.parametrize(
    ("low", "high", "low_closed", "high_closed"),
    [(2, 1, True, True), (1, 1, True, False), (1, 1, False, True), (1, 1, False, False)],
)
def test_an_empty_interval_cannot_be_made(
    low: int, high: int, low_closed: bool, high_closed: bool
) -> None:
    """Emptiness is None, never an interval."""
    with pytest.raises(ValueError, match="empty"):
        Interval(Fraction(low), Fraction(high), low_closed, high_closed)
    assert Interval.between(Fraction(low), Fraction(high), low_closed, high_closed) is None


def test_reciprocals_beside_zero_have_no_limit() -> None:
    """An open end at zero becomes an infinite one."""
    beside = Interval(Fraction(0), Fraction(5), low_closed=False)
    assert beside.reciprocal() == Interval(Fraction(1, 5), None)
    assert (-beside).reciprocal() == Interval(None, Fraction(-1, 5))


def test_sums_and_hulls_of_many() -> None:
    """Folding gives the sum and the smallest cover; of nothing there is no hull."""
    parts = [Interval.point(n) for n in (1, 2, 3)]
    assert total(parts) == Interval.point(6)
    assert hull(parts) == Interval(Fraction(1), Fraction(3))
    with pytest.raises(ValueError, match="no interval"):
        hull([])


def test_intervals_are_written_as_mathematicians_do() -> None:
    """Brackets show closed ends, parentheses open and infinite ones."""
    assert str(Interval(Fraction(1, 2), None)) == "[1/2, inf)"
    assert str(EVERYTHING) == "(-inf, inf)"
