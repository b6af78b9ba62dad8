"""Chinese: what a figure is about its subject, and which figures have one subject."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from crossfoot.linking.words import LEVELS, PERCENT

if TYPE_CHECKING:
    from crossfoot.linking.scene import Frame, Mention, Sentence

_DATE = (
    r"(?:(?:(?:19|20)\d\d|[一二]〇[一二]\d|[一二][〇零][一二三四五六七八九〇零]{2})年(?:度)?"
    r"(?:\d{1,2}月(?:\d{1,2}日)?|[一二三四]季度|[上下]半年)?(?:[末底初]|同期|以来)?"
    r"|\d{1,2}[-至到]?\d{0,2}月(?:份|末|底|\d{1,2}日)?|[一二三四]季度末?|[上下]半年"
    r"|“[一二三四五六七八九十]{1,3}五”(?:末|时期|期间)?|[一二三四五六七八九十]{1,3}五(?:末|时期"
    r"|期间)"
    r"|上年度?(?:同期|同月|末|底)?|去年(?:同期|同月|末|底|全年)?|前年|年初|年末|年底|上期末?|期初"
    r"|期末|上月末?|上季度?末?|上一?年同期"
    r"|同期|同月|今年|本年度?|当年|全年|两年|近[一二两三四五]年|五年来?)"
)
# Words that say nothing of a subject: what is left between two figures when they have one.
_FUNCTION = re.compile(
    rf"{_DATE}|按(?:可比|不变)(?:价|口径)(?:格)?(?:计算)?|扣除价格(?:因素|影响)|可比口径|同口径"
    rf"|名义|实际|按年|按月"
    r"|(?<=[年上])(?:预计)?(?:执行|决算|快报|完成|实绩)数?(?=[增减下上升降略比(,，]|$)"
    r"|同比|环比|年均|平均|逐年|连续|比|较|与|相比|对比|分别|大幅|小幅|略有|略|微|净|又|再|还|也"
    r"|均|则|并|共|总"
    r"|增收|减收|增支|减支|多收|少收|多支|少支|增长率|增长速度|增速|增幅|降幅|涨幅|跌幅|增减|增长|增加|增多|增|减少|减|多|少|下降|降低|降"
    r"|上升|升|上调|下调|调整|提高|提升|提|上涨|涨|下跌|跌|回落|加快|放缓|收窄|缩小|扩大|压减"
    r"|下滑"
    r"|高于|低于|超出|高出|高|低|快|慢|约为|约|近|超过?|达到?|为|是|到|至|由|从|了|的|数|后|幅度"
    r"|速度|水平|基数|相当于|不足|以上|左右|个?百分点"
    r"|[\s,，、:/·—-]"
)
_CLAUSE_END = re.compile(r"[,，；;。:]")
_BRACKET = re.compile(r"\([^()]{0,200}\)|\[[^\[\]]{0,40}\]|〔[^〕]{0,40}〕|［[^］]{0,40}］")
_NOTE = re.compile('[①-⑳㈠-㈩]|“|”|"|《|》')
_FRONT = re.compile(
    rf"^(?:[\s、,，.·)—–-]|其中|实际|另外|此外|同时|截至|截止|到|在|初步核算|据统计|经统计|预计"
    rf"|经汇总|汇总|{_DATE}|累计|目前|现有|现已|已|共|各级|我[市省县区]"
    r"|建议|完成(?!率)|实现|拥有|全部|以(?=一般贸易|加工贸易|保税)|当年"
    r"|从[^\s]{1,8}看|分[^\s]{1,8}看|按[^\s]{1,14}[分看计]|[一二三四五六七八九十]是|[①-⑳]"
    r"|\d+[.、])+"
)
_BACK = re.compile(
    rf"(?:完成额?|实现|达到?|为|执行|共计|合计|总计|累计|共有|共|拥有|有|约|近|超过?|突破|新增"
    rf"|净增|安排|调整|下达|报告|收于|是|占|占比|比重"
    rf"|总量|预计|已|仅|只|比|较|与|相比|按可比价格?计算|可比口径|同比|环比|增长|下降|增加|减少"
    rf"|提高|上升|上涨|下跌|回落|降低|缩小|扩大|收窄|名义|实际|年均|平均|分别|均|由|从|到|至|的|了|得|数|{_DATE}"
    rf"|按(?:{_DATE})?(?:快报|执行|决算|完成)数?|(?<=收入)计划|(?<=支出)计划|[\s,，:、])+$"
)
SCOPE = re.compile(
    r"^(?!全[国省市]统筹)(?:(?:我)?[全市省县区州盟]{1,2}(?:本级|级)|[市省州县区]直(?!接|属|播)|(?:全市|全省|全区|全县|全国|全州|全盟|全旗|全镇"
    r"|市本级|省本级|区本级|县本级|州本级|本级|市级|省级|州级|县级|区级"
    r"|地方|中央|市区|(?:经济技术|高新技术产业)?开发区|经开区|高新区|[^\s]{2,4}(?:市"
    r"|省)(?=一般公共|政府性)))"
)
_INNER_SCOPE = re.compile(r"[市省县区州]本级|全[市省县区国州](?!性|统筹)")
_COMPLETION = re.compile(
    r"(?:为|完成|达到?|是)[^,，]{0,14}(?:预算|计划|任务|目标|预期|变动)数?的?$|占(?:年初|调整"
    r"|全年|年度)?(?:预算|计划|任务|目标)数?的?$"
)
# 为调整预算98亿元的101.2%: the whole is printed before its share.
_OF_IT = re.compile(r"^的(?:约|近|超过?|大约)?$")
_PREDICATE = re.compile(r"(?:为|占|完成|达到?|相当于|是)[^,，]{0,24}$")
_PLAN = re.compile(r"预算|计划|任务|目标|预期")
_ASIDES = ("share", "completion", "whole", "aside")
# What a level is held against, or differs by, is no level of its subject: 比预算98亿元超收1.2亿元,
# 超目标1.2亿元, 扣除一次性因素5亿元后, 2024年为94.9亿元.
_ASIDE = re.compile(
    r"[比较与超][^,，]{0,6}(?:预算|计划|目标|任务|预期)数?$|(?:超|短|欠)[收支]$"
    r"|(?:扣除|剔除|还原|不含)[^,，]{0,14}$|^(?:19|20)\d\d年(?:同期)?(?:仅|只)?[为是]$"
)
_SHARE = re.compile(r"占|比重|比例|份额|构成")
_BASE = re.compile(
    rf"(?:^|[^比较与])(?:上年|去年|上年同期|去年同期|同期|上期|期初|年初|上年末|上年底)(?:同期|末"
    rf"|底|全年)?(?:的|为|是|数|数为|水平|水平的)*$"
    rf"|[比较由从][“”]?(?:{_DATE})[“”]?(?:决算|执行|完成|实际)?数?的?$|(?:由|从(?![业事属]))[^,，]{{0,14}}$"
)
_ADDED = re.compile(r"新增[^比较]{0,14}$|净增[^比较]{0,10}$|多增$|少增$")
_COMPARED = re.compile(r"[比较]|同比|环比")
_REACHED = re.compile(rf"(?:到|至|为|达|成)(?:了|约|近)?(?:{_DATE})?的?$")
_REVISED = re.compile(r"(?:执行中|经|批准|相应)[^,，]{0,30}(?:调整|变更|追加)(?:为|到)")
_FROM_TO = re.compile(r"(?:由|从)[^,，#]{0,24}#[^,，。；;]{0,24}(?:到|至)[^,，。；;]{0,16}$")
_GENERIC = re.compile(r"^(?:其|该|此|上述|这|余额|总额|总量|规模|总数|金额|数量|总规模|总值)?$")


def residue(text: str) -> str:
    """What a stretch between figures says besides function words."""
    if len(text) > 120:
        return text
    previous = ""
    while previous != text:
        previous, text = text, _BRACKET.sub("", text)
    return _FUNCTION.sub("", _NOTE.sub("", _FUNCTION.sub("", text)))


def label_of(lead: str) -> tuple[str, str]:
    """Scope and subject in the words before a figure, as ("全市", "一般公共预算收入")."""
    text = _NOTE.sub("", _BRACKET.sub("", lead[-160:]))
    open_bracket = text.rfind("(")
    if open_bracket > text.rfind(")"):  # 转移支付(127.9亿元): named before the bracket
        text = text[open_bracket + 1 :] or text[:open_bracket]
    clauses = _CLAUSE_END.split(text)
    for clause in reversed(clauses[-3:]):
        if _REVISED.search(clause):
            continue  # a new level of what was named before
        scope, label = _cleaned(clause)
        if label:
            return scope, label
    return "", ""


def _cleaned(clause: str) -> tuple[str, str]:
    text = _FRONT.sub("", clause[-60:])
    scope = ""
    while (found := SCOPE.match(text)) is not None and len(text) > found.end():
        scope, text = scope or found[0], _FRONT.sub("", text[found.end() :])
        if scope == "地方":
            scope = ""
    inner = list(_INNER_SCOPE.finditer(text))
    if inner and len(text) > inner[-1].end() + 1:
        scope, text = inner[-1][0], text[inner[-1].end() :]
    text = _BACK.sub("", text)
    return scope, text.strip()


def clause_of(lead: str) -> str:
    """The words before a figure in its own clause."""
    at = max(lead.rfind(mark) for mark in ",，；;。")
    return lead[at + 1 :]


def _slot(mention: Mention, before: Mention | None) -> str:
    reading = mention.figure.reading
    clause = _BRACKET.sub("", clause_of(mention.lead))
    if reading.unit in PERCENT and before is not None and before.slot == "whole":
        return "completion" if _PLAN.search(clause_of(before.lead)) else "share"
    if reading.unit not in PERCENT and _OF_IT.match(mention.tail) and _PREDICATE.search(clause):
        return "whole"
    if reading.unit not in PERCENT and _ASIDE.search(clause[-40:]):
        return "aside"
    if reading.kind in ("points", "multiple"):
        return reading.kind
    if reading.kind == "rank":
        return "rank"
    if reading.unit in PERCENT:
        if _COMPLETION.search(clause[-30:]):
            return "completion"
        if reading.direction is not None or reading.kind == "rate":
            return "rate"
        if _BASE.search(clause[-24:]):
            return "base"
        if _SHARE.search(clause):
            return "share"
        return "current"
    if _BASE.search(clause[-24:]) and not _ADDED.search(clause):
        return "base"
    if _ADDED.search(clause) and _COMPARED.search(clause):
        return "change"  # 较上年新增3个
    if reading.direction is not None and not (
        _ADDED.search(clause) and not _COMPARED.search(clause)
    ):
        return "change"
    return "current"


def frames(sentence: Sentence) -> list[Frame]:
    """Figures of one subject together: a level with its base, change, rate and shares."""
    from crossfoot.linking.scene import Frame

    found: list[Frame] = []
    opened: dict[int, tuple[Frame, Mention]] = {}
    before: Mention | None = None
    for mention in sentence.mentions:
        mention.slot = _slot(mention, before)
        before = mention
        mention.scope, mention.label = label_of(mention.lead)
        for depth in [depth for depth in opened if depth > mention.depth]:
            del opened[depth]
        last = opened.get(mention.depth)
        joined = last is not None and _joins(sentence, last[0], last[1], mention)
        if last is not None and joined:
            frame = last[0]
            if mention.slot in _ASIDES:
                frame.asides.append(mention)
                if mention.slot == "completion":
                    mention.label = ""  # 为预算的: of the level's budget
            else:
                frame.slots[mention.slot] = mention
            mention.label = mention.label or _subject(frame)
            frame.words = sentence.between(frame.start, mention.end)
        else:
            frame = (
                Frame({}, [mention]) if mention.slot in _ASIDES else Frame({mention.slot: mention})
            )
            frame.words = sentence.between(mention.start, mention.end)
            if not mention.label and last is not None:
                mention.label = _subject(last[0])
            found.append(frame)
        opened[mention.depth] = frame, mention
    return found


def _subject(frame: Frame) -> str:
    return next((m.label for m in (*frame.slots.values(), *frame.asides) if m.label), "")


def _joins(sentence: Sentence, frame: Frame, last: Mention, mention: Mention) -> bool:
    """Whether a figure says more of the subject of a frame."""
    gap = sentence.between(last.end, mention.start)
    if last.slot == "whole":
        return _OF_IT.match(gap) is not None
    if mention.slot in _ASIDES:
        return mention.part == last.part and _says_of(gap, mention)
    if mention.slot in frame.slots or "；" in gap or ";" in gap:
        return False
    if mention.slot == "current":
        reached = _REACHED.search(clause_of(mention.lead)) is not None
        return "base" in frame.slots and reached and not residue(gap)
    if mention.slot == "base" and (
        "current" not in frame.slots or _FROM_TO.search(f"{clause_of(mention.lead)}#{mention.tail}")
    ):
        return False  # 由A增加到B: of a level of its own
    return not residue(gap)


_PORTION = re.compile(
    r"^[,，、\s]*(?:约|大约)?(?:在[^,，]{1,20}?中的?)?"
    r"(?:(?:占|为|完成|达到?|超额完成|是)|(?:支出|收入|所占|占)?(?:比重|比例|占比))"
)


def _says_of(gap: str, mention: Mention) -> bool:
    """占全部的30%, 为预算的95%: a predicate without a subject of its own."""
    at = max(gap.rfind(mark) for mark in ",，、")
    return _PORTION.match(gap[at + 1 :]) is not None and not residue(gap[: max(at, 0)])


def level_like(mention: Mention) -> bool:
    """Whether the figure can be a part or a whole: a level, counted or measured."""
    return mention.slot == "current" and mention.figure.reading.kind in LEVELS


def is_generic(label: str) -> bool:
    """Whether a label names no subject of its own."""
    return _GENERIC.fullmatch(label) is not None
