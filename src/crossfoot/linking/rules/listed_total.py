"""Lists whose parts are all of the whole: 城镇 and 乡村, 按经营地分, or because they add up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from crossfoot.figure import Figure
from crossfoot.linking.facts import significant
from crossfoot.linking.find import plain
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import Parts, closing, summable
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Scene
from crossfoot.linking.sums import agrees, is_total


def links(scene: Scene) -> Iterator[Link]:
    """The total of every list that is complete by its classes or by its sum."""
    changes = {
        id(frame.level): frame.slots["change"].figure
        for _, frame in scene.frames()
        if frame.level and "change" in frame.slots
    }
    closed = closing(scene.sentences)
    complete = _complete_elsewhere(one for one in scene.lists if id(one.parts[-1]) in closed)
    for one in scene.lists:
        if len(one.parts) < 2 or not summable(one):
            continue
        figures = [part.figure for part in one.parts]
        again = id(one.parts[-1]) in closed and _classes(one) in complete
        known = is_total(one) or _ends_in_rest(one) or again
        if known or agrees(one.whole.figure, figures):
            roles: Roles = {"total": one.whole.figure, "parts": figures}
            yield Link(
                "total",
                roles,
                one.words,
                stated=known or one.classed,
                doubt=MAY_BE_INCOMPLETE,
                slip=known,
            )
            yield from _changes(one, changes)


def _complete_elsewhere(lists: Iterable[Parts]) -> set[tuple[str, frozenset[str]]]:
    """Lists that come to their whole to the last digit: so they do in another year or place."""
    return {
        _classes(one)
        for one in lists
        if _CHINESE.match(one.parts[0].label)
        and summable(one)
        and significant(one.whole.figure) >= _LONG
        and len(_classes(one)[1]) == len(one.parts) > 1
        and one.whole.figure.reading.value == sum(m.figure.reading.value for m in one.parts)
        and agrees(one.whole.figure, [m.figure for m in one.parts])
    }


def _classes(one: Parts) -> tuple[str, frozenset[str]]:
    """What the whole and the parts are called, whether planned or reached."""
    whole, *parts = (_ACCOUNT.sub("", plain(m.label)) for m in (one.whole, *one.parts))
    return whole, frozenset(parts) - {""}


_CHINESE = re.compile("[一-鿿]")
_ACCOUNT = re.compile("(?:收入|支出|预算|计划|安排)+$")  # 保工资, 保工资支出
_LONG = 4  # digits that do not come out right by chance
_REST = re.compile("^其[他它](?!用品|服务)")
_FEW = 3  # parts of a list of which the last one is the rest


def _ends_in_rest(one: Parts) -> bool:
    """保险费收入…，补贴收入…，其他收入…: what is left over closes a list."""
    return len(one.parts) >= _FEW and _REST.match(one.parts[-1].label) is not None


def _changes(one: Parts, changes: Mapping[int, Figure]) -> Iterator[Link]:
    """What the parts changed by comes to what the whole changed by."""
    total = changes.get(id(one.whole))
    parts = [changes[id(part)] for part in one.parts if id(part) in changes]
    if total is None or len(parts) < len(one.parts):
        return
    if all(same_unit(part, total) for part in parts):
        roles: Roles = {"total": total, "parts": parts}
        yield Link("total", roles, one.words, stated=False, doubt=MAY_BE_INCOMPLETE)
