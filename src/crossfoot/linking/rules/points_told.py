"""Gross margin was 37.4%, compared to 36.8%, an increase of 60 basis points.

English puts the difference of two percentages before, between or behind them. Which two are meant
is seen where it comes out.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.words import PERCENT

_MOST = 6  # percentages of a sentence of which two are tried


def links(scene: Scene) -> Iterator[Link]:
    """Every difference in points with the nearest two percentages of its sentence that give it."""
    for sentence in scene.sentences:
        if sentence.chinese or YEARLY.search(sentence.text):
            continue
        levels = [m for m in sentence.mentions if _is_level(m)]
        for said in sentence.mentions:
            if said.figure.reading.kind != "points":
                continue
            near = sorted(levels, key=lambda m: abs(m.start - said.start))[:_MOST]  # used at once
            pairs = sorted(permutations(near, 2), key=lambda pair: max(map(near.index, pair)))
            for current, base in pairs:
                roles: dict[str, Figure] = {
                    "current": current.figure,
                    "base": base.figure,
                    "change": said.figure,
                }
                first, last = (f(m.start for m in (current, base, said)) for f in (min, max))
                words = sentence.between(first, last + len(said.figure.text))
                link = Link("points_change", roles, words, stated=False, doubt=ANOTHER_BASE)
                if link.holds:
                    yield link
                    break


def _is_level(mention: Mention) -> bool:
    reading = mention.figure.reading
    return (
        mention.unit in PERCENT
        and mention.slot in ("current", "base", "share")
        and reading.direction is None
        and reading.qualifier == "exact"
    )
