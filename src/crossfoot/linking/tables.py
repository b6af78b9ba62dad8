"""What the rules about tables share: checking one structure in all rows or columns at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.check import Verdict
from crossfoot.linking.facts import printed_digits
from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import Link
from crossfoot.linking.slips import one_slip
from crossfoot.message import Told

_CHANCE = 1_000  # one value in so many
_ENOUGH = 2  # neighbours in which a structure has to hold before it can accuse


def corroborated(
    links: Sequence[Link], doubt: Told, *, enough: int = _ENOUGH, beside: int = 0
) -> list[Link]:
    """Links of one structure, in neighbouring rows or columns, as a body.

    `beside` counts the figures of another part of the table in which the structure holds.

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
        believed = held + beside >= enough or any(_sharp(verdict) for verdict in verdicts)
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


def best(candidates: Iterable[Sequence[Link]]) -> list[Link]:
    """Of several structures that a column may have, the one in which most of it comes out.

    One in which a figure fails is none where another does as well without. Of equals the first,
    which then is no more than inferred.
    """
    chosen: Sequence[Link] = ()
    most, equals = (0, 0, 0), 0
    for links in candidates:
        outcomes = [one.outcome for one in links]
        held = sum(outcome in ("holds", "rounding") for outcome in outcomes)
        score = (held, -outcomes.count("fails"), outcomes.count("holds"))
        if score > most or (not chosen and links):
            chosen, most, equals = links, score, 1
        elif links and score == most and _said(links) != _said(chosen):
            equals += 1
    return [replace(one, stated=False) for one in chosen] if equals > 1 else list(chosen)


def _said(links: Sequence[Link]) -> list[tuple[str, list[tuple[str, tuple[str, ...]]]]]:
    """What links say, figure by figure in its role."""
    return [
        (
            one.relation,
            [(role, tuple(f.name for f in some)) for role, some in one.figures.items()],
        )
        for one in links
    ]


def additive(grid: Grid, links: Sequence[Link], doubt: Told) -> list[Link]:
    """Sums down a table, of which a column accuses only where it adds up itself.

    Ranks, prices and averages stand beside amounts and do not add up. A column that comes out in
    some sum accuses in the others, and so does one that its head gives the unit of such a column;
    any other only where it has a head, a single sum, and one slip explains it.
    """
    columns = {figure.name: column for (_, column), figure in grid.figures.items()}
    firsts = [next(some[0] for some in one.figures.values()) for one in links]
    at = [columns[first.name] for first in firsts]
    outcomes = [one.outcome for one in links]
    held = {c for c, outcome in zip(at, outcomes, strict=True) if outcome in ("holds", "rounding")}
    broken = Counter(c for c, outcome in zip(at, outcomes, strict=True) if outcome == "fails")
    added = {first.unit for first, c in zip(firsts, at, strict=True) if c in held} - {""}
    most = max(
        (printed_digits(f) for f, c in zip(firsts, at, strict=True) if c in held),
        default=0,
    )
    found = []
    for one, first, column, outcome in zip(links, firsts, at, outcomes, strict=True):
        head = grid.heads.get(column, "")
        if outcome == "fails" and column not in held and not (head and first.unit in added):
            alone = bool(head) and broken[column] == 1 and printed_digits(first) <= most
            one = replace(one, doubt=doubt, slip=alone)
        found.append(one)
    return found


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
