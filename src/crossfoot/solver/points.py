"""Percent printed for percentage points, and the other way round.

The figure then means something else, so that its check does: a change of two percentages is their
difference in points and their quotient in percent.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.check import Check
from crossfoot.figure import Figure
from crossfoot.interval import Interval
from crossfoot.solver.slips import PERCENTAGES
from crossfoot.solver.system import Affine, Claim, Constraint, Product, System, row

_PERCENT = re.compile(r"\s*(?:[%％]|per ?cent\b)")
_POINTS = re.compile(r"\s*(?:个?百分点|percentage points?|points?|pp)")
_ROLES = {"growth": "rate", "points_change": "change"}


def other_text(figure: Figure, chinese: bool) -> str | None:
    """The figure's text with points for percent, or percent for points; None for neither."""
    points = "个百分点" if chinese else " percentage points"
    for pattern, instead in ((_POINTS, "%"), (_PERCENT, points)):
        found = pattern.search(figure.text)
        if found is not None:
            return figure.text[: found.start()] + instead + figure.text[found.end() :]
    return None


def reinterpreted(
    system: System, names: Sequence[str], using: Mapping[str, Sequence[Check]]
) -> System | None:
    """The system with every change of a percentage that these figures print read the other way."""
    meant: dict[str, Constraint] = {}
    for name in names:
        for check in using.get(name, ()):
            role = _ROLES.get(check.relation.name)
            if role is None or check.figures[role][0].name != name:
                continue
            current, base = (check.figures[one][0] for one in ("current", "base"))
            if not (_is_percentage(current) and _is_percentage(base)):
                continue
            if role == "change":
                grown = Affine(name, Fraction(1), Fraction(1))
                meant[check.name] = Product(Affine(current.name), grown, Affine(base.name))
            else:
                terms = [(current.name, 1), (base.name, -1), (name, -1)]
                meant[check.name] = row(terms, Interval.point(0))
    if not meant:
        return None
    claims = tuple(
        Claim(claim.name, (meant[claim.name],)) if claim.name in meant else claim
        for claim in system.claims
    )
    return replace(system, claims=claims)


def _is_percentage(one: object) -> bool:
    return isinstance(one, Figure) and one.reading.kind in PERCENTAGES
