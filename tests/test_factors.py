"""Whole numbers that multiply to a number, against every combination of them."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.check import Check, Quantity, Verdict
from crossfoot.factors import Multiplication, TooMany
from crossfoot.figure import Figure, Unknown
from crossfoot.interval import Interval
from crossfoot.languages import read_figure
from crossfoot.relations import builtin

RANGES = st.lists(
    st.tuples(st.integers(1, 14), st.integers(0, 9)).map(lambda one: (one[0], one[0] + one[1])),
    min_size=1,
    max_size=3,
)


@given(ranges=RANGES, low=st.integers(1, 2000), width=st.integers(0, 4))
def test_every_combination_tried_by_hand_agrees(
    ranges: list[tuple[int, int]], low: int, width: int
) -> None:
    """A product within the limits is found where there is one, and only there."""
    numbers = product(*(range(first, last + 1) for first, last in ranges))
    possible = any(low <= prod(some) <= low + width for some in numbers)
    assert Multiplication(10**6).reaches(ranges, low, low + width) == possible


def test_too_many_steps_are_not_an_answer() -> None:
    """A search that costs more than allowed says neither yes nor no."""
    with pytest.raises(TooMany):
        Multiplication(1000).reaches([(2, 10**12)] * 3, 10**12 + 39, 10**12 + 39)


def judged(text: str, *ranges: tuple[int, int | None], budget: int = 20_000) -> Verdict:
    """The verdict on a product of unprinted whole numbers within these ranges."""
    factors: tuple[Quantity, ...] = tuple(
        Unknown(
            f"factor{number}",
            Interval(Fraction(low), None if high is None else Fraction(high)),
            integer=True,
        )
        for number, (low, high) in enumerate(ranges)
    )
    printed = Figure("product", read_figure(text))
    roles: dict[str, tuple[Quantity, ...]] = {"factors": factors, "product": (printed,)}
    return Check("product", builtin()["product"], roles).verdict(budget=budget)


def test_a_prime_is_no_product_of_three_larger_than_one() -> None:
    """However large the factors may be."""
    assert judged("1009家", (2, None), (2, None), (2, None)).outcome == "fails"


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("1001家", [(2, None), (2, None), (2, None)]),
        ("3.48万件", [(2, 90), (2, 90), (2, 90)]),
        ("0家", [(0, 9), (2, None)]),
        ("35家", [(-9, -1), (-9, -1)]),
    ],
)
def test_numbers_with_such_a_product_are_found(
    text: str, ranges: list[tuple[int, int | None]]
) -> None:
    """7 x 11 x 13, a rounded product, none at all, two that are below zero."""
    assert judged(text, *ranges).outcome in ("holds", "rounding")


def test_a_small_budget_leaves_a_check_undecided() -> None:
    """Fewer trials than needed are no proof of either."""
    ranges = [(2, 10**6)] * 3
    assert judged("999,999,999,989家", *ranges, budget=1).outcome == "undecided"
    assert judged("999,999,999,989家", *ranges, budget=10**5).outcome == "fails"
