"""Numerals as printed: digits with separators, Chinese numerals, English number words.

Every function answers for one position of a text and scans forward only, so that hostile runs
of digits, commas or 亿 cost linear time.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from crossfoot.languages.text import words

LONGEST = 400  # characters; no claim in a document is longer, and arithmetic stays cheap


@dataclass(frozen=True, slots=True)
class Numeral:
    """A printed number at text[start:end]: `count` units of its last place.

    One unit of the last place is scale / 10**places: `scale` is the scale word of the last
    part (1亿2000万: ten thousand, so the count is 12000), `places` its decimals. `most` is the
    upper count of a range written as one numeral (三四百); `words` tells it from digits.
    """

    start: int
    end: int
    count: int
    scale: int = 1
    places: int = 0
    words: bool = False
    most: int | None = None

    @property
    def value(self) -> Fraction:
        """The number, its scale words multiplied in."""
        return Fraction(self.count * self.scale, 10**self.places)

    @property
    def zeros(self) -> int:
        """How many zeros the printed number ends with."""
        if self.count % 10 or not self.count:
            return 0
        digits = str(self.count)
        return len(digits) - len(digits.rstrip("0"))


# -- digits --------------------------------------------------------------------------------------

# One run is a maximal string of digits and separators between digits; 3,788, 466万元 is one
# number with a space that typesetting put in.
RUN = re.compile(
    r"[0-9]++(?:[,，.\u00a0][0-9]++|, (?=[0-9]{3}[万亿元])[0-9]{3})*+|(?<![0-9A-Za-z.])\.[0-9]++"
)
_FORMS = (
    re.compile(r"(?:0|[1-9][0-9]*)?(?:\.(?P<places>[0-9]+))?"),
    re.compile(
        r"[1-9][0-9]{0,2}(?P<mark>[,，\u00a0]) ?[0-9]{3}(?:(?P=mark) ?[0-9]{3})*"
        r"(?:\.(?P<places>[0-9]+))?"
    ),
    re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}(?:\.(?P<places>[0-9]+))?"),
)
_SEPARATORS = str.maketrans("", "", ",，. \u00a0")


def decimal(run: str) -> tuple[int, int] | None:
    """The digits as one whole number, and how many are decimals; None for no one number.

    Commas group by three, or by lakh and crore (1,23,456); anything else is not one number.
    """
    if len(run) > LONGEST:
        return None
    for form in _FORMS:
        if found := form.fullmatch(run):
            places = len(found["places"] or "")
            return int(run.translate(_SEPARATORS)), places
    return None


# -- Chinese -------------------------------------------------------------------------------------

_FORMAL = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟两〇", "一二三四五六七八九十百千二零")
_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
ZH_CHARS = "零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟"
ZH_RUN = re.compile(f"[{ZH_CHARS}]++(?:点[零〇一二三四五六七八九]++[百千万亿]*+)?")
_SECTION = re.compile(
    r"(?:([一二三四五六七八九])千)?(零)?(?:([一二三四五六七八九])百)?(零)?"
    r"(?:([一二三四五六七八九])?(十))?(零)?([一二三四五六七八九])?"
)
_PAIR = re.compile(
    r"(?P<ten>十|[一二三四五六七八九]十)?(?P<low>[一二三四五六七八九])"
    r"(?P<high>[一二三四五六七八九])"
    r"(?P<scale>[十百千万亿]*)"
)
_SOME = re.compile(
    r"(?P<some>好几|数|几)(?P<scale>[十百千]?[万亿]*)|十(?P<teens>几|数)(?P<more>[万亿]*)"
)


def scale_of(chars: str) -> int:
    """What a string of scale characters multiplies by; spaces count for nothing."""
    product = 1
    for char in chars:
        product *= _TENS.get(char) or _MYRIADS.get(char) or 1
    return product


def _section(chars: str) -> int | None:
    """A numeral below ten thousand."""
    if not chars or not (found := _SECTION.fullmatch(chars)):
        return None
    thousands, _, hundreds, zero, tens, ten, zero_after, ones = found.groups()
    value = 1000 * _DIGIT.get(thousands or "", 0) + 100 * _DIGIT.get(hundreds or "", 0)
    if ten:
        value += 10 * (_DIGIT[tens] if tens else 1)
    if ones:
        one = _DIGIT[ones]
        # 三千二 is 3200: without 零 the last digit takes the next lower place.
        skipped = not (zero or found[2] or zero_after or ten)
        value += one * (
            100 if skipped and thousands and not hundreds else 10 if skipped and hundreds else 1
        )
    return value if value or chars == "零" else None


def _whole(chars: str) -> int | None:
    for mark in "亿万":
        if mark in chars:
            left, right = chars.rsplit(mark, 1)
            high = _whole(left)
            if high is None or high == 0:
                return None
            if not right:
                return high * _MYRIADS[mark]
            if len(right) == 1:
                low: int | None = _DIGIT[right] * _MYRIADS[mark] // 10 if right in _DIGIT else None
            else:
                low = _whole(right.removeprefix("零"))
            if low is None or low >= _MYRIADS[mark]:
                return None
            return high * _MYRIADS[mark] + low
    return _section(chars)


def chinese(text: str, start: int) -> Numeral | None:
    """The Chinese numeral that starts here, or None when the characters form no number."""
    found = ZH_RUN.match(text, start)
    if not found or found.end() - start > 40:
        return None
    chars = found[0].translate(_FORMAL)
    whole, point, rest = chars.partition("点")
    if point:
        head = _whole(whole)
        if head is None:
            return None
        digits = rest.rstrip("百千万亿")
        scale = scale_of(rest[len(digits) :])
        fraction = int("".join(str(_DIGIT[char]) for char in digits))
        count = head * 10 ** len(digits) + fraction
        return Numeral(start, found.end(), count, scale, len(digits), True)
    if pair := _PAIR.fullmatch(chars):
        low, high = _DIGIT[pair["low"]], _DIGIT[pair["high"]]
        tens = pair["ten"]
        if high == low + 1 or (low, high) == (3, 5):
            base = 10 * (_DIGIT.get(tens[0], 1) if tens else 0)
            times, scale = _split_scale(pair["scale"])
            if not (tens and pair["scale"][:1] in _TENS):
                least, most = (base + low) * times, (base + high) * times
                return Numeral(start, found.end(), least, scale, 0, True, most)
    value = _whole(chars)
    if value is None:
        return None
    scale = scale_of(chars[len(chars.rstrip("万亿")) :])
    return Numeral(start, found.end(), value // scale, scale, 0, True)


def some(text: str, start: int) -> Numeral | None:
    """数十, 几百万, 十几: from the least to the most that the words allow."""
    found = _SOME.match(text, start)
    if not found:
        return None
    if found["teens"]:
        return Numeral(start, found.end(), 11, scale_of(found["more"]), 0, True, 19)
    if not found["scale"]:
        return None
    times, scale = _split_scale(found["scale"])
    return Numeral(start, found.end(), 2 * times, scale, 0, True, 10 * times)


def bare_scale(text: str, start: int) -> Numeral | None:
    """百 and 万 standing for one hundred and ten thousand, as in 百余 and 上万."""
    found = _BARE.match(text, start)
    if not found:
        return None
    times, scale = _split_scale(found[0])
    return Numeral(start, found.end(), times, scale, 0, True)


def _split_scale(chars: str) -> tuple[int, int]:
    """百万 is a hundred times ten thousand; only the second is a scale that hides digits."""
    rest = chars.lstrip("十百千")
    return scale_of(chars[: len(chars) - len(rest)]), scale_of(rest)


_BARE = re.compile(r"[十百千]?(?:万亿|万|亿)|[百千]")

# -- English -------------------------------------------------------------------------------------

_UNITS = words("""
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen
""")
_EN_VALUE = {word: value for value, word in enumerate(_UNITS)} | {
    word: 10 * value
    for value, word in enumerate(
        words("""
    twenty thirty forty fifty sixty seventy eighty ninety
