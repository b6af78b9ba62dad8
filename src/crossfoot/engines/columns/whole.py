"""Columns of whole numbers with known bounds, and of fractions and intervals made of them.

The arithmetic is exact: every interval end is a fraction of two columns of whole numbers times
a constant, and fractions are compared by multiplying out. Bounds travel with the columns, so it
is known before anything runs whether 64 bits are enough and which signs need no test.

A column is whatever expression an engine has (any object with Python's operators), or an `int`
where all rows have one value; a condition is such an expression, or a `bool`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import gcd
from typing import Any

Column = Any  # an engine's expression, or an int
Condition = Any  # an engine's boolean expression, or a bool


def both(one: Condition, other: Condition) -> Condition:
    """Whether both conditions are true; constants fold."""
    if one is True or other is False:
        return other
    if other is True or one is False:
        return one
    return one & other


def either(one: Condition, other: Condition) -> Condition:
    """Whether at least one condition is true; constants fold."""
    if one is True or other is False:
        return one
    if other is True or one is False:
        return other
    return one | other


def negated(condition: Condition) -> Condition:
    """Whether the condition is false; constants fold."""
    return not condition if isinstance(condition, bool) else ~condition


class Sketch:
    """A column of which nothing but the bounds is wanted: every operation gives it again."""

    def _same(self, other: object = None) -> Sketch:
        return self

    __add__ = __radd__ = __mul__ = __rmul__ = __neg__ = __mod__ = __invert__ = _same
    __and__ = __or__ = __rand__ = __ror__ = __lt__ = __le__ = __gt__ = __ge__ = _same
    __eq__ = __ne__ = _same  # type: ignore[assignment]  # a comparison of columns is a column
    __hash__ = None  # type: ignore[assignment]  # as for every column


@dataclass(eq=False, slots=True)
class Arithmetic:
    """What an engine's expressions need besides operators, and how large the numbers get.

    `column(name)` is a column of the table, `choose(condition, one, other)` the engine's CASE.
    `greatest` is the largest magnitude
    that any intermediate result may reach. `guards` are conditions that a row has to meet for
    its result to be right; rows that do not are judged by the kernel.
    """

    column: Callable[[str], Column]
    choose: Callable[[Column, Column, Column], Column]
    greatest: int = 0
    guard: Condition = True

    @classmethod
    def sketched(cls) -> Arithmetic:
        """Arithmetic that only finds out how large the numbers get."""
        sketch = Sketch()
        return cls(lambda name: sketch, lambda condition, one, other: sketch)

    def require(self, condition: Condition) -> None:
        """Judge only the rows that meet the condition."""
        self.guard = both(self.guard, condition)

    def whole(self, column: Column, low: int, high: int) -> Whole:
        """A column whose values lie from `low` to `high`."""
        self.greatest = max(self.greatest, abs(low), abs(high))
        return Whole(self, low if low == high else column, low, high)

    def constant(self, value: int) -> Whole:
        """The same number in every row."""
        return self.whole(value, value, value)

    def either(self, condition: Condition, one: Whole, other: Whole) -> Whole:
        """One where the condition is true, the other where it is not."""
        if isinstance(condition, bool):
            return one if condition else other
        if one is other:
            return one
        return self.whole(
            self.choose(condition, one.column, other.column),
            min(one.low, other.low),
            max(one.high, other.high),
        )


@dataclass(frozen=True, eq=False, slots=True)
class Whole:
    """A column of whole numbers between two bounds."""

    arithmetic: Arithmetic
    column: Column
    low: int
    high: int

    def __add__(self, other: Whole) -> Whole:
        if other.low == other.high == 0:
            return self
        if self.low == self.high == 0:
            return other
        return self.arithmetic.whole(
            self.column + other.column, self.low + other.low, self.high + other.high
        )

    def __neg__(self) -> Whole:
        # Polars does not negate 128-bit integers.
        return self.arithmetic.whole(self.column * -1, -self.high, -self.low)

    def __mul__(self, other: Whole) -> Whole:
        if other.low == other.high == 1:
            return self
        if self.low == self.high == 1:
            return other
        ends = [one * two for one in (self.low, self.high) for two in (other.low, other.high)]
        return self.arithmetic.whole(self.column * other.column, min(ends), max(ends))

    def times(self, factor: int) -> Whole:
        """The column times a constant."""
        return self * self.arithmetic.constant(factor)

    @property
    def positive(self) -> Condition:
        """Whether the number is above zero."""
        return True if self.low > 0 else False if self.high <= 0 else self.column > 0

    @property
    def not_negative(self) -> Condition:
        """Whether the number is zero or above."""
        return True if self.low >= 0 else False if self.high < 0 else self.column >= 0

    @property
    def zero(self) -> Condition:
        """Whether the number is zero."""
        if self.low == self.high:
            return self.low == 0
        return False if self.low > 0 or self.high < 0 else self.column == 0


@dataclass(frozen=True, eq=False, slots=True)
class Ratio:
    """`factor * numerator / denominator`; factor and denominator are above zero."""

    factor: Fraction
    numerator: Whole
    denominator: Whole

    def __neg__(self) -> Ratio:
        return Ratio(self.factor, -self.numerator, self.denominator)

    def __add__(self, other: Ratio) -> Ratio:
        if other.numerator.zero is True:
            return self
        if self.numerator.zero is True:
            return other
        common = _common(self.factor, other.factor)
        one = self.numerator.times(int(self.factor / common))
        two = other.numerator.times(int(other.factor / common))
        if self.denominator is other.denominator:
            return Ratio(common, one + two, self.denominator)
        return Ratio(
            common,
            one * other.denominator + two * self.denominator,
            self.denominator * other.denominator,
        )

    def __mul__(self, other: Ratio) -> Ratio:
        return Ratio(
            self.factor * other.factor,
            self.numerator * other.numerator,
            self.denominator * other.denominator,
        )

    def multiplied_out(self, other: Ratio) -> tuple[Whole, Whole]:
        """Two columns that compare as the two fractions do."""
        share = self.factor / other.factor
        one, two = self.numerator.times(share.numerator), other.numerator.times(share.denominator)
        if self.denominator is other.denominator:
            return one, two
        return one * other.denominator, two * self.denominator

    def below(self, other: Ratio) -> Condition:
        """Whether this is less than the other."""
        one, two = self.multiplied_out(other)
        if one.high < two.low:
            return True
        return False if one.low >= two.high else one.column < two.column

    def equal(self, other: Ratio) -> Condition:
        """Whether both are the same number."""
        if self is other:
            return True
        one, two = self.multiplied_out(other)
        if one.high < two.low or one.low > two.high:
            return False
        if one.low == one.high == two.low == two.high:
            return True
        return one.column == two.column


def _common(one: Fraction, other: Fraction) -> Fraction:
    """The largest fraction that both are whole multiples of."""
    return Fraction(
        gcd(one.numerator * other.denominator, other.numerator * one.denominator),
        one.denominator * other.denominator,
    )


@dataclass(frozen=True, eq=False, slots=True)
class Span:
    """An interval in every row, its ends open or closed. `point`: both ends are one number."""

    low: Ratio
    high: Ratio
    low_closed: Condition = True
    high_closed: Condition = True

    @classmethod
    def at(cls, value: Ratio) -> Span:
        """The set of one number."""
        return cls(value, value)

    @property
    def point(self) -> bool:
        """Whether the interval is one number in every row."""
        return self.low is self.high

    def __neg__(self) -> Span:
        if self.point:
            return Span.at(-self.low)
        return Span(-self.high, -self.low, self.high_closed, self.low_closed)

    def __add__(self, other: Span) -> Span:
        if self.point and other.point:
            return Span.at(self.low + other.low)
        return Span(
            self.low + other.low,
            self.high + other.high,
            both(self.low_closed, other.low_closed),
            both(self.high_closed, other.high_closed),
        )

    def __mul__(self, other: Span) -> Span:
        if self.point and other.point:
            return Span.at(self.low * other.low)
        if other.low.numerator.low < 0 <= self.low.numerator.low:
            self, other = other, self
        if other.low.numerator.low < 0 and other.high.numerator.high <= 0:
            return -(self * -other)
        arithmetic = self.low.numerator.arithmetic
        arithmetic.require(other.low.numerator.not_negative)
        low, low_closed = _extreme(self.low, self.low_closed, other, outward=False)
        high, high_closed = _extreme(self.high, self.high_closed, other, outward=True)
        return Span(low, high, low_closed, high_closed)

    def reciprocal(self) -> Span:
        """1/x; rows where x may be zero or below are left to the kernel."""
        self.low.numerator.arithmetic.require(self.low.numerator.positive)
        if self.point:
            return Span.at(_inverse(self.low))
        return Span(_inverse(self.high), _inverse(self.low), self.high_closed, self.low_closed)

    def above_zero(self) -> Condition:
        """Whether every number of the interval is above zero."""
        low = self.low.numerator
        return either(low.positive, both(low.zero, negated(self.low_closed)))

    def wholly_below(self, other: Span) -> Condition:
        """Whether every number here is less than every number there."""
        closed = both(self.high_closed, other.low_closed)
        less = self.high.below(other.low)
        if closed is True:
            return less
        return either(less, both(self.high.equal(other.low), negated(closed)))

    def apart(self, other: Span) -> Condition:
        """Whether the two have no number in common."""
        return either(self.wholly_below(other), other.wholly_below(self))


def _inverse(ratio: Ratio) -> Ratio:
    # Rows whose numerator is not positive are judged elsewhere, so any divisor will do for them.
    value, arithmetic = ratio.numerator, ratio.numerator.arithmetic
    divisor = arithmetic.either(value.positive, value, arithmetic.constant(1))
    bounded = arithmetic.whole(divisor.column, max(1, divisor.low), max(1, divisor.high))
    return Ratio(1 / ratio.factor, ratio.denominator, bounded)


def _extreme(end: Ratio, closed: Condition, other: Span, outward: bool) -> tuple[Ratio, Condition]:
    """The lowest (highest) product of an interval with a low (high) `end` and one above zero.

    0 times anything is 0, so one closed end at 0 is enough to attain it.
    """
    far, near = (other.high, other.low) if outward else (other.low, other.high)
    far_closed, near_closed = (
        (other.high_closed, other.low_closed) if outward else (other.low_closed, other.high_closed)
    )
    # Above zero, the low end goes with the low end; below zero with the high one.
    above = end.numerator.not_negative
    if above is True:
        chosen, chosen_closed = far, far_closed
    elif above is False:
        chosen, chosen_closed = near, near_closed
    else:
        chosen = _choose(above, far, near)
        chosen_closed = (
            far_closed
            if far_closed is near_closed
            else either(both(above, far_closed), both(negated(above), near_closed))
        )
    attained = both(closed, chosen_closed)
    if attained is not True:
        attained = either(attained, both(end.numerator.zero, closed))
        attained = either(attained, both(chosen.numerator.zero, chosen_closed))
    return end * chosen, attained


def _choose(condition: Condition, one: Ratio, other: Ratio) -> Ratio:
    if one is other:
        return one
    common = _common(one.factor, other.factor)
    arithmetic = one.numerator.arithmetic
    return Ratio(
        common,
        arithmetic.either(
            condition,
            one.numerator.times(int(one.factor / common)),
            other.numerator.times(int(other.factor / common)),
        ),
        arithmetic.either(condition, one.denominator, other.denominator),
    )
