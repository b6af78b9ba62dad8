"""One cell of a table: the figure that it holds, if it holds one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from crossfoot.errors import UnreadableFigure
from crossfoot.figure import MARGIN, Reading
from crossfoot.languages.reading import TrailingZeros, read_printed
from crossfoot.languages.text import normalise
from crossfoot.languages.units import HeaderUnit, unit_in
from crossfoot.rounding import Rounding

_LONGEST = 60  # characters; a longer cell is prose, for find_figures
_MARKS = re.compile(r"(?:[*^†‡§#①-⑳]|(?<=[0-9%)]) ?\([0-9a-z]{1,2}\)|\[[0-9]{1,2}\])+$")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def cell_unit(texts: Sequence[str]) -> HeaderUnit | None:
    """The unit that a cell's surroundings state: row label, column header, caption, in this order.

    The first that names a unit decides; a scale may come from a text after it (a column in $
    under "in millions").
    """
    named: HeaderUnit | None = None
    for text in texts:
        found = unit_in(text, caption=True)
        if found is None:
            continue
        if named is None:
            named = found
        elif named.unit is None:
            named = HeaderUnit(named.scale, found.unit)
        elif named.scale == 1 and found.unit is None and named.unit.kind == "amount":
            named = HeaderUnit(found.scale, named.unit)
        if named.unit is not None and (named.scale != 1 or named.unit.kind != "amount"):
            break
    return named


def read_cell(
    text: str,
    units: Sequence[str] | HeaderUnit | None = None,
    *,
    rounding: Rounding = "half",
    trailing_zeros: TrailingZeros = "ambiguous",
    margin: Fraction = MARGIN,
) -> Reading | None:
    """The figure of a table cell, or None for words, dashes, dates, years, codes and prose.

    `units` are the texts around the cell that may state its unit, nearest first (see
    `cell_unit`), or the unit itself. A whole number without a unit may be rounded in a table,
    so it is read as a measure, never as a count printed in full.
    """
    plain = normalise(text).strip(" \u00a0\t\r\n|")
    if len(plain) > _LONGEST or not any("0" <= char <= "9" for char in plain):
        return None
    plain = _MARKS.sub("", plain).strip(" \u00a0")
    header = units if units is None or isinstance(units, HeaderUnit) else cell_unit(units)
    if _YEAR.fullmatch(plain) and header is None:
        return None
    try:
        reading = read_printed(
            plain,
            header,
            text=text.strip(),
            cell=True,
            rounding=rounding,
            trailing_zeros=trailing_zeros,
            margin=margin,
        )
    except UnreadableFigure:
        return None
    if reading.unit == "岁" and reading.qualifier != "exact":
        return None  # 18岁以下 names a class
    return reading
