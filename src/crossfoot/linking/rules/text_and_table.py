"""A sentence and the row of a table that say the same: the row has the base of the growth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.figure import Figure
from crossfoot.linking.facts import words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import unit_of
from crossfoot.linking.link import ANOTHER_BASE, ANOTHER_FACT, Link
from crossfoot.linking.scene import Frame, Scene, Sentence

Key = tuple[Fraction, str]


def links(scene: Scene) -> Iterator[Link]:
    """A frame with two figures of one row: these are the same, and the row's base is its base."""
    cells: dict[Key, list[tuple[Grid, int, int]]] = defaultdict(list)
    for grid in scene.grids:
        for (row, column), figure in grid.figures.items():
            cells[_key(figure)].append((grid, row, column))
    for sentence, frame in scene.frames():
        level, rate = frame.level, frame.slots.get("rate")
        if level is None or rate is None:
            continue
        yield from _links(scene, sentence, frame, level.figure, rate.figure, cells)


def _links(scene: Scene, sentence: Sentence, frame: Frame, level: Figure, rate: Figure, cells: dict[Key, list[tuple[Grid, int, int]]]) -> Iterator[Link]:  # fmt: skip
    rates = {(id(grid), row): (grid, row, column) for grid, row, column in cells.get(_key(rate), ())}
    spoken = words_of(" ".join(m.label for m in frame.slots.values()))
    for grid, row, column in cells.get(_key(level), ()):
        found = rates.get((id(grid), row))
        label = words_of(grid.labels.get(row, ""))
        if rate is grid.figures.get((row, column)) or level is grid.figures.get((row, column)):
            continue  # the sentence is the row
        if found is None or grid.figures[row, found[2]].name == rate.name or found[2] <= column or not label & spoken:
            continue
        because = f"{frame.words} … {grid.name(row, found[2])}"
        printed = grid.figures[row, found[2]]
        yield Link("same", {"figures": [rate, printed]}, because, stated=False, doubt=ANOTHER_FACT)
        base = grid.figures.get((row, column + 1))
        if found[2] == column + 2 and base is not None and unit_of(base) == unit_of(level):
            roles = {"current": level, "base": base, "rate": rate}
            yield Link("growth", roles, because, stated=False, doubt=ANOTHER_BASE)
        return


def _key(figure: Figure) -> Key:
    sign = -1 if figure.reading.direction == "down" else 1
    return figure.reading.value * sign, unit_of(figure)
