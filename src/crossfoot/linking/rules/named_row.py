"""粮食产量13.61万吨，下降12.0%, and the row 粮食产量 of a table with one of the two misprinted."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY
from crossfoot.linking.find import plain
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Frame, Scene, span
from crossfoot.linking.slips import differ_by_one_digit
from crossfoot.linking.words import LEVELS, PERCENT

_MARK = re.compile(r"^(?:其中|[#＃*\d.、\s:：一二三四五六七八九十()（）—－-])+|\s+")
_UNIT = re.compile(r"[(（][^()（）]*[)）]|\s+")
_LOOSE = re.compile("类|种植|播种|实现|完成|企业|[总额量]|(?<=产)值")
_SHORTEST = 2  # characters of a name


@dataclass(frozen=True, slots=True)
class Row:
    """A level and the rate in the next column, in the row of a name."""

    level: Figure
    rate: Figure
    because: str


def links(scene: Scene) -> Iterator[Link]:
    """A sentence and the only row of its name: where one figure agrees, so should the other."""
    rows = _rows(scene)
    for sentence, frame in scene.frames() if rows else ():
        level, rate = frame.level, frame.slots.get("rate")
        if not sentence.chinese or level is None or rate is None or YEARLY.search(frame.words):
            continue
        found = [
            row
            for row in rows.get(_canonical(level.label), ())
            if same_unit(row.level, level.figure) and span(row.level)[0] != level.start
        ]
        if len(found) == 1:
            yield from _compared(frame, level.figure, rate.figure, found[0])


def _compared(frame: Frame, level: Figure, rate: Figure, row: Row) -> Iterator[Link]:
    pairs = [(level, row.level), (rate, row.rate)]
    alike = [_signed(one) == _signed(other) for one, other in pairs]
    if sum(alike) != 1:
        return
    one, other = pairs[alike.index(False)]
    exact = one.reading.qualifier == other.reading.qualifier == "exact"
    if exact and differ_by_one_digit(one, other) and _down(one) == _down(other):
        because = f"{frame.words} … {row.because}"
        yield Link("same", {"figures": [one, other]}, because, stated=False)


def _rows(scene: Scene) -> dict[str, list[Row]]:
    """The rows of Chinese tables by their names, alone and before the head of the column."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for grid in scene.grids:
        columns = grid.columns
        for row in grid.rows:
            name = _MARK.sub("", grid.labels[row])
            if len(name) < _SHORTEST or name.isascii():
                continue
            for column, after in pairwise(columns):
                level, rate = grid.figures.get((row, column)), grid.figures.get((row, after))
                if level is None or rate is None or rate.unit not in PERCENT:
                    continue
                if level.reading.kind not in LEVELS or level.unit in PERCENT:
                    continue
                found = Row(level, rate, grid.name(row, column))
                head = _UNIT.sub("", grid.heads.get(column, ""))
                for key in {_canonical(name), _canonical(f"{name}{head}")}:
                    rows[key].append(found)
    return rows


def _canonical(name: str) -> str:
    """A name without what texts and tables put in or leave out: 葡萄种植面积, 葡萄面积."""
    return _LOOSE.sub("", plain(name))


def _signed(figure: Figure) -> object:
    return (-1 if figure.reading.direction == "down" else 1) * figure.reading.value


def _down(figure: Figure) -> bool:
    return figure.reading.direction == "down" or figure.reading.value < 0
