"""Numbers with an infinitesimal part: how the simplex method keeps open ends exact.

`x > 3` is `x >= 3 + d` for a positive d smaller than every number that occurs (Dutertre and de
Moura, *A fast linear-arithmetic solver for DPLL(T)*, 2006).
"""

from __future__ import annotations

from fractions import Fraction

Rational = int | Fraction


class Delta:
    """`real + small * d`. Mixes with plain numbers; compares lexicographically."""

    __slots__ = ("real", "small")

    def __init__(self, real: Rational, small: Rational) -> None:
        self.real = real
        self.small = small

    def __add__(self, other: Delta | Rational) -> Delta:
        if isinstance(other, Delta):
            return Delta(self.real + other.real, self.small + other.small)
        return Delta(self.real + other, self.small)

    __radd__ = __add__

    def __neg__(self) -> Delta:
        return Delta(-self.real, -self.small)

    def __sub__(self, other: Delta | Rational) -> Delta:
        if isinstance(other, Delta):
            return Delta(self.real - other.real, self.small - other.small)
        return Delta(self.real - other, self.small)

    def __rsub__(self, other: Rational) -> Delta:
        return Delta(other - self.real, -self.small)

    def __mul__(self, factor: Rational) -> Delta:
        return Delta(self.real * factor, self.small * factor)

    __rmul__ = __mul__

    def __truediv__(self, divisor: Rational) -> Delta:
        return Delta(Fraction(self.real) / divisor, Fraction(self.small) / divisor)

    def _key(self) -> tuple[Rational, Rational]:
        return (self.real, self.small)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Delta, int, Fraction)) and self._key() == _key(other)

    def __hash__(self) -> int:
        return hash(self._key()) if self.small else hash(self.real)

    def __lt__(self, other: Delta | Rational) -> bool:
        return self._key() < _key(other)

    def __le__(self, other: Delta | Rational) -> bool:
        return self._key() <= _key(other)

    def __gt__(self, other: Delta | Rational) -> bool:
        return self._key() > _key(other)

    def __ge__(self, other: Delta | Rational) -> bool:
        return self._key() >= _key(other)

    def __repr__(self) -> str:
        return f"{self.real}{'+' if self.small >= 0 else '-'}{abs(self.small)}d"


Value = Delta | Rational


def _key(value: Value) -> tuple[Rational, Rational]:
    return (value.real, value.small) if isinstance(value, Delta) else (value, 0)


def real(value: Value) -> Fraction:
    """The value without its infinitesimal part."""
    return Fraction(value.real if isinstance(value, Delta) else value)


def small(value: Value) -> Fraction:
    """The factor of the infinitesimal."""
    return Fraction(value.small) if isinstance(value, Delta) else Fraction(0)
