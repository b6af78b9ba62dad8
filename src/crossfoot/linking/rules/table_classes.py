"""地区生产总值, 第一产业, 第二产业, 第三产业 side by side: columns that are all of another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.partitions import PARTITIONS, Partition
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import corroborated
from crossfoot.linking.words import LEVELS

_UNIT = re.compile(r"[(（][^()（）]*[)）]|\s+")


def links(scene: Scene) -> Iterator[Link]:
    """The classes of every row with what they are classes of, by the headers of the columns."""
    for grid in scene.grids:
        heads = {c: _UNIT.sub("", grid.heads.get(c, "")) for c in grid.columns if _counts(grid, c)}
        for partition in PARTITIONS:
            found = _columns(partition, heads)
            if found is not None:
                yield from corroborated(list(_rows(grid, *found)), MAY_BE_INCOMPLETE)


def _counts(grid: Grid, column: int) -> bool:
    inside = [figure for (_, c), figure in grid.figures.items() if c == column]
    return all(figure.reading.kind in LEVELS for figure in inside)


def _columns(partition: Partition, heads: dict[int, str]) -> tuple[int, list[int]] | None:
    """The column of the whole and those of all classes, where each is there just once."""
    if partition.whole is None:
        return None
    classes = [[c for c, head in heads.items() if m.search(head)] for m in partition.members]
    if any(len(some) != 1 for some in classes):
        return None
    taken = [some[0] for some in classes]
    wholes = [c for c, head in heads.items() if c not in taken and partition.whole.search(head)]
    return (wholes[0], taken) if len(wholes) == 1 and len(set(taken)) == len(taken) else None


def _rows(grid: Grid, whole: int, classes: list[int]) -> Iterator[Link]:
    for row in grid.rows:
        total = grid.figures.get((row, whole))
        parts = [grid.figures[row, c] for c in classes if (row, c) in grid.figures]
        if total is not None and len(parts) == len(classes):
            if all(same_money(part, total) for part in parts):
                yield Link("total", {"total": total, "parts": parts}, grid.name(row, whole))
