"""Westminster (22 per 1,000), Camden (10 per 1,000): figures in brackets after names of rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.linking.facts import words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_FACT, Link
from crossfoot.linking.row_ratios import ratio_of_row
from crossfoot.linking.scene import Mention, Scene

_WORD = r"[A-Z][\w'’.&-]*"
_BETWEEN = r"(?:(?:and|of|the|upon|on|in|de|la|le|du|for|&) ){0,2}"
_NAME = re.compile(rf"(?:^|[\s(])(?P<name>{_WORD}(?: {_BETWEEN}{_WORD}){{0,6}})\d? ?\($")
_MOST = 6  # rows of one name

Row = tuple[Grid, int]


def links(scene: Scene) -> Iterator[Link]:
    """Every figure that stands in a bracket after the name of a row, with the cell that prints it.

    The words of the name are those of the row, no more and no less, but for what the row has
    beside a place; that figure and cell are one is seen where they agree.
    """
    rows: dict[frozenset[str], list[Row]] = defaultdict(list)
    for grid in scene.grids:
        if grid.heads:
            for row in grid.rows:
                rows[words_of(_without_mark(grid.labels[row]))].append((grid, row))
    for sentence in scene.sentences if rows else ():
        for mention in [] if sentence.chinese else sentence.mentions:
            named = _NAME.search(mention.lead[-80:])
            if named is None:
                continue
            said = words_of(named["name"])
            found = rows.get(said, []) if said else []
            if 0 < len(found) <= _MOST:
                yield from _links(mention, named["name"], found)


_MARK = re.compile(r"(?<=[a-z)]) ?\d$|\bUA\b ?\d?$")


def _without_mark(label: str) -> str:
    return _MARK.sub("", label.strip())


def _links(mention: Mention, name: str, rows: list[Row]) -> Iterator[Link]:
    same = [
        (grid, row, column)
        for grid, row in rows
        for column in grid.columns
        if (cell := grid.figures.get((row, column))) is not None
        and cell.name != mention.figure.name
        and cell.reading.value == mention.figure.reading.value
        and same_unit(cell, mention.figure)
    ]
    for grid, row, column in same[:1]:
        cell = grid.figures[row, column]
        because = f"{name} ({mention.figure.text}) … {grid.name(row, column)}"
        figures = [mention.figure, cell]
        yield Link("same", {"figures": figures}, because, stated=False, doubt=ANOTHER_FACT)
        yield from ratio_of_row(grid, row, column, mention.figure, because)
