"""What a unit means: its base name, the kind of quantity, and what the printed number is times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.figure import Kind
from crossfoot.languages import en, zh
from crossfoot.languages.text import normalise


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit: 元, %, tonnes. One printed unit is `factor` in base units (% is 1/100)."""

    name: str
    kind: Kind
    factor: Fraction = Fraction(1)
    integer: bool = False


def _table() -> dict[str, Unit]:
    table = {word: Unit(name, "amount") for word, name in zh.MONEY.items()}
    table |= {word: Unit(word, "measure") for word in zh.MEASURES}
    for word in zh.COUNTS:
        table.setdefault(word, Unit(word, "count", integer=True))
    table |= {word: Unit("百分点", "points", Fraction(1, 100)) for word in ("个百分点", "百分点")}
    table |= {word: Unit("基点", "points", Fraction(1, 10**4)) for word in ("个基点", "基点")}
    table |= {
        "%": Unit("%", "share", Fraction(1, 100)),
        "‰": Unit("‰", "ratio", Fraction(1, 1000)),
        "‱": Unit("‱", "ratio", Fraction(1, 10**4)),
        "倍": Unit("倍", "multiple"),
        "摄氏度": Unit("摄氏度", "measure"),
    }
    return table


def _english() -> dict[str, Unit]:
    table = {word.lower(): Unit(word, "measure") for word in en.MEASURES}
    table |= {word: Unit(word, "measure") for word in en.PHRASES}
    table["shares"] = Unit("shares", "count", integer=True)
    for word in ("full-time equivalents", "full-time equivalent"):
        table[word] = Unit("full-time equivalents", "count", integer=True)
    table |= {word.lower(): Unit(name, "amount") for word, name in en.MONEY_AFTER.items()}
    table |= {word: Unit(name, "points", Fraction(1, 100)) for word, name in en.POINTS.items()}
    table |= {word: Unit("basis points", "points", Fraction(1, 10**4)) for word in en.BASIS_POINTS}
    table |= {word: Unit("%", "share", Fraction(1, 100)) for word in en.PERCENT}
    table |= {word: Unit("x", "multiple") for word in en.MULTIPLES}
    return table


ZH = _table()
EN = _english()
_ZH_LONGEST = max(map(len, ZH))
_ZH_FIRST = frozenset(word[0] for word in ZH)
_EN_WORDS = re.compile(
    r"(?:[ \u00a0]{1,2}|\n|\n\n(?=[a-z]))?-?(?:(?:U\.S\.|US) )?"
    r"(?P<word>%(?:-?[ ]?(?:points?|pts)\b)?|[bp]\.p\.|[A-Za-z°µ×][A-Za-z0-9²³.]*(?:-[A-Za-z]+)*)"
)
_NEXT = re.compile(r"(?: {1,2}|\n)([A-Za-z]+)")
_OF_A_POINT = re.compile(r"[ \n]of[ \n]a[ \n](?:percentage[ \n])?point\b")
_SLASH = re.compile(r" ?/ ?(?=[\u4e00-\u9fffA-Za-z])")
_MORE = re.compile(r"(?:十|百|千|万|亿)*")


def zh_unit(text: str, at: int) -> tuple[int, Unit] | None:
    """The longest Chinese unit that starts here, with `/` and bracketed second units."""
    if text[at : at + 1] not in _ZH_FIRST:
        return None
    for length in range(_ZH_LONGEST, 0, -1):
        unit = ZH.get(text[at : at + length])
        if unit and len(text) >= at + length:
            return _compound(text, at + length, unit)
    return None


def _compound(text: str, end: int, unit: Unit) -> tuple[int, Unit]:
    if text[end : end + 1] == "(":
        close = text.find(")", end + 1, end + 6)
        if close > 0 and text[end + 1 : close] in ZH and unit.kind == "count":
            unit = replace(unit, name=f"{unit.name}({text[end + 1 : close]})")
            end = close + 1
    if slash := _SLASH.match(text, end):
        scale_end = _MORE.match(text, slash.end()).end()  # type: ignore[union-attr] # may be empty
        for length in range(_ZH_LONGEST, 0, -1):
            below = text[scale_end : scale_end + length]
            if below in ZH or below in ("人", "年", "日"):
                stop = scale_end + length
                kind: Kind = "measure" if unit.kind == "measure" else "ratio"
                name = f"{unit.name}/{text[slash.end() : stop]}"
                return stop, Unit(name, kind, unit.factor)
    return end, unit


def en_unit(text: str, at: int) -> tuple[int, Unit] | None:
    """The longest English unit that starts here, after at most one space or line end."""
    if part := _OF_A_POINT.match(text, at):
        return part.end(), EN["percentage points"]
    if every := _EVERY.match(text, at):
        return every.end(), _per(every)
    found = _EN_WORDS.match(text, at)
    if not found:
        return None
    stop = found.end()
    word = text[found.start("word") : stop]
    prefixed = text[at : found.start("word")].strip(" -\n\u00a0")
    second = _NEXT.match(text, stop)
    third = _NEXT.match(text, second.end()) if second else None
    options = [(stop, word)]
    if second:
        options.insert(0, (second.end(), f"{word} {second[1]}"))
        if third:
            options.insert(0, (third.end(), f"{word} {second[1]} {third[1]}"))
    for end, phrase in options:
        lowered = " ".join(phrase.lower().split())
        unit = EN.get(lowered if lowered in EN else lowered.rstrip("."))
        if unit:
            if prefixed and unit.kind != "amount":
                return None
            if lowered.endswith(".") and lowered not in EN:
                end -= 1
            if unit.kind == "measure" and phrase.lower() in _CASED and phrase not in en.MEASURES:
                return None
            return end, unit
    return None


