"""其中; of which: a part cannot exceed its whole, nor can parts that do not overlap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.figure import Figure
from crossfoot.linking.levels import may_be_negative
from crossfoot.linking.lists import Parts, summable
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Scene
from crossfoot.linking.sums import agrees, is_total


def links(scene: Scene) -> Iterator[Link]:
    """Every part with its whole; together they are a bound, unless they are the total."""
    for one in scene.lists:
        if one.classed or not summable(one):
            continue
        figures = [part.figure for part in one.parts]
        if is_total(one) or agrees(one.whole.figure, figures):
            continue
        yield from _bounds(one)


def _bounds(one: Parts) -> Iterator[Link]:
    labels = [one.whole.label, *(part.label for part in one.parts)]
    negative = MAY_OVERLAP if any(map(may_be_negative, labels)) else None
    over = sum(_exceeds(part.figure, one.whole.figure) for part in one.parts)
    for index, part in enumerate(one.parts):
        # Where several parts exceed the whole, the list is not one of its parts.
        later = index >= one.sure and len(one.parts) < 3
        unsure = MAY_BE_INCOMPLETE if over > 1 or later or not one.sure else None
        roles: Roles = {"parts": [part.figure], "whole": one.whole.figure}
        yield Link("part_of", roles, one.words, doubt=negative or unsure)
    if len(one.parts) > 1:
        together: Roles = {"parts": [part.figure for part in one.parts], "whole": one.whole.figure}
        doubt = (
            None if one.sure == len(one.parts) and over < 2 and _disjoint(labels) else MAY_OVERLAP
        )
        yield Link("part_of", together, one.words, stated=False, doubt=doubt)


def _exceeds(part: Figure, whole: Figure) -> bool:
    return part.reading.value > whole.reading.value


def _disjoint(labels: Sequence[str]) -> bool:
    """Whether the parts are items of one budget, which do not overlap."""
    whole, *parts = labels
    if any(_MIXED.search(label) for label in parts):
        return False
    if _REVENUE.search(whole) and all(label.endswith("收入") for label in parts):
        return True
    return any(all(label.endswith(item) for label in parts) for item in ("税", "支出"))


_REVENUE = re.compile("税(?:收收入|收入|收)?$")
_MIXED = re.compile("民生|重点|刚性|三公|直达|三保")
