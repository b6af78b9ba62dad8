"""全市一般公共预算收入 and 市本级: the same thing of a place and of a part of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.linking.find import plain
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.sums import agrees
from crossfoot.linking.zh import clause_of

_WIDE = re.compile("^全[市省区县州盟旗国镇]$")
_NARROW = re.compile(
    "^(?:[市省州县区]直|[市省区县州盟旗镇]?本级|[市省区县州盟]级|高新区|经开区|开发区|市区)$"
)
_APART = 30  # sentences between the two
_ITEM = re.compile(
    "^(?:收入|支出)$|(?:预算|基金|资本经营|税收|出让)(?:收入|支出)$|债务(?:余额|限额)?$"
)
_PLANNED = re.compile("年初预算|预算为|代编|预计|计划|安排|调整为|预算数|目标|建议")
# What the levels of government give each other is no part of what the place as a whole has.
_BETWEEN = re.compile(
    "转移|上解|补助|转贷|调[入出]|动用|稳定调节|还本|结[转余]|上年|预下|财力|可安排|等$|、"
)
_BROKEN = re.compile(r"(?:^|\d)[,，]\s*$")
_SUMMED = re.compile("总计|合计|总量|总支出|总收入|结余|结转")


def links(scene: Scene) -> Iterator[Link]:
    """Each level of the narrow scope with the last one of the wide scope before it."""
    yield from _accounts(scene)
    told = scene.years
    wide: dict[str, tuple[Sentence, Mention]] = {}
    narrow: dict[int, list[Mention]] = defaultdict(list)
    wholes: dict[int, Mention] = {}
    for sentence in scene.sentences:
        if not sentence.chinese:
            continue
        for mention in levels(sentence):
            name = plain(mention.label)
            if not _ITEM.search(name) or _SUMMED.search(mention.lead[-12:]):
                continue
            if mention.depth or _BETWEEN.search(name) or _BROKEN.search(mention.lead):
                continue
            key = f"{name} {_PLANNED.search(mention.lead[-30:]) is None}"
            if _WIDE.match(mention.scope):
                wide[key] = sentence, mention
            elif _NARROW.match(mention.scope) and key in wide:
                there, whole = wide[key]
                year, other = told[sentence.index], told[there.index]
                if sentence.index - there.index > _APART or year != other:
                    continue
                if same_unit(mention.figure, whole.figure):
                    narrow[id(whole)].append(mention)
                    wholes[id(whole)] = whole
    for key_, parts in narrow.items():
        yield from _links(scene, wholes[key_], parts)


def _links(scene: Scene, whole: Mention, parts: list[Mention]) -> Iterator[Link]:
    scopes = [part.scope for part in parts]
    for part in parts:
        if scopes.count(part.scope) > 1:
            continue
        words = " … ".join(scene.text[m.start - len(m.lead[-24:]) : m.end] for m in (whole, part))
        yield Link(
            "part_of",
            {"parts": [part.figure], "whole": whole.figure},
            words,
            stated=False,
            doubt=MAY_OVERLAP,
            slip=True,
        )
    figures = [part.figure for part in parts]
    if len(set(scopes)) == len(parts) > 1 and agrees(whole.figure, figures):
        words = f"{whole.scope} {whole.label}: {', '.join(scopes)}"
        yield Link("total", {"total": whole.figure, "parts": figures}, words, stated=False)


_ACCOUNT = re.compile("一般公共|政府性基金|国有资本经营|社会保险基金")
_SHARED = re.compile(
    "(结余结转|结转结余|滚存结余|收支结余|结余|上年结转|结转|转移性收入|调出|补充预算稳定调节基金)"
    "(?:到[^,，]{0,10}|资金|收入|下年)?$"
)
_OWN = re.compile("^(?:[市省州县区]直|[市省区县州盟旗镇]?本级|[市省区县州盟]级)$")


def _accounts(scene: Scene) -> Iterator[Link]:
    """What is left or carried over in an account of the wide scope, and in that of the narrow."""
    wide: dict[tuple[str, str, int | None], tuple[int, Mention]] = {}
    account, paragraph = "", -1
    for sentence in scene.sentences:
        if sentence.paragraph != paragraph:
            account, paragraph = "", sentence.paragraph
        for mention in levels(sentence) if sentence.chinese else ():
            named = _ACCOUNT.search(mention.label)
            account = named[0] if named else account
            said = _SHARED.search(clause_of(mention.lead).split("、")[-1].rstrip("为共达"))
            if said is None or not account or mention.depth or _BROKEN.search(mention.lead):
                continue
            key = account, said[1], scene.years[sentence.index]
            if _WIDE.match(mention.scope):
                wide[key] = sentence.index, mention
            elif _OWN.match(mention.scope) and key in wide:
                index, whole = wide.pop(key)
                if sentence.index - index <= _APART and same_unit(mention.figure, whole.figure):
                    words = f"{whole.scope}{account} {said[0]}: {mention.scope}"
                    roles: Roles = {"parts": [mention.figure], "whole": whole.figure}
                    yield Link("part_of", roles, words, stated=False, doubt=MAY_OVERLAP)
