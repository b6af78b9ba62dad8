"""其中; of which: a part cannot exceed its whole, nor can parts that do not overlap."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.levels import may_be_negative
from crossfoot.linking.link import MAY_BE_INCOMPLETE, MAY_OVERLAP, Link
from crossfoot.linking.lists import Parts, summable
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
    for index, part in enumerate(one.parts):
        doubt = negative or (None if index < one.sure else MAY_BE_INCOMPLETE)
        roles = {"parts": [part.figure], "whole": one.whole.figure}
        yield Link("part_of", roles, one.words, doubt=doubt)
    if len(one.parts) > 1:
        roles = {"parts": [part.figure for part in one.parts], "whole": one.whole.figure}
        yield Link("part_of", roles, one.words, stated=False, doubt=MAY_OVERLAP)
