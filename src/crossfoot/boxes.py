"""What the figures of a check permit, as a box: one set of values for each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from crossfoot.expression import AllEqual, Equation, Statement, Values, Variable, evaluate
from crossfoot.feasibility import implied
from crossfoot.figure import Figure, Unknown
from crossfoot.interval import NOT_NEGATIVE, POSITIVE, Interval

if TYPE_CHECKING:
    from crossfoot.check import Check

Remaining = Mapping[str, Interval]
"""What other checks leave of the unknowns."""


def wide(check: Check, remaining: Remaining) -> dict[str, Values] | None:
    """What each figure permits under every reading; None when one permits nothing."""
    return _box(check, remaining, lambda figure: Values.of(figure.interval, figure.integer))


def in_full(check: Check, remaining: Remaining) -> dict[str, Values] | None:
    """What each figure permits when trailing zeros are printed digits."""
    return _box(check, remaining, lambda figure: Values.of(figure.in_full, figure.integer))


def printed(check: Check, remaining: Remaining) -> dict[str, Values] | None:
    """The printed values, and for the claim what its print permits."""
    claimed = check.claimed

    def values(figure: Figure) -> Values | None:
        if figure is claimed:
            return Values.of(figure.in_full, figure.integer)
        point = figure.printed
        whole = figure.integer and point.low is not None and point.low.denominator == 1
        return Values(point, whole)

    return _box(check, remaining, values)


def reproducing(check: Check, remaining: Remaining) -> Iterator[dict[str, Values]]:
    """The boxes in which a solution says that the printed values give the claim as printed.

    That is the box of prints; for figures that are one number, each print among the others.
    """
    prints = printed(check, remaining)
    if prints is None:
        return
    if not isinstance(check.statement, AllEqual):
        yield prints
        return
    full = in_full(check, remaining)
    if full is not None:
        yield from (full | {name: prints[name]} for name in check.statement.names)


def _box(
    check: Check, remaining: Remaining, of_figure: Callable[[Figure], Values | None]
) -> dict[str, Values] | None:
    box: dict[str, Values] = {}
    for quantity in check.quantities():
        if isinstance(quantity, Figure):
            values = of_figure(quantity)
        else:
            values = _of_unknown(check, quantity, remaining)
        if values is None:
            return None
        box[quantity.name] = values
    return box


def _of_unknown(check: Check, unknown: Unknown, remaining: Remaining) -> Values | None:
    """What remains of an unknown; a base that has to be positive is, and periods are counted."""
    interval: Interval | None = remaining.get(unknown.name, unknown.interval)
    role = check.relation.positive
    base = check.figures[role.name] if isinstance(role, Variable) else ()
    for some, meant in ((base, POSITIVE), (check.figures.get("periods"), NOT_NEGATIVE)):
        if some == (unknown,) and interval is not None:
            interval = interval.intersection(meant)
    return None if interval is None else Values.of(interval, unknown.integer)


def sides(
    check: Check, statement: Statement, box: Mapping[str, Values]
) -> tuple[Interval | None, Interval | None]:
    """What the claim permits, and what the other figures give.

    Without a claimed figure the right side of the formula is the claim. Raises ZeroDivisor when
    a divisor may be zero.
    """
    claimed = check.claimed
    if isinstance(statement, Equation) and claimed is None:
        return (
            evaluate(statement.right, box).interval,
            evaluate(statement.left, box).interval,
        )
    first = claimed.name if claimed is not None else statement.names[0]
    return box[first].interval, implied(statement, first, box)
