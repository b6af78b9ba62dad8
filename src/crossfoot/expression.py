"""Formulas as data, and the three things that are done with them.

An `Expression` is built once, by tracing a relation's formula or parsing a suite's. `evaluate`
gives the set of its values (forwards), `solve` the set one variable would have to lie in
(backwards), `words` the formula as a reader would write it. Engines translate the same nodes
into columns and constraints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from crossfoot.interval import EVERYTHING, ONE, Interval, ZeroDivisor, total
from crossfoot.power import NotWhole, periods_to, raised, rooted


@dataclass(frozen=True, slots=True)
class Constant:
    """A number of the formula itself."""

    value: Fraction


@dataclass(frozen=True, slots=True)
class Variable:
    """A role of a relation, or in a bound formula the figure that fills it."""

    name: str


@dataclass(frozen=True, slots=True)
class Fold:
    """The sum or the product over all figures of a plural role; gone once figures are bound."""

    operation: Literal["sum", "product"]
    role: str


@dataclass(frozen=True, slots=True)
class Negative:
    """The operand with its sign changed."""

    operand: Expression


@dataclass(frozen=True, slots=True)
class Sum:
    """The sum of the terms; a subtraction adds a Negative."""

    terms: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Product:
    """The product of the factors."""

    factors: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """Numerator over denominator."""

    numerator: Expression
    denominator: Expression


@dataclass(frozen=True, slots=True)
class Power:
    """The base to a whole number, given as a constant or as a figure that is one."""

    base: Expression
    exponent: Expression


Expression = Constant | Variable | Fold | Negative | Sum | Product | Quotient | Power

Comparison = Literal["==", "<=", "<", ">=", ">"]


@dataclass(frozen=True, slots=True)
class Equation:
    """A comparison of two expressions: what a relation says."""

    left: Expression
    comparison: Comparison
    right: Expression
    names: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        # Asked for at every evaluation, so gathered once: the variables, once for every use.
        object.__setattr__(self, "names", (*variables(self.left), *variables(self.right)))


@dataclass(frozen=True, slots=True)
class AllEqual:
    """The figures of one plural role are one and the same number."""

    members: tuple[Expression, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The variables."""
        return tuple(variables(self))


Statement = Equation | AllEqual


@dataclass(frozen=True, slots=True)
class Values:
    """The values an expression can take.

    `whole`: only the integers of the interval. `exact`: every one of them is attained for some
    choice of the variables; otherwise the interval is an enclosure.
    """

    interval: Interval
    whole: bool = False
    exact: bool = True

    @classmethod
    def of(cls, interval: Interval, whole: bool) -> Values | None:
        """A variable's values; None when it is whole and no integer is permitted."""
        if not whole:
            return cls(interval)
        inside = interval.integers()
        return None if inside is None else cls(inside, whole=True)


def counted(values: Values) -> Values:
    """An exponent's values as numbers of periods. Raises NotWhole."""
    interval = values.interval
    if not values.whole and not (interval.is_point and interval.integers()):
        raise NotWhole(f"an exponent has to be one whole number, not {interval}")
    return values


Box = Mapping[str, Values]


def variables(expression: Expression | Statement) -> Iterator[str]:
    """The names used, in order of writing, once for every use."""
    match expression:
        case Constant():
            return
        case Variable(name):
            yield name
        case Fold(_, role):
            yield role
        case _:
            for child in children(expression):
                yield from variables(child)


def mentions(expression: Expression, name: str) -> bool:
    """Whether the expression uses the variable."""
    if isinstance(expression, Variable):
        return expression.name == name
    return any(mentions(child, name) for child in children(expression))


def children(expression: Expression | Statement) -> tuple[Expression, ...]:
    """The operands, in order of writing."""
    match expression:
        case Negative(operand):
            return (operand,)
        case Sum(terms):
            return terms
        case Product(factors):
            return factors
        case Quotient(numerator, denominator):
            return (numerator, denominator)
        case Power(base, exponent):
            return (base, exponent)
        case Equation(left, _, right):
            return (left, right)
        case AllEqual(members):
            return members
        case _:
            return ()


# -- forwards ------------------------------------------------------------------------------


def evaluate(expression: Expression, box: Box) -> Values:
    """The values of the expression when its variables vary independently over the box.

    Exact where every variable is used once. Raises ZeroDivisor when a divisor may be zero,
    NotWhole when an exponent is not whole, or too large.
    """
    match expression:
        case Constant(value):
            return Values(Interval.point(value), whole=value.denominator == 1)
        case Variable(name):
            return box[name]
        case Negative(operand):
            values = evaluate(operand, box)
            return Values(-values.interval, values.whole, values.exact)
        case Sum(terms):
            return _sum([evaluate(term, box) for term in terms])
        case Product(factors):
            return _combine(
                [evaluate(factor, box) for factor in factors],
                lambda intervals: _product(intervals),
            )
        case Quotient(numerator, denominator):
            return _combine(
                [evaluate(numerator, box), evaluate(denominator, box)],
                lambda intervals: intervals[0] / intervals[1],
            )
        case Power(base, exponent):
            times = counted(evaluate(exponent, box))
            return _combine(
                [evaluate(base, box), times], lambda intervals: raised(intervals[0], times.interval)
            )
        case Fold(_, role):
            raise TypeError(f"the figures of {role} are not bound")


