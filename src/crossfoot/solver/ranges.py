"""The interval a figure would have to lie in, given everything else that is assumed.

A quantity's ends are optima of the relaxation, searched through branch and bound; a slope's are
optima of `result / other` (Dinkelbach, *On nonlinear fractional programming*, 1967).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.interval import NOT_NEGATIVE, Interval
from crossfoot.solver.budget import Spent
from crossfoot.solver.component import State, Term, Times
from crossfoot.solver.decision import Decider
from crossfoot.solver.delta import Delta, Value, real, small
from crossfoot.solver.grid import GRID, on_grid
from crossfoot.solver.powers import EXACT, root, root_floor
from crossfoot.solver.propagation import Propagation
from crossfoot.solver.relaxation import NO_BOUNDS, Bounds
from crossfoot.solver.search import Search

_NODES = 400  # of one optimum
_PERIODS = 12  # numbers of periods that are tried one by one
_NODES_BENT = 24  # where shared quantities are multiplied


@dataclass(frozen=True, slots=True)
class Range:
    """What remains possible: None for nothing. Not exact: the true range may be smaller."""

    interval: Interval | None
    exact: bool = True


@dataclass(frozen=True, slots=True)
class _Optimum:
    """An optimal value (None: without limit), where it is reached, and a point nearby."""

    value: Value | None
    closure: Mapping[int, Fraction]  # on open ends too
    inside: Mapping[int, Fraction]
    exact: bool = True


def range_of(decider: Decider, state: State, number: int) -> Range:
    """The range of a variable in a state. Ends that the budget left open are outer bounds."""
    domain = decider.component.domain(number, state)
    try:
        propagation = Propagation(decider.component, state, decider.budget)
        if not decider.component.is_linear(state) and not propagation.run():
            return Range(None)
        box = propagation.box(number).intersection(domain)
    except Spent:
        return Range(domain, exact=False)
    try:
        if number in decider.component.leaves:
            return _slope_range(decider, state, number, propagation)
        low = _optimum(decider, state, propagation, {number: Fraction(1)}, True)
        if low is None:
            return Range(None)
        high = _optimum(decider, state, propagation, {number: Fraction(1)}, False)
        assert high is not None
    except Spent:
        return Range(box, exact=False)
    found = _between(low.value, high.value)
    if low.exact and high.exact:
        return Range(found)
    return Range(_outwards(found).intersection(box) if box is not None else None, exact=False)


def _outwards(interval: Interval) -> Interval:
    """The interval with ends on the grid: what is an outer bound need not be a long number."""
    low, high = on_grid(interval)
    return Interval(
        None if low is None else Fraction(low, GRID), None if high is None else Fraction(high, GRID)
    )


def _between(low: Value | None, high: Value | None) -> Interval:
    return Interval(
        None if low is None else real(low),
        None if high is None else real(high),
        low is not None and not small(low),
        high is not None and not small(high),
    )


def _optimum(
    decider: Decider,
    state: State,
    propagation: Propagation,
    terms: Mapping[int, Fraction],
    downwards: bool,
    root_bounds: Bounds = NO_BOUNDS,
    where: bool = False,
) -> _Optimum | None:
    """The least (greatest) value of a sum of variables; None when nothing is possible.

    `where` asks for the place of the optimum too.
    """
    relaxation = decider.relaxation
    row, lift = relaxation.objective(terms)
    if lift < 0:
        downwards = not downwards
    search = Search(relaxation, state, propagation, root_bounds)
    limit = _NODES if decider.component.is_linear(state) else _NODES_BENT
    best: _Optimum | None = None
    bound: Value | None = None
    for nodes, node in enumerate(search):
        if nodes > limit:
            return _Optimum(bound, {}, {}, False)
        if relaxation.simplex.check() is not None:
            continue
        value = relaxation.simplex.minimise(row, downwards)
        found = None if value is None else _divided(value, lift)
        if not nodes:
            bound = found
        if best is not None and found is not None:
            assert best.value is not None
            better = found < best.value if downwards == (lift > 0) else found > best.value
            if not better:
                continue
        closure = relaxation.closure() if where else {}
        inside = relaxation.point() if where else {}
        if search.split(node):
            continue
        if search.open:
            relaxation.release(row)
            return _Optimum(bound, {}, {}, exact=False)
        if relaxation.inexact and (found is None or small(found)):
            # The point is a solution, but the optimum is not at it, and the rows say too little
            # to tell that solutions come close to it.
            if search.split_further(node):
                continue
            relaxation.release(row)
            return _Optimum(bound, {}, {}, exact=False)
        best = _Optimum(found, closure, inside)
        if found is None:
            break
    relaxation.release(row)
    return best


def _divided(value: Value, lift: Fraction) -> Value:
    if small(value):
        return value * (1 / lift)
    return real(value) / lift


def _slope_range(decider: Decider, state: State, number: int, propagation: Propagation) -> Range:
    component = decider.component
    domain = component.domain(number, state)
    it = next(
        c
        for c in component.constraints
        if isinstance(c, Times) and c.leaf and c.factor.variable == number
    )
    if it.claim in state.dropped:
        return Range(domain)
    exponent = it.times(lambda one: component.domain(one, state))
    if not exponent or exponent > EXACT:
        return _over_periods(decider, state, number, it, propagation)
    other = it.other.variable
    zero = it.other.solve(Fraction(0))
    found: Interval | None = None
    exact = True
    for side in (
        Interval(zero, None, low_closed=False),
        Interval(None, zero, high_closed=False),
        Interval.point(zero),
    ):
        if component.domain(other, state).intersection(side) is None:
            continue
        first = _optimum(
            decider, state, propagation, {other: Fraction(1)}, True, {other: side}, where=True
        )
        if first is None:
            continue
        if side.is_point:
            return Range(domain)  # nothing times zero says nothing of the slope
        positive = (side.low is not None) == (it.other.scale > 0)
        ends = [
            _ratio(decider, state, propagation, it, {other: side}, first, positive, downwards)
            for downwards in (True, False)
        ]
        exact &= ends[0][1] and ends[1][1]
        part = _between(ends[0][0], ends[1][0])
        found = part if found is None else found.hull(part)
    if found is None:
        return Range(None)
    told = exponent == 1 or it.factor.over(domain).issubset(NOT_NEGATIVE)
    interval = _bases(it, exponent, found, domain).intersection(domain)
    if interval is not None and not exact:
        interval = interval.intersection(propagation.box(number))
    return Range(interval, exact and told)


def _over_periods(
    decider: Decider, state: State, number: int, it: Times, propagation: Propagation
) -> Range:
    """The range of a slope for one number of periods after the other, if they are few."""
    component = decider.component
    domain = component.domain(number, state)
    outer = Range(propagation.box(number).intersection(domain), exact=False)
    if it.periods is None or not component.variables[it.periods].integer:
        return outer
    left = propagation.box(it.periods)
    first, last = left.first_integer, left.last_integer
    if first is None or last is None or last - first >= _PERIODS or not 0 < first <= last <= EXACT:
        return outer
    found: Range = Range(None)
    for periods in range(first, last + 1):
        replaced = {**state.replaced, it.periods: Interval.point(periods)}
        one = range_of(decider, State(state.freed, state.dropped, replaced), number)
        if one.interval is not None:
            both = one.interval if found.interval is None else found.interval.hull(one.interval)
            found = Range(both, found.exact and one.exact)
    return found


def _bases(it: Times, exponent: int, slopes: Interval, domain: Interval) -> Interval:
    """The values of the factor's variable for these slopes.

    An end that is an irrational root is the next number outwards on the grid, as an open end.
    """
    term = it.factor
    if exponent > 1:
        base = on_grid(term.over(domain))
        if base[0] is None or base[0] < 0:
            slopes = term.over(domain)  # of either sign, which a power need not tell
        else:
            low, high = root(on_grid(slopes), exponent, base)
            least, most = (_exact_root(end, exponent) for end in (slopes.low, slopes.high))
            slopes = Interval(
                Fraction(low, GRID) if least is None and low is not None else least,
                Fraction(high, GRID) if most is None and high is not None else most,
                least is not None and slopes.low_closed,
                most is not None and slopes.high_closed,
            )
    return (slopes * term.divisor - term.shift) * Fraction(1, term.scale)


def _exact_root(value: Fraction | None, exponent: int) -> Fraction | None:
    """The root of a number that is not negative, where it is a fraction."""
    if value is None or value < 0:
        return None
    found = Fraction(root_floor(value.numerator, exponent), root_floor(value.denominator, exponent))
    return found if found**exponent == value else None


def _ratio(
    decider: Decider,
    state: State,
    propagation: Propagation,
    it: Times,
    side: Bounds,
    start: _Optimum,
    positive: bool,
    downwards: bool,
) -> tuple[Value | None, bool]:
    """The least (greatest) result / other where other has one sign; None: without limit."""
    if not start.exact:
        return None, False
    point = start.inside
    for _ in range(60):
        result = it.result.of(point[it.result.variable])
        other = it.other.of(point[it.other.variable])
        if not other:
            return None, True  # the quotient grows without limit towards zero
        slope = result / other
        terms = _difference(it.result, it.other, slope)
        if not terms:
            return slope, True
        optimum = _optimum(
            decider, state, propagation, terms, downwards == positive, side, where=True
        )
        assert optimum is not None
        if optimum.value is None or not optimum.exact:
            return None, False
        shift = Fraction(it.result.shift, it.result.divisor)
        shift -= slope * Fraction(it.other.shift, it.other.divisor)
        gain = real(optimum.value) + shift
        if not gain:
            return (Delta(slope, 1) if small(optimum.value) else slope), True
        point = optimum.closure
    return None, False


def _difference(result: Term, other: Term, slope: Fraction) -> dict[int, Fraction]:
    """The variable part of result - slope * other."""
    terms: dict[int, Fraction] = {}
    for term, factor in ((result, Fraction(1)), (other, -slope)):
        scale = factor * term.scale / term.divisor
        terms[term.variable] = terms.get(term.variable, Fraction(0)) + scale
    return {v: c for v, c in terms.items() if c}
