"""Equations between sums of figures, with every figure once.

`inflow - outflow == 2 * inflow - balance` uses a figure twice, and intervals then allow more than
is true; with equal figures taken together they are exact.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from crossfoot.expression import (
    Constant,
    Equation,
    Expression,
    Negative,
    Product,
    Quotient,
    Sum,
    Variable,
)

_Terms = dict[str, Fraction]  # what each figure is multiplied by; the constant is at ""


@lru_cache(maxsize=256)
def collected(equation: Equation) -> Equation | None:
    """The equation as one sum against a number; None when it is no sum of multiples."""
    left, right = _terms(equation.left), _terms(equation.right)
    if left is None or right is None:
        return None
    terms = _sum(left, right, Fraction(-1))
    constant = terms.pop("", Fraction(0))
    members = tuple(
        Variable(name) if factor == 1 else Product((Constant(factor), Variable(name)))
        for name, factor in terms.items()
    )
    total = Sum(members) if members else Constant(Fraction(0))
    return Equation(total, equation.comparison, Constant(-constant))


def _terms(it: Expression) -> _Terms | None:
    match it:
        case Constant(value):
            return {"": value}
        case Variable(name):
            return {name: Fraction(1)}
        case Negative(operand):
            inner = _terms(operand)
            return None if inner is None else _sum({}, inner, Fraction(-1))
        case Sum(terms):
            return _summed(terms)
        case Product(factors):
            return _multiplied(factors)
        case Quotient(numerator, denominator):
            above, below = _terms(numerator), _terms(denominator)
            if above is None or below is None or set(below) - {""} or not below.get(""):
                return None
            return _sum({}, above, 1 / below[""])
    return None


def _summed(terms: tuple[Expression, ...]) -> _Terms | None:
    result: _Terms = {}
    for term in terms:
        one = _terms(term)
        if one is None:
            return None
        result = _sum(result, one, Fraction(1))
    return result


def _multiplied(factors: tuple[Expression, ...]) -> _Terms | None:
    result: _Terms = {"": Fraction(1)}
    for factor in factors:
        one = _terms(factor)
        if one is None:
            return None
        if set(one) <= {""}:
            result = _sum({}, result, one.get("", Fraction(0)))
        elif set(result) <= {""}:
            result = _sum({}, one, result.get("", Fraction(0)))
        else:
            return None
    return result


def _sum(one: _Terms, other: _Terms, factor: Fraction) -> _Terms:
    result = dict(one)
    for name, value in other.items():
        result[name] = result.get(name, Fraction(0)) + value * factor
    return {name: value for name, value in result.items() if value}
