"""One component of a system, compiled to numbered variables and integer coefficients."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from math import gcd, lcm

from crossfoot.interval import Interval
from crossfoot.message import Message, message
from crossfoot.power import LARGEST_EXPONENT
from crossfoot.solver.grid import GRID, Ends, on_grid, whole
from crossfoot.solver.powers import EXACT, powers
from crossfoot.solver.system import Affine, Row, System, Variable, names_of


@dataclass(frozen=True, slots=True)
class Term:
    """`(scale * variable + shift) / divisor`, in integers."""

    variable: int
    scale: int
    shift: int
    divisor: int

    def of(self, value: Fraction) -> Fraction:
        """The term's value for a value of its variable."""
        return (self.scale * value + self.shift) / self.divisor

    def over(self, interval: Interval) -> Interval:
        """The term's values for the values of its variable."""
        if self.scale == 1 and self.divisor == 1 and not self.shift:
            return interval
        return (interval * self.scale + self.shift) * Fraction(1, self.divisor)

    def solve(self, value: Fraction) -> Fraction:
        """The variable's value for a value of the term."""
        return (value * self.divisor - self.shift) / self.scale


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of integer coefficient * variable lies in `bounds`."""

    claim: int
    variables: tuple[int, ...]
    coefficients: tuple[int, ...]
    bounds: Interval
    ends: Ends  # the bounds on the grid


@dataclass(frozen=True, slots=True)
class Times:
    """`result == factor**exponent * other`; the variable `periods` is the exponent if there is one.

    `leaf` says that the factor occurs in no other constraint: then it is only a slope, and the
    constraint is linear in the other two once the number of periods is known.
    """

    claim: int
    variables: tuple[int, ...]
    result: Term
    factor: Term
    other: Term
    exponent: int
    leaf: bool
    periods: int | None = None

    @property
    def is_plain(self) -> bool:
        """Whether it is a product of two, and no power."""
        return self.exponent == 1 and self.periods is None

    def slope(self, of: Callable[[int], Interval]) -> Interval:
        """`factor**exponent` for the values of variables; at least these, if not `is_told`."""
        values = self.factor.over(of(self.factor.variable))
        if self.periods is None:
            return values if self.exponent == 1 else values**self.exponent
        exponent = self.times(of)
        if exponent is not None and exponent <= EXACT:
            return values**exponent
        low, high = powers(on_grid(values), on_grid(of(self.periods)))
        return Interval(
            None if low is None else Fraction(low, GRID),
            None if high is None else Fraction(high, GRID),
        )

    def times(self, of: Callable[[int], Interval]) -> int | None:
        """The exponent, where it is one whole number that is computed exactly."""
        if self.periods is None:
            return self.exponent
        interval = of(self.periods)
        first = interval.low if interval.is_point else None
        if first is None or first.denominator != 1 or not 0 <= first <= LARGEST_EXPONENT:
            return None
        return int(first)

    def is_told(self, of: Callable[[int], Interval]) -> bool:
        """Whether `slope` is exact."""
        exponent = self.times(of)
        return exponent is not None and exponent <= EXACT


@dataclass(frozen=True, slots=True)
class State:
    """What is assumed in one question: whose print is distrusted or replaced, what is dropped."""

    freed: frozenset[int] = frozenset()
    dropped: frozenset[int] = frozenset()  # claims
    replaced: Mapping[int, Interval] = field(default_factory=dict)


class Component:
    """Variables, constraints, and who uses whom."""

    def __init__(self, system: System) -> None:
        self.system = system
        self.variables: tuple[Variable, ...] = system.variables
        self.index = {variable.name: number for number, variable in enumerate(self.variables)}
        self.claims = tuple(claim.name for claim in system.claims)
        self.claim_index = {name: number for number, name in enumerate(self.claims)}
        self.constraints: list[Sum | Times] = []
        self.of_claim: list[list[int]] = []
        self.uses: list[list[int]] = [[] for _ in self.variables]
        count: dict[str, int] = {}
        for claim in system.claims:
            for constraint in claim.constraints:
                for name in names_of(constraint):
                    count[name] = count.get(name, 0) + 1
        for number, claim in enumerate(system.claims):
            self.of_claim.append([])
            for constraint in claim.constraints:
                place = len(self.constraints)
                self.of_claim[-1].append(place)
                if isinstance(constraint, Row):
                    compiled: Sum | Times = self._sum(number, constraint)
                else:
                    result, factor, other = constraint.result, constraint.factor, constraint.other
                    exponent = constraint.exponent
                    if exponent == 1 and self._prefers_other(count, factor, other):
                        factor, other = other, factor
                    compiled = Times(
                        number,
                        tuple(self.index[name] for name in names_of(constraint)),
                        self._term(result),
                        self._term(factor),
                        self._term(other),
                        1 if isinstance(exponent, str) else exponent,
                        self._is_leaf(count, factor)
                        and factor.variable not in (result.variable, other.variable),
                        self.index[exponent] if isinstance(exponent, str) else None,
                    )
                self.constraints.append(compiled)
                for variable in compiled.variables:
                    self.uses[variable].append(place)
        self.leaves = {
            c.factor.variable for c in self.constraints if isinstance(c, Times) and c.leaf
        }
        self.lows: list[int | None] = []  # what the prints permit, on the grid
        self.highs: list[int | None] = []
        self.void: list[int] = []  # prints that permit nothing, such as half a company
        for number, it in enumerate(self.variables):
            low, high = on_grid(it.interval)
            if it.integer:
                low, high = whole(low, high)
            self.lows.append(low)
            self.highs.append(high)
            if low is not None and high is not None and low > high:
                self.void.append(number)
        self.straight = all(isinstance(c, Sum) or c.leaf for c in self.constraints)
        self.powers = [
            c for c in self.constraints if isinstance(c, Times) and c.periods is not None
        ]

    def open_powers(self, state: State) -> frozenset[int]:
        """The claims with a number of periods that is not settled in a state."""
        return frozenset(
            it.claim
            for it in self.powers
            if it.claim not in state.dropped
            and not it.is_told(lambda number: self.domain(number, state))
        )

    def why_open(self, claim: int) -> Message:
        """Why the number of periods of a claim is not settled."""
        known = [
            self.variables[it.periods].interval
            for it in self.powers
            if it.claim == claim and it.periods is not None
        ]
        for one in known:
            if one.is_point and one.integers() is not None:
                return message("the power %(exponent)s", exponent=str(one.low))
        return message("the number of periods is not one whole number")

    def is_linear(self, state: State) -> bool:
        """Whether all is linear in a state, but for the signs of what slopes are applied to."""
        return self.straight and not self.open_powers(state)

    def _sum(self, claim: int, constraint: Row) -> Sum:
        common = lcm(*(c.denominator for _, c in constraint.terms))
        coefficients = [int(c * common) for _, c in constraint.terms]
        bounds = constraint.bounds if common == 1 else constraint.bounds * common
        variables = tuple(self.index[name] for name, _ in constraint.terms)
        if all(self.variables[v].integer for v in variables):
            # a sum of whole numbers is a multiple of what its coefficients have in common
            shared = gcd(*coefficients) or 1
            whole = bounds if shared == 1 else bounds * Fraction(1, shared)
            tighter = whole.integers()
            if tighter is not None:
                coefficients = [c // shared for c in coefficients]
                bounds = tighter
        return Sum(claim, variables, tuple(coefficients), bounds, on_grid(bounds))

    def _term(self, affine: Affine) -> Term:
        divisor = lcm(affine.scale.denominator, affine.shift.denominator)
        return Term(
            self.index[affine.variable],
            int(affine.scale * divisor),
            int(affine.shift * divisor),
            divisor,
        )

    def _is_leaf(self, count: Mapping[str, int], affine: Affine) -> bool:
        variable = self.variables[self.index[affine.variable]]
        return count[affine.variable] == 1 and not variable.integer

    def _prefers_other(self, count: Mapping[str, int], factor: Affine, other: Affine) -> bool:
        return not self._is_leaf(count, factor) and self._is_leaf(count, other)

    def domain(self, variable: int, state: State) -> Interval:
        """What is assumed of a variable."""
        replaced = state.replaced.get(variable)
        if replaced is not None:
            return replaced
        it = self.variables[variable]
        return it.free if variable in state.freed else it.interval

    def figures(self, claims: Iterable[int]) -> list[int]:
        """The printed variables of these claims, in order."""
        used = {
            variable
            for claim in claims
            for place in self.of_claim[claim]
            for variable in self.constraints[place].variables
        }
        return sorted(variable for variable in used if self.variables[variable].printed)
