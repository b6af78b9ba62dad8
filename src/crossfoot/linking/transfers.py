"""What one account receives from others: one figure told twice, or several that come to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossfoot.linking.levels import equal, same_unit
from crossfoot.linking.proposed import Link, Roles
from crossfoot.linking.sums import agrees

if TYPE_CHECKING:
    from crossfoot.linking.scene import Mention, Scene


def received(scene: Scene, taken: Mention, given: Sequence[Mention]) -> Iterator[Link]:
    """The one figure given that equals what is taken, or else all of them, if they come to it."""
    alike = [one for one in given if same_unit(one.figure, taken.figure)]
    alone = [one for one in alike if equal(one.figure, taken.figure)]
    if len(alone) == 1:
        figures = [taken.figure, alone[0].figure]
        yield Link("same", {"figures": figures}, scene.told(taken, alone[0]), stated=False)
    elif agrees(taken.figure, [one.figure for one in alike]):
        roles: Roles = {"total": taken.figure, "parts": [one.figure for one in alike]}
        yield Link("total", roles, scene.told(taken, *alike), stated=False)
