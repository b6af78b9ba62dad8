"""Units through a formula: yuan cannot be added to dollars, nor tonnes compared with metres."""

from __future__ import annotations

from collections.abc import Mapping

from crossfoot.expression import (
    Expression,
    Negative,
    Product,
    Quotient,
    Statement,
    Sum,
    Variable,
    children,
)

# A dimension as unit -> exponent; None is not known, and agrees with everything.
Dimension = Mapping[str, int] | None


class UnitMismatch(ValueError):
    """Two units that cannot be added or compared."""

    def __init__(self, one: Mapping[str, int], other: Mapping[str, int]) -> None:
        self.units = (_name(one), _name(other))
        super().__init__(" / ".join(self.units))


def check_units(statement: Statement, units: Mapping[str, str | None]) -> None:
    """Raise UnitMismatch if the statement adds or compares figures of different units.

    `units` holds the unit of each figure that is an amount or a measure, None for the others.
    """
    _agreed([_dimension(side, units) for side in children(statement)])


def _dimension(expression: Expression, units: Mapping[str, str | None]) -> Dimension:
    match expression:
        case Variable(name):
            unit = units.get(name)
            return None if not unit else {_SAME_UNIT.get(unit, unit): 1}
        case Negative(operand):
            return _dimension(operand, units)
        case Sum(terms):
            return _agreed([_dimension(term, units) for term in terms])
        case Product(factors):
            result: Dimension = {}
            for factor in factors:
                result = _times(result, _dimension(factor, units), 1)
            return result
        case Quotient(numerator, denominator):
            return _times(_dimension(numerator, units), _dimension(denominator, units), -1)
        case _:
            return None


def _agreed(dimensions: list[Dimension]) -> Dimension:
    known = [dimension for dimension in dimensions if dimension is not None]
    for other in known[1:]:
        if other != known[0]:
            raise UnitMismatch(known[0], other)
    return known[0] if known else None


def _times(one: Dimension, other: Dimension, sign: int) -> Dimension:
    if one is None or other is None:
        return None
    exponents = {unit: one.get(unit, 0) + sign * other.get(unit, 0) for unit in {**one, **other}}
    return {unit: exponent for unit, exponent in exponents.items() if exponent}


def _name(dimension: Mapping[str, int]) -> str:
    return (
        " ".join(
            unit if exponent == 1 else f"{unit}^{exponent}" for unit, exponent in dimension.items()
        )
        or "1"
    )


_SAME_UNIT = {
    "人民币元": "元", "人民币": "元", "CNY": "元", "RMB": "元", "yuan": "元",
    "USD": "美元", "EUR": "欧元", "GBP": "英镑", "JPY": "日元", "HKD": "港元", "港币": "港元",
    "公吨": "吨", "tonne": "吨", "tonnes": "吨", "千米": "公里", "km": "公里",
}  # fmt: skip
