"""A table as rows and columns of figures, whether the document marks it as a table or not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crossfoot.documents import Cell, Document, Table
from crossfoot.figure import Figure

_NOTE = re.compile(r"[(（\[]\s*(?:注?\d{1,2}|[a-z])\s*[)）\]]|[①-⑳*†^]")
# A place in an order, or in the notes, is no number to reckon with.
_RANK = re.compile(
    r"位次|名次|排名|排序|序号|行次|编号|附注|注释|页码"
    r"|^\W*(?:rank(?:ing)?|no\.?|#|notes?(?: (?:no\.?|ref\w*|number))?|page)\W*$",
    re.IGNORECASE,
)
_FEW = 3
_BLANK = re.compile(r"[ \t^*†%$£€]*(?:(?:up|down|[+-]) ?)?[($£€]*$")


@dataclass(slots=True, eq=False)
class Grid:
    """The figures of a table by (row, column); `labels` of rows, `heads` of columns.

    `indents` is how far the print of a row's label is moved in, where the text shows that.
    """

    caption: str = ""
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

    def cells(self, row: int) -> dict[str, Figure]:
        """The figures of a row by the head of their column; of equal heads, by their order."""
        found: dict[str, Figure] = {}
        times: dict[str, int] = {}
        for column in self.columns:
            head = self.heads.get(column, "") or str(column)
            times[head] = times.get(head, 0) + 1
            if (row, column) in self.figures:
                name = head if times[head] == 1 else f"{head} ({times[head]})"
                found[name] = self.figures[row, column]
        return found

    def transposed(self) -> Grid:
        """The same table with its columns as rows."""
        figures = {(column, row): one for (row, column), one in self.figures.items()}
        labels = {column: self.heads.get(column) or "-" for column in self.columns}
        return Grid(self.caption, figures, labels, dict(self.labels))

    def name(self, row: int, column: int) -> str:
        """A cell as a reader would call it."""
        return " / ".join(
            part for part in (self.labels.get(row, ""), self.heads.get(column, "")) if part
        )


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
        over = (cell.text for cell in table.cells if cell.header and not cell.col_span)
        grid = Grid(" ".join([table.caption, *over]))  # with headers over columns unknown
        prose = table.prose
        for number, cells in enumerate(table.rows):
            if number not in table.header_rows:
                values = [
                    cell
                    for cell in cells
                    if not cell.header and cell.col_span and cell not in prose
                ]
                inside = _inside(values, placed, starts, figures)
                _row(document.text, table, grid, number, cells, inside)
        _leave_out_numbering(grid)
        if len(grid.figures) > 1:
            found.append(grid)
    return found


def _leave_out_numbering(grid: Grid) -> None:
    """Without columns that number the rows 1, 2, 3, whatever they are called."""
    for column in grid.columns:
        rows = [row for row in grid.rows if (row, column) in grid.figures]
        printed = [grid.figures[row, column].text for row in rows]
        if len(rows) > _FEW and printed == [str(n) for n in range(1, len(rows) + 1)]:
            for row in rows:
                del grid.figures[row, column]


def _inside(
    cells: Sequence[Cell],
    placed: Sequence[tuple[int, int]],
    starts: Sequence[int],
    figures: Sequence[Figure],
) -> dict[int, Figure]:
    """The figure of each cell that holds just one, by column."""
    found = {}
    for cell in cells:
        low = bisect_left(starts, cell.start)
        high = bisect_left(starts, max(cell.end, cell.start + 1))
        if high - low == 1:
            found[cell.column] = figures[placed[low][1]]
    return found


def _row(
    text: str,
    table: Table,
    grid: Grid,
    number: int,
    cells: Sequence[Cell],
    inside: dict[int, Figure],
) -> None:
    if not cells:
        return
    line = text.rfind("\n", 0, cells[0].start) + 1
    blank = text[line : cells[0].start]
    grid.indents[number] = len(blank) if not blank.strip() else 0
    label = next((cell.text for cell in cells if cell.header), "")
    for cell in cells:
        if cell.column not in inside or _RANK.search(table.column_header(cell)):
            continue
        grid.figures[number, cell.column] = inside[cell.column]
        label = table.row_header(cell) or label
        if cell.column not in grid.heads:
            grid.heads[cell.column] = table.column_header(cell)
        grid.sections[number] = table.section(cell)
    grid.labels[number] = _NOTE.sub("", " ".join(label.split()))


def printed_rows(text: str, lines: Sequence[Sequence[Figure]]) -> Iterator[Grid]:
    """Grids of lines of running text that are rows of figures: a label, then nothing but figures.

    `lines` holds the figures of each line; neighbours with as many figures are one grid.
    """
    grid, width, last = Grid(), 0, -1
    for figures in lines:
        first = figures[0].place.start or 0 if figures[0].place else 0
        begin = text.rfind("\n", 0, first) + 1
        stop = text.find("\n", first)
        label = text[begin:first].strip()
        fits = len(figures) == width and text.count("\n", last, begin) <= 3 if last >= 0 else False
        if not fits:
            if len(grid.labels) > 1:
                yield grid
            grid, width = Grid(), len(figures)
        row = len(grid.labels)
        grid.labels[row] = _NOTE.sub("", label)
        for column, figure in enumerate(figures, 1):
            grid.figures[row, column] = figure
        last = stop if stop >= 0 else len(text)
    if len(grid.labels) > 1:
        yield grid


def is_row(text: str, figures: Sequence[Figure]) -> bool:
    """Whether nothing but blanks and signs stands between the figures of a line."""
    if len(figures) < 2:
        return False
    ends = [one.place.end or 0 for one in figures if one.place]
    begins = [one.place.start or 0 for one in figures if one.place]
    between = [text[end:begin] for end, begin in zip(ends, begins[1:], strict=False)]
    last = text[ends[-1] : ends[-1] + 6].split("\n")[0].strip(" ^*†%)")
    return all(_BLANK.fullmatch(gap) for gap in between) and not last
