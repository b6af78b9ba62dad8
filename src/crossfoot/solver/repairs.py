"""Which slips really repair a conflict: each is put in and the component decided again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from crossfoot.check import Check
from crossfoot.errors import CrossfootError
from crossfoot.figure import Figure, Reading
from crossfoot.interval import Interval
from crossfoot.solver.bases import wrong_base
from crossfoot.solver.budget import Spent
from crossfoot.solver.component import Component, State
from crossfoot.solver.conflicts import Irreducible
from crossfoot.solver.decision import Decider
from crossfoot.solver.points import other_text, reinterpreted
from crossfoot.solver.propagation import Propagation
from crossfoot.solver.slips import SLIPS, Reader, likely
from crossfoot.solver.solve import Solver
from crossfoot.solver.suspects import Group

OFFERED = 8  # of one suspect
_TRIED = 40
_READING = 1000  # steps


class Repair(NamedTuple):
    """A text for one figure of a suspect set with which everything else can be true."""

    figure: str
    text: str
    slip: str
    repairs: int  # conflicts that it resolves
    distance: Fraction  # relative change of the value

    @property
    def rank(self) -> tuple[int, int, Fraction, str]:
        """The best first: most repaired, commonest slip, closest value."""
        return (-self.repairs, SLIPS.index(self.slip), self.distance, self.text)


class Repairs:
    """Seeks the slips that would mend the conflicts of a group.

    Of several suspects that must change together each is tried with the others left open, but
    for prints that repeat each other: all of them are changed, and told once. `using` holds the
    checks of each figure.
    """

    def __init__(
        self,
        solver: Solver,
        group: Group,
        figures: Mapping[str, Figure],
        using: Mapping[str, Sequence[Check]],
        read: Reader,
    ) -> None:
        assert solver.diagnosis is not None
        self.solver = solver
        self.group = group
        self.figures = figures
        self.using = using
        self.twins = solver.diagnosis.twins
        self._read = read
        self._alone = Propagation(
            solver.component, solver.state(group, ()), solver.budget
        )  # what other conflicts leave open

    def of(self, chosen: tuple[int, ...]) -> list[Repair]:
        """The repairs of one set of suspects, best first; every text once."""
        found: list[Repair] = []
        told: set[tuple[int, str]] = set()
        firsts = list(dict.fromkeys(self.twins.first(number) for number in chosen))
        try:
            for number, allowed in zip(chosen, self.solver.ranges(self.group, chosen), strict=True):
                figure = self._figure(number)
                if figure is None or allowed.interval is None:
                    continue
                if (self.twins.first(number), figure.text) in told:
                    continue
                told.add((self.twins.first(number), figure.text))
                found += self._slips(chosen, number, figure, allowed.interval)
            if len(firsts) == 1:
                found += self._points(firsts[0])
                found += self._swaps(firsts[0])
            elif len(firsts) == 2:
                found += self._swapped(firsts[0], firsts[1])
        except Spent:
            pass
        best: dict[tuple[str, str], Repair] = {}
        for repair in sorted(found, key=lambda repair: repair.rank):
            best.setdefault((repair.figure, repair.text), repair)
        return list(best.values())

    def _figure(self, number: int) -> Figure | None:
        return self.figures.get(self.solver.component.variables[number].name)

    def _slips(
        self, chosen: tuple[int, ...], number: int, figure: Figure, allowed: Interval
    ) -> Iterator[Repair]:
        """The slips of one figure after which everything else can be true. Raises Spent."""
        twins = self.twins.of(number)
        resolved = self._resolved(twins)
        state = self.solver.state(self.group, chosen)
        options = []
        further = wrong_base(figure, allowed, self.using)
        for slip, changed in likely(figure, allowed, self.read, further):
            distance = _distance(figure, changed)
            options.append((Repair(figure.name, slip.text, slip.name, resolved, distance), changed))
        options.sort(key=lambda option: option[0].rank)
        offered = 0
        for repair, changed in options[:_TRIED]:
            if self._restores(state, dict.fromkeys(twins, changed.interval)):
                yield repair
                offered += 1
                if offered == OFFERED:
                    return

    def _restores(
        self, state: State, replaced: Mapping[int, Interval], decider: Decider | None = None
    ) -> bool:
        """Whether everything can be true with these in place of what is printed."""
        repaired = State(state.freed.difference(replaced), state.dropped, replaced)
        decision = (decider or self.solver.decider).decide(repaired)
        return decision.verdict == "consistent"

    def read(self, figure: Figure, text: str) -> Reading:
        """Another text of a figure, at the cost of the steps that reading it takes as long as."""
        self.solver.budget.spend(_READING)
        return self._read(figure, text)

    def _resolved(self, twins: Iterable[int]) -> int:
        names = {self.solver.component.variables[number].name for number in twins}
        return sum(1 for one in self.group.conflicts if not names.isdisjoint(one.figures))

    # -- percent and points ----------------------------------------------------------------

    def _points(self, number: int) -> Iterator[Repair]:
        """A change of a percentage in the other one of the two ways to print it."""
        component, own = self.solver.component, self.twins.of(number)
        figure = self._figure(number)
        names = [component.variables[one].name for one in own]
        system = reinterpreted(component.system, names, self.using)
        if figure is None or system is None:
            return
        named = [one for name in names for check in self.using[name] for one in check.quantities()]
        chinese = "％" in figure.text or any(
            "一" <= char <= "龥" for one in named for char in one.unit + one.metric
        )
        text = other_text(figure, chinese)
        if text is None:
            return
        try:
            changed = Figure(figure.name, self.read(figure, text))
        except CrossfootError:
            return
        decider = Decider(Component(system), self.solver.budget)
        state = self.solver.state(self.group, tuple(own))
        if self._restores(state, dict.fromkeys(own, changed.interval), decider):
            slip = (
                "percent for percentage points"
                if changed.reading.kind == "points"
                else "percentage points for percent"
            )
            yield Repair(figure.name, text, slip, self._resolved(own), Fraction(0))

    # -- two figures in each other's place -------------------------------------------------

    def swaps(self) -> list[tuple[tuple[int, ...], list[Repair]]]:
        """Pairs of figures that were perhaps swapped, neither of which alone may be wrong.

        Each is a set of figures with its repairs. Such a set need not be a lightest one.
        """
        found: list[tuple[tuple[int, ...], list[Repair]]] = []
        known = {frozenset(self.twins.first(one) for one in chosen) for chosen in self.group.sets}
        first, *_ = self._conflicts
        tried: set[frozenset[int]] = set()
        try:
            for one in sorted({self.twins.first(n) for n in self._suspects(first.figures)}):
                for other in self._partners(one):
                    pair = frozenset((one, other))
                    if pair in tried or any(chosen <= pair for chosen in known):
                        continue
                    tried.add(pair)
                    repairs = list(self._swapped(one, other))
                    if repairs:
                        found.append((tuple(sorted(self.twins.expand(pair))), repairs))
        except Spent:
            pass
        return found

    @property
    def _conflicts(self) -> tuple[Irreducible, ...]:
        return (*self.group.conflicts, *self.group.further)

    def _suspects(self, names: Iterable[str]) -> list[int]:
        return [self.solver.component.index[name] for name in names]

    def _partners(self, number: int) -> list[int]:
        """The figures that stand in a check with this one, without its twins."""
        index = self.solver.component.index
        own = self.twins.of(number)
        names = (
            one.name
            for twin in own
            for check in self.using.get(self.solver.component.variables[twin].name, ())
            for one in check.quantities()
        )
        numbers = {self.twins.first(index[name]) for name in names if name in index}
        return sorted(numbers.difference(own))

    def _swaps(self, number: int) -> Iterator[Repair]:
        """Exchanging the figure with another one of its checks."""
        for other in self._partners(number):
            yield from list(self._swapped(number, other))[:1]

    def _swapped(self, one: int, other: int) -> Iterator[Repair]:
        """Exchanging two figures of a check that are of one kind and unit. Raises Spent."""
        here, there = self._figure(one), self._figure(other)
        if here is None or there is None or not self._together(here, there):
            return
        if self.twins.weight(one) is None or self.twins.weight(other) is None:
            return
        own, others = self.twins.of(one), self.twins.of(other)
        # two prints of one kind and unit read the same in each other's place
        replaced = dict.fromkeys(own, there.interval) | dict.fromkeys(others, here.interval)
        if self._is_refuted(replaced):
            return
        state = self.solver.state(self.group, (*own, *others))
        if self._restores(state, replaced):
            resolved = self._resolved((*own, *others))
            for figure, instead in ((here, there), (there, here)):
                distance = _distance(figure, instead)
                yield Repair(figure.name, instead.text, "figures swapped", resolved, distance)

    def _is_refuted(self, replaced: Mapping[int, Interval]) -> bool:
        """Whether some conflict or check by itself rules a change out; far quicker than all."""
        component = self.solver.component
        names = {component.variables[number].name for number in replaced}
        if any(names.isdisjoint(conflict.figures) for conflict in self._conflicts):
            return True
        claims = {component.constraints[p].claim for n in replaced for p in component.uses[n]}
        for claim in sorted(claims.difference(self._alone.state.dropped)):
            places = component.of_claim[claim]
            used = {v for place in places for v in component.constraints[place].variables}
            if self._alone.refutes(claim, {n: x for n, x in replaced.items() if n in used}):
                return True
        return False

    def _together(self, here: Figure, there: Figure) -> bool:
        """Whether two prints differ, are alike in kind, and stand in one check."""
        one, two = here.reading, there.reading
        return (
            one.text != two.text
            and (one.kind, one.unit, one.rounding) == (two.kind, two.unit, two.rounding)
            and any(
                figure.name == there.name
                for check in self.using.get(here.name, ())
                for figure in check.quantities()
            )
        )


def _distance(figure: Figure, changed: Figure) -> Fraction:
    before, after = figure.reading.value, changed.reading.value
    return abs(after - before) / abs(before) if before else abs(after)
