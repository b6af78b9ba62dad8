"""Totals printed before their parts, in as many steps as a table has: all, men, men in work.

The rows are read from the last to the first: what a row is the sum of stands behind it, and the
row takes its place. Only sums that come out too exactly for chance are seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from crossfoot.linking.amounts import Row, amounts
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import additive, corroborated
from crossfoot.linking.totals import RESULT, TOTAL
from crossfoot.linking.words import LEVELS

_MOST = 30  # rows that one total is the sum of
_CHANCE = Fraction(1, 100_000)
_NAMED = Fraction(1, 500)  # where the row is called a total


def links(scene: Scene) -> Iterator[Link]:
    """Every row with the rows below it that come to it, each of them once."""
    for grid in scene.grids:
        levels = amounts(grid, LEVELS)
        shares = amounts(grid, ("share",))
        below: list[int] = []
        sums: list[Link] = []
        for row in reversed(levels):
            count = _count(grid, levels, row, below)
            if count:
                parts = below[:count]
                made = list(_sums(grid, levels, row, parts))
                sums += corroborated(made, MAY_BE_INCOMPLETE, enough=1)
                # A column of percentages need not be one of shares.
                portions = [*_sums(grid, shares, row, parts), *_all(grid, shares, row, parts)]
                yield from (one for one in portions if one.holds)
                del below[:count]
            below.insert(0, row)
        yield from additive(grid, sums, MAY_BE_INCOMPLETE)


def _count(grid: Grid, levels: dict[int, Row], row: int, below: Sequence[int]) -> int:
    """How many of the rows below come to a row, or 0."""
    label = grid.labels[row]
    if not adds_up(label) or RESULT.search(label):
        return 0
    enough = _NAMED if TOTAL.search(label) or label.endswith("Total") else _CHANCE
    reached = {column: 0 for column, one in levels[row].items() if one.value > 0}
    widths = {column: levels[row][column].step for column in reached}
    last = dict.fromkeys(reached, 0)
    best, fewest = 0, Fraction(1)
    for count, part in enumerate(below[:_MOST], 1):
        chance, held, printed = Fraction(1), 0, 0
        for column in reached:
            one = levels[part].get(column)
            whole = levels[row][column]
            if one is not None and same_money(one.figure, whole.figure):
                reached[column] += one.value
                widths[column] += one.step
                last[column] = abs(one.value) or last[column]
            printed += reached[column] > 0
            if count > 1 and abs(reached[column] - whole.value) * 2 <= widths[column]:
                held += 1
                chance *= min(Fraction(1), Fraction(widths[column] or 1, whole.value))
        if held and held * 2 > printed and chance <= enough and chance < fewest:
            best, fewest = count, chance
        if printed and all(reached[c] > levels[row][c].value + widths[c] for c in reached):
            break
    return best


def _sums(grid: Grid, rows: dict[int, Row], total: int, parts: Sequence[int]) -> Iterator[Link]:
    for column, whole in rows.get(total, {}).items():
        found = [rows.get(part, {}).get(column) for part in parts]
        printed = [one.figure for one in found if one is not None]
        if len(printed) > 1 and all(same_money(one, whole.figure) for one in printed):
            roles: Roles = {"total": whole.figure, "parts": printed}
            yield Link("total", roles, grid.name(total, column), stated=False)


def _all(grid: Grid, shares: dict[int, Row], total: int, parts: Sequence[int]) -> Iterator[Link]:
    """Shares of the parts of a row that prints no share, because it is all."""
    columns = {column for part in parts for column in shares.get(part, {})}
    for column in sorted(columns - shares.get(total, {}).keys()):
        found = [shares.get(part, {}).get(column) for part in parts]
        printed = [one.figure for one in found if one is not None]
        if len(printed) > 1:
            because = grid.name(parts[0], column)
            yield Link("shares_total", {"parts": printed}, because, stated=False)
