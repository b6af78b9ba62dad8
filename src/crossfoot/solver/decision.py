"""Whether everything that is assumed of a component can be true at once.

Propagation first, then the linear relaxation, then branch and bound over whole numbers, signs
and products of shared quantities. A yes comes with a point at which everything holds, a no with
the claims and figures it rests on. When the budget is spent the answer is `undecided`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from crossfoot.interval import Interval
from crossfoot.message import Message, message
from crossfoot.solver.budget import Budget, Spent
from crossfoot.solver.component import Component, State, Sum
from crossfoot.solver.propagation import Core, Propagation
from crossfoot.solver.relaxation import Relaxation
from crossfoot.solver.search import Point, Search

Verdict = Literal["consistent", "inconsistent", "undecided"]
NODES = 4000  # of one search
_LARGE = 150  # constraints
_NODES_BENT = 400  # where shared quantities are multiplied


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict with its proof: a point, or the claims and figures that contradict each other.

    `outside` are the claims that the verdict says nothing of, because the number of their periods
    is open: they were propagated, and contradict nothing as far as that tells.
    """

    verdict: Verdict
    point: Point | None = None
    core: Core | None = None
    reason: Message | None = None
    outside: frozenset[int] = frozenset()


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
            decision = self._decide(state, witness)
            if decision.verdict != "undecided":
                return decision
            # what is not settled of a number of periods leaves all the other claims as they are
            for outside in dict.fromkeys((decision.outside, self.component.open_powers(state))):
                if outside:
                    left = State(state.freed, state.dropped | outside, state.replaced)
                    others = self._decide(left, witness)
                    if others.verdict == "consistent":
                        return replace(others, reason=decision.reason, outside=outside)
                    if others.verdict == "inconsistent":
                        return others
            return decision
        except Spent as spent:
            return Decision("undecided", reason=spent.reason)

    def refute(self, state: State) -> Core | None:
        """What contradicts itself without regard to whole numbers and branches. Raises Spent."""
        propagation = Propagation(self.component, state, self.budget)
        if not propagation.run():
            return propagation.core
        relaxation = self.relaxation
        for _ in Search(relaxation, state, propagation):
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
        linear = self.component.is_linear(state)
        if not warm or not linear:
            propagation = Propagation(self.component, state, self.budget)
            if not propagation.run():
                return Decision("inconsistent", core=propagation.core)
        claims: set[int] = set()
        figures: set[int] = set()
        relaxation = self.relaxation
        search = Search(relaxation, state, propagation)
        limit = NODES if linear else _NODES_BENT
        outside: set[int] = set()
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
            if search.split(node):
                continue
            if not search.open:
                point = complete(self.component, state, relaxation.point()) if witness else None
                return Decision("consistent", point=point)
            if not node.guess:
                outside |= search.open
        if outside:
            told = self.component.why_open(min(outside))
            return Decision("undecided", reason=told, outside=frozenset(outside))
        variables = self.component.variables
        figures |= {v for v in search.empty if variables[v].printed and v not in state.freed}
        claims |= search.claims
        return Decision("inconsistent", core=(frozenset(claims), frozenset(figures)))


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
        elif constraint.is_plain:
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
