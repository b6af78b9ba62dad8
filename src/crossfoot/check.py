"""A check: a relation bound to figures, and the verdict on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossfoot import boxes, finding
from crossfoot.boxes import Remaining
from crossfoot.dimension import UnitMismatch, check_units
from crossfoot.expression import (
    Statement,
    Values,
    Variable,
    evaluate,
)
from crossfoot.feasibility import BUDGET, implied, satisfiable
from crossfoot.figure import Figure, Unknown
from crossfoot.formula import bind
from crossfoot.interval import POSITIVE, Interval, ZeroDivisor
from crossfoot.message import Told, message
from crossfoot.power import NotWhole
from crossfoot.relation import Outcome, Relation

Quantity = Figure | Unknown


@dataclass(frozen=True, slots=True)
class Check:
    """A relation and the figures that fill its roles; an empty role is a missing figure.

    `known` is the reason for a known inconsistency: it is reported and does not gate. `because`
    is the passage that states the relation, in words. `line` is where the suite says so.
    `undecided` is a reason not to judge, found when the figures were linked. What is `inferred`
    nobody states: it was found because the figures agree.
    """

    name: str
    relation: Relation
    figures: Mapping[str, tuple[Quantity, ...]]
    because: str = ""
    known: str | None = None
    line: int | None = None
    undecided: Told | None = None
    inferred: bool = False
    statement: Statement | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        names = {role: tuple(one.name for one in some) for role, some in self.figures.items()}
        complete = all(names.get(role.name) for role in self.relation.roles)
        object.__setattr__(self, "statement", self.relation.bind(names) if complete else None)

    def quantities(self) -> Iterator[Quantity]:
        """The figures and unknowns, in the order of the roles."""
        for role in self.relation.roles:
            yield from self.figures.get(role.name, ())

    @property
    def unknowns(self) -> list[Unknown]:
        """The figures that are not printed."""
        return [quantity for quantity in self.quantities() if isinstance(quantity, Unknown)]

    @property
    def claimed(self) -> Quantity | None:
        """The figure that the text states about the others, where the relation has one."""
        some = self.figures.get(self.relation.claims or "", ())
        return some[0] if some else None

    def permits(self, remaining: Remaining) -> dict[str, Values] | None:
        """What each figure permits under every reading; None when one permits nothing."""
        return boxes.wide(self, remaining)

    def verdict(self, remaining: Remaining | None = None, budget: int = BUDGET) -> Verdict:
        """Judge the check.

        `remaining` holds what other checks leave of the unknowns; those not in it are open.
        `budget` is how many assignments of whole numbers are tried before it is undecided.
        """
        remaining = remaining or {}
        try:
            outcome, told = _decide(self, remaining, budget)
        except UnitMismatch as mismatch:
            outcome, told = "undecided", finding.units_differ(mismatch.units)
        except ZeroDivisor:
            outcome, told = "undecided", message("A divisor may be zero.")
        except NotWhole:
            outcome, told = (
                "undecided",
                message("The number of periods is not one whole number up to 1,000."),
            )
        return Verdict(self, outcome, told, remaining)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check and what it rests on.

    `remaining` is what other checks left of the unknowns when it was judged; the sets are
    computed from it when asked for.
    """

    check: Check
    outcome: Outcome
    message: Told
    remaining: Remaining = field(default_factory=dict, repr=False)

    @property
    def box(self) -> dict[str, Values]:
        """What each figure permits; empty when one of them permits nothing or is missing."""
        return self.check.permits(self.remaining) or {}

    @property
    def claimed(self) -> Interval | None:
        """What the claim permits; None when there is no value."""
        return self._sides()[0]

    @property
    def computed(self) -> Interval | None:
        """What the other figures give; None when there is no value."""
        return self._sides()[1]

    def _sides(self) -> tuple[Interval | None, Interval | None]:
        box = self.box
        if self.check.statement is None or not box:
            return None, None
        try:
            return boxes.sides(self.check, self.check.statement, box)
        except (ZeroDivisor, NotWhole):
            return None, None

    @property
    def implied(self) -> dict[str, Interval | None]:
        """By role, `parts[0]` for the first of several: where that figure would have to lie.

        Roles that nothing can be said about are left out; None says that no value would do.
        """
        statement, box = self.check.statement, self.box
        result: dict[str, Interval | None] = {}
        if statement is None or not box:
            return result
        for role in self.check.relation.roles:
            for index, quantity in enumerate(self.check.figures[role.name]):
                key = f"{role.name}[{index}]" if role.plural else role.name
                try:
                    found = implied(statement, quantity.name, box)
                except (ZeroDivisor, NotWhole):
                    continue
                if found is not None and quantity.integer:
                    found = found.integers()
                result[key] = found
        return result


def _units(check: Check) -> dict[str, str | None]:
    """Units of amounts and measures; a bare number has the unit that the others have."""
    return {
        quantity.name: quantity.unit
        for quantity in check.quantities()
        if isinstance(quantity, Figure) and quantity.reading.kind in ("amount", "measure")
    }


def _decide(check: Check, remaining: Remaining, budget: int) -> tuple[Outcome, Told]:
    statement = check.statement
    if check.undecided is not None:
        return "undecided", check.undecided
    if statement is None:
        return "undecided", finding.missing(check)
    units = _units(check)
    if any(units.values()):
        check_units(statement, units)
    judged = finding.Judged(check, statement, remaining)
    reproduced = any(
        satisfiable(statement, box, budget) for box in boxes.reproducing(check, remaining)
    )
    if reproduced and _prints_are_permitted(check) and _base_is_positive(check):
        # The printed values themselves satisfy the relation, so nothing wider is needed.
        return "holds", finding.Later(finding.holds, judged)
    box = boxes.wide(check, remaining)
    if box is None:
        return finding.permits_nothing(check)
    refusal = _not_positive(check, box)
    if refusal is not None:
        return "undecided", refusal
    possible = satisfiable(statement, box, budget)
    if possible is False:
        return "fails", finding.Later(finding.fails, judged)
    if possible and _untested(check, box):
        return "undecided", finding.Later(finding.not_printed, judged)
    if reproduced:
        return "holds", finding.Later(finding.holds, judged)
    if possible is None:
        return "undecided", message("Too many combinations to decide this exactly.")
    return "rounding", finding.Later(finding.rounding, judged)


def _prints_are_permitted(check: Check) -> bool:
    """Whether every printed value is itself one that its print permits."""
    return all(
        isinstance(quantity, Figure)
        and quantity.reading.qualifier in ("exact", "about")
        and (not quantity.integer or quantity.reading.value.denominator == 1)
        for quantity in check.quantities()
    )


def _base_is_positive(check: Check) -> bool:
    """Whether the relation's guard is a figure that is above zero, or there is none."""
    role = check.relation.positive
    if not isinstance(role, Variable):
        return role is None
    low = check.figures[role.name][0].interval.low
    return low is not None and low > 0


def _not_positive(check: Check, box: Mapping[str, Values]) -> Told | None:
    if check.relation.positive is None:
        return None
    names = {role: tuple(one.name for one in some) for role, some in check.figures.items()}
    interval = evaluate(bind(check.relation.positive, names), box).interval
    if interval.intersection(POSITIVE) == interval:
        return None
    return finding.not_positive(check, may_be=interval.intersection(POSITIVE) is not None)


def _untested(check: Check, box: Mapping[str, Values]) -> bool:
    """Whether an unknown is free to make the check true: nothing else bounds it."""
    return any(
        not unknown.integer and not box[unknown.name].interval.is_bounded
        for unknown in check.unknowns
    )
