"""Units that a header, a label or a caption declares for the figures beside or below it."""

from __future__ import annotations

import re

_SCALE = "(?:万亿|十亿|千万|百万|十万|亿|千|百|万)"
_MONEY = (
    "(?:人民币|人民幣|美元|欧元|英镑|日元|港元|港币|澳元|加元|新台币|新元|卢布|韩元|瑞士法郎|元|圆"
    "|角|分)"
)
_NOUN = (
    "(?:标准箱|平方公里|平方千米|平方米|立方米|立方分米|千瓦小时|千瓦时|千伏安|吨公里|人公里"
    "|海里|公里|千米|米|厘米|毫米|公顷|亩|公斤|千克|克|毫克|微克|吨标准煤|吨标煤|标准煤|标准吨|吨"
    "|千升|升|吉焦|焦耳|千瓦|瓦|摄氏度|℃|度|人次|人日|人年|人|户次|户|家|个百分点|百分点|个月|个"
    "|件|台套|台|套|辆|艘|架|头|只|匹|羽|株|棵|枚|块|张|份|册|本|部|篇|项|处|所|座|间|栋|幢|幅|宗|起"
    "|例|名|位|岁|天|日|年|月|小时|分钟|秒|倍|次|场|笔|单|股|手|床|张床|班|条|支|片|瓶|箱|袋|对"
    "|平方英尺|TEU|tce|kWh|MWh|GW|MW|kW|km|kg|m²|m³|㎡)"
)
_ONE = rf"(?:{_MONEY}?\s?{_SCALE}?\s?(?:{_MONEY}|{_NOUN})|{_MONEY}\s?{_SCALE}|{_SCALE})"
_CHINESE = rf"(?:{_ONE}(?:\s?[/·每]\s?{_ONE}){{0,2}}|[%％‰])"
_CODE = (
    "(?:US|HK|NT|A|C|S|R)?[$£€¥￥]|USD|GBP|EUR|CNY|RMB|JPY|HKD|AUD|CAD|INR|Rs\\.?|₹|CHF|SEK|NOK"
    "|DKK|SGD|NZD|KRW|ZAR|BRL"
)
_BIG = (
    "(?:hundreds?|thousands?|millions?|billions?|trillions?|lakhs?|crores?|mn|bn|tn|mln|[mMbBkK]"
    "|'?000s?|’000s?)"
)
_COUNTED = (
    "(?:dollars?|pounds?|euros?|yuan|renminbi|yen|rupees?|people|persons?|households?|jobs|shares"
    "|units|tonnes|tons|barrels|kilometres|kilometers|km|miles|hectares|acres|square f(?:ee|oo)t"
    "|square met(?:re|er)s|days|hours|weeks|months|years|points|basis points|bps|times|x)"
)
_PERCENT = "(?:[%％‰]|per ?cent(?:age)?(?: points?)?|pp)"
_ENGLISH = (
    rf"(?:{_PERCENT}|(?:{_CODE})(?: ?{_BIG})?|(?:U\.?S\.? )?{_COUNTED}(?: in {_BIG})?"
    rf"|{_BIG}(?: of)?(?: (?:U\.?S\.? )?(?:{_COUNTED}|{_CODE}))?)"
)
_UNIT = re.compile(rf"{_CHINESE}|{_ENGLISH}", re.I)
_LEAD = re.compile(
    r"^(?:(?:金额|计量|货币|数量)?单位\s*[:：为]?|以|按|all |amounts? |figures? |values? "
    r"|expressed |stated |data |units?[:：])?\s*(?:are |is )?(?:in )?\s*",
    re.I,
)
_TAIL = re.compile(r"\s*(?:计|列示|表示)$")
_GROUP = re.compile(r"[(（\[［]([^()（）\[\]［］]{1,120})[)）\]］]")
_CLAUSE = re.compile(r"[,，;；、]")
_COMMA_UNIT = re.compile(
    rf"[,，]\s*(?:in )?((?:{_CODE})?\s?{_BIG}|{_PERCENT}|(?:{_CODE})\s?{_BIG}?)$", re.I
)
_MARKED = re.compile(rf"单位\s*[:：]\s*({_CHINESE}(?:\s?[、，,]\s?{_CHINESE})*)(?![一-鿿])")
_BARE_NOUN = re.compile(rf"年|月|日|天|次|{_COUNTED}", re.I)
_PHRASE = re.compile(rf"\b(?:in|{_CODE})\s?{_BIG}\b(?: of {_COUNTED})?", re.I)
_DECLARED = re.compile(r"[(（:：]\s?[%％‰]|^[%％‰]$")
_EXCEPT = re.compile(r"(?:except|other than)\b.{0,80}\bper[- ](?:\w+ )?share|每股.{0,6}除外", re.I)
_PER_SHARE = re.compile(
    r"per (?:\w+ ){0,2}share|\bEPS\b|每股|\bpar value|^\s*(?:basic|diluted)\b", re.I
)
_SHARES = re.compile(
    r"^\W*(?:number of )?(?:(?:weighted|average|common|ordinary|diluted|basic)[- ]+)*shares\b"
    r"(?! (?:issued|authori[sz]ed))|\bshares used\b|\bweighted[- ]average\b.*\bshares\b",
    re.I,
)
_EVERY = re.compile(r"\bper (?:1,?000|10,?000|100,?000|million|thousand)\b[ a-z]{0,40}$")
_HEADS = re.compile(r"(?=.*[(（]).*(?:19|20)\d\d\D.*(?:19|20)\d\d")
_CENTS = re.compile(r"\d\.\d\d(?![\d.,]*\d)")
_LONGEST = 160


