"""Figures that a document repeats: equal by a claim, and printed alike.

Distrusting one print of several changes nothing while the others still say the same, so that all
of them are wrong or none is: for the search of suspects they are one figure with their weights
added up. That is exact, and it is what keeps an error repeated in n places from having 3**n
explanations.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from crossfoot.interval import Interval
from crossfoot.solver.component import Component, Sum

_Print = tuple[int, Interval]


class Twins:
    """Which variables of a component repeat each other, as far as the claims left say so."""

    def __init__(self, component: Component, dropped: frozenset[int] = frozenset()) -> None:
        equal = _equal(component, dropped)
        home: dict[_Print, int] = {}
        self._first: dict[int, int] = {}
        self._all: dict[int, list[int]] = {}
        for number, it in enumerate(component.variables):
            if number not in equal or not it.printed:
                continue
            key = (equal[number], it.interval)
            self._first[number] = first = home.setdefault(key, number)
            self._all.setdefault(first, []).append(number)
        own = [it.weight for it in component.variables]
        self._weight: list[int | Fraction | None] = list(own)
        for first, twins in self._all.items():
            weights = [one for one in (own[twin] for twin in twins) if one is not None]
            self._weight[first] = sum(weights) if len(weights) == len(twins) else None

    def first(self, number: int) -> int:
        """The variable that stands for this one and its twins."""
        return self._first.get(number, number)

    def of(self, number: int) -> list[int]:
        """A variable and its twins, in order."""
        return self._all.get(self.first(number), [number])

    def weight(self, number: int) -> int | Fraction | None:
        """What distrusting it with its twins costs; None when one of them is never suspected."""
        return self._weight[self.first(number)]

    def expand(self, numbers: Iterable[int]) -> Iterator[int]:
        """These variables, and the twins of each."""
        for number in numbers:
            yield from self.of(number)


def _equal(component: Component, dropped: frozenset[int]) -> dict[int, int]:
    """The variables that some claim says are equal to another, with the least of them."""
    parent: dict[int, int] = {}

    def root(number: int) -> int:
        while parent.setdefault(number, number) != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for it in component.constraints:
        if (
            isinstance(it, Sum)
            and it.claim not in dropped
            and len(it.variables) == 2
            and not sum(it.coefficients)
            and it.bounds == Interval.point(0)
        ):
            one, two = (root(number) for number in it.variables)
            parent[max(one, two)] = min(one, two)
    return {number: root(number) for number in list(parent)}
