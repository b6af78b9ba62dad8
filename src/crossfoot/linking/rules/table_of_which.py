"""Rows marked 其中, # or of which: parts of the row above, and all of it where classes say so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from crossfoot.figure import Figure
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import addable, may_be_negative, same_unit
from crossfoot.linking.partitions import adds_up, complete
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Scene
from crossfoot.linking.sums import agrees
from crossfoot.linking.totals import OF_WHICH, TOTAL
from crossfoot.linking.words import CHANGE, OVER

_MORE = 12  # rows that a mark is carried over
_NOUN = 2  # characters of a noun
_CLASSES = 4  # rows that one mark can open
_PLAN = re.compile("预算|计划|完成|budget|plan|target", re.IGNORECASE)
_SHARES = re.compile("比重|占比|构成|比例|share|% of", re.IGNORECASE)


def links(scene: Scene) -> Iterator[Link]:
    """Every marked row with the last row that is not marked, in every column of levels.

    Where that cannot be, the row is a part of what the mark before it was a part of.
    """
    for grid in scene.grids:
        rows = [row for row in grid.rows if any((row, c) in grid.figures for c in grid.columns)]
        wholes: list[int] = []
        past = 0
        for position, row in enumerate(rows):
            if position < past:
                continue
            if not OF_WHICH.match(grid.labels[row]):
                wholes = [row, *wholes[-1:]]
            elif wholes:
                classes = _classes(grid, rows[position : position + _CLASSES])
                past = position + len(classes)
                made = [list(_parts(grid, whole, classes)) for whole in wholes]
                fits = (number for number, some in enumerate(made) if some and _may_hold(some))
                chosen = next(fits, 0)
                yield from made[chosen]
                wholes = [wholes[chosen]]
                if len(classes) == 1:
                    yield from _more(grid, wholes[0], rows[position : position + _MORE])


def _more(grid: Grid, whole: int, rows: Sequence[int]) -> Iterator[Link]:
    """Rows named like the marked one that follow it: 其中：火力发电量, 风力发电量."""
    first = _plain(grid.labels[rows[0]])
    follow = list(takewhile(lambda row: _akin(first, grid.labels[row]), rows[1:]))
    for row in follow:
        made = list(_parts(grid, whole, [row]))
        if not made or not _may_hold(made):
            return
        yield from (replace(one, stated=False, slip=False) for one in made)
    for column in grid.columns:
        level = grid.figures.get((whole, column))
        parts = [grid.figures.get((row, column)) for row in (rows[0], *follow)]
        printed = [one for one in parts if one is not None]
        if level is not None and len(printed) == len(parts) > 1 and agrees(level, printed):
            roles: Roles = {"total": level, "parts": printed}
            yield Link("total", roles, grid.name(whole, column), stated=False)


def _akin(first: str, other: str) -> bool:
    """Whether a row has no mark of its own and ends in the noun of the first one."""
    tail = first[-_NOUN:]
    return len(tail) == _NOUN and other.endswith(tail) and not OF_WHICH.match(other)


def _may_hold(links: Sequence[Link]) -> bool:
    return all(one.outcome == "holds" for one in links)


def _classes(grid: Grid, rows: Sequence[int]) -> Sequence[int]:
    """The marked row, with those after it that complete its classes: 其中：城镇, 乡村."""
    labels = [_plain(grid.labels[row]) for row in rows]
    for count in range(len(rows), 1, -1):
        follow = [grid.labels[row] for row in rows[1:count]]
        if complete(labels[:count]) and not any(TOTAL.search(one) for one in follow):
            return rows[:count]
    return rows[:1]


def _plain(label: str) -> str:
    return OF_WHICH.sub("", label).lstrip(" :：")


def _parts(grid: Grid, whole: int, rows: Sequence[int]) -> Iterator[Link]:
    labels = [grid.labels[whole], *(_plain(grid.labels[row]) for row in rows)]
    negative = any(map(may_be_negative, (grid.caption, *labels)))
    for column in grid.columns:
        level = grid.figures.get((whole, column))
        found = [grid.figures.get((row, column)) for row in rows]
        parts = [one for one in found if one is not None]
        because = f"{grid.name(whole, column)} … {labels[1]}"
        if level is None or len(parts) < len(rows) or not _adds(grid, column, labels, level, parts):
            continue
        if len(parts) > 1:
            roles: Roles = {"total": level, "parts": parts}
            yield Link("total", roles, because, doubt=MAY_BE_INCOMPLETE, slip=True)
        else:
            roles = {"parts": parts, "whole": level}
            # a column that nothing heads may hold rates
            bare = not grid.heads.get(column, "") and len(grid.columns) > 1
            slip = not negative and not bare
            yield Link("part_of", roles, because, doubt=MAY_OVERLAP, slip=slip)


def _adds(
    grid: Grid, column: int, labels: Sequence[str], whole: Figure, parts: Sequence[Figure]
) -> bool:
    head = grid.heads.get(column, "")
    said = (head, *labels)
    kinds = {one.reading.kind for one in (whole, *parts)}
    shares = kinds == {"share"} and _SHARES.search(head) is not None
    if OVER.search(head) and not (shares and not _PLAN.search(head)):
        return False
    if len(parts) == 1 and CHANGE.search(head):
        return False  # a part may change by more than its whole
    return (
        (shares or all(map(addable, (whole, *parts))))
        and all(same_unit(one, whole) for one in parts)
        and all(map(adds_up, said))
        and "指数" not in grid.caption + "".join(said)
    )
