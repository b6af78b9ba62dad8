"""What the solver is asked: variables with what their prints permit, and claims that tie them.

Every kind of claim comes down to two constraints. A `Row` is linear: totals, changes, limits.
A `Product` is a result that is a factor times another quantity: growth
(`current == (rate + 1) * base`), shares (`part == share * whole`), means
(`total == mean * count`) and, with an exponent, compound growth
(`end == (rate + 1)**periods * start`); the number of periods may be a variable too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.interval import EVERYTHING, Interval


@dataclass(frozen=True, slots=True)
class Variable:
    """A quantity of the document.

    `interval` is what its print permits (or what is known of an unprinted one), `free` what
    remains possible when the print is distrusted. `weight` is the cost of distrusting it, None
    when it is never suspected. `start` is the printed value, the first guess of every search.
    """

    name: str
    interval: Interval
    free: Interval = EVERYTHING
    integer: bool = False
    weight: int | Fraction | None = 1
    printed: bool = True
    start: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Affine:
    """`scale * variable + shift`; the scale is not 0."""

    variable: str
    scale: Fraction = Fraction(1)
    shift: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Row:
    """The sum of coefficient times variable lies in `bounds`."""

    terms: tuple[tuple[str, Fraction], ...]
    bounds: Interval


@dataclass(frozen=True, slots=True)
class Product:
    """`result == factor**exponent * other`.

    The exponent is a whole number of at least 1, or the variable that counts the periods.
    """

    result: Affine
    factor: Affine
    other: Affine
    exponent: int | str = 1


Constraint = Row | Product


@dataclass(frozen=True, slots=True)
class Claim:
    """A check as the solver sees it; it stands or falls as a whole."""

    name: str
    constraints: tuple[Constraint, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Its variables, each once, in order."""
        return tuple(dict.fromkeys(n for it in self.constraints for n in names_of(it)))


@dataclass(frozen=True, slots=True)
class System:
    """Claims over variables. Names are unique among the variables and among the claims."""

    variables: tuple[Variable, ...]
    claims: tuple[Claim, ...]


def row(terms: Iterable[tuple[str, Fraction | int]], bounds: Interval) -> Row:
    """A row with equal variables merged."""
    merged: dict[str, Fraction] = {}
    for name, coefficient in terms:
        merged[name] = merged.get(name, Fraction(0)) + coefficient
    return Row(tuple((name, c) for name, c in merged.items() if c), bounds)


def names_of(constraint: Constraint) -> tuple[str, ...]:
    """The variables of a constraint, each once, in order."""
    if isinstance(constraint, Row):
        return tuple(name for name, _ in constraint.terms)
    three = (constraint.result, constraint.factor, constraint.other)
    names = dict.fromkeys(affine.variable for affine in three)
    if isinstance(constraint.exponent, str):
        names[constraint.exponent] = None
    return tuple(names)


def components(system: System) -> list[System]:
    """The parts of a system that share no variable, in document order; free variables left out."""
    parent = list(range(len(system.claims)))

    def root(claim: int) -> int:
        while parent[claim] != claim:
            parent[claim] = parent[parent[claim]]
            claim = parent[claim]
        return claim

    owner: dict[str, int] = {}
    for number, claim in enumerate(system.claims):
        for constraint in claim.constraints:
            for name in names_of(constraint):
                first = owner.setdefault(name, number)
                one, two = root(first), root(number)
                parent[max(one, two)] = min(one, two)
    claims: dict[int, list[Claim]] = {}
    for number, claim in enumerate(system.claims):
        claims.setdefault(root(number), []).append(claim)
    variables: dict[int, list[Variable]] = {}
    for variable in system.variables:
        if variable.name in owner:
            variables.setdefault(root(owner[variable.name]), []).append(variable)
    return [System(tuple(variables.get(key, ())), tuple(claims[key])) for key in claims]


def restrict(system: System, claims: Sequence[str]) -> System:
    """The system of only these claims and their variables."""
    kept = set(claims)
    chosen = tuple(claim for claim in system.claims if claim.name in kept)
    used = {n for claim in chosen for constraint in claim.constraints for n in names_of(constraint)}
    return System(tuple(v for v in system.variables if v.name in used), chosen)