def _sum(values: list[Values]) -> Values:
    interval = total(value.interval for value in values)
    exact = all(value.exact for value in values)
    if all(value.whole for value in values):
        return Values(interval, whole=True, exact=exact)
    # Integers plus a real interval leave gaps, unless the interval is at least 1 wide.
    gaps = any(value.whole and not value.interval.is_point for value in values)
    if gaps:
        widths = [value.interval.width for value in values if not value.whole and value.exact]
        gaps = not any(width is None or width >= 1 for width in widths)
    return Values(interval, whole=False, exact=exact and not gaps)


def _combine(values: list[Values], operation: Callable[[list[Interval]], Interval]) -> Values:
    """The enclosure of products and quotients: integers that vary leave gaps in it."""
    varying_integers = any(value.whole and not value.interval.is_point for value in values)
    exact = not varying_integers and all(value.exact for value in values)
    interval = operation([value.interval for value in values])
    return Values(interval, whole=False, exact=exact)


def _product(intervals: list[Interval]) -> Interval:
    result = ONE
    for interval in intervals:
        result = result * interval
    return result


# -- backwards -----------------------------------------------------------------------------


def solve(expression: Expression, name: str, target: Interval, box: Box) -> Interval | None:
    """Where variable `name` has to lie for the expression to lie in `target`.

    None when no value would do. Exact for a variable used once when the others are real;
    everything where the operation cannot be inverted on this box.
    """
    match expression:
        case Variable():
            return target
        case Negative(operand):
            return solve(operand, name, -target, box)
        case Sum(terms):
            inner, others = _split(terms, name)
            rest = total(evaluate(term, box).interval for term in others)
            return solve(inner, name, target - rest, box)
        case Product(factors):
            inner, others = _split(factors, name)
            rest = _product([evaluate(factor, box).interval for factor in others])
            return _solve_if_invertible(inner, name, lambda: target / rest, box)
        case Quotient(numerator, denominator):
            if mentions(numerator, name):
                divisor = evaluate(denominator, box).interval
                return solve(numerator, name, target * divisor, box)
            dividend = evaluate(numerator, box).interval
            return _solve_if_invertible(denominator, name, lambda: dividend / target, box)
        case Power(base, exponent):
            if mentions(exponent, name):
                counted(evaluate(exponent, box))
                periods = periods_to(target, evaluate(base, box).interval)
                return None if periods is None else solve(exponent, name, periods, box)
            inverse = rooted(target, counted(evaluate(exponent, box)).interval)
            return None if inverse is None else solve(base, name, inverse, box)
        case _:
            raise KeyError(name)


def _split(operands: tuple[Expression, ...], name: str) -> tuple[Expression, list[Expression]]:
    index = next(i for i, operand in enumerate(operands) if mentions(operand, name))
    return operands[index], [*operands[:index], *operands[index + 1 :]]


def _solve_if_invertible(
    inner: Expression, name: str, inverse: Callable[[], Interval], box: Box
) -> Interval | None:
    try:
        target = inverse()
    except ZeroDivisor:
        return EVERYTHING
    return solve(inner, name, target, box)


# -- words ---------------------------------------------------------------------------------

_SUM, _PRODUCT, _POWER, _ATOM = range(4)  # how tightly an operator binds


def words(expression: Expression | Statement, name: Callable[[str], str] = str) -> str:
    """The formula as a reader would write it; `name` says what to write for a variable."""
    match expression:
        case Equation(left, comparison, right):
            sign = {"==": "=", "<=": "≤", ">=": "≥"}.get(comparison, comparison)
            return f"{words(left, name)} {sign} {words(right, name)}"
        case AllEqual(members):
            return " = ".join(words(member, name) for member in members)
        case _:
            return _words(expression, name)[0]


def _words(expression: Expression, name: Callable[[str], str]) -> tuple[str, int]:
    def inside(child: Expression, binding: int) -> str:
        text, tightness = _words(child, name)
        return text if tightness >= binding else f"({text})"

    match expression:
        case Constant(value):
            return (str(value), _ATOM if value.denominator == 1 and value >= 0 else _PRODUCT)
        case Variable(variable):
            return name(variable), _ATOM
        case Fold(operation, role):
            return f"{operation}({name(role)})", _ATOM
        case Negative(operand):
            return f"-{inside(operand, _PRODUCT)}", _SUM
        case Sum(terms):
            text = inside(terms[0], _SUM)
            for term in terms[1:]:
                if isinstance(term, Negative):
                    text += f" - {inside(term.operand, _PRODUCT)}"
                else:
                    text += f" + {inside(term, _PRODUCT)}"
            return text, _SUM
        case Product(factors):
            return " × ".join(inside(factor, _PRODUCT) for factor in factors), _PRODUCT
        case Quotient(numerator, denominator):
            return f"{inside(numerator, _PRODUCT)} / {inside(denominator, _POWER)}", _PRODUCT
        case Power(base, exponent):
            return f"{inside(base, _ATOM)}^{inside(exponent, _ATOM)}", _POWER
