"""Branch and bound: whole numbers, signs, numbers of periods, products of shared quantities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import ceil, floor
from typing import NamedTuple

from crossfoot.interval import Interval
from crossfoot.solver.component import State, Times
from crossfoot.solver.linearisation import sign_of
from crossfoot.solver.propagation import Propagation
from crossfoot.solver.relaxation import NO_BOUNDS, Bounds, Box, Relaxation

_FAIR = 8
Point = Mapping[int, Fraction]


class Node(NamedTuple):
    """Part of the space that is still to be searched; a guess covers nothing."""

    bounds: Bounds
    guess: bool = False


class Search:
    """Depth first through the branches, the likelier half first."""

    def __init__(
        self,
        relaxation: Relaxation,
        state: State,
        propagation: Propagation | None,
        root: Bounds = NO_BOUNDS,
    ) -> None:
        self.component = relaxation.component
        self.linear = self.component.is_linear(state)
        self.relaxation = relaxation
        self.state = state
        self.budget = relaxation.simplex.budget
        self.box = None if propagation is None else propagation.box
        self.stack = [Node(root)]
        self.here: Box | None = None  # what propagation leaves in the node that is looked at
        self.whole = {n for n, v in enumerate(self.component.variables) if v.integer}
        self.open: set[int] = set()  # claims that the last point may not satisfy, past deciding
        # what made branches empty before their relaxation was looked at
        self.claims: set[int] = set()
        self.empty: set[int] = set()

    def __iter__(self) -> Iterator[Node]:
        """The nodes whose domains are not empty, each assumed in the relaxation."""
        taken = 0
        while self.stack:
            taken += 1
            # now and then the oldest, so that a branch without end does not starve the others
            node = self.stack.pop(0 if taken % _FAIR == 0 else -1)
            box = self._outer_box(node)
            if box is None and not self.linear:
                continue
            empty = self.relaxation.assume(self.state, node.bounds, box)
            if empty is None:
                self.here = box
                yield node
            elif not node.guess:
                self.empty.add(empty)

    def _outer_box(self, node: Node) -> Box | None:
        """What propagation leaves in a node, where products are bent; None for nothing."""
        if self.linear:
            return None
        if not node.bounds and self.box is not None:
            return self.box
        propagation = Propagation(self.component, self.state, self.budget, node.bounds)
        if propagation.run():
            return propagation.box
        if not node.guess:
            assert propagation.core is not None
            self.claims |= propagation.core[0]
            self.empty |= propagation.core[1]
        return None

    def split_further(self, node: Node) -> bool:
        """Adds the parts of a node by the sign that some slope's rows lack; False if none does."""
        point = self.relaxation.point()
        for place in self.relaxation.inexact:
            constraint = self.component.constraints[place]
            assert isinstance(constraint, Times)
            if constraint.leaf:
                parts = self._by_periods(node, constraint, point)
                if not parts and constraint.is_told(lambda n: self._own(node, n)):
                    other = constraint.other.of(point[constraint.other.variable])
                    parts = self._by_sign(node, constraint, other)
                self.stack.extend(part for part in reversed(parts) if part is not None)
                return bool(parts)
        return False

    def split(self, node: Node) -> bool:
        """Adds the parts of a node where its point is no solution; False when it is one.

        It may not be one for the claims in `open`, where nothing is left to be split.
        """
        self.open.clear()
        if self.relaxation.is_exact:
            return False
        parts = self._parts(node, self.relaxation.point())
        if parts is None:
            return False
        self.stack.extend(part for part in reversed(parts) if part is not None)
        return True

    def _parts(self, node: Node, point: Point) -> list[Node | None] | None:
        variables = self.component.variables
        broken = [n for n, x in point.items() if variables[n].integer and x.denominator != 1]
        if broken:
            return self._by_rounding(node, broken, point)
        wrong: list[Times] = []
        for place in self.relaxation.inexact:
            constraint = self.component.constraints[place]
            assert isinstance(constraint, Times)
            if self._is_met(constraint, point):
                continue
            told = constraint.is_told(lambda n: self._own(node, n))
            others = constraint.other.over(self._own(node, constraint.other.variable))
            if constraint.periods is not None:
                parts = self._by_box(node, [constraint], point)
                parts = parts or self._by_periods(node, constraint, point)
                if parts:
                    return parts
            if not told and sign_of(others):
                self.open.add(constraint.claim)
            elif constraint.leaf or not told:
                other = constraint.other.of(point[constraint.other.variable])
                return self._by_sign(node, constraint, other)
            else:
                wrong.append(constraint)
        if not wrong:
            return None
        return self._by_box(node, wrong, point) or self._by_factor(node, wrong, point)

    def _is_met(self, constraint: Times, point: Point) -> bool:
        """Whether a product holds at a point, for some value of a factor that is a slope."""
        result = constraint.result.of(point[constraint.result.variable])
        other = constraint.other.of(point[constraint.other.variable])
        if not other:
            return not result
        number = constraint.factor.variable

        def of(one: int) -> Interval:
            if one == number and constraint.leaf:
                return self.component.domain(one, self.state)
            return Interval.point(point[one])

        exponent = constraint.times(of)
        slopes = constraint.factor.over(of(number))
        return exponent is not None and result / other in slopes**exponent

    def _by_box(self, node: Node, wrong: list[Times], point: Point) -> list[Node | None]:
        """The node less what propagation rules out, where the point lies in that."""
        if self.here is None:
            return []
        narrower = {}
        for number in dict.fromkeys(n for it in wrong for n in it.variables if n in point):
            box = self.here(number)
            if point[number] not in box:
                narrower[number] = self._intersected(node, number, box)
        if not narrower or None in narrower.values():
            return []
        # what propagation rules out rests on everything
        self.claims.update(range(len(self.component.claims)))
        self.empty.update(range(len(self.component.variables)))
        found = {number: bounds for number, bounds in narrower.items() if bounds is not None}
        return [Node({**node.bounds, **found}, node.guess)]

    def _by_rounding(self, node: Node, broken: list[int], point: Point) -> list[Node | None]:
        """First the guess that whole numbers are the nearest ones, then two halves of one."""
        parts: list[Node | None] = []
        if not node.bounds:
            near = {n: Interval.point(round(x)) for n, x in point.items() if n in self.whole}
            parts.append(Node(near, guess=True))
        number = broken[0]
        below = floor(point[number])
        halves = [
            self._within(node, number, Interval(None, Fraction(below))),
            self._within(node, number, Interval(Fraction(below + 1), None)),
        ]
        if point[number] - below >= Fraction(1, 2):
            halves.reverse()
        return parts + halves

    def _within(self, node: Node, number: int, bounds: Interval) -> Node | None:
        """The part of a node where a variable lies in these bounds, if there is one."""
        both = self._intersected(node, number, bounds)
        return None if both is None else Node({**node.bounds, number: both}, node.guess)

    def _intersected(self, node: Node, number: int, bounds: Interval) -> Interval | None:
        present = node.bounds.get(number)
        return bounds if present is None else present.intersection(bounds)

    def _by_periods(self, node: Node, constraint: Times, point: Point) -> list[Node | None]:
        """One number of periods, and those below and above it; nothing where one is left."""
        number = constraint.periods
        if number is None:
            return []
        bounds = self._bounds(node, number).integers()
        if self._own(node, number).is_point or bounds is None:
            return []
        one = Fraction(round(point[number]))
        if bounds.low is not None and bounds.low > one:
            one = bounds.low
        if bounds.high is not None and bounds.high < one:
            one = bounds.high
        return [
            self._within(node, number, Interval.point(one)),
            self._within(node, number, Interval(None, one, high_closed=False)),
            self._within(node, number, Interval(one, None, low_closed=False)),
        ]

    def _by_sign(self, node: Node, constraint: Times, other: Fraction) -> list[Node | None]:
        """A slope's two rows are exact on either side of zero, and at zero."""
        term = constraint.other
        number, zero = term.variable, term.solve(Fraction(0))
        sides = [
            Interval(zero, None, low_closed=False),
            Interval.point(zero),
            Interval(None, zero, high_closed=False),
        ]
        if (other > 0) != (term.scale > 0):
            sides.reverse()
        return [self._within(node, number, side) for side in sides]

    def _by_factor(self, node: Node, wrong: list[Times], point: Point) -> list[Node | None]:
        """First the guesses that one side is as it came out, then the halves of a factor."""
        parts: list[Node | None] = []
        if not node.guess:
            for fixed in ([c.factor.variable for c in wrong], [c.other.variable for c in wrong]):
                guess = {n: Interval.point(self._near(node, n, point[n])) for n in fixed}
                parts.append(Node({**node.bounds, **guess}, guess=True))
        constraint = max(wrong, key=lambda it: self._width(node, it.factor.variable))
        number = constraint.factor.variable
        at = self._middle(node, number, point[number])
        if self.component.variables[number].integer:
            halves = [Interval(None, Fraction(floor(at))), Interval(Fraction(floor(at) + 1), None)]
        else:
            halves = [Interval(None, at), Interval(at, None)]
        if point[number] > at:
            halves.reverse()
        return parts + [self._within(node, number, half) for half in halves]

    def _own(self, node: Node, number: int) -> Interval:
        """What a node says of a variable itself."""
        domain = self.component.domain(number, self.state)
        bounds = node.bounds.get(number)
        return domain if bounds is None else domain.intersection(bounds) or domain

    def _bounds(self, node: Node, number: int) -> Interval:
        """The same less what propagation ruled out from the start."""
        domain = self._own(node, number)
        if self.box is not None:
            domain = domain.intersection(self.box(number)) or domain
        return domain

    def _width(self, node: Node, number: int) -> tuple[bool, Fraction]:
        width = self._bounds(node, number).width
        return width is None, width or Fraction(0)

    def _middle(self, node: Node, number: int, value: Fraction) -> Fraction:
        bounds = self._bounds(node, number)
        return self._near(node, number, value if bounds.midpoint is None else bounds.midpoint)

    def _near(self, node: Node, number: int, value: Fraction) -> Fraction:
        """A short number close by, within the variable's bounds; long ones are slow."""
        bounds = self._bounds(node, number)
        reach = (bounds.width if bounds.width is not None else abs(value) + 1) / 64
        low, high = value - reach, value + reach
        if bounds.low is not None:
            low = max(low, bounds.low if bounds.low_closed else bounds.low + reach / 64)
        if bounds.high is not None:
            high = min(high, bounds.high if bounds.high_closed else bounds.high - reach / 64)
        return simplest(low, high) if low < high else value


def simplest(low: Fraction, high: Fraction) -> Fraction:
    """The fraction of least denominator from low to high (Stern-Brocot tree)."""
    whole = ceil(low)
    if whole <= high:
        return Fraction(whole if low > 0 else min(floor(high), max(whole, 0)))
    rest = simplest(1 / (high - floor(low)), 1 / (low - floor(low)))
    return floor(low) + 1 / rest
