"""A table as rows and columns of figures."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from crossfoot.documents import Cell, Document, Table
from crossfoot.figure import Figure

_NOTE = re.compile(r"[(（\[]\s*(?:注?\d{1,2}|[a-z])\s*[)）\]]|[①-⑳*†^]")


@dataclass(slots=True, eq=False)
class Grid:
    """The figures of a table by (row, column); `labels` of rows, `heads` of columns.

    `indents` is how far the print of a row's label is moved in, where the text shows that.
    """

    table: Table
    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)
    labels: dict[int, str] = field(default_factory=dict)
    heads: dict[int, str] = field(default_factory=dict)
    sections: dict[int, str] = field(default_factory=dict)
    indents: dict[int, int] = field(default_factory=dict)

    @property
    def rows(self) -> list[int]:
        """The rows of the body, in order; also those without figures."""
        return sorted(self.labels)

    @property
    def columns(self) -> list[int]:
        """The columns that hold figures, in order."""
        return sorted({column for _, column in self.figures})


def grids(document: Document, figures: Sequence[Figure]) -> list[Grid]:
    """Every table with figures in it."""
    placed = sorted(
        (one.place.start, index)
        for index, one in enumerate(figures)
        if one.place is not None and one.place.start is not None
    )
    starts = [start for start, _ in placed]
    found = []
    for table in document.tables:
        grid = Grid(table)
        for number, cells in enumerate(table.rows):
            if number in table.header_rows:
                continue
            _row(document, grid, number, cells, placed, starts, figures)
        if len(grid.figures) > 1:
            found.append(grid)
    return found


def _row(
    document: Document,
    grid: Grid,
    number: int,
    cells: Sequence[Cell],
    placed: list[tuple[int, int]],
    starts: list[int],
    figures: Sequence[Figure],
) -> None:
    table = grid.table
    first = cells[0] if cells else None
    if first is not None:
        line = document.text.rfind("\n", 0, first.start) + 1
        blank = document.text[line : first.start]
        grid.indents[number] = len(blank) if not blank.strip() else 0
    label = ""
    for cell in cells:
        if cell.header:
            label = label or cell.text
            continue
        low, high = bisect_left(starts, cell.start), bisect_left(starts, max(cell.end, cell.start + 1))
        if high - low != 1:
            continue
        grid.figures[number, cell.column] = figures[placed[low][1]]
        label = table.row_header(cell) or label
        if cell.column not in grid.heads:
            grid.heads[cell.column] = table.column_header(cell)
        grid.sections[number] = table.section(cell)
    grid.labels[number] = _NOTE.sub("", " ".join(label.split()))
