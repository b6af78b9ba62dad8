"""Rows that lead to a row below them: revenue less costs is the result, GAAP plus items non-GAAP.

Rows that are called a result are believed to be one where the rows above come out; any other
only where the same rows, with the same signs, come out in several columns too exactly for chance.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product
from operator import mul

from crossfoot.linking.amounts import Amount, Row, amounts
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.slips import one_slip
from crossfoot.linking.tables import additive, corroborated
from crossfoot.linking.totals import RESULT, SIGNED, TAKEN, TOTAL
from crossfoot.linking.words import LEVELS

_STEPS = 12  # rows that lead to one
_FREE = 5  # of them, whose signs are looked for; more are taken with the signs of their names
_PAIR = 2  # rows of which either may be taken from the other
_COLUMNS = 2  # in which rows without a name have to come out
_CHANCE = Fraction(1, 10_000)
_NAMED = Fraction(1, 50)  # the same where the row is called a result, and its signs are as called
_ALONE = Fraction(1, 1_000)  # and where it comes out in one column only
_BLOCK = Fraction(1, 19)  # the same for all rows since the last result
_ODD = 16  # how much less likely a sign is that the name of its row does not tell
_FINER = 100  # how much finer than another a figure of the same ladder may be printed
_PLUS = re.compile(r"\s*(?:plus|add|added back|adjustments?|加)\b", re.IGNORECASE)
_BACK = re.compile(
    r"non-GAAP|adjusted|EBITDA|funds from operations|core"
    r"|\bcash (?:flows? )?(?:generated|provided|used|from|\(used)",
    re.IGNORECASE,
)
_TAXED = re.compile(r"[(,] ?(?:pre|before|post|after|net of)[- ]?tax(?:es)?\)?$", re.IGNORECASE)
_EARNED = re.compile(
    r"\b(?:income|earnings|profit|loss|margin|cash|revenues?|sales)\b", re.IGNORECASE
)
Signs = tuple[int, ...]


@dataclass(slots=True)
class _Fit:
    """The columns that come out with these signs, and how likely they would by chance."""

    signs: Signs
    columns: list[int] = field(default_factory=list)
    chance: Fraction = Fraction(1)


def links(scene: Scene) -> Iterator[Link]:
    """Every row that those above it lead to; rows that led somewhere stand behind the result."""
    for grid in scene.grids:
        yield from additive(grid, list(_climbs(grid, amounts(grid, LEVELS))), MAY_BE_INCOMPLETE)
        across = grid.transposed()
        columns = amounts(across, LEVELS | {"share"})
        columns = {row: cells for row, cells in columns.items() if adds_up(across.labels[row])}
        made = _climbs(across, columns)
        # Rows of another kind may not keep to what the columns of the others do.
        yield from (one for one in made if not _fails(one) or one_slip(one.check("probe")))


def _climbs(grid: Grid, rows: dict[int, Row]) -> Iterator[Link]:
    open_rows: list[int] = []
    for row in rows:
        choices = [
            (count, found)
            for count in range(2, min(_STEPS, len(open_rows)) + 1)
            if (found := _ladder(grid, rows, open_rows[-count:], row, count == len(open_rows)))
        ]
        if len(open_rows) == 1:
            yield from _single(grid, rows, open_rows[0], row)
        if choices:
            # in more columns, to the last digit rather than nearly, and then the fewest rows
            count, found = max(choices, key=lambda one: (*_held(one[1]), -one[0]))
            yield from found
            del open_rows[-count:]
        open_rows.append(row)


def _single(grid: Grid, rows: dict[int, Row], only: int, total: int) -> Iterator[Link]:
    """A list of one row and its total, where they agree in every column."""
    first, last = rows[only], rows[total]
    label = grid.labels[total]
    if not (TOTAL.search(label) or _TAXED.search(label)) or first.keys() != last.keys():
        return
    pairs = [[first[column].figure, last[column].figure] for column in sorted(first)]
    if all(one.reading.value == other.reading.value != 0 for one, other in pairs):
        for pair in pairs:
            yield Link("same", {"figures": pair}, label, stated=False, doubt=MAY_BE_INCOMPLETE)


def _fails(link: Link) -> bool:
    return link.outcome == "fails"


def _held(links: Sequence[Link]) -> tuple[int, bool]:
    outcomes = [one.outcome for one in links]
    return len(outcomes) - outcomes.count("fails"), outcomes.count("holds") == len(outcomes)


def _ladder(
    grid: Grid, rows: dict[int, Row], steps: Sequence[int], result: int, whole: bool
) -> list[Link]:
    """The links of all columns, when enough of them agree on the signs of the steps.

    `whole` says that the steps are all the rows that led nowhere so far.
    """
    reached, above = rows[result], [rows[step] for step in steps]
    taken = [_taken(grid, step, result) for step in steps]
    void = [not any(one.value for one in row.values()) for row in above]
    fits: dict[Signs, _Fit] = defaultdict(lambda: _Fit(()))
    for column, cell in reached.items():
        printed = [row.get(column) for row in above]
        if printed[0] is None and not any(printed[1:]):
            continue
        for signs, room in _fits(printed, taken, void, cell):
            fit = fits[signs]
            fit.signs = signs
            fit.columns.append(column)
            fit.chance *= room
    if not fits:
        return []
    ranked = sorted(
        (-len(one.columns), _odd(one.signs, above, taken), one.chance, one.signs)
        for one in fits.values()
    )
    if len(ranked) > 1 and ranked[0][:3] == ranked[1][:3]:
        return []
    best = fits[ranked[0][3]]
    tried = [
        _link([row.get(column) for row in above], best.signs, cell, grid.name(result, column))
        for column, cell in reached.items()
        if any(column in row for row in above)
        and all(same_money(row[column].figure, cell.figure) for row in above if column in row)
    ]
    made = [one for one in tried if one is not None]
    # Where but one of several steps is printed, the others may have been lost.
    made = [one for one in made if one.relation != "same" or not _fails(one)]
    broken = [one for one in made if _fails(one)]
    everywhere = len(made) >= _COLUMNS and not broken
    if not _believed(grid, steps, result, best, ranked[0][1], whole, everywhere):
        return []
    if len(best.columns) < _COLUMNS and len(made) > 1:
        if len(broken) != 1 or not one_slip(broken[0].check("probe")):
            return []
    if broken and not any(one.outcome == "holds" for one in made):  # it may be by chance
        made = [replace(one, doubt=MAY_BE_INCOMPLETE) if one in broken else one for one in made]
    return corroborated(made, MAY_BE_INCOMPLETE, enough=1)


def _believed(
    grid: Grid,
    steps: Sequence[int],
    result: int,
    fit: _Fit,
    odd: int,
    whole: bool,
    everywhere: bool,
) -> bool:
    label = grid.labels[result]
    named = RESULT.search(label) is not None or TOTAL.search(label) is not None
    if not named and any(TOTAL.search(grid.labels[step]) for step in steps):
        return False  # what is left of totals is one only by name
    likely: Fraction = fit.chance * _ODD**odd
    block = whole or RESULT.search(grid.labels[steps[0]]) is not None
    if named and block and odd == 0 and everywhere:
        return True
    if named and len(fit.columns) >= _COLUMNS:
        return likely <= _NAMED
    if named and odd == 0 and fit.chance <= (_BLOCK if block else _ALONE):
        return True
    return fit.chance * (1 << len(steps)) <= _CHANCE


def _odd(signs: Signs, above: Sequence[Row], taken: Sequence[bool]) -> int:
    """How many rows have another sign than their names tell."""
    return sum(
        (sign < 0 and not one) or (sign > 0 and one and _positive(row))
        for sign, one, row in zip(signs, taken, above, strict=True)
    )


def _taken(grid: Grid, step: int, result: int) -> bool:
    """Whether a row is by name one that is taken away; what is added back is not."""
    label = grid.labels[result]
    if not label or TOTAL.search(label) or _BACK.search(label):
        return False  # a sum
    if TAKEN.search(label) and not _EARNED.search(label):
        return False  # costs are made up of costs
    if _PLUS.match(grid.sections.get(step) or ""):
        return False
    name = grid.labels[step]
    return TAKEN.search(name) is not None and SIGNED.search(name) is None


def _positive(row: Row) -> bool:
    return any(one.value > 0 for one in row.values())


def _fits(
    printed: Sequence[Amount | None], taken: Sequence[bool], void: Sequence[bool], cell: Amount
) -> Iterator[tuple[Signs, Fraction]]:
    """The signs with which a column comes out, and how likely it would by chance."""
    values = [0 if one is None else one.value for one in printed]
    steps = [one.step for one in (*printed, cell) if one is not None]
    width, spread = sum(steps), sum(abs(value) for value in values[1:])
    wanted = cell.value - values[0]
    if max(steps) > min(steps) * _FINER:
        return
    if abs(wanted) * 2 > spread * 2 + width and len(values) != _PAIR:
        return
    if not all(one is None or same_money(one.figure, cell.figure) for one in printed):
        return
    free: list[tuple[int, ...]] = []
    for value, one, empty in zip(values[1:], taken[1:], void[1:], strict=True):
        told = -1 if one and value > 0 else 1
        free.append((told,) if empty or len(values) > _FREE else (1, -1))
    room = min(Fraction(1), Fraction(width or 1, spread or abs(values[0]) or 1))
    for signs in product(*free):
        if abs(sum(map(mul, signs, values[1:])) - wanted) * 2 <= width:
            yield (1, *signs), room
    if len(values) == _PAIR and abs(values[1] - values[0] - cell.value) * 2 <= width:
        yield (-1, 1), room  # receipts, outlays, deficit


def _link(
    printed: Sequence[Amount | None], signs: Signs, cell: Amount, because: str
) -> Link | None:
    """A total or a balance; where nothing else is printed, two prints of one amount."""
    figure = cell.figure
    plus = [one.figure for one, sign in zip(printed, signs, strict=True) if one and sign > 0]
    minus = [one.figure for one, sign in zip(printed, signs, strict=True) if one and sign < 0]
    if len(plus) + len(minus) < 2:
        return Link("same", {"figures": [*plus, figure]}, because, stated=False) if plus else None
    if not minus:
        return Link("total", {"total": figure, "parts": plus}, because, stated=False)
    if len(plus) == len(minus) == 1:
        roles = {"inflow": plus[0], "outflow": minus[0], "balance": figure}
        return Link("balance", roles, because, stated=False)
    if len(plus) == 1:
        parts = [*minus, figure]
        return Link("total", {"total": plus[0], "parts": parts}, because, stated=False)
    return None
