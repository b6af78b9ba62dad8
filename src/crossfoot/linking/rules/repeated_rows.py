"""A row that two tables of a document have in common: revenue in the summary and the statement."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise, takewhile

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant, words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.periods import Period, alike, period
from crossfoot.linking.proposed import ANOTHER_FACT, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.slips import differ_by_one_digit

_MOST = 12  # rows of one name that are compared with each other
_LONG = 4  # digits that two figures do not share by chance
_MANY = 8  # digits of a run that does not come twice by chance
_TOLD = 5  # digits and words that together tell a fact from others of its period
_SOME = 3  # digits that do not come twice in one order by chance
_ABOUT = re.compile(
    r"^.*?\(\d\) |(?:was|were|consisted of|is|are) (?:the following|as follows).*$|\(.*?\)",
    re.IGNORECASE,
)
_TAXED = re.compile(r"[(,] ?(?:post|after|net of)[- ]tax(?:es)?\)?$", re.IGNORECASE)
_REVISED = re.compile(
    r"restat|revis|as (?:previously )?reported|pro forma|adjusted|non-GAAP|preliminary"
    r"|调整|重述|修订",
    re.IGNORECASE,
)
Row = tuple[Grid, int]


def links(scene: Scene) -> Iterator[Link]:
    """Cells of one value in rows of one name, in the same order; or of any name, if many agree."""
    named: dict[frozenset[str], list[Row]] = defaultdict(list)
    for grid in scene.grids:
        for row in grid.rows:
            words = _name(grid, row)
            if words:
                named[words].append((grid, row))
    for rows in named.values():
        if len(rows) > _MOST:
            continue
        for (one, row), (other, again) in combinations(rows, 2):
            left, right = _cells(one, row), _cells(other, again)
            pairs = _pairs(left, right)
            heads = _heads(one, row) == _heads(other, again)
            whole = heads and len(pairs) == len(left) == len(right)
            if one is other and not whole:
                continue
            if one is not other and heads:
                yield from _misprint((one, row), (other, again), named)
            if _believed(pairs) or (whole and _digits(pairs) >= _SOME):
                because = f"{one.labels[row]} … {other.labels[again]}"
                for pair in pairs:
                    yield Link("same", {"figures": pair}, because, False, doubt=ANOTHER_FACT)
            elif one is not other:
                yield from _of_one_period((one, row), (other, again))

    yield from _runs(scene)


def _of_one_period(one: Row, other: Row) -> Iterator[Link]:
    """Cells of one period in two rows of one name, where all of them agree."""
    pairs = []
    left, right = _periods(one), _periods(other)
    for figure, when in left:
        hits = [two for two, then in right if alike(when, then) and same_money(figure, two)]
        rivals = [two for two, then in left if alike(when, then) and same_money(figure, two)]
        if len(hits) == len(rivals) == 1:
            pairs.append([figure, hits[0]])
    named = len(_name(*one))
    if pairs and all(_equal(*pair) for pair in pairs) and _digits(pairs) + named >= _TOLD:
        because = f"{one[0].labels[one[1]]} … {other[0].labels[other[1]]}"
        for pair in pairs:
            yield Link("same", {"figures": pair}, because, False, doubt=ANOTHER_FACT)


def _periods(row: Row) -> list[tuple[Figure, Period]]:
    grid, number = row
    return [
        (grid.figures[number, column], period(grid.heads.get(column, "")))
        for column in grid.columns
        if (number, column) in grid.figures
    ]


def _misprint(
    one: Row, other: Row, named: Mapping[frozenset[str], Sequence[Row]]
) -> Iterator[Link]:
    """Two rows of one name that agree in all columns but one, where they differ in one digit.

    Tables that differ there in another row, too, are about different things: all second homes,
    and those for holidays.
    """
    left, right = _cells(*one), _cells(*other)
    if len(left) != len(right) or _REVISED.search(_around(one) + _around(other)):
        return
    pairs = list(zip(left, right, strict=True))
    broken = [pair for pair in pairs if not _equal(*pair)]
    alike = sum(significant(pair[0]) for pair in pairs if pair not in broken)
    if len(broken) == 1 and alike >= _SOME and all(same_money(*pair) for pair in pairs):
        (pair,) = broken
        slip = differ_by_one_digit(*pair)
        if slip and pair[0].reading.direction == pair[1].reading.direction:
            if _differ(one, other, pair, named):
                return
            because = f"{one[0].labels[one[1]]} … {other[0].labels[other[1]]}"
            yield Link("same", {"figures": pair}, because, False)


def _differ(
    one: Row,
    other: Row,
    pair: Sequence[Figure],
    named: Mapping[frozenset[str], Sequence[Row]],
) -> bool:
    """Whether another row that both tables have is not the same in the column of a pair."""
    columns = [
        next(c for (r, c), figure in grid.figures.items() if r == row and figure is cell)
        for (grid, row), cell in zip((one, other), pair, strict=True)
    ]
    for rows in named.values():
        first = [row for grid, row in rows if grid is one[0] and row != one[1]]
        second = [row for grid, row in rows if grid is other[0] and row != other[1]]
        if len(first) == len(second) == 1:
            cells = [
                grid.figures.get((row, column))
                for (grid, _), row, column in zip(
                    (one, other), (first[0], second[0]), columns, strict=True
                )
            ]
            if cells[0] is not None and cells[1] is not None and not _equal(cells[0], cells[1]):
                return True
    return False


def _around(row: Row) -> str:
    grid, number = row
    return " ".join([grid.caption, grid.labels[number], grid.sections.get(number) or ""])


def _name(grid: Grid, row: int) -> frozenset[str]:
    """What a row is called; one without a label is what its table is about.

    What is not said to be non-GAAP is GAAP, and shares are the same by either.
    """
    figures = [one for (r, _), one in grid.figures.items() if r == row]
    label = _TAXED.sub("", grid.labels[row])
    words = words_of(label or (_ABOUT.sub("", grid.caption) if figures else ""))
    if any(one.unit == "shares" for one in figures):
        section = words_of(grid.sections.get(row) or "")
        return frozenset(["shares", *((words | section) & {"basic", "diluted"})])
    return words - {"gaap"}


def _heads(grid: Grid, row: int) -> list[str]:
    return [grid.heads.get(c, "") for c in grid.columns if (row, c) in grid.figures]


def _digits(pairs: Sequence[Sequence[Figure]]) -> int:
    return sum(significant(pair[0]) for pair in pairs)


def _runs(scene: Scene) -> Iterator[Link]:
    """Rows that print the same figures one after another: 1,802.3 1,104.4 63 % 69 %."""
    starts: dict[tuple[Fraction, Fraction], list[tuple[Grid, int, int, list[Figure]]]]
    starts = defaultdict(list)
    for grid in scene.grids:
        for row in grid.rows:
            cells = _cells(grid, row)
            for place, (first, second) in enumerate(pairwise(cells)):
                starts[first.reading.value, second.reading.value].append((grid, row, place, cells))
    for places in starts.values():
        if len(places) > _MOST:
            continue
        for (one, row, at, left), (other, again, there, right) in combinations(places, 2):
            if one is other or (at and there and _equal(left[at - 1], right[there - 1])):
                continue  # not where the run begins
            pairs = [
                list(pair)
                for pair in takewhile(_alike, zip(left[at:], right[there:], strict=False))
            ]
            shorter, longer = sorted((left, right), key=len)
            if _digits(pairs) < _MANY and len(shorter) > len(pairs):
                # A row of amounts in one of amounts and of amounts per share.
                spread = _pairs(shorter, longer)
                pairs = spread if len(spread) == len(shorter) else pairs
            if _digits(pairs) >= _MANY:
                because = f"{one.labels[row]} … {other.labels[again]}"
                for pair in pairs:
                    yield Link("same", {"figures": pair}, because, False, doubt=ANOTHER_FACT)


def _alike(pair: tuple[Figure, Figure]) -> bool:
    return _equal(*pair)


def _cells(grid: Grid, row: int) -> list[Figure]:
    return [figure for (r, _), figure in sorted(grid.figures.items(), key=_place) if r == row]


def _place(cell: tuple[tuple[int, int], Figure]) -> tuple[int, int]:
    return cell[0]


def _pairs(one: Sequence[Figure], other: Sequence[Figure]) -> list[list[Figure]]:
    """Equal cells in the order of both rows."""
    found, start = [], 0
    for figure in one:
        for place in range(start, len(other)):
            if _equal(figure, other[place]):
                found.append([figure, other[place]])
                start = place + 1
                break
    return found


def _equal(one: Figure, other: Figure) -> bool:
    first, second = one.reading, other.reading
    return (
        first.value == second.value
        and first.value != 0
        and first.direction == second.direction
        and same_money(one, other)
    )


def _believed(pairs: Sequence[Sequence[Figure]]) -> bool:
    digits = [significant(pair[0]) for pair in pairs]
    return any(count >= _LONG for count in digits) or (
        len(digits) > 1 and max(digits, default=0) >= _SOME
    )
