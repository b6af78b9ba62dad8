"""Tables in plain text that have lost their rows: a cell a line.

Text copied out of a page has each cell on its own line. It is a table only where the same shape
repeats: so many words and figures, row after row, or a label before equally many figures.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from crossfoot.documents.columns import Cells
from crossfoot.documents.lines import Found, Line, is_sentence, width
from crossfoot.documents.tables import is_blank, is_period, is_value

_SHAPES = range(2, 13)
_GAP = 8  # blank lines that empty cells may leave
_ROWS = 3


def stacked(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of short lines, a cell each, whose kinds (word or figure) repeat row after row."""
    index = 0
    while index < len(lines):
        first = index
        run: list[int] = []
        while index < len(lines) and _is_cell(lines, index):
            if lines[index].text:
                run.append(index)
            index += 1
        if len(run) >= 8:
            yield from _shape(lines, run)
        index = max(index, first + 1)


def _is_cell(lines: Sequence[Line], index: int) -> bool:
    text = lines[index].text
    if not text:  # one blank line may stand between cells
        return 0 < index < len(lines) - 1 and bool(lines[index - 1].text)
    return width(text) <= 40 and not is_sentence(text) and text[-1] not in ":：,，、"


def _shape(lines: Sequence[Line], run: list[int]) -> Iterator[Found]:
    """The rows of a run of one-cell lines, if it has one shape of at least three full rows."""
    texts = [lines[k].text for k in run]
    figures = [(is_value(t) and not is_period(t)) or is_blank(t) for t in texts]
    first = next((k for k, figure in enumerate(figures) if figure), len(run))
    for size in _SHAPES:
        if size * 4 > len(run) or first == len(run):
            break
        row = figures[first : first + size]
        for lead in range(1, min(3, size)):
            kinds = [False] * lead + row[: size - lead]
            begin = first - lead
            if begin < 0 or not all(kinds[lead:]):
                continue
            rows = 0
            while figures[begin + rows * size : begin + (rows + 1) * size] == kinds:
                rows += 1
            whole = begin + rows * size == len(run) or not any(figures[begin + rows * size :])
            heads = begin >= size
            if rows >= 3 and whole and (heads or size >= 3):
                begin -= size if heads else 0
                rows += heads
                yield Found(
                    run[begin],
                    run[begin + rows * size - 1],
                    tuple(
                        tuple(
                            (lines[k].start, lines[k].end, c, 1)
                            for c, k in enumerate(run[begin + r * size : begin + (r + 1) * size])
                        )
                        for r in range(rows)
                    ),
                )
                return


def labelled(lines: Sequence[Line]) -> Iterator[Found]:
    """Runs of short lines in which every label is followed by as many figures, or by none.

    Empty cells leave blank lines behind, which only this shape can do without.
    """
    run: list[int] = []
    for index, line in enumerate(lines):
        if not line.text:
            continue
        if run and index - run[-1] > _GAP + 1:
            yield from _rows(lines, run)
            run = []
        if width(line.text) <= 40 and not is_sentence(line.text):
            run.append(index)
        else:
            yield from _rows(lines, run)
            run = []
    yield from _rows(lines, run)


def _rows(lines: Sequence[Line], run: Sequence[int]) -> Iterator[Found]:
    """The rows of a run from its first row of headers on."""
    groups = [(figure, list(group)) for figure, group in groupby(run, lambda k: _figure(lines[k]))]
    if groups and groups[-1][0] is False:
        groups.pop()
    if groups and groups[0][0] is True:
        groups.pop(0)
    sizes = {len(group) for figure, group in groups if figure}
    if len(sizes) != 1 or len(groups) < 2 * _ROWS:
        return
    (size,) = sizes
    words = groups[0][1]
    if size < 2 or len(words) <= size:
        return  # columns without headers are not sure to be columns
    heads, first = words[-size - 1 : -1], words[-1]

    def cell(line: int, column: int) -> tuple[int, int, int, int]:
        return lines[line].start, lines[line].end, column, 1

    rows: list[Cells] = [tuple(cell(line, column) for column, line in enumerate(heads, 1))]
    labels = [first]
    for figure, group in groups[1:]:
        if not figure:
            rows += [(cell(line, 0),) for line in group[:-1]]
            labels = [group[-1]]
        else:
            figures = [cell(line, column) for column, line in enumerate(group, 1)]
            rows.append((cell(labels[0], 0), *figures))
    yield Found(heads[0], groups[-1][1][-1], tuple(rows))


def _figure(line: Line) -> bool:
    return is_value(line.text) and not is_period(line.text)
