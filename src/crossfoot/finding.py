"""What a verdict says, in words: the claim, the formula with the numbers put in, the sets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from crossfoot import boxes
from crossfoot.expression import (
    AllEqual,
    Equation,
    Expression,
    Statement,
    Values,
    Variable,
    evaluate,
    words,
)
from crossfoot.feasibility import implied, satisfiable
from crossfoot.figure import Figure, Unknown
from crossfoot.interval import Interval
from crossfoot.message import Language, Sentences, Told, message
from crossfoot.relation import Outcome
from crossfoot.show import Form, Shown, places_apart, points

if TYPE_CHECKING:
    from crossfoot.check import Check


@dataclass(frozen=True, slots=True)
class Judged:
    """A judged check, with what is needed to tell about it computed when it is told."""

    check: Check
    statement: Statement
    remaining: boxes.Remaining

    @property
    def wide(self) -> dict[str, Values]:
        """What each figure permits."""
        return boxes.wide(self.check, self.remaining) or {}

    @property
    def printed(self) -> dict[str, Values]:
        """The printed values."""
        return boxes.printed(self.check, self.remaining) or {}

    @property
    def sides(self) -> tuple[Interval | None, Interval | None]:
        """What the claim permits, and what the other figures give."""
        return boxes.sides(self.check, self.statement, self.wide)

    @property
    def claim(self) -> str:
        """The claim as printed."""
        figure = self.check.claimed
        if figure is not None:
            return label(figure)
        if isinstance(self.statement, Equation):
            return self._words(self.statement.right)
        return label(next(self.check.quantities()))

    @property
    def form(self) -> Form:
        """How values compared with the claim look."""
        return form_of(self.check)

    @property
    def calculation(self) -> str:
        """The other side of the formula, with the printed numbers put in."""
        if isinstance(self.statement, AllEqual):
            return " = ".join(label(one) for one in list(self.check.quantities())[1:])
        claimed = self.check.claimed
        if claimed is None:
            return self._words(self.statement.left)
        if self.statement.left == Variable(claimed.name):
            return self._words(self.statement.right)
        return words(self.statement, self._name)

    @property
    def isolated(self) -> bool:
        """Whether the claim stands alone on one side, so that the other side is its value."""
        claimed = self.check.claimed
        return claimed is None or (
            isinstance(self.statement, Equation) and self.statement.left == Variable(claimed.name)
        )

    @property
    def value(self) -> Interval | None:
        """What the printed values give."""
        claimed = self.check.claimed
        if claimed is not None:
            return implied(self.statement, claimed.name, self.printed)
        if isinstance(self.statement, Equation):
            return evaluate(self.statement.left, self.printed).interval
        return None

    def shown(self, interval: Interval | None, places: int | None = None) -> Told:
        """A set in the form of the claim."""
        return message("no value") if interval is None else Shown(interval, self.form, places)

    def _name(self, name: str) -> str:
        return next(label(one) for one in self.check.quantities() if one.name == name)

    def _words(self, expression: Expression) -> str:
        return words(expression, self._name)


@dataclass(frozen=True, slots=True)
class Later:
    """A finding that is put into words only when somebody asks for them."""

    tell: Callable[[Judged], Told]
    judged: Judged

    def told(self, language: Language) -> str:
        """The finding in that language."""
        return self.tell(self.judged).told(language)


def label(quantity: Figure | Unknown) -> str:
    """A figure as printed; an unknown by what it counts, or by its name."""
    if isinstance(quantity, Figure):
        return quantity.text
    return " ".join(part for part in (quantity.metric, quantity.period) if part) or quantity.name


def form_of(check: Check) -> Form:
    """The form of the claimed figure, or of the first that is printed."""
    candidates = [check.claimed] if check.claimed is not None else list(check.quantities())
    for quantity in candidates:
        if isinstance(quantity, Figure):
            return Form.of(quantity.reading)
    first = candidates[0]
    return Form.of(None, first.unit if first is not None else "")


# -- the four outcomes ---------------------------------------------------------------------


def holds(judged: Judged) -> Told:
    """The printed values reproduce the claim."""
    value = judged.value
    if isinstance(judged.statement, AllEqual):
        told: Told = message("%(figures)s: one number prints as each of them.",
                             figures=_all(judged))  # fmt: skip
    elif (
        judged.check.claimed is None
        and isinstance(judged.statement, Equation)
        and isinstance(judged.statement.left, Variable)
    ):
        told = message("%(formula)s holds.", formula=words(judged.statement, judged._name))
    elif judged.check.claimed is None:
        told = message("%(formula)s holds: %(left)s on the left.",
                       formula=words(judged.statement, judged._name),
                       left=judged.shown(value))  # fmt: skip
    elif not judged.isolated:
        told = message("%(claim)s agrees: %(formula)s gives %(value)s.", claim=judged.claim,
                       formula=judged.calculation, value=judged.shown(value))  # fmt: skip
    elif value is not None and not value.is_point:
        told = message("%(claim)s agrees: %(formula)s can be %(value)s.", claim=judged.claim,
                       formula=judged.calculation, value=judged.shown(value))  # fmt: skip
    elif _prints_as(judged):
        told = message("%(claim)s agrees: %(formula)s = %(value)s, prints as %(claim)s.",
                       claim=judged.claim, formula=judged.calculation,
                       value=judged.shown(value))  # fmt: skip
    else:
        told = message("%(claim)s agrees: %(formula)s = %(value)s.", claim=judged.claim,
                       formula=judged.calculation, value=judged.shown(value))  # fmt: skip
    note = _percent_for_points(judged)
    return Sentences((told, note)) if note else told


def rounding(judged: Judged) -> Told:
    """Only permitted true values other than the printed ones satisfy the relation."""
    claimed, computed = judged.sides
    if isinstance(judged.statement, AllEqual):
        told: Told = message("%(figures)s agree only thanks to rounding.", figures=_all(judged))
    elif _is_inequality(judged.statement):
        told = message("%(formula)s holds only thanks to rounding.",
                       formula=words(judged.statement, judged._name))  # fmt: skip
    else:
        told = message(
            "%(claim)s agrees only thanks to rounding: %(formula)s gives %(value)s as printed and "
            "%(computed)s at most, and %(claim)s permits %(permits)s.",
            claim=judged.claim, formula=judged.calculation, value=judged.shown(judged.value),
            computed=judged.shown(computed),
            permits=judged.shown(claimed))  # fmt: skip
    full = boxes.in_full(judged.check, judged.remaining)
    if full is None or satisfiable(judged.statement, full) is not False:
        return told
    coarse = [one.text for one in judged.check.quantities()
              if isinstance(one, Figure) and one.reading.coarse is not None]  # fmt: skip
    note = message("It fails if %(figures)s is printed in full: the zeros at its end have to be "
                   "rounding.", figures=", ".join(coarse))  # fmt: skip
    return Sentences((told, note))


def fails(judged: Judged) -> Told:
    """No permitted true values satisfy the relation: a proof."""
    claimed, computed = judged.sides
    places = None
    if claimed is not None and computed is not None:
        if claimed.intersection(computed) is not None and not _is_inequality(judged.statement):
            formula = words(judged.check.relation.statement
                            if judged.check.relation.name != "formula"
                            else judged.statement)  # fmt: skip
            if any(quantity.integer for quantity in judged.check.quantities()):
                return message("These cannot all be true: no whole numbers satisfy %(formula)s.",
                               formula=formula)  # fmt: skip
            return message("These cannot all be true: nothing that prints like this satisfies "
                           "%(formula)s.", formula=formula)  # fmt: skip
        places = places_apart(claimed, computed, judged.form)
    if isinstance(judged.statement, AllEqual):
        return message("These cannot all be one number: %(figures)s.", figures=_all(judged))
    if _is_inequality(judged.statement):
        return message("This cannot be true: %(formula)s; the left side is %(left)s and the right "
                       "side is %(right)s.", formula=words(judged.statement, judged._name),
                       left=judged.shown(computed, places),
                       right=judged.shown(claimed, places))  # fmt: skip
    if claimed is not None and claimed.is_point:
        told: Told = message("These cannot all be true: %(formula)s gives %(computed)s, but "
                             "%(claim)s is printed.", formula=judged.calculation,
                             computed=judged.shown(computed, places),
                             claim=judged.claim)  # fmt: skip
    else:
        told = message("These cannot all be true: %(formula)s gives %(computed)s, but %(claim)s "
                       "permits %(permits)s.",
                       formula=judged.calculation, computed=judged.shown(computed, places),
                       claim=judged.claim, permits=judged.shown(claimed, places))  # fmt: skip
    note = _percent_for_points(judged)
    return Sentences((told, note)) if note else told


def not_printed(judged: Judged) -> Told:
    """Nothing contradicts the check because a figure in it is free."""
    parts: list[Told] = []
    box = judged.wide
    for unknown in judged.check.unknowns:
        if box[unknown.name].interval.is_bounded:
            continue
        interval = implied(judged.statement, unknown.name, box)
        parts.append(
            message("%(figure)s is not printed; it would have to be %(values)s.",
                    figure=label(unknown),
                    values=message("no value") if interval is None
                    else unknown_shown(unknown, interval)))  # fmt: skip
    return Sentences(tuple(parts))


def unknown_shown(unknown: Unknown, interval: Interval) -> Shown:
    """What remains of an unknown, in digits enough to see how much that is."""
    form = Form.of(None, unknown.unit).scaled(interval)
    return Shown(interval, form, _places(interval, form))


# -- why there is no verdict ---------------------------------------------------------------


def missing(check: Check) -> Told:
    """A role is not filled."""
    roles = [role.name for role in check.relation.roles if not check.figures.get(role.name)]
    return message("No figure is given for %(roles)s.", roles=", ".join(roles))


def units_differ(units: tuple[str, str]) -> Told:
    """Figures of different units meet."""
    return message("The units differ: %(one)s and %(other)s.", one=units[0], other=units[1])


def permits_nothing(check: Check) -> tuple[Outcome, Told]:
    """A figure that no value prints as, or an unknown that no value is left for."""
    for quantity in check.quantities():
        if isinstance(quantity, Figure) and Values.of(quantity.interval, quantity.integer) is None:
            return "fails", no_whole_number(quantity)
    # Only unknowns are left to be without a value.
    return "undecided", nothing_remains(check.unknowns[0])


def nothing_remains(unknown: Unknown) -> Told:
    """Checks that share an unknown leave it no value."""
    return message("The checks that share %(figure)s contradict each other; see the conflicts.",
                   figure=label(unknown))  # fmt: skip


def no_whole_number(figure: Figure) -> Told:
    """A count that no whole number prints as."""
    return message("%(figure)s counts whole things, and no whole number prints like that.",
                   figure=figure.text)  # fmt: skip


def not_positive(check: Check, may_be: bool) -> Told:
    """The relation means nothing for a base of zero or below."""
    assert check.relation.positive is not None
    names = {role: some[0] for role, some in check.figures.items()}
    base = words(check.relation.positive, lambda role: label(names[role]))
    if may_be:
        return message("%(base)s may be zero or negative, so the relation has no one meaning.",
                       base=base)  # fmt: skip
    return message("%(base)s is not above zero, so the relation has no one meaning.", base=base)


# -- details -------------------------------------------------------------------------------


def _all(judged: Judged) -> str:
    return " = ".join(label(quantity) for quantity in judged.check.quantities())


def _is_inequality(statement: Statement) -> bool:
    return isinstance(statement, Equation) and statement.comparison != "=="


def _prints_as(judged: Judged) -> bool:
    """Whether the value was rounded to give the claim, so that saying so helps."""
    claimed = judged.check.claimed
    return (
        isinstance(claimed, Figure)
        and claimed.reading.qualifier == "exact"
        and judged.value != claimed.printed
    )


def _percent_for_points(judged: Judged) -> Told | None:
    """A change of a percentage that is printed in percent and is one in percentage points."""
    claimed = judged.check.claimed
    if judged.check.relation.name not in ("growth", "points_change"):
        return None
    if not (isinstance(claimed, Figure) and claimed.unit == "%"):
        return None
    levels = [judged.check.figures[role][0] for role in ("current", "base")]
    if not all(isinstance(level, Figure) and level.unit == "%" for level in levels):
        return None
    difference = levels[0].interval - levels[1].interval
    if difference.intersection(claimed.interval) is None:
        return None
    return message("A percentage is printed where percentage points are meant: the difference is "
                   "%(points)s.",
                   points=points(difference))  # fmt: skip


_SIGNIFICANT = 6  # digits in which the ends of an unprinted figure usually differ


def _places(interval: Interval, form: Form) -> int:
    """Decimal places that show where an unprinted figure lies."""
    ends = [abs(end / form.factor) for end in (interval.low, interval.high) if end]
    largest = max(ends, default=Fraction(1))
    places = 0
    while places < _SIGNIFICANT and largest * 10**places < 10 ** (_SIGNIFICANT - 1):
        places += 1
    return places
