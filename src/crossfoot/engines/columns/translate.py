"""The one translation of a formula into columns, for every engine."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from itertools import combinations
from operator import add, mul

from crossfoot.engines.columns.whole import Arithmetic, Condition, Ratio, Span, either
from crossfoot.expression import (
    AllEqual,
    Constant,
    Equation,
    Expression,
    Fold,
    Negative,
    Power,
    Product,
    Quotient,
    Statement,
    Sum,
    Variable,
)

Box = Mapping[str, Span]


class NotVectorised(Exception):
    """A formula that only the kernel can judge, such as one with a power that varies by row."""


def span(expression: Expression, box: Box, arithmetic: Arithmetic) -> Span:
    """The values of the expression in every row, as `crossfoot.expression.evaluate` has them."""

    def inner(child: Expression) -> Span:
        return span(child, box, arithmetic)

    match expression:
        case Constant(value):
            return Span.at(_constant(value, arithmetic))
        case Variable(name):
            return box[name]
        case Negative(operand):
            return -inner(operand)
        case Sum(terms):
            return reduce(add, map(inner, terms))
        case Product(factors):
            return reduce(mul, map(inner, factors))
        case Quotient(numerator, denominator):
            return inner(numerator) * inner(denominator).reciprocal()
        case Power(base, Constant(exponent)) if exponent.denominator == 1 and exponent > 0:
            return _power(inner(base), int(exponent), arithmetic)
        case Power() | Fold():
            raise NotVectorised


def _constant(value: Fraction, arithmetic: Arithmetic) -> Ratio:
    one = arithmetic.constant(1)
    if value == 0:
        return Ratio(Fraction(1), arithmetic.constant(0), one)
    sign = arithmetic.constant(1 if value > 0 else -1)
    return Ratio(abs(value), sign, one)


def _power(base: Span, exponent: int, arithmetic: Arithmetic) -> Span:
    # Multiplying an interval with itself is its power only where it has one sign.
    arithmetic.require(base.low.numerator.not_negative)
    return reduce(mul, [base] * exponent)


def impossible(statement: Statement, box: Box, arithmetic: Arithmetic) -> Condition:
    """Whether no values in the box satisfy the statement: a proof, row by row."""
    if isinstance(statement, AllEqual):
        spans = [span(member, box, arithmetic) for member in statement.members]
        pairs = (one.apart(other) for one, other in combinations(spans, 2))
        return reduce(either, pairs, False)
    left = span(statement.left, box, arithmetic)
    right = span(statement.right, box, arithmetic)
    match statement.comparison:
        case "==":
            return left.apart(right)
        case "<=":
            return right.wholly_below(left)
        case ">=":
            return left.wholly_below(right)
        case "<":
            return either(right.high.below(left.low), right.high.equal(left.low))
        case ">":
            return either(left.high.below(right.low), left.high.equal(right.low))


def ends(
    statement: Statement, claimed: str | None, box: Box, arithmetic: Arithmetic
) -> tuple[Span, Span] | None:
    """What the claim permits and what the other figures give, for showing; None if not told."""
    if not isinstance(statement, Equation):
        return None
    left, right = statement.left, statement.right
    if claimed is None or right == Variable(claimed):
        left, right = right, left
    elif left != Variable(claimed):
        return None
    return span(left, box, arithmetic), span(right, box, arithmetic)
