"""Quantities that are no numeral with a unit: 三成五, 半数, 翻两番, two-thirds, doubled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.figure import Direction, Kind, Qualifier
from crossfoot.languages.numerals import ZH_CHARS, chinese, decimal
from crossfoot.languages.text import words
from crossfoot.languages.units import Unit

HUNDREDTH = Fraction(1, 100)


@dataclass(frozen=True, slots=True)
class Quantity:
    """What is printed at text[start:end], before the words around it are read.

    `lead` is where the words on the left end (上 of 上百 belongs to the number), `zeros` how
    many zeros it ends with, `own_scale` whether 万 or million is printed with it,
    `whole` whether the number before it has no decimals, `bare` whether
    it stands in a table, where a number without a unit may be rounded.
    """

    start: int
    end: int
    value: Fraction
    step: Fraction
    unit: Unit | None = None
    upper: Fraction | None = None
    qualifier: Qualifier = "exact"
    direction: Direction | None = None
    signed: bool = False
    own_scale: bool = False
    whole: bool = False
    digits: bool = True
    lead: int = -1
    bare: bool = False
    zeros: int = 0

    @property
    def left(self) -> int:
        """Where the text on the left ends."""
        return self.start if self.lead < 0 else self.lead


PERCENT = Unit("%", "share", Fraction(1, 100))
_TENTH = Fraction(1, 10)
_NUM = rf"(?:[0-9]++(?:\.[0-9]++)?|[{ZH_CHARS}]++(?:点[零〇一二三四五六七八九]++)?)"
_ZH_FORMS = re.compile(
    rf"(?P<below>{_NUM})分之(?P<above>{_NUM})"
    r"|(?P<tenths>[一二两三四五六七八九十]|[1-9])(?:[-–~至到](?P<upto>[1-9一二三四五六七八九十]))?成(?P<half>[一二三四五六七八九半]"
    r"(?![大个项是种家]))?"
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
    r"(?!-| (?!(?:of|more|less|higher|lower|larger|smaller|to|and|in|from|on|were|was|are"
    r"|is|the)\b)[a-z]"
    r"| of 20)"
    rf"|(?P<few>{_S}|[0-9]{{1,3}})(?: in(?: every)? |-in-| out of(?: every)? )"
    rf"(?P<every>{_S}|[0-9]{{1,4}}|twenty|a hundred|hundred)\b(?!,?[0-9]| (?:million|billion))"
    r"|(?P<halves>half)\b(?![ -](?:a|an|year|yearly|yearly|time|hour|day|term|century|million|way))"
    r"|(?P<verb>doubled|tripled|trebled|quadrupled|quintupled|halved|doubling|tripling|quadrupling"
    r"|doubles|triples|halving)\b"
    r"|(?P<more>twice|thrice|double|treble|triple|quadruple)\b"
    r"(?= (?:the|its|their|that|what|those)\b)"
    r"|(?P<fold>two|three|four|five|six|seven|eight|nine|ten)-?fold\b)",
    re.IGNORECASE,
)
_VERBS = {"doub": 2, "trip": 3, "treb": 3, "quad": 4, "quin": 5, "halv": 0, "twic": 2, "thri": 3}
_EN_START = frozenset("aotfsendhqz")


def special(text: str, at: int) -> Quantity | None:
    """The quantity in words that starts here, if any."""
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
            return Quantity(start, end, high[0] / bottom, step, unit, digits=False)
        value, step = _part(high[0], bottom)
        return Quantity(start, end, value, step, Unit("", "share"), digits=False)
    if found["tenths"]:
        tenths = _zh_number(found["tenths"])
        if tenths is None:
            return None
        value, step = tenths[0] / 10, _TENTH
        if found["upto"]:
            upto = _zh_number(found["upto"])
            if upto is None or upto[0] <= tenths[0]:
                return None
            return Quantity(start, end, value, step, PERCENT, upto[0] / 10, "range",
                            digits=False)  # fmt: skip
        if found["half"]:
            more = 5 if found["half"] == "半" else int(_zh_number(found["half"])[0])  # type: ignore[index] # a digit
            value, step = value + more * HUNDREDTH, HUNDREDTH
        return Quantity(start, end, value, step, PERCENT, digits=False)
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
        return Quantity(start, end, value, step, Unit("折", "ratio"), digits=False)
    if found["most"]:
        half = Fraction(1, 2)
        return Quantity(start, end, half, _TENTH, Unit("", "share"), qualifier="over", digits=False)
    if found["equal"]:
        return Quantity(start, end, *_part(Fraction(1), 2), Unit("", "share"), digits=False)
    times = found["times"]
    power = 1 if not times else int(_zh_number(times)[0])  # type: ignore[index] # a digit
    one = Fraction(1)
    near: dict[str | None, Qualifier] = {"近": "nearly", "超": "over"}
    return Quantity(
        start, end, Fraction(2**power), one, Unit("倍", "multiple"),
        qualifier=near.get(found["near"], "exact"), direction="up", digits=False,
    )  # fmt: skip


_POWERS = {"百": 100, "千": 1000, "万": 10000}


def _zh_number(chars: str) -> tuple[Fraction, int] | None:
    if chars[0].isascii():
        read = decimal(chars)
        return None if read is None else (Fraction(read[0], 10 ** read[1]), read[1])
    if chars in _POWERS:
        return Fraction(_POWERS[chars]), 0
    numeral = chinese(chars, 0)
    if numeral is None:
        return None
    return (numeral.value, numeral.places) if numeral.end == len(chars) else None


def _en_form(found: re.Match[str]) -> Quantity | None:
    start, end = found.span()
    share = Unit("", "share")
    if found["bottom"]:
        top = _SMALL.get(found["top"].lower(), 1)
        if (top > 1) != bool(found["plural"]) or top == 0:
            return None
        bottom = _EN_ORDINAL[found["bottom"].lower()]
        if top >= bottom or (bottom == 4 and top == 2):
            return None
        return Quantity(start, end, *_part(Fraction(top), bottom), share, digits=False)
    if found["few"]:
        few, every = (_small(found[name]) for name in ("few", "every"))
        if not 0 < few < every or (found["every"].isdigit() and every > 10 and every % 10):
            return None
        if found["every"].isdigit() and 1900 <= every < 2100:
            return None  # 437 in 2010
        return Quantity(start, end, *_part(Fraction(few), every), share, digits=False)
    if found["halves"]:
        return Quantity(start, end, *_part(Fraction(1), 2), share, digits=False)
    times = Unit("x", "multiple")
    one = Fraction(1)
    if found["verb"]:
        factor = _VERBS[found["verb"].lower()[:4]]
        if not factor:
            half = Fraction(1, 2)
            return Quantity(start, end, half, _TENTH, times, direction="down", digits=False)
        return Quantity(start, end, Fraction(factor), one, times, direction="up", digits=False)
    if found["more"]:
        more = Fraction(_VERBS[found["more"].lower()[:4]])
        return Quantity(start, end, more, one, times, digits=False)
    fold = Fraction(_SMALL[found["fold"].lower()])
    return Quantity(start, end, fold, one, times, digits=False)


def _small(word: str) -> int:
    lowered = word.lower()
    if lowered.isdigit():
        return int(lowered)
    return {"twenty": 20, "hundred": 100, "a hundred": 100}.get(lowered) or _SMALL[lowered]
