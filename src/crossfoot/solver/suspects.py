"""Who may be wrong: all minimum-weight sets of figures whose change restores consistency.

An implicit hitting-set search (Moreno-Centeno and Karp, 2013). Every such set meets every
conflict, so the lightest sets that meet all conflicts known so far are tried; one that does not
restore consistency yields a further conflict. When all of them do, they are the answer. Conflicts
that share no suspect are searched apart, which keeps ten errors in one table from multiplying.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import product
from math import prod

from crossfoot.solver.component import Component, State
from crossfoot.solver.conflicts import Irreducible, failing_alone, shrink
from crossfoot.solver.decision import Decider

CONFLICTS = 200  # of one component
_ALL_PAIRS = 64  # so many combinations of independent choices are all tried
_SETS = 256  # minimum sets of one group


@dataclass(frozen=True, slots=True)
class Group:
    """Conflicts that share suspects, and every minimum-weight set that mends them.

    Combined with the minimum sets of the other groups each set restores consistency.
    `conflicts` are the claims that fail by themselves and then disjoint ones; `further` are
    those that came to light because changing a suspect would contradict something else.
    `complete` is False when a limit was hit, so that there may be others.
    """

    conflicts: tuple[Irreducible, ...]
    sets: tuple[tuple[int, ...], ...]
    further: tuple[Irreducible, ...] = ()
    complete: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The groups of a component, and the claims set aside because nobody in them can be wrong."""

    groups: tuple[Group, ...]
    dropped: frozenset[int] = frozenset()

    def others(self, group: Group) -> frozenset[int]:
        """The suspects of all other groups."""
        return frozenset(
            f for other in self.groups if other is not group for one in other.sets for f in one
        )


