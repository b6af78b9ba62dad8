"""Whether whole numbers, one out of each range, multiply to a number within limits.

Where only one product will do, its divisors are tried instead of every number of a range. Counted
steps limit the work, so that equal input gives equal answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Range = tuple[int, int]
_DEEPER = 8  # steps


class TooMany(Exception):  # control flow: turned into "not decided"
    """The steps are spent."""


class Multiplication:
    """A search for factors that are at least 1; a step is about one division."""

    def __init__(self, steps: int) -> None:
        self.left = steps
        self._divisors: list[int] = []

    def reaches(self, ranges: Sequence[Range], low: int, high: int) -> bool:
        """Whether some product lies from low to high, both at least 1. Raises TooMany."""
        self._spend(_DEEPER)
        narrowed = _narrowed(ranges, low, high)
        if narrowed is None:
            return False
        first, *rest = sorted(narrowed, key=lambda one: one[1] - one[0])
        if not rest:
            return True
        for factor in self._candidates(first, low, high):
            least, most = -(-low // factor), high // factor
            if least <= most and self.reaches(rest, least, most):
                return True
        return False

    def _candidates(self, within: Range, low: int, high: int) -> Iterable[int]:
        """The numbers of a range that may divide some number between the limits."""
        first, last = within
        # the divisors of a number are found by as many steps as its root is large
        if low < high or (last - first) ** 2 <= high:
            return self._each(range(first, last + 1))
        if not self._divisors or self._divisors[-1] % high:
            self._divisors = sorted(self._divide(high))
        return self._each(
            [one for one in self._divisors if first <= one <= last and not high % one]
        )

    def _each(self, numbers: Sequence[int]) -> Iterator[int]:
        for number in numbers:
            self._spend(1)
            yield number

    def _divide(self, number: int) -> list[int]:
        """Every divisor of a number."""
        found = [1]
        factor, rest = 2, number
        while factor * factor <= rest:
            self._spend(1)
            power, smaller = 1, found
            while not rest % factor:
                rest //= factor
                power *= factor
                found = found + [one * power for one in smaller]
            factor += 1
        return found if rest == 1 else found + [one * rest for one in found]

    def _spend(self, steps: int) -> None:
        self.left -= steps
        if self.left < 0:
            raise TooMany


def _narrowed(ranges: Sequence[Range], low: int, high: int) -> list[Range] | None:
    """The ranges less what is too small or too large beside all the others; None for nothing."""
    least = most = 1
    for first, last in ranges:
        least, most = least * first, most * last
    found = []
    for first, last in ranges:
        smallest, largest = -(-low * last // most), high * first // least
        found.append((max(first, smallest), min(last, largest)))
    return None if any(first > last for first, last in found) else found
