"""年初预算加上转移支付(127.92亿元)、债券(25.59亿元)等153.51亿元，减去…等…，调整为…: a ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.figure import Figure
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence

_ADDED = re.compile(r"加上|加")
_TAKEN = re.compile(r"减去|扣除|减")
_SUM = re.compile(r"\)\s*(?:等|共|共计|合计|等合计)$")
_RESULT = re.compile(r"(?:调整|变更)(?:为|到)$|(?:总计|合计)(?:为)?$")


def links(scene: Scene) -> Iterator[Link]:
    """Bracketed items with what they come to, and the level that the sums lead to."""
    for sentence in scene.sentences:
        if not sentence.chinese or ")" not in sentence.text:
            continue
        outer = [m for m in sentence.mentions if m.depth == 0]
        sums: list[tuple[Mention, list[Mention], int]] = []
        for before, total in zip([None, *outer], outer, strict=False):
            start = before.end if before else sentence.start
            items = [
                m for m in sentence.mentions if m.depth == 1 and start <= m.start < total.start
            ]
            if len(items) > 1 and _SUM.search(total.lead) and _alike(items, total):
                words = sentence.between(start, items[0].start)
                sums.append((total, items, -1 if _taken(words) else 1))
        for total, items, sign in sums:
            figures = [_signed(m.figure, sign) for m in items]
            roles: Roles = {"total": _signed(total.figure, sign), "parts": figures}
            words = sentence.between(items[0].start - len(items[0].lead[-20:]), total.end)
            yield Link("total", roles, words, doubt=MAY_BE_INCOMPLETE, slip=True)
        yield from _result(sentence, outer, sums)


def _result(
    sentence: Sentence, outer: Sequence[Mention], sums: Sequence[tuple[Mention, list[Mention], int]]
) -> Iterator[Link]:
    """The level before the first sum, with all sums, gives the level after the last."""
    if not sums:
        return
    first, last = outer.index(sums[0][0]), outer.index(sums[-1][0])
    if first == 0 or last + 1 >= len(outer) or last - first + 1 != len(sums):
        return
    start, result = outer[first - 1], outer[last + 1]
    if _RESULT.search(result.lead[-8:]) and same_unit(start.figure, result.figure):
        figures = [start.figure, *(_signed(total.figure, sign) for total, _, sign in sums)]
        roles: Roles = {"total": result.figure, "parts": figures}
        words = sentence.between(start.start, result.end)
        yield Link("total", roles, words, doubt=MAY_BE_INCOMPLETE, slip=True)


def _alike(items: Sequence[Mention], total: Mention) -> bool:
    return all(same_unit(m.figure, total.figure) for m in items)


def _taken(words: str) -> bool:
    taken = [found.end() for found in _TAKEN.finditer(words)]
    added = [found.end() for found in _ADDED.finditer(words)]
    return max(taken, default=-1) > max(added, default=-1)


def _signed(figure: Figure, sign: int) -> Figure:
    """What is taken away goes down."""
    reading = figure.reading
    return replace(figure, reading=replace(reading, direction="down" if sign < 0 else None))
