"""The linear program of one component in one state.

Sums are rows as they are, products are linearised. Between two questions only what differs is
changed, so the simplex tableau stays warm.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from math import ceil, floor, gcd, lcm
from typing import NamedTuple

from crossfoot.interval import Interval
from crossfoot.solver.budget import Budget
from crossfoot.solver.component import Component, State, Sum, Term, Times
from crossfoot.solver.delta import Delta, Value, real, small
from crossfoot.solver.linearisation import Inequality, linear, says_all, sign_of
from crossfoot.solver.simplex import End, Simplex

_RESTATING = 40  # steps
_Rows = dict[int, tuple[Value | None, Value | None]]
Bounds = Mapping[int, Interval]  # further bounds on variables: the branch of a search
Box = Callable[[int], Interval]  # an outer bound of a variable, from propagation
NO_BOUNDS: Bounds = {}


class Reason(NamedTuple):
    """Why something is so: the claims and figures used, and whether a branch was."""

    claims: frozenset[int]
    figures: frozenset[int]
    branch: bool


class Relaxation:
    """Keeps a simplex tableau in step with what is assumed of the component."""

    def __init__(self, component: Component, budget: Budget) -> None:
        self.component = component
        self.simplex = Simplex(budget)
        self._scale = _common_denominator(component)
        self._column: list[int] = []  # the simplex variable of each variable, -1 for slopes
        self._variable: dict[int, int] = {}  # and back
        for number in range(len(component.variables)):
            column = -1
            if number not in component.leaves:
                column = self.simplex.variable(self._start(number))
                self._variable[column] = number
            self._column.append(column)
        self._state: State | None = None
        self._branch: Bounds = NO_BOUNDS
        self._domains: list[Interval] = [v.interval for v in component.variables]
        self._rows: dict[tuple[int, tuple[tuple[int, int], ...]], int] = {}
        self._place: dict[int, int] = {}  # row -> constraint
        self._rows_of: list[tuple[int, ...]] = [() for _ in component.constraints]
        self._outer: set[int] = set()  # constraints whose rows rest on propagation
        self._key: dict[int, tuple[int, tuple[tuple[int, int], ...]]] = {}
        # what a slope's rows were for a domain of the slope and a sign of the other factor
        self._known: dict[tuple[int, int, int], tuple[Interval, _Rows, bool]] = {}
        # products of shared quantities, whose rows change with every branch
        self._bent = [
            place
            for place, it in enumerate(component.constraints)
            if isinstance(it, Times) and not (it.leaf and it.periods is None)
        ]
        self._inexact: set[int] = set()
        self._loose: set[int] = set()  # whole numbers that are not settled by their domain
        self._strict = False

    # -- assuming --------------------------------------------------------------------------

    def assume(self, state: State, branch: Bounds, box: Box | None) -> int | None:
        """Brings all bounds up to date; the variable whose domain is empty, if there is one."""
        component = self.component
        stale: dict[int, None] = {}
        for number in self._touched(state, branch):
            domain: Interval | None = component.domain(number, state)
            if domain is not None and number in branch:
                domain = domain.intersection(branch[number])
            if domain is not None and component.variables[number].integer:
                domain = domain.integers()
                if domain is not None and domain.is_point:
                    self._loose.discard(number)
                else:
                    self._loose.add(number)
            if domain is None:
                self._state = None  # half done: the next question starts anew
                return number
            self._domains[number] = domain
            if self._column[number] >= 0:
                self.simplex.bound(
                    self._column[number], self._end(domain, False), self._end(domain, True)
                )
            for place in component.uses[number]:
                if isinstance(component.constraints[place], Times):
                    stale[place] = None
        if self._state is None:
            stale = dict.fromkeys(range(len(component.constraints)))
        else:
            for claim in sorted(state.dropped ^ self._state.dropped):
                stale.update(dict.fromkeys(component.of_claim[claim]))
        if box is not None:
            stale.update(dict.fromkeys(self._bent))
        self._state, self._branch = state, branch
        for place in stale:
            self._restate(place, box)
        return None

    def _touched(self, state: State, branch: Bounds) -> Iterable[int]:
        old = self._state
        if old is None:
            return range(len(self.component.variables))
        return sorted(
            (state.freed ^ old.freed)
            | state.replaced.keys()
            | old.replaced.keys()
            | branch.keys()
            | self._branch.keys()
        )

    def _restate(self, place: int, box: Box | None) -> None:
        """Takes a constraint's rows out and puts in those that hold now."""
        assert self._state is not None
        constraint = self.component.constraints[place]
        wanted: _Rows = {}
        self._inexact.discard(place)
        self.simplex.budget.spend(_RESTATING)
        if constraint.claim not in self._state.dropped:
            if isinstance(constraint, Sum):
                terms = zip(constraint.variables, constraint.coefficients, strict=True)
                row = self._known_row(place, tuple(terms))
                bounds = constraint.bounds
                wanted[row] = (self._end(bounds, False), self._end(bounds, True))
            elif constraint.leaf and constraint.periods is None:
                wanted = self._slope_rows(place, constraint)
            else:
                self._outer.discard(place)
                slopes = constraint.slope(self._of)
                others = constraint.other.over(self._domains[constraint.other.variable])
                if not says_all(constraint, slopes, others, constraint.is_told(self._of)):
                    self._inexact.add(place)
                    if box is not None:
                        # the tighter, the better the hull; but it rests on everything then
                        self._outer.add(place)
                        outer = constraint.slope(box)
                        slopes = slopes.intersection(outer) or slopes
                        outer = constraint.other.over(box(constraint.other.variable))
                        others = others.intersection(outer) or others
                wanted = self._bounded(place, linear(constraint, slopes, others))
        for row in self._rows_of[place]:
            if row not in wanted:
                self.simplex.bound(row, None, None)
                if place in self._bent:
                    self._forget(row)
        for row, (low, high) in wanted.items():
            self.simplex.bound(row, low, high)
        self._rows_of[place] = tuple(wanted)

    def _of(self, number: int) -> Interval:
        return self._domains[number]

    def _slope_rows(self, place: int, constraint: Times) -> _Rows:
        """The rows of a slope; only its own domain and the sign of the other factor matter."""
        domain = self._domains[constraint.factor.variable]
        others = self._domains[constraint.other.variable]
        key = (place, id(domain), _sign(constraint.other, others))
        known = self._known.get(key)
        if known is None:
            slopes, others = constraint.slope(self._of), constraint.other.over(others)
            rows = self._bounded(place, linear(constraint, slopes, others))
            # the domain is kept, so that no other one gets its id
            known = self._known[key] = domain, rows, says_all(constraint, slopes, others)
        if not known[2]:
            self._inexact.add(place)
        return known[1]

    def _bounded(self, place: int, inequalities: Iterable[Inequality]) -> _Rows:
        """The rows of some inequalities, and the bounds these put on them."""
        wanted: _Rows = {}
        for inequality in inequalities:
            row, lift = self._row(place, inequality.terms)
            limit: Value = self._scaled(-inequality.constant * lift)
            low, high = wanted.get(row, (None, None))
            if inequality.relation == ">":
                limit = self._open(limit, 1 if lift > 0 else -1)
            if inequality.relation == "==" or lift > 0:
                low = limit if low is None else max(low, limit)
            if inequality.relation == "==" or lift < 0:
                high = limit if high is None else min(high, limit)
            wanted[row] = (low, high)
        return wanted

    def _row(self, place: int, terms: Mapping[int, Fraction]) -> tuple[int, Fraction]:
        """The row of a sum, and what the sum was multiplied by to get integers."""
        common = lcm(*(c.denominator for c in terms.values()))
        whole = {v: int(c * common) for v, c in terms.items() if c}
        shared = gcd(*whole.values()) or 1
        if whole and next(iter(whole.values())) < 0:
            shared = -shared
        terms_ = tuple((v, c // shared) for v, c in whole.items())
        return self._known_row(place, terms_), Fraction(common, shared)

    def _known_row(self, place: int, terms: tuple[tuple[int, int], ...]) -> int:
        row = self._rows.get((place, terms))
        if row is None:
            row = self.simplex.row([(self._column[v], c) for v, c in terms])
            self._rows[place, terms] = row
            self._key[row] = (place, terms)
            self._place[row] = place
        return row

    # -- bounds in the scale of the tableau ------------------------------------------------

    def _start(self, number: int) -> int:
        variable = self.component.variables[number]
        start, interval = variable.start, variable.interval
        if start is None or start not in interval:
            start = interval.midpoint
        if start is None:
            start = interval.high if interval.low is None else interval.low
        return int((start or 0) * self._scale)

    def _scaled(self, value: Fraction) -> int | Fraction:
        whole, rest = divmod(value.numerator * self._scale, value.denominator)
        return value * self._scale if rest else whole

    def _end(self, interval: Interval, upper: bool) -> Value | None:
        end = interval.high if upper else interval.low
        if end is None:
            return None
        if interval.high_closed if upper else interval.low_closed:
            return self._scaled(end)
        return self._open(self._scaled(end), -1 if upper else 1)

    def _open(self, value: Value, side: int) -> Delta:
        self._strict = True
        assert not isinstance(value, Delta)
        return Delta(value, side)

    # -- answers ---------------------------------------------------------------------------

    @property
    def is_exact(self) -> bool:
        """Whether every point of the relaxation is a solution in the present state."""
        return not self._inexact and not self._loose

    @property
    def inexact(self) -> list[int]:
        """The constraints whose rows say less than they do, in order."""
        return sorted(self._inexact)

    def objective(self, terms: Mapping[int, Fraction]) -> tuple[int, Fraction]:
        """A row for a sum of variables (no slopes), and its scale: value = row / scale."""
        if len(terms) == 1:
            ((number, factor),) = terms.items()
            return self._column[number], self._scale / factor
        row, lift = self._row(-1, terms)
        return row, lift * self._scale

    def release(self, row: int) -> None:
        """Takes an objective's row out again."""
        if row not in self._variable:
            self._forget(row)

    def _forget(self, row: int) -> None:
        """Takes a row without bounds out of the tableau, if it can be."""
        if self.simplex.forget(row):
            del self._rows[self._key.pop(row)]

    def closure(self) -> dict[int, Fraction]:
        """The present values without their infinitesimal parts."""
        return {
            number: real(self.simplex.value(column)) / self._scale
            for column, number in self._variable.items()
        }

    def point(self) -> dict[int, Fraction]:
        """Values of all variables but slopes that meet every bound, open ends included."""
        simplex = self.simplex
        step = Fraction(1)
        infinitesimal = self._strict and simplex.is_infinitesimal()
        if infinitesimal:
            for number in range(len(simplex.low)):
                value = simplex.value(number)
                for limit, side in ((simplex.low[number], 1), (simplex.high[number], -1)):
                    if limit is None:
                        continue
                    room = side * (real(value) - real(limit))
                    loss = side * (small(limit) - small(value))
                    if room > 0 and loss > 0:
                        step = min(step, room / loss)
            for column, number in self._variable.items():
                value = simplex.value(column)
                if self.component.variables[number].integer and small(value):
                    step = min(step, _to_next_integer(value, self._scale) / 2)
        values = {}
        for column, number in self._variable.items():
            value = simplex.value(column)
            exact = real(value) + small(value) * step if infinitesimal else real(value)
            values[number] = exact / self._scale
        return values

    def explain(self, ends: Iterable[End]) -> Reason:
        """What a set of ends found by the simplex method stands for."""
        claims: set[int] = set()
        figures: set[int] = set()
        branch = False
        for column, upper in ends:
            number = self._variable.get(column)
            if number is not None:
                branch |= self._blame(number, figures, upper)
                continue
            place = self._place[column]
            constraint = self.component.constraints[place]
            claims.add(constraint.claim)
            if isinstance(constraint, Times):
                if place in self._outer:
                    claims.update(range(len(self.component.claims)))
                    figures.update(v for v in range(len(self._domains)))
                    branch = True
                branch |= self._blame(constraint.factor.variable, figures, None)
                if constraint.periods is not None:
                    branch |= self._blame(constraint.periods, figures, None)
                free = constraint.other.over(
                    self.component.variables[constraint.other.variable].free
                )
                assumed = constraint.other.over(self._domains[constraint.other.variable])
                if (
                    not constraint.leaf
                    or assumed.is_point
                    or sign_of(free) != sign_of(assumed)
                    or (0 in free) != (0 in assumed)
                ):
                    branch |= self._blame(constraint.other.variable, figures, None)
        assert self._state is not None
        printed = {
            f for f in figures if self.component.variables[f].printed and f not in self._state.freed
        }
        return Reason(frozenset(claims), frozenset(printed), branch)

    def _blame(self, number: int, figures: set[int], upper: bool | None) -> bool:
        """Adds the figure behind an end (both ends: None); whether a branch set that end."""
        figures.add(number)
        if number not in self._branch:
            return False
        assert self._state is not None
        own, assumed = self.component.domain(number, self._state), self._domains[number]
        if upper is None:
            return own != assumed
        if upper:
            return own.high != assumed.high
        return own.low != assumed.low


def _sign(term: Term, domain: Interval) -> int:
    """All that a slope's rows need to know of a term's values: where they lie beside zero."""
    zero = term.solve(Fraction(0)) if term.shift else 0
    if zero in domain:
        above = domain.high is None or domain.high > zero
        below = domain.low is None or domain.low < zero
        return above + 2 * below if term.scale > 0 else below + 2 * above
    return 4 + ((domain.low is not None and domain.low >= zero) == (term.scale > 0))


def _to_next_integer(value: Value, scale: int) -> Fraction:
    """The step at which a value with an infinitesimal part would reach a whole number."""
    where = real(value) / scale
    down = where - (ceil(where) - 1)
    return (down if small(value) < 0 else 1 + floor(where) - where) * scale / abs(small(value))


def _common_denominator(component: Component) -> int:
    """The scale that makes integers of all printed ends (absurd ones aside)."""
    denominators = {2}
    for number, variable in enumerate(component.variables):
        if number not in component.leaves:
            for end in (variable.interval.low, variable.interval.high, variable.start):
                if end is not None and end.denominator < 10**30:
                    denominators.add(end.denominator)
    # where branches cut products at short decimals, those are integers too
    return lcm(*denominators) * (1 if component.straight else 10**9)
