"""From checks to the system: suites decided by z3 from the formulas as they are stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from math import floor
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossfoot.check import Check, Quantity
from crossfoot.figure import Figure, Unknown
from crossfoot.interval import NOT_NEGATIVE
from crossfoot.languages import read_figure
from crossfoot.relations import builtin
from crossfoot.solver.bridge import system_of
from crossfoot.suite import Suite

RELATIONS = (
    "growth", "change", "growth_from_change", "total", "shares_total", "share", "mean", "ratio",
    "completion", "points_change", "balance", "compound", "multiple", "part_of", "at_most", "same",
)  # fmt: skip


@dataclass
class Pages:
    """Draws figures that print true values, most of them rightly, and checks between them."""

    random: Random
    truth: dict[str, Fraction] = field(default_factory=dict)
    quantities: dict[str, Quantity] = field(default_factory=dict)
    levels: set[str] = field(default_factory=set)

    def print(self, value: Fraction, places: int, unit: str) -> Quantity:
        """A new figure of this value; now and then misprinted, or not printed at all."""
        name = f"q{len(self.truth)}"
        self.truth[name] = value
        digits = floor(abs(value) * 10**places + Fraction(1, 2))
        if self.random.random() < 0.2:
            digits += self.random.choice((-3, -1, 1, 2, 9))
        text = f"{max(0, digits)}".zfill(places + 1)
        text = text[: len(text) - places] + ("." + text[-places:] if places else "")
        sign = "-" if value < 0 else ""
        if unit != "%" and value >= 0 and self.random.random() < 0.1:
            self.quantities[name] = Unknown(name, NOT_NEGATIVE, integer=unit == "家")
        else:
            self.quantities[name] = Figure(name, read_figure(sign + text + unit))
        return self.quantities[name]

    def level(self) -> Quantity:
        """A level, new or seen before."""
        levels = [name for name in self.quantities if name in self.levels]
        if levels and self.random.random() < 0.6:
            return self.quantities[self.random.choice(levels)]
        return self.amount(Fraction(self.random.randint(20, 400), self.random.choice((1, 7))))

    def amount(self, value: Fraction) -> Quantity:
        """A new level of this value."""
        made = self.print(value, self.random.choice((0, 1)), "元")
        self.levels.add(made.name)
        return made

    def rate(self, value: Fraction) -> Quantity:
        """A percentage, to one decimal at most."""
        return self.print(value * 100, self.random.choice((0, 1)), "%")

    def check(self, number: int) -> Check:
        """A check whose claim is true of the true values, as far as it is new."""
        relation = builtin()[self.random.choice(RELATIONS)]
        one, two = self.level(), self.level()
        x, y = (max(self.truth[name], Fraction(1)) for name in (one.name, two.name))
        roles: dict[str, tuple[Quantity, ...]]
        match relation.name:
            case "growth":
                roles = {"current": (one,), "base": (two,), "rate": (self.rate(x / y - 1),)}
            case "multiple":
                times = self.print(x / y, 1, "倍")
                roles = {"current": (one,), "base": (two,), "multiple": (times,)}
            case "points_change":
                new, old = (Fraction(self.random.randint(100, 400), 10) for _ in range(2))
                roles = {
                    "current": (self.print(new, 1, "%"),),
                    "base": (self.print(old, 1, "%"),),
                    "change": (self.print(new - old, 1, "个百分点"),),
                }
            case "change":
                roles = {"current": (one,), "base": (two,), "change": (self.amount(x - y),)}
            case "growth_from_change":
                change = self.amount(min(x, y) / 3)
                growth = 1 / (1 - self.truth[change.name] / x) - 1
                roles = {"current": (one,), "change": (change,), "rate": (self.rate(growth),)}
            case "total" | "part_of":
                whole = "total" if relation.name == "total" else "whole"
                roles = {whole: (self.amount(x + y),), "parts": (one, two)}
            case "shares_total":
                portion = Fraction(self.random.randint(10, 90), 100)
                roles = {"parts": (self.rate(portion), self.rate(1 - portion))}
            case "share":
                roles = {"part": (one,), "whole": (two,), "share": (self.rate(x / y),)}
            case "mean":
                count = self.print(Fraction(self.random.randint(2, 9)), 0, "家")
                mean = self.print(x / self.truth[count.name], 1, "元")
                roles = {"total": (one,), "count": (count,), "mean": (mean,)}
            case "ratio":
                quotient = self.print(x / y, 1, "")
                roles = {"numerator": (one,), "denominator": (two,), "ratio": (quotient,)}
            case "completion":
                roles = {"actual": (one,), "target": (two,), "rate": (self.rate(x / y),)}
            case "balance":
                roles = {"inflow": (one,), "outflow": (two,), "balance": (self.amount(x - y),)}
            case "compound":
                end = self.amount(x * Fraction(121, 100))
                periods = Figure(f"n{number}", read_figure("2"))
                rate = self.rate(Fraction(1, 10))
                roles = {"start": (one,), "end": (end,), "periods": (periods,), "rate": (rate,)}
            case "at_most":
                roles = {"lesser": (one,), "greater": (two,)}
            case _:
                roles = {"figures": (one, self.amount(x))}
        return Check(f"{relation.name}{number}", relation, roles)


@settings(max_examples=60)
@given(seed=st.integers(0, 10**9))
def test_checks_are_decided_as_z3_decides_their_formulas(seed: int) -> None:
    """Conflicts where nothing satisfies all formulas, none where something does."""
    pytest.importorskip("z3")
    from tests.solver.checks_oracle import feasible

    pages = Pages(Random(seed))
    checks = tuple(pages.check(number) for number in range(Random(seed).randint(2, 5)))
    figures = tuple(one for one in pages.quantities.values() if isinstance(one, Figure))
    unknowns = tuple(one for one in pages.quantities.values() if isinstance(one, Unknown))
    report = Suite("drawn", checks, figures, unknowns, Path("drawn.yaml")).run()
    inside = {claim.name for claim in system_of(checks).system.claims}
    possible = feasible(check for check in checks if check.name in inside)
    if report.conflicts:
        assert possible is not True
    elif not report.unsettled:
        assert possible is not False
