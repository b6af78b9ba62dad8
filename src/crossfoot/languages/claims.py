"""Whether a quantity in running text is said of something, and what it counts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crossfoot.languages.context import Words
from crossfoot.languages.forms import Quantity
from crossfoot.languages.nouns import ADJECTIVES, plural
from crossfoot.languages.rows import Row
from crossfoot.languages.text import words
from crossfoot.languages.units import Unit, per_noun

_CJK = re.compile(r"[\u4e00-\u9fff]")
GAP = re.compile(r" ?(?:、|,|，|和|与|及|以及|, and|and|or|\()? ?")
_CN_UNITS = frozenset("家人名件座台辆所艘户支枚株头只亩吨元")
_DURATIONS = frozenset(["个月", "周", "学时", "课时"])
_EN_TIMES = frozenset(
    words("years year months month weeks week days day hours hour minutes minute")
)


@dataclass(frozen=True, slots=True)
class Said:
    """A quantity, the words before it, and the table row that it stands in."""

    quantity: Quantity
    left: Words
    row: Row | None = None


def claims(
    text: str, quantity: Quantity, left: Words, before: Quantity | None, listed: Quantity | None
) -> bool:
    """Whether a quantity is said of something, and is no name, list mark or manner of speaking.

    `before` is the claim before it, `listed` the last one that counts something.
    """
    unit, start, end = quantity.unit, quantity.start, quantity.end
    if not quantity.digits:
        return _words_claim(text, quantity) or _counts_in_words(text, quantity, before)
    follows = text[end : end + 1]
    if unit is not None:
        if unit.name in _TIMES and follows not in _AFTER_TIMES:
            return False  # 15分钟健身圈, 24小时服务
        if unit.name == "x" and _OFTEN.match(text, end):
            return False
        if unit.name == "方" and not quantity.own_scale:
            return False  # 3方面
        return unit.name not in _DURATIONS and follows != "级"
    if follows.isascii() and follows.isalnum():
        return False
    if quantity.own_scale:
        return True
    printed = text[start:end]
    grouped = "," in printed or "." in printed
    if _CJK.match(follows) or _CJK.match(text[start - 1 : start]):
        named = left.edge < start or _NAMED_RATIO.search(text, max(0, start - 12), start)
        return (
            grouped
            and bool(named)
            and (not _CJK.match(follows) or _MOVES.match(text, end) is not None)
        )
    if grouped:
        return True
    if quantity.qualifier == "range":
        return False
    if plural(text, end) or _out_of(text, end) or _continues(text, quantity, listed):
        return True
    if _PORTION.match(text, end) or _OPENED.search(text, max(0, start - 24), start):
        return quantity.value >= _FEW
    if before and before.unit is None and GAP.fullmatch(text, before.end, start):
        return True
    if left.direction is not None or left.qualifier is not None or changed(text, left, start):
        return True
    if quantity.value >= 10 and _COMPARED.search(text, max(0, start - 16), start):
        return bool(_THEN.match(text, end))
    if quantity.value >= 10 and (
        _FEWER.match(text, end) or (left.level and _AS_AT.match(text, end))
    ):
        return True
    if quantity.value >= 10 and text.endswith("total of ", 0, start):
        return True
    if quantity.value < 10 or not _AFTER.match(text, end):
        return False
    if text[start - 1 : start] == "(":
        head = text[max(0, start - 240) : start]
        return bool(_TALLY.search(head) or _THAT_TIME.search(head))
    return left.level and text[left.edge : start].strip().lower() not in ("to", "from", "=")


def _out_of(text: str, at: int) -> Unit | None:
    """What is counted in 9 of the 12 regions."""
    of = _OUT_OF.match(text, at)
    of = of or _LIST.match(text, at)
    noun = plural(text, of.end()) if of else None
    return noun[1] if noun else None


_OUT_OF = re.compile(r"[ \n](?:out )?of (?:the |all |its |our |their )?[0-9][0-9,]{0,9}(?= [a-z])")
# On the previous quarter (98), in Q4 2013 (106).
_THAT_TIME = re.compile(
    r"\b(?:quarter|year|month|week|half|(?:19|20)[0-9]{2}|Q[1-4]) \($", re.IGNORECASE
)
_TALLY = re.compile(r"\bnumber\b|\btotal of\b")


# 空气质量综合指数3.59: a bare decimal that the word before it names.
_NAMED_RATIO = re.compile(r"(?:指数|系数|比值|之比|收入比)$")
_MOVES = re.compile(
    "缩小|扩大|收窄|下降|降低|降[到至为]|回落|减少|上升|升[到至为]|提[高升]|增[加长]|变为|调整"
)
_TIMES = frozenset(["天", "小时", "分钟"])
_AFTER_TIMES = frozenset(["", "\n", " ", *"，。、；,;:.()以内左的|\t"])
_OFTEN = re.compile(r"[ \n](?:an?|per|in|during|each|every)\b")
# Compared with 58 recorded in 2013; from 40 to 57 at end-2020.
_COMPARED = re.compile(r"\bcompared (?:with|to)[ \n]$")
_THEN = re.compile(r"(?:[ \n](?:recorded|reported|seen|registered))?[ \n](?:in|at|on|for|during)\b")
_FEWER = re.compile(r"[ \n](?:fewer|more|higher|lower|less) than\b")
_AS_AT = re.compile(r"[ \n](?:at|by) end-?[ ]?(?:of )?(?:[A-Z][a-z]+ )?(?:19|20)[0-9]{2}\b")
_CHANGE = re.compile(
    r"\b(?:(?P<up>increase|rise|rose|grew|growth|gain|raise)"
    r"|(?P<down>decrease|fall|fell|drop|decline|reduction|reduce|lower|cut))(?:s|d|ed|ped)?\b"
    r"(?:(?: (?:in|at|of|among|for) [^.;:,()]{1,90})? (?:of|by)| [^.;:,()]{1,60} by(?: another)?) $"
)


_BEFORE = re.compile(
    r"(?:\b(?:of|with|to|from|by|and|at|was|were|than|including|in|only|just)[ \n]|, |\()$"
)
_AFTER = re.compile(
    r"[ \n](?:in|at|were|was|on|for|from|and|during|of|recorded|reported|registered)\b|[.,;)]"
)
_JOINS = re.compile(r"(?:,|\b(?:and|of|including|comprising))[ \n]$")
# 26 outward and 20 inward: what a list names between a number and the next.
_ITEM = re.compile(r"[ \n](?:[a-z][a-z-]*[ \n]){0,3}[a-z][a-z-]*(?=[,.;)]|[ \n]and\b)")
# 40 domestic, 26 outward and 20 inward acquisitions: the noun stands after the last of a list.
_LIST = re.compile(
    r"[ \n][a-z][a-z-]*(?:,[ \n][0-9][0-9,]*[ \n][a-z][a-z-]*){0,8},?[ \n]and[ \n][0-9][0-9,]*"
    r"(?=[ \n][a-z])"
)


def _continues(text: str, quantity: Quantity, listed: Quantity | None) -> bool:
    """107 in Canada, 40 in Mexico: more counts of what the sentence has begun to count."""
    if listed is None or listed.unit is None or listed.unit.kind != "count" or not listed.digits:
        return False
    start = quantity.start
    if not listed.unit.name.isascii() or "\n\n" in text[listed.end : start]:
        return False
    if (
        start - listed.end < 160
        and _BEFORE.search(text, max(0, start - 12), start)
        and _AFTER.match(text, quantity.end)
    ):
        return True
    if (
        start - listed.end < 160
        and _JOINS.search(text, max(0, start - 12), start)
        and _ITEM.match(text, quantity.end)
    ):
        return True
    return (
        quantity.value >= _FEW
        and start - listed.end < 240
        and not _ENDED.search(text, listed.end, start)
        and bool(_NEXT.search(text, max(0, start - 16), start))
        and bool(_SAID.match(text, quantity.end))
    )


_FEW = 2  # a bare 1 is often no count
# Of the 845 enrolled, 422 received the drug and 423 placebo; 36 schools: 24 primary, 12 secondary.
_NEXT = re.compile(
    r"(?:[,;:(]|\band|\bor|\bof which|\bof whom|\bleaving"
    r"|\bthe (?:remaining|other|rest,))[ \n]?$"
)
_SAID = re.compile(
    r"[ \n](?!(?:per|percent|pc|pct|points?|times|years?|months?|weeks?|days?|hours?|minutes?"
    r"|million|billion|trillion|thousand|th|st|nd|rd|am|pm|noon)\b)[a-z][a-z-]*\b|[.,;)]| \("
)
# 806 (65%), 272, or 85%; (n = 120).
_PORTION = re.compile(
    r"(?: \(|,? or |, which is |, representing )(?:about |around |nearly |some )?"
    r"[0-9]{1,3}(?:\.[0-9]+)?(?:%| ?per ?cent\b)"
)
_OPENED = re.compile(
    r"(?:\([nN] ?= ?|\baverage of |\baveraging |\b(?:opened|closed|added|hired|acquired|built|enrolled|recruited|trained"
    r"|awarded|issued|granted|signed|accepted|rejected|approved|refused) )$"
)


def counted(text: str, quantity: Quantity, listed: Quantity | None) -> Quantity:
    """The quantity with the noun that follows it, or the unit of the list that it continues."""
    if (
        quantity.unit is not None
        or not (quantity.digits or text[quantity.start].isascii())
        or _CJK.match(text[quantity.end : quantity.end + 1])
    ):
        return quantity
    if noun := plural(text, quantity.end):
        return replace(quantity, end=noun[0], unit=noun[1])
    if unit := _out_of(text, quantity.end):
        return replace(quantity, unit=unit)
    if listed and quantity.whole and _continues(text, quantity, listed):
        return replace(quantity, unit=listed.unit)
    return quantity


def changed(text: str, left: Words, start: int) -> bool:
    """A fall in the number of part-time staff of 540: the verb stands farther off."""
    if (
        left.direction
        or left.level
        or text[left.edge : start].strip() not in ("of", "by", "by another")
    ):
        return False
    change = _CHANGE.search(text, max(0, start - 130), start)
    if change:
        left.direction = "up" if change["up"] else "down"
    return bool(change)


def _words_claim(text: str, quantity: Quantity) -> bool:
    unit = quantity.unit
    first = text[quantity.start]
    if text[max(0, quantity.start - 1) : quantity.start] in ("“", "「", "《"):
        return False  # “三所联动”
    if first.isascii():
        if unit is not None:
            if unit.kind == "multiple" and _OFTEN.match(text, quantity.end):
                return False
            return unit.kind in ("share", "multiple", "amount", "points") or (
                quantity.value >= 10 and unit.name not in _EN_TIMES
            )
        return quantity.own_scale
    if unit is None or unit.name in _DURATIONS:
        return False
    if unit.kind == "measure" or unit.name == "角":
        return quantity.own_scale  # 三角, 十方面, 一卡通
    if unit.kind != "count":
        return True
    if quantity.qualifier == "range":
        return unit.name in _CN_UNITS or unit.name == "个"
    if quantity.qualifier != "exact" or quantity.value >= 20:
        return True
    return unit.name in _CN_UNITS and quantity.value > 1


def _counts_in_words(text: str, quantity: Quantity, before: Quantity | None) -> bool:
    """Three of the 26 schools; 40 houses, 26 flats and three shops."""
    if not text[quantity.start].isascii() or quantity.unit is not None or quantity.value < 2:
        return False
    if _out_of(text, quantity.end):
        return True
    return (
        before is not None
        and before.digits
        and before.whole
        and before.unit is not None
        and before.unit.kind == "count"
        and before.unit.name.isascii()
        and quantity.start - before.end < 40
        and _LAST_OF_LIST.search(text, max(0, quantity.start - 5), quantity.start) is not None
        and plural(text, quantity.end) is not None
    )


_LAST_OF_LIST = re.compile(r"\band[ \n]$")


def unit_of(text: str, said: Said, before: Said | None) -> tuple[Unit | None, int]:
    """What is counted, where only the words around say so; and where the figure then ends."""
    quantity, row = said.quantity, said.row
    unit, start, end = quantity.unit, quantity.start, quantity.end
    if unit is None and row is None and quantity.digits and not _CJK.match(text[end : end + 1]):
        return _counted(text, said, before), end
    if unit is not None and unit.kind == "amount" and _of_a_share(text, said, unit):
        return Unit(f"{unit.name}/share", "ratio"), end
    if unit is None and row is None and quantity.own_scale and _PEOPLE.match(text, end):
        return _HEADS_ZH, end
    if unit is not None and unit.kind == "measure" and row is None:
        every = _EACH.search(text, max(0, start - 12), start)
        if every:
            return Unit(f"{unit.name}/{every[1]}", "measure", unit.factor), end
    if unit is not None and unit.kind == "count" and row is None:
        per = _EVERY.search(text, max(0, start - 30), start)
        if per:
            return Unit(f"{unit.name}/{per[1]}", "ratio"), end
    return unit, end


def of_whom(text: str, start: int, unit: Unit) -> Unit:
    """A rate per 1,000 of those whom the words before it name: per 1,000 usual residents."""
    if not _PER_MANY.fullmatch(unit.name):
        return unit
    named = [*per_noun(text, max(0, start - 400), start, unit.name)]
    return replace(unit, name=named[-1]) if named else unit


_PER_MANY = re.compile(r"per [\d,]+")


def _of_a_share(text: str, said: Said, unit: Unit) -> bool:
    """Earnings and dividends: $0.365 per share, EPS was $1.94."""
    quantity, row = said.quantity, said.row
    if quantity.own_scale or not unit.name.isascii():
        return False
    if _PER_SHARE.match(text, quantity.end) or _PAR.match(text, quantity.end):
        return True
    start = quantity.start
    before = f"{row.section} {row.label}" if row else text[max(0, start - 60) : start]
    return not quantity.whole and bool(_EARNINGS.search(before))


_PER_SHARE = re.compile(
    r"[ \n](?:(?:diluted|basic|adjusted|GAAP|non-GAAP)[ \n])*EPS\b"
    r"|[ \n](?:per|a)[ \n](?:share\b|(?:diluted|common|basic|ordinary)\b(?=[ \n](?:\d\n)?share\b))"
)
_PAR = re.compile(r" par value\b")
_EARNINGS = re.compile(
    r"\bEPS\b|\bper (?:diluted |common |basic |ordinary )?share\b[^$€£]*$", re.IGNORECASE
)
# 300万群众, 13.2万脱贫人口: people without a measure word.
_PEOPLE = re.compile(
    r"[\u4e00-\u9fff]{0,6}?(?:群众|人口|居民|农民|学生|职工|劳动力|老人|老年人|妇女|儿童|旅客|游客|患者)"
)
_HEADS_ZH = Unit("人", "count", integer=True)
_EACH = re.compile(r"每(立方米|平方米|平方公里|公顷|亩|吨|升)[^，。；、0-9]{0,3}$")
_EVERY = re.compile(
    r"(?:每|[,，。;；、(\n]|^)((?:百|千|万|十万|百万)(?:人|户|元)|平方公里|亩)[^,，。;、0-9]{2,16}$"
)
_NUMBER_OF = re.compile(r"\bnumber of ((?:[A-Za-z-]+ ){0,4}?[a-z-]*s|people|staff|men|women)\b")
_HEADS = re.compile(
    r"\b(?:employment|workforce|population|headcount|employed|unemployed)\b", re.IGNORECASE
)
_FTE = re.compile(r"full-time equivalent", re.IGNORECASE)


def _counted(text: str, said: Said, before: Said | None) -> Unit | None:
    """The unit of a bare number in English text, from the sentences before it."""
    start = said.quantity.start
    paragraph = max(0, start - 240)
    paragraph = max(paragraph, text.rfind("\n", paragraph, start) + 1)
    if not (said.quantity.whole or said.quantity.own_scale):
        return None
    if (
        before
        and said.left.direction
        and before.quantity.unit
        and before.quantity.unit.kind == "count"
        and not _ENDED.search(text, before.quantity.end, start)
    ):
        return before.quantity.unit
    if _FTE.search(text, max(paragraph, start - 100), start) or _FTE.search(
        text, said.quantity.end, min(len(text), said.quantity.end + 34)
    ):
        return Unit("full-time equivalents", "count", integer=True)
    named = [*_NUMBER_OF.finditer(text, paragraph, start)]
    heads = [*_HEADS.finditer(text, paragraph, start)]
    if named and (not heads or heads[-1].start() < named[-1].start()):
        parts = [part for part in named[-1][1].split() if part.lower() not in ADJECTIVES]
        return Unit(" ".join(parts), "count", integer=True) if parts else None
    return Unit("people", "count", integer=True) if heads else None


_ENDED = re.compile(r"[.!?] |\n")
