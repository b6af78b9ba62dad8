"""Margins: an amount of a statement as a percentage of its revenue, in the same column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant, words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene
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
_OPERATING = re.compile(r"operating|operations", re.IGNORECASE)
_ENOUGH = 3  # digits that say that the rows belong together


@dataclass(frozen=True, slots=True)
class _Row:
    label: str
    columns: dict[str, Figure]


def links(scene: Scene) -> Iterator[Link]:
    """Every row of margins with the amount of its name and the revenue of its column."""
    rows = [row for grid in scene.grids for row in _rows(grid)]
    sales = [row for row in rows if _SALES.match(row.label) and _amounts(row)]
    margins = [row for row in rows if _MARGIN.search(row.label) and not _amounts(row)]
    if not sales or not margins:
        return
    amounts = [row for row in rows if _amounts(row) and not _SALES.match(row.label)]
    for margin in margins:
        named = [row for row in amounts if _named(row.label, margin.label)]
        for amount in named:
            found = next((made for whole in sales if (made := _links(margin, amount, whole))), None)
            if found is not None:
                yield from found
                break


def _rows(grid: Grid) -> Iterator[_Row]:
    for row in grid.rows:
        columns = {
            grid.heads.get(column, "") or str(column): grid.figures[row, column]
            for column in grid.columns
            if (row, column) in grid.figures
        }
        if columns and grid.labels[row]:
            yield _Row(grid.labels[row], columns)


def _amounts(row: _Row) -> bool:
    return all(one.reading.kind in ("amount", "measure") for one in row.columns.values())


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
        if part is None or base is None or rate.unit not in PERCENT or base.reading.value <= 0:
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
