"""Which slips really repair a conflict: each is put in and the component decided again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from crossfoot.figure import Figure
from crossfoot.solver.component import State
from crossfoot.solver.slips import SLIPS, Reader, likely
from crossfoot.solver.solve import Solver
from crossfoot.solver.suspects import Group

OFFERED = 8  # of one suspect
_TRIED = 40


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

    Of several suspects that must change together each is tried with the others left open.
    """
    ranges = solver.ranges(group, chosen)
    found: list[Repair] = []
    for number, allowed in zip(chosen, ranges, strict=True):
        variable = solver.component.variables[number]
        figure = figures.get(variable.name)
        if figure is None or allowed.interval is None:
            continue
        resolved = sum(1 for one in group.conflicts if variable.name in one.figures)
        state = solver.state(group, chosen)
        options = []
        for slip, changed in likely(figure, allowed.interval, read):
            options.append(
                (
                    Repair(figure.name, slip.text, slip.name, resolved, _distance(figure, changed)),
                    changed,
                )
            )
        options.sort(key=lambda option: option[0].rank)
        for repair, changed in options[:_TRIED]:
            replaced = State(state.freed - {number}, state.dropped, {number: changed.interval})
            if solver.decider.decide(replaced).verdict == "consistent":
                found.append(repair)
                if sum(1 for one in found if one.figure == figure.name) >= OFFERED:
                    break
        if len(chosen) == 1:
            found += _swaps(solver, group, number, figures, resolved)
    return sorted(found, key=lambda repair: repair.rank)


def _swaps(
    solver: Solver,
    group: Group,
    number: int,
    figures: Mapping[str, Figure],
    resolved: int,
) -> Iterator[Repair]:
    """Exchanging the figure with another one of the same conflict and kind."""
    component = solver.component
    figure = figures[component.variables[number].name]
    state = solver.state(group, (number,))
    names = dict.fromkeys(name for conflict in group.conflicts for name in conflict.figures)
    for name in names:
        other = figures.get(name)
        if other is None or name == figure.name or other.text == figure.text:
            continue
        if other.reading.kind != figure.reading.kind:
            continue
        there = component.index[name]
        if component.variables[there].weight is None:
            continue
        if other.unit != figure.unit or other.reading.rounding != figure.reading.rounding:
            continue
        # two prints of one kind and unit read the same in each other's place
        here, back = Figure(figure.name, other.reading), Figure(name, figure.reading)
        replaced = {number: here.interval, there: back.interval}
        swapped = State(state.freed - {number, there}, state.dropped, replaced)
        if solver.decider.decide(swapped).verdict == "consistent":
            yield Repair(
                figure.name, other.text, "figures swapped", resolved, _distance(figure, here)
            )


def _distance(figure: Figure, changed: Figure) -> Fraction:
    before, after = figure.reading.value, changed.reading.value
    return abs(after - before) / abs(before) if before else abs(after)
