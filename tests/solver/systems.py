"""Random small systems of printed figures; about half of them are not consistent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import floor
from random import Random

from crossfoot.interval import Interval
from crossfoot.solver.system import Affine, Claim, Product, System, Variable, components, row

UNIT = Interval(Fraction(0), Fraction(1))
RATE = Interval(Fraction(-1), Fraction(4), low_closed=False)
ZERO = Interval.point(0)
ONE = Fraction(1)


@dataclass
class Generator:
    """Draws quantities and claims; `shared` reuses factors, `signed` goes below zero.

    `counted` makes variables of numbers of periods, of one to three.
    """

    random: Random
    shared: bool = False
    signed: bool = False
    counted: bool = False
    variables: list[Variable] = field(default_factory=list)
    values: dict[str, Fraction] = field(default_factory=dict)
    slopes: list[str] = field(default_factory=list)

    def chance(self, part: float) -> bool:
        """True in this part of all draws."""
        return self.random.random() < part

    def printed(self, name: str, value: Fraction, half: Fraction, free: Interval) -> None:
        """Adds a variable printed as this value, perhaps wrongly, or not at all."""
        integer = free not in (UNIT, RATE) and value.denominator == 1 and self.chance(0.5)
        if self.chance(0.15):
            value += half * 2 * self.random.choice((-2, -1, 1, 2, 5))
        if integer and self.chance(0.6):
            half = Fraction(0)
        closed = [not half or self.chance(0.8) for _ in range(2)]
        print_ = Interval(value - half, value + half, *closed)
        if self.chance(0.06):
            print_ = Interval(value, None, self.chance(0.5))
        print_ = print_.intersection(free) or Interval.point(free.midpoint or 0)
        seen = self.chance(0.9)
        weight = self.random.choice((1, 1, 1, 2)) if seen and self.chance(0.9) else None
        self.variables.append(
            Variable(name, print_ if seen else free, free, integer, weight, seen, value)
        )
        self.values[name] = value

    def quantity(self, value: Fraction | None = None) -> str:
        """A new quantity, of this true value when there is one."""
        name = f"q{len(self.variables)}"
        low = -60 if self.signed else 0
        if value is None:
            value = Fraction(self.random.randint(-9 if self.signed else 0, 12))
        step = self.random.choice((ONE, ONE, ONE / 2))
        rounded = floor(value / step + ONE / 2) * step
        self.printed(name, rounded, step / 2, Interval(Fraction(low), Fraction(60)))
        return name

    def repeated(self, name: str) -> str:
        """Another print of a quantity, mostly the same one."""
        value = self.values[name]
        if self.chance(0.3):
            return self.quantity(value)
        (first,) = (variable for variable in self.variables if variable.name == name)
        again = f"q{len(self.variables)}"
        self.variables.append(replace(first, name=again, weight=self.random.choice((1, 1, 2))))
        self.values[again] = value
        return again

    def slope(self, free: Interval, value: Fraction) -> str:
        """A factor printed to one decimal, new or seen before."""
        if self.shared and self.slopes and self.chance(0.6):
            return self.random.choice(self.slopes)
        name = f"k{len(self.variables)}"
        rounded = Fraction(floor(value * 10 + ONE / 2), 10)
        self.printed(name, rounded, self.random.choice((ONE / 20, ONE / 20, Fraction(0))), free)
        self.slopes.append(name)
        return name

    def periods(self) -> str:
        """A number of periods that is printed, perhaps wrongly, or one of several."""
        names = [v.name for v in self.variables if v.name[0] == "n"]
        if names and self.chance(0.4):
            return self.random.choice(names)
        name = f"n{len(self.variables)}"
        free = Interval(ONE, ONE * 3)
        value = Fraction(self.random.choice((1, 2, 2, 3)))
        self.values[name] = Fraction(2) if self.chance(0.2) else value
        if self.chance(0.5):
            known = free if self.chance(0.7) else Interval(ONE, ONE * 2)
            self.variables.append(Variable(name, known, known, True, None, False))
        else:
            self.variables.append(Variable(name, Interval.point(value), free, True, 1))
        return name

    def claim(self, number: int, names: list[str]) -> Claim:
        """A claim about known quantities, whose result is often a new one."""
        kind = self.random.choice(
            ("total", "growth", "share", "change", "limit", "mean", "compound", "growth", "repeat")
        )
        a, b, c = self.random.sample(names, 3)
        x, y = self.values[a], self.values[b]
        fresh = self.chance(0.6)
        if kind == "repeat":
            return Claim(f"c{number}", (row([(self.repeated(a), 1), (a, -1)], ZERO),))
        if kind == "total":
            result = self.quantity(x + y) if fresh else c
            sum_ = row([(result, 1), (a, -1), (b, -1)], ZERO)
            return Claim(f"c{number}", (sum_,))
        if kind == "change":
            bounds = Interval(ONE, ONE * 2, True, self.chance(0.5))
            return Claim(f"c{number}", (row([(a, 1), (b, -1)], bounds),))
        if kind == "limit":
            strict = Interval(None, Fraction(0), high_closed=self.chance(0.5))
            return Claim(f"c{number}", (row([(a, 1), (b, -2)], strict),))
        if kind == "mean":
            factor, slope = Affine(c), self.values[c]
        elif kind == "share":
            slope = y / x if 0 <= y <= x and x else Fraction(1, 2)
            factor = Affine(self.slope(UNIT, slope))
        else:
            slope = y / x - 1 if x and -1 < y / x - 1 < 4 else Fraction(1, 5)
            factor = Affine(self.slope(RATE, slope), ONE, ONE)
            slope += 1
        exponent: int | str = 2 if kind == "compound" else 1
        times = int(exponent)
        if self.counted and kind in ("compound", "growth"):
            exponent = self.periods()
            times = int(self.values[exponent])
        result = b if kind != "mean" and not fresh else self.quantity(slope**times * x)
        return Claim(f"c{number}", (Product(Affine(result), factor, Affine(a), exponent),))


def random_system(
    random: Random, *, shared: bool = False, signed: bool = False, counted: bool = False
) -> System:
    """One connected component of a random system."""
    draw = Generator(random, shared, signed, counted)
    names = [draw.quantity() for _ in range(3)]
    claims = []
    for number in range(random.randint(2, 4)):
        claims.append(draw.claim(number, names))
        names += [v.name for v in draw.variables if v.name[0] == "q" and v.name not in names]
    return components(System(tuple(draw.variables), tuple(claims)))[0]
