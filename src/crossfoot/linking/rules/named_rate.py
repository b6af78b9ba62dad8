"""发放问卷1240份，回收1178份，回收率95%: a rate named after what was counted last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence

# What a whole is called, what its part, and how the rate of the two is named.
_NAMED = tuple(
    tuple(re.compile(one, re.IGNORECASE) for one in names)
    for names in (
        ("发放|下发|寄出|发出|派发", "回收|收回|返回", "回收率|收回率"),
        (
            "受理|立案|收案|收到|接收|接到|登记",
            "办结|结案|审结|解决|回复|答复",
            "结案率|办结率|审结率|回复率|解决率",
        ),
        (
            "应到|应出席|应参加|应缴|应收|应办",
            "实到|到会|出席|实际|实缴|实收",
            "到会率|出席率|出勤率|到位率|收缴率",
        ),
        ("检测|抽检|检查|抽查|检验|监测|送检|抽样", "合格|达标", "合格率|达标率"),
        ("毕业", "就业", "就业率"),
        ("报名|申请|应考|参考", "录取|通过|获批|及格|合格", "录取率|通过率|获批率|及格率|合格率"),
        (
            "治疗|患者|入组|病例|确诊",
            "有效|治愈|死亡|痊愈|好转",
            "有效率|治愈率|病死率|死亡率|痊愈率",
        ),
        ("预算|计划|安排|目标|任务", "支出|执行|完成|实现|到位", "执行率|完成率|支付率|到位率"),
        ("资产", "负债", "资产负债率|负债率"),
        ("收入|销售额|营业额", "毛利", "毛利率"),
        ("收入|销售额|营业额", "净利", "净利率|净利润率|销售净利率"),
        (
            r"\b(?:distributed|sent|mailed|invited)\b",
            r"\b(?:returned|received|responded|completed)\b",
            r"response rate|return rate|completion rate",
        ),
        (
            r"\bappli(?:cations|cants)\b",
            r"\b(?:accepted|admitted|approved|granted)\b",
            r"(?:acceptance|admission|approval) rate",
        ),
        (
            r"\b(?:cases|complaints|requests)\b",
            r"\b(?:closed|resolved|settled|answered)\b",
            r"(?:closure|clearance|resolution) rate",
        ),
        (
            r"\b(?:tested|inspected|sampled|checked)\b",
            r"\b(?:passed|compliant|conformed)\b",
            r"(?:pass|compliance) rate",
        ),
        (r"\b(?:voters|electorate)\b", r"\b(?:voted|ballots?)\b", r"turnout"),
        (r"\b(?:beds|rooms)\b", r"\boccupied\b", r"occupancy(?: rate)?"),
        (
            r"\b(?:revenues?|sales)\b",
            r"\b(?:operating (?:profit|income)|gross profit|net (?:income|profit))\b",
            r"margin",
        ),
    )
)
# Where a rate is of others as well, or of some of them only.
_OTHERS = re.compile(
    r"旧存|积案|往年|上年结[转存]|结转|累计|新[收受立]|\bcarried over|\bbacklog|\bfrom before"
    r"|\bprior years|\bincluding\b",
    re.IGNORECASE,
)
_NEUTRAL = re.compile(
    r"抽样|产品|总体|整体|综合|按期|依法|平均|资金|预算|为|达到?|约|，|、|\b(?:an?|the|for|with|giving|and|or"
    r"|overall|total|that is|which is|of|was|is|at|about|making|a)\b|[\s,:;(—-]",
    re.IGNORECASE,
)
_KIND = re.compile(r"\b(?:operating|gross|net|profit|income)\b", re.IGNORECASE)
_NARROWER = re.compile(
    r"^ ?(?:for|among|of|in|on|before|after|excluding|including)\b", re.IGNORECASE
)
_DENIED = ("未", "不", "非", "待")
_REACH = 4  # figures before a rate among which whole and part are looked for


def links(scene: Scene) -> Iterator[Link]:
    """The one part and the one whole before a rate, in its sentence, that its name asks for."""
    for sentence in scene.sentences:
        for at, rate in enumerate(sentence.mentions):
            reading = rate.figure.reading
            if reading.unit != "%" or reading.direction is not None:
                continue
            before = [m for m in sentence.mentions[max(0, at - _REACH) : at] if addable(m.figure)]
            for whole, part, name in _NAMED:
                if not name.search(rate.lead[-24:]):
                    continue
                made = _link(sentence, before, rate, (whole, part, name))
                if made is not None:
                    yield made
                    break


def _link(
    sentence: Sentence,
    before: Sequence[Mention],
    rate: Mention,
    called: tuple[re.Pattern[str], ...],
) -> Link | None:
    whole, part, name = called
    parts = [m for m in before if _is_part(part, m) and m.slot == "current"]
    wholes = [m for m in before if whole.search(_said(m)) and m not in parts]
    wholes = [m for m in wholes if m.slot in ("current", "base")]
    if len(parts) != 1 or len(wholes) != 1:
        return None
    if not same_unit(parts[0].figure, wholes[0].figure):
        return None
    roles = {"part": parts[0].figure, "whole": wholes[0].figure, "share": rate.figure}
    words = sentence.between(min(wholes[0].start, parts[0].start), rate.end)
    others = [m for m in before if m not in (*parts, *wholes)]
    sure = not any(same_unit(m.figure, parts[0].figure) for m in others) and _is_all(
        sentence, parts[0], rate, name
    )
    return Link("share", roles, words, doubt=ANOTHER_WHOLE, slip=sure)


def _is_part(part: re.Pattern[str], mention: Mention) -> bool:
    said = _said(mention)
    return any(not said[: found.start()].endswith(_DENIED) for found in part.finditer(said))


def _is_all(sentence: Sentence, part: Mention, rate: Mention, name: re.Pattern[str]) -> bool:
    """Whether the rate is of all that was counted, and of nothing else: no 农产品合格率."""
    if _OTHERS.search(sentence.text) or _NARROWER.match(rate.tail):
        return False
    around = _KIND.findall(rate.lead)
    if any(kind.lower() not in _said(part).lower() for kind in around):
        return False
    tail = rate.lead[rate.lead.rfind("，") + 1 :]
    return not _NEUTRAL.sub("", _KIND.sub("", name.sub("", tail.rpartition(")")[2])))


def _said(mention: Mention) -> str:
    """The words of a figure: those before it, and the noun that it counts."""
    return f"{mention.lead[-24:]} {mention.unit}" if mention.lead else mention.unit
