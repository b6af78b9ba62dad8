"""Every claimed figure in running text, Chinese, English or mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.errors import UnreadableFigure
from crossfoot.figure import MARGIN, Reading
from crossfoot.languages.context import EN_LEFT, Words, left_words, right_words
from crossfoot.languages.dates import Dated, dates
from crossfoot.languages.numerals import RUN, ZH_CHARS
from crossfoot.languages.quantity import Quantity, quantity_at
from crossfoot.languages.reading import TrailingZeros, compose, range_at
from crossfoot.languages.skip import passed_over
from crossfoot.languages.text import normalise, words
from crossfoot.languages.units import EN, Unit
from crossfoot.rounding import Rounding


@dataclass(frozen=True, slots=True)
class Found:
    """A claimed figure at text[start:end] (Python characters), and what the text says of it.

    `metric` is the noun phrase that is counted, `period` its time as far as stated (2017,
    2018H1, 2025-12-31), `basis` "real" for constant prices, `per` the denominator of a figure
    per head or per unit. `cue` holds the words before the figure that say how it is meant.
    """

    start: int
    end: int
    reading: Reading
    metric: str = ""
    period: str = ""
    basis: str = ""
    per: str = ""
    cue: str = ""


_TRIGGER = re.compile(
    rf"{RUN.pattern}|[{ZH_CHARS}]++|[数几](?=[十百千万亿])|好几(?=[十百千万亿])|[过大多]半(?![年夜天部])|半数"
    r"|翻(?=了?[近超]?[一两二三四五六1-6]?番|倍)"
    r"|(?<![A-Za-z-])(?:half|doubl|tripl|trebl|quadrupl|quintupl|halv|an? (?=third|quarter|fifth|tenth|half"
    r"|dozen|hundred|thousand|million|billion)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven"
    r"|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety)\b)",
    re.IGNORECASE,
)
_CJK = re.compile(r"[\u4e00-\u9fff]")
_RATIO_LIST = re.compile(r"[0-9]+(?:\.[0-9]+)?(?: ?: ?[0-9]+(?:\.[0-9]+)?)+")
_PLURAL = re.compile(
    r"[ \n]((?:[A-Za-z][A-Za-z-]* ){0,2}?(?:[A-Za-z][a-z-]+s|people|men|women|children|staff|cattle))\b"
)
_STOPS = frozenset(
    words("""
    and or but than versus vs per the a an is was were are has have had in on at to for from with
    of by as its his this that these those which who whose less years months weeks days times
    plus minus compared between during across against respectively basis gains losses
    """)
)
_ADJECTIVES = frozenset(
    words("""
    new more additional extra further net total other different full-time part-time active
    fewer less such separate individual major key main small large local
    """)
)
_CN_UNITS = frozenset("家人名件座台辆所艘户支枚株头只亩吨元")
_DURATIONS = frozenset(["个月", "周", "学时", "课时"])


def find_figures(
    text: str,
    *,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    margin: Fraction = MARGIN,
) -> list[Found]:
    """The claimed figures of a text, in order, without overlaps."""
    plain = normalise(text)
    days = dates(plain)
    found: list[Found] = []
    previous: tuple[Quantity, Words] | None = None
    for quantity in _quantities(plain, days):
        floor = previous[0].end if previous else 0
        left = left_words(plain, quantity.left, floor, 6)
        right = right_words(plain, quantity.end, 2)
        if previous:
            _inherit(plain, previous, quantity, left)
        quantity = _unit(plain, quantity)
        try:
            reading = compose(
                quantity,
                text[quantity.start : quantity.end],
                left,
                right,
                rounding=rounding,
                trailing_zeros=trailing_zeros,
                margin=margin,
            )
        except UnreadableFigure:
            continue
        found.append(Found(quantity.start, quantity.end, reading, cue=plain[left.edge : quantity.start]))
        previous = quantity, left
    return found


def _quantities(text: str, days: list[Dated]) -> Iterator[Quantity]:
    """What is printed as a quantity and claims something."""
    at, edge, day = 0, 0, 0
    while match := _TRIGGER.search(text, at):
        start = match.start()
        while day < len(days) and days[day].end <= start:
            day += 1
        if day < len(days) and days[day].start <= start:
            at = days[day].end
            continue
        digits = match[0][0] in "0123456789."
        if digits:
            after = passed_over(text, start, match.end())
            if after is not None:
                at = max(after, match.end())
                continue
            parts = _RATIO_LIST.match(text, start)
            if parts:
                yield from _proportions(text, parts)
                at = edge = parts.end()
                continue
        quantity = quantity_at(text, start, floor=edge)
        if quantity is None or quantity.start < edge:
            at = match.end()
            continue
        quantity = range_at(text, quantity) or quantity
        if _claims(text, quantity):
            yield quantity
            edge = quantity.end
        at = max(quantity.end, match.start() + 1)


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
            yield Quantity(base, parts.end(), top / bottom, step, step, Unit("", "ratio"))
        return
    percent = abs(sum(value for _, _, value in pieces) - 100) <= 1
    factor = Fraction(1, 100) if percent else Fraction(1)
    unit = Unit("%", "share", factor) if percent else Unit("", "ratio")
    for (low, high, value), step in zip(pieces, steps, strict=True):
        yield Quantity(base + low, base + high, value * factor, step * factor, step * factor, unit)


def _claims(text: str, quantity: Quantity) -> bool:
    """Whether a quantity is said of something, and is no name, list mark or manner of speaking."""
    unit, start, end = quantity.unit, quantity.start, quantity.end
    if not quantity.digits:
        return _words_claim(text, quantity)
    if unit is not None:
        return unit.name not in _DURATIONS
    follows = text[end : end + 1]
    if follows.isascii() and follows.isalnum():
        return False
    if quantity.own_scale:
        return True
    printed = text[start:end]
    grouped = "," in printed or "." in printed
    before = text[start - 1 : start]
    if _CJK.match(follows) or _CJK.match(before):
        left = left_words(text, quantity.left, max(0, start - 12), 2)
        return grouped and (left.edge < start) and not _CJK.match(follows)
    if grouped:
        return True
    if quantity.qualifier == "range":
        return False
    if _PLURAL.match(text, end) and _plural(text, end):
        return True
    left = left_words(text, quantity.left, max(0, start - 24), 3)
    return left.direction is not None or left.qualifier is not None


def _words_claim(text: str, quantity: Quantity) -> bool:
    unit = quantity.unit
    first = text[quantity.start]
    if first.isascii():
        if unit is not None:
            return unit.kind in ("share", "multiple", "amount", "points") or quantity.value >= 10
        return quantity.own_scale
    if unit is None or unit.name in _DURATIONS:
        return False
    if unit.kind != "count":
        return True
    if quantity.qualifier != "exact" or quantity.value >= 20:
        return True
    return unit.name in _CN_UNITS and quantity.value > 1


def _plural(text: str, at: int) -> tuple[int, Unit] | None:
    """The English noun that a bare number counts: 439,942 civil servants."""
    noun = _PLURAL.match(text, at)
    if not noun:
        return None
    parts = noun[1].split()
    if any(part.lower() in _STOPS or part.lower() in EN_LEFT and part.lower() not in _ADJECTIVES for part in parts):
        return None
    while len(parts) > 1 and parts[0].lower() in _ADJECTIVES:
        parts = parts[1:]
    name = " ".join(parts)
    return noun.end(), EN.get(name.lower()) or Unit(name, "count", integer=True)


def _unit(text: str, quantity: Quantity) -> Quantity:
    """Add what the number counts where only a following noun says so."""
    if quantity.unit is None and quantity.digits and (noun := _plural(text, quantity.end)):
        end, unit = noun
        return replace(quantity, end=end, unit=unit)
    if quantity.unit is not None and quantity.unit.kind == "amount" and _PER_SHARE.match(text, quantity.end):
        return replace(quantity, unit=Unit(f"{quantity.unit.name}/share", "ratio"))
    return quantity


_PER_SHARE = re.compile(r"[ \n](?:per|a)[ \n](?:diluted[ \n]|common[ \n]|basic[ \n]|ordinary[ \n])?share\b")
_BETWEEN = re.compile(r"[ ]?(?:[、,，]|和|与|及|以及|and|or|, and)?[ ]?(?:[\u4e00-\u9fff]{0,2})[ ]?\(?|[ \n]?\(")


def _inherit(text: str, previous: tuple[Quantity, Words], quantity: Quantity, left: Words) -> None:
    """分别增长3.4%、5.2%: the words before the first of a list hold for the next ones."""
    before, said = previous
    gap = text[before.end : quantity.left]
    if len(gap) > 8 or left.edge > before.end or left.level:
        if not (len(gap) <= 8 and _GAP.fullmatch(gap)):
            return
    bracket = "(" in gap
    same = before.unit and quantity.unit and before.unit.name == quantity.unit.name
    if left.direction is None and (bracket or same):
        left.direction = said.direction
    if left.qualifier is None and same and not bracket:
        left.qualifier = said.qualifier


_GAP = re.compile(r" ?(?:、|,|，|和|与|及|以及|, and|and|or|\()? ?")
