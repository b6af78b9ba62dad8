"""From a system to its findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from crossfoot.message import Message
from crossfoot.solver.budget import SECONDS, Budget
from crossfoot.solver.component import Component, State
from crossfoot.solver.conflicts import Irreducible
from crossfoot.solver.decision import Decider, Verdict
from crossfoot.solver.ranges import Range, range_of
from crossfoot.solver.suspects import Diagnosis, Group, diagnose
from crossfoot.solver.system import System, components


@dataclass(frozen=True, slots=True)
class Suspect:
    """Figures that may be wrong together, and where each would have to lie."""

    figures: tuple[str, ...]
    ranges: tuple[Range, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Conflicts that belong together, with all minimum-weight sets of suspects."""

    conflicts: tuple[Irreducible, ...]
    suspects: tuple[Suspect, ...]
    complete: bool = True
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found out about one component; a point for a consistent one.

    `outside` are the claims that this is not about, and why.
    """

    verdict: Verdict
    claims: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    point: dict[str, Fraction] | None = None
    reason: Message | None = None
    outside: Mapping[str, Message] = field(default_factory=dict)


class Solver:
    """One component, ready for questions."""

    def __init__(
        self, system: System, *, seconds: float = SECONDS, steps: int | None = None
    ) -> None:
        self.component = Component(system)
        self.budget = Budget(seconds, steps)
        self.decider = Decider(self.component, self.budget)
        self.diagnosis: Diagnosis | None = None
        self._ranges: dict[tuple[tuple[int, ...], frozenset[int]], tuple[Range, ...]] = {}

    def answer(self, witness: bool = False) -> Answer:
        """Verdict, conflicts, suspects and ranges; with a point where all holds, if wanted."""
        component = self.component
        decision = self.decider.decide(State(), witness)
        if decision.verdict == "consistent":
            names = [variable.name for variable in component.variables]
            found = sorted((decision.point or {}).items())
            point = {names[number]: value for number, value in found}
            return Answer(
                "consistent", component.claims, point=point, outside=self._told(decision.outside)
            )
        if decision.verdict == "undecided":
            return Answer("undecided", component.claims, reason=decision.reason)
        self.diagnosis = diagnose(component, self.decider)
        findings = tuple(self._finding(group) for group in self.diagnosis.groups)
        outside = self._told(self.diagnosis.outside)
        return Answer("inconsistent", component.claims, findings, outside=outside)

    def _told(self, claims: frozenset[int]) -> dict[str, Message]:
        """Claims that are not decided, each with the reason."""
        names = self.component.claims
        return {names[claim]: self.component.why_open(claim) for claim in sorted(claims)}

    def state(self, group: Group, figures: tuple[int, ...]) -> State:
        """What is assumed when these figures of a group are distrusted."""
        assert self.diagnosis is not None
        return State(self.diagnosis.others(group).union(figures), self.diagnosis.dropped)

    def ranges(self, group: Group, figures: tuple[int, ...]) -> tuple[Range, ...]:
        """Where each of these figures would have to lie, if they are the wrong ones."""
        key = (figures, self.state(group, figures).freed)
        if key not in self._ranges:
            assert self.diagnosis is not None
            state = self.state(group, figures)
            firsts = [self.diagnosis.twins.first(one) for one in figures]
            found = {one: range_of(self.decider, state, one) for one in dict.fromkeys(firsts)}
            self._ranges[key] = tuple(found[one] for one in firsts)
        return self._ranges[key]

    def _finding(self, group: Group) -> Finding:
        names = [variable.name for variable in self.component.variables]
        suspects = []
        for figures in group.sets:
            ranges = self.ranges(group, figures)
            suspects.append(Suspect(tuple(names[figure] for figure in figures), ranges))
        conflicts = (*group.conflicts, *group.further)
        return Finding(conflicts, tuple(suspects), group.complete, group.reason)


def solve(
    system: System,
    *,
    seconds: float = SECONDS,
    steps: int | None = None,
    witness: bool = False,
) -> Iterator[Answer]:
    """An answer for every component, in the order of their first claims.

    `seconds`, or `steps` of work, limit each component; one that is too hard is `undecided`.
    """
    for part in components(system):
        yield Solver(part, seconds=seconds, steps=steps).answer(witness)
