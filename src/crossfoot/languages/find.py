"""Every claimed figure in running text, Chinese, English or mixed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.errors import UnreadableFigure
from crossfoot.figure import MARGIN, Kind, Reading
from crossfoot.languages.claims import GAP, Said, of_whom, unit_of
from crossfoot.languages.context import left_words, right_words
from crossfoot.languages.dates import dates
from crossfoot.languages.metric import Phrases
from crossfoot.languages.reading import TrailingZeros, compose
from crossfoot.languages.rows import Row
from crossfoot.languages.scan import quantities
from crossfoot.languages.text import normalise
from crossfoot.languages.units import HeaderUnit, Unit
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
    phrases = Phrases(plain, days)
    before: Said | None = None
    money: tuple[Unit, int] | None = None
    for said in quantities(plain, days):
        quantity, left = said.quantity, said.left
        right = right_words(plain, quantity.end, 2)
        if quantity.unit is None or not _may_change(quantity.unit):
            right.direction = None
        far = _FAR.search(plain, max(0, quantity.left - 24), quantity.left)
        if far and not left.qualifier:
            left.qualifier = left_words(plain, far.end("word")).qualifier
        if before:
            _inherit(plain, before, said)
        unit, end = unit_of(plain, said, before)
        if unit is not None and unit.kind == "ratio":
            unit = of_whom(plain, quantity.start, unit)
        header = None
        if said.row:
            header = said.row.unit_at(plain, quantity.start)
            unit, money = _currency(unit, header, said.row, money)
            if said.row.per_share and quantity.step == _CENT and not quantity.own_scale:
                unit = _per_share(unit, header)
        if unit is not None and "(" in unit.name:
            unit = replace(unit, name=text[end - len(unit.name) : end])  # 套（间） as printed
        if unit is not quantity.unit:
            quantity = replace(quantity, unit=unit, end=end)
        try:
            reading = compose(
                quantity,
                text[quantity.start : end],
                left,
                right,
                header=header,
                rounding=rounding,
                trailing_zeros=trailing_zeros,
                margin=margin,
            )
        except UnreadableFigure:
            continue
        phrase = phrases.of(
            quantity.start,
            end,
            left.edge,
            before.quantity.end if before else 0,
            said.row.label if said.row else None,
            reading.kind,
            reading.unit,
        )
        said_before = plain[max(0, left.edge - 90) : quantity.start]
        if reading.kind == "share" and not said.row and _grows(phrase.metric, said_before):
            reading = replace(reading, kind="rate")
        elif not reading.unit and reading.kind == "measure" and not said.row:
            reading = replace(reading, kind=_kind_of(phrase.metric))
        found.append(
            Found(
                quantity.start,
                end,
                reading,
                phrase.metric,
                "" if said.row else phrases.period(quantity.start, end),
                phrase.basis,
                phrase.per,
                plain[left.edge : quantity.start],
            )
        )
        before = Said(quantity, left, said.row)
    return found


# 约为全国平均的70%: the word that says how exactly stands before the noun.
_FAR = re.compile(
    r"(?P<word>超过|接近|不足|不到|至少|(?:大约|大致|约|将近|近|超)(?=[为占达是合]|相当于))"
    r"[^，。；、：,;0-9]{1,16}的$"
)
_GROWTH = re.compile(r"增速|增长率|增幅|涨幅|降幅|\b(?:growth|inflation)\b", re.IGNORECASE)
_SHARE = re.compile(
    r"\b(?:share|ratio|proportion|unemployment|percentage)\b|比重|占", re.IGNORECASE
)
_CLAUSE = re.compile(r"[.;()\n。；，,]")


def _grows(metric: str, before: str) -> bool:
    """A percentage that is itself a growth: GDP growth of 5%, 增速为5.2%."""
    clause = _CLAUSE.split(before)[-1]
    return bool(_GROWTH.search(metric) or _GROWTH.search(clause)) and not _SHARE.search(
        metric + clause
    )


def _kind_of(metric: str) -> Kind:
    """What a bare decimal is: 综合指数 is an index, 收入比值 a ratio."""
    if _INDEX.search(metric):
        return "index"
    return "ratio" if _RATIO.search(metric) else "measure"


_INDEX = re.compile(r"指数|\b(?:index|PMI)\b", re.IGNORECASE)
_RATIO = re.compile(r"(?:比|比值|之比|系数)$|\bratio\b", re.IGNORECASE)
_NOT_MONEY = re.compile(
    r"\b(?:shares|employees|headcount|number|units|days|count|customers|stores)\b|%", re.IGNORECASE
)


def _currency(
    unit: Unit | None, header: HeaderUnit | None, row: Row, money: tuple[Unit, int] | None
) -> tuple[Unit | None, tuple[Unit, int] | None]:
    """Statements print $ in the first row and the totals only; the rows between are money too."""
    if unit is not None and unit.kind == "amount":
        return unit, (unit, row.end)
    if unit is not None or money is None or row.start - money[1] > 300:
        return unit, money
    if (header and header.unit) or _NOT_MONEY.search(f"{row.section} {row.label}"):
        return None, money
    return money[0], (money[0], row.end)


def _may_change(unit: Unit) -> bool:
    """Whether words after a figure can make it a change: a 5% rise, $3 million lower."""
    return unit.kind in ("share", "points") or (unit.kind == "amount" and unit.name.isascii())


_CENT = Fraction(1, 100)


def _per_share(unit: Unit | None, header: HeaderUnit | None) -> Unit | None:
    """A figure in cents under "in millions, except per share data" is one per share."""
    money = unit or (header.unit if header else None)
    if money is None or money.kind != "amount":
        return unit
    return Unit(f"{money.name}/share" if money.name.isascii() else money.name, "ratio")


def _inherit(text: str, before: Said, said: Said) -> None:
    """分别增长3.4%、5.2%: the words before the first of a list hold for the next ones."""
    last, quantity, left = before.quantity, said.quantity, said.left
    if said.row or before.row or not GAP.fullmatch(text, last.end, quantity.left):
        return
    same = (last.unit.name if last.unit else "") == (quantity.unit.name if quantity.unit else "")
    bracket = "(" in text[last.end : quantity.start]
    if left.direction is None and (bracket or same):
        left.direction = before.left.direction
    if left.qualifier is None and same and not bracket:
        left.qualifier = before.left.qualifier
