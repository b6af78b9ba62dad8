"""Powers of intervals, roots, and the numbers of periods between: whole numbers, perhaps several.

Bases that are not negative grow or shrink with every period, so that what several numbers of
periods give lies between what the first and the last of them give.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from fractions import Fraction

from crossfoot.interval import EVERYTHING, NOT_NEGATIVE, ONE, POSITIVE, Interval

LARGEST_EXPONENT = 1_000  # exact powers beyond it have more digits than anybody waits for
ROOT_DIGITS = 30  # roots are shown and narrowed with, never judged by: ample and still fast


class NotWhole(ValueError):
    """An exponent that is not a whole number of at most `LARGEST_EXPONENT`."""


def raised(base: Interval, periods: Interval) -> Interval:
    """Base ** n, for every base and every whole n here: exact for one n, else an enclosure.

    Raises NotWhole when n is too large, or several where a base is not positive or n negative.
    """
    first, last = periods.first_integer, periods.last_integer
    if first is not None and first == last:
        if abs(first) > LARGEST_EXPONENT:
            raise NotWhole(f"an exponent is at most {LARGEST_EXPONENT}, not {first}")
        return base**first
    if first is None or first < 0 or first > LARGEST_EXPONENT or not base.issubset(POSITIVE):
        raise NotWhole(f"an exponent has to be one whole number, not {periods}")
    if last is not None and last <= LARGEST_EXPONENT:
        return (base**first).hull(base**last)
    # without limit a base above 1 grows beyond everything, and one below 1 vanishes
    shortest = base**first
    grows, shrinks = base.high is None or base.high > 1, base.low is None or base.low < 1
    return Interval(
        Fraction(0) if shrinks else shortest.low,
        None if grows else shortest.high,
        shrinks or shortest.low_closed,
        shortest.high_closed,
    )


def rooted(target: Interval, periods: Interval) -> Interval | None:
    """The bases that are not negative and some power of which lies in the target, outwards.

    Only positive bases have a compound rate, and the relations that take roots say so.
    """
    first, last = periods.first_integer, periods.last_integer
    if first is not None and abs(first) > LARGEST_EXPONENT:
        raise NotWhole(f"an exponent is at most {LARGEST_EXPONENT}, not {first}")
    if first is None or first < 1:
        return EVERYTHING
    shortest = _root(target, first)
    if shortest is None or first == last:
        return shortest
    if last is None or last > LARGEST_EXPONENT:
        return shortest.hull(ONE)
    longest = _root(target, last)
    return shortest if longest is None else shortest.hull(longest)


def periods_to(target: Interval, base: Interval) -> Interval | None:
    """The whole numbers n >= 0 for which some base ** n lies in the target, without a gap.

    Everything where a base may not be positive. Raises NotWhole when the first is too large.
    """
    if not base.issubset(POSITIVE):
        return EVERYTHING

    def below(n: int) -> bool:
        return (base**n).is_below(target)

    def above(n: int) -> bool:
        return target.is_below(base**n)

    grows, shrinks = base.high is None or base.high > 1, base.low is None or base.low < 1
    first: int = 0
    last: int | None = None
    # with every period powers come closer to the target, or leave it behind
    for misses, approaches in ((below, grows), (above, shrinks)):
        turn = _turn(misses, approaches)
        if approaches and turn > LARGEST_EXPONENT:
            raise NotWhole(f"more than {LARGEST_EXPONENT} periods lead to {target}")
        if approaches:
            first = max(first, turn)
        elif turn <= LARGEST_EXPONENT:
            last = turn - 1 if last is None else min(last, turn - 1)
    return Interval.between(Fraction(first), None if last is None else Fraction(last))


def _turn(misses: Callable[[int], bool], at_first: bool) -> int:
    """The first number of periods from which on the target is missed if it was not, or met."""
    return bisect_left(
        range(LARGEST_EXPONENT + 1), True, key=lambda periods: misses(periods) != at_first
    )


def _root(target: Interval, exponent: int) -> Interval | None:
    positive = target.intersection(NOT_NEGATIVE)
    if positive is None:
        return None
    low = Fraction(0) if positive.low is None else _root_below(positive.low, exponent)
    high = None if positive.high is None else _root_above(positive.high, exponent)
    return Interval(low, high, positive.low_closed, positive.high_closed)


def _root_below(value: Fraction, exponent: int) -> Fraction:
    scale = 10**ROOT_DIGITS
    scaled = value.numerator * scale**exponent // value.denominator
    return Fraction(_integer_root(scaled, exponent), scale)


def _root_above(value: Fraction, exponent: int) -> Fraction:
    below = _root_below(value, exponent)
    return below if below**exponent == value else below + Fraction(1, 10**ROOT_DIGITS)


def _integer_root(value: int, exponent: int) -> int:
    """The greatest integer whose power does not exceed the value (Newton, from above)."""
    if value < 2 or exponent == 1:
        return value
    root = 1 << -(-value.bit_length() // exponent)
    while True:
        better = ((exponent - 1) * root + value // root ** (exponent - 1)) // exponent
        if better >= root:
            return root
        root = better
