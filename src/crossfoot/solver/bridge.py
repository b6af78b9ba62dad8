"""From checks over figures to claims over variables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from crossfoot import expression as ex
from crossfoot.check import Check, Quantity
from crossfoot.figure import Figure, Unknown
from crossfoot.interval import EVERYTHING, NOT_NEGATIVE, POSITIVE, Interval
from crossfoot.message import Message, message
from crossfoot.power import LARGEST_EXPONENT
from crossfoot.solver.definite import Boxes, takes_part
from crossfoot.solver.domains import Domains
from crossfoot.solver.powers import EXACT
from crossfoot.solver.system import (
    Affine,
    Claim,
    Constraint,
    Product,
    System,
    Variable,
    names_of,
    row,
)

_PERIODS = Interval(Fraction(1), Fraction(LARGEST_EXPONENT))


class Outside(Exception):  # control flow: the check stays out of the system
    """A formula that is not a sum or product of its figures; `told` says why."""

    def __init__(self, told: Message) -> None:
        self.told = told
        super().__init__(str(told))


@dataclass
class _Linear:
    """A sum of coefficient * variable, plus a constant."""

    terms: dict[str, Fraction] = field(default_factory=dict)
    constant: Fraction = Fraction(0)

    def plus(self, other: _Linear, factor: Fraction | int = 1) -> _Linear:
        terms = dict(self.terms)
        for name, coefficient in other.terms.items():
            terms[name] = terms.get(name, Fraction(0)) + coefficient * factor
        kept = {name: c for name, c in terms.items() if c}
        return _Linear(kept, self.constant + other.constant * factor)

    def times(self, factor: Fraction) -> _Linear:
        return _Linear().plus(self, factor)


class _Translation:
    """The constraints of one statement; what has no name of its own gets a hidden variable."""

    def __init__(self, name: str, figures: Mapping[str, Quantity]) -> None:
        self.name = name
        self.figures = figures
        self.hidden: list[Variable] = []
        self.constraints: list[Constraint] = []
        self._quotients: dict[str, tuple[_Linear, _Linear]] = {}
        self._made = 0

    def equation(self, statement: ex.Equation) -> None:
        sum_ = self.linear(statement.left).plus(self.linear(statement.right), -1)
        zero = -sum_.constant
        bounds = {
            "==": Interval.point(zero),
            "<=": Interval(None, zero),
            "<": Interval(None, zero, high_closed=False),
            ">=": Interval(zero, None),
            ">": Interval(zero, None, low_closed=False),
        }[statement.comparison]
        if statement.comparison == "==" and self._substituted(sum_):
            return
        self.constraints.append(row(sum_.terms.items(), bounds))

    def _substituted(self, sum_: _Linear) -> bool:
        """Puts `hidden == scale * variable + shift` into the product that the hidden one is in."""
        names = {variable.name for variable in self.hidden}
        hidden = [name for name in sum_.terms if name in names]
        if not hidden or len(sum_.terms) != 2:
            return False
        gone = hidden[0]
        (kept,) = (name for name in sum_.terms if name != gone)
        scale = -sum_.terms[kept] / sum_.terms[gone]
        shift = -sum_.constant / sum_.terms[gone]
        self._replace(gone, Affine(kept, scale, shift))
        return True

    def _replace(self, gone: str, by: Affine) -> None:
        def changed(affine: Affine) -> Affine:
            if affine.variable != gone:
                return affine
            return Affine(
                by.variable, affine.scale * by.scale, affine.scale * by.shift + affine.shift
            )

        for place, it in enumerate(self.constraints):
            if isinstance(it, Product):
                self.constraints[place] = Product(
                    changed(it.result), changed(it.factor), changed(it.other), it.exponent
                )
            else:
                self.constraints[place] = row(
                    [
                        (
                            by.variable if name == gone else name,
                            c * (by.scale if name == gone else 1),
                        )
                        for name, c in it.terms
                    ],
                    it.bounds + -sum((c * by.shift for n, c in it.terms if n == gone), Fraction(0)),
                )
        self.hidden = [variable for variable in self.hidden if variable.name != gone]

    def fold_powers(self) -> None:
        """Joins `p == base**n` and `result == p * other` to one product."""
        powers = [
            it
            for it in self.constraints
            if isinstance(it, Product) and it.exponent != 1 and self._is_one(it.other)
        ]
        for power in powers:
            for place, it in enumerate(self.constraints):
                if isinstance(it, Product) and it is not power and it.exponent == 1:
                    if it.factor == power.result:
                        joined = Product(it.result, power.factor, it.other, power.exponent)
                    elif it.other == power.result:
                        joined = Product(it.result, power.factor, it.factor, power.exponent)
                    else:
                        continue
                    self.constraints[place] = joined
                    self.constraints.remove(power)
                    break

    def _is_one(self, affine: Affine) -> bool:
        one = Interval.point(1)
        return any(v.name == affine.variable and v.interval == one for v in self.hidden)

    # -- expressions -----------------------------------------------------------------------

    def linear(self, it: ex.Expression) -> _Linear:
        match it:
            case ex.Constant(value):
                return _Linear(constant=value)
            case ex.Variable(name):
                return _Linear({name: Fraction(1)})
            case ex.Negative(operand):
                return self.linear(operand).times(Fraction(-1))
            case ex.Sum(terms):
                sum_ = _Linear()
                for term in terms:
                    sum_ = sum_.plus(self.linear(term))
                return sum_
            case ex.Product(factors):
                product = _Linear(constant=Fraction(1))
                for factor in factors:
                    product = self._product(product, self.linear(factor))
                return product
            case ex.Quotient(numerator, denominator):
                return self._quotient(self.linear(numerator), self.linear(denominator))
            case ex.Power(base, exponent):
                return self._power(self.linear(base), self.linear(exponent))
        raise Outside(message("a sum over a list that is not filled"))

    def _product(self, one: _Linear, two: _Linear) -> _Linear:
        if not one.terms:
            return two.times(one.constant)
        if not two.terms:
            return one.times(two.constant)
        result = self._fresh()
        self.constraints.append(Product(Affine(result), self._affine(one), self._affine(two)))
        return _Linear({result: Fraction(1)})

    def _quotient(self, numerator: _Linear, denominator: _Linear) -> _Linear:
        if not denominator.terms:
            if not denominator.constant:
                raise Outside(message("a division by zero"))
            return numerator.times(1 / denominator.constant)
        inner = self._quotients.get(next(iter(denominator.terms)))
        if inner is not None and len(denominator.terms) == 1 and not numerator.terms:
            # n / (a * (p / q) + b) is n * q / (a * p + b * q)
            ((name, a),) = denominator.terms.items()
            upper, lower = inner
            self._forget(name)
            return self._quotient(
                lower.times(numerator.constant),
                upper.times(a).plus(lower, denominator.constant),
            )
        self._not_zero(denominator)
        result = self._fresh()
        self._quotients[result] = (numerator, denominator)
        self.constraints.append(
            Product(self._affine(numerator), Affine(result), self._affine(denominator))
        )
        return _Linear({result: Fraction(1)})

    def _not_zero(self, denominator: _Linear) -> None:
        """Says that an unprinted divisor is above zero, where it cannot be below."""
        if len(denominator.terms) == 1 and not denominator.constant:
            (name,) = denominator.terms
            one = self.figures.get(name)
            if isinstance(one, Unknown) and one.interval.low == 0 and one.interval.low_closed:
                self.constraints.append(row([(name, 1)], POSITIVE))

    def _forget(self, quotient: str) -> None:
        self.constraints = [
            it
            for it in self.constraints
            if not (isinstance(it, Product) and it.factor == Affine(quotient))
        ]

    def _power(self, base: _Linear, exponent: _Linear) -> _Linear:
        """A power; an exponent that is not written as a whole number is a variable."""
        times = exponent.constant
        written = not exponent.terms and times.denominator == 1
        if written and (times == 0 or (not base.terms and 0 < times <= EXACT)):
            return _Linear(constant=base.constant ** int(times))
        if written and times == 1:
            return base
        result = self._fresh()
        one = self._affine(_Linear(constant=Fraction(1)))
        periods = int(times) if written and 0 < times <= EXACT else self._named(exponent)
        self.constraints.append(Product(Affine(result), self._affine(base), one, periods))
        return _Linear({result: Fraction(1)})

    def _named(self, it: _Linear) -> str:
        """The variable that is a sum."""
        affine = self._affine(it)
        if affine.scale == 1 and not affine.shift:
            return affine.variable
        result = self._fresh()
        self.constraints.append(
            row([(affine.variable, affine.scale), (result, -1)], Interval.point(-affine.shift))
        )
        return result

    def _affine(self, it: _Linear) -> Affine:
        if len(it.terms) == 1:
            ((name, scale),) = it.terms.items()
            return Affine(name, scale, it.constant)
        if not it.terms:
            return Affine(self._fresh(Interval.point(it.constant)))
        result = self._fresh()
        self.constraints.append(
            row([*it.terms.items(), (result, -1)], Interval.point(-it.constant))
        )
        return Affine(result)

    def _fresh(self, interval: Interval = EVERYTHING) -> str:
        self._made += 1
        name = f"{self.name} #{self._made}"
        self.hidden.append(Variable(name, interval, interval, weight=None, printed=False))
        return name


def translate(check: Check) -> tuple[Claim, list[Variable]]:
    """A check as a claim, with its hidden variables. Raises Outside."""
    statement = check.statement
    assert statement is not None
    translation = _Translation(check.name, {one.name: one for one in check.quantities()})
    if isinstance(statement, ex.AllEqual):
        first, *rest = statement.names
        for other in rest:
            if other != first:
                equal = row([(first, 1), (other, -1)], Interval.point(0))
                translation.constraints.append(equal)
    else:
        translation.equation(statement)
        translation.fold_powers()
    used = {n for c in translation.constraints for n in names_of(c)}
    hidden = [variable for variable in translation.hidden if variable.name in used]
    return Claim(check.name, tuple(translation.constraints)), hidden


@dataclass(frozen=True, slots=True)
class Bridged:
    """The system of some checks, and the checks that are outside of it, with the reason."""

    system: System
    outside: Mapping[str, Message]


def system_of(
    checks: Iterable[Check], trust: Mapping[str, Fraction | str] | None = None
) -> Bridged:
    """The checks as one system over their figures and unknowns."""
    claims: list[Claim] = []
    hidden: list[Variable] = []
    quantities: dict[str, Quantity] = {}
    domains = Domains()
    outside: dict[str, Message] = {}
    boxes = Boxes()
    for check in checks:
        if not takes_part(check, boxes):
            continue
        try:
            claim, own = translate(check)
        except Outside as reason:
            outside[check.name] = reason.told
            continue
        claims.append(claim)
        hidden += own
        domains.hear(check)
        quantities.update((one.name, one) for one in check.quantities())
    periods = {
        it.exponent
        for claim in claims
        for it in claim.constraints
        if isinstance(it, Product) and isinstance(it.exponent, str)
    }
    variables = [
        _variable(one, boxes.interval(one), domains, (trust or {}).get(name, Fraction(1)))
        for name, one in quantities.items()
    ]
    variables = [
        _counting(one, one.name in domains.counts) if one.name in periods else one
        for one in variables
    ]
    return Bridged(System((*variables, *hidden), tuple(claims)), outside)


def _counting(one: Variable, counts: bool) -> Variable:
    """A number of periods; if one that is printed whole is wrong, another whole one is right."""
    interval = one.interval
    if not one.printed:
        left = interval.intersection(NOT_NEGATIVE) if counts else None
        return one if left is None else replace(one, interval=left, free=left)
    if not interval.is_point or interval.integers() is None:
        return one
    return replace(one, integer=True, free=interval.hull(_PERIODS))


def _variable(
    one: Quantity, interval: Interval, domains: Domains, trust: Fraction | str
) -> Variable:
    """A figure or unknown as the solver sees it."""
    if not isinstance(one, Figure):
        return Variable(one.name, interval, interval, one.integer, None, printed=False)
    weight = None if trust == "always" else Fraction(trust)
    return Variable(
        one.name,
        interval,
        domains.free(one.name, interval),
        one.integer,
        weight,
        start=one.reading.value * one.reading.sign,
    )
