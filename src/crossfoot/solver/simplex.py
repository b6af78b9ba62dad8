"""Exact linear programming that is cheap to change and ask again.

The general simplex method of Dutertre and de Moura (2006): bounds on variables and on sums of
them, a tableau that survives every change of bounds, and for each infeasible set of bounds an
irreducible explanation. The tableau holds integers only: a row is
`denominator * basic == sum(coefficient * nonbasic)`, and a nonbasic variable stands at its start
or at a bound, so that no rational is ever formed. Bounds are integers in the caller's scale;
rationals and open ends (`Delta`) work as well, more slowly.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from heapq import heappop, heappush
from math import gcd

from crossfoot.solver.budget import Budget
from crossfoot.solver.delta import Delta, Value

End = tuple[int, bool]  # a variable, and whether its upper end is meant
_GREEDY = 400  # pivots (and 2 a row) of a check before Bland's rule, which cannot cycle


class Simplex:
    """Variables and rows are numbered from 0 in order of creation."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.low: list[Value | None] = []
        self.high: list[Value | None] = []
        # the value of a nonbasic variable; of a basic one the numerator over its denominator
        self._value: list[Value] = []
        self._denominator: dict[int, int] = {}
        self._rows: dict[int, dict[int, int]] = {}
        self._columns: dict[int, dict[int, None]] = {}
        self._waiting: list[int] = []
        self._queued: set[int] = set()

    def variable(self, start: Value) -> int:
        """A new variable without bounds."""
        number = len(self.low)
        self.low.append(None)
        self.high.append(None)
        self._value.append(start)
        self._columns[number] = {}
        return number

    def row(self, terms: Sequence[tuple[int, int]]) -> int:
        """A new variable that equals the sum of coefficient * variable, without bounds."""
        denominator = 1
        sums: dict[int, int] = {}
        for variable, coefficient in terms:
            basic = self._rows.get(variable)
            if basic is None:
                sums[variable] = sums.get(variable, 0) + coefficient * denominator
                continue
            own = self._denominator[variable]
            common = denominator * own // gcd(denominator, own)
            if common != denominator:
                lift = common // denominator
                sums = {key: value * lift for key, value in sums.items()}
                denominator = common
            lift = coefficient * (denominator // own)
            for key, value in basic.items():
                sums[key] = sums.get(key, 0) + lift * value
        number = self.variable(0)
        del self._columns[number]
        entries = {key: value for key, value in sums.items() if value}
        total: Value = 0
        for key, value in entries.items():
            self._columns[key][number] = None
            total = total + value * self._value[key]
        self._rows[number] = entries
        self._denominator[number] = denominator
        self._value[number] = total
        return number

    def bound(self, variable: int, low: Value | None, high: Value | None) -> None:
        """Replaces the bounds of a variable (low <= high)."""
        self.low[variable], self.high[variable] = low, high
        if variable in self._rows:
            self._queue(variable)
            return
        value = self._value[variable]
        if low is not None and value < low:
            self._move(variable, low)
        elif high is not None and value > high:
            self._move(variable, high)

    def value(self, variable: int) -> Value:
        """The present value, exact."""
        value = self._value[variable]
        denominator = self._denominator.get(variable, 1)
        if denominator == 1:
            return value
        return value / denominator if isinstance(value, Delta) else Fraction(value) / denominator

    def is_infinitesimal(self) -> bool:
        """Whether some value stands next to an open end."""
        return any(isinstance(value, Delta) for value in self._value)

    def check(self) -> list[End] | None:
        """None when all bounds can hold (`value` then meets them), else ends that cannot."""
        waiting, queued = self._waiting, self._queued
        rows, low, high, values = self._rows, self.low, self.high, self._value
        columns = self._columns
        pivots, greedy = 0, _GREEDY + 2 * len(rows)
        while waiting:
            leaving = heappop(waiting)
            queued.discard(leaving)
            row = rows.get(leaving)
            if row is None:
                continue
            denominator, value = self._denominator[leaving], values[leaving]
            least, most = low[leaving], high[leaving]
            if least is not None and value < least * denominator:
                target, rising = least, True
            elif most is not None and value > most * denominator:
                target, rising = most, False
            else:
                continue
            entering, fewest = -1, 0
            for other, coefficient in row.items():
                if (coefficient > 0) == rising:
                    limit = high[other]
                    if limit is not None and not values[other] < limit:
                        continue
                else:
                    limit = low[other]
                    if limit is not None and not values[other] > limit:
                        continue
                size = len(columns[other]) if pivots < greedy else other
                if entering < 0 or size < fewest or (size == fewest and other < entering):
                    entering, fewest = other, size
            self.budget.spend(len(row))
            if entering < 0:
                self._queue(leaving)
                return [(leaving, not rising)] + [
                    (other, (coefficient > 0) == rising) for other, coefficient in row.items()
                ]
            self._pivot(leaving, entering, target)
            self._queue(entering)
            pivots += 1
        return None

    def minimise(self, variable: int, downwards: bool = True) -> Value | None:
        """The least value (the greatest, if not downwards); None when there is no limit.

        Call it after a `check` that found the bounds consistent.
        """
        while True:
            row = self._rows.get(variable)
            if row is None:
                entering, rising = variable, not downwards
                limit = self.high[variable] if rising else self.low[variable]
                if limit is not None and self._value[variable] == limit:
                    return limit
            else:
                own = self.low[variable] if downwards else self.high[variable]
                if own is not None and self._value[variable] == own * self._denominator[variable]:
                    return own
                candidates = [
                    other
                    for other, coefficient in row.items()
                    if self._can_move(other, (coefficient > 0) != downwards)
                ]
                if not candidates:
                    return self.value(variable)
                entering = min(candidates)
                rising = (row[entering] > 0) != downwards
            if not self._advance(entering, rising):
                return None

    def forget(self, row: int) -> bool:
        """Takes a row without bounds out of the tableau; False when it is not basic."""
        entries = self._rows.pop(row, None)
        if entries is None:
            return False
        for other in entries:
            del self._columns[other][row]
        self._value[row] = 0
        del self._denominator[row]
        return True

    # -- inside ----------------------------------------------------------------------------

    def _can_move(self, variable: int, rising: bool) -> bool:
        limit = self.high[variable] if rising else self.low[variable]
        return limit is None or self._value[variable] != limit

    def _advance(self, entering: int, rising: bool) -> bool:
        """Moves a nonbasic variable until a bound stops it; False when none does."""
        blocking, bottom = -1, 1  # the smallest step so far is best / bottom
        best: Value = 0
        own = self.high[entering] if rising else self.low[entering]
        if own is not None:
            blocking = entering
            best = own - self._value[entering] if rising else self._value[entering] - own
        target: Value | None = own
        self.budget.spend(4 * len(self._columns[entering]) + 1)
        for basic in self._columns[entering]:
            coefficient = self._rows[basic][entering]
            upwards = (coefficient > 0) == rising
            limit = self.high[basic] if upwards else self.low[basic]
            if limit is None:
                continue
            room = limit * self._denominator[basic] - self._value[basic]
            if not upwards:
                room = -room
            size = abs(coefficient)
            if (
                blocking < 0
                or room * bottom < best * size
                or (room * bottom == best * size and basic < blocking)
            ):
                blocking, best, bottom, target = basic, room, size, limit
        if blocking < 0:
            return False
        assert target is not None
        if blocking == entering:
            self._move(entering, target)
        else:
            self._pivot(blocking, entering, target)
        return True

    def _queue(self, basic: int) -> None:
        if basic not in self._queued:
            self._queued.add(basic)
            heappush(self._waiting, basic)

    def _move(self, variable: int, target: Value) -> None:
        step = target - self._value[variable]
        self._value[variable] = target
        for basic in self._columns[variable]:
            self._value[basic] = self._value[basic] + self._rows[basic][variable] * step
            self._queue(basic)

    def _pivot(self, leaving: int, entering: int, target: Value) -> None:
        """Exchanges the two; the leaving variable then stands at `target`."""
        rows, columns, values, denominators = (
            self._rows,
            self._columns,
            self._value,
            self._denominator,
        )
        words = 1 + denominators[leaving].bit_length() // 64  # long numbers cost more
        self.budget.spend(len(rows[leaving]) * len(columns[entering]) * words)
        old = rows.pop(leaving)
        lead = old.pop(entering)
        scale = denominators.pop(leaving)
        before = values[entering]
        rest = values[leaving] - lead * before
        if lead > 0:
            fresh = {other: -coefficient for other, coefficient in old.items()}
            fresh[leaving] = scale
            numerator = scale * target - rest
        else:
            lead = -lead
            fresh = dict(old)
            fresh[leaving] = -scale
            numerator = rest - scale * target
        if lead != 1:
            common = gcd(lead, *fresh.values())
            if common != 1:
                lead //= common
                fresh = {other: c // common for other, c in fresh.items()}
                numerator = _divided(numerator, common)
        for other in old:
            column = columns[other]
            del column[leaving]
            column[entering] = None
        holders = columns.pop(entering)
        del holders[leaving]
        columns[leaving] = {entering: None}
        entries = list(fresh.items())
        for basic in holders:
            row = rows[basic]
            coefficient = row.pop(entering)
            value = values[basic] - coefficient * before
            common = gcd(coefficient, lead)
            coefficient //= common
            lift = lead // common
            denominator = denominators[basic]
            if lift != 1:
                denominator *= lift
                value = value * lift
                for other in row:
                    row[other] *= lift
            for other, c in entries:
                present = row.get(other)
                if present is None:
                    row[other] = coefficient * c
                    columns[other][basic] = None
                else:
                    present += coefficient * c
                    if present:
                        row[other] = present
                    else:
                        del row[other]
                        del columns[other][basic]
            value = value + coefficient * numerator
            if denominator != 1:
                common = gcd(denominator, *row.values())
                if common != 1:
                    denominator //= common
                    value = _divided(value, common)
                    for other in row:
                        row[other] //= common
            denominators[basic] = denominator
            values[basic] = value
            self._queue(basic)
        rows[entering] = fresh
        denominators[entering] = lead
        values[entering] = numerator
        values[leaving] = target


def _divided(value: Value, divisor: int) -> Value:
    """A numerator over a factor that all its terms have in common."""
    if isinstance(value, int):
        return value // divisor
    return value / divisor
