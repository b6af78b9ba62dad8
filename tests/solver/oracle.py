"""An independent judge: z3 decides the relations as they are, products and all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import Any

from crossfoot.interval import Interval
from crossfoot.solver.system import Affine, Claim, Product, Row, System


def number(z3: Any, value: Fraction) -> Any:
    return z3.RealVal(f"{value.numerator}/{value.denominator}")


def bounded(z3: Any, term: Any, interval: Interval) -> list[Any]:
    found = []
    if interval.low is not None:
        low = number(z3, interval.low)
        found.append(term >= low if interval.low_closed else term > low)
    if interval.high is not None:
        high = number(z3, interval.high)
        found.append(term <= high if interval.high_closed else term < high)
    return found


class Oracle:
    """Asks z3 whether a system can hold, with some prints distrusted and some claims dropped."""

    def __init__(self, system: System) -> None:
        import z3  # type: ignore[import-untyped]  # has no stubs

        self.z3 = z3
        self.system = system
        self.symbol = {
            v.name: (z3.ToReal(z3.Int(v.name)) if v.integer else z3.Real(v.name))
            for v in system.variables
        }

    def feasible(
        self,
        freed: Collection[str] = (),
        dropped: Collection[str] = (),
        within: tuple[str, Interval] | None = None,
    ) -> bool | None:
        """None when z3 does not know."""
        solver = self.z3.Solver()
        solver.set("timeout", 300)
        for v in self.system.variables:
            domain = v.free if v.name in freed else v.interval
            solver.add(*bounded(self.z3, self.symbol[v.name], domain))
        for claim in self.system.claims:
            if claim.name not in dropped:
                solver.add(*self._claim(claim))
        if within is not None:
            solver.add(*bounded(self.z3, self.symbol[within[0]], within[1]))
        answer = solver.check()
        if answer == self.z3.sat:
            return True
        return False if answer == self.z3.unsat else None

    def _claim(self, claim: Claim) -> list[Any]:
        found: list[Any] = []
        for it in claim.constraints:
            if isinstance(it, Row):
                total = self.z3.Sum(
                    [self.symbol[n] * number(self.z3, c) for n, c in it.terms]
                    or [number(self.z3, Fraction(0))]
                )
                found += bounded(self.z3, total, it.bounds)
            else:
                found.append(self._power(it))
        return found

    def _power(self, it: Product) -> Any:
        """A product, for some number of periods where that is a variable of a few values."""
        if isinstance(it.exponent, int):
            power = self.z3.Product([self._affine(it.factor)] * it.exponent)
            return self._affine(it.result) == power * self._affine(it.other)
        (counts,) = (v.free for v in self.system.variables if v.name == it.exponent)
        return self.z3.Or(
            [
                self.z3.And(
                    self.symbol[it.exponent] == count, self._power(replace(it, exponent=count))
                )
                for count in range(counts.first_integer or 1, (counts.last_integer or 1) + 1)
            ]
        )

    def _affine(self, it: Affine) -> Any:
        return self.symbol[it.variable] * number(self.z3, it.scale) + number(self.z3, it.shift)

    def minimum_sets(self) -> list[tuple[str, ...]] | None:
        """All minimum-weight sets of figures whose release makes the system feasible."""
        candidates = [(v.name, v.weight) for v in self.system.variables if v.weight is not None]
        weighed: dict[int | Fraction, list[tuple[str, ...]]] = {}
        for size in range(len(candidates) + 1):
            for chosen in combinations(candidates, size):
                weight = sum(w for _, w in chosen)
                weighed.setdefault(weight, []).append(tuple(name for name, _ in chosen))
        for weight in sorted(weighed):
            found = []
            for names in weighed[weight]:
                feasible = self.feasible(freed=names)
                if feasible is None:
                    return None
                if feasible:
                    found.append(names)
            if found:
                return found
        return []
