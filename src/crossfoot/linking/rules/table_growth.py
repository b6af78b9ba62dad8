"""Columns of levels beside a column of their growth: $14.0 $20.5 down 32%."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figure import Figure
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import corroborated
from crossfoot.linking.words import PERCENT


def links(scene: Scene) -> Iterator[Link]:
    """For every column, the two before it as the levels that it compares, if that holds."""
    for grid in scene.grids:
        columns = grid.columns
        for place, column in enumerate(columns):
            if place < 2 or not _is_rate(grid, column):
                continue
            best: list[Link] = []
            pairs = [
                (columns[place - 2], columns[place - 1]),
                (columns[place - 1], columns[place - 2]),
            ]
            for current, base in pairs:
                found = corroborated(list(_column(grid, current, base, column)), ANOTHER_BASE)
                if len(found) > len(best):
                    best = found
            yield from best


def _is_rate(grid: Grid, column: int) -> bool:
    figures = [figure for (_, c), figure in grid.figures.items() if c == column]
    rates = sum(one.unit in PERCENT or one.reading.kind == "points" for one in figures)
    return (
        rates * 2 > len(figures)
        or (bool(figures)
        and any(
            word in grid.heads.get(column, "")
            for word in ("增长", "增减", "变动", "同比", "Change", "change", "vs")
        ))
    )


def _column(grid: Grid, current: int, base: int, column: int) -> Iterator[Link]:
    for row in grid.rows:
        new, old, rate = (grid.figures.get((row, c)) for c in (current, base, column))
        if new is None or old is None or rate is None or not same_unit(new, old):
            continue
        because = grid.name(row, column)
        if rate.reading.kind == "points":
            yield Link("points_change", {"current": new, "base": old, "change": rate}, because)
        elif rate.unit in PERCENT and new.unit not in PERCENT and _may_grow(new, old):
            yield Link("growth", {"current": new, "base": old, "rate": rate}, because)
        elif rate.unit == new.unit and addable(rate):
            yield Link("change", {"current": new, "base": old, "change": rate}, because)


def _may_grow(new: Figure, old: Figure) -> bool:
    return old.reading.value > 0
