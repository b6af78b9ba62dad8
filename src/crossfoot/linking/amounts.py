"""The levels of a table as whole numbers, so that many sums of them can be tried."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from math import lcm

from crossfoot.figure import Figure
from crossfoot.linking.grid import Grid
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.totals import OF_WHICH


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure as whole numbers of the finest unit in which its table is printed."""

    figure: Figure
    value: int
    step: int


Row = dict[int, Amount]


def amounts(grid: Grid, kinds: Container[str]) -> dict[int, Row]:
    """The figures of these kinds, by row and column, without rows that are a part of another."""
    added = [column for column in grid.columns if adds_up(grid.heads.get(column, ""))]
    figures = {
        (row, column): figure
        for row in grid.rows
        if not OF_WHICH.match(grid.labels[row])
        for column in added
        if (figure := grid.figures.get((row, column))) is not None and figure.reading.kind in kinds
    }
    numbers = [n for one in figures.values() for n in (one.reading.value, one.reading.step)]
    unit = lcm(*(number.denominator for number in numbers))
    rows: dict[int, Row] = {}
    for (row, column), figure in figures.items():
        reading = figure.reading
        amount = Amount(figure, int(reading.value * unit), int(reading.step * unit))
        rows.setdefault(row, {})[column] = amount
    return rows
