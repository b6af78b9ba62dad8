"""Every quantity that a text claims, with the words before it and the row it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from crossfoot.languages.claims import Said, changed, claims, counted
from crossfoot.languages.context import Words, left_words
from crossfoot.languages.dates import Dated
from crossfoot.languages.forms import Quantity
from crossfoot.languages.numerals import RUN, ZH_CHARS, unglued
from crossfoot.languages.quantity import quantity_at
from crossfoot.languages.reading import range_at
from crossfoot.languages.rows import Row, rows
from crossfoot.languages.skip import passed_over
from crossfoot.languages.units import Unit

_TRIGGER = re.compile(
    rf"{RUN.pattern}|[{ZH_CHARS}]++|[数几](?=[十百千万亿])|好几(?=[十百千万亿])|[过大多]半"
    rf"(?![年夜天部])|半数"
    r"|翻(?=了?[近超]?[一两二三四五六1-6]?番|倍)"
    r"|(?<![A-Za-z-])(?:half|doubl|tripl|trebl|quadrupl|twice|thrice|quintupl|halv|an? (?=third|quarter"
    r"|fifth|tenth|half"
    r"|dozen|hundred|thousand|million|billion)|(?:one|two|three|four|five|six|seven|eight"
    r"|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty"
    r"|forty|fifty|sixty"
    r"|seventy|eighty|ninety)\b)",
    re.IGNORECASE,
)
_RATIO_LIST = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: ?: ?[0-9]+(?:\.[0-9]+)?)+")


def quantities(text: str, days: list[Dated]) -> Iterator[Said]:
    """What is printed as a quantity and claims something."""
    lines = rows(text)
    at, edge, day, line = 0, 0, 0, 0
    before: Quantity | None = None
    listed: Quantity | None = None  # the last one that counts something
    while match := _TRIGGER.search(text, at):
        start, first = match.start(), match[0][0]
        while day < len(days) and days[day].end <= start:
            day += 1
        if day < len(days) and days[day].start <= start:
            at = days[day].end
            continue
        while line < len(lines) and lines[line].end <= start:
            line += 1
        row = lines[line] if line < len(lines) and lines[line].start <= start else None
        digits = first in "0123456789."
        if row and (start < row.body or not digits):
            at = max(match.end(), row.body) if start < row.body else match.end()
            continue
        if digits:
            after = passed_over(text, start, match.end(), cell=row is not None)
            if after is not None:
                at = max(after, match.end())
                continue
            parts = None if row else _RATIO_LIST.match(text, start)
            if parts:
                for piece in _proportions(text, parts):
                    yield Said(piece, left_words(text, piece.left, edge, 6))
                at = edge = parts.end()
                continue
            glued = unglued(match[0]) if row else ()
            if glued:
                for low, high in glued:
                    value = Fraction(match[0][low:high])
                    piece = Quantity(start + low, start + high, value, Fraction(1, 100), bare=True)
                    yield Said(piece, Words(piece.start), row)
                at = edge = match.end()
                continue
        quantity = quantity_at(text, start, floor=edge, cell=row is not None)
        if quantity is None or quantity.start < edge:
            at = match.end()
            continue
        floor = max(edge, row.body, text.rfind("\t", 0, start) + 1) if row else edge
        left = left_words(text, quantity.left, floor, 6)
        at = max(quantity.end, match.end() if digits else start + 1)
        if not row and digits and quantity.unit is None:
            quantity = _shared(text, quantity, left)
        if row:
            if not _opens_cell(text, row, left.edge, edge):
                continue
            if _CELL_RANGE.match(text, quantity.end) and text[start - 1 : start] in _MONEY:
                quantity = range_at(text, quantity) or quantity
                at = max(at, quantity.end)
            quantity = _plain_number(quantity)
        else:
            quantity = _ranged(text, quantity, left)
            if not claims(text, quantity, left, before, listed):
                continue
            quantity = counted(text, quantity, listed)
            at = max(at, quantity.end)
            if not left.direction:
                changed(text, left, quantity.start)
        yield Said(quantity, left, row)
        before, edge = quantity, quantity.end
        if quantity.unit is not None and quantity.unit.kind == "count":
            listed = quantity


def _opens_cell(text: str, row: Row, start: int, edge: int) -> bool:
    """Whether nothing but known words stands between the last cell and this number."""
    return not _DELIMITER.split(text[max(edge, row.body) : start])[-1].strip(" ^*†\u00a0")


_MONEY = frozenset("$€£¥")
_CELL_RANGE = re.compile(r" [-–] [$€£¥][0-9]")  # a dash between two bare cells is an empty one
_DELIMITER = re.compile(r"\t|\||  |(?:^|(?<= ))(?:n/a|nm|N/A|-|–)(?: |$)")


def _plain_number(quantity: Quantity) -> Quantity:
    """A number in a table whose unit is not known: rounded, as far as anyone can tell."""
    return quantity if quantity.unit else replace(quantity, bare=True)


def _ranged(text: str, quantity: Quantity, left: Words) -> Quantity:
    """The range that begins here, unless its two ends are two claims (fell by 7 to 32)."""
    cue = text[left.edge : quantity.start].strip().lower()
    listed = _BY_BEFORE.search(text, max(0, quantity.start - 40), quantity.start)
    if (cue.endswith(_TWO_ENDS) or listed) and not _DASH.match(text, quantity.end):
        return quantity
    return range_at(text, quantity) or quantity


_TWO_ENDS = ("from", "by", "由", "从", "自")
# By 12 million and 7 million to 32 million and 41 million.
_BY_BEFORE = re.compile(
    r"\bby \S+(?: (?:thousand|million|billion|trillion|per cent|percent))?,? and $"
)
_DASH = re.compile(r" ?[-–~—] ?[0-9]")
_LISTED = re.compile(r"-?(?: ?(?:、|和|与|及|以及|, and|,|and) ?[0-9][0-9,]*(?:\.[0-9]+)?)+")
_LAST = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?$")


def _shared(text: str, quantity: Quantity, left: Words) -> Quantity:
    """提高4.08和3.76个百分点: the unit printed after the last of a list holds for the first."""
    listed = _LISTED.match(text, quantity.end, quantity.end + 80)
    if not listed or not (left.direction or left.qualifier or left.level):
        return quantity
    number = _LAST.search(text, listed.start(), listed.end())
    last = quantity_at(text, number.start(), floor=number.start()) if number else None
    if number is None or last is None or last.unit is None or last.upper is not None:
        return quantity
    printed = Fraction(number[0].replace(",", ""))
    if not printed or last.unit.name == "x":
        return quantity
    scale = last.value / printed
    return replace(
        quantity,
        value=quantity.value * scale,
        step=quantity.step * scale,
        unit=last.unit,
        own_scale=last.own_scale,
    )


def _proportions(text: str, parts: re.Match[str]) -> Iterator[Quantity]:
    """三次产业结构 3.7:40.1:56.2 are shares; 2.4:1 is one ratio."""
    pieces = [
        (piece.start(), piece.end(), Fraction(piece[0]))
        for piece in re.finditer(r"[0-9]+(?:\.[0-9]+)?", parts[0])
    ]
    base = parts.start()
    steps = [
        Fraction(1, 10 ** len(parts[0][low:high].partition(".")[2])) for low, high, _ in pieces
    ]
    if len(pieces) == 2:
        (_, _, top), (_, _, bottom) = pieces
        if bottom:
            step = steps[0] / bottom
            yield Quantity(base, parts.end(), top / bottom, step, Unit("", "ratio"))
        return
    percent = abs(sum((value for _, _, value in pieces), Fraction(0)) - 100) <= 1
    factor = Fraction(1, 100) if percent else Fraction(1)
    unit = Unit("%", "share", factor) if percent else Unit("", "ratio")
    for (low, high, value), step in zip(pieces, steps, strict=True):
        yield Quantity(base + low, base + high, value * factor, step * factor, unit)
