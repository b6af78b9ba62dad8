"""Care homes (with or without nursing) accounted for 38% (352,000): what rows of a table add to.

Which rows is told by their names only: those that hold a word of the clause, or neighbours each
of which does. It is seen where the levels and their shares come to what the text prints.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.figure import Figure
from crossfoot.linking.facts import words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_unit
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import ANOTHER_FACT, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.totals import TOTAL
from crossfoot.linking.words import PERCENT

_MOST = 8  # rows that are added up
_COUNTED = ("count", "measure", "amount")


def links(scene: Scene) -> Iterator[Link]:
    """Every share beside its level, with the rows of a table that come to both."""
    grids = [grid for grid in scene.grids if grid.heads and len(grid.rows) > 2]
    for sentence in scene.sentences if grids else ():
        for one, other in () if sentence.chinese else pairwise(sentence.mentions):
            level, share = (one, other) if other.unit in PERCENT else (other, one)
            if share.unit not in PERCENT or level.figure.reading.kind not in _COUNTED:
                continue
            if not other.lead.rstrip().endswith("(") or share.figure.reading.direction:
                continue
            for grid in grids:
                yield from _links(sentence, level, share, grid)


def _links(sentence: Sentence, level: Mention, share: Mention, grid: Grid) -> Iterator[Link]:
    first = min(level.start, share.start)
    said = words_of(sentence.text[: first - sentence.start])
    if any(one.name == level.figure.name for one in grid.figures.values()):
        return
    for rows in sorted(_sets(grid, said), key=len):
        counted = _column(grid, rows, level.figure)
        parts = _column(grid, rows, share.figure)
        if counted is None or parts is None:
            continue
        names = ", ".join(grid.labels[row] for row in rows)
        because = f"{sentence.between(first, max(level.end, share.end))} … {names}"
        for total, cells in ((level.figure, counted), (share.figure, parts)):
            roles: Roles = {"total": total, "parts": cells}
            yield Link("total", roles, because, stated=False, doubt=ANOTHER_FACT)
        return


def _sets(grid: Grid, said: frozenset[str]) -> Iterator[Sequence[int]]:
    """Rows of one word that the text says, and neighbours that each have one."""
    by_word: dict[str, list[int]] = defaultdict(list)
    named = []
    for row in grid.rows:
        if TOTAL.search(grid.labels[row]):
            continue
        words = words_of(grid.labels[row])
        for word in sorted(words & said):
            by_word[word].append(row)
        if words & said:
            named.append(row)
    seen = set[tuple[int, ...]]()
    for rows in by_word.values():
        if 1 < len(rows) <= _MOST and tuple(rows) not in seen:
            seen.add(tuple(rows))
            yield rows
    for index, first in enumerate(named):
        run = [first]
        for row in named[index + 1 : index + _MOST]:
            if row != run[-1] + 1:
                break
            run.append(row)
            if tuple(run) not in seen:
                seen.add(tuple(run))
                yield list(run)


def _column(grid: Grid, rows: Sequence[int], total: Figure) -> list[Figure] | None:
    """The cells of the first column that add up to the figure as it is rounded."""
    reading = total.reading
    room = reading.coarse or reading.step
    for column in grid.columns:
        if not adds_up(grid.heads.get(column, "")):
            continue
        cells = [figure for row in rows if (figure := grid.figures.get((row, column)))]
        if len(cells) < 2 or not all(same_unit(one, total) for one in cells):
            continue
        reached = sum(one.reading.value for one in cells)
        steps = sum(one.reading.step for one in cells)
        if abs(reached - reading.value) * 2 <= room + steps and all(
            one.reading.value < reading.value for one in cells
        ):
            return cells
    return None
