"""Other readings of a sentence: a figure that its words could mean instead of the nearest one."""

from __future__ import annotations

from collections.abc import Mapping

from crossfoot.figure import Figure
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import NOT_CLEAR, Link
from crossfoot.linking.scene import Sentence
from crossfoot.message import Told


def another_reading(
    relation: str, roles: Mapping[str, Figure], role: str, sentence: Sentence
) -> Told | None:
    """A doubt, where another level of the sentence in that role would agree and this one fails."""
    taken = {figure.name for figure in roles.values()}
    if Link(relation, roles, "").check("probe").verdict().outcome != "fails":
        return None
    for mention in levels(sentence):
        figure = mention.figure
        if figure.name in taken or not same_unit(figure, roles[role]):
            continue
        again = Link(relation, {**roles, role: figure}, "").check("probe").verdict().outcome
        if again in ("holds", "rounding"):
            return NOT_CLEAR
    return None