"""),
        start=2,
    )
}
EN_SCALES = {
    "hundred": 100,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
}
_EN_WORD = "|".join(sorted([*_EN_VALUE, *EN_SCALES], key=len, reverse=True))
EN_RUN = re.compile(
    rf"(?:half a (?=million|billion|trillion)|an? (?=dozen|hundred|thousand|million|billion"
    rf"|trillion))?(?:dozen|{_EN_WORD})(?:(?:-| and | )(?:{_EN_WORD})\b)*+\b",
    re.IGNORECASE,
)
_EN_SPLIT = re.compile(r"[- ]+")


def english(text: str, start: int) -> Numeral | None:
    """The English number words that start here, or None when they form no number."""
    found = EN_RUN.match(text, start)
    if not found or found.end() - start > LONGEST:
        return None
    tokens = [word for word in _EN_SPLIT.split(found[0].lower()) if word != "and"]
    total, group, last = Fraction(0), Fraction(0), 10**15
    scale = 1
    if tokens[0] == "half":
        tokens, group = tokens[2:], Fraction(1, 2)
    elif tokens[0] in ("a", "an"):
        tokens, group = tokens[1:], Fraction(1)
    previous = ""
    for word in tokens:
        if word == "dozen":
            if len(tokens) > 1:
                return None
            group, scale = Fraction(12), 1
        elif word == "hundred":
            if not 0 < group < 100:
                return None
            group, scale = group * 100, 1
        elif word in EN_SCALES:
            if group == 0 or EN_SCALES[word] >= last:
                return None
            last = EN_SCALES[word]
            total, group, scale = total + group * last, Fraction(0), last
        else:
            value = _EN_VALUE[word]
            tens = previous in _EN_VALUE and _EN_VALUE[previous] >= 20 and 0 < value < 10
            if previous in _EN_VALUE and not tens:
                return None
            group, scale = group + value, 1
        previous = word
    places = 1 if tokens and group == 0 and found[0].lower().startswith("half") else 0
    count = (total + group) * 10**places / scale
    return Numeral(start, found.end(), int(count), scale, places, True)


_GLUED = re.compile(r"[0-9]{1,3}\.[0-9]{2}(?:[0-9]{1,3}\.[0-9]{2})+")
_PIECE = re.compile(r"[0-9]{1,3}\.[0-9]{2}")


def unglued(text: str) -> list[tuple[int, int]]:
    """Cells with two decimals each that lost their separators: 1.2816.42 is 1.28 and 16.42.

    The pieces as (start, end) in `text`; none where it is anything else.
    """
    return [piece.span() for piece in _PIECE.finditer(text)] if _GLUED.fullmatch(text) else []
