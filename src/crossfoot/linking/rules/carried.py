"""年末滚存结余42.25亿元: what was left a year before, and what this year adds to it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import ANOTHER_BASE, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.zh import clause_of

_CARRIED = re.compile("(?:滚存|累计)结余(?:为|达到?)?$")
_YEARS = re.compile("(?:收支|当年|本年|年度)[^,，]{0,4}结余(?:为|达到?)?$")
_ACCOUNT = re.compile("一般公共|政府性基金|国有资本经营|社会保险基金|社保基金|养老保险|医疗保险")
Key = tuple[str, str, int]


def links(scene: Scene) -> Iterator[Link]:
    """What is left of an account at the end of two years, and the surplus of the second."""
    carried: dict[Key, Mention] = {}
    added: dict[Key, Mention] = {}
    account, paragraph = "", -1
    for sentence in scene.sentences:
        year = scene.years[sentence.index]
        if sentence.paragraph != paragraph:
            account, paragraph = "", sentence.paragraph
        for mention in levels(sentence) if sentence.chinese and year is not None else ():
            named = _ACCOUNT.search(mention.label)
            account = named[0] if named else account
            said = clause_of(mention.lead)
            key = mention.scope, account, year or 0
            if _CARRIED.search(said):
                carried.setdefault(key, mention)
            elif _YEARS.search(said):
                added.setdefault(key, mention)
    for (scope, account, year), total in carried.items():
        before = carried.get((scope, account, year - 1))
        surplus = added.get((scope, account, year))
        if not account or before is None or surplus is None:
            continue
        if same_unit(before.figure, total.figure) and same_unit(surplus.figure, total.figure):
            roles: Roles = {"total": total.figure, "parts": [before.figure, surplus.figure]}
            words = f"{scope}{account} {year - 1}–{year}"
            yield Link("total", roles, words, stated=False, doubt=ANOTHER_BASE)
