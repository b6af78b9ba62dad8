"""出口、进口和顺差; 收入总计、支出总计和结余; receipts, outlays and the deficit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.zh import clause_of


@dataclass(frozen=True, slots=True)
class Sides:
    """What comes in, what goes out, and what the difference is called either way."""

    inflow: re.Pattern[str]
    outflow: re.Pattern[str]
    surplus: re.Pattern[str]
    deficit: re.Pattern[str]


def _sides(inflow: str, outflow: str, surplus: str, deficit: str) -> Sides:
    return Sides(*(re.compile(one, re.IGNORECASE) for one in (inflow, outflow, surplus, deficit)))


_SIDES = (
    _sides("利润总额$|税前利润$", "所得税(?:费用)?$", "净利润", "净亏损"),
    _sides(
        r"before (?:income )?tax|pre-?tax",
        r"\b(?:income )?tax(?:es|ation)?\b(?! profit)",
        r"after (?:income )?tax|net (?:profit|income)",
        "net loss",
    ),
    _sides("(?<!进)出口(?!.*(?:商品|产品|占))", "进口(?!出口|.*(?:商品|产品|占))", "顺差", "逆差"),
    _sides(
        "(?:^|预算|基金|总)收入(?:预算)?$",
        "(?:^|预算|基金|总)支出(?:预算)?$",
        "(?:收支|当年|本年)[^,，。；]{0,4}结余",
        "收支缺口",
    ),
    _sides(r"\bexports\b", r"\bimports\b", "surplus", "deficit"),
    _sides("现金流入", "流出", "净流入|现金流量?净额", "净流出"),
    _sides("流入", "流出", "净流入", "净流出"),
    _sides("(?:营业|销售|营运)(?:总)?(?:收入|额)$", "成本$", "毛利(?!率)", "毛亏"),
    _sides(
        "资产(?:总[额计])?$", "负债(?:总[额计]|合计)?$", "所有者权益|净资产|股东权益", "资不抵债"
    ),
    _sides("出生(?:人口|人数)?$", "死亡(?:人口|人数)?$", "自然(?:增加|增长)(?!率)", "自然减少"),
    _sides(
        r"\boperating cash flow|cash (?:flow )?(?:from|provided by) oper",
        r"\bcapital expenditures?\b|\bcapex\b",
        "free cash flow",
        "cash burn",
    ),
    _sides(
        r"\b(?:revenues?|sales)\b",
        r"\bcosts? of (?:sales|goods|revenues?)",
        "gross profit",
        "gross loss",
    ),
    _sides(r"\bassets\b", r"\bliabilities\b", r"\bequity\b|net assets", "deficiency"),
    _sides(r"\bbirths\b", r"\bdeaths\b", "natural (?:increase|change)", "natural decrease"),
    _sides(
        r"\bimmigra|\barrivals\b",
        r"\bemigra|\bdepartures\b",
        "net (?:inflow|migration|gain)",
        "net (?:outflow|loss)",
    ),
    _sides(
        r"\b(?:receipts|revenues?)\b",
        r"\b(?:outlays|expenditures?|spending)\b",
        "surplus",
        "deficit",
    ),
)
_SAID = re.compile(r" (?:trade )?(?:surplus|deficit)\b", re.IGNORECASE)
_REACH = 14  # levels before the balance in which its sides are looked for
_TOTALS = tuple(
    re.compile(f"{side}(?:总计|总量|合计|总额|总收入|总支出)(?:为|达到?|共|完成)?$")
    for side in ("收入", "支出")
)
_PLAIN = tuple(re.compile(f"(?:^|预算|基金|总){side}(?:预算)?$") for side in ("收入", "支出"))
_LEFT = re.compile(
    "^(?:收支(?:相抵|两抵|轧抵)后?|年终|年末|年底|年度|当年|全年|本年|收支|净|仍有|尚有|预计|、)*"
    "(?:结余结转|结转结余|结余|结转)(?:至|到)?(?:下年度?|下一年度?)?(?:继续|使用|支出|资金)*(?:为"
    "|共|达)?$"
)


def links(scene: Scene) -> Iterator[Link]:
    """A balance with the nearest two sides before it in the paragraph."""
    for paragraph in scene.paragraphs:
        inside = [m for sentence in paragraph for m in levels(sentence) if m.depth == 0]
        yield from _left(scene, inside)
        for index, balance in enumerate(inside):
            said = _SAID.match(balance.tail)  # a surplus printed first: a 18.7 billion surplus
            words = f"{balance.lead[-30:]}{balance.label}{said[0] if said else ''}"
            before = inside[max(0, index - _REACH) : index]
            for sides in _SIDES:
                positive, negative = sides.surplus.search(words), sides.deficit.search(words)
                if not positive and not negative:
                    continue
                inflow, outflow = _last(before, sides.inflow), _last(before, sides.outflow)
                sure = inflow is not None and outflow is not None
                if not sure:  # a deficit of A, with exports of B and imports of C
                    after = inside[index + 1 : index + 3][::-1]
                    inflow, outflow = _last(after, sides.inflow), _last(after, sides.outflow)
                if inflow is None or outflow is None or not _alike(inflow, outflow, balance):
                    continue
                one, other = (inflow, outflow) if positive else (outflow, inflow)
                roles = {"inflow": one.figure, "outflow": other.figure, "balance": balance.figure}
                members = sorted((one, other, balance), key=lambda m: m.start)
                words = scene.text[members[0].start : members[-1].end]
                link = Link("balance", roles, words, stated=sure, doubt=ANOTHER_BASE)
                yield replace(link, slip=sure and _of_one(inflow, outflow, balance, sides))
                break


def _of_one(inflow: Mention, outflow: Mention, balance: Mention, sides: Sides) -> bool:
    """Whether sides and balance are of one thing, with nothing that narrows one of them."""
    if outflow.start < inflow.start:
        inflow, outflow = outflow, inflow
    names = [
        pattern.sub("", mention.label)
        for mention, patterns in ((inflow, sides), (outflow, sides))
        for pattern in [_either(patterns)]
    ]
    said = balance.lead if balance.lead.isascii() else clause_of(balance.lead) or balance.lead
    for one in (sides.surplus, sides.deficit):
        said = one.sub("", said)
    alike = names[1] in ("", names[0])  # the second of two may leave it out
    return alike and not _NEUTRAL.sub("", said.replace(names[0] or "\0", ""))


def _either(sides: Sides) -> re.Pattern[str]:
    return re.compile(f"{sides.inflow.pattern}|{sides.outflow.pattern}", re.IGNORECASE)


_NEUTRAL = re.compile(
    r"对外|外贸|货物|贸易|商品|收支|相抵|实现|形成|累计|全年|全市|全省|当年|本年|年度|年终|滚存|因此|故|为|达到?|约|共|的|后"
    r"|[\s,，、:;；。.(（]|\b(?:leaving|left|resulting|result(?:ed)?|giving|gave|producing|for|in|with|an?|the"
    r"|trade|merchandise|as|country|had|has|recorded|posted|ran|registered"
    r"|of|was|were|is|are|and|so|that|to|net|therefore|thus|hence|this|which|came|stood|at)\b",
    re.IGNORECASE,
)


def _left(scene: Scene, inside: Sequence[Mention]) -> Iterator[Link]:
    """收入总计、支出总计, and what is left: 收支相抵，年终结转."""
    for index in range(2, len(inside)):
        balance, outflow = inside[index], inside[index - 1]
        if not _LEFT.match(clause_of(balance.lead).strip()) or "其中" in balance.lead:
            continue
        for sure, (coming, going) in ((True, _TOTALS), (False, _PLAIN)):
            if not _is(going, outflow, sure):
                continue
            before = inside[max(0, index - _REACH) : index - 1]
            inflow = next((m for m in reversed(before) if _is(coming, m, sure)), None)
            if inflow is not None and _alike(inflow, outflow, balance):
                roles = {
                    "inflow": inflow.figure,
                    "outflow": outflow.figure,
                    "balance": balance.figure,
                }
                words = scene.text[inflow.start - len(inflow.label) : balance.end]
                made = Link("balance", roles, words, stated=sure, doubt=ANOTHER_BASE, slip=sure)
                if sure or made.outcome != "undecided":
                    yield made
            break


def _is(called: re.Pattern[str], mention: Mention, total: bool) -> bool:
    said = clause_of(mention.lead) if total else mention.label
    return called.search(said) is not None


def _last(before: Sequence[Mention], label: re.Pattern[str]) -> Mention | None:
    return next((m for m in reversed(before) if label.search(m.label)), None)


def _alike(inflow: Mention, outflow: Mention, balance: Mention) -> bool:
    if inflow is outflow or inflow.scope != outflow.scope:
        return False
    return same_unit(inflow.figure, outflow.figure) and same_unit(inflow.figure, balance.figure)
