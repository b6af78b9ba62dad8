"""A number with its sign, scale and unit, in either language, at one place of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.figure import Qualifier
from crossfoot.languages import en, zh
from crossfoot.languages.forms import Quantity, special
from crossfoot.languages.numerals import (
    RUN,
    Numeral,
    bare_scale,
    chinese,
    decimal,
    english,
    scale_of,
    some,
)
from crossfoot.languages.units import Unit, en_unit, zh_unit

_ZH_TAIL = re.compile(
    rf"[ \n]?(?P<before>[余多])?(?P<scale>{zh.SCALE})(?P<after>[余多])?|(?P<over>[余多])"
)
_EN_TAIL = re.compile(
    r"(?:(?:[ \u00a0]{1,2}|-|\n{1,2})?(?P<word>hundred|thousand|million|billion|trillion|lakh crore"
    r"|crores?|lakhs?)\b"
    r"|[ \u00a0]?(?P<short>bn|mn|mln|bln|tn|trn|mio|mm|[kmbt])(?![A-Za-z0-9.]*[A-Za-z0-9]))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ \n](?!wide|deep|long|high|tall|away|above|below)[a-z]+s\b|[ \n](?:people|men|women)"
)
_MONEY_CODES = sorted(en.MONEY_BEFORE, key=len, reverse=True)
_BEFORE = re.compile(
    r"(?:(?P<outer>[-–+]|\(-\)|(?:负|零下|零上|minus|negative) ?|\()(?P<gap> ?))?"
    rf"(?:(?<![A-Za-z&])(?P<money>{'|'.join(map(re.escape, _MONEY_CODES))})[ \u00a0]?)?"
    r"(?P<inner>[-–+(]|(?:负|零下|零上|minus|negative) ?)?$",
)
_NEGATIVE = ("-", "–", "(-)", "负", "零下", "minus", "negative")


def quantity_at(text: str, at: int, *, floor: int = 0, cell: bool = False) -> Quantity | None:
    """The quantity whose number starts here, or None. `text` is normalised.

    A sign or currency is looked for down to `floor`. With `cell` the text is one figure, so
    that brackets around it mean a negative number.
    """
    form = special(text, at)
    if form:
        return form
    numeral, over = _number(text, at)
    if numeral is None:
        return None
    return _dress(text, numeral, over, floor, cell)


def _number(text: str, at: int) -> tuple[Numeral | None, bool]:
    char = text[at]
    if char.isascii() and not char.isalpha():
        return _digits(text, at)
    if char.isascii():
        return english(text, at), False
    if char == "零" and text[at + 1 : at + 2] in ("下", "上"):
        return None, False
    numeral = some(text, at) or chinese(text, at)
    if numeral is None:
        numeral = bare_scale(text, at)
        if numeral is None:
            return None, False
        follows = text[numeral.end : numeral.end + 1]
        if follows not in ("余", "多") and not _BARE_LEAD.search(text, max(0, at - 2), at):
            return None, False
    over = text[numeral.end : numeral.end + 1] in ("余", "多")
    if over:
        tail = _ZH_TAIL.match(text, numeral.end)
        assert tail is not None
        scale = scale_of(tail["scale"] or "")
        numeral = replace(numeral, end=tail.end(), scale=numeral.scale * scale)
    return numeral, over


_BARE_LEAD = re.compile(r"(?:[上近过超逾破约]|突破|接近|达到|不足|不到)$")


def _digits(text: str, at: int) -> tuple[Numeral | None, bool]:
    run = RUN.match(text, at)
    read = decimal(run[0]) if run else None
    if run is None or read is None:
        return None, False
    count, places = read
    end = run.end()
    tail = _ZH_TAIL.match(text, end)
    if tail:
        scale = scale_of(tail["scale"] or "")
        over = bool(tail["before"] or tail["after"] or tail["over"])
        numeral = Numeral(at, tail.end(), count, scale, places)
        if scale > 1 and places == 0 and not over:
            whole = _continued(text, numeral)
            if whole is not None and text[whole.end : whole.end + 1] in ("余", "多"):
                return replace(whole, end=whole.end + 1), True
            return whole, False
        return numeral, over
    return Numeral(at, end, count, 1, places), False


_ZERO = re.compile("零?")


def _continued(text: str, numeral: Numeral) -> Numeral | None:
    """1亿2000万: more parts, each below the scale of the one before."""
    while numeral.scale > 1:
        zero = _ZERO.match(text, numeral.end)
        start = zero.end() if zero else numeral.end
        run = RUN.match(text, start)
        if not run:
            return numeral
        read = decimal(run[0])
        tail = _ZH_TAIL.match(text, run.end())
        scale = scale_of(tail["scale"] or "") if tail else 1
        if read is None or (
            scale == 1 and start == numeral.end and len(run[0]) != len(str(numeral.scale)) - 1
        ):
            return None
        power = 10 ** read[1]
        if read[0] * scale >= numeral.scale * power:
            return None
        end = tail.end("scale") if tail and tail["scale"] else run.end()
        count = numeral.count * (numeral.scale // scale) * power + read[0]
        numeral = Numeral(numeral.start, end, count, scale, read[1])
    return numeral


def _dress(text: str, numeral: Numeral, over: bool, floor: int, cell: bool) -> Quantity | None:
    """Give the number its currency, sign, scale and unit."""
    start, end = numeral.start, numeral.end
    most = numeral.most
    times, own_scale = numeral.scale, numeral.scale > 1
    qualifier: Qualifier = "exact"
    if most is not None:
        qualifier = "range"
    elif over:
        qualifier, most = "over", numeral.count + 10**numeral.zeros
    lead = -1
    if start and text[start - 1] == "上" and numeral.words:
        qualifier, lead = "at_least", start - 1
    sign = _sign(text, start, floor, cell and not numeral.words)
    start = sign.start
    unit = Unit(en.MONEY_BEFORE[sign.money], "amount") if sign.money else None
    closing = sign.bracket
    if closing and text.find(")", end, end + 40) < 0:
        return None
    if closing and text[end : end + 1] == ")":
        end, closing = end + 1, False
    tail = None if own_scale and not numeral.words else _EN_TAIL.match(text, end)
    if tail and not (numeral.words and numeral.scale >= 1000):
        scale = _english_scale(text, tail, bool(sign.money))
        if scale:
            times, end, own_scale = times * scale, tail.end(), True
    found = zh_unit(text, end)
    if (
        found is None
        and text[end : end + 1] == " "
        and "\u4e00" <= text[end + 1 : end + 2] <= "\u9fff"
    ):
        found = zh_unit(text, end + 1)
    if unit and found and found[1].kind == "amount" and found[1].name != "元":
        unit, end = found[1], found[0]
    elif unit and found and found[1].kind == "amount" and unit.name in ("元", "JPY"):
        end = found[0]
    elif unit is None:
        found = found or en_unit(text, end)
        if found and _fits(found, text, end, numeral):
            end, unit = found
    if unit is None and times == 1 and numeral.most == numeral.count + 1 > 11:
        return None  # 十四五 is a plan, 十四五个 a count
    if closing:
        if text[end : end + 1] != ")":
            return None
        end += 1
    factor = unit.factor if unit else _ONE
    step = Fraction(times * factor.numerator, 10**numeral.places * factor.denominator)
    if sign.negative:
        step = -step
    return Quantity(
        start, end, numeral.count * step, abs(step), unit, None if most is None else most * step,
        qualifier, None, sign.printed or sign.negative, own_scale, numeral.places == 0,
        not numeral.words, lead, zeros=numeral.zeros,
    )  # fmt: skip


_ONE = Fraction(1)


def _fits(found: tuple[int, Unit], text: str, at: int, numeral: Numeral) -> bool:
    return not (found[1].kind == "multiple" and found[1].name == "x" and text[at : at + 1] == "\n")


@dataclass(frozen=True, slots=True)
class _Sign:
    """What stands before the digits: a sign, an accounting bracket to be closed, a currency."""

    start: int
    money: str = ""
    printed: bool = False
    negative: bool = False
    bracket: bool = False


def _sign(text: str, start: int, floor: int, cell: bool) -> _Sign:
    before = _BEFORE.search(text, max(floor, start - 14), start)
    if not before:
        return _Sign(start)
    outer, money, inner = before["outer"] or "", before["money"] or "", before["inner"] or ""
    bracket = (outer == "(" and cell) or (inner == "(" and (cell or bool(money)))
    if (outer == "(" and not cell) or (
        outer in ("-", "–", "+") and before["gap"] and before.start()
    ):
        outer = ""  # "– 17" is an empty cell and a number
    if inner == "(" and not bracket:
        inner = ""
    begin = before.start() if outer else before.start("money") if money else start
    if inner and not money and not outer:
        begin = before.start("inner")
    signs = [mark.strip() for mark in (outer, inner) if mark and mark != "("]
    if signs and signs[0] in ("-", "–", "+") and not _may_sign(text, begin, floor):
        signs = []
        begin = before.start("money") if money else start
    if len(signs) > 1:
        signs, begin = [], start  # two signs are none: what stands before is not understood
    negative = bracket or bool(signs and signs[0] in _NEGATIVE)
    return _Sign(begin, money, bool(signs), negative, bracket)


def _may_sign(text: str, at: int, floor: int) -> bool:
    """Whether a - or + here can be a sign: nothing before it that it could join."""
    if floor and at == floor:
        return False
    before = text[at - 1 : at] if at else ""
    return not before or not (before.isascii() and (before.isalnum() or before in ")%.-+–±"))


def _english_scale(text: str, tail: re.Match[str], money: bool) -> int:
    if tail["word"]:
        return en.SCALES[tail["word"].lower()]
    short, lowered = tail["short"], tail["short"].lower()
    if len(lowered) > 1 and lowered != "mm":
        return en.SCALES[lowered]
    if money or (lowered == "k" and text[tail.start()] != " "):
        return en.SCALES[lowered]
    if text[tail.start()] != " " and (short == "M" or _COUNTED.match(text, tail.end())):
        return en.SCALES[lowered]
    return 0
