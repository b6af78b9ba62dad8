"""z3 on checks as they are stated, divisions and all, without the solver's translation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from crossfoot import expression as ex
from crossfoot.check import Check, Quantity
from crossfoot.figure import Figure
from tests.solver.oracle import bounded, number


def feasible(checks: Iterable[Check], freed: Collection[str] = ()) -> bool | None:
    """Whether all checks can be true of what the figures permit; None when z3 does not know."""
    import z3  # type: ignore[import-untyped]  # has no stubs

    solver = z3.Solver()
    solver.set("timeout", 1000)
    symbols: dict[str, Any] = {}
    for check in checks:
        for one in check.quantities():
            if one.name not in symbols:
                made = z3.Int if one.integer else z3.Real
                symbols[one.name] = made(one.name)
                term = z3.ToReal(symbols[one.name]) if one.integer else symbols[one.name]
                if one.name not in freed or not isinstance(one, Figure):
                    solver.add(*bounded(z3, term, one.interval))
                symbols[one.name] = term
        _Statement(z3, solver, symbols, [*check.quantities()]).add(check.statement)
    answer = solver.check()
    if answer == z3.sat:
        return True
    return False if answer == z3.unsat else None


class _Statement:
    def __init__(
        self, z3: Any, solver: Any, symbols: dict[str, Any], quantities: list[Quantity]
    ) -> None:
        self.z3, self.solver, self.symbols = z3, solver, symbols
        self.quantities = quantities

    def add(self, statement: ex.Statement | None) -> None:
        """Adds a statement, and that no divisor is zero."""
        if isinstance(statement, ex.AllEqual):
            first, *rest = (self.symbols[name] for name in statement.names)
            self.solver.add(*(first == other for other in rest))
            return
        assert statement is not None
        left, right = self.term(statement.left), self.term(statement.right)
        self.solver.add(
            {
                "==": left == right,
                "<=": left <= right,
                "<": left < right,
                ">=": left >= right,
                ">": left > right,
            }[statement.comparison]
        )

    def term(self, it: ex.Expression) -> Any:
        """An expression in z3's terms."""
        match it:
            case ex.Constant(value):
                return number(self.z3, value)
            case ex.Variable(name):
                return self.symbols[name]
            case ex.Negative(operand):
                return -self.term(operand)
            case ex.Sum(terms):
                return self.z3.Sum([self.term(term) for term in terms])
            case ex.Product(factors):
                return self.z3.Product([self.term(factor) for factor in factors])
            case ex.Quotient(numerator, denominator):
                divisor = self.term(denominator)
                self.solver.add(divisor != 0)
                return self.term(numerator) / divisor
            case ex.Power(base, exponent):
                box = {one.name: ex.Values(one.interval) for one in self.quantities}
                periods = ex.evaluate(exponent, box).interval.low
                return self.z3.Product([self.term(base)] * int(periods or 0))
        raise AssertionError(it)
