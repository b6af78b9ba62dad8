"""A column of percentages that are shares: each row's level over that of one row, or column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_unit
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.slips import one_slip
from crossfoot.linking.tables import best, corroborated
from crossfoot.linking.totals import TOTAL
from crossfoot.linking.words import LEVELS, PERCENT, SHARE

_CHANGE = re.compile(
    r"增减|增长|变动|变化|升降|\b(?:change|increase|decrease|difference|variance)\b", re.IGNORECASE
)
_MANY = 5  # rows in which a column that is not called one of shares has to be one
_NEAR = 3  # columns of levels on either side that are tried


def links(scene: Scene) -> Iterator[Link]:
    """Each share is its row's level over the level of one row, if the column agrees."""
    for grid in scene.grids:
        for column in grid.columns:
            if _is_shares(grid, column):
                yield from _best(grid, column)


def _is_shares(grid: Grid, column: int) -> bool:
    cells = [one for (_, c), one in grid.figures.items() if c == column]
    return (
        len(cells) > 1
        and all(one.unit in PERCENT and one.reading.value >= 0 for one in cells)
        and all(one.reading.direction is None for one in cells)
    )


def _best(grid: Grid, column: int) -> list[Link]:
    """The links of the level column and the whole with which most rows come out."""
    named = SHARE.search(grid.heads.get(column, "")) is not None
    levels = [c for c in grid.columns if _is_levels(grid, c)]
    before = [c for c in levels if c < column][-_NEAR:][::-1]
    tried = (
        (level, _column(grid, level, column, whole))
        for level in [*before, *[c for c in levels if c > column][:_NEAR]]
        for whole in _wholes(grid, level, column)
    )
    return best(
        _undoubted(grid, level, corroborated(made, ANOTHER_WHOLE) if named else _sure(made))
        for level, made in tried
    )


def _is_levels(grid: Grid, column: int) -> bool:
    kinds = [one.reading.kind for (_, c), one in grid.figures.items() if c == column]
    head = grid.heads.get(column, "")
    if not adds_up(head) or _CHANGE.search(head):
        return False
    return sum(kind in LEVELS for kind in kinds) * 2 > len(kinds)


def _wholes(grid: Grid, level: int, column: int) -> list[int]:
    """Rows that may be the whole: those called a total, the first, the last and the largest."""
    rows = [row for row in grid.rows if (row, level) in grid.figures]
    if not rows:
        return []
    largest = max(rows, key=lambda row: grid.figures[row, level].reading.value)
    totals = [row for row in rows if TOTAL.search(grid.labels[row])]
    return list(dict.fromkeys([*totals[:1], *totals[-1:], rows[0], rows[-1], largest]))


def _column(grid: Grid, level: int, column: int, total: int) -> list[Link]:
    whole = grid.figures[total, level]
    if whole.reading.value <= 0:
        return []
    made = []
    for row in grid.rows:
        part, share = grid.figures.get((row, level)), grid.figures.get((row, column))
        if row == total or part is None or share is None or share.unit not in PERCENT:
            continue
        if part.reading.kind in LEVELS and same_unit(part, whole):
            roles = {"part": part, "whole": whole, "share": share}
            made.append(Link("share", roles, grid.name(row, column)))
    return made


def _sure(links: Sequence[Link]) -> list[Link]:
    """Links that nothing announces: nearly all of many rows, most of them not of zero."""
    held = [one for one in links if one.holds and one.figures["share"][0].reading.value]
    if len(held) < _MANY or (len(links) - len(held)) * 4 > len(held):
        return []
    return list(links)


def _undoubted(grid: Grid, level: int, links: Sequence[Link]) -> list[Link]:
    """Without rows that do not come out and may be shares of another row instead."""
    return [one for one in links if not _fails(one) or not _elsewhere(grid, level, one)]


def _fails(link: Link) -> bool:
    return link.doubt is None and link.outcome == "fails"


def _elsewhere(grid: Grid, level: int, link: Link) -> bool:
    if not one_slip(link.check("probe")):
        return True
    others = (one for (_, c), one in grid.figures.items() if c == level)
    return any(
        other.reading.value > link.figures["part"][0].reading.value
        and same_unit(other, link.figures["whole"][0])
        and not _fails(Link("share", {**link.roles, "whole": other}, ""))
        for other in others
    )
