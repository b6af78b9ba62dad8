"""Lists whose parts are all of the whole: 城镇 and 乡村, 按经营地分, or because they add up."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.lists import summable
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Scene
from crossfoot.linking.sums import agrees, is_total


def links(scene: Scene) -> Iterator[Link]:
    """The total of every list that is complete by its classes or by its sum."""
    for one in scene.lists:
        if len(one.parts) < 2 or not summable(one):
            continue
        figures = [part.figure for part in one.parts]
        known = is_total(one)
        if known or agrees(one.whole.figure, figures):
            roles: Roles = {"total": one.whole.figure, "parts": figures}
            yield Link(
                "total",
                roles,
                one.words,
                stated=known or one.classed,
                doubt=MAY_BE_INCOMPLETE,
                slip=known,
            )
