"""A column of shares beside a column of levels with a total row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import corroborated
from crossfoot.linking.totals import TOTAL
from crossfoot.linking.words import LEVELS, PERCENT

_SHARE = re.compile(
    r"比重|占比|比例|构成|份额|\bshare\b|% of|percent(?:age)? of|proportion", re.IGNORECASE
)


def links(scene: Scene) -> Iterator[Link]:
    """Each share is its row's level over the level of the total row, if the column agrees."""
    for grid in scene.grids:
        totals = [row for row in grid.rows if TOTAL.search(grid.labels[row])]
        for column in grid.columns:
            if not _SHARE.search(grid.heads.get(column, "")) or not totals:
                continue
            best: list[Link] = []
            for level in [c for c in grid.columns if c < column][-2:]:
                for total in (totals[0], totals[-1]):
                    found = corroborated(list(_column(grid, level, column, total)), ANOTHER_WHOLE)
                    best = found if len(found) > len(best) else best
            yield from best


def _column(grid: Grid, level: int, column: int, total: int) -> Iterator[Link]:
    whole = grid.figures.get((total, level))
    if whole is None:
        return
    for row in grid.rows:
        part, share = grid.figures.get((row, level)), grid.figures.get((row, column))
        if row == total or part is None or share is None or share.unit not in PERCENT:
            continue
        if part.reading.kind in LEVELS and part.unit == whole.unit:
            roles = {"part": part, "whole": whole, "share": share}
            yield Link("share", roles, grid.name(row, column))
