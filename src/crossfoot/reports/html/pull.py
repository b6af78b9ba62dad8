"""The picture of a contradiction: which checks rest on which figures, and which two pull apart.

Checks stand on the left, the figures they share or rest on at the right, a line for each use.
Where two of the checks leave no common value for a figure, both ranges are drawn on one line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import accumulate, combinations
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from crossfoot.check import Quantity
from crossfoot.figure import Figure
from crossfoot.finding import label, unknown_shown
from crossfoot.interval import Interval
from crossfoot.message import Told
from crossfoot.reports.html.number_line import NumberLine, number_line
from crossfoot.show import Form, Shown, places_apart

if TYPE_CHECKING:
    from crossfoot.reports.html.findings import Finding

_ROW = 30  # height of a row in units of the drawing
_MOST = 12  # rows: a larger contradiction is told by its list alone
_WIDEST = 26  # of a name in the drawing, in Latin letters


@dataclass(frozen=True, slots=True)
class Node:
    """A check or a figure: what is written, where, and in full if it was cut."""

    text: str
    title: str
    y: int
    shared: bool = False


@dataclass(frozen=True, slots=True)
class Web:
    """Checks, figures and the lines between them, as pairs of heights."""

    height: int
    checks: tuple[Node, ...]
    figures: tuple[Node, ...]
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Pull:
    """Two checks that leave no common value for a quantity."""

    quantity: str
    one: str
    other: str
    by_one: Told
    by_other: Told
    line: NumberLine


def web(findings: Sequence[Finding], figures: Sequence[str]) -> Web | None:
    """Which checks of a contradiction use which quantities; None where there are too many.

    `figures` names those that the contradiction rests on; what several checks use is shown too.
    """
    uses = [list(dict.fromkeys(one.name for one in f.check.quantities())) for f in findings]
    often = {name: sum(name in names for names in uses) for names in uses for name in names}
    wanted = [name for name, count in often.items() if count > 1 or name in figures]
    rows = max(len(findings), len(wanted))
    if not 1 < rows <= _MOST or len(findings) < 2:
        return None

    def middle(name: str) -> Fraction:
        at = [number for number, names in enumerate(uses) if name in names]
        return Fraction(sum(at), len(at))

    wanted.sort(key=middle)
    quantities = {one.name: one for f in findings for one in f.check.quantities()}
    left = [_height(number, len(findings), rows) for number in range(len(findings))]
    right = {name: _height(number, len(wanted), rows) for number, name in enumerate(wanted)}
    return Web(
        rows * _ROW,
        tuple(_node(f.check.name, y) for f, y in zip(findings, left, strict=True)),
        tuple(_node(label(quantities[name]), right[name], often[name] > 1) for name in wanted),
        tuple(
            (left[number], right[name])
            for number, names in enumerate(uses)
            for name in names
            if name in right
        ),
    )


def pull(findings: Sequence[Finding]) -> Pull | None:
    """Two checks of a contradiction that leave a quantity no common value, where there are two."""
    for one, other in combinations(findings, 2):
        theirs = _left_over(other)
        for name, (quantity, mine) in _left_over(one).items():
            if name in theirs and mine.intersection(theirs[name][1]) is None:
                return _pull(quantity, one, mine, other, theirs[name][1])
    return None


def _left_over(finding: Finding) -> dict[str, tuple[Quantity, Interval]]:
    """What the other figures of a check leave of each of its quantities."""
    implied, found = finding.verdict.implied, {}
    for role in finding.check.relation.roles:
        for index, quantity in enumerate(finding.check.figures.get(role.name, ())):
            interval = implied.get(f"{role.name}[{index}]" if role.plural else role.name)
            if interval is not None:
                found[quantity.name] = (quantity, interval)
    return found


def _pull(
    quantity: Quantity, one: Finding, mine: Interval, other: Finding, theirs: Interval
) -> Pull | None:
    by_one: Told
    by_other: Told
    if isinstance(quantity, Figure):
        form = Form.of(quantity.reading)
        places = places_apart(mine, theirs, form)
        by_one, by_other = Shown(mine, form, places), Shown(theirs, form, places)
    else:
        form = Form.of(None, quantity.unit)
        by_one, by_other = unknown_shown(quantity, mine), unknown_shown(quantity, theirs)
    line = number_line(mine, theirs, form)
    if line is None:
        return None
    return Pull(label(quantity), one.check.name, other.check.name, by_one, by_other, line)


def _height(number: int, count: int, rows: int) -> int:
    """The middle of a row, with the rows of the shorter side spread over the longer one."""
    return (2 * number + 1) * rows * _ROW // (2 * count)


def _node(text: str, y: int, shared: bool = False) -> Node:
    widths = [2 if east_asian_width(char) in "WF" else 1 for char in text]
    if sum(widths) <= _WIDEST:
        return Node(text, text, y, shared)
    fitting = sum(width < _WIDEST for width in accumulate(widths))
    return Node(text[:fitting] + "…", text, y, shared)
