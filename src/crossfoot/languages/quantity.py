"""A number with its sign, scale and unit, in either language, at one place of a text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.figure import Direction, Kind, Qualifier
from crossfoot.languages import en, zh
from crossfoot.languages.numerals import (
    EN_RUN,
    RUN,
    ZH_CHARS,
    Numeral,
    bare_scale,
    chinese,
    decimal,
    english,
    scale_of,
    some,
)
from crossfoot.languages.text import words
from crossfoot.languages.units import EN, Unit, en_unit, zh_unit

HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is printed at text[start:end], before the words around it are read.

    `lead` is where the words on the left end (上 of 上百 belongs to the number), `last` one unit
    of the last digit that is not zero, `own_scale` whether 万 or million is printed with it,
    `whole` whether the number before it has no decimals.
    """

    start: int
    end: int
    value: Fraction
    step: Fraction
    last: Fraction
    unit: Unit | None = None
    upper: Fraction | None = None
    qualifier: Qualifier = "exact"
    direction: Direction | None = None
    signed: bool = False
    own_scale: bool = False
    whole: bool = False
    digits: bool = True
    lead: int = -1

    @property
    def left(self) -> int:
        """Where the text on the left ends."""
        return self.start if self.lead < 0 else self.lead


_ZH_TAIL = re.compile(
    rf" ?(?P<before>[余多])?(?P<scale>{zh.SCALE})(?P<after>[余多])?|(?P<over>[余多])"
)
_EN_TAIL = re.compile(
    r"(?:[ \u00a0\n-]?(?P<word>hundred|thousand|million|billion|trillion|crores?|lakhs?)\b"
    r"|[ \u00a0]?(?P<short>bn|mn|mln|bln|tn|trn|mio|mm|[kmbt])(?![A-Za-z0-9.]*[A-Za-z0-9]))",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"[ \n](?!wide|deep|long|high|tall|away|above|below)[a-z]+s\b|[ \n](?:people|men|women)"
)
_MONEY_CODES = sorted(en.MONEY_BEFORE, key=len, reverse=True)
_BEFORE = re.compile(
    r"(?:(?P<outer>[-–+]|(?:负|零下|零上|minus|negative) ?|\()(?P<_a> ?))?"
    rf"(?:(?<![A-Za-z])(?P<money>{'|'.join(map(re.escape, _MONEY_CODES))})[ \u00a0]?)?"
    r"(?P<inner>[-–+(]|(?:负|零下|零上|minus|negative) ?)?$",
)
_NEGATIVE = ("-", "–", "负", "零下", "minus", "negative", "(")


def quantity_at(text: str, at: int, *, floor: int = 0, cell: bool = False) -> Quantity | None:
    """The quantity whose number starts here, or None. `text` is normalised.

    A sign or currency is looked for down to `floor`. With `cell` the text is one figure, so
    that brackets around it mean a negative number.
    """
    special = _special(text, at)
    if special:
        return special
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
        numeral = replace(
            numeral, end=tail.end(), value=numeral.value * scale, scale=numeral.scale * scale
        )
    return numeral, over


_BARE_LEAD = re.compile(r"(?:[上近过超逾破约]|突破|接近|达到)$")


def _digits(text: str, at: int) -> tuple[Numeral | None, bool]:
    run = RUN.match(text, at)
    read = decimal(run[0]) if run else None
    if run is None or read is None:
        return None, False
    value, places = read
    end = run.end()
    tail = _ZH_TAIL.match(text, end)
    if tail:
        scale = scale_of(tail["scale"] or "")
        over = bool(tail["before"] or tail["after"] or tail["over"])
        numeral = Numeral(at, tail.end(), value * scale, scale, places)
        if scale > 1 and places == 0 and not over:
            whole = _continued(text, numeral)
            if whole is not None and text[whole.end : whole.end + 1] in ("余", "多"):
                return replace(whole, end=whole.end + 1), True
            return whole, False
        return numeral, over
    return Numeral(at, end, value, 1, places), False


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
        part = read[0] * scale
        if part >= numeral.scale:
            return None
        end = tail.end("scale") if tail and tail["scale"] else run.end()
        numeral = Numeral(numeral.start, end, numeral.value + part, scale, read[1])
    return numeral


