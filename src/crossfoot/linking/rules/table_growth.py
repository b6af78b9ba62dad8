"""Columns of levels beside a column of their growth: $14.0 $20.5 down 32%."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.figure import Figure
from crossfoot.linking.basis import by_name
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import best, corroborated, explained, unbroken
from crossfoot.linking.words import CHANGE, LEVELS, PERCENT


def links(scene: Scene) -> Iterator[Link]:
    """For every column, two of those before it as the levels that it compares, if that holds.

    A column that is not called growth or change has to agree in every row: a share of a small
    part looks much like growth.
    """
    for grid in scene.grids:
        columns = grid.columns
        rates = {c for c in columns if _all_percent(grid, c)}
        for place, column in enumerate(columns):
            named = _is_growth(grid, column)
            near = columns[max(0, place - 3) : place]
            if not named and _follows_levels(grid, near, column):
                named = True
            pairs = _pairs(grid, near)
            if column in rates and rates & set(near):
                # with shares between the levels: 2001, %, 2011, %, change
                pairs += _pairs(grid, [c for c in columns[:place] if c not in rates][-3:])
            yield from best(
                _named(made, _held_beside(grid, *pair, column)) if named else _unnamed(made)
                for pair, made in ((pair, list(_column(grid, *pair, column))) for pair in pairs)
            )


def _named(made: Sequence[Link], beside: int) -> list[Link]:
    return explained(corroborated(made, ANOTHER_BASE, beside=beside), ANOTHER_BASE)


def _held_beside(grid: Grid, current: int, base: int, column: int) -> int:
    """How many rates another column of that head gives, as far from its two levels; 0 if one fails.

    2023, 2022, Inc/(Dec) of net income, and the same of earnings per share.
    """
    heads = [grid.heads.get(c, "") for c in (current, base, column)]
    columns = grid.columns
    at = [columns.index(c) for c in (current, base, column)]
    held = 0
    for place, other in enumerate(columns):
        moved = [place + c - at[-1] for c in at]
        if other == column or min(moved) < 0 or max(moved) >= len(columns):
            continue
        near = [columns[c] for c in moved]
        if [grid.heads.get(c, "") for c in near] == heads:
            outcomes = [one.outcome for one in _column(grid, *near)]
            if "fails" in outcomes:
                return 0
            held += outcomes.count("holds")
    return held


def _unnamed(made: Sequence[Link]) -> list[Link]:
    """What nothing announces is inferred; and no change is printed finer than its levels."""
    finer = any(
        one.relation == "change"
        and one.figures["change"][0].reading.step < one.figures["current"][0].reading.step
        for one in made
    )
    return [] if finer else [replace(one, stated=False) for one in unbroken(made)]


def _pairs(grid: Grid, columns: Sequence[int]) -> list[tuple[int, int]]:
    """Two columns, the nearest first, in both orders; by their years where the heads tell."""
    near = sorted(
        itertools.combinations(range(len(columns)), 2), key=lambda two: (two[1] - two[0], -two[1])
    )
    pairs = [(columns[one], columns[other]) for one, other in near]
    both = [pair for one, other in pairs for pair in ((one, other), (other, one))]
    return [pair for pair in both if not _is_earlier(*(grid.heads.get(c, "") for c in pair))]


def _is_earlier(head: str, other: str) -> bool:
    """Whether a head names an earlier year than another."""
    years = [set(_YEAR.findall(one)) for one in (head, other)]
    return all(len(some) == 1 for some in years) and min(years[0]) < min(years[1])


_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def _is_growth(grid: Grid, column: int) -> bool:
    """Whether the header or the cells say so: Change, 增长%, down 32%."""
    if CHANGE.search(grid.heads.get(column, "")):
        return True
    figures = [figure for (_, c), figure in grid.figures.items() if c == column]
    return sum(one.reading.direction is not None for one in figures) * 2 > len(figures)


def _follows_levels(grid: Grid, near: Sequence[int], column: int) -> bool:
    """Whether it has no header of its own, but the table speaks of changes: 2023 2022 Inc/(Dec)."""
    if len(near) < 2 or grid.heads.get(column, "") or not CHANGE.search(grid.caption):
        return False
    kinds = [_all_percent(grid, one) for one in (*near[-2:], column)]
    return kinds == [False, False, True]


def _all_percent(grid: Grid, column: int) -> bool:
    return all(one.unit in PERCENT for (_, c), one in grid.figures.items() if c == column)


def _column(grid: Grid, current: int, base: int, column: int) -> Iterator[Link]:
    for row in grid.rows:
        new, old, rate = (grid.figures.get((row, c)) for c in (current, base, column))
        if new is None or old is None or rate is None or not same_unit(new, old):
            continue
        because = grid.name(row, column)
        if rate.reading.kind == "points":
            yield Link("points_change", {"current": new, "base": old, "change": rate}, because)
        elif rate.unit in PERCENT and new.unit not in PERCENT and _may_grow(new, old):
            around = f"{grid.caption} {grid.sections.get(row, '')} {because}"
            roles = {"current": new, "base": old, "rate": rate}
            doubt = ANOTHER_BASE if _INDEX.search(around) else by_name(around)
            yield Link("growth", roles, because, doubt=doubt)
        elif rate.unit == new.unit and rate.reading.kind in LEVELS:
            yield Link("change", {"current": new, "base": old, "change": rate}, because)


# Of an index to the year before as 100, the change is told by what it is more than 100.
_INDEX = re.compile(
    r"指数|上年\s*[=＝]\s*100|\bindex\b|\bCPI\b|previous year\s*=\s*100", re.IGNORECASE
)


def _may_grow(new: Figure, old: Figure) -> bool:
    return old.reading.value > 0
