"""Footing: rows that are called a total, and the rows above or below that add up to them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.figure import Figure
from crossfoot.linking.facts import printed_digits
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import additive, best, corroborated
from crossfoot.linking.totals import OF_WHICH, TOTAL
from crossfoot.linking.words import LEVELS, PERCENT, SHARE

_LONGEST = 40  # rows that one total is looked for over


def links(scene: Scene) -> Iterator[Link]:
    """Each total row with the rows that make it up, in every column where that can be seen."""
    for grid in scene.grids:
        yield from additive(grid, list(_footings(grid)), MAY_BE_INCOMPLETE)
        yield from _crossfootings(grid)


def _footings(grid: Grid) -> Iterator[Link]:
    stack: list[int] = []
    rows = [row for row in grid.rows if any((row, c) in grid.figures for c in grid.columns)]
    used: set[int] = set()
    for position, row in enumerate(rows):
        label = grid.labels[row]
        if OF_WHICH.match(label):
            continue
        if TOTAL.search(label):
            found, parts = _best(grid, row, _near(grid, row, stack[:-_LONGEST:-1]))
            if not found:
                below = [
                    r
                    for r in rows[position + 1 : position + _LONGEST]
                    if not OF_WHICH.match(grid.labels[r])
                ]
                ahead = next(
                    (i for i, r in enumerate(below) if TOTAL.search(grid.labels[r])), len(below)
                )
                found, parts = _best(grid, row, _near(grid, row, below[:ahead]))
                used.update(parts)
            else:
                del stack[len(stack) - len(parts) :]
            yield from found
        if row not in used:
            stack.append(row)


def _near(grid: Grid, total: int, rows: Sequence[int]) -> list[Sequence[int]]:
    """The first k of the rows, for every k with which some column adds up about right."""
    found: list[Sequence[int]] = []
    wanted = [
        (c, grid.figures[total, c].reading) for c in grid.columns if (total, c) in grid.figures
    ]
    sums = {column: (Fraction(0), reading.coarse or reading.step) for column, reading in wanted}
    for count, row in enumerate(rows, 1):
        near = False
        for column, reading in wanted:
            part = grid.figures.get((row, column))
            value, width = sums[column]
            if part is not None:
                value += part.reading.value
                width += part.reading.coarse or part.reading.step
                sums[column] = value, width
            near = near or abs(value - reading.value) <= width
        if near and count > 1:
            found.append(rows[:count])
    return found


def _best(
    grid: Grid, total: int, choices: Sequence[Sequence[int]]
) -> tuple[list[Link], Sequence[int]]:
    """The choice of rows that adds up in most columns, to the last digit rather than nearly.

    Where others add up in as many, it is not stated which of them is meant.
    """
    chosen: tuple[tuple[int, int, int], list[Link], Sequence[int]] = ((0, 0, 0), [], ())
    others: list[int] = []
    for parts in choices:
        links = list(_column_sums(grid, total, parts))
        raw = {one.outcome for one in links}
        if "fails" in raw and "holds" not in raw:
            continue  # shares that nearly come to 100.0, of levels that do not come to their total
        found = _sharp_enough(corroborated(links, MAY_BE_INCOMPLETE))
        outcomes = [one.outcome for one in found]
        exact = outcomes.count("holds")
        held = exact + outcomes.count("rounding")
        # Zeros at the end may be rounding, but of two choices the one without is meant.
        score = (held, exact, sum(map(_near_enough, found)))
        others.append(held)
        if score > chosen[0]:
            chosen = score, found, parts
    if others.count(chosen[0][0]) > 1:
        return [replace(one, stated=False) for one in chosen[1]], chosen[2]
    return list(chosen[1]), chosen[2]


def _sharp_enough(links: Sequence[Link]) -> list[Link]:
    """Without accusing a total of more digits, and another unit, than any the rows come to."""
    fails = [one.outcome == "fails" for one in links]
    totals = [one.figures["total"][0] for one in links]
    digits = [0 if one.unit in PERCENT else printed_digits(one) for one in totals]
    most = max((n for n, failed in zip(digits, fails, strict=True) if not failed), default=0)
    units = {one.unit for one, failed in zip(totals, fails, strict=True) if not failed} - {""}
    return [
        replace(one, doubt=MAY_BE_INCOMPLETE)
        if failed and n > most and total.unit not in units
        else one
        for one, total, n, failed in zip(links, totals, digits, fails, strict=True)
    ]


def _near_enough(link: Link) -> bool:
    """Whether a total comes out with all figures rounded to their last digit."""
    (total,), parts = link.figures["total"], link.figures["parts"]
    off = abs(total.reading.value - sum(one.reading.value for one in parts))
    return off * 2 <= sum(one.reading.step for one in (total, *parts))


def _column_sums(grid: Grid, total: int, parts: Sequence[int]) -> Iterator[Link]:
    for column in grid.columns:
        whole = grid.figures.get((total, column))
        figures = [grid.figures.get((row, column)) for row in sorted(parts)]
        printed = [one for one in figures if one is not None]
        if whole is None or len(printed) < 2 or not _addable(grid, column, whole, printed):
            continue
        yield Link("total", {"total": whole, "parts": printed}, grid.name(total, column))


def _crossfootings(grid: Grid) -> Iterator[Link]:
    """A column that is called a total, over the columns to its left or right."""
    columns = grid.columns
    for place, column in enumerate(columns):
        if not TOTAL.search(grid.heads.get(column, "")):
            continue
        choices = [columns[place + 1 : place + 1 + k] for k in range(2, len(columns) - place)]
        choices += [columns[max(0, place - k) : place] for k in range(2, place + 1)]
        choices.append(_of_one_year(grid, column))
        made = (list(_row_sums(grid, column, parts)) for parts in choices)
        yield from best(corroborated(some, MAY_BE_INCOMPLETE) for some in made if len(some) > 1)


_YEAR = re.compile(r"(?:19|20)\d\d")


def _of_one_year(grid: Grid, total: int) -> list[int]:
    """The other columns of the year of a total: men 2023, men 2024, women 2023, women 2024."""
    years = {column: set(_YEAR.findall(grid.heads.get(column, ""))) for column in grid.columns}
    wanted = years[total]
    return [c for c in grid.columns if c != total and wanted and years[c] == wanted]


def _row_sums(grid: Grid, total: int, parts: Sequence[int]) -> Iterator[Link]:
    for row in grid.rows:
        whole = grid.figures.get((row, total))
        printed = [one for one in (grid.figures.get((row, c)) for c in parts) if one is not None]
        if whole is not None and len(printed) > 1 and _addable(grid, total, whole, printed):
            yield Link("total", {"total": whole, "parts": printed}, grid.name(row, total))


def _addable(grid: Grid, column: int, whole: Figure, parts: Sequence[Figure]) -> bool:
    # Rates of change are no parts of each other; only shares add up.
    shares = whole.reading.value == 1 or SHARE.search(grid.heads.get(column, "")) is not None
    kinds = LEVELS | {"share"} if shares else LEVELS
    return (
        whole.reading.kind in kinds
        and all(one.reading.kind in kinds and same_money(one, whole) for one in parts)
        and adds_up(grid.heads.get(column, ""))
    )