def _dress(text: str, numeral: Numeral, over: bool, floor: int, cell: bool) -> Quantity | None:
    """Give the number its currency, sign, scale and unit."""
    start, end = numeral.start, numeral.end
    value, step, last = numeral.value, numeral.step, numeral.last_digit
    upper = numeral.upper
    own_scale = numeral.scale > 1
    qualifier: Qualifier = "exact"
    if upper is not None:
        qualifier = "range"
    elif over:
        qualifier, upper = "over", value + last
    lead = -1
    if start and text[start - 1] == "上" and numeral.words:
        qualifier, lead = "at_least", start - 1
    before = _BEFORE.search(text, max(floor, start - 14), start)
    unit: Unit | None = None
    money = before["money"] if before else None
    if money:
        unit = Unit(en.MONEY_BEFORE[money], "amount")
    tail = None if own_scale and not numeral.words else _EN_TAIL.match(text, end)
    if tail and not (numeral.words and numeral.scale >= 1000):
        scale = _english_scale(text, tail, bool(money))
        if scale:
            value, step, last = value * scale, step * scale, last * scale
            upper = None if upper is None else upper * scale
            end, own_scale = tail.end(), True
    negative = signed = closing = False
    if before and (before["outer"] or before["inner"] or money):
        if before["inner"] and before["outer"]:
            return None
        sign = before["inner"] or before["outer"] or ""
        mark = sign.strip()
        bracket = mark == "("
        if bracket and numeral.words and not money:
            cell = False
        if bracket and not (cell or (money and before["inner"])):
            sign = mark = ""
            begin = before.start("money") if money else start
        else:
            begin = before.start()
        if mark in ("-", "–", "+") and not _may_sign(text, begin, floor):
            mark, begin = "", before.start("money") if money else start
        if bracket and mark:
            close = text.find(")", end)
            closing = close >= 0
            if not closing:
                return None
        signed = mark in ("-", "–", "+", "负", "minus", "negative")
        negative = mark in _NEGATIVE
        start = begin
    if closing and text[end : end + 1] == ")":
        end, closing = end + 1, False
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
    if unit is None and numeral.upper == value + 1 and 10 < value < 100:
        return None  # 十四五 is a plan, 十四五个 a count
    if closing:
        if text[end : end + 1] != ")":
            return None
        end += 1
    if negative:
        value = -value
        upper = None if upper is None else -upper
    factor = unit.factor if unit else Fraction(1)
    return Quantity(
        start, end, value * factor, step * factor, last * factor, unit,
        None if upper is None else upper * factor, qualifier, None, signed or negative,
        own_scale, numeral.places == 0, not numeral.words, lead,
    )  # fmt: skip


def _fits(found: tuple[int, Unit], text: str, at: int, numeral: Numeral) -> bool:
    return not (found[1].kind == "multiple" and found[1].name == "x" and text[at : at + 1] == "\n")


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


# -- forms that are not a numeral with a unit ----------------------------------------------------

_TENTH = Fraction(1, 10)
_NUM = rf"(?:[0-9]++(?:\.[0-9]++)?|[{ZH_CHARS}]++(?:点[零〇一二三四五六七八九]++)?)"
_ZH_FORMS = re.compile(
    rf"(?P<below>{_NUM})分之(?P<above>{_NUM})"
    r"|(?P<tenths>[一二两三四五六七八九十]|[1-9])成(?P<half>[一二三四五六七八九半](?![大个项是种家]))?"
    r"(?![员立功为果本长都效绩交品年人分套型熟就片群家色])"
    r"|(?P<off>[一二三四五六七八九]{1,2}|[0-9]{1,2}(?:\.[0-9])?)折(?![叠旧合线断])"
    r"|翻(?:了)?(?P<near>近|超)?(?:(?P<times>[一两二三四五六1-6])?番|倍)"
    r"|(?P<most>过半|大半|多半)|(?P<equal>半数|一半)"
)
_EN_ORDINAL = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "twelfth": 12, "twentieth": 20,
    "hundredth": 100,
}  # fmt: skip
_SMALL = {
    word: value
    for value, word in enumerate(
        words("""
    zero one two three four five six seven eight nine ten eleven twelve
""")
    )
}
_S = "|".join(_SMALL)
_EN_FORMS = re.compile(
    rf"\b(?:(?P<top>an?|{_S})[ -](?P<bottom>third|quarter|fourth|fifth|sixth|seventh|eighth|ninth"
    rf"|tenth|twelfth|twentieth|half)(?P<plural>s)?\b"
    rf"(?!-| (?:quarter|of 20|place|year|time|month"
    rf"|party|largest))"
    rf"|(?P<few>{_S}|[0-9]{{1,3}})(?: in(?: every)? |-in-| out of(?: every)? )"
    rf"(?P<every>{_S}|[0-9]{{1,4}}|twenty|a hundred|hundred)\b(?!,?[0-9]| (?:million|billion))"
    r"|(?P<halves>half)\b(?![ -](?:a|an|year|yearly|yearly|time|hour|day|term|century|million|way))"
    r"|(?P<verb>doubled|tripled|trebled|quadrupled|quintupled|halved|doubling|tripling|quadrupling"
    r"|doubles|triples|halving)\b"
    r"|(?P<fold>two|three|four|five|six|seven|eight|nine|ten)-?fold\b)",
    re.IGNORECASE,
)
_VERBS = {"doub": 2, "trip": 3, "treb": 3, "quad": 4, "quin": 5, "halv": 0}
_EN_START = frozenset("aotfsendhqz")


def _special(text: str, at: int) -> Quantity | None:
    char = text[at]
    if char.isascii():
        if char.isdigit():
            found = _ZH_FORMS.match(text, at)
            if found:
                return _zh_form(found)
        if at and text[at - 1].isascii() and text[at - 1].isalnum():
            return None
        found = _EN_FORMS.match(text, at)
        return _en_form(found) if found else None
    found = _ZH_FORMS.match(text, at)
    return _zh_form(found) if found else None


