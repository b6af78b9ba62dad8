"""41% agreed, 35% disagreed and 24% did not know: shares of one sentence that come to all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.told_shares import is_share, part_of
from crossfoot.linking.words import PERCENT

_REST = re.compile(r"\b(?:the )?other\b|\bwhile\b|\bwhereas\b|\bas opposed to\b", re.IGNORECASE)
_SEVERAL = 3  # shares that come to all by no chance


def links(scene: Scene) -> Iterator[Link]:
    """All shares of an English sentence; nothing says that they are all, so only where they are."""
    for sentence in scene.sentences:
        shares = [] if sentence.chinese else [m for m in sentence.mentions if m.unit in PERCENT]
        if len(shares) < 2 or not all(is_share(m) for m in shares):
            continue
        places = [sentence.mentions.index(m) for m in shares]
        told = _REST.search(shares[-1].lead) is not None or all(
            part_of(sentence.mentions, place) is not None for place in places
        )
        if len(shares) < _SEVERAL and not told:
            continue
        words = sentence.between(shares[0].start, shares[-1].end)
        roles = {"parts": [m.figure for m in shares]}
        link = Link("shares_total", roles, words, stated=False, doubt=MAY_BE_INCOMPLETE)
        if sum(m.figure.reading.value for m in shares) == 1 and link.holds:
            yield link
