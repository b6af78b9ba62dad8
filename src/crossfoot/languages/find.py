"""Every claimed figure in running text, Chinese, English or mixed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.errors import UnreadableFigure
from crossfoot.figure import MARGIN, Reading
from crossfoot.languages.context import EN_LEFT, Words, left_words, right_words
from crossfoot.languages.dates import dates
from crossfoot.languages.numerals import RUN, ZH_CHARS
from crossfoot.languages.quantity import Quantity, quantity_at
from crossfoot.languages.reading import TrailingZeros, compose, range_at
from crossfoot.languages.rows import Row, rows
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
    found: list[Found] = []
    before: _Said | None = None
    for said in _quantities(plain):
        quantity, left = said.quantity, said.left
        right = right_words(plain, quantity.end, 2)
        if quantity.unit is None or quantity.unit.kind not in ("share", "points"):
            right.direction = None
        if before:
            _inherit(plain, before, said)
        unit, end = _unit(plain, said, before)
        quantity = replace(quantity, unit=unit, end=end)
        try:
            reading = compose(
                quantity,
                text[quantity.start : end],
                left,
                right,
                header=said.row.unit if said.row else None,
                rounding=rounding,
                trailing_zeros=trailing_zeros,
                margin=margin,
            )
        except UnreadableFigure:
            continue
        found.append(Found(quantity.start, end, reading, cue=plain[left.edge : quantity.start]))
        before = replace(said, quantity=quantity)
    return found


@dataclass(frozen=True, slots=True)
class _Said:
    """A quantity, the words before it, and the table row that it stands in."""

    quantity: Quantity
    left: Words
    row: Row | None = None


def _quantities(text: str) -> Iterator[_Said]:
    """What is printed as a quantity and claims something."""
    days, lines = dates(text), rows(text)
    at, edge, day, line = 0, 0, 0, 0
    before: Quantity | None = None
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
                    yield _Said(piece, left_words(text, piece.left, edge, 6))
                at = edge = parts.end()
                continue
            if row and _GLUED.fullmatch(match[0]):
                for piece in _unglued(text, match):
                    yield _Said(piece, Words(piece.start), row)
                at = edge = match.end()
                continue
        quantity = quantity_at(text, start, floor=edge, cell=row is not None)
        if quantity is None or quantity.start < edge:
            at = match.end()
            continue
        left = left_words(text, quantity.left, max(edge, row.body if row else 0), 6)
        at = max(quantity.end, match.end() if digits else start + 1)
        if row:
            if not _opens_cell(text, row, left.edge, edge):
                continue
            quantity = _plain_number(quantity)
        else:
            quantity = _ranged(text, quantity, left)
            if not _claims(text, quantity, left, before):
                continue
            at = max(at, quantity.end)
            if not left.direction:
                _changed(text, left, quantity.start)
        yield _Said(quantity, left, row)
        before, edge = quantity, quantity.end


def _opens_cell(text: str, row: Row, start: int, edge: int) -> bool:
    """Whether nothing but known words stands between the last cell and this number."""
    return not _DELIMITER.split(text[max(edge, row.body) : start])[-1].strip(" ^*†\u00a0")


_DELIMITER = re.compile(r"\t|\||  |(?:^|(?<= ))(?:n/a|nm|N/A|-|–)(?: |$)")


def _plain_number(quantity: Quantity) -> Quantity:
    """A number in a table whose unit is not known: rounded, as far as anyone can tell."""
    return quantity if quantity.unit else replace(quantity, bare=True)


def _ranged(text: str, quantity: Quantity, left: Words) -> Quantity:
    """The range that begins here, unless its two ends are two claims (fell by 7 to 32)."""
    cue = text[left.edge : quantity.start].strip().lower()
    if cue.endswith(("from", "by", "由", "从", "自")):
        return quantity
    return range_at(text, quantity) or quantity


_GLUED = re.compile(r"[0-9]{1,3}\.[0-9]{2}(?:[0-9]{1,3}\.[0-9]{2})+")


def _unglued(text: str, run: re.Match[str]) -> Iterator[Quantity]:
    """Cells with two decimals each that lost their separators: 1.2816.42 is 1.28 and 16.42."""
    for piece in re.finditer(r"[0-9]{1,3}\.[0-9]{2}", run[0]):
        value, step = Fraction(piece[0]), Fraction(1, 100)
        start, end = run.start() + piece.start(), run.start() + piece.end()
        yield Quantity(start, end, value, step, step, bare=True)


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


def _claims(text: str, quantity: Quantity, left: Words, before: Quantity | None) -> bool:
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
    if _CJK.match(follows) or _CJK.match(text[start - 1 : start]):
        return grouped and left.edge < start and not _CJK.match(follows)
    if grouped:
        return True
    if quantity.qualifier == "range":
        return False
    if _plural(text, end):
        return True
    if before and before.unit is None and _GAP.fullmatch(text, before.end, start):
        return True
    return left.direction is not None or left.qualifier is not None or _changed(text, left, start)


_CHANGE = re.compile(
    r"\b(?:(?P<up>increase|rise|rose|grew|growth|gain)|(?P<down>decrease|fall|fell|drop|decline|reduction))"
    r"(?:s|d|ed|ped)?\b(?: (?:in|at|of|among|for) [^.;:,()]{1,90})? (?:of|by) $"
)


def _changed(text: str, left: Words, start: int) -> bool:
    """A fall in the number of part-time staff of 540: the verb stands farther off."""
    if left.direction or left.level or text[left.edge : start].strip() not in ("of", "by"):
        return False
    change = _CHANGE.search(text, max(0, start - 130), start)
    if change:
        left.direction = "up" if change["up"] else "down"
    return bool(change)


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
    if any(
        part.lower() in _STOPS or part.lower() in EN_LEFT and part.lower() not in _ADJECTIVES
        for part in parts
    ):
        return None
    while len(parts) > 1 and parts[0].lower() in _ADJECTIVES:
        parts = parts[1:]
    name = " ".join(parts)
    return noun.end(), EN.get(name.lower()) or Unit(name, "count", integer=True)


def _unit(text: str, said: _Said, before: _Said | None) -> tuple[Unit | None, int]:
    """What is counted, where only the words around say so; and where the figure then ends."""
    quantity, row = said.quantity, said.row
    unit, start, end = quantity.unit, quantity.start, quantity.end
    if unit is None and row is None and quantity.digits and not _CJK.match(text[end : end + 1]):
        if noun := _plural(text, end):
            return noun[1], noun[0]
        return _counted(text, said, before), end
    if unit is not None and unit.kind == "amount" and not quantity.own_scale:
        if _PER_SHARE.match(text, end) or (
            unit.name.isascii()
            and _EARNINGS.search(row.label if row else text[max(0, start - 60) : start])
        ):
            return Unit(f"{unit.name}/share", "ratio"), end
    if unit is not None and unit.kind == "count" and row is None:
        per = _EVERY.search(text, max(0, start - 30), start)
        if per:
            return Unit(f"{unit.name}/{per[1]}", "ratio"), end
    return unit, end


_PER_SHARE = re.compile(r"[ \n](?:per|a)[ \n](?:diluted |common |basic |ordinary )?share\b")
_EARNINGS = re.compile(
    r"\bEPS\b|\bper (?:diluted |common |basic |ordinary )?share\b[^$€£]*$", re.IGNORECASE
)
_EVERY = re.compile(
    r"(?:每|[,，。;、(]|^)((?:百|千|万|十万|百万)(?:人|户|元)|平方公里|亩)[^,，。;、0-9]{2,16}$"
)
_NUMBER_OF = re.compile(r"\bnumber of ((?:[A-Za-z-]+ ){0,4}?[a-z-]*s|people|staff|men|women)\b")
_HEADS = re.compile(
    r"\b(?:employment|workforce|population|headcount|employed|unemployed)\b", re.IGNORECASE
)
_FTE = re.compile(r"full-time equivalent", re.IGNORECASE)


def _counted(text: str, said: _Said, before: _Said | None) -> Unit | None:
    """The unit of a bare number in English text, from the sentences before it."""
    start = said.quantity.start
    paragraph = max(text.rfind("\n", 0, start) + 1, start - 240)
    if not said.quantity.whole:
        return None
    if (
        before
        and said.left.direction
        and before.quantity.unit
        and before.quantity.unit.kind == "count"
    ):
        if not _ENDED.search(text, before.quantity.end, start):
            return before.quantity.unit
    if _FTE.search(text, max(paragraph, start - 100), start) or _FTE.search(
        text, said.quantity.end, min(len(text), said.quantity.end + 34)
    ):
        return Unit("full-time equivalents", "count", integer=True)
    named = [*_NUMBER_OF.finditer(text, paragraph, start)]
    heads = [*_HEADS.finditer(text, paragraph, start)]
    if named and (not heads or heads[-1].start() < named[-1].start()):
        parts = [part for part in named[-1][1].split() if part.lower() not in _ADJECTIVES]
        return Unit(" ".join(parts), "count", integer=True) if parts else None
    return Unit("people", "count", integer=True) if heads else None


_ENDED = re.compile(r"[.!?] |\n")
_GAP = re.compile(r" ?(?:、|,|，|和|与|及|以及|, and|and|or|\()? ?")


def _inherit(text: str, before: _Said, said: _Said) -> None:
    """分别增长3.4%、5.2%: the words before the first of a list hold for the next ones."""
    last, quantity, left = before.quantity, said.quantity, said.left
    if said.row or before.row or not _GAP.fullmatch(text, last.end, quantity.left):
        return
    same = (last.unit.name if last.unit else "") == (quantity.unit.name if quantity.unit else "")
    bracket = "(" in text[last.end : quantity.start]
    if left.direction is None and (bracket or same):
        left.direction = before.left.direction
    if left.qualifier is None and same and not bracket:
        left.qualifier = before.left.qualifier