def _part(top: Fraction, bottom: int) -> tuple[Fraction, Fraction]:
    """A fraction in words and what it leaves open: half a unit fraction, at most a tenth."""
    return top / bottom, min(_TENTH, Fraction(1, 2 * bottom))


def _zh_form(found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    if found["below"]:
        low, high = _zh_number(found["below"]), _zh_number(found["above"])
        if low is None or high is None or low[1] or low[0] == 0:
            return None
        bottom = int(low[0])
        powers = {100: "%", 1000: "‰", 10000: "‱"}
        if bottom in powers:
            step = Fraction(1, bottom * 10 ** high[1])
            kind: Kind = "share" if bottom == 100 else "ratio"
            unit = Unit(powers[bottom], kind, Fraction(1, bottom))
            return Quantity(start, end, high[0] / bottom, step, step, unit, digits=False)
        value, step = _part(high[0], bottom)
        return Quantity(start, end, value, step, step, Unit("", "share"), digits=False)
    if found["tenths"]:
        tenths = _zh_number(found["tenths"])
        if tenths is None:
            return None
        value, step = tenths[0] / 10, _TENTH
        if found["half"]:
            more = 5 if found["half"] == "半" else int(_zh_number(found["half"])[0])  # type: ignore[index] # a digit
            value, step = value + more * HUNDREDTH, HUNDREDTH
        return Quantity(start, end, value, step, step, Unit("成", "share"), digits=False)
    if found["off"]:
        off = found["off"]
        if off[0] in ZH_CHARS:
            digits = "".join(str("零一二三四五六七八九".index(char)) for char in off)
            value, places = Fraction(int(digits), 10 ** len(digits)), len(digits)
        else:
            whole, _, rest = off.partition(".")
            digits = whole + rest
            value, places = Fraction(int(digits), 10 ** len(digits)), len(digits)
        step = Fraction(1, 10**places)
        return Quantity(start, end, value, step, step, Unit("折", "ratio"), digits=False)
    if found["most"]:
        half = Fraction(1, 2)
        return Quantity(
            start, end, half, _TENTH, _TENTH, Unit("", "share"), qualifier="over", digits=False
        )
    if found["equal"]:
        return Quantity(start, end, *_part(Fraction(1), 2), _TENTH, Unit("", "share"), digits=False)
    times = found["times"]
    power = 1 if not times else int(_zh_number(times)[0])  # type: ignore[index] # a digit
    one = Fraction(1)
    near: dict[str | None, Qualifier] = {"近": "nearly", "超": "over"}
    return Quantity(
        start, end, Fraction(2**power), one, one, Unit("倍", "multiple"),
        qualifier=near.get(found["near"], "exact"), direction="up", digits=False,
    )  # fmt: skip


def _zh_number(chars: str) -> tuple[Fraction, int] | None:
    if chars[0].isascii():
        return decimal(chars)
    numeral = chinese(chars, 0) if chars != "百" else Numeral(0, 1, Fraction(100))
    if numeral is None:
        value = {"千": 1000, "万": 10000}.get(chars)
        return None if value is None else (Fraction(value), 0)
    return (numeral.value, numeral.places) if numeral.end == len(chars) else None


def _en_form(found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    share = Unit("", "share")
    if found["bottom"]:
        top = _SMALL.get(found["top"].lower(), 1)
        if (top > 1) != bool(found["plural"]) or top == 0:
            return None
        bottom = _EN_ORDINAL[found["bottom"].lower()]
        if top >= bottom:
            return None
        return Quantity(start, end, *_part(Fraction(top), bottom), _TENTH, share, digits=False)
    if found["few"]:
        few, every = (_small(found[name]) for name in ("few", "every"))
        if not 0 < few < every:
            return None
        return Quantity(start, end, *_part(Fraction(few), every), _TENTH, share, digits=False)
    if found["halves"]:
        return Quantity(start, end, *_part(Fraction(1), 2), _TENTH, share, digits=False)
    times = Unit("x", "multiple")
    one = Fraction(1)
    if found["verb"]:
        factor = _VERBS[found["verb"].lower()[:4]]
        if not factor:
            half = Fraction(1, 2)
            return Quantity(start, end, half, _TENTH, _TENTH, times, direction="down", digits=False)
        return Quantity(start, end, Fraction(factor), one, one, times, direction="up", digits=False)
    fold = Fraction(_SMALL[found["fold"].lower()])
    return Quantity(start, end, fold, one, one, times, digits=False)


def _small(word: str) -> int:
    lowered = word.lower()
    if lowered.isdigit():
        return int(lowered)
    return {"twenty": 20, "hundred": 100, "a hundred": 100}.get(lowered) or _SMALL[lowered]


__all__ = ["EN", "EN_RUN", "Quantity", "quantity_at"]
