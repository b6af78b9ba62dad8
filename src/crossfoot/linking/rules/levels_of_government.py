"""全市收入358,775万元; 市本级264,280万元; 高新区94,495万元: an account and those of its levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from crossfoot.linking.accounts import Account
from crossfoot.linking.facts import printed_digits
from crossfoot.linking.levels import equal, same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.sums import agrees

# What the levels give each other is in the account of each, but not in that of all of them.
_BETWEEN = re.compile("转移|上解|补助|转贷|总计|返还")
_RECEIVED = re.compile("转移|上级补助|债务转贷收入|返还|上解")
_ENOUGH = 4  # items that have to come out before one that does not is wrong
_DIGITS = 3  # digits of an item that do not agree by chance


def links(scene: Scene) -> Iterator[Link]:
    """Every item of a whole place with that item of its levels, as a body."""
    every = scene.accounts
    for whole in every:
        if not whole.wide:
            continue
        levels = [
            one
            for one in every
            if not one.wide and (one.fund, one.year) == (whole.fund, whole.year) and one.scope
        ]
        yield from _sums(scene, whole, levels)
        yield from _passed_on(scene, whole, levels)


def _sums(scene: Scene, whole: Account, levels: Sequence[Account]) -> Iterator[Link]:
    """The levels that add up in income or spending add up in every item of their own."""
    made: list[Link] = []
    for some in _complete(whole, levels):
        for name, total in whole.items.items():
            parts = [one.items[name] for one in some if name in one.items]
            if len(parts) < len(some) or _BETWEEN.search(name):
                continue
            if all(same_unit(part.figure, total.figure) for part in parts):
                made.append(_total(scene, total, parts))
    outcomes = [one.outcome for one in made]
    held = sum(outcome in ("holds", "rounding") for outcome in outcomes)
    for one, outcome in zip(made, outcomes, strict=True):
        broken = held >= _ENOUGH and outcomes.count("fails") == 1
        if outcome in ("holds", "rounding") or broken:
            yield one


def _complete(whole: Account, levels: Sequence[Account]) -> Iterator[Sequence[Account]]:
    """The sets of levels, largest first, of which income or spending comes to the whole."""
    for count in range(len(levels), 1, -1):
        for some in combinations(levels, count):
            if len({one.scope for one in some}) < count:
                continue
            for name in ("收入", "支出"):
                total = whole.items.get(name)
                parts = [one.items[name].figure for one in some if name in one.items]
                if total and len(parts) == count and agrees(total.figure, parts):
                    yield some
                    return


def _total(scene: Scene, total: Mention, parts: Sequence[Mention]) -> Link:
    roles: Roles = {"total": total.figure, "parts": [part.figure for part in parts]}
    return Link(
        "total", roles, scene.told(total, *parts), stated=False, doubt=ANOTHER_BASE, slip=True
    )


def _passed_on(scene: Scene, whole: Account, levels: Sequence[Account]) -> Iterator[Link]:
    """What the whole place has of others, where one level has all of it."""
    for name, total in whole.items.items():
        if not _RECEIVED.search(name) or printed_digits(total.figure) < _DIGITS:
            continue
        for one in levels:
            other = one.items.get(name)
            if other is not None and equal(total.figure, other.figure):
                figures = [total.figure, other.figure]
                yield Link("same", {"figures": figures}, scene.told(total, other), stated=False)
                break
