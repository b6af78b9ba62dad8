"""Exact intervals of rational numbers, with open, closed and infinite ends.

An interval is the set of true values that something printed permits. Arithmetic gives the
exact set of results for operands that vary independently of each other (Moore, *Interval
Analysis*, 1966), so a value outside it is impossible, not merely unlikely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

Number = int | Fraction

# An end that can be compared: (-1, 0) and (1, 0) are the infinities, (0, x) is the number x.
_End = tuple[int, Fraction]


class ZeroDivisor(ZeroDivisionError):
    """The divisor may be zero, so the quotient is not one interval."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All rationals from `low` to `high`; `None` is no limit. Never empty.

    Raises ValueError for an empty set: use `Interval.between` where it may come out empty.
    """

    low: Fraction | None
    high: Fraction | None
    low_closed: bool = True
    high_closed: bool = True

    def __post_init__(self) -> None:
        if self.low is None and self.low_closed:
            object.__setattr__(self, "low_closed", False)
        if self.high is None and self.high_closed:
            object.__setattr__(self, "high_closed", False)
        if self.low is None or self.high is None:
            return
        if (self.low is self.high and self.low_closed and self.high_closed) or self.low < self.high:
            return
        if self.low > self.high or not (self.low_closed and self.high_closed):
            raise ValueError(f"empty interval: {self.low} to {self.high}")

    @classmethod
    def point(cls, value: Number | str) -> Interval:
        """The set that holds one value."""
        exact = value if type(value) is Fraction else Fraction(value)
        return cls(exact, exact)

    @classmethod
    def between(
        cls,
        low: Fraction | None,
        high: Fraction | None,
        low_closed: bool = True,
        high_closed: bool = True,
    ) -> Interval | None:
        """The interval with these ends, or None when no value lies between them."""
        if low is None or high is None or low < high:
            return cls(low, high, low_closed, high_closed)
        if low > high or not (low_closed and high_closed):
            return None
        return cls(low, high, low_closed, high_closed)

    @property
    def is_point(self) -> bool:
        """Whether exactly one value is permitted."""
        return self.low is not None and (self.low is self.high or self.low == self.high)

    @property
    def is_bounded(self) -> bool:
        """Whether both ends are finite."""
        return self.low is not None and self.high is not None

    @property
    def width(self) -> Fraction | None:
        """High less low; None when unbounded."""
        if self.low is None or self.high is None:
            return None
        return self.high - self.low

    @property
    def midpoint(self) -> Fraction | None:
        """Half way between the ends; None when unbounded."""
        if self.low is None or self.high is None:
            return None
        return (self.low + self.high) / 2

    def __contains__(self, value: object) -> bool:
        if not isinstance(value, (int, Fraction)):
            return False
        if self.low is not None and (
            value < self.low or (value == self.low and not self.low_closed)
        ):
            return False
        return not (
            self.high is not None
            and (value > self.high or (value == self.high and not self.high_closed))
        )

    def issubset(self, other: Interval) -> bool:
        """Whether every value of this set is in the other."""
        return self.intersection(other) == self

    # -- sets ------------------------------------------------------------------------------

    def intersection(self, other: Interval) -> Interval | None:
        """The values in both, or None when there are none."""
        low, low_closed = _higher_low(self, other)
        high, high_closed = _lower_high(self, other)
        return Interval.between(low, high, low_closed, high_closed)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        if self.low is None or other.low is None:
            low, low_closed = None, False
        elif self.low == other.low:
            low, low_closed = self.low, self.low_closed or other.low_closed
        else:
            lower = self if self.low < other.low else other
            low, low_closed = lower.low, lower.low_closed
        if self.high is None or other.high is None:
            high, high_closed = None, False
        elif self.high == other.high:
            high, high_closed = self.high, self.high_closed or other.high_closed
        else:
            upper = self if self.high > other.high else other
            high, high_closed = upper.high, upper.high_closed
        return Interval(low, high, low_closed, high_closed)

    def gap(self, other: Interval) -> Interval | None:
        """The values strictly between two disjoint sets; None when they meet or touch."""
        if self.intersection(other) is not None:
            return None
        lower, upper = (self, other) if self.is_below(other) else (other, self)
        return Interval.between(lower.high, upper.low, not lower.high_closed, not upper.low_closed)

    def is_below(self, other: Interval) -> bool:
        """Whether every value here is less than every value there."""
        if self.high is None or other.low is None:
            return False
        if self.high == other.low:
            return not (self.high_closed and other.low_closed)
        return self.high < other.low

    # -- integers --------------------------------------------------------------------------

    @property
    def first_integer(self) -> int | None:
        """The least integer inside; None when there is no lower limit."""
        if self.low is None:
            return None
        least = ceil(self.low)
        return least if least != self.low or self.low_closed else least + 1

    @property
    def last_integer(self) -> int | None:
        """The greatest integer inside; None when there is no upper limit."""
        if self.high is None:
            return None
        greatest = floor(self.high)
        return greatest if greatest != self.high or self.high_closed else greatest - 1

    def integers(self) -> Interval | None:
        """The hull of the integers inside, or None when there is none."""
        first, last = self.first_integer, self.last_integer
        return Interval.between(
            None if first is None else Fraction(first), None if last is None else Fraction(last)
        )

    def count_integers(self) -> int | None:
        """How many integers lie inside; None for infinitely many."""
        first, last = self.first_integer, self.last_integer
        if first is None or last is None:
            return None
        return max(0, last - first + 1)

    # -- arithmetic ------------------------------------------------------------------------

    def __neg__(self) -> Interval:
        return Interval(
            None if self.high is None else -self.high,
            None if self.low is None else -self.low,
            self.high_closed,
            self.low_closed,
        )

    def __add__(self, other: Interval | Number) -> Interval:
        other = as_interval(other)
        if self.low is self.high and other.low is other.high and self.low and other.low:
            return Interval.point(self.low + other.low)
        return Interval(
            None if self.low is None or other.low is None else self.low + other.low,
            None if self.high is None or other.high is None else self.high + other.high,
            self.low_closed and other.low_closed,
            self.high_closed and other.high_closed,
        )

    def __radd__(self, other: Number) -> Interval:
        return self + other

    def __sub__(self, other: Interval | Number) -> Interval:
        return self + -as_interval(other)

    def __rsub__(self, other: Number) -> Interval:
        return as_interval(other) - self

    def __mul__(self, other: Interval | Number) -> Interval:
        other = as_interval(other)
        if self.low is not None and other.low is not None:
            if self.is_point and other.is_point:
                return Interval.point(self.low * other.low)
            if self.low > 0 and other.low > 0:
                return Interval(
                    self.low * other.low,
                    None if self.high is None or other.high is None else self.high * other.high,
                    self.low_closed and other.low_closed,
                    self.high_closed and other.high_closed,
                )
        corners = [_product(one, two) for one in _ends(self) for two in _ends(other)]
        low = min(end for end, _ in corners)
        high = max(end for end, _ in corners)
        return Interval(
            None if low[0] else low[1],
            None if high[0] else high[1],
            any(attained for end, attained in corners if end == low),
            any(attained for end, attained in corners if end == high),
        )

    def __rmul__(self, other: Number) -> Interval:
        return self * other

    def reciprocal(self) -> Interval:
        """1/x for every x here. Raises ZeroDivisor when 0 is one of them."""
        if 0 in self:
            raise ZeroDivisor(f"1 / {self}")
        low, high = self.low, self.high
        if low is high and low is not None:
            return Interval.point(1 / low)
        # 0 is not inside, so an end at 0 is open and its reciprocal has no limit.
        return Interval(
            (None if low is None or low < 0 else Fraction(0)) if not high else 1 / high,
            (None if high is None or high > 0 else Fraction(0)) if not low else 1 / low,
            self.high_closed and bool(high),
            self.low_closed and bool(low),
        )

    def __truediv__(self, other: Interval | Number) -> Interval:
        """Raises ZeroDivisor when the divisor may be zero."""
        return self * as_interval(other).reciprocal()

    def __rtruediv__(self, other: Number) -> Interval:
        return as_interval(other) / self

    def __pow__(self, exponent: int) -> Interval:
        """x**n for every x here and one whole n. Raises ZeroDivisor for n < 0 where x may be 0."""
        if exponent < 0:
            return (self**-exponent).reciprocal()
        if exponent == 0:
            return ONE
        if exponent % 2 or (self.low is not None and self.low >= 0):
            return Interval(
                None if self.low is None else self.low**exponent,
                None if self.high is None else self.high**exponent,
                self.low_closed,
                self.high_closed,
            )
        if self.high is not None and self.high <= 0:
            return (-self) ** exponent
        # An even power of a set on both sides of zero: from 0 up to the end farther away.
        up, down = self.intersection(NOT_NEGATIVE), (-self).intersection(NOT_NEGATIVE)
        assert up is not None and down is not None
        return (up**exponent).hull(down**exponent)

    def __str__(self) -> str:
        left = "[" if self.low_closed else "("
        right = "]" if self.high_closed else ")"
        low = "-inf" if self.low is None else str(self.low)
        high = "inf" if self.high is None else str(self.high)
        return f"{left}{low}, {high}{right}"


def as_interval(value: Interval | Number) -> Interval:
    """A number as the set of itself."""
    return value if isinstance(value, Interval) else Interval.point(value)


def hull(intervals: Iterable[Interval]) -> Interval:
    """The smallest interval that holds all of them. Raises ValueError when there are none."""
    members: Iterator[Interval] = iter(intervals)
    try:
        result = next(members)
    except StopIteration:
        raise ValueError("the hull of no interval") from None
    for member in members:
        result = result.hull(member)
    return result


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of independent values, one out of each."""
    result = ZERO
    for member in intervals:
        result = result + member
    return result


