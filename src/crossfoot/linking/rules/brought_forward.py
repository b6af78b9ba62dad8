"""年末结转7,765万元 of one year is 上年结余7,765万元 in the budget of the next."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.levels import equal
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene


def links(scene: Scene) -> Iterator[Link]:
    """What is left of an account and what its next year begins with, where they agree.

    A part of what is left may go elsewhere, so two that differ accuse nothing.
    """
    left = {
        (one.scope, one.fund, one.year + 1): one.items["年终结余"]
        for one in scene.accounts
        if one.year is not None and "年终结余" in one.items
    }
    for account in scene.accounts:
        before = left.get((account.scope, account.fund, account.year or 0))
        brought = account.items.get("上年结余")
        if before is not None and brought is not None and equal(before.figure, brought.figure):
            figures = [before.figure, brought.figure]
            yield Link("same", {"figures": figures}, scene.told(before, brought), stated=False)
