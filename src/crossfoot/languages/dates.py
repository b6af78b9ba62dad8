"""Dates and periods: they are no figures, and they tell the period of the figures near them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_YEAR = r"(?:19|20)[0-9]{2}"
_TO = r" ?[-–~至到、和] ?"
_CN_YEAR = r"[一二][〇零九一二三四五六七八]{3}"
_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_CN_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4}
_NOT_VALUE = (
    r"(?![0-9%‰]|[,.][0-9]| ?[十百千万亿余多]| ?(?:million|billion|thousand|trillion|per ?cent)"
    r"|[-–~](?!(?:19|20)[0-9]{2}|[0-9]{2}(?![0-9]))[0-9]| ?[\u4e00-\u9fff])"
)

_ZH = (
    rf"(?P<zh_year>{_YEAR}|{_CN_YEAR}|[0-9]{{2}}(?=年[末底度上初]))"
    rf"(?:(?:{_TO}|年{_TO})(?P<zh_until>{_YEAR}|[0-9]{{2}}(?= ?年)))?(?:\([0-9]\))? ?年"
    rf"(?![期级轮内])(?:度|代)?(?:\([0-9]\))?"
    rf"(?P<zh_point>(?:年)?[末底]|初)?"
    rf"(?P<zh_half>[上下]半年)?(?P<zh_q>前?[一二三四1-4]季度|第[一二三四1-4]季度|[一二三四]季末)?"
    rf"(?: ?(?P<zh_m>[0-9]{{1,2}})(?:{_TO}(?P<zh_m2>[0-9]{{1,2}}))? ?月(?:份|末|底|初)?(?:"
    rf" ?(?P<zh_d>[0-9]{{1,2}}) ?[日号])?)?"
    rf"|(?P<m>[0-9]{{1,2}})(?:{_TO}(?P<m2>[0-9]{{1,2}}))? ?月(?:份|末|底|初)?(?: ?"
    rf"(?P<d>[0-9]{{1,2}}) ?[日号])?"
    r"|(?P<half>[上下]半年)|(?P<q>(?:前|第)?[一二三四1-4]季度)|(?P<end>年末|年底)|"
    r"(?P<this>今年|本年)|(?P<last>去年|上年末?)"
    r"|(?P<all>全年)"
)
_ISO = (
    rf"(?P<iso>(?P<iso_y>{_YEAR})(?P<sep>[-/.])(?P<iso_m>[0-9]{{1,2}})(?P=sep)"
    rf"(?P<iso_d>[0-9]{{1,2}})(?![0-9])"
    r"(?:T[0-9:.]+Z?)?)"
    r"|(?P<clock>(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?![0-9:.])(?: ?[ap]\.?m\b\.?)?"
    r"|[0-9]{1,2}(?:\.[0-9]{2})? ?[ap]\.m\.|[0-9]{1,2} ?[ap]m\b)"
)
_EN = (
    rf"(?:(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ \n](?:of )?)?(?P<month>{_MONTHS})"
    rf"(?:[ \n](?P<day2>[0-9]{{1,2}})(?:st|nd|rd|th)?\b(?![,.][0-9]|[0-9%]))?(?:,?[ \n]"
    rf"(?P<year>{_YEAR})\b(?!,[0-9]))?(?![a-z])"
    rf"|(?P<quarter>(?:Q[1-4]|H[12])(?![0-9A-Za-z])|[1-4]Q|[12]H)[ '-]?(?:(?:FY|fiscal) ?)?"
    rf"(?P<q_year>(?:{_YEAR}|[0-9]{{2}})\b(?![.,%][0-9]|%))?"
    rf"|(?P<nth>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth)[- \n](?P<what>[Qq]uarter|[Hh]alf)"
    rf"(?:[ \n](?:of[ \n])?(?:the[ \n])?(?:fiscal[ \n]|FY ?)?(?P<nth_year>{_YEAR})\b)?"
    rf"|(?:FY|[Ff]iscal(?: [Yy]ear)?|[Ff]inancial [Yy]ear|[Yy]ear ended)[ \n-]?"
    rf"(?P<fiscal>{_YEAR}|[0-9]{{2}})(?:[-/–](?:{_YEAR}|[0-9]{{2}}))?\b(?![,.][0-9])"
    rf"|(?P<plain>{_YEAR})(?:[-/–](?P<plain2>{_YEAR}|[0-9]{{2}})(?![0-9]))?(?:s\b"
    rf"|{_NOT_VALUE}(?![A-Za-z]))"
    r"|(?P<last_en>last year|the previous year|a year earlier|a year ago|prior year)"
)
_START = r"(?=[0-9上下前第一二三四今去本年全JFMASONDQHfFsStTlapy])"
_DATE = re.compile(rf"(?<![0-9A-Za-z.,$£€¥/])(?<![0-9][-–:])(?:{_ISO}|{_ZH}|{_EN})")
_BASES = re.compile(
    r"(?:[比较与同和]|compared with|compared to|from|between|since|than|(?:[0-9%)]|points?"
    r"|percent|per cent) on|over|vs\.?|against)[ \n]?$"
)
_BARE_SIGN = re.compile(r"[$£€¥] ?$")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date at text[start:end]; `period` is '' where only the form, not the time, is known.

    `base` marks what figures are compared with (比2016年, from 31 March 2013).
    """

    start: int
    end: int
    period: str
    base: bool


