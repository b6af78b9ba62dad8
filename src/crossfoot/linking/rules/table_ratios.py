"""A column that is one column over another in every row: 为预算%, completed %, per head."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace

from crossfoot.linking.facts import significant
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.tables import best, corroborated, explained
from crossfoot.linking.words import LEVELS, PERCENT

_COMPLETED = re.compile(
    r"(?:[为占完].{0,8}(?:预算|计划|目标|任务|调整)|完成|执行|进度|达成).{0,6}(?:[%％率]|百分)"
    r"|[%％].{0,4}(?:完成|预算)|% of (?:the )?(?:budget|plan|target|goal)"
    r"|(?:percent|per cent|%) (?:complete|achieved|attained|used|spent)|completion|attainment"
    r"|achievement|utili[sz]ation",
    re.IGNORECASE,
)
_OVER = re.compile(
    r"人均|平均|单价|每[^\d]|[^\d]率|占.{1,8}(?:比重|比例|比|[%％])"
    r"|\b(?:per|rate|ratio|average|mean|margin|yield)\b|% of",
    re.IGNORECASE,
)
_NOT = re.compile(r"增长|增减|增幅|变动|变化|同比|环比|上年|去年|change|growth", re.IGNORECASE)
_SHARP = 3  # rows that have to come out
_SAYS = 2  # digits of a ratio that do not come out by chance


def links(scene: Scene) -> Iterator[Link]:
    """For every column called a completion or a ratio, the two columns that give it, if any do."""
    for grid in scene.grids:
        levels = [column for column in grid.columns if _is_level(grid, column)]
        for column in grid.columns:
            head = grid.heads.get(column, "")
            completed = _COMPLETED.search(head) is not None
            if (not completed and not _OVER.search(head)) or _NOT.search(head):
                continue
            pairs = itertools.permutations([c for c in levels if c != column][:6], 2)
            tried = (list(_column(grid, *pair, column, completed)) for pair in pairs)
            yield from best(_sure(made) for made in tried)


def _sure(made: list[Link]) -> list[Link]:
    """The rows of a structure that those with enough digits bear out; the rest where they agree."""
    said = [one for one in made if _says(one)]
    found = explained(corroborated(said, ANOTHER_BASE, enough=_SHARP), ANOTHER_BASE)
    broken = sum(one.outcome == "fails" for one in found)
    if broken * 4 > sum(one.holds for one in found):  # another structure, or chance
        found = [replace(one, slip=False) for one in found]
    return found + [one for one in made if not _says(one) and one.holds] if found else []


def _says(one: Link) -> bool:
    """Whether a ratio has the digits not to come out by chance: 0.04 comes out of almost all."""
    (rate,) = one.figures.get("ratio") or one.figures["rate"]
    return significant(rate) >= _SAYS


def _is_level(grid: Grid, column: int) -> bool:
    figures = [figure for (_, c), figure in grid.figures.items() if c == column]
    if not adds_up(grid.heads.get(column, "")):
        return False  # a rank, a price, an average
    return all(one.reading.kind in LEVELS and one.unit not in PERCENT for one in figures)


def _column(grid: Grid, above: int, below: int, column: int, completed: bool) -> Iterator[Link]:
    for row in grid.rows:
        part, whole, rate = (grid.figures.get((row, c)) for c in (above, below, column))
        if part is None or whole is None or rate is None or whole.reading.value <= 0:
            continue
        because = grid.name(row, column)
        if completed and rate.unit in PERCENT and same_money(part, whole):
            yield Link("completion", {"actual": part, "target": whole, "rate": rate}, because)
        elif not completed:
            roles = {"numerator": part, "denominator": whole, "ratio": rate}
            yield Link("ratio", roles, because, stated=False)
