"""Who may be wrong: all minimum-weight sets of figures whose change restores consistency.

An implicit hitting-set search (Moreno-Centeno and Karp, 2013). Every such set meets every
conflict, so the lightest sets that meet all conflicts known so far are tried; one that does not
restore consistency yields a further conflict. When all of them do, they are the answer. Conflicts
that share no suspect are searched apart, which keeps ten errors in one table from multiplying;
prints of one figure that a document repeats are suspected together, which keeps one error in ten
places from multiplying.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heappop, heappush
from itertools import product
from math import prod

from crossfoot.message import Message, message
from crossfoot.solver.budget import Budget, Spent
from crossfoot.solver.component import Component, State
from crossfoot.solver.conflicts import Irreducible, failing_alone, narrow, shrink
from crossfoot.solver.decision import Decider
from crossfoot.solver.twins import Twins

CONFLICTS = 200  # of one component
FURTHER = 8  # of a group, beside those that fail alone and disjoint ones
_ALL_PAIRS = 64  # so many combinations of independent choices are all tried
_SETS = 256  # minimum sets of one group


@dataclass(frozen=True, slots=True)
class Group:
    """Conflicts that share suspects, and every minimum-weight set that mends them.

    Combined with the minimum sets of the other groups each set restores consistency.
    `conflicts` are the claims that fail by themselves and then disjoint ones; `further` are at
    most FURTHER of those that came to light because changing a suspect would contradict
    something else.
    `complete` is False when a limit was hit, so that there may be others.
    """

    conflicts: tuple[Irreducible, ...]
    sets: tuple[tuple[int, ...], ...]
    further: tuple[Irreducible, ...] = ()
    complete: bool = True
    reason: Message | None = None


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """The groups of a component, and the claims set aside because nobody in them can be wrong.

    `twins` are the prints that repeat each other; a set holds all of them or none. `outside` are
    the claims that were propagated and not decided.
    """

    groups: tuple[Group, ...]
    twins: Twins
    dropped: frozenset[int] = frozenset()
    outside: frozenset[int] = frozenset()

    def others(self, group: Group) -> frozenset[int]:
        """The suspects of all other groups."""
        return frozenset(
            f for other in self.groups if other is not group for one in other.sets for f in one
        )


class _Search:
    def __init__(self, component: Component, decider: Decider) -> None:
        self.component = component
        self.decider = decider
        self.twins = Twins(component)
        self.dropped: frozenset[int] = frozenset()
        self.conflicts: list[Irreducible] = []
        self.hopeless: list[Irreducible] = []  # conflicts of figures that are all trusted
        self.reason: Message | None = None
        self.outside: frozenset[int] = frozenset()
        self.tried: dict[frozenset[int], bool] = {}
        self.chosen: dict[frozenset[frozenset[int]], list[tuple[int, ...]]] = {}
        self.first = 0  # so many conflicts are told; the others only narrow the suspicion

    def suspects(self, conflict: Irreducible) -> frozenset[int]:
        """Those figures of a conflict that may be distrusted, each for all of its twins."""
        index = self.component.index
        firsts = (self.twins.first(index[name]) for name in conflict.figures)
        return frozenset(n for n in firsts if self.twins.weight(n) is not None)

    def freed(self, chosen: Iterable[int]) -> frozenset[int]:
        """The figures that are distrusted when these are."""
        return frozenset(self.twins.expand(chosen))

    def add(self, conflict: Irreducible) -> frozenset[int]:
        """Keeps a conflict; one without suspects is set aside with its claims."""
        suspects = self.suspects(conflict)
        if suspects:
            self.conflicts.append(conflict)
        else:
            self.hopeless.append(conflict)
            self.dropped |= {self.component.claim_index[name] for name in conflict.claims}
            self.twins = Twins(self.component, self.dropped)
            self.tried.clear()
            self.chosen.clear()
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
        for _ in range(CONFLICTS):
            state = State(self.freed(covered), self.dropped | apart)
            decision = self.decider.decide(state)
            if decision.core is None:
                self.reason = decision.reason
                return covered
            covered |= self.add(shrink(self.component, decision.core, self.decider.budget))
        self.reason = _too_many(CONFLICTS)
        return covered

    def restores(self, chosen: frozenset[int]) -> bool | None:
        """Whether distrusting these is enough; None when a new conflict came to light."""
        known = self.tried.get(chosen)
        if known is not None:
            return known
        decision = self.decider.decide(State(self.freed(chosen), self.dropped))
        if decision.core is not None:
            self.add(narrow(self.component, decision.core, self.decider.budget))
            return None
        self.tried[chosen] = decision.verdict == "consistent"
        if decision.verdict == "undecided" or decision.outside:
            self.reason = decision.reason
        self.outside |= decision.outside
        return self.tried[chosen]

    def groups(self) -> list[list[int]]:
        """Conflicts by number, together where they share a suspect."""
        home = list(range(len(self.conflicts)))

        def root(number: int) -> int:
            while home[number] != number:
                home[number] = home[home[number]]
                number = home[number]
            return number

        first: dict[int, int] = {}  # the first conflict that suspects a figure
        for number, conflict in enumerate(self.conflicts):
            for figure in sorted(self.suspects(conflict)):
                one, two = root(first.setdefault(figure, number)), root(number)
                home[max(one, two)] = min(one, two)
        together: dict[int, list[int]] = {}
        for number in range(len(self.conflicts)):
            together.setdefault(root(number), []).append(number)
        return list(together.values())

    def run(self) -> Diagnosis:
        self.first_conflicts()
        self.first = len(self.conflicts)
        while True:
            groups = self.groups()
            try:
                choices = [self.choices(members) for members in groups]
                rejected = self._try(choices)
            except Spent as spent:
                self.reason = spent.reason
                choices, rejected = [[] for _ in groups], [set() for _ in groups]
            if rejected is None:
                continue
            if self._too_many:
                self.reason = _too_many(4 * CONFLICTS)
            break
        found = [
            Group(
                tuple(self.conflicts[c] for c in members if c < self.first),
                tuple(
                    tuple(sorted(self.freed(one))) for one in sets if one not in rejected[number]
                ),
                self.further(members),
                not self.reason and not rejected[number] and len(sets) < _SETS,
                self.reason or (_MANY_SETS if len(sets) >= _SETS else None),
            )
            for number, (members, sets) in enumerate(zip(groups, choices, strict=True))
        ]
        found += [Group((conflict,), ()) for conflict in self.hopeless]
        return Diagnosis(tuple(found), self.twins, self.dropped, self.outside)

    def further(self, members: Sequence[int]) -> tuple[Irreducible, ...]:
        """Irreducible conflicts of a group between other checks than those of the first ones."""
        told = {frozenset(self.conflicts[c].claims) for c in members if c < self.first}
        found: dict[frozenset[str], Irreducible] = {}
        component, index = self.component, self.component.index
        for conflict in (self.conflicts[c] for c in members if c >= self.first):
            if len(found) == FURTHER:
                break
            core = (
                frozenset(component.claim_index[name] for name in conflict.claims),
                frozenset(index[name] for name in conflict.figures),
            )
            try:
                smaller = shrink(component, core, self.decider.budget)
            except Spent:
                break
            claims = frozenset(smaller.claims)
            if smaller.proven and claims not in told:
                found.setdefault(claims, smaller)
        return tuple(found.values())

    def choices(self, members: Sequence[int]) -> list[tuple[int, ...]]:
        """The lightest sets that meet these conflicts. Raises Spent."""
        met = frozenset(self.suspects(self.conflicts[c]) for c in members)
        found = self.chosen.get(met)
        if found is None:
            weights = {n: self.twins.weight(n) or 0 for one in met for n in one}
            ordered = sorted(met, key=lambda one: (len(one), sorted(one)))
            found = self.chosen[met] = minimum_sets(ordered, weights, self.decider.budget)
        return found

    @property
    def _too_many(self) -> bool:
        return len(self.conflicts) - self.first + len(self.hopeless) >= 4 * CONFLICTS

    def _try(
        self, choices: Sequence[Sequence[tuple[int, ...]]]
    ) -> list[set[tuple[int, ...]]] | None:
        """Tries the choices; None after a new conflict, else those that were left undecided."""
        rejected: list[set[tuple[int, ...]]] = [set() for _ in choices]
        if self._too_many:
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


_MANY_SETS = message("too many changes would do")


def _too_many(conflicts: int) -> Message:
    return message("there are more than %(limit)s contradictions", limit=str(conflicts))


def diagnose(component: Component, decider: Decider) -> Diagnosis:
    """All groups of conflicts of an inconsistent component."""
    return _Search(component, decider).run()


def minimum_sets(
    conflicts: Sequence[frozenset[int]],
    weights: Mapping[int, int | Fraction],
    budget: Budget | None = None,
) -> list[tuple[int, ...]]:
    """Every lightest set that meets all of the conflicts, in order; some when they are many.

    Best first (A*): a set costs at least its weight and the lightest member of each of those
    missed conflicts that have nothing in common. Raises Spent.
    """

    def node(chosen: tuple[int, ...]) -> _Node:
        least: int | Fraction = sum((weights[one] for one in chosen), Fraction(0))
        missed = [one for one in conflicts if one.isdisjoint(chosen)]
        counted: set[int] = set()
        for one in missed:
            if counted.isdisjoint(one):
                counted |= one
                least += min(weights[figure] for figure in one)
        if budget is not None:
            budget.spend(16 * len(conflicts))
        return least, len(missed), chosen, missed[0] if missed else frozenset()

    heap = [node(())]
    seen: set[tuple[int, ...]] = {()}
    found: list[tuple[int, ...]] = []
    lightest: int | Fraction = 0
    while heap and len(found) < _SETS:
        least, missed, chosen, one = heappop(heap)
        if found and least > lightest:
            break
        if not missed:
            lightest = least
            found.append(chosen)
            continue
        for figure in sorted(one):
            larger = tuple(sorted((*chosen, figure)))
            if larger not in seen:
                seen.add(larger)
                heappush(heap, node(larger))
    return sorted(found)


_Node = tuple[int | Fraction, int, tuple[int, ...], frozenset[int]]
"""At least this weight, conflicts missed, the set, and one that it misses."""
