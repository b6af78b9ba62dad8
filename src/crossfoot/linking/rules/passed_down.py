"""补助下级支出5亿元, and below 转移性收入5亿元: what one level of government pays another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.accounts import Account
from crossfoot.linking.facts import printed_digits
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.transfers import received

# What it is called where it is received from above, or paid up, and where it is passed on.
_PAIRS = tuple(
    (re.compile(one), re.compile(other))
    for one, other in (
        ("(?:补助|转移支付|拨付)(?:下级|[区县市]+级?)|对(?:下|[区县市]+)(?:转移|补助)|转移支付支出",
         "^(?:上级|[省市])?(?:补助|转移支付|转移性)"),
        ("转贷.*支出|转贷(?:下级|[区县]+)", "转贷收入"),
        ("(?:下级|[区县市]+级?)上解", "^(?:体制|专项)?上解|^转移性支出"),
    )
)  # fmt: skip
_DIGITS = 3  # digits that do not agree by chance


def links(scene: Scene) -> Iterator[Link]:
    """What an account gives or takes, with the accounts that take or give it, where both agree."""
    narrow = [one for one in scene.accounts if not one.wide]
    for account in narrow:
        others = [
            one
            for one in narrow
            if (one.fund, one.year) == (account.fund, account.year) and one.scope != account.scope
        ]
        for name, mention in account.items.items():
            for between, theirs in _PAIRS:
                if between.search(name) and printed_digits(mention.figure) >= _DIGITS:
                    yield from _link(scene, mention, others, theirs)


def _link(
    scene: Scene, mention: Mention, others: Sequence[Account], called: re.Pattern[str]
) -> Iterator[Link]:
    items = (one for other in others for one in other.items.items())
    yield from received(scene, mention, [item for name, item in items if called.search(name)])
