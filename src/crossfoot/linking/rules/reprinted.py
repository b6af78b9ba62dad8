"""Columns and rows that two tables have in common, in all cells but one: there a digit differs.

Not where the cells are short: how many hospitals ten districts have stays the same from year to
year in nine of them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.slips import differ_by_one_digit

_LONG = 4  # digits of a cell of a column that does not stay the same by chance
_ENOUGH = 3  # cells that agree
_MANY = 7  # digits of cells that do not come twice in one order by chance
_SAYS = 3  # digits of a cell of a row that is wrong, not of another kind
_MOST = 12  # prints with something in common that are compared with each other
_NOTE = re.compile(r"(?<=[a-z])\s?\d$")
_REVISED = re.compile(
    r"restat|revis|previous|pro forma|adjusted|non-GAAP|preliminary|调整|重述|修订|快报|同口径",
    re.IGNORECASE,
)
Pair = tuple[Figure, Figure]
Cell = tuple[int, str, Figure]  # the number of its table, a name to show, the figure


def links(scene: Scene) -> Iterator[Link]:
    """Each pair of cells of which one is wrong."""
    yield from _columns(scene.grids)
    yield from _rows(scene.grids)


def _columns(grids: Sequence[Grid]) -> Iterator[Link]:
    """2011 Usual residents, of the same places in two tables."""
    printed: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for number, grid in enumerate(grids):
        if _REVISED.search(grid.caption):
            continue
        for (row, column), figure in sorted(grid.figures.items(), key=lambda cell: cell[0]):
            label, head = _NOTE.sub("", grid.labels[row]), grid.heads.get(column, "")
            if label and head and significant(figure) >= _LONG and not _REVISED.search(head):
                printed[label, head].append((number, grid.name(row, column), figure))
    common: dict[tuple[int, int, str], list[tuple[str, Pair]]] = defaultdict(list)
    for (_, head), cells in printed.items():
        tables = [number for number, _, _ in cells]
        if len(set(tables)) < len(tables) or len(tables) > _MOST:
            continue  # several rows of one name
        for (one, name, first), (other, _, second) in combinations(cells, 2):
            common[one, other, head].append((name, (first, second)))
    for pairs in common.values():
        broken = [named for named in pairs if not _equal(*named[1])]
        if len(broken) == 1 and len(pairs) > _ENOUGH:
            ((name, pair),) = broken
            if _misprint(*pair):
                yield Link("same", {"figures": pair}, name, stated=False)


def _rows(grids: Sequence[Grid]) -> Iterator[Link]:
    """1,802.3 1,104.4 63% 69%: a row that stands whole in another, perhaps longer, one."""
    starts: dict[tuple[Fraction, Fraction], list[tuple[Grid, int, int]]] = defaultdict(list)
    cells: dict[tuple[int, int], list[Figure]] = {}
    for grid in grids:
        for row in grid.rows:
            inside = [grid.figures[row, c] for c in grid.columns if (row, c) in grid.figures]
            cells[id(grid), row] = inside
            for place, (first, second) in enumerate(pairwise(inside)):
                starts[first.reading.value, second.reading.value].append((grid, row, place))
    for places in starts.values():
        if len(places) > _MOST:
            continue
        for (one, row, at), (other, again, there) in combinations(places, 2):
            left, right = cells[id(one), row], cells[id(other), again]
            if len(left) > len(right):
                left, right, at, there = right, left, there, at
            pairs = list(zip(left, right[max(there - at, 0) :], strict=False))
            if one is other or there < at or len(pairs) < len(left):
                continue
            broken = [pair for pair in pairs if not _equal(*pair)]
            alike = [pair[0] for pair in pairs if pair not in broken]
            if len(broken) != 1 or len(alike) < _ENOUGH or sum(map(significant, alike)) < _MANY:
                continue
            (pair,) = broken
            named = f"{one.caption} {one.labels[row]} {other.caption} {other.labels[again]}"
            if significant(pair[0]) >= _SAYS and _misprint(*pair) and not _REVISED.search(named):
                because = f"{one.labels[row]} … {other.labels[again]}"
                yield Link("same", {"figures": pair}, because, stated=False)


def _equal(one: Figure, other: Figure) -> bool:
    first, second = one.reading, other.reading
    return (
        first.value == second.value
        and first.direction == second.direction
        and same_money(one, other)
    )


def _misprint(one: Figure, other: Figure) -> bool:
    return (
        same_money(one, other)
        and one.reading.direction == other.reading.direction
        and differ_by_one_digit(one, other)
    )
