"""Powers and roots on the grid, rounded outwards; the number of periods may be open.

`base ** periods` grows or shrinks in each of the two for bases that are not negative, so that its
least and its greatest value lie at corners.
"""

from __future__ import annotations

from collections.abc import Callable
from math import isqrt

from crossfoot.solver.grid import GRID, Ends

SHORT = 48  # periods; roots of more are found faster by bisection
EXACT = 600  # fifty years, month by month; longer numbers make the simplex method slow
_FARTHEST = 10**6  # periods that are looked for
_HUGE = GRID * 10**60  # beyond this a power counts as without limit


def power(ends: Ends, exponent: int) -> Ends:
    """The values of a whole power that is at least 1."""
    if exponent == 1:
        return ends
    low, high = ends
    scale = GRID ** (exponent - 1)
    if exponent % 2 or (low is not None and low >= 0):
        return (
            None if low is None else low**exponent // scale,
            None if high is None else -(-(high**exponent) // scale),
        )
    if high is not None and high <= 0:
        return power((-high, None if low is None else -low), exponent)
    far = None if low is None or high is None else max(-low, high)
    return 0, (None if far is None else -(-(far**exponent) // scale))


def root(ends: Ends, exponent: int, base: Ends) -> Ends:
    """The bases, out of those in `base`, whose power lies within the ends."""
    if exponent == 1:
        return ends
    if base[0] is None or base[0] < 0:
        return base
    low, high = ends
    scale = GRID ** (exponent - 1)
    return (
        None if low is None or low <= 0 else root_floor(low * scale, exponent),
        None if high is None else (-1 if high < 0 else root_floor(high * scale, exponent) + 1),
    )


def root_floor(number: int, exponent: int) -> int:
    """The largest integer whose power is not above the number (Newton's method)."""
    if number < 2:
        return number
    if exponent == 2:
        return isqrt(number)
    guess = 1 << -(-number.bit_length() // exponent)
    while True:
        better = ((exponent - 1) * guess + number // guess ** (exponent - 1)) // exponent
        if better >= guess:
            return guess
        guess = better


# -- an open number of periods ---------------------------------------------------------------


def settled(periods: Ends) -> int:
    """The one number of periods, where `power` and `root` serve; else 0."""
    low, high = periods
    if low is None or low != high or low % GRID or not 0 < low <= EXACT * GRID:
        return 0
    return low // GRID


def powers(base: Ends, periods: Ends) -> Ends:
    """The values of base ** periods; nothing is said of what may be below zero."""
    low, high = base
    first, last = _counts(periods)
    if low is None or low < 0:
        return None, None
    if first < 0:
        return 0, None
    if low >= GRID:
        least = _raised(low, first, up=False)
    else:
        least = 0 if last is None else _raised(low, last, up=False)
    if high is None:
        most = GRID if last == 0 else None
    elif high > GRID:
        most = None if last is None else _raised(high, last, up=True)
    else:
        most = _raised(high, first, up=True)
    return least, most


def bases(quotient: Ends, periods: Ends, base: Ends) -> Ends:
    """The bases, out of those in `base`, some power of which lies within the ends."""
    low, high = quotient
    first, last = _counts(periods)
    if base[0] is None or base[0] < 0 or first < 1:
        return base
    # the longer, the nearer to 1
    least, most = None, None
    if low is not None and low > 0:
        steps = last if low >= GRID else first
        least = GRID if steps is None else _root_below(low, steps)
    if high is not None:
        steps = first if high >= GRID else last
        most = GRID if steps is None else _root_above(high, steps)
    return least, most


def counts(quotient: Ends, base: Ends, periods: Ends, whole: bool) -> Ends:
    """The numbers of periods, out of those given, that lead from some base to the quotient."""
    low, high = base
    floor, ceiling = quotient
    first, last = _counts(periods)
    if low is None or low <= 0 or first < 0:
        return periods
    stop = min(_FARTHEST, _FARTHEST if last is None else last)
    # each is True from some number of periods on, because powers grow or shrink throughout
    too_large: list[Callable[[int], bool]] = []  # beyond the last number of periods
    large_enough: list[Callable[[int], bool]] = []  # from the first one on
    if ceiling is not None:
        beyond = ceiling
        if low > GRID:
            too_large.append(lambda n: (_raised(low, n, up=False) or 0) > beyond)
        elif low < GRID:
            large_enough.append(lambda n: (_raised(low, n, up=False) or 0) <= beyond)
    if floor is not None and floor > 0 and high is not None:
        under = floor

        def reaches(n: int) -> bool:
            most = _raised(high, n, up=True)
            return most is None or most >= under

        if high < GRID:
            too_large.append(lambda n: not reaches(n))
        elif high > GRID:
            large_enough.append(reaches)
    slack = 0 if whole else 1  # what lies between two whole numbers is not tried
    for test in too_large:
        found = _first(test, first, stop)
        if found is not None:
            last = found - 1 + slack if last is None else min(last, found - 1 + slack)
    for test in large_enough:
        found = _first(test, first, stop)
        first = max(first, (stop if found is None else found) - slack)
    return first * GRID, None if last is None else last * GRID


def _counts(periods: Ends) -> tuple[int, int | None]:
    """The whole numbers around; -1 for what may be below zero."""
    low, high = periods
    first = -1 if low is None or low < 0 else low // GRID
    return first, None if high is None else -(-high // GRID)


def _first(test: Callable[[int], bool], start: int, stop: int) -> int | None:
    """The first number from which on a test is met; None when it is not by the end."""
    if stop < start or not test(stop):
        return None
    low, high = start, stop
    while low < high:
        middle = (low + high) // 2
        if test(middle):
            high = middle
        else:
            low = middle + 1
    return high


def _raised(base: int, exponent: int, *, up: bool) -> int | None:
    """A power of a number that is not negative, by squaring, rounded up or down.

    None is larger than anything; a lower bound is never larger than _HUGE.
    """
    result: int = GRID
    while exponent:
        if exponent % 2:
            result = _product(result, base, up)
        exponent //= 2
        if exponent:
            base = _product(base, base, up)
        if up and max(result, base) > _HUGE:
            return None
        result, base = min(result, _HUGE), min(base, _HUGE)
    return result


def _root_below(value: int, exponent: int) -> int:
    """A number whose power is not above the value, close to the root (bisection)."""
    low, high = 0, max(value, GRID)
    while high - low > 1:
        middle = (low + high) // 2
        most = _raised(middle, exponent, up=True)
        if most is not None and most <= value:
            low = middle
        else:
            high = middle
    return low


def _root_above(value: int, exponent: int) -> int:
    """A number whose power is not below the value; -1 where there is none."""
    if value < 0:
        return -1
    low, high = 0, max(value, GRID)
    while high - low > 1:
        middle = (low + high) // 2
        least = _raised(middle, exponent, up=False)
        if least is not None and least >= value:
            high = middle
        else:
            low = middle
    return high


def _product(one: int, two: int, up: bool) -> int:
    return -(-one * two // GRID) if up else one * two // GRID
