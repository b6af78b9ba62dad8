"""The two ways to write a formula: plain Python that is traced once, and text in a suite.

The text language is small and safe: names of figures, numbers as printed in code (`0.2`, `12`),
`+ - * / ^`, parentheses, `sum(a, b, ...)` and one comparison. Nothing of it is ever run.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.errors import SuiteError
from crossfoot.expression import (
    Comparison,
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


@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """A role while its relation's formula is traced: every operation is written down.

    `==`, `<=` and the like return the `Equation` that the relation states.
    """

    expression: Expression

    def __add__(self, other: Symbol | int | Fraction) -> Symbol:
        return Symbol(_sum(self.expression, _expression(other)))

    def __radd__(self, other: int | Fraction) -> Symbol:
        return Symbol(_sum(_expression(other), self.expression))

    def __sub__(self, other: Symbol | int | Fraction) -> Symbol:
        return Symbol(_sum(self.expression, _negative(_expression(other))))

    def __rsub__(self, other: int | Fraction) -> Symbol:
        return Symbol(_sum(_expression(other), _negative(self.expression)))

    def __mul__(self, other: Symbol | int | Fraction) -> Symbol:
        return Symbol(_product(self.expression, _expression(other)))

    def __rmul__(self, other: int | Fraction) -> Symbol:
        return Symbol(_product(_expression(other), self.expression))

    def __truediv__(self, other: Symbol | int | Fraction) -> Symbol:
        return Symbol(Quotient(self.expression, _expression(other)))

    def __rtruediv__(self, other: int | Fraction) -> Symbol:
        return Symbol(Quotient(_expression(other), self.expression))

    def __pow__(self, other: Symbol | int) -> Symbol:
        return Symbol(Power(self.expression, _expression(other)))

    def __neg__(self) -> Symbol:
        return Symbol(_negative(self.expression))

    def __eq__(self, other: object) -> Equation:  # type: ignore[override]  # states an equation
        return self._compare("==", other)

    def __le__(self, other: Symbol | int | Fraction) -> Equation:
        return self._compare("<=", other)

    def __ge__(self, other: Symbol | int | Fraction) -> Equation:
        return self._compare(">=", other)

    def __lt__(self, other: Symbol | int | Fraction) -> Equation:
        return self._compare("<", other)

    def __gt__(self, other: Symbol | int | Fraction) -> Equation:
        return self._compare(">", other)

    def _compare(self, comparison: Comparison, other: object) -> Equation:
        return Equation(self.expression, comparison, _expression(other))


def sum_of(role: Symbol) -> Symbol:
    """The sum of all figures of a plural role."""
    return Symbol(Fold("sum", _role(role)))


def product_of(role: Symbol) -> Symbol:
    """The product of all figures of a plural role."""
    return Symbol(Fold("product", _role(role)))


def _role(symbol: Symbol) -> str:
    if not isinstance(symbol.expression, Variable):
        raise TypeError("only the figures of a role can be folded")
    return symbol.expression.name


def _expression(operand: object) -> Expression:
    match operand:
        case Symbol(expression):
            return expression
        case int() | Fraction():
            return Constant(Fraction(operand))
        case _:
            raise TypeError(f"a formula is made of roles and exact numbers, not {operand!r}")


def _sum(*terms: Expression) -> Sum:
    flat: list[Expression] = []
    for term in terms:
        flat.extend(term.terms if isinstance(term, Sum) else (term,))
    return Sum(tuple(flat))


def _product(*factors: Expression) -> Product:
    flat: list[Expression] = []
    for factor in factors:
        flat.extend(factor.factors if isinstance(factor, Product) else (factor,))
    return Product(tuple(flat))


def _negative(operand: Expression) -> Expression:
    return operand.operand if isinstance(operand, Negative) else Negative(operand)


# -- binding -------------------------------------------------------------------------------


def bind(expression: Expression, figures: dict[str, tuple[str, ...]]) -> Expression:
    """The formula over figures: each role replaced by the figures that fill it."""
    match expression:
        case Variable(role):
            return Variable(figures[role][0])
        case Fold("sum", role):
            return _folded(Sum, figures[role])
        case Fold(_, role):
            return _folded(Product, figures[role])
        case Negative(operand):
            return Negative(bind(operand, figures))
        case Sum(terms):
            return Sum(tuple(bind(term, figures) for term in terms))
        case Product(factors):
            return Product(tuple(bind(factor, figures) for factor in factors))
        case Quotient(numerator, denominator):
            return Quotient(bind(numerator, figures), bind(denominator, figures))
        case Power(base, exponent):
            return Power(bind(base, figures), bind(exponent, figures))
        case Constant():
            return expression


def _folded(node: type[Sum] | type[Product], names: tuple[str, ...]) -> Expression:
    members = tuple(Variable(name) for name in names)
    return members[0] if len(members) == 1 else node(members)


# -- text ----------------------------------------------------------------------------------

# Figure names may be in any script; a comparison sign and the operators cannot be part of one.
_TOKEN = re.compile(
    r"\s*(?:(\d{1,60}(?:\.\d{1,60})?%?)|([^\W\d]\w*)|(<=|>=|==|[-+*/^()<>=,≤≥×÷−]))"
)
_SIGNS = {"=": "==", "≤": "<=", "≥": ">=", "×": "*", "÷": "/", "−": "-"}
_COMPARISONS: dict[str, Comparison] = {"==": "==", "<=": "<=", "<": "<", ">=": ">=", ">": ">"}
# Longer and deeper than any formula a person writes, and well inside Python's own limits.
_LENGTH, _DEPTH = 1_000, 50


def parse_statement(text: str) -> Statement:
    """A formula with one comparison, such as `invested <= raised`. Raises SuiteError."""
    parser = _Parser(text)
    left = parser.sum()
    comparison = _COMPARISONS.get(parser.take())
    if comparison is None:
        raise parser.error("a comparison (= <= < >= >) is missing")
    right = parser.sum()
    parser.end()
    return Equation(left, comparison, right)


def parse_expression(text: str) -> Expression:
    """A formula without a comparison. Raises SuiteError."""
    parser = _Parser(text)
    expression = parser.sum()
    parser.end()
    return expression


class _Parser:
    """Recursive descent over the tokens of one formula."""

    def __init__(self, text: str) -> None:
        self.text = text
        if len(text) > _LENGTH:
            raise self.error(f"it is longer than {_LENGTH} characters")
        self.tokens = list(self._tokens(text))
        self.position = 0
        self.depth = 0

    def _tokens(self, text: str) -> Iterable[str]:
        position = 0
        text = text.rstrip()
        while position < len(text):
            match = _TOKEN.match(text, position)
            if match is None:
                raise self.error(f"{text[position:].strip()[:20]!r} is not understood")
            token = match.group().strip()
            yield _SIGNS.get(token, token)
            position = match.end()

    def error(self, problem: str) -> SuiteError:
        shown = self.text if len(self.text) <= 80 else self.text[:77] + "..."
        return SuiteError(
            f"formula {shown!r}: {problem}.",
            remedy="A formula holds figure names, numbers, + - * / ^, sum(...), parentheses "
            "and one comparison.",
        )

    def peek(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def take(self) -> str:
        token = self.peek()
        self.position += 1
        return token

    def end(self) -> None:
        if self.peek():
            raise self.error(f"{self.peek()!r} is one thing too many")

    def sum(self) -> Expression:
        terms = [self.product()]
        while self.peek() in ("+", "-"):
            sign = self.take()
            term = self.product()
            terms.append(_negative(term) if sign == "-" else term)
        return terms[0] if len(terms) == 1 else _sum(*terms)

    def product(self) -> Expression:
        result = self.power()
        while self.peek() in ("*", "/"):
            sign = self.take()
            other = self.power()
            result = Quotient(result, other) if sign == "/" else _product(result, other)
        return result

    def power(self) -> Expression:
        base = self.atom()
        if self.peek() != "^":
            return base
        self.take()
        return Power(base, self.atom())

    def atom(self) -> Expression:
        token = self.take()
        if token == "-":
            return _negative(self.nested(self.atom))
        if token == "(":
            inner = self.nested(self.sum)
            self.expect(")")
            return inner
        if token == "sum" and self.peek() == "(":
            self.take()
            terms = [self.nested(self.sum)]
            while self.peek() == ",":
                self.take()
                terms.append(self.nested(self.sum))
            self.expect(")")
            return _sum(*terms)
        if token[:1].isdigit():
            if token.endswith("%"):
                return Constant(Fraction(token[:-1]) / 100)
            return Constant(Fraction(token))
        if token and (token[0].isalpha() or token[0] == "_"):
            return Variable(token)
        raise self.error(
            f"{token!r} stands where a figure is expected" if token else "it ends early"
        )

    def nested(self, part: Callable[[], Expression]) -> Expression:
        self.depth += 1
        if self.depth > _DEPTH:
            raise self.error("it is nested too deeply")
        inner = part()
        self.depth -= 1
        return inner

    def expect(self, token: str) -> None:
        if self.take() != token:
            raise self.error(f"{token!r} is missing")
