"""男性4.9%，女性4.3%，相差0.6个百分点; 4.9% of men, 4.3% of women, a gap of 0.6 points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import NOT_CLEAR, Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.words import LEVELS, PERCENT

_GAP = re.compile(
    r"(?:相差|差距为?|两者差|落差)(?:了|达|约)?$"
    r"|\b(?:a|the) (?:gap|difference|spread) (?:of|is|was|between the two (?:of|is|was)) ?$",
    re.IGNORECASE,
)


def links(scene: Scene) -> Iterator[Link]:
    """What the two figures right before it differ by, whichever is the greater."""
    for sentence in scene.sentences:
        inside = sentence.mentions
        for one, other, gap in zip(inside, inside[1:], inside[2:], strict=False):
            if _GAP.search(gap.lead[-40:]) and one.part == other.part == gap.part:
                yield from _link(sentence, one, other, gap)


def _link(sentence: Sentence, one: Mention, other: Mention, gap: Mention) -> Iterator[Link]:
    if {one.slot, other.slot} & {"rate", "change", "points"}:
        return
    if not same_unit(one.figure, other.figure):
        return
    more, less = sorted((one, other), key=lambda m: -m.figure.reading.value)
    roles = {"current": more.figure, "base": less.figure, "change": gap.figure}
    if gap.figure.reading.kind == "points" and one.unit in PERCENT:
        relation = "points_change"
    elif gap.figure.reading.kind in LEVELS and same_unit(gap.figure, one.figure):
        relation = "change"
    else:
        return
    words = sentence.between(one.start, gap.end)
    yield Link(relation, roles, words, doubt=NOT_CLEAR, slip=True)