class _Search:
    def __init__(self, component: Component, decider: Decider) -> None:
        self.component = component
        self.decider = decider
        self.dropped: frozenset[int] = frozenset()
        self.conflicts: list[Irreducible] = []
        self.hopeless: list[Irreducible] = []  # conflicts of figures that are all trusted
        self.doubtful: set[int] = set()  # suspects of conflicts whose search was cut short
        self.reason = ""
        self.tried: dict[frozenset[int], bool] = {}
        self.first = 0  # so many conflicts are told; the others only narrow the suspicion

    def suspects(self, conflict: Irreducible) -> frozenset[int]:
        """Those figures of a conflict that may be distrusted."""
        index, variables = self.component.index, self.component.variables
        numbers = (index[name] for name in conflict.figures)
        return frozenset(n for n in numbers if variables[n].weight is not None)

    def add(self, conflict: Irreducible) -> frozenset[int]:
        """Keeps a conflict; one without suspects is set aside with its claims."""
        suspects = self.suspects(conflict)
        if suspects:
            self.conflicts.append(conflict)
        else:
            self.hopeless.append(conflict)
            self.dropped |= {self.component.claim_index[name] for name in conflict.claims}
            self.tried.clear()
        return suspects

    def first_conflicts(self) -> None:
        """Claims that fail alone, conflicts of the other claims, then what is left of all.

        The latter two disjoint in their suspects.
        """
        budget = self.decider.budget
        alone = failing_alone(self.component, budget)
        covered: frozenset[int] = frozenset()
        for claim in alone:
            figures = frozenset(self.component.figures([claim]))
            conflict = shrink(self.component, (frozenset([claim]), figures), budget)
            covered |= self.add(conflict)
        if alone:
            covered |= self._disjoint(frozenset(), frozenset(alone))
        self._disjoint(covered, frozenset())

    def _disjoint(self, covered: frozenset[int], apart: frozenset[int]) -> frozenset[int]:
        """Adds disjoint conflicts beside these suspects and claims; returns all suspects."""
        while len(self.conflicts) + len(self.hopeless) < CONFLICTS:
            decision = self.decider.decide(State(covered, self.dropped | apart))
            if decision.core is None:
                self.reason = decision.reason
                return covered
            covered |= self.add(shrink(self.component, decision.core, self.decider.budget))
        self.reason = f"more than {CONFLICTS} conflicts"
        return covered

    def restores(self, chosen: frozenset[int]) -> bool | None:
        """Whether distrusting these is enough; None when a new conflict came to light."""
        known = self.tried.get(chosen)
        if known is not None:
            return known
        decision = self.decider.decide(State(chosen, self.dropped))
        if decision.core is not None:
            self.add(shrink(self.component, decision.core, self.decider.budget))
            return None
        self.tried[chosen] = decision.verdict == "consistent"
        if decision.verdict == "undecided":
            self.reason = decision.reason
        return self.tried[chosen]

    def groups(self) -> list[list[int]]:
        """Conflicts by number, together where they share a suspect."""
        owner: dict[int, int] = {}
        merged: list[list[int]] = [[] for _ in self.conflicts]
        for number, conflict in enumerate(self.conflicts):
            mine = {number}
            for figure in sorted(self.suspects(conflict)):
                mine.add(owner.get(figure, number))
            home = min(mine)
            for other in sorted(mine):
                if other != home:
                    merged[home] += merged[other]
                    merged[other] = []
            merged[home].append(number)
            for member in merged[home]:
                for figure in self.suspects(self.conflicts[member]):
                    owner[figure] = home
        return [members for members in merged if members]

    def run(self) -> Diagnosis:
        self.first_conflicts()
        self.first = len(self.conflicts)
        weights = [v.weight or 0 for v in self.component.variables]
        while True:
            groups = self.groups()
            choices = [
                minimum_sets([self.suspects(self.conflicts[c]) for c in members], weights)
                for members in groups
            ]
            rejected = self._try(choices)
            if rejected is None:
                continue
            if len(self.conflicts) + len(self.hopeless) >= 4 * CONFLICTS:
                self.reason = f"more than {4 * CONFLICTS} conflicts"
            break
        found = [
            Group(
                tuple(self.conflicts[c] for c in members if c < self.first),
                tuple(s for s in sets if s not in rejected[number]),
                tuple(self.conflicts[c] for c in members if c >= self.first),
                not self.reason and not rejected[number] and len(sets) < _SETS,
                self.reason or ("too many sets" if len(sets) >= _SETS else ""),
            )
            for number, (members, sets) in enumerate(zip(groups, choices, strict=True))
        ]
        found += [Group((conflict,), ()) for conflict in self.hopeless]
        return Diagnosis(tuple(found), self.dropped)

    def _try(
        self, choices: Sequence[Sequence[tuple[int, ...]]]
    ) -> list[set[tuple[int, ...]]] | None:
        """Tries the choices; None after a new conflict, else those that were left undecided."""
        rejected: list[set[tuple[int, ...]]] = [set() for _ in choices]
        if len(self.conflicts) + len(self.hopeless) >= 4 * CONFLICTS:
            return [set(sets) for sets in choices]
        if prod(len(sets) for sets in choices) <= _ALL_PAIRS:
            for combination in product(*choices):
                restored = self.restores(frozenset(f for one in combination for f in one))
                if restored is None:
                    return None
                if not restored:
                    for number, one in enumerate(combination):
                        rejected[number].add(one)
            return rejected
        first = [sets[0] for sets in choices]
        for number, sets in enumerate(choices):
            for one in sets:
                combination = (*first[:number], one, *first[number + 1 :])
                restored = self.restores(frozenset(f for part in combination for f in part))
                if restored is None:
                    return None
                if not restored:
                    rejected[number].add(one)
        return rejected


def diagnose(component: Component, decider: Decider) -> Diagnosis:
    """All groups of conflicts of an inconsistent component."""
    return _Search(component, decider).run()


def minimum_sets(
    conflicts: Sequence[frozenset[int]], weights: Sequence[int | Fraction]
) -> list[tuple[int, ...]]:
    """Every lightest set that meets all of the conflicts, in order."""
    heap: list[tuple[int | Fraction, tuple[int, ...]]] = [(0, ())]
    seen: set[tuple[int, ...]] = {()}
    found: list[tuple[int, ...]] = []
    lightest: int | Fraction | None = None
    while heap and len(found) < _SETS:
        weight, chosen = heappop(heap)
        if lightest is not None and weight > lightest:
            break
        missed = next((c for c in conflicts if not c.intersection(chosen)), None)
        if missed is None:
            lightest = weight
            found.append(chosen)
            continue
        for figure in missed:
            larger = tuple(sorted((*chosen, figure)))
            if larger not in seen:
                seen.add(larger)
                heappush(heap, (weight + weights[figure], larger))
    return sorted(found)
