"""Other readings of a sentence: a figure that its words could mean instead of the nearest one."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import permutations

from crossfoot.figure import Figure
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import NOT_CLEAR, Link
from crossfoot.linking.scene import Sentence
from crossfoot.linking.words import LEVELS
from crossfoot.message import Told

_MOST = 8  # levels of a sentence of which pairs are tried


def another_reading(
    relation: str, roles: Mapping[str, Figure], role: str, sentence: Sentence
) -> Told | None:
    """A doubt, where another level of the sentence in that role would agree and this one fails."""
    taken = {figure.name for figure in roles.values()}
    if Link(relation, roles, "").outcome != "fails":
        return None
    for mention in levels(sentence):
        figure = mention.figure
        if figure.name in taken or not same_unit(figure, roles[role]):
            continue
        if _agrees(relation, {**roles, role: figure}):
            return NOT_CLEAR
    if "base" in roles and _another_pair(relation, roles, sentence):
        return NOT_CLEAR
    return None


def _another_pair(relation: str, roles: Mapping[str, Figure], sentence: Sentence) -> bool:
    """Whether two other levels agree: 1,820 loans worth $91 million, 1,650 loans worth $79."""
    others = [
        m.figure
        for m in sentence.mentions
        if m.slot in ("current", "base") and m.figure.reading.kind in LEVELS
    ]
    return any(
        same_unit(one, other) and _agrees(relation, {**roles, "current": one, "base": other})
        for one, other in permutations(others[:_MOST], 2)
        if other.reading.value > 0
    )


def _agrees(relation: str, roles: Mapping[str, Figure]) -> bool:
    return Link(relation, roles, "").holds
