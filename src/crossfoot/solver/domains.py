"""What a figure may still be when its print is distrusted: what it is used as says so.

Narrower than everything, so that nobody is suspected who would have to be nonsense: a share lies
from 0 to 1, a base is above 0, and levels are not negative where none of their unit is.
"""

from __future__ import annotations

from fractions import Fraction

from crossfoot.check import Check
from crossfoot.expression import Variable
from crossfoot.figure import Figure, Kind
from crossfoot.interval import EVERYTHING, NOT_NEGATIVE, POSITIVE, Interval

_SHARE = Interval(Fraction(0), Fraction(1))
_RATE = Interval(Fraction(-1), None)  # nothing that is not negative falls by more than all of it
_NARROWEST_FIRST = (_SHARE, POSITIVE, _RATE, EVERYTHING, NOT_NEGATIVE)
_SIGNED = frozenset({"change", "balance"})
_WHOLES_AND_PARTS = frozenset({"part", "parts", "whole", "total"})
_PERCENTAGES: frozenset[Kind] = frozenset({"rate", "share"})


class Domains:
    """Gathers what checks use figures as, and which units levels are printed in below zero."""

    def __init__(self) -> None:
        self._uses: dict[str, set[Interval]] = {}
        self._levels: dict[str, set[str]] = {}  # the units of a figure's levels, or its own
        self._signed: set[str] = set()
        self.counts: set[str] = set()  # what a relation counts periods by

    def hear(self, check: Check) -> None:
        """Notes the roles of a check."""
        levels = [
            (role, one)
            for role, some in check.figures.items()
            for one in some
            if isinstance(one, Figure) and one.reading.kind not in ("points", *_PERCENTAGES)
        ]
        self._signed.update(
            one.unit for role, one in levels if role not in _SIGNED and _is_negative(one)
        )
        self.counts.update(one.name for one in check.figures.get("periods", ()))
        guard = check.relation.positive
        for role, some in check.figures.items():
            above_zero = isinstance(guard, Variable) and guard.name == role
            for one in some:
                if isinstance(one, Figure):
                    domain = POSITIVE if above_zero else _domain(role, one.reading.kind)
                    uses = self._uses.setdefault(one.name, set())
                    if domain is not None:
                        uses.add(domain)
                    if domain in (_RATE, NOT_NEGATIVE):
                        units = self._levels.setdefault(one.name, set())
                        units.update(level.unit for _, level in levels)

    def free(self, name: str, printed: Interval) -> Interval:
        """What a figure may be when it is not what is printed; with all that the print permits."""
        uses = self._uses[name]
        domain = next((one for one in _NARROWEST_FIRST if one in uses), EVERYTHING)
        if domain in (_RATE, NOT_NEGATIVE) and self._levels[name] & self._signed:
            return EVERYTHING
        return domain if printed.issubset(domain) else domain.hull(printed)


def _domain(role: str, kind: Kind) -> Interval | None:
    """What a role says of a figure; None for nothing."""
    if role in _SIGNED or kind == "points":
        return EVERYTHING
    if role == "share":
        return _SHARE
    if role == "rate":
        return _RATE
    if kind in _PERCENTAGES:
        return _SHARE if kind == "share" and role in _WHOLES_AND_PARTS else None
    return NOT_NEGATIVE


def _is_negative(figure: Figure) -> bool:
    """Whether a loss or the like is printed."""
    return figure.reading.value * figure.reading.sign < 0
