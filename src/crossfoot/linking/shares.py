"""Rows of shares that were made to add up: 0.8, 46.4 and 52.9 printed as 0.7, 46.4 and 52.9."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossfoot.linking.proposed import Link
from crossfoot.message import message

TO_100 = message("The shares add up to exactly 100%: one of them may be rounded so that they do.")
_HOLD = ("holds", "rounding")


def made_to_add(links: Sequence[Link]) -> list[Link]:
    """The links of one row, its total among them; undecided what such a share would contradict.

    Statistics offices change one share of a row in its last place where the rounded ones would
    add up to 99.9 or 100.1.
    """
    row = next((one.figures["parts"] for one in links if one.relation == "shares_total"), ())
    if sum(share.reading.value for share in row) != 1:
        return list(links)
    moved = {one.key for one in links if one.relation == "share" and _moved(one)}
    if not moved:
        return list(links)
    # That they add up is true of the prints; against the levels it proves nothing.
    return [
        replace(one, open=TO_100)
        if one.key in moved
        else replace(one, stated=one.stated and one.relation != "shares_total")
        for one in links
    ]


def _moved(one: Link) -> bool:
    """Whether a share is wrong, and right if it were one more or one less in its last place."""
    plain = replace(one, doubt=None)
    if plain.check("printed").verdict().outcome in _HOLD:
        return False
    (share,) = one.figures["share"]
    reading = share.reading
    for step in (reading.step, -reading.step):
        near = replace(share, reading=replace(reading, value=reading.value + step))
        again = replace(plain, roles={**one.roles, "share": near})
        if again.check("moved").verdict().outcome in _HOLD:
            return True
    return False