def dates(text: str) -> list[Dated]:
    """Every date and period of a normalised text, in order."""
    found = []
    year = ""
    spoken = next(
        (
            day["zh_year"] or day["iso_y"]
            for day in _DATE.finditer(text, 0, 3000)
            if day["zh_d"] or day["iso_d"]
        ),
        "",
    )
    for match in _DATE.finditer(text):
        start, end = match.span()
        if match["this"]:
            year = spoken or year
        period = _period(match, year)
        base = bool(_BASES.search(text, max(0, start - 14), start))
        if match.lastgroup in ("last", "last_en") or match["last"] or match["last_en"]:
            base = True
        if match["plain"] and _BARE_SIGN.search(text, max(0, start - 2), start):
            continue
        if period[:4].isdigit() and not base:
            year = period[:4]
        found.append(Dated(start, end, period, base))
    return found


def _period(match: re.Match[str], year: str) -> str:
    get = match.groupdict()
    if get["zh_year"]:
        stated = _year(get["zh_year"])
        if get["zh_until"]:
            return f"{stated}-{_year(get['zh_until'], stated)}"
        return _within(
            stated,
            get["zh_half"],
            get["zh_q"],
            get["zh_m"],
            get["zh_m2"],
            get["zh_d"],
            get["zh_point"],
        )
    if get["iso"]:
        return f"{get['iso_y']}-{int(get['iso_m']):02}-{int(get['iso_d']):02}"
    if get["clock"]:
        return ""
    if get["month"]:
        number = _month(get["month"])
        day = get["day"] or get["day2"]
        stated = get["year"] or year
        if not stated:
            return ""
        return f"{stated}-{number:02}" + (f"-{int(day):02}" if day and int(day) < 32 else "")
    if get["quarter"]:
        mark = get["quarter"]
        mark = mark if mark[0].isalpha() else mark[1] + mark[0]
        stated = _year(get["q_year"]) if get["q_year"] else year
        return stated + mark if stated else mark
    if get["nth"]:
        letter = "Q" if get["what"].lower() == "quarter" else "H"
        stated = get["nth_year"] or year
        return f"{stated}{letter}{_ORDINALS[get['nth'].lower()]}"
    for name in ("fiscal", "plain"):
        if get[name]:
            return _year(get[name])
    if get["this"] or get["all"]:
        return year
    if not year:
        return ""
    if get["last"] or get["last_en"]:
        return str(int(year) - 1)
    return _within(year, get["half"], get["q"], get["m"], get["m2"], get["d"], get["end"])


def _within(
    year: str,
    half: str | None,
    quarter: str | None,
    month: str | None,
    until: str | None,
    day: str | None,
    end: str | None,
) -> str:
    if half:
        return f"{year}H{1 if half[0] == '上' else 2}"
    if quarter:
        number = next(
            (
                _CN_DIGITS.get(char) or int(char)
                for char in quarter
                if char in _CN_DIGITS or char.isdigit()
            ),
            1,
        )
        return f"{year}Q1-Q{number}" if quarter[0] == "前" else f"{year}Q{number}"
    if month:
        if until:
            return f"{year}-{int(month):02}/{year}-{int(until):02}"
        return f"{year}-{int(month):02}" + (f"-{int(day):02}" if day else "")
    if end and end[-1] in "末底":
        return f"{year}-12-31"
    return year


def _year(chars: str, after: str = "") -> str:
    digits = "".join(
        str("零一二三四五六七八九".index(char)) if char in "零一二三四五六七八九" else char
        for char in chars.replace("〇", "零")
    )
    if len(digits) == 2:
        return (after[:2] or ("20" if digits < "50" else "19")) + digits
    return digits


def _month(name: str) -> int:
    return next(
        at for at, month in enumerate(_MONTH_NAMES, 1) if month.startswith(name[:3].lower())
    )
