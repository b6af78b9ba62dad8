"""One figure given as text, in Chinese or English, as the set of values that it permits."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Literal

from crossfoot.errors import UnreadableFigure
from crossfoot.figure import MARGIN, Kind, Reading
from crossfoot.languages.context import EN_LEFT, ZH_LEFT, Words, left_words, right_words
from crossfoot.languages.forms import Quantity
from crossfoot.languages.numerals import EN_RUN, LONGEST, RUN, ZH_CHARS, decimal
from crossfoot.languages.quantity import quantity_at
from crossfoot.languages.text import normalise, words
from crossfoot.languages.units import HeaderUnit, Unit, en_unit, header_unit
from crossfoot.rounding import Rounding

TrailingZeros = Literal["ambiguous", "exact"]

_START = re.compile(
    rf"[0-9]|\.(?=[0-9])|[{ZH_CHARS}数几好半翻过大多]|\b(?:half|doubl|tripl|trebl|quadrupl|quintupl|halv)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten)-?fold"
    rf"|{EN_RUN.pattern}|\ban? (?:third|quarter|fifth|sixth|tenth)",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r" ?(?:[-–~]|至|到|\bto\b|\band\b) ?")
_RANK = re.compile(
    rf"第([0-9]{{1,6}}|[{ZH_CHARS}]{{1,10}})(位|名)?|([0-9]{{1,6}})(?:st|nd|rd|th)", re.IGNORECASE
)
_BETWEEN = re.compile(r"\b(?:between|range)\b", re.IGNORECASE)
_FIRST_YEAR = re.compile(r"(?:(?:为|是|达到?|相当于)?(?:19|20)[0-9]{2}年(?=.*[0-9]倍))?")
_BASE_YEAR = re.compile(r"(?:(?:为|是|达到?|相当于)?(?:19|20)[0-9]{2}年)?")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}")
_RATIO = re.compile(r"([0-9]+(?:\.[0-9]+)?):([0-9]+(?:\.[0-9]+)?)")
_YEAR = re.compile(r" ?(?:年|月|号|时|点|届|世纪|年代|/|:|-[0-9]+-)")
_SPAN = re.compile(r"[0-9]{1,2} ?年(?![0-9])")
_NOUN = re.compile(r"[\u4e00-\u9fff]{1,16}")
_EN_NOUN = re.compile(r" ?[A-Za-z][A-Za-z'-]*(?: [A-Za-z][A-Za-z'-]*){0,3}")
_NOT_NOUNS = frozenset(
    words("""
    and or but than versus vs per the a an is was were are am pm may january february march
    april june july august september october november december jan feb mar apr jun jul aug
    sep oct nov dec x e by at on since until
