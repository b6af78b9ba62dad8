"""Two tables with the same heads and names, of which one counts but a part of the other.

All second homes by place, and then those for holidays; 就业人数 by branch, and then of women.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from crossfoot.figure import Figure
from crossfoot.linking.facts import words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_unit
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Scene

_ROWS = 4  # rows that two tables have in common at least
_MOST = 40  # tables of a document that are compared
_COUNTED = ("count", "measure", "amount")
Cells = dict[frozenset[str], Figure]


def links(scene: Scene) -> Iterator[Link]:
    """Every cell with that of the wider table, if a column is the same in both and none exceeds."""
    tables = [grid for grid in scene.grids if len(grid.heads) > 1][:_MOST]
    columns = {id(grid): _columns(grid) for grid in tables}
    for one, other in combinations(tables, 2):
        yield from _compared(columns[id(one)], columns[id(other)])


def _columns(grid: Grid) -> dict[str, Cells]:
    """The levels of every column, by the words of the rows; rows of one name are left out."""
    found: dict[str, Cells] = {}
    for column in grid.columns:
        head = grid.heads.get(column, "")
        if not head or not adds_up(head) or head in found:
            continue
        cells: Cells = {}
        twice = set[frozenset[str]]()
        for row in grid.rows:
            figure = grid.figures.get((row, column))
            if figure is None or figure.reading.kind not in _COUNTED:
                continue
            name = words_of(grid.labels[row].rstrip("0123456789 "))
            if name in cells:
                twice.add(name)
            cells[name] = figure
        found[head] = {name: one for name, one in cells.items() if name and name not in twice}
    return found


def _compared(one: dict[str, Cells], other: dict[str, Cells]) -> Iterator[Link]:
    heads = [head for head in one if head in other]
    common = {head: sorted(one[head].keys() & other[head].keys(), key=sorted) for head in heads}
    anchors = [
        head
        for head in heads
        if len(common[head]) >= _ROWS
        and all(one[head][n].reading.value == other[head][n].reading.value for n in common[head])
    ]
    for head in heads if anchors else ():
        names = common[head]
        if head in anchors or len(names) < _ROWS:
            continue
        for wide, narrow in ((one[head], other[head]), (other[head], one[head])):
            pairs = [(wide[name], narrow[name]) for name in names]
            if all(_within(whole, part) for whole, part in pairs):
                for whole, part in pairs:
                    roles: Roles = {"parts": [part], "whole": whole}
                    yield Link("part_of", roles, head, stated=False, doubt=MAY_OVERLAP)
                break


def _within(whole: Figure, part: Figure) -> bool:
    return same_unit(whole, part) and 0 <= part.reading.value < whole.reading.value
