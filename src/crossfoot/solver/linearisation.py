"""Products as linear inequalities.

Where the factor is only a slope, `low * other <= result <= high * other`, exact as soon as the
sign of `other` is known. Where both are shared quantities, their convex hull over a box
(McCormick, 1976), exact once one of them is fixed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import NamedTuple

from crossfoot.interval import NOT_NEGATIVE, Interval
from crossfoot.solver.component import Term, Times


class Inequality(NamedTuple):
    """The sum of coefficient * variable, plus the constant, is >= 0, > 0 or == 0."""

    terms: dict[int, Fraction]
    constant: Fraction
    relation: str


def linear(it: Times, slopes: Interval, others: Interval) -> Iterator[Inequality]:
    """What a product says for these values of `factor**exponent` and of `other`, or at least."""
    if slopes.is_point:
        assert slopes.low is not None
        yield _combine([(it.result, Fraction(1)), (it.other, -slopes.low)], "==")
        return
    if others.is_point and not others.low:
        yield _combine([(it.result, Fraction(1))], "==")
        return
    if others.is_point and not it.leaf and it.is_plain:
        assert others.low is not None
        yield _combine([(it.result, Fraction(1)), (it.factor, -others.low)], "==")
        return
    sign = sign_of(others)
    if sign:
        # a slope end counts as open only where `other` cannot be 0
        proper = 0 not in others
        for end, closed, side in (
            (slopes.low, slopes.low_closed, sign),
            (slopes.high, slopes.high_closed, -sign),
        ):
            if end is not None:
                yield _combine(
                    [(it.result, Fraction(side)), (it.other, -side * end)],
                    ">=" if closed or not proper else ">",
                )
    if not it.leaf and it.is_plain:
        yield from _envelope(it, slopes, others)


def says_all(it: Times, slopes: Interval, others: Interval, told: bool = True) -> bool:
    """Whether these inequalities are equivalent to the product; `told`: the slopes are exact."""
    if slopes.is_point or (others.is_point and not others.low):
        return True
    if not told:
        return False
    if others.is_point and (it.leaf or it.is_plain):
        return True
    if not it.leaf or not sign_of(others):
        return False
    return 0 not in others or (slopes.low_closed and slopes.high_closed)


def _envelope(it: Times, slopes: Interval, others: Interval) -> Iterator[Inequality]:
    """McCormick's four inequalities, as far as the corners are finite."""
    for slope, other, side in (
        (slopes.low, others.low, 1),
        (slopes.high, others.high, 1),
        (slopes.low, others.high, -1),
        (slopes.high, others.low, -1),
    ):
        if slope is not None and other is not None:
            yield _combine(
                [
                    (it.result, Fraction(side)),
                    (it.other, -side * slope),
                    (it.factor, -side * other),
                ],
                ">=",
                side * slope * other,
            )


def sign_of(interval: Interval) -> int:
    """1 when nothing is negative, -1 when nothing is positive, 0 when both may be."""
    if interval.issubset(NOT_NEGATIVE):
        return 1
    return -1 if (-interval).issubset(NOT_NEGATIVE) else 0


def _combine(
    parts: Iterable[tuple[Term, Fraction]], relation: str, constant: Fraction | int = 0
) -> Inequality:
    terms: dict[int, Fraction] = {}
    total = Fraction(constant)
    for term, factor in parts:
        scale = factor / term.divisor
        terms[term.variable] = terms.get(term.variable, Fraction(0)) + scale * term.scale
        total += scale * term.shift
    return Inequality({v: c for v, c in terms.items() if c}, total, relation)
