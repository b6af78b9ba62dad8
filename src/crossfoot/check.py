"""A check: a relation bound to figures, and the verdict on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from crossfoot import finding
from crossfoot.dimension import UnitMismatch, check_units
from crossfoot.expression import (
    AllEqual,
    Equation,
    NotWhole,
    Statement,
    Values,
    Variable,
    evaluate,
    variables,
)
from crossfoot.feasibility import implied, satisfiable
from crossfoot.figure import Figure, Unknown
from crossfoot.formula import bind
from crossfoot.interval import POSITIVE, Interval, ZeroDivisor
from crossfoot.message import Told, message
from crossfoot.relation import Outcome, Relation

Quantity = Figure | Unknown


@dataclass(frozen=True, slots=True)
class Check:
    """A relation and the figures that fill its roles; an empty role is a missing figure.

    `known` is the reason for a known inconsistency: it is reported and does not gate. `because`
    is the passage that states the relation, in words. `line` is where the suite says so.
    `undecided` is a reason not to judge, found when the figures were linked.
    """

    name: str
    relation: Relation
    figures: Mapping[str, tuple[Quantity, ...]]
    because: str = ""
    known: str | None = None
    line: int | None = None
    undecided: Told | None = None
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

    def permits(self, remaining: Mapping[str, Interval]) -> dict[str, Values] | None:
        """What each figure permits under every reading; None when one permits nothing."""
        boxes = _Boxes.of(self, remaining)
        return None if isinstance(boxes, Verdict) else boxes.wide

    def verdict(self, remaining: Mapping[str, Interval] | None = None) -> Verdict:
        """Judge the check.

        `remaining` holds what other checks leave of the unknowns; those not in it are open.
        """
        return _judge(self, remaining or {})


@dataclass(frozen=True, slots=True)
class Verdict:
    """The outcome of a check and what it rests on.

    `claimed` is what the claim permits and `computed` what the other figures give; None where
    there is no value. `implied` says what each figure would have to be, given the others.
    """

    check: Check
    outcome: Outcome
    message: Told
    claimed: Interval | None = None
    computed: Interval | None = None
    box: Mapping[str, Values] = field(default_factory=dict, repr=False)

    @property
    def implied(self) -> dict[str, Interval | None]:
        """By role, `parts[0]` for the first of several: where that figure would have to lie.

        Roles that nothing can be said about are left out; None says that no value would do.
        """
        statement = self.check.statement
        if statement is None or not self.box:
            return {}
        result: dict[str, Interval | None] = {}
        for role in self.check.relation.roles:
            for index, quantity in enumerate(self.check.figures[role.name]):
                key = f"{role.name}[{index}]" if role.plural else role.name
                try:
                    found = implied(statement, quantity.name, self.box)
                except (ZeroDivisor, NotWhole):
                    continue
                if found is not None and quantity.integer:
                    found = found.integers()
                result[key] = found
        return result


def _judge(check: Check, remaining: Mapping[str, Interval]) -> Verdict:
    statement = check.statement
    if check.undecided is not None:
        return Verdict(check, "undecided", check.undecided)
    if statement is None:
        return Verdict(check, "undecided", finding.missing(check))
    try:
        check_units(statement, _units(check))
    except UnitMismatch as mismatch:
        return Verdict(check, "undecided", finding.units_differ(mismatch.units))
    boxes = _Boxes.of(check, remaining)
    if isinstance(boxes, Verdict):
        return boxes
    try:
        return _decide(check, statement, boxes)
    except ZeroDivisor:
        return Verdict(check, "undecided", message("A divisor may be zero."), box=boxes.wide)
    except NotWhole:
        return Verdict(
            check, "undecided", message("The number of periods is not one whole number.")
        )


def _units(check: Check) -> dict[str, str | None]:
    """Units of amounts and measures; a bare number has the unit that the others have."""
    return {
        quantity.name: quantity.unit
        for quantity in check.quantities()
        if isinstance(quantity, Figure) and quantity.reading.kind in ("amount", "measure")
    }


@dataclass(frozen=True, slots=True)
class _Boxes:
    """What the figures permit, three times over.

    `wide` under every reading, `full` where trailing zeros are digits, `printed` as printed,
    with the claim as wide as in `full`.
    """

    wide: dict[str, Values]
    full: dict[str, Values]
    printed: dict[str, Values]

    @classmethod
    def of(cls, check: Check, remaining: Mapping[str, Interval]) -> _Boxes | Verdict:
        boxes = cls({}, {}, {})
        claimed = check.claimed
        for quantity in check.quantities():
            name = quantity.name
            if isinstance(quantity, Unknown):
                open_ = _unknown(check, quantity, remaining)
                if open_ is None:
                    return Verdict(check, "undecided", finding.nothing_remains(quantity))
                boxes.wide[name] = boxes.full[name] = boxes.printed[name] = open_
                continue
            wide = Values.of(quantity.interval, quantity.integer)
            if wide is None:
                return Verdict(check, "fails", finding.no_whole_number(quantity))
            boxes.wide[name] = wide
            boxes.full[name] = Values.of(quantity.in_full, quantity.integer) or wide
            whole = quantity.integer and quantity.printed.integers() == quantity.printed
            boxes.printed[name] = (
                boxes.full[name] if quantity is claimed else Values(quantity.printed, whole)
            )
        return boxes


def _unknown(check: Check, unknown: Unknown, remaining: Mapping[str, Interval]) -> Values | None:
    interval: Interval | None = remaining.get(unknown.name, unknown.interval)
    if interval is not None and _must_be_positive(check) == unknown.name:
        interval = interval.intersection(POSITIVE)
    return None if interval is None else Values.of(interval, unknown.integer)


def _must_be_positive(check: Check) -> str | None:
    """The figure that the relation itself requires to be above zero, if it is a figure."""
    role = check.relation.positive
    return check.figures[role.name][0].name if isinstance(role, Variable) else None


def _decide(check: Check, statement: Statement, boxes: _Boxes) -> Verdict:
    refusal = _not_positive(check, boxes)
    if refusal is not None:
        return Verdict(check, "undecided", refusal, box=boxes.wide)
    possible = satisfiable(statement, boxes.wide)
    claimed, computed = sides(check, statement, boxes.wide)
    judged = finding.Judged(check, statement, claimed, computed, boxes.wide, boxes.printed)

    def verdict(outcome: Outcome, told: Told) -> Verdict:
        return Verdict(check, outcome, told, claimed, computed, boxes.wide)

    if possible is False:
        return verdict("fails", finding.fails(judged))
    open_ = _untested(check, boxes)
    if open_ and possible:
        return verdict("undecided", finding.not_printed(judged, open_))
    if _reproduced(check, statement, boxes):
        return verdict("holds", finding.holds(judged))
    if possible is None:
        return verdict("undecided", message("Too many combinations to decide this exactly."))
    in_full = satisfiable(statement, boxes.full)
    return verdict("rounding", finding.rounding(judged, only_if_rounded=in_full is False))


def _not_positive(check: Check, boxes: _Boxes) -> Told | None:
    if check.relation.positive is None:
        return None
    names = {role: tuple(one.name for one in some) for role, some in check.figures.items()}
    interval = evaluate(bind(check.relation.positive, names), boxes.wide).interval
    if interval.intersection(POSITIVE) == interval:
        return None
    return finding.not_positive(check, may_be=interval.intersection(POSITIVE) is not None)


def _untested(check: Check, boxes: _Boxes) -> list[Unknown]:
    """Unknowns that are free to make the check true: nothing else bounds them."""
    return [
        unknown
        for unknown in check.unknowns
        if not unknown.integer and not boxes.wide[unknown.name].interval.is_bounded
    ]


def _reproduced(check: Check, statement: Statement, boxes: _Boxes) -> bool:
    """Whether the printed values give the claim as it is printed."""
    if isinstance(statement, AllEqual):
        names = list(variables(statement))
        return any(
            satisfiable(statement, boxes.full | {name: boxes.printed[name]}) for name in names
        )
    return satisfiable(statement, boxes.printed) is True


def sides(
    check: Check, statement: Statement, box: Mapping[str, Values]
) -> tuple[Interval | None, Interval | None]:
    """What the claim permits, and what the other figures give.

    Without a claimed figure the right side of the formula is the claim.
    """
    claimed = check.claimed
    if isinstance(statement, Equation) and claimed is None:
        return (
            evaluate(statement.right, box).interval,
            evaluate(statement.left, box).interval,
        )
    first = claimed.name if claimed is not None else next(variables(statement))
    return box[first].interval, implied(statement, first, box)
