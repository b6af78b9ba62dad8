"""Columns of amounts beside columns of what they are for each share: Earnings, Earnings/share.

A reconciliation prints $ 84 and $ 0.04 in one row; the shares stand in the statement above it.
Small adjustments are often printed so that the column adds up: what comes out is seen, the rest
accuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant
from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.rules.per_share import CLASS, SCALES, scaled
from crossfoot.linking.scene import Scene

_ENOUGH = 3  # rows that come out
_DIGITS = 5  # digits of amounts per share that come out by no chance
_TABLES = 3  # tables back in which the shares are looked for


@dataclass(frozen=True, slots=True)
class _Shares:
    """A number of shares: whether it is diluted, the place in its row, and its table."""

    figure: Figure
    diluted: bool
    place: int
    grid: int


def links(scene: Scene) -> Iterator[Link]:
    """Every column of amounts per share with a column of amounts and a number of shares."""
    shares: list[_Shares] = []
    for number, grid in enumerate(scene.grids):
        shares.extend(_shares(number, grid))
    for number, grid in enumerate(scene.grids):
        each = [c for c in grid.columns if len(_of(grid, c, each=True)) >= _ENOUGH]
        amounts = [c for c in grid.columns if len(_of(grid, c, each=False)) >= _ENOUGH]
        near = [one for one in shares if 0 <= number - one.grid <= _TABLES]
        for place, column in enumerate(each):
            yield from _best(grid, column, amounts, _likely(near, place))


def _shares(number: int, grid: Grid) -> Iterator[_Shares]:
    for row in grid.rows:
        said = CLASS.search(grid.labels[row]) or CLASS.search(grid.sections.get(row) or "")
        columns = [c for c in grid.columns if (row, c) in grid.figures]
        for place, column in enumerate(columns):
            figure = grid.figures[row, column]
            if figure.unit == "shares" and figure.reading.value > 0:
                diluted = said is not None and said[1].lower() == "diluted"
                yield _Shares(figure, diluted, place, number)


def _likely(shares: Sequence[_Shares], place: int) -> list[_Shares]:
    """Adjustments are told for each diluted share, in the order of the columns of the statement."""
    return sorted(shares, key=lambda one: (not one.diluted, one.place != place, -one.grid))


def _of(grid: Grid, column: int, *, each: bool) -> dict[int, Figure]:
    """The amounts of a column by row: those per share, or the others."""
    return {
        row: figure
        for row in grid.rows
        if (figure := grid.figures.get((row, column))) is not None
        and figure.reading.value
        and (
            figure.unit.endswith("/share")
            if each
            else figure.reading.kind in ("amount", "measure") and figure.unit != "shares"
        )
    }


def _best(
    grid: Grid, column: int, amounts: Sequence[int], shares: Sequence[_Shares]
) -> Iterator[Link]:
    ratios = _of(grid, column, each=True)
    for count in shares:
        for amount in amounts:
            wholes = _of(grid, amount, each=False)
            rows = [row for row in ratios if row in wholes]
            rows.sort(key=lambda row: -significant(ratios[row]))  # the telling ones first
            for scale in SCALES:
                made = []
                for row in rows:
                    roles = {
                        "numerator": wholes[row],
                        "denominator": scaled(count.figure, scale),
                        "ratio": ratios[row],
                    }
                    link = Link(
                        "ratio", roles, grid.name(row, column), stated=False, doubt=ANOTHER_BASE
                    )
                    if link.holds:
                        made.append(link)
                    elif not made:
                        break
                digits = sum(significant(one.figures["ratio"][0]) for one in made)
                if len(made) >= _ENOUGH and len(made) * 5 >= len(rows) * 4 and digits >= _DIGITS:
                    yield from made
                    return
