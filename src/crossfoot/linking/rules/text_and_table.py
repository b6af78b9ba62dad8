"""A sentence and the row of a table that say the same: the row has the base of the growth."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from fractions import Fraction

from crossfoot.figure import Figure
from crossfoot.linking.facts import words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_unit, unit_of
from crossfoot.linking.proposed import ANOTHER_BASE, ANOTHER_FACT, Link
from crossfoot.linking.scene import Frame, Scene, Sentence
from crossfoot.linking.slips import differ_by_one_digit

_MOST = 40  # cells of one value that are looked at
Key = tuple[Fraction, str]


def links(scene: Scene) -> Iterator[Link]:
    """A frame with two figures of one row: these are the same, and the row's base is its base."""
    cells: dict[Key, list[tuple[Grid, int, int]]] = defaultdict(list)
    for grid in scene.grids:
        for (row, column), figure in grid.figures.items():
            cells[_key(figure)].append((grid, row, column))
    for sentence, frame in scene.frames():
        level, rate = frame.level, frame.slots.get("rate")
        if rate is not None and level is None and len(frame.slots) == 1:
            yield from _alone(frame, rate.figure, cells)
        if level is None or rate is None:
            continue
        yield from _links(scene, sentence, frame, level.figure, rate.figure, cells)


def _links(
    scene: Scene,
    sentence: Sentence,
    frame: Frame,
    level: Figure,
    rate: Figure,
    cells: dict[Key, list[tuple[Grid, int, int]]],
) -> Iterator[Link]:
    spoken = words_of(" ".join(m.label for m in frame.slots.values()))
    levels, rates = (cells.get(_key(one), [])[:_MOST] for one in (level, rate))
    if any(
        grid.figures[row, column].name in (level.name, rate.name)
        for grid, row, column in (*levels, *rates)
    ):
        return  # the sentence is the row
    exact = [(g, r, c, k) for g, r, c in levels for h, s, k in rates if g is h and r == s and c < k]
    exact = [one for one in exact if words_of(one[0].labels.get(one[1], "")) & spoken]
    if exact:
        nearest = min(exact, key=lambda one: one[3] - one[2])
        yield from _same(frame, level, rate, *nearest, doubt=True)
        return
    near = [
        (grid, row, column, other)
        for grid, row, anchor, wanted in (
            *((g, r, c, rate) for g, r, c in levels),
            *((g, r, c, level) for g, r, c in rates),
        )
        for column, other in _pairs(grid, row, anchor, wanted)
    ]
    near = [one for one in near if _named(one[0].labels.get(one[1], ""), spoken)]
    if len(near) == 1:
        yield from _same(frame, level, rate, *near[0], doubt=False)


def _alone(
    frame: Frame, rate: Figure, cells: dict[Key, list[tuple[Grid, int, int]]]
) -> Iterator[Link]:
    """Revenues increased 4%: the levels stand in the row of that name, beside the same rate."""
    spoken = words_of(" ".join(m.label for m in frame.slots.values()))
    rows = [
        one for one in cells.get(_key(rate), ()) if _named(one[0].labels.get(one[1], ""), spoken)
    ]
    rows = [one for one in rows if one[0].figures[one[1], one[2]].name != rate.name]
    found = [(one, pair) for one in rows if (pair := _levels_before(*one)) is not None]
    if len({tuple(level.reading.value for level in pair) for _, pair in found}) != 1:
        return  # none, or rows of several things
    (grid, row, column), (current, base) = found[0]
    printed = grid.figures[row, column]
    because = f"{frame.words} … {grid.name(row, column)}"
    yield Link("same", {"figures": [rate, printed]}, because, stated=False, doubt=ANOTHER_FACT)
    roles = {"current": current, "base": base, "rate": rate}
    yield Link("growth", roles, because, stated=False, doubt=ANOTHER_BASE)


def _levels_before(grid: Grid, row: int, column: int) -> tuple[Figure, Figure] | None:
    """The two levels that a rate in a row compares: beside it, or before a column of changes."""
    rate = grid.figures[row, column]
    for left in (column - 2, column - 3):
        current, base = grid.figures.get((row, left)), grid.figures.get((row, left + 1))
        if current is None or base is None or not same_unit(current, base):
            continue
        if base.reading.value > 0 and not same_unit(current, rate):
            roles = {"current": current, "base": base, "rate": rate}
            if Link("growth", roles, "").outcome != "fails":
                return current, base
    return None


def _pairs(grid: Grid, row: int, anchor: int, wanted: Figure) -> Iterator[tuple[int, int]]:
    """Level and rate column where one of them is the anchor and the other differs by one digit."""
    for column in grid.columns:
        figure = grid.figures.get((row, column))
        if (
            figure is None
            or not same_unit(figure, wanted)
            or not differ_by_one_digit(figure, wanted)
        ):
            continue
        if figure.reading.direction == wanted.reading.direction and abs(column - anchor) == 2:
            yield min(column, anchor), max(column, anchor)


def _named(label: str, spoken: frozenset[str]) -> bool:
    words = words_of(label)
    return bool(words) and words <= spoken


def _same(
    frame: Frame,
    level: Figure,
    rate: Figure,
    grid: Grid,
    row: int,
    column: int,
    other: int,
    doubt: bool,
) -> Iterator[Link]:
    because = f"{frame.words} … {grid.name(row, other)}"
    unsure = ANOTHER_FACT if doubt else None
    for mine, printed in ((level, grid.figures[row, column]), (rate, grid.figures[row, other])):
        yield Link("same", {"figures": [mine, printed]}, because, stated=False, doubt=unsure)
    base = grid.figures.get((row, column + 1))
    if other == column + 2 and base is not None and same_unit(base, level):
        roles = {"current": level, "base": base, "rate": rate}
        yield Link("growth", roles, because, stated=False, doubt=ANOTHER_BASE if doubt else None)


def _key(figure: Figure) -> Key:
    sign = -1 if figure.reading.direction == "down" else 1
    return figure.reading.value * sign, unit_of(figure)
