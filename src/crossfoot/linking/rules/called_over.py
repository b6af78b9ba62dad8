"""调入资金38,243万元: what the other funds of a budget say that they transfer, 调出资金."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.accounts import Account
from crossfoot.linking.facts import printed_digits
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.transfers import received

_IN = re.compile("^(?:从[^，,]{2,12})?调入(?!预算稳定)")
_OUT = re.compile("^(?:调出|调[入到]一般公共)")
_GENERAL = "一般公共"
_DIGITS = 3  # digits that do not agree by chance


def links(scene: Scene) -> Iterator[Link]:
    """What comes into the general budget of a place and year, where it is what the funds give."""
    for account in scene.accounts:
        if account.fund != _GENERAL:
            continue
        given = [
            mention
            for one in _others(scene.accounts, account)
            for name, mention in one.items.items()
            if _OUT.search(name)
        ]
        for name, taken in account.items.items():
            if _IN.search(name) and printed_digits(taken.figure) >= _DIGITS:
                yield from received(scene, taken, given)


def _others(every: Sequence[Account], account: Account) -> Iterator[Account]:
    """The other funds of the place in the year; a fund told of the whole place only, as that."""
    funds: dict[str, Account] = {}
    for one in every:
        if one.fund == _GENERAL or one.year != account.year:
            continue
        if one.scope == account.scope or (one.wide and one.fund not in funds):
            funds[one.fund] = one
    yield from funds.values()
