"""What every dataset of this project has to be: the pandera schema of claimed figures.

A dataset is one CSV file with one claim a row, every column text; the numbers are derived from
`text`. Columns beyond these are allowed and kept.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Callable
from typing import cast

import pandera.pandas as pa
from pandera.typing import DataFrame, Series

from crossfoot.errors import UnreadableFigure
from crossfoot.languages import read_figure

PERIOD = re.compile(r"(\d{4}(H[12]|Q[1-4]|-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?")

# Base units, as they remain when 万, 亿 and million are multiplied out. A unit that is not here
# is more often a slip of the pen than a new unit; a new one is added here.
UNITS = frozenset(
    ["", "元", "公里", "人", "名", "家", "个", "支", "项", "件", "件/万人", "台", "台(套)"]
    + ["%", "百分点", "percentage points", "ballots", "people"]
)


class ClaimedFigures(pa.DataFrameModel):
    """One row a claimed figure: `name,text,metric,period,section,note` and further columns."""

    name: Series[str]
    text: Series[str]
    metric: Series[str]
    period: Series[str]
    section: Series[str]
    note: Series[str]
    unit: Series[str] | None

    @pa.dataframe_check(error="at least one figure: a dataset without rows checks nothing")
    def has_rows(cls, figures: DataFrame[ClaimedFigures]) -> bool:  # noqa: N805  # classmethod
        """An empty table would pass every other check."""
        return len(figures) > 0

    @pa.check("name", error="a name is a letter, then letters, digits or _, and no Python keyword")
    def name_is_an_identifier(cls, names: Series[str]) -> Series[bool]:  # noqa: N805  # classmethod
        """Formulas name figures, so a name is one word and not reserved."""
        return _each(names, _is_identifier)

    @pa.check("name", error="a name stands in one row only")
    def name_is_unique(cls, names: Series[str]) -> Series[bool]:  # noqa: N805  # classmethod
        """A check that names a figure means one row."""
        counts = names.value_counts()
        return _each(names, lambda name: bool(counts[name] == 1))

    @pa.check("text", error="a text is one figure as printed, readable in exactly one way")
    def text_is_a_figure(cls, texts: Series[str]) -> Series[bool]:  # noqa: N805  # classmethod
        """Every number of the project is derived from this column."""
        return _each(texts, lambda text: _printed_unit(text) is not None)

    @pa.check("text", error="a printed unit is one of those that this project knows")
    def printed_unit_is_known(cls, texts: Series[str]) -> Series[bool]:  # noqa: N805  # classmethod
        """A unit misspelt would keep figures apart that belong together."""
        return _each(texts, lambda text: (_printed_unit(text) or "") in UNITS)

    @pa.check("unit", error="a unit is one of those that this project knows, or none")
    def unit_is_known(cls, units: Series[str]) -> Series[bool]:  # noqa: N805  # classmethod
        """The unit of a figure that is printed without it, or with part of it."""
        return _each(units, UNITS.__contains__)

    @pa.check("period", error="a period is 2018, 2018H1, 2018Q2, 2018-06, 2018-06-30 or none")
    def period_is_in_one_form(cls, periods: Series[str]) -> Series[bool]:  # noqa: N805  # classmethod
        """One form, so that figures of one period are found together."""
        return _each(periods, lambda period: PERIOD.fullmatch(period) is not None)

    @pa.check("metric", "section", error="what a figure counts and where it stands are told")
    def place_is_told(cls, words: Series[str]) -> Series[bool]:  # noqa: N805  # classmethod
        """A figure that nobody can look up proves nothing."""
        return _each(words, lambda cell: cell.strip() != "")


def _each(column: Series[str], test: Callable[[str], bool]) -> Series[bool]:
    return cast("Series[bool]", column.map(test).astype(bool))


def _is_identifier(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name)


def _printed_unit(text: str) -> str | None:
    """The base unit of a figure as printed; None for a text that is not a figure."""
    try:
        return read_figure(text).unit
    except UnreadableFigure:
        return None
