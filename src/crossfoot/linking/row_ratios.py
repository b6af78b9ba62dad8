"""The levels in a row of a table that give its rate: people over population, per 1,000."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import permutations

from crossfoot.figure import Figure
from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.words import LEVELS

_PER = re.compile(r"\bper\b|\brate\b|\bratio\b|人均|每", re.IGNORECASE)
_MOST = 4  # levels of a row that are tried


def ratio_of_row(grid: Grid, row: int, column: int, said: Figure, because: str) -> Iterator[Link]:
    """The ratio that gives `said`, which is the rate in this cell told elsewhere, if any does."""
    if not _PER.search(grid.heads.get(column, "")) or said.reading.kind != "ratio":
        return
    levels = [
        figure
        for c in grid.columns
        if c != column
        and (figure := grid.figures.get((row, c))) is not None
        and figure.reading.kind in LEVELS
        and figure.reading.value > 0
    ]
    for above, below in permutations(levels[:_MOST], 2):
        roles = {"numerator": above, "denominator": below, "ratio": said}
        link = Link("ratio", roles, because, stated=False, doubt=ANOTHER_BASE)
        if link.holds:
            yield link
            return