ZERO = Interval.point(0)
ONE = Interval.point(1)
EVERYTHING = Interval(None, None)
POSITIVE = Interval(Fraction(0), None, False, False)
NOT_NEGATIVE = Interval(Fraction(0), None, True, False)


def _higher_low(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    if a.low is None:
        return b.low, b.low_closed
    if b.low is None:
        return a.low, a.low_closed
    if a.low == b.low:
        return a.low, a.low_closed and b.low_closed
    return (a.low, a.low_closed) if a.low > b.low else (b.low, b.low_closed)


def _lower_high(a: Interval, b: Interval) -> tuple[Fraction | None, bool]:
    if a.high is None:
        return b.high, b.high_closed
    if b.high is None:
        return a.high, a.high_closed
    if a.high == b.high:
        return a.high, a.high_closed and b.high_closed
    return (a.high, a.high_closed) if a.high < b.high else (b.high, b.high_closed)


def _ends(interval: Interval) -> tuple[tuple[_End, bool], tuple[_End, bool]]:
    nothing = Fraction(0)
    low = (-1, nothing) if interval.low is None else (0, interval.low)
    high = (1, nothing) if interval.high is None else (0, interval.high)
    return (low, interval.low_closed), (high, interval.high_closed)


def _product(one: tuple[_End, bool], two: tuple[_End, bool]) -> tuple[_End, bool]:
    """The product of two ends, and whether it is attained."""
    ((far, a), a_closed), ((wide, b), b_closed) = one, two
    zero_a, zero_b = not far and not a, not wide and not b
    if zero_a or zero_b:
        # 0 times anything, however large, is 0: one closed end at 0 is enough to attain it.
        return (0, Fraction(0)), (zero_a and a_closed) or (zero_b and b_closed)
    if far or wide:
        positive = ((far or a) > 0) == ((wide or b) > 0)
        return (1 if positive else -1, Fraction(0)), False
    return (0, a * b), a_closed and b_closed
