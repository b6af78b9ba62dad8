"""Every rounding convention permits exactly the values that print as the number."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.rounding import ROUNDINGS, Rounding, permitted

MODES: dict[str, str] = {
    "half-up": decimal.ROUND_HALF_UP,
    "half-down": decimal.ROUND_HALF_DOWN,
    "half-even": decimal.ROUND_HALF_EVEN,
    "floor": decimal.ROUND_FLOOR,
    "ceiling": decimal.ROUND_CEILING,
    "truncate": decimal.ROUND_DOWN,
    "away": decimal.ROUND_UP,
}


def prints(value: Decimal, places: int, rounding: str) -> Decimal:
    """The print of a value, by Python's own decimal arithmetic."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=MODES[rounding])


@pytest.mark.parametrize("rounding", sorted(MODES))
@given(thousandths=st.integers(-3_000, 3_000), other=st.integers(-30, 30))
def test_permitted_are_the_values_that_print_so(
    rounding: Rounding, thousandths: int, other: int
) -> None:
    """A value is permitted by a print if and only if it prints like it."""
    value = Decimal(thousandths).scaleb(-3)
    for printed in (prints(value, 1, rounding), Decimal(other).scaleb(-1)):
        interval = permitted(Fraction(printed), Fraction(1, 10), rounding)
        assert (Fraction(value) in interval) == (prints(value, 1, rounding) == printed)


@given(thousandths=st.integers(-3_000, 3_000))
def test_half_permits_ties_both_ways_and_any_both_neighbours(thousandths: int) -> None:
    """The two undecided conventions permit whatever one of the decided ones would print."""
    value = Decimal(thousandths).scaleb(-3)
    for rounding in ("half-up", "half-down", "half-even"):
        printed = prints(value, 1, rounding)
        assert Fraction(value) in permitted(Fraction(printed), Fraction(1, 10), "half")
    for rounding in MODES:
        printed = prints(value, 1, rounding)
        assert Fraction(value) in permitted(Fraction(printed), Fraction(1, 10), "any")


@pytest.mark.parametrize("rounding", ROUNDINGS)
def test_an_exact_print_permits_itself(rounding: Rounding) -> None:
    """A step of zero leaves nothing to rounding."""
    assert permitted(Fraction(8079), Fraction(0), rounding).is_point


def test_half_ends_of_the_contract() -> None:
    """20.1% permits 20.05% to 20.15%, both ends included."""
    interval = permitted(Fraction("0.201"), Fraction("0.001"))
    assert (interval.low, interval.high) == (Fraction("0.2005"), Fraction("0.2015"))
    assert interval.low_closed
    assert interval.high_closed
