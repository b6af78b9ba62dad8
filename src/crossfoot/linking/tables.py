"""What the rules about tables share: checking one structure in all rows or columns at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.check import Verdict
from crossfoot.linking.proposed import Link
from crossfoot.linking.slips import one_slip
from crossfoot.message import Told

_CHANCE = 1_000  # one value in so many
_ENOUGH = 2  # neighbours in which a structure has to hold before it can accuse


def corroborated(links: Sequence[Link], doubt: Told, *, enough: int = _ENOUGH) -> list[Link]:
    """Links of one structure, in neighbouring rows or columns, as a body.

    A structure is believed if it holds in enough neighbours and in four out of five; then a
    figure that breaks it is wrong. If it holds in fewer it is the structure that may be wrong,
    unless one slip explains the break and the structure holds in enough neighbours, or in one
    so sharply that chance is no explanation. Where it holds nowhere it is not proposed.
    """
    verdicts = [one.check("probe").verdict() for one in links]
    outcomes = [verdict.outcome for verdict in verdicts]
    held = sum(outcome in ("holds", "rounding") for outcome in outcomes)
    failed = outcomes.count("fails")
    if held == 0:
        return []
    if held >= enough and failed * 4 <= held:
        return list(links)
    if held >= failed:
        believed = held >= enough or any(_sharp(verdict) for verdict in verdicts)
        return [
            one
            if outcome != "fails" or (believed and one_slip(one.check("probe")))
            else replace(one, doubt=doubt)
            for one, outcome in zip(links, outcomes, strict=True)
        ]
    return []


def _sharp(verdict: Verdict) -> bool:
    """Whether a relation holds where only one value in a thousand would do."""
    if verdict.outcome != "holds" or verdict.claimed is None or verdict.computed is None:
        return False
    room = (verdict.claimed.width, verdict.computed.width, verdict.claimed.midpoint)
    if any(width is None for width in room):
        return False
    claimed, computed, value = (width or Fraction(0) for width in room)
    return (claimed + computed) * _CHANCE < abs(value)


def explained(links: Sequence[Link], doubt: Told) -> list[Link]:
    """Links of which one that fails accuses only where one slip explains it.

    Rates of single rows may be on a basis that the table does not tell.
    """
    return [one if one.doubt else replace(one, doubt=doubt, slip=True) for one in links]


def unbroken(links: Sequence[Link], *, enough: int = 4) -> list[Link]:
    """Links of one structure that nothing announces: only if all of them hold.

    Or all but one, which one slip explains, where the others hold too sharply for chance.
    """
    if len(links) < enough:
        return []
    verdicts = [one.check("probe").verdict() for one in links]
    broken = [one for one in verdicts if one.outcome not in ("holds", "rounding")]
    if not broken:
        return list(links)
    sharp = sum(_sharp(verdict) for verdict in verdicts)
    if len(broken) == 1 and broken[0].outcome == "fails" and sharp >= enough:
        return list(links) if one_slip(broken[0].check) else []
    return []
