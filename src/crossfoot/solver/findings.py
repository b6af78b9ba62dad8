"""A suite's joint conflicts, in the terms of its report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from crossfoot.check import Check, Verdict
from crossfoot.feasibility import implied
from crossfoot.figure import Figure
from crossfoot.interval import Interval, ZeroDivisor
from crossfoot.power import NotWhole
from crossfoot.solver.bridge import system_of
from crossfoot.solver.conflicts import Irreducible
from crossfoot.solver.repairs import Repairs
from crossfoot.solver.slips import Reader
from crossfoot.solver.solve import Solver
from crossfoot.solver.suspects import Group
from crossfoot.solver.system import System, components
from crossfoot.suite import Conflict, Likely, Suite, Suspect, Trust, Unsettled

Settled = tuple[list[Conflict], list[Unsettled]]


def joint(
    suite: Suite,
    verdicts: Sequence[Verdict],
    read: Reader | None = None,
) -> tuple[tuple[Conflict, ...], tuple[Unsettled, ...]]:
    """What the checks of a suite say together: conflicts, and what was not settled."""
    failing = {verdict.check.name for verdict in verdicts if verdict.outcome == "fails"}
    # A check that is known to be false says nothing of the others: it is looked at by itself.
    known = [check for check in suite.checks if check.known is not None and check.name in failing]
    apart = {check.name for check in known}
    # Nobody stated that two prints of one value in a document are one fact: such a guess may
    # agree with every figure and still not be held against two others.
    guessed = {
        verdict.check.name
        for verdict in verdicts
        if suite.source is None
        and verdict.check.relation.name == "same"
        and verdict.outcome != "fails"
    }
    together = [c for c in suite.checks if c.name not in apart and c.name not in guessed]
    # A check that shares no figure with another one is settled by its own verdict, if that is one.
    settled = {verdict.check.name for verdict in verdicts if verdict.outcome != "undecided"}
    settled -= failing
    uses = Counter(name for check in together for name in {one.name for one in check.quantities()})
    together = [
        check
        for check in together
        if check.name not in settled or any(uses[one.name] > 1 for one in check.quantities())
    ]
    figures = {figure.name: figure for figure in suite.figures}
    # a number of years that the text leaves to be counted is no print that could be wrong
    counted: dict[str, Trust] = {
        one.name: "always"
        for check in suite.checks
        for one in check.figures.get("periods", ())
        if one.name not in figures
    }
    trust = {**suite.trust, **counted}
    bridged = system_of(together, trust)
    parts = components(bridged.system)
    for check in known:
        parts += components(system_of([check], trust).system)
    for check in suite.checks:
        figures.update((one.name, one) for one in check.quantities() if isinstance(one, Figure))
    checks = {check.name: check for check in suite.checks}
    # What was inferred because figures agree is no proof against other figures.
    inferred = {check.name for check in suite.checks if check.inferred} - failing

    def settle(part: System) -> Settled:
        if len(part.claims) == 1 and part.claims[0].name in settled:
            return [], []
        return _settled(part, checks, failing, figures, float(suite.limit), read)

    conflicts: list[Conflict] = []
    unsettled = [Unsettled((name,), reason) for name, reason in bridged.outside.items()]
    for part in parts:
        names = {claim.name for claim in part.claims}
        guesses = names & inferred
        # Where nothing fails by itself, what is inferred has no part in a conflict; where
        # something does, it helps to tell which figure is wrong.
        only_stated = bool(guesses) and names.isdisjoint(failing)
        found, left = ([], []) if only_stated else settle(part)
        if only_stated or any(
            len(c.checks) > 1 and not guesses.isdisjoint(c.checks) for c in found
        ):
            stated = [checks[claim.name] for claim in part.claims if claim.name not in guesses]
            again = [settle(one) for one in components(system_of(stated, trust).system)]
            found = [conflict for some, _ in again for conflict in some]
            left = [one for _, some in again for one in some]
        conflicts += found
        unsettled += left
    return tuple(conflicts), tuple(unsettled)


def _settled(
    part: System,
    checks: Mapping[str, Check],
    failing: Collection[str],
    figures: Mapping[str, Figure],
    seconds: float,
    read: Reader | None,
) -> Settled:
    """The conflicts of one component, and what of it was not settled."""
    solver = Solver(part, seconds=seconds)
    answer = solver.answer()
    if answer.verdict == "undecided":
        assert answer.reason is not None
        open_ = [Unsettled(answer.claims, answer.reason)] if len(part.claims) > 1 else []
        return list(_of_failing(part, checks, failing)), open_
    outside = [Unsettled((name,), reason) for name, reason in answer.outside.items()]
    if answer.verdict != "inconsistent":
        return [], outside
    assert solver.diagnosis is not None
    using: dict[str, list[Check]] = {}
    for claim in part.claims:
        for name in dict.fromkeys(one.name for one in checks[claim.name].quantities()):
            using.setdefault(name, []).append(checks[claim.name])
    found: list[Conflict] = []
    for group in solver.diagnosis.groups:
        found += _of_group(part, solver, group, figures, using, read)
    told = {name for conflict in found for name in conflict.checks}
    return found, [one for one in outside if told.isdisjoint(one.checks)]


def _of_failing(
    part: System, checks: Mapping[str, Check], failing: Collection[str]
) -> Iterator[Conflict]:
    """The conflict of each check that fails alone, where the search for suspects was cut short."""
    for claim in part.claims:
        if claim.name in failing:
            names = dict.fromkeys(one.name for one in checks[claim.name].quantities())
            yield Conflict((claim.name,), tuple(names), complete=False)


def _of_group(
    part: System,
    solver: Solver,
    group: Group,
    figures: Mapping[str, Figure],
    using: Mapping[str, Sequence[Check]],
    read: Reader | None,
) -> list[Conflict]:
    names = [variable.name for variable in solver.component.variables]
    suspects = []
    repairs = None if read is None else Repairs(solver, group, figures, using, read)
    told = [(chosen, [] if repairs is None else repairs.of(chosen)) for chosen in group.sets]
    told += [] if repairs is None else repairs.swaps()
    for chosen, likely in told:
        suspects.append(
            (
                min((one.rank for one in likely), default=(0, 99, Fraction(0), "")),
                Suspect(
                    tuple(names[number] for number in chosen),
                    _must_lie_in(solver, group, chosen, using),
                    tuple(Likely(one.text, one.slip, one.figure) for one in likely),
                    _outer(solver, group, chosen),
                ),
            )
        )
    # the suspect with the likeliest slip first, else as in the document
    suspects.sort(key=lambda pair: pair[0])
    found = tuple(suspect for _, suspect in suspects)
    return [
        Conflict(one.claims, _involved(part, one), found, complete=group.complete and one.proven)
        for one in (*group.conflicts, *group.further)
    ]


def _must_lie_in(
    solver: Solver, group: Group, chosen: tuple[int, ...], using: Mapping[str, Sequence[Check]]
) -> dict[str, Interval]:
    """Where each of these figures would have to lie; prints that repeat each other alike."""
    assert solver.diagnosis is not None
    names = [variable.name for variable in solver.component.variables]
    changed = {names[number] for number in chosen}
    must_lie_in: dict[str, Interval] = {}
    for number, allowed in zip(chosen, solver.ranges(group, chosen), strict=True):
        if allowed.interval is None or names[number] in must_lie_in:
            continue
        interval = allowed.interval
        twins = solver.diagnosis.twins.of(number)
        for twin in twins:
            interval = _narrowed(interval, names[twin], changed, using.get(names[twin], ()))
        must_lie_in.update((names[twin], interval) for twin in twins)
    return {
        names[number]: must_lie_in[names[number]]
        for number in chosen
        if names[number] in must_lie_in
    }


def _outer(solver: Solver, group: Group, chosen: tuple[int, ...]) -> tuple[str, ...]:
    """Those figures of which the range is known to hold every value, but perhaps more."""
    variables = solver.component.variables
    ranges = zip(chosen, solver.ranges(group, chosen), strict=True)
    return tuple(variables[number].name for number, allowed in ranges if not allowed.exact)


def _narrowed(
    interval: Interval, name: str, changed: Collection[str], checks: Iterable[Check]
) -> Interval:
    """The range less what a check of it alone rules out.

    Products are linearised in the solver, which may leave a side open that the formula itself,
    solved for the figure, closes. A check that holds another changed figure rules nothing out.
    """
    for check in checks:
        used = {one.name for one in check.quantities()}
        box = check.permits({})
        if check.statement is None or box is None or used & set(changed) != {name}:
            continue
        try:
            found = implied(check.statement, name, box)
        except (ZeroDivisor, NotWhole):
            continue
        meet = None if found is None else interval.intersection(found)
        if meet is not None and any(one.name == name and one.integer for one in check.quantities()):
            meet = meet.integers()
        interval = interval if meet is None else meet
    return interval


def _involved(part: System, conflict: Irreducible) -> tuple[str, ...]:
    """The printed figures of a conflict, and the unknowns that its checks share."""
    claims = set(conflict.claims)
    users: dict[str, set[str]] = {}
    for claim in part.claims:
        if claim.name in claims:
            for name in claim.names:
                users.setdefault(name, set()).add(claim.name)
    unknown = [v.name for v in part.variables if not v.printed and len(users.get(v.name, ())) > 1]
    return (*conflict.figures, *unknown)
