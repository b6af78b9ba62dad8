"""Margins: an amount of a statement as a percentage of its revenue, in the same column.

Other rows of percentages are one of the two rows above over the other, if that is what they are
called: table games drop, table games win, table games win %.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant, words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Frame, Scene
from crossfoot.linking.slips import one_slip
from crossfoot.linking.words import PERCENT

_MARGIN = re.compile(
    r"\bmargin\b|(?:as a|%|percent(?:age)?) (?:percentage )?of (?:\w+ ){0,2}(?:revenues?|sales)"
    r"|利润率|毛利率|净利率",
    re.IGNORECASE,
)
_SALES = re.compile(
    r"^(?:\W|GAAP |total |net |consolidated |operating )*(?:revenues?|sales)(?:\W.*)?$"
    r"|^营业(?:总)?收入",
    re.IGNORECASE,
)
_EMPTY = frozenset(
    ["margin", "percentage", "revenue", "sale", "gaap", "rate", "income", "profit", "loss", "net"]
    + ["from", "operation", "operating"]
)
_REVENUE = frozenset(["revenue", "sale"])
_CLASS = frozenset(["net", "total", "consolidated"])
_FRAMES = 12  # amounts before a margin in text among which its two are looked for
_RATE = frozenset(["rate", "ratio", "percentage", "margin", "hold"])
_NEAR = 2  # rows above a rate that may give it
_OPERATING = re.compile(r"operating|operations", re.IGNORECASE)
_ENOUGH = 2  # digits that say that the rows belong together


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    columns: dict[str, Figure]


def links(scene: Scene) -> Iterator[Link]:
    """Every row of margins with the amount of its name and the revenue of its column."""
    yield from _told(scene)
    rows = []
    for grid in scene.grids:
        own = list(_rows(grid))
        yield from _above(own)
        rows.extend(own)
    sales = [row for row in rows if _SALES.match(row.label) and _amounts(row)]
    margins = [row for row in rows if _MARGIN.search(row.label) and not _amounts(row)]
    if not sales or not margins:
        return
    amounts = [row for row in rows if _amounts(row) and not _SALES.match(row.label)]
    for margin in margins:
        named = [row for row in amounts if _named(row.label, margin.label)]
        if (
            not words_of(margin.label) - _REVENUE - _CLASS - {"percentage"}
        ):  # % of revenues: of the row above
            before = rows[: rows.index(margin)]
            named = [row for row in before[-1:] if _amounts(row)]
        for amount in named:
            found = next((made for whole in sales if (made := _links(margin, amount, whole))), None)
            if found is not None:
                yield from found
                break


def _told(scene: Scene) -> Iterator[Link]:
    """A margin told in text: the amount of its name, and the revenue, told just before it."""
    before: list[Frame] = []
    for sentence, frame in scene.frames():
        if sentence.chinese:
            continue
        margin = frame.level
        if margin is not None and margin.unit in PERCENT and "margin" in margin.label.split():
            name = words_of(margin.label) - {"margin"}
            part = _last(before, lambda label: words_of(label) == name)  # noqa: B023 # used at once
            whole = _last(before, lambda label: words_of(label) - _CLASS <= _REVENUE)
            if part is not None and whole is not None:
                yield from _both(frame, part, whole)
        if margin is not None and margin.figure.reading.kind == "amount" and margin.label:
            before = [*before[1 - _FRAMES :], frame]


def _last(frames: Sequence[Frame], named: Callable[[str], bool]) -> Frame | None:
    levels = ((one, one.level) for one in reversed(frames))
    return next((one for one, level in levels if level and named(level.label)), None)


def _both(margin: Frame, part: Frame, whole: Frame) -> Iterator[Link]:
    """The margin of this period and, where all are printed, that of the one before."""
    for slot in ("current", "base"):
        if all(slot in one.slots for one in (margin, part, whole)):
            above, below, rate = (one.slots[slot].figure for one in (part, whole, margin))
            roles = {"numerator": above, "denominator": below, "ratio": rate}
            words = f"{part.words} … {margin.words}"
            yield Link("ratio", roles, words, stated=False, doubt=ANOTHER_BASE)


def _above(rows: Sequence[_Row]) -> Iterator[Link]:
    """Rows of percentages with the row of their name just above, over the one beside it."""
    for place, rate in enumerate(rows):
        if any(one.unit not in PERCENT for one in rate.columns.values()):
            continue
        name = words_of(rate.label) - _RATE
        near = [row for row in rows[max(0, place - _NEAR) : place] if _amounts(row)]
        for part in near:
            for whole in near:
                if part is not whole and name and words_of(part.label) == name:
                    yield from _links(rate, part, whole)


def _rows(grid: Grid) -> Iterator[_Row]:
    for row in grid.rows:
        columns = grid.cells(row)
        if columns and grid.labels[row]:
            yield _Row(grid.labels[row], columns)


def _amounts(row: _Row) -> bool:
    return any(_is_amount(one) for one in row.columns.values())


def _is_amount(figure: Figure) -> bool:
    return figure.reading.kind in ("amount", "measure", "count")


def _named(amount: str, margin: str) -> bool:
    """Whether an amount is that of a margin by name: operating income, operating margin."""
    mine, other = words_of(amount), words_of(margin)
    if ("non-gaap" in mine) != ("non-gaap" in other) or ("adjusted" in mine) != (
        "adjusted" in other
    ):
        return False
    if mine - _EMPTY != other - _EMPTY:
        return False
    if "gross" in mine or "gross" in other:
        return "gross" in mine and "gross" in other
    operating = [_OPERATING.search(text) is not None for text in (amount, margin)]
    return operating[0] == operating[1] and bool(mine & {"income", "profit", "loss", "margin"})


def _links(margin: _Row, amount: _Row, whole: _Row) -> list[Link]:
    """The margins of all columns, if they come out, or but for one slip."""
    made: list[Link] = []
    for head, rate in margin.columns.items():
        part, base = amount.columns.get(head), whole.columns.get(head)
        if part is None or base is None or not _is_amount(part) or not _is_amount(base):
            continue
        if rate.unit not in PERCENT or base.reading.value <= 0:
            continue
        roles = {"numerator": part, "denominator": base, "ratio": rate}
        made.append(Link("ratio", roles, f"{margin.label} / {head}", stated=False))
    return made if _come_out(made) else []


def _come_out(made: Sequence[Link]) -> bool:
    checks = [one.check("probe") for one in made]
    broken = [one for one in checks if one.verdict().outcome == "fails"]
    digits = sum(
        significant(one.figures["ratio"][0])
        for one, check in zip(made, checks, strict=True)
        if check not in broken
    )
    return digits >= _ENOUGH and (not broken or (len(broken) == 1 and one_slip(broken[0])))