def _per(every: re.Match[str]) -> Unit:
    number = every["number"].replace(",", "")
    count = en.SCALES.get(number) or int(number)
    return Unit(" ".join(every[0].split()), "ratio", Fraction(1, count))


# 64 per 1,000 residents: a share, as 64‰ is.
_EVERY = re.compile(
    r"[ \n](?:[a-z-]+[ \n]){0,2}?per (?P<number>1,?000|10,?000|100,?000|million|thousand)\b"
    r"(?: (?:(?:usual|live|resident) )?(?:residents|people|population|persons|inhabitants|births"
    r"|men|women|households|employees|workers))?"
)


def per_noun(text: str, start: int, end: int, bare: str) -> Iterator[str]:
    """The full names of a rate `bare` (per 1,000) in a stretch of text, those with a noun."""
    for every in _EVERY.finditer(text, start, end):
        name = " ".join(every[0].split())
        if name != bare and bare in name:
            yield name[name.index(bare) :]


# Symbols whose capitals mean something else: T is not t, G not g.
_CASED = frozenset(word.lower() for word in en.MEASURES if len(word) <= 2)

# -- units in headers ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class HeaderUnit:
    """The unit that a header or caption prints once for all the numbers below it."""

    scale: int
    unit: Unit | None


_HEADER_NOISE = re.compile(
    r"[，；、]|单位|计量单位|金额|数量|unit[s]?\b|in\b|of\b|amounts?\b|figures?\b|all\b|the\b|are\b|shown\b"
    r"|stated\b|expressed\b|except.*|unless.*|另有.*|除.*|其他.*|per cent of.*|[():,;:\[\]]|为|计$",
    re.IGNORECASE,
)
_HEADER_SCALE = re.compile(
    rf"(?P<zh>{zh.SCALE})"
    r"|(?P<en>\b(?:hundred|thousand|million|billion|trillion|lakh|crore)s?\b|\b(?:bn|mn|mln)\b"
    r"|'?000s?\b|(?<=[$£€¥])(?:k|m|mm|b|t)\b)",
    re.IGNORECASE,
)


def header_unit(text: str, *, nouns: bool = True) -> HeaderUnit | None:
    """Read `单位：万元`, `(in millions of US dollars)`, `%`, `家`; None when it names no unit.

    With `nouns` an English plural not in the tables is taken for what is counted.
    """
    from crossfoot.languages.numerals import scale_of

    if every := _EVERY.fullmatch(" " + normalise(text)[:80]):
        return HeaderUnit(1, _per(every))
    plain = _HEADER_NOISE.sub(" ", normalise(text)[:200]).strip()
    scale, base = 1, plain
    if found := _HEADER_SCALE.search(plain):
        if found["zh"]:
            scale = scale_of(found["zh"])
        else:
            word = found["en"].lower()
            scale = 1000 if "000" in word else en.SCALES.get(word) or en.SCALES[word.rstrip("s")]
        base = (plain[: found.start()] + " " + plain[found.end() :]).strip()
    unit = _named(base, nouns) or (_named(plain, nouns) if scale == 1 else None)
    if unit is None and scale == 1:
        return None
    if unit is None and base.strip(" '"):
        return None
    return HeaderUnit(scale, unit)


_BRACKETS = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_STATED = re.compile(r"(?:计量)?单位 ?:? ?([^ ,;)\t]{1,16})")


def unit_in(text: str, *, caption: bool = False) -> HeaderUnit | None:
    """The unit that a header cell, row label or caption states: 收入(万元), Revenue ($B).

    A `caption` may be nothing but the unit; in a label it stands in brackets, after 单位, or
    at the end. A percentage under a word of change is a rate.
    """
    plain = normalise(text)[:200]
    found = _stated(plain, caption)
    if found and found.unit and found.unit.name == "%" and _CHANGE.search(plain):
        return HeaderUnit(found.scale, replace(found.unit, kind="rate"))
    return found


_CHANGE = re.compile(
    r"增长|增速|增幅|增减|升降|涨跌|涨幅|变动|变化|同比|环比|\b(?:change|growth|inc|increase|yoy|y/y)\b",
    re.IGNORECASE,
)


def _stated(plain: str, caption: bool) -> HeaderUnit | None:
    if every := _EVERY.search(" " + plain):
        return HeaderUnit(1, _per(every))
    if stated := _STATED.search(plain):
        return header_unit(stated[1])
    for bracket in reversed(_BRACKETS.findall(plain)):
        if (len(bracket) > 1 or not bracket.isalpha() or not bracket.isascii()) and (
            found := header_unit(bracket, nouns=False)
        ):
            return found
    if plain.rstrip().endswith("%") or plain.lstrip().startswith("% "):
        return HeaderUnit(1, ZH["%"])
    return header_unit(plain, nouns=False) if caption and len(plain) <= 60 else None


def _named(base: str, nouns: bool) -> Unit | None:
    base = re.sub(r"\s+", " ", base).strip(" '")
    if not base:
        return None
    for code, name in en.MONEY_BEFORE.items():
        if base.lower() == code.lower():
            return Unit(name, "amount")
    if base.startswith("人民币"):
        base = base[3:].strip() or "元"
    found = zh_unit(base, 0) or en_unit(base, 0)
    if found and found[0] == len(base):
        return found[1]
    lowered = base.lower()
    if lowered in EN:
        return EN[lowered]
    if (
        nouns
        and re.fullmatch(r"[a-z]+(?: [a-z]+){0,2}", lowered)
        and lowered.endswith(("s", "people"))
    ):
        return Unit(lowered, "count", integer=True)
    return None
