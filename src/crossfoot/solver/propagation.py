"""Interval propagation: every constraint narrows its variables until nothing changes.

Ends are integers on a grid of 1e-18, always rounded outwards, and open ends count as closed:
what comes out holds every solution, so an empty set is a proof. Far cheaper than the simplex
method and enough for most errors; what it does not find, the simplex method does.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from fractions import Fraction

from crossfoot.interval import Interval
from crossfoot.solver.budget import Budget
from crossfoot.solver.component import Component, State, Sum, Term, Times
from crossfoot.solver.grid import GRID, Ends, on_grid, whole
from crossfoot.solver.powers import SHORT, bases, counts, power, powers, root, settled

_FAR = GRID << 400
_WORTH = 64  # a change below this part of the width is kept but wakes nobody
_ROUNDS = 60  # revisions of a constraint, on average, before propagation gives up
Core = tuple[frozenset[int], frozenset[int]]  # claims and figures that contradict each other


class Propagation:
    """The boxes of one component in one state; `core` is set when a box came out empty."""

    def __init__(
        self,
        component: Component,
        state: State,
        budget: Budget,
        branch: Mapping[int, Interval] | None = None,
    ) -> None:
        self.component = component
        self.state = state
        self.budget = budget
        self._trail: list[tuple[int, bool, int]] = []
        self._queue: deque[int] = deque()
        self._queued: set[int] = set()
        self._culprit = -1
        self.core: Core | None = None
        self.low, self.high = list(component.lows), list(component.highs)
        for number in component.void:
            if number not in state.freed and number not in state.replaced:
                self.core = (frozenset(), frozenset([number]))
        for number in sorted(state.freed.union(state.replaced)):
            low, high = on_grid(component.domain(number, state))
            if component.variables[number].integer:
                low, high = whole(low, high)
            self.low[number], self.high[number] = low, high
            if low is not None and high is not None and low > high:
                self.core = (frozenset(), frozenset([number]))

        for number, bounds in (branch or {}).items():
            low, high = on_grid(bounds)
            if component.variables[number].integer:
                low, high = whole(low, high)
            old_low, old_high = self.low[number], self.high[number]
            if low is not None and (old_low is None or low > old_low):
                self.low[number] = old_low = low
            if high is not None and (old_high is None or high < old_high):
                self.high[number] = old_high = high
            if old_low is not None and old_high is not None and old_low > old_high:
                self.core = (frozenset(), frozenset([number]))

    def run(self, places: Iterable[int] | None = None) -> bool:
        """Narrows until nothing changes (all constraints, or from these on); False when empty."""
        if self.core is not None:
            return False
        component, dropped = self.component, self.state.dropped
        for place in range(len(component.constraints)) if places is None else places:
            self._wake(place)
        revisions = _ROUNDS * len(component.constraints)
        while self._queue and revisions:
            revisions -= 1
            place = self._queue.popleft()
            self._queued.discard(place)
            constraint = component.constraints[place]
            if constraint.claim in dropped:
                continue
            self.budget.spend(4 * len(constraint.variables))
            if not self.revise(place):
                self._culprit = place
                self.core = self._explain(place)
                return False
        return True

    def revise(self, place: int) -> bool:
        """Narrows by one constraint; False when it cannot hold."""
        constraint = self.component.constraints[place]
        if isinstance(constraint, Sum):
            return self._revise_sum(place, constraint)
        return self._revise_times(place, constraint)

    def refutes(self, claim: int, instead: Mapping[int, Interval] | None = None) -> bool:
        """Whether a claim by itself cannot hold; the boxes stay as they are.

        `instead` holds other domains for some of its variables.
        """
        places = self.component.of_claim[claim]
        used = {v for place in places for v in self.component.constraints[place].variables}
        saved = [(v, self.low[v], self.high[v]) for v in used]
        for v, domain in (instead or {}).items():
            low, high = on_grid(domain)
            if self.component.variables[v].integer:
                low, high = whole(low, high)
            self.low[v], self.high[v] = low, high
            if low is not None and high is not None and low > high:
                places = []
        passes = 1 if len(places) == 1 else 3
        refuted = not places or not all(
            self.revise(place) for _ in range(passes) for place in places
        )
        for variable, low, high in saved:
            self.low[variable], self.high[variable] = low, high
        self._queue.clear()
        self._queued.clear()
        self._trail.clear()
        return refuted

    def box(self, variable: int) -> Interval:
        """What is left of a variable; closed ends."""
        low, high = self.low[variable], self.high[variable]
        if low is not None and high is not None and low < high:
            # short numbers, rounded outwards: they become coefficients, and long ones are slow
            unit = 10 ** max(0, len(str(high - low)) - 4)
            low, high = low // unit * unit, -(-high // unit) * unit
        return Interval(
            None if low is None else Fraction(low, GRID),
            None if high is None else Fraction(high, GRID),
        )

    # -- sums ------------------------------------------------------------------------------

    def _revise_sum(self, place: int, constraint: Sum) -> bool:
        lows, highs = self.low, self.high
        least = most = 0  # the finite part of the sum's range
        loose_least = loose_most = 0  # how many terms have no limit
        for variable, coefficient in zip(
            constraint.variables, constraint.coefficients, strict=True
        ):
            low, high = lows[variable], highs[variable]
            if coefficient < 0:
                low, high = high, low
            if low is None:
                loose_least += 1
            else:
                least += coefficient * low
            if high is None:
                loose_most += 1
            else:
                most += coefficient * high
        floor, ceiling = constraint.ends
        if not loose_least and ceiling is not None and least > ceiling:
            return False
        if not loose_most and floor is not None and most < floor:
            return False
        above = ceiling is not None and loose_least < 2
        below = floor is not None and loose_most < 2
        if not above and not below:
            return True
        for variable, coefficient in zip(
            constraint.variables, constraint.coefficients, strict=True
        ):
            low, high = lows[variable], highs[variable]
            if coefficient < 0:
                low, high = high, low
            # room: how large coefficient * variable may become, how small it must not be
            up = down = None
            if above and (not loose_least or (loose_least == 1 and low is None)):
                assert ceiling is not None
                up = ceiling - (least if low is None else least - coefficient * low)
            if below and (not loose_most or (loose_most == 1 and high is None)):
                assert floor is not None
                down = floor - (most if high is None else most - coefficient * high)
            if coefficient < 0:
                up, down = down, up
            new_high = None if up is None else -(-up // coefficient)
            new_low = None if down is None else down // coefficient
            if not self._narrow(variable, new_low, new_high, place):
                return False
        return True

    # -- products --------------------------------------------------------------------------

    def _revise_times(self, place: int, constraint: Times) -> bool:
        result, factor, other = constraint.result, constraint.factor, constraint.other
        exponent, periods = constraint.exponent, constraint.periods
        y, k, x = self._term(result), self._term(factor), self._term(other)
        times: Ends = (exponent * GRID, exponent * GRID)
        if periods is not None:
            times = self.low[periods], self.high[periods]
            exponent = settled(times)
        slope = power(k, exponent) if exponent else powers(k, times)
        if not self._narrow_term(result, _times(slope, x), place):
            return False
        y = self._term(result)
        quotient = _over(y, slope)
        if quotient is not None and not self._narrow_term(other, quotient, place):
            return False
        x = self._term(other)
        quotient = _over(y, x)
        if quotient is None:
            return True
        if 0 < exponent <= SHORT:
            narrower = root(quotient, exponent, k)
        else:
            narrower = bases(quotient, times, k)
        if not self._narrow_term(factor, narrower, place):
            return False
        if exponent or periods is None:
            return True
        whole_ = self.component.variables[periods].integer
        times = counts(quotient, self._term(factor), times, whole_)
        return self._narrow(periods, *times, place)

    def _term(self, term: Term) -> Ends:
        low, high = self.low[term.variable], self.high[term.variable]
        return _affine(low, high, term)

    def _narrow_term(self, term: Term, ends: Ends, place: int) -> bool:
        scale, shift, divisor = term.scale, term.shift * GRID, term.divisor
        low, high = ends
        if scale < 0:
            low, high = high, low
        if low is not None:
            low = (low * divisor - shift) // scale
        if high is not None:
            high = -(-(high * divisor - shift) // scale)
        return self._narrow(term.variable, low, high, place)

    # -- bookkeeping -----------------------------------------------------------------------

    def _wake(self, place: int) -> None:
        if place not in self._queued:
            self._queued.add(place)
            self._queue.append(place)

    def _narrow(self, variable: int, low: int | None, high: int | None, place: int) -> bool:
        old_low, old_high = self.low[variable], self.high[variable]
        if self.component.variables[variable].integer:
            low, high = whole(low, high)
        # What is so far off bounds nothing, and products of such ends would grow without end.
        low = None if low is not None and abs(low) > _FAR else low
        high = None if high is not None and abs(high) > _FAR else high
        rises = low is not None and (old_low is None or low > old_low)
        falls = high is not None and (old_high is None or high < old_high)
        if not rises and not falls:
            return True
        worth = False
        if rises:
            assert low is not None
            self.low[variable] = low
            self._trail.append((variable, False, place))
            worth = (
                old_low is None
                or old_high is None
                or ((low - old_low) * _WORTH > old_high - old_low)
            )
        if falls:
            assert high is not None
            self.high[variable] = high
            self._trail.append((variable, True, place))
            worth = (
                worth
                or old_low is None
                or old_high is None
                or ((old_high - high) * _WORTH > old_high - old_low)
            )
        low, high = self.low[variable], self.high[variable]
        if low is not None and high is not None and low > high:
            return False
        if worth:
            for user in self.component.uses[variable]:
                if user != place:
                    self._wake(user)
        return True

    def _explain(self, place: int) -> Core:
        """The claims that led to the empty box, and the prints they started from."""
        component = self.component
        claims = {component.constraints[place].claim}
        needed = {
            (variable, end)
            for variable in component.constraints[place].variables
            for end in (False, True)
        }
        for variable, end, source in reversed(self._trail):
            if (variable, end) not in needed:
                continue
            needed.discard((variable, end))
            constraint = component.constraints[source]
            claims.add(constraint.claim)
            if isinstance(constraint, Sum):
                pairs = list(zip(constraint.variables, constraint.coefficients, strict=True))
                own = next(c for v, c in pairs if v == variable)
                uses_least = (own > 0) == end
                needed.update((v, (c < 0) == uses_least) for v, c in pairs if v != variable)
            else:
                needed.update(
                    (v, e) for v in constraint.variables if v != variable for e in (False, True)
                )
        freed, variables = self.state.freed, component.variables
        figures = {v for v, _ in needed if variables[v].printed and v not in freed}
        return frozenset(claims), frozenset(figures)


def _affine(low: int | None, high: int | None, term: Term) -> Ends:
    scale, shift, divisor = term.scale, term.shift * GRID, term.divisor
    if scale < 0:
        low, high = high, low
    if low is not None:
        low = (scale * low + shift) // divisor
    if high is not None:
        high = -(-(scale * high + shift) // divisor)
    return low, high


def _times(one: Ends, two: Ends) -> Ends:
    a, b = one
    c, d = two
    if a is not None and b is not None and c is not None and d is not None:
        if a >= 0 and c >= 0:
            return a * c // GRID, -(-b * d // GRID)
        corners = (a * c, a * d, b * c, b * d)
        return min(corners) // GRID, -(-max(corners) // GRID)
    ends = [
        _corner(x, x_up, y, y_up)
        for x, x_up in ((a, False), (b, True))
        for y, y_up in ((c, False), (d, True))
    ]
    low = None if any(far < 0 for far, _ in ends) else min(v for far, v in ends if not far) // GRID
    high = None if any(far > 0 for far, _ in ends) else -(-max(v for f, v in ends if not f) // GRID)
    return low, high


def _corner(x: int | None, x_up: bool, y: int | None, y_up: bool) -> tuple[int, int]:
    """A product of two ends: (0, value), or (sign, 0) when it is infinite."""
    if x is not None and y is not None:
        return 0, x * y
    if x == 0 or y == 0:
        return 0, 0
    positive = (x_up if x is None else x > 0) == (y_up if y is None else y > 0)
    return (1 if positive else -1), 0


def _over(dividend: Ends, divisor: Ends) -> Ends | None:
    """The q with q * divisor = dividend for some pair; None when that says nothing."""
    low, high = divisor
    if (low is None or low < 0) and (high is None or high > 0):
        return None
    top, bottom = dividend
    if high is not None and high <= 0 and (low is None or low < 0):
        low, high = -high, (None if low is None else -low)
        top, bottom = (None if bottom is None else -bottom), (None if top is None else -top)
    first, last = top, bottom  # the dividend's low and high
    assert low is not None
    if low == 0:
        if high == 0:
            return None
        if first is not None and first > 0:
            return (0 if high is None else first * GRID // high), None
        if last is not None and last < 0:
            return None, (0 if high is None else -(-last * GRID // high))
        return None
    if first is None:
        least = None
    elif first >= 0:
        least = 0 if high is None else first * GRID // high
    else:
        least = first * GRID // low
    if last is None:
        most = None
    elif last >= 0:
        most = -(-last * GRID // low)
    else:
        most = 0 if high is None else -(-last * GRID // high)
    return least, most
