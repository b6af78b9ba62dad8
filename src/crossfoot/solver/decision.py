"""Whether everything that is assumed of a component can be true at once.

Propagation first, then the linear relaxation, then branch and bound over whole numbers, signs
and products of shared quantities. A yes comes with a point at which everything holds, a no with
the claims and figures it rests on. When the budget is spent the answer is `undecided`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal, NamedTuple

from crossfoot.interval import Interval
from crossfoot.message import Message, message
from crossfoot.solver.budget import Budget, Spent
from crossfoot.solver.component import Component, State, Sum, Times
from crossfoot.solver.propagation import Core, Propagation
from crossfoot.solver.relaxation import NO_BOUNDS, Bounds, Box, Relaxation

Verdict = Literal["consistent", "inconsistent", "undecided"]
NODES = 4000  # of one search
_FAIR = 8
_LARGE = 150  # constraints
_NODES_BENT = 400  # where shared quantities are multiplied
Point = Mapping[int, Fraction]


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with its proof: a point, or the claims and figures that contradict each other."""

    verdict: Verdict
    point: Point | None = None
    core: Core | None = None
    reason: Message | None = None


class Node(NamedTuple):
    """Part of the space that is still to be searched; a guess covers nothing."""

    bounds: Bounds
    guess: bool = False


class Decider:
    """Answers many questions about one component out of one budget."""

    def __init__(self, component: Component, budget: Budget) -> None:
        self.component = component
        self.budget = budget
        self._relaxation: Relaxation | None = None

    @property
    def relaxation(self) -> Relaxation:
        """The linear program; built when first needed."""
        if self._relaxation is None:
            self._relaxation = Relaxation(self.component, self.budget)
        return self._relaxation

    def decide(self, state: State, witness: bool = False) -> Decision:
        """Whether everything can be true in this state; with a point if a witness is wanted."""
        try:
            self.budget.spend(1)
            return self._decide(state, witness)
        except Spent as spent:
            return Decision("undecided", reason=spent.reason)

    def refute(self, state: State) -> Core | None:
        """What contradicts itself without regard to whole numbers and branches. Raises Spent."""
        propagation = Propagation(self.component, state, self.budget)
        if not propagation.run():
            return propagation.core
        relaxation = self.relaxation
        for _ in Search(self, state, propagation):
            ends = relaxation.simplex.check()
            if ends is None:
                return None
            reason = relaxation.explain(ends)
            return reason.claims, reason.figures
        return None

    def _decide(self, state: State, witness: bool) -> Decision:
        propagation: Propagation | None = None
        # once the tableau of a large component stands, it answers sooner by itself
        warm = self._relaxation is not None and len(self.component.constraints) > _LARGE
        if not warm or not self.component.linear:
            propagation = Propagation(self.component, state, self.budget)
            if not propagation.run():
                return Decision("inconsistent", core=propagation.core)
        claims: set[int] = set()
        figures: set[int] = set()
        relaxation = self.relaxation
        search = Search(self, state, propagation)
        limit = NODES if self.component.linear else _NODES_BENT
        for nodes, node in enumerate(search, 1):
            if nodes > limit:
                cases = message("there are more than %(limit)s cases", limit=str(limit))
                return Decision("undecided", reason=cases)
            ends = relaxation.simplex.check()
            if ends is not None:
                if node.guess:
                    continue
                reason = relaxation.explain(ends)
                if not reason.branch:
                    return Decision("inconsistent", core=(reason.claims, reason.figures))
                claims |= reason.claims
                figures |= reason.figures
                continue
            if not search.split(node):
                point = complete(self.component, state, relaxation.point()) if witness else None
                return Decision("consistent", point=point)
        variables = self.component.variables
        figures |= {v for v in search.empty if variables[v].printed and v not in state.freed}
        claims |= search.claims
        return Decision("inconsistent", core=(frozenset(claims), frozenset(figures)))


class Search:
    """Depth first through the branches, the likelier half first."""

    def __init__(
        self,
        decider: Decider,
        state: State,
        propagation: Propagation | None,
        root: Bounds = NO_BOUNDS,
    ) -> None:
        self.component = decider.component
        self.relaxation = decider.relaxation
        self.state = state
        self.budget = decider.budget
        self.box = None if propagation is None else propagation.box
        self.stack = [Node(root)]
        self.here: Box | None = None  # what propagation leaves in the node that is looked at
        self.whole = {n for n, v in enumerate(self.component.variables) if v.integer}
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
            if box is None and not self.component.linear:
                continue
            empty = self.relaxation.assume(self.state, node.bounds, box)
            if empty is None:
                self.here = box
                yield node
            elif not node.guess:
                self.empty.add(empty)

    def _outer_box(self, node: Node) -> Box | None:
        """What propagation leaves in a node, where products are bent; None for nothing."""
        if self.component.linear:
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
                other = constraint.other.of(point[constraint.other.variable])
                parts = self._by_sign(node, constraint, other)
                self.stack.extend(part for part in reversed(parts) if part is not None)
                return True
        return False

    def split(self, node: Node) -> bool:
        """Adds the parts of a node where its point is no solution; False when it is one."""
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
            result = constraint.result.of(point[constraint.result.variable])
            other = constraint.other.of(point[constraint.other.variable])
            if constraint.leaf:
                if not self._is_slope(constraint, result, other):
                    return self._by_sign(node, constraint, other)
            elif (
                result
                != constraint.factor.of(point[constraint.factor.variable]) ** (constraint.exponent)
                * other
            ):
                wrong.append(constraint)
        if not wrong:
            return None
        return self._by_box(node, wrong, point) or self._by_factor(node, wrong, point)

    def _by_box(self, node: Node, wrong: list[Times], point: Point) -> list[Node | None]:
        """The node less what propagation rules out, where the point lies in that."""
        if self.here is None:
            return []
        narrower = {}
        for number in dict.fromkeys(n for it in wrong for n in it.variables):
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

    def _is_slope(self, constraint: Times, result: Fraction, other: Fraction) -> bool:
        if not other:
            return not result
        domain = self.component.domain(constraint.factor.variable, self.state)
        return result / other in constraint.slope(domain)

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

    def _bounds(self, node: Node, number: int) -> Interval:
        bounds = node.bounds.get(number)
        domain = self.component.domain(number, self.state)
        if bounds is not None:
            domain = domain.intersection(bounds) or domain
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


def complete(component: Component, state: State, point: Point) -> dict[int, Fraction]:
    """The point with the slopes put in (a root that is not rational is left out)."""
    values = dict(point)
    for constraint in component.constraints:
        if isinstance(constraint, Sum) or not constraint.leaf:
            continue
        factor = constraint.factor
        domain = component.domain(factor.variable, state)
        other = constraint.other.of(point[constraint.other.variable])
        if not other:
            values[factor.variable] = some(domain)
        elif constraint.exponent == 1:
            result = constraint.result.of(point[constraint.result.variable])
            values[factor.variable] = factor.solve(result / other)
    return values


def some(interval: Interval) -> Fraction:
    """A value out of an interval."""
    if interval.midpoint is not None:
        return interval.midpoint
    if interval.low is not None:
        return interval.low + 1
    return Fraction(0) if interval.high is None else interval.high - 1
