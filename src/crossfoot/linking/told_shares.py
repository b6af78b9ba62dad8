"""Shares that English text tells beside their parts: 41% (382,000); 937,000, representing 1.7%."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.words import PERCENT

if TYPE_CHECKING:
    from crossfoot.linking.scene import Mention

IS = re.compile(
    r"^[^.;]{0,80}(?:,|\(|\band\b)? ?(?:accounts? for|accounted for|represent(?:ing|s|ed)"
    r"|account(?:ing|s|ed) for"
    r"|mak(?:ing|es) up|made up|compris(?:ing|es|ed)|equivalent to|or|which is|equal to)"
    r"(?: (?:about|around|some|nearly|almost|approximately|(?:just )?over|just under"
    r"|an estimated))? ?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(
    r"^ ?of (?:the |all |its |total |our |their )(?:[^.;()]{0,90}\(|[^.;(),]{0,60}? (?:of|at)"
    r"(?: (?:about|around|some|nearly|almost))?) ?$",
    re.IGNORECASE,
)
# 28.0% of net sales of 4.32 billion, 36.1% of GDP, which was 2,249 billion
_OF_NAMED = re.compile(
    r"^ ?of (?:(?:the|all|its|total|our|their) )*[A-Za-z][A-Za-z' -]{1,40}"
    r"(?: of|,? which (?:was|were|is|are|came to|totall?ed)|,? at) ?$"
)
_OF_WHICH = re.compile(r"^[^.;()]{0,40},? (?:of (?:which|whom|these|them)|\d* ?among them)\b")
_BESIDE = re.compile(r"^, ?$")
OF = re.compile(r"^,? ?(?:out )?of (?:the |all |its |these |those )?(?:total )?(?:of )?$", re.I)
OF_THE = re.compile(r"(?:^|[.;] )\W*of (?:the|these|those|all)(?: \w+){0,2} $", re.IGNORECASE)
OPEN = re.compile(
    r"^(?: ?of (?:these|those|them|which)(?: [a-z-]+){0,3})?\d? ?\($"
)  # perhaps after the mark of a note
OF_THESE = re.compile(
    r"\b(?:of (?:these|those|them|which|whom|the total|this total|all|the above))\b", re.IGNORECASE
)


def is_share(mention: Mention) -> bool:
    """Whether a figure is the share of a part, and no change."""
    return (
        mention.figure.reading.kind == "share"
        and mention.slot in ("current", "share", "base")
        and mention.figure.reading.direction is None
    )


def is_level(mention: Mention) -> bool:
    """Whether a figure can be a part or a whole."""
    return mention.slot in ("current", "base") and addable(mention.figure)


def part_of(inside: Sequence[Mention], place: int) -> Mention | None:
    """41% (382,000); 382,000 (41%); 937,000 residents, representing 1.7%."""
    share = inside[place]
    before = inside[place - 1] if place else None
    after = inside[place + 1] if place + 1 < len(inside) else None
    if after is not None and OPEN.match(after.lead) and is_level(after):
        return after
    if before is None or not is_level(before) or before.unit in PERCENT:
        return None
    if OPEN.match(share.lead) or IS.match(share.lead):
        above = inside[place - 2] if place > 1 else None
        if above is not None and is_level(above) and OF.match(before.lead):
            return above  # 1,230 of the 24,630 adoptions (5.0%)
        return before
    if _BESIDE.match(share.lead) and after is not None and _OF_NAMED.match(after.lead):
        return before
    return None


def whole_of(inside: Sequence[Mention], place: int, part: Mention) -> Mention | None:
    """The level that the sentence names as the whole of the share at a place."""
    share = inside[place]
    before = inside[place - 1] if place else None
    if before is not None and before is not part and part in inside[max(0, place - 2) : place]:
        return before if same_unit(before.figure, part.figure) else None
    after = [m for m in inside[place + 1 :] if m is not part][:1]
    for whole in after:
        if is_level(whole) and same_unit(whole.figure, part.figure):
            if any(of.match(whole.lead) for of in (_OF_ALL, OF, _OF_NAMED)):
                return whole
    for whole in reversed(inside[:place]):
        if whole not in (part, share) and is_level(whole) and _OF_WHICH.match(whole.tail):
            return whole if same_unit(whole.figure, part.figure) else None
    first = inside[0]
    if first not in (part, share) and OF_THE.search(first.lead) and is_level(first):
        return first if same_unit(first.figure, part.figure) else None
    return None
