"""收入完成358,775万元, and in the balance of the account 358,175万元: an item printed twice."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.facts import printed_digits
from crossfoot.linking.levels import equal, same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.slips import differ_by_one_digit

_ENOUGH = 3  # items that are printed twice alike before one that is not is wrong
_DIGITS = 5  # digits of which all but one agree by no chance


def links(scene: Scene) -> Iterator[Link]:
    """The one item whose prints differ in a digit, where those of the others are all alike."""
    pairs = [pair for account in scene.accounts for pair in account.again]
    pairs = [pair for pair in pairs if printed_digits(pair[0].figure) >= _DIGITS]
    alike = sum(equal(one.figure, other.figure) for one, other in pairs)
    apart = [pair for pair in pairs if not equal(pair[0].figure, pair[1].figure)]
    if alike < _ENOUGH or len(apart) != 1:
        return
    ((one, other),) = apart
    if same_unit(one.figure, other.figure) and differ_by_one_digit(one.figure, other.figure):
        figures = [one.figure, other.figure]
        yield Link("same", {"figures": figures}, scene.told(one, other), stated=False)
