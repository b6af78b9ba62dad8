"""Which checks say something definite of their figures; only those enter the system."""

from __future__ import annotations

from crossfoot import expression as ex
from crossfoot.check import Check, Quantity
from crossfoot.dimension import UnitMismatch, check_units
from crossfoot.figure import Figure
from crossfoot.formula import bind
from crossfoot.interval import Interval, ZeroDivisor
from crossfoot.power import NotWhole


class Boxes:
    """What every figure permits, computed once."""

    def __init__(self) -> None:
        self._values: dict[int, Interval] = {}

    def interval(self, one: Quantity) -> Interval:
        """The values of a figure under every reading."""
        found = self._values.get(id(one))
        if found is None:
            found = self._values[id(one)] = one.interval
        return found

    def box(self, check: Check) -> dict[str, ex.Values] | None:
        """The figures of a check; None when one permits nothing."""
        values = {}
        for one in check.quantities():
            found = ex.Values.of(self.interval(one), one.integer)
            if found is None:
                return None
            values[one.name] = found
        return values


def takes_part(check: Check, boxes: Boxes) -> bool:
    """Whether a check says something definite of its figures."""
    statement = check.statement
    if statement is None or check.undecided is not None:
        return False
    box = boxes.box(check)
    if box is None:
        return False
    units = {
        one.name: one.unit
        for one in check.quantities()
        if isinstance(one, Figure) and one.reading.kind in ("amount", "measure")
    }
    unknown = {one.name for one in check.unknowns}
    try:
        check_units(statement, units)
        return _guarded(check, box, unknown) and not _divides_by_zero(statement, box, unknown)
    except (UnitMismatch, ZeroDivisor, NotWhole):
        return False


def _guarded(check: Check, box: ex.Box, unknown: set[str]) -> bool:
    """Whether what has to be positive for the formula to have its meaning is, as far as printed."""
    guard = check.relation.positive
    if guard is None:
        return True
    if not isinstance(guard, ex.Variable):
        names = {role: tuple(one.name for one in some) for role, some in check.figures.items()}
        guard = bind(guard, names)
    else:
        guard = ex.Variable(check.figures[guard.name][0].name)
    if unknown.intersection(ex.variables(guard)):
        return True
    low = ex.evaluate(guard, box).interval
    return low.low is not None and (low.low > 0 or (low.low == 0 and not low.low_closed))


def _divides_by_zero(statement: ex.Statement, box: ex.Box, unknown: set[str]) -> bool:
    """Whether a divisor made of printed figures may be zero."""
    pending: list[ex.Expression] = []
    if isinstance(statement, ex.Equation):
        pending = [statement.left, statement.right]
    while pending:
        it = pending.pop()
        if isinstance(it, ex.Quotient) and unknown.isdisjoint(ex.variables(it.denominator)):
            if 0 in ex.evaluate(it.denominator, box).interval:
                return True
        pending += ex.children(it)
    return False
