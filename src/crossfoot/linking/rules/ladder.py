"""Rows that lead to a row below them: revenue less costs is the result, GAAP plus items non-GAAP.

Nothing announces it, so it is seen only where the same rows, with the same signs, come out in
several columns too exactly for chance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product

from crossfoot.figure import Figure
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.slips import one_slip
from crossfoot.linking.tables import corroborated
from crossfoot.linking.totals import OF_WHICH
from crossfoot.linking.words import LEVELS

_STEPS = 6  # rows that lead to one
_COLUMNS = 2  # in which they have to
_CHANCE = Fraction(1, 10_000)
_FINER = 100  # how much finer than another a figure of the same ladder may be printed
Signs = tuple[int, ...]


def links(scene: Scene) -> Iterator[Link]:
    """Every row that those above it lead to; rows that led somewhere stand behind the result."""
    for grid in scene.grids:
        open_rows: list[int] = []
        for row in grid.rows:
            if OF_WHICH.match(grid.labels[row]) or not _levels(grid, row):
                continue
            choices = [
                (count, found)
                for count in range(2, min(_STEPS, len(open_rows)) + 1)
                if (found := _ladder(grid, open_rows[-count:], row))
            ]
            if choices:
                # to the last digit rather than nearly, and then the fewest rows
                count, found = max(choices, key=lambda one: (_exact(one[1]), -one[0]))
                yield from found
                del open_rows[-count:]
            open_rows.append(row)


def _exact(links: Sequence[Link]) -> bool:
    return all(one.check("probe").verdict().outcome == "holds" for one in links)


def _levels(grid: Grid, row: int) -> dict[int, Figure]:
    return {
        column: figure
        for (r, column), figure in grid.figures.items()
        if r == row and figure.reading.kind in LEVELS and adds_up(grid.heads.get(column, ""))
    }


def _ladder(grid: Grid, steps: Sequence[int], result: int) -> list[Link]:
    """The links of all columns, when enough of them agree on the signs of the steps."""
    reached = _levels(grid, result)
    rows = [_levels(grid, step) for step in steps]
    votes: Counter[Signs] = Counter()
    chance: dict[Signs, Fraction] = {}
    for column, figure in reached.items():
        printed = [row.get(column) for row in rows]
        if printed[0] is None or sum(one is not None for one in printed) < 2:
            continue
        if not all(one is None or same_money(one, figure) for one in printed):
            continue
        for signs, room in _fits(printed, figure):
            votes[signs] += 1
            chance[signs] = chance.get(signs, Fraction(2 ** len(steps))) * room
    if not votes:
        return []
    (signs, held), *others = votes.most_common(2)
    if chance[signs] > _CHANCE or any(n == held for _, n in others):
        return []
    tried = [
        _link(grid, [row.get(column) for row in rows], signs, figure, grid.name(result, column))
        for column, figure in reached.items()
        if column in rows[0]
    ]
    made = [one for one in tried if one is not None]
    broken = [one for one in made if one.check("probe").verdict().outcome == "fails"]
    if held < _COLUMNS and not (len(broken) == 1 and one_slip(broken[0].check("probe"))):
        return []
    return corroborated(made, MAY_BE_INCOMPLETE, enough=1)


def _fits(printed: Sequence[Figure | None], figure: Figure) -> Iterator[tuple[Signs, Fraction]]:
    """The signs with which a column comes out, and how likely it would by chance."""
    values = [Fraction(0) if one is None else one.reading.value for one in printed]
    width = sum((one.reading.step for one in (*printed, figure) if one is not None), Fraction(0))
    spread = sum((abs(value) for value in values[1:]), Fraction(0))
    steps = [one.reading.step for one in (*printed, figure) if one is not None]
    if abs(figure.reading.value) <= width or max(steps) > min(steps) * _FINER:
        return
    wanted = figure.reading.value - values[0]
    free = [(1,) if one is None else (1, -1) for one in printed[1:]]
    for signs in product(*free):
        total = sum((sign * one for sign, one in zip(signs, values[1:], strict=True)), Fraction(0))
        if abs(total - wanted) * 2 <= width:
            yield (1, *signs), min(Fraction(1), (width or Fraction(1)) / (spread or Fraction(1)))


def _link(
    grid: Grid, printed: Sequence[Figure | None], signs: Signs, figure: Figure, because: str
) -> Link | None:
    """A total in which nothing is subtracted; None where both sides would be sums."""
    plus = [one for one, sign in zip(printed, signs, strict=True) if one and sign > 0]
    minus = [one for one, sign in zip(printed, signs, strict=True) if one and sign < 0]
    if len(plus) + len(minus) < 2:
        return None
    if not minus:
        return Link("total", {"total": figure, "parts": plus}, because, stated=False)
    if len(plus) == 1:
        parts = [*minus, figure]
        return Link("total", {"total": plus[0], "parts": parts}, because, stated=False)
    return None
