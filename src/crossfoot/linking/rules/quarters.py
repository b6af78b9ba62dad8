"""Four quarters and their year, in one table or in two."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.figure import Figure
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Scene
from crossfoot.linking.sums import agrees

_QUARTERS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"第?[一1]季度|Q1|first quarter",
        r"第?[二2]季度|Q2|second quarter",
        r"第?[三3]季度|Q3|third quarter",
        r"第?[四4]季度|Q4|fourth quarter",
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def links(scene: Scene) -> Iterator[Link]:
    """Rows of four quarters, and the year's figure in the column of that year elsewhere."""
    years: list[tuple[str, str, Figure]] = []
    for grid in scene.grids:
        for (row, column), figure in sorted(grid.figures.items()):
            year = _YEAR.search(grid.heads.get(column, ""))
            if year and not any(q.search(grid.heads[column]) for q in _QUARTERS):
                years.append((year[0], grid.labels.get(row, ""), figure))
    for grid in scene.grids:
        columns = [[c for c in grid.columns if q.search(grid.heads.get(c, ""))] for q in _QUARTERS]
        caption = _YEAR.findall(grid.caption)
        if any(len(some) != 1 for some in columns) or not caption:
            continue
        for row in grid.rows:
            figures = [grid.figures.get((row, some[0])) for some in columns]
            parts = [one for one in figures if one is not None]
            if len(parts) == len(_QUARTERS):
                yield from _year(grid.labels[row], caption[-1], parts, years)


def _year(
    label: str, year: str, parts: list[Figure], years: list[tuple[str, str, Figure]]
) -> Iterator[Link]:
    for found, name, total in years:
        if found != year or not same_unit(total, parts[0]) or (label and name != label):
            continue
        if label or agrees(total, parts):
            roles: Roles = {"total": total, "parts": parts}
            yield Link(
                "total",
                roles,
                f"{name} / {year}",
                stated=bool(label),
                doubt=MAY_BE_INCOMPLETE,
                slip=True,
            )
            return
