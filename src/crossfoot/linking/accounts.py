"""The accounts of a budget: what one place takes in and spends of one fund in one year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from crossfoot.linking.find import plain
from crossfoot.linking.levels import addable

if TYPE_CHECKING:
    from crossfoot.linking.scene import Mention, Scene

FUND = re.compile("一般公共|公共财政|政府性基金|国有资本经营|社会保险基金|社保基金")
WIDE = re.compile("^全[市省区县州盟旗国镇]$")
_OWN = re.compile(
    "^(?:地方|本级)?(?:一般公共|公共财政|政府性基金|国有资本经营|社会保险基金|社保基金)(?:预算)?"
    "(?:本级)?(?:总)?(收入|支出)(?:预算|计划)?$"
)
_HEADING = 40  # characters of a heading
_BRACKET = re.compile(r"\([^()]{0,200}\)")
_CLAUSE = re.compile("[,，；;。:]")
_BROUGHT = re.compile("^上年(?:度)?(?:滚存|净|累计|末)?(?:结余结转|结转结余|结余|结转)")
_LEFT = re.compile(
    "^(?:收支相抵后?|年终|年末|年底|当年|本年|滚存|累计|净)*(?:结余结转|结转结余|结余|结转)"
    "(?:至?下年(?:度)?(?:继续)?(?:使用|支出)?|资金)?(?:为|共)?$"
)
_SUM = re.compile("(收入|支出)(?:总计|合计|总量|总额)(?:为|达到?|共)?$")
_NEW = re.compile("^(?:再?加(?:上(?!年))?|减去?|其中)")
_PLANNED = re.compile("年初预算|调整预算|代编|调整为|变更为|批准")


@dataclass(slots=True, eq=False)
class Account:
    """The items of one place, fund and year, each by its name and its first print.

    `again` holds the first print with every further one.
    """

    scope: str
    fund: str
    year: int | None
    at: int
    items: dict[str, Mention] = field(default_factory=dict)
    again: list[tuple[Mention, Mention]] = field(default_factory=list)

    @property
    def wide(self) -> bool:
        """Whether it is of a whole place, with the levels of government below it."""
        return WIDE.match(self.scope) is not None


def accounts(scene: Scene) -> list[Account]:
    """Every account that the text tells, in order; one told in several passages is one."""
    found: dict[tuple[str, str, int | None, bool], Account] = {}
    for index, key, mention in _told(scene):
        scope, fund, year, _ = key
        account = found.setdefault(key, Account(scope, fund, year, index))
        first = account.items.setdefault(item(mention), mention)
        if first is not mention:
            account.again.append((first, mention))
    return list(found.values())


def _told(scene: Scene) -> Iterator[tuple[int, tuple[str, str, int | None, bool], Mention]]:
    fund, paragraph = "", -1
    for sentence in scene.sentences:
        if not sentence.chinese:
            continue
        named = FUND.search(sentence.text)
        if not sentence.mentions and sentence.end - sentence.start <= _HEADING and named:
            fund, paragraph = _of(named[0]), sentence.paragraph + 1
        elif sentence.paragraph > paragraph:
            fund, paragraph = "", sentence.paragraph
        for mention in sentence.mentions:
            if mention.slot != "current" or mention.depth or not addable(mention.figure):
                continue
            own = _OWN.match(mention.label)
            if own:
                fund = _of((FUND.search(mention.label) or own)[0])
            if not fund or not item(mention):
                continue
            planned = _PLANNED.search(mention.lead[-30:]) is not None
            key = mention.scope, fund, scene.years[sentence.index], planned
            yield sentence.index, key, mention


def _of(name: str) -> str:
    return {"公共财政": "一般公共", "社保基金": "社会保险基金"}.get(name, name)


def said(mention: Mention) -> str:
    """The words before a figure in its own clause, without brackets."""
    return _CLAUSE.split(_BRACKET.sub("", mention.lead))[-1].strip()


def item(mention: Mention) -> str:
    """What an item is called in any account: 收入, 收入总计, 上年结余, 年终结余, 调入资金."""
    words = _NEW.sub("", said(mention))
    own = _OWN.match(mention.label)
    total = _SUM.search(words)
    if total:
        return f"{total[1]}总计"
    if own:
        return own[1]
    if _BROUGHT.search(words):
        return "上年结余"
    if _LEFT.search(words):
        return "年终结余"
    return plain(_NEW.sub("", mention.label))