""")
)  # fmt: skip
_MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4]|fy)[a-z]*\b", re.I
)
_LEFT_LIMIT = 80


def read_figure(
    text: str,
    *,
    unit: str | None = None,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    margin: Fraction = MARGIN,
) -> Reading:
    """The reading of one printed figure, its language told by its own words.

    `unit` is the unit of a table header or column for a number printed without one. Raises
    UnreadableFigure, which quotes the text and says why, for anything but exactly one figure.
    """
    plain = normalise(text).strip(" \u00a0\t\r\n")
    header = None
    if unit is not None and unit.strip():
        header = header_unit(unit)
        if header is None:
            raise UnreadableFigure(
                f"the unit {_quote(unit)} is not known.",
                remedy="Write it as 万元, % or million USD.",
            )
    return read_printed(
        plain,
        header,
        text=text.strip(),
        rounding=rounding,
        trailing_zeros=trailing_zeros,
        margin=margin,
    )


def read_printed(
    plain: str,
    header: HeaderUnit | None,
    *,
    text: str,
    cell: bool = False,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    margin: Fraction = MARGIN,
) -> Reading:
    """The reading of a normalised text, kept as `text`, under a unit already read.

    In a `cell` a whole number without a unit may be rounded. Raises UnreadableFigure.
    """
    if not plain:
        raise _unreadable(text, "it is empty")
    if len(plain) > 2 * LONGEST:
        raise _unreadable(text, f"it is longer than {2 * LONGEST} characters")
    if rank := _RANK.fullmatch(plain):
        return _rank(text, rank, rounding)
    quantity = _single(text, plain)
    left = left_words(plain, quantity.left)
    if not _BASE_YEAR.fullmatch(plain[: left.edge].strip()):
        raise _unreadable(
            text, f"{_quote(plain[: left.edge].strip())} before the number is not known"
        )
    if quantity.upper is None and _BETWEEN.search(plain, 0, quantity.start):
        raise _unreadable(text, "the other end of its range is missing")
    right, quantity = _right(text, plain, quantity)
    return compose(
        replace(quantity, bare=True) if cell and quantity.unit is None else quantity,
        text,
        left,
        right,
        header=header,
        rounding=rounding,
        trailing_zeros=trailing_zeros,
        margin=margin,
    )


def _single(text: str, plain: str) -> Quantity:
    """The only quantity of the text, two ends of a range taken as one."""
    quantity = None
    for start in _START.finditer(plain, _FIRST_YEAR.match(plain).end(), _LEFT_LIMIT):  # type: ignore[union-attr] # may be empty
        run = RUN.match(plain, start.start())
        if run and decimal(run[0]) is None:
            raise _unreadable(text, f"the separators in {_quote(run[0])} do not fit one number")
        quantity = quantity_at(plain, start.start(), cell=True)
        if quantity:
            break
        if run:
            raise _unreadable(text, "the number is not well formed")
    if quantity is None:
        raise _unreadable(text, "it holds no number that can be read")
    if _YEAR.match(plain, quantity.end) and quantity.unit is None:
        ratio = _RATIO.match(plain, quantity.start)
        if ratio and not _CLOCK.fullmatch(ratio[0]):
            return _proportion(ratio, quantity)
        span = _SPAN.match(plain, quantity.start)
        if span:
            return replace(quantity, end=span.end(), unit=Unit("年", "measure"))
        raise _unreadable(text, "it looks like a date, a time or a document number")
    ranged = range_at(plain, quantity)
    if ranged is None:
        raise _unreadable(text, "its range runs downwards or mixes units")
    return ranged


def range_at(text: str, low: Quantity) -> Quantity | None:
    """Extend a quantity to the range that it begins, if any; None when the ends do not agree."""
    mark = _SEPARATOR.match(text, low.end)
    if not mark or low.qualifier != "exact" or mark.end() >= len(text):
        return low
    if "and" in mark[0] and not _BETWEEN.search(text, max(0, low.start - 20), low.start):
        return low
    at = mark.end()
    while at < len(text) and text[at] in "$€£¥-(负":
        at += 1
    if at >= len(text) or not _START.match(text, at):
        return low
    high = quantity_at(text, at, floor=mark.end())
    if (
        high is None
        or high.digits != low.digits
        or high.upper is not None
        or high.start > at
        or high.start < mark.end()
    ):
        return low
    alone = text[low.end - 1].isdigit()  # 90元至110万元 prints no scale to share
    if low.unit is None and high.unit is not None:
        factor = high.unit.factor
        low = replace(low, value=low.value * factor, step=low.step * factor, unit=high.unit)
    elif low.unit is not None and high.unit is None:
        factor = low.unit.factor
        high = replace(high, value=high.value * factor, step=high.step * factor, unit=low.unit)
    if low.unit is not None and high.unit is not None and low.unit.name != high.unit.name:
        return None
    if high.own_scale and not low.own_scale and alone:
        # The scale is printed once, after the upper end.
        scale = _scale(text, at, high)
        if scale:
            low = replace(low, value=low.value * scale, step=low.step * scale, own_scale=True)
    if low.value > high.value:
        return None
    return replace(
        low, end=high.end, upper=high.value, qualifier="range", unit=high.unit,
        own_scale=high.own_scale,
    )  # fmt: skip


def _scale(text: str, at: int, high: Quantity) -> Fraction | None:
    run = RUN.match(text, at)
    read = decimal(run[0]) if run else None
    if not read or not read[0]:
        return None
    printed = Fraction(read[0], 10 ** read[1])
    return high.value / (high.unit.factor if high.unit else 1) / printed


def _right(text: str, plain: str, quantity: Quantity) -> tuple[Words, Quantity]:
    """The words after the number; a noun after a classifier or after an English count is fine."""
    right = right_words(plain, quantity.end)
    rest = plain[right.edge :].strip(" 。" if quantity.unit is None else " 。；;，,、.")
    if quantity.unit is None and plain[quantity.end : quantity.end + 1] in (".", ","):
        raise _unreadable(text, "it ends like a list mark")
    if not rest:
        return right, quantity
    if any(start for start in _START.finditer(rest, 0, 60) if start[0][0].isdigit()):
        raise _unreadable(text, "it holds several numbers")
    if quantity.unit is None:
        unit = _en_count(rest) if rest[0].isascii() else None
        if unit and not quantity.unit:
            return Words(len(plain), right.qualifier, right.direction), replace(quantity, unit=unit)
    elif (quantity.unit.kind in ("count", "measure", "amount") and _is_noun(rest)) or (
        quantity.unit.kind in ("count", "measure", "share") and _en_trailing(rest)
    ):
        return right, quantity
    raise _unreadable(text, f"{_quote(rest)} after the number is not known")


def _is_noun(rest: str) -> bool:
    if not _NOUN.fullmatch(rest) or rest[0] in "年月日时":
        return False
    pieces = {rest[at : at + size] for size in (2, 3, 4) for at in range(len(rest))}
    return not any(ZH_LEFT.get(piece) not in (None, "level", "skip") for piece in pieces)


def _en_trailing(rest: str) -> bool:
    named = re.fullmatch(r"of [A-Za-z][A-Za-z' -]{0,60}", rest)
    return named is not None and not rest.endswith(" of") and not _MONTH.search(rest)


def _en_count(rest: str) -> Unit | None:
    """8,079 companies: an English noun that is counted."""
    head, _, tail = rest.partition(" of ")
    if not _EN_NOUN.fullmatch(head) or (tail and not _en_trailing("of " + tail)):
        return None
    words = head.lower().split()
    if any(word in _NOT_NOUNS or EN_LEFT.get(word) for word in words) or len(head) < 3:
        return None
    if not (
        words[-1].endswith("s")
        or words[-1]
        in ("people", "men", "women", "children", "staff", "cattle", "sheep", "fish", "aircraft")
    ):
        return None
    known = en_unit(" " + words[-1], 0)
    if known and known[0] == len(words[-1]) + 1:
        return known[1]
    return Unit(head.strip(), "count", integer=True)


def _proportion(found: re.Match[str], quantity: Quantity) -> Quantity:
    """2.41:1 is the ratio 2.41."""
    top, bottom = decimal(found[1]), decimal(found[2])
    if top is None or bottom is None or bottom[0] == 0:
        return quantity
    step = Fraction(10 ** bottom[1], 10 ** top[1] * bottom[0])
    return replace(
        quantity, end=found.end(), value=top[0] * step, step=step, unit=Unit("", "ratio")
    )


def _rank(text: str, found: re.Match[str], rounding: Rounding) -> Reading:
    from crossfoot.languages.numerals import chinese

    if found[3]:
        value = Fraction(int(found[3]))
    elif found[1][0].isascii():
        value = Fraction(int(found[1]))
    else:
        numeral = chinese(found[1], 0)
        if numeral is None or numeral.end != len(found[1]):
            raise _unreadable(text, "the rank is not well formed")
        value = numeral.value
    return Reading(
        text.strip(), value, Fraction(0), found[2] or "", "exact", rounding, True, "rank"
    )


def compose(
    quantity: Quantity,
    text: str,
    left: Words,
    right: Words,
    *,
    header: HeaderUnit | None = None,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    margin: Fraction = MARGIN,
    tight: bool = False,
) -> Reading:
    """A quantity and the words around it as a reading.

    Raises UnreadableFigure for what means nothing, such as a fall by 1.5 times.
    """
    unit, value, step, upper = quantity.unit, quantity.value, quantity.step, quantity.upper
    factor = Fraction(1)
    if header:
        unit, factor = _under(header, quantity, text)
        value, step = value * factor, step * factor
        upper = None if upper is None else upper * factor
    qualifier = quantity.qualifier
    if qualifier == "exact":
        qualifier = left.qualifier or right.qualifier or "exact"
    direction = quantity.direction or left.direction or right.direction
    kind = _kind(unit, quantity, direction, step.denominator == 1 and factor == 1)
    if kind == "multiple" and quantity.digits and unit and unit.name == "倍":
        if left.direction == "down" and not left.level:
            raise _unreadable(text, "nothing falls by a multiple of itself")
        if left.direction == "up" and not left.level:
            value, upper = value + 1, None if upper is None else upper + 1
    scaled = quantity.own_scale or factor > 1
    integer = kind in ("count", "rank") and step.denominator == 1
    if kind == "count" and not integer:
        kind = "ratio" if unit and unit.name else "measure"
    coarse = None
    # Only numbers printed in full leave it open whether their zeros are digits or rounding.
    if not scaled and quantity.whole and quantity.zeros and qualifier == "exact":
        hidden = 2 if kind == "count" else 1
        if kind in ("count", "amount", "measure") and quantity.zeros >= hidden:
            coarse = step * 10**quantity.zeros
    if integer and not scaled and quantity.step == 1:
        step = Fraction(0)
    if trailing_zeros == "exact":
        coarse = None
    return Reading(
        text, value, step, unit.name if unit else "", qualifier, rounding, integer, kind,
        direction, upper, coarse, margin,
    )  # fmt: skip


def _under(header: HeaderUnit, quantity: Quantity, text: str) -> tuple[Unit | None, Fraction]:
    """The unit under a table header, and what the printed number is multiplied by."""
    own, unit = quantity.unit, header.unit
    if own is None and quantity.own_scale and header.scale != 1:
        raise _unreadable(text, "it prints a scale of its own under a header with another")
    if own is None:
        return unit, (unit.factor if unit else 1) * Fraction(header.scale)
    shared = own.kind == "amount" and (unit is None or unit.kind == "amount")
    return own, Fraction(header.scale if shared and not quantity.own_scale else 1)


def _kind(unit: Unit | None, quantity: Quantity, direction: object, whole: bool) -> Kind:
    if unit is None:
        return "count" if whole and not quantity.own_scale and not quantity.bare else "measure"
    if unit.kind == "share" and unit.name == "%" and (direction or quantity.signed):
        return "rate"
    return unit.kind


def _quote(text: str) -> str:
    short = text if len(text) <= 60 else text[:57] + "..."
    return f"“{short}”"


def _unreadable(text: str, why: str) -> UnreadableFigure:
    return UnreadableFigure(
        f"{_quote(text)} is not one figure: {why}.",
        remedy="Print one number with its unit, such as 364.63亿元 or 20.1%.",
    )
