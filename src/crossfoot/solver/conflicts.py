"""Irreducible conflicts: claims and figures that cannot all be true, none of which is idle."""

from __future__ import annotations

from dataclasses import dataclass

from crossfoot.solver.budget import Budget
from crossfoot.solver.component import Component, State
from crossfoot.solver.decision import Decider
from crossfoot.solver.propagation import Core, Propagation
from crossfoot.solver.system import restrict


@dataclass(frozen=True, slots=True)
class Irreducible:
    """Claims and printed figures that contradict each other; without any one of them they do not.

    `proven` is False when the budget ended before every one of them was tried.
    """

    claims: tuple[str, ...]
    figures: tuple[str, ...]
    proven: bool = True


def shrink(component: Component, core: Core, budget: Budget) -> Irreducible:
    """An irreducible conflict inside a proven one (deletion filter on its own small system)."""
    if not core[0]:
        # a print that permits nothing, such as half a company
        return Irreducible((), tuple(component.variables[n].name for n in sorted(core[1])[:1]))
    claims = [component.claims[number] for number in sorted(core[0])]
    part = Component(restrict(component.system, claims))
    decider = Decider(part, budget)
    kept = {
        part.index[component.variables[number].name]
        for number in core[1]
        if component.variables[number].name in part.index
    }
    printed = frozenset(n for n, variable in enumerate(part.variables) if variable.printed)
    dropped: frozenset[int] = frozenset()
    freed = printed - kept
    decision = decider.decide(State(freed, dropped))
    if decision.verdict == "consistent":
        # the conflict rests on prints that the proof did not name
        freed = frozenset()
        decision = decider.decide(State(freed, dropped))
    proven = decision.verdict == "inconsistent"
    everything = frozenset(range(len(part.claims)))
    if decision.core is not None:
        dropped, freed = _adopt(decider, decision.core, everything, printed, dropped, freed)
    for claim in reversed(range(len(part.claims))):
        if claim not in dropped:
            decision = decider.decide(State(freed, dropped | {claim}))
            proven &= decision.verdict != "undecided" and not decision.outside
            if decision.core is not None:
                dropped, freed = _adopt(
                    decider, decision.core, everything, printed, dropped | {claim}, freed
                )
    for figure in sorted(printed, reverse=True):
        if figure not in freed:
            decision = decider.decide(State(freed | {figure}, dropped))
            proven &= decision.verdict != "undecided" and not decision.outside
            if decision.verdict == "inconsistent":
                freed |= {figure}
    left = [number for number in range(len(part.claims)) if number not in dropped]
    return Irreducible(
        tuple(part.claims[number] for number in left),
        tuple(part.variables[f].name for f in part.figures(left) if f not in freed),
        proven,
    )


def narrow(component: Component, core: Core, budget: Budget) -> Irreducible:
    """A conflict inside a proven one that is small, but perhaps not the smallest.

    Whole numbers are searched only where the conflict rests on them: a conflict that is not told
    to anybody need not be irreducible. Raises Spent.
    """
    claims = sorted(core[0])
    part = Component(restrict(component.system, [component.claims[number] for number in claims]))
    named = {component.variables[number].name for number in core[1]}
    printed = frozenset(n for n, variable in enumerate(part.variables) if variable.printed)
    freed = frozenset(n for n in printed if part.variables[n].name not in named)
    decider = Decider(part, budget)
    found = decider.refute(State(freed)) if claims else None
    if found is None:
        return shrink(component, core, budget)
    dropped = frozenset(range(len(claims))) - found[0]
    if decider.refute(State(freed | (printed - found[1]), dropped)) is not None:
        freed |= printed - found[1]
    else:
        dropped = frozenset()
    for claim in reversed(range(len(claims))):
        if claim not in dropped and decider.refute(State(freed, dropped | {claim})) is not None:
            dropped |= {claim}
    left = [number for number in range(len(claims)) if number not in dropped]
    for figure in sorted(part.figures(left), reverse=True):
        if figure not in freed:
            found = decider.refute(State(freed | {figure}, dropped))
            if found is not None:
                freed |= {figure}
    return Irreducible(
        tuple(part.claims[number] for number in left),
        tuple(part.variables[f].name for f in part.figures(left) if f not in freed),
        proven=False,
    )


def _adopt(
    decider: Decider,
    core: Core,
    everything: frozenset[int],
    printed: frozenset[int],
    dropped: frozenset[int],
    freed: frozenset[int],
) -> tuple[frozenset[int], frozenset[int]]:
    """The smaller conflict that a proof names, when it stands by itself."""
    fewer_claims, fewer_figures = everything - core[0], printed - core[1]
    if fewer_claims <= dropped and fewer_figures <= freed:
        return dropped, freed
    state = State(freed | fewer_figures, dropped | fewer_claims)
    if decider.decide(state).verdict == "inconsistent":
        return state.dropped, state.freed
    return dropped, freed


def failing_alone(component: Component, budget: Budget) -> list[int]:
    """The claims that interval arithmetic alone shows to be false, each by itself."""
    propagation = Propagation(component, State(), budget)
    if propagation.core is not None:
        return []
    return [c for c in range(len(component.claims)) if propagation.refutes(c)]
