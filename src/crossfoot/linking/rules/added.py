"""新培育入库1354家。累计达到8079家，较年底增长20.1%: what was added is the change of the stock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.zh import clause_of

_ADDED = re.compile(r"新增|新培育|新认定|新登记|新设立|新注册|净增|新入库")
_STOCK = re.compile(r"累计|总数|总量|存量|保有量|达到?")
_SINCE = re.compile(r"(?:年初|上年末|上年底|去年底|去年末|年底|年末|上月末|\d年末?底?)")


def links(scene: Scene) -> Iterator[Link]:
    """An addition, then a stock of the same unit that grew since the end of a year.

    Some of the stock may have gone meanwhile, so only a stock that grew by more than was added
    is called wrong, unless what was added is net.
    """
    for sentence, frame in scene.frames():
        level, rate = frame.level, frame.slots.get("rate")
        if not sentence.chinese or level is None or rate is None or "change" in frame.slots:
            continue
        if not _STOCK.search(clause_of(level.lead)) or not _SINCE.search(rate.lead):
            continue
        near = [
            m
            for s in scene.sentences[max(0, sentence.index - 1) : sentence.index + 1]
            for m in levels(s)
            if m.end <= level.start
        ]
        if (
            near
            and _ADDED.search(clause_of(near[-1].lead))
            and same_unit(near[-1].figure, level.figure)
        ):
            roles = {"current": level.figure, "change": near[-1].figure, "rate": rate.figure}
            words = scene.text[near[-1].start : rate.end]
            link = Link("growth_from_change", roles, words, stated=False, doubt=ANOTHER_BASE)
            net = "净" in clause_of(near[-1].lead)
            yield replace(link, slip=True) if net or _grew_more(link) else link


def _grew_more(link: Link) -> bool:
    """Whether the rate is above what the additions give; what has gone could only lower it."""
    verdict = replace(link, doubt=None).check("probe").verdict()
    if verdict.claimed is None or verdict.computed is None:
        return False
    return verdict.computed.is_below(verdict.claimed)
