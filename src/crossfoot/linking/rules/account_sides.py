"""预算收入A，转移性收入B，上年结余C，收入总计D: a side of an account and what it comes to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.accounts import item, said
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.slips import one_slip

_MOST = 14  # items of a side
_ENOUGH = 2  # sides that have to come out exactly before one that does not is wrong
_ITEM = re.compile(
    "(?:收入|支出|结余|结转|转移支付|补助|上解|转贷|调[入出]|资金|基金|债券?|还本|下年|等)"
    "(?:下级|[区县市]+|资金|使用|收入|支出|合计|共)*$"
)
_ASIDE = re.compile("主要|原因|因素|由于|增加|减少|用于|其中|包括|含|增长|较|比")
_SIDES = {"收入总计": "收入", "支出总计": "支出"}


def links(scene: Scene) -> Iterator[Link]:
    """Every side whose items add up; one that does not, where others do and a slip explains it.

    Nothing says that all items are printed; that they are is seen in the other sides.
    """
    made: list[Link] = []
    for paragraph in scene.paragraphs:
        inside = [m for s in paragraph if s.chinese for m in levels(s) if m.depth == 0]
        for index, total in enumerate(inside):
            side = _SIDES.get(item(total))
            run = _items(inside[max(0, index - _MOST) : index], total, side) if side else []
            if len(run) > 1:
                roles: Roles = {"total": total.figure, "parts": [m.figure for m in run]}
                words = scene.text[run[0].start - len(run[0].label) : total.end]
                made.append(Link("total", roles, words, stated=False))
    held = sum(one.outcome == "holds" for one in made)
    for one in made:
        if one.holds or (held >= _ENOUGH and one_slip(one.check("probe"))):
            yield one


def _items(before: Sequence[Mention], total: Mention, side: str) -> list[Mention]:
    """From the fund's own income or spending to the total; none where something is in the way."""
    run: list[Mention] = []
    for mention in reversed(before):
        name = item(mention)
        if name in _SIDES or mention.scope != total.scope or "其中" in mention.lead[-30:]:
            return []
        if not same_unit(mention.figure, total.figure):
            return []
        run.insert(0, mention)
        if name == side:
            return run if all(_is_item(said(m)) for m in run[1:]) else []
    return []


def _is_item(words: str) -> bool:
    """Whether a clause names an item, not why another grew, nor several without their sum, 等."""
    several = "、" in words.lstrip("、") and "等" not in words[-3:]
    return not several and _ITEM.search(words) is not None and _ASIDE.search(words) is None
