"""What the rules about tables share: checking one structure in all rows or columns at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.linking.proposed import Link
from crossfoot.linking.slips import one_slip
from crossfoot.message import Told

_ENOUGH = 2  # neighbours in which a structure has to hold before it can accuse


def corroborated(links: Sequence[Link], doubt: Told, *, enough: int = _ENOUGH) -> list[Link]:
    """Links of one structure, in neighbouring rows or columns, as a body.

    A structure is believed if it holds in enough neighbours and in four out of five; then a
    figure that breaks it is wrong. If it holds in fewer it is the structure that may be wrong.
    Where it holds nowhere it is not proposed.
    """
    outcomes = [one.check("probe").verdict().outcome for one in links]
    held = sum(outcome in ("holds", "rounding") for outcome in outcomes)
    failed = outcomes.count("fails")
    if held == 0:
        return []
    if held >= enough and failed * 4 <= held:
        return list(links)
    if held > failed:
        return [
            one
            if outcome != "fails" or (held >= enough and one_slip(one.check("probe")))
            else replace(one, doubt=doubt)
            for one, outcome in zip(links, outcomes, strict=True)
        ]
    return []


def unbroken(links: Sequence[Link], *, enough: int = 4) -> list[Link]:
    """Links of one structure that nothing announces: only if all of them hold."""
    if len(links) < enough:
        return []
    outcomes = (one.check("probe").verdict().outcome for one in links)
    return list(links) if all(outcome in ("holds", "rounding") for outcome in outcomes) else []