def _unit(words: str) -> str | None:
    """The unit that a whole bracket or clause states, or None if it states something else."""
    words = _TAIL.sub("", _LEAD.sub("", words.strip(), count=1)).strip(" .:：")
    return words if words and _UNIT.fullmatch(words) else None


def unit_in(text: str) -> str | None:
    """The unit a header or label states: `产量（万吨）`, `Sales, £m`, `增长%`, `利润(in millions)`.

    Returned as printed, without `in` or `单位`; None when no unit is stated. A table with two
    units (`单位：亿元、%`) gets both as one text, because which is whose is not said.
    """
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return None
    if (every := _EVERY.search(text)) is not None:
        return every[0]
    for group in reversed(_GROUP.findall(text)):
        for clause in _CLAUSE.split(group):
            if (unit := _unit(clause)) is not None:
                return unit
    if (found := _MARKED.search(text)) is not None:
        return found[1]
    if (found := _COMMA_UNIT.search(text)) is not None:
        return found[1].strip()
    if text[-1] in "%％‰" or (text[0] in "%％" and not text[1:2].isdigit()):
        digits = text[-2:-1].isdigit() and text[-1] in "%％‰"
        return None if digits else (text[-1] if text[-1] in "%％‰" else text[0])
    return None if _BARE_NOUN.fullmatch(text) else _unit(text)


def caption_unit(lines: list[str]) -> tuple[str | None, bool]:
    """The unit declared above a table, nearest line first, and whether per-share rows are out."""
    for line in lines:
        if len(line) > _LONGEST:
            continue
        excepted = excepts_per_share(line)
        unit = unit_in(line)
        if unit is not None and unit in "%％‰" and not _DECLARED.search(line):
            continue  # a line of headers that ends in a percent sign
        if unit is not None and _HEADS.match(line) and re.fullmatch(_NOUN, unit):
            continue  # a line of headers, 2023年 2024年 单位数（个）: of its last column
        if unit is None:
            clauses = (_unit(clause) for clause in _CLAUSE.split(line))
            unit = next((clause for clause in clauses if clause is not None), None)
        if unit is None and (phrase := _PHRASE.search(line)) is not None:
            unit = phrase[0].removeprefix("in ").removeprefix("In ")
        if unit is not None:
            return unit, excepted
    return None, False


def excepts_per_share(text: str) -> bool:
    """Whether a unit does not count for what is per share."""
    return _EXCEPT.search(text) is not None


def own_unit(text: str) -> str | None:
    """The sign a body cell prints itself: `%`, `‰`, or a currency sign before its figure."""
    text = text.strip()
    if not text or len(text) > 40 or not any(c.isdigit() for c in text):
        return None
    last = text.rstrip(")） ")[-1:]
    if last in "%％‰":
        return last
    found = re.match(rf"[(（~<>≤≥+\-–—−\s]{{0,4}}({_CODE})", text)
    return found[1] if found else None


def per_share(text: str) -> bool:
    """Whether a row or section counts something per share, outside the table's own scale."""
    return _PER_SHARE.search(text) is not None and not counts_shares(text)


def counts_shares(text: str) -> bool:
    """Whether a row or section counts shares: "Shares used in computing net income per share"."""
    return _SHARES.search(text) is not None


def to_the_cent(text: str) -> bool:
    """Whether a figure is printed with two decimals."""
    return _CENTS.search(text) is not None
