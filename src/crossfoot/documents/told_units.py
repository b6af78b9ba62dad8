"""Units of tables that print none, told by the text: 441.9 there, $441.9 million here.

A table that was copied without its caption still shares figures with the sentences around it. Where
several of them, of three digits or more, are printed with one scale and currency in the text, and
none with another, that is what the table counts. 78,097 there and $78.1 million here are in
thousands.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.documents.document import Block, Table
from crossfoot.documents.tables import is_value

_ENGLISH = re.compile(
    r"(?P<sign>(?:US|HK|NT|[ACS])?[$£€¥])\s?(?P<number>\d[\d,]*(?:\.\d+)?) ?"
    r"(?P<scale>thousand|million|billion|trillion|bn|m)\b",
    re.IGNORECASE,
)
_CHINESE = re.compile(
    r"(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<scale>[万亿]|万亿|百万|千万)(?P<sign>[美欧日港]?元)"
)
_SCALES = {"m": "millions", "bn": "billions"}
_ONLY_SCALE = re.compile(r"(?:in )?(?:thousands|millions|billions|'?000s?)", re.IGNORECASE)
_NOT_DIGITS = re.compile(r"[^\d.]")
_THOUSANDS = re.compile(r"[($€£¥ ]*\d{1,3}(?:,\d{3})+\)?")
_BELOW = {"millions": "thousands", "billions": "millions"}
_FEWEST = 2  # figures that the text has to print with the unit
_DIGITS = 3  # that each of them has


def told(text: str, blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks of a text, with the units that its sentences tell of tables without one."""
    blocks = tuple(blocks)
    if not any(isinstance(one, Table) and _lacks(one) for one in blocks):
        return blocks
    printed = _printed(text, blocks)
    return tuple(
        _with_unit(one, printed) if isinstance(one, Table) and _lacks(one) else one
        for one in blocks
    )


def _lacks(table: Table) -> bool:
    """Whether nothing but cells of percentages says what a table counts."""
    return table.caption_unit is None or _ONLY_SCALE.fullmatch(table.caption_unit) is not None


def _printed(text: str, blocks: Sequence[Block]) -> Mapping[str, set[str]]:
    """The numbers of running text that have a scale, with their units."""
    found: dict[str, set[str]] = defaultdict(set)
    for block in blocks:
        if isinstance(block, Table):
            continue
        for form in (_ENGLISH, _CHINESE):
            for one in form.finditer(text, block.start, block.end):
                scale = one["scale"].lower()
                if form is _CHINESE:
                    unit = f"{scale}{one['sign']}"
                else:
                    unit = f"{one['sign']} {_SCALES.get(scale, scale.rstrip('s') + 's')}"
                found[one["number"].replace(",", "")].add(unit)
    return found


def _with_unit(table: Table, printed: Mapping[str, set[str]]) -> Table:
    shared: dict[str, set[str]] = defaultdict(set)
    for cell in table.cells:
        if cell.header or not is_value(cell.text) or "%" in cell.text:
            continue
        number = _NOT_DIGITS.sub("", cell.text)
        if len(number.replace(".", "").lstrip("0")) >= _DIGITS:
            for unit in printed.get(number, ()):
                shared[unit].add(number)
    scale = table.caption_unit
    if scale is not None:
        shared = {unit: some for unit, some in shared.items() if scale.split()[-1] in unit}
    if not shared and scale is None:
        return _finer(table, printed)
    if scale is not None and table.except_per_share:
        signs = {unit.partition(" ")[0] for units in printed.values() for unit in units}
        if len(signs) == 1 and len(printed) > _FEWEST:  # in thousands, except per share data
            (sign,) = signs
            return replace(table, caption_unit=f"{sign} {scale}")
    if len(shared) != 1:
        return table
    ((unit, numbers),) = shared.items()
    if len(numbers) < (_FEWEST if scale is None else 1):
        return table
    return replace(table, caption_unit=unit, except_per_share=True)


def _finer(table: Table, printed: Mapping[str, set[str]]) -> Table:
    """A table in thousands, or millions, of what the text rounds to millions, or billions."""
    cells = [
        Fraction(_NOT_DIGITS.sub("", cell.text))
        for cell in table.cells
        if not cell.header and _THOUSANDS.fullmatch(cell.text)
    ]
    told: dict[str, set[str]] = defaultdict(set)
    for number, units in printed.items():
        step = Fraction(1, 10 ** len(number.partition(".")[2]))
        if len(number.replace(".", "").lstrip("0")) < _DIGITS:
            continue
        if any(abs(cell / 1000 - Fraction(number)) * 2 <= step for cell in cells):
            for unit in units:
                told[unit].add(number)
    if len(told) != 1:
        return table
    ((unit, numbers),) = told.items()
    sign, _, scale = unit.partition(" ")
    if len(numbers) <= _FEWEST or scale not in _BELOW:
        return table
    return replace(table, caption_unit=f"{sign} {_BELOW[scale]}", except_per_share=True)
