"""Equations that use a figure more than once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossfoot.expression import Equation, Values, evaluate, words
from crossfoot.feasibility import satisfiable
from crossfoot.formula import parse_statement
from crossfoot.interval import Interval
from crossfoot.linear import collected


def parsed(text: str) -> Equation:
    """A comparison written as in a suite."""
    statement = parse_statement(text)
    assert isinstance(statement, Equation)
    return statement


@pytest.mark.parametrize("text", ["a * b == c", "a / b == 2", "2 / a == b", "a ^ 2 == b"])
def test_products_of_figures_are_not_collected(text: str) -> None:
    """There is no sum of multiples to be had."""
    assert collected(parsed(text)) is None


def test_a_figure_less_itself_is_nothing() -> None:
    """Its rounding cancels, so the rest is decided exactly."""
    box = {"a": Values(Interval(Fraction(5), Fraction(6))), "b": Values(Interval.point(1))}
    assert satisfiable(parsed("a - a == b"), box) is False
    assert satisfiable(parsed("a - a <= b"), box) is True
    assert satisfiable(parsed("2 * (a + b) / 2 - b == a"), box) is True


NUMBERS = st.fractions(-9, 9, max_denominator=4)


@given(st.sampled_from(["a + b == 2 * a - c / 4", "-(a - b) == 3 * b + 1 - a", "a == a"]),
       st.tuples(NUMBERS, NUMBERS, NUMBERS))  # fmt: skip
def test_what_is_collected_says_the_same(text: str, values: tuple[Fraction, ...]) -> None:
    """Left less right is the same number everywhere."""
    before = parsed(text)
    after = collected(before)
    assert after is not None
    assert len(set(after.names)) == len(after.names), words(after)
    box = {name: Values(Interval.point(v)) for name, v in zip("abc", values, strict=True)}

    def difference(equation: Equation) -> Interval:
        left, right = (evaluate(side, box).interval for side in (equation.left, equation.right))
        return left - right

    assert difference(before) == difference(after)
