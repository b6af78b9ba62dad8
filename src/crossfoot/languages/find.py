"""Every claimed figure in running text, Chinese, English or mixed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from crossfoot.errors import UnreadableFigure
from crossfoot.figure import MARGIN, Reading
from crossfoot.languages.claims import GAP, Said, unit_of
from crossfoot.languages.context import right_words
from crossfoot.languages.dates import dates
from crossfoot.languages.metric import Phrases
from crossfoot.languages.reading import TrailingZeros, compose
from crossfoot.languages.scan import quantities
from crossfoot.languages.text import normalise
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
    for said in quantities(plain, days):
        quantity, left = said.quantity, said.left
        right = right_words(plain, quantity.end, 2)
        if quantity.unit is None or quantity.unit.kind not in ("share", "points"):
            right.direction = None
        if before:
            _inherit(plain, before, said)
        unit, end = unit_of(plain, said, before)
        if unit is not quantity.unit:
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
        phrase = phrases.of(
            quantity.start,
            end,
            left.edge,
            before.quantity.end if before else 0,
            said.row.label if said.row else None,
            reading.kind,
            reading.unit,
        )
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
