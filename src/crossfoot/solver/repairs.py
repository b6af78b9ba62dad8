"""Which slips really repair a conflict: each is put in and the component decided again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from crossfoot.figure import Figure, Reading
from crossfoot.interval import Interval
from crossfoot.solver.budget import Spent
from crossfoot.solver.component import State
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


def repairs(
    solver: Solver,
    group: Group,
    chosen: tuple[int, ...],
    figures: Mapping[str, Figure],
    read: Reader,
) -> list[Repair]:
    """The slips that would mend the conflicts of a group, best first.

    Of several suspects that must change together each is tried with the others left open, but
    for prints that repeat each other: all of them are changed, and told once.
    """
    assert solver.diagnosis is not None
    twins = solver.diagnosis.twins
    ranges = solver.ranges(group, chosen)
    found: list[Repair] = []
    told: set[tuple[int, str]] = set()
    for number, allowed in zip(chosen, ranges, strict=True):
        figure = figures.get(solver.component.variables[number].name)
        if figure is None or allowed.interval is None:
            continue
        if (twins.first(number), figure.text) in told:
            continue
        told.add((twins.first(number), figure.text))
        try:
            found += _slips(solver, group, chosen, number, figure, allowed.interval, read)
            if len(told) == 1 and all(one in twins.of(number) for one in chosen):
                found += _swaps(solver, group, number, figures)
        except Spent:
            break
    return sorted(found, key=lambda repair: repair.rank)


def _slips(
    solver: Solver,
    group: Group,
    chosen: tuple[int, ...],
    number: int,
    figure: Figure,
    allowed: Interval,
    read: Reader,
) -> Iterator[Repair]:
    """The slips of one figure after which everything else can be true. Raises Spent."""
    assert solver.diagnosis is not None
    twins = solver.diagnosis.twins.of(number)
    resolved = _resolved(solver, group, twins)
    state = solver.state(group, chosen)
    options = []
    for slip, changed in likely(figure, allowed, _counted(solver, read)):
        distance = _distance(figure, changed)
        options.append((Repair(figure.name, slip.text, slip.name, resolved, distance), changed))
    options.sort(key=lambda option: option[0].rank)
    offered = 0
    for repair, changed in options[:_TRIED]:
        replaced = dict.fromkeys(twins, changed.interval)
        repaired = State(state.freed.difference(twins), state.dropped, replaced)
        if solver.decider.decide(repaired).verdict == "consistent":
            yield repair
            offered += 1
            if offered == OFFERED:
                return


def _counted(solver: Solver, read: Reader) -> Reader:
    """The reader, at the cost of the steps that reading a text takes as long as."""

    def counted(figure: Figure, text: str) -> Reading:
        solver.budget.spend(_READING)
        return read(figure, text)

    return counted


def _resolved(solver: Solver, group: Group, twins: Iterable[int]) -> int:
    names = {solver.component.variables[number].name for number in twins}
    return sum(1 for one in group.conflicts if not names.isdisjoint(one.figures))


def _swaps(
    solver: Solver, group: Group, number: int, figures: Mapping[str, Figure]
) -> Iterator[Repair]:
    """Exchanging the figure with another one of the same conflict and kind."""
    assert solver.diagnosis is not None
    component, twins = solver.component, solver.diagnosis.twins
    own = twins.of(number)
    figure = figures[component.variables[number].name]
    state = solver.state(group, tuple(own))
    resolved = _resolved(solver, group, own)
    names = dict.fromkeys(name for conflict in group.conflicts for name in conflict.figures)
    seen = set(own)
    for name in names:
        other = figures.get(name)
        if other is None or other.text == figure.text or component.index[name] in seen:
            continue
        if other.reading.kind != figure.reading.kind:
            continue
        there = twins.of(component.index[name])
        seen.update(there)
        if twins.weight(there[0]) is None:
            continue
        if other.unit != figure.unit or other.reading.rounding != figure.reading.rounding:
            continue
        # two prints of one kind and unit read the same in each other's place
        here, back = Figure(figure.name, other.reading), Figure(name, figure.reading)
        replaced = dict.fromkeys(own, here.interval) | dict.fromkeys(there, back.interval)
        swapped = State(state.freed.difference(own, there), state.dropped, replaced)
        if solver.decider.decide(swapped).verdict == "consistent":
            distance = _distance(figure, here)
            yield Repair(figure.name, other.text, "figures swapped", resolved, distance)


def _distance(figure: Figure, changed: Figure) -> Fraction:
    before, after = figure.reading.value, changed.reading.value
    return abs(after - before) / abs(before) if before else abs(after)
