"""市级主要支出按功能科目分类：, then ——教育支出…, ——农林水支出…: items below a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.sums import agrees

_HEADING = re.compile("(?P<kind>支出|收入)[^,，。；;:]{0,16}:$")
_KINDS = ("支出", "收入")
_LONGEST = 40  # characters of a heading
_MOST = 40  # paragraphs below it
_REACH = 12  # levels before it among which the whole is
_FEW = 3  # items of a list that is taken for one
_ITEM = re.compile(
    r"^[\s—–-]*(?:\d+[.、]|[(（]?[一二三四五六七八九十]+[)）、.])?[^,，。；;:\d]{2,24}$"
)
_NEXT = re.compile(r"^[,，、；;][^,，。；;:\d]{2,24}$")
_ALL = re.compile("总计|合计|总量|结余|结转")


def links(scene: Scene) -> Iterator[Link]:
    """Each item is a part of the last income or spending before the heading, and all are.

    Where they come to it, they are all of it.
    """
    shared = {
        id(frame.level)
        for _, frame in scene.frames()
        if frame.level and any(m.slot == "share" for m in frame.asides)
    }
    before: list[Mention] = []
    taken: set[int] = set()
    paragraphs = scene.paragraphs
    for number, paragraph in enumerate(paragraphs):
        inside = (m for sentence in paragraph for m in levels(sentence) if m.depth == 0)
        before.extend(m for m in inside if id(m) not in taken and m.label.endswith(_KINDS))
        kind = _kind(paragraph)
        if kind:
            items = _items(paragraphs[number + 1 : number + 1 + _MOST])
            taken.update(id(m) for m in items)
            for link, alone in _links(scene, kind, before[-_REACH:], items):
                if alone is None or id(alone) not in shared:  # a share says more of it
                    yield link


def _kind(paragraph: Sequence[Sentence]) -> str:
    """Whether a heading, or the end of a paragraph, announces items of income or of spending."""
    last = paragraph[-1]
    if last.mentions or last.end - last.start > _LONGEST:
        return ""
    said = _HEADING.search(last.text.strip())
    return said["kind"] if said else ""


def _items(paragraphs: Sequence[Sequence[Sentence]]) -> list[Mention]:
    """The first level of each paragraph that begins with one, or all of one that lists them."""
    found: list[Mention] = []
    for paragraph in paragraphs:
        mentions = paragraph[0].mentions
        if not mentions:
            if any(sentence.mentions for sentence in paragraph) or _kind(paragraph):
                break
            continue  # what is said of the item before
        if not _ITEM.match(mentions[0].lead) or not addable(mentions[0].figure):
            break
        found.append(mentions[0])
        row = [m for m in mentions[1:] if _NEXT.match(m.lead) and m.slot == "current"]
        if len(row) == len(mentions) - 1:
            found.extend(row)
    return found


def _links(
    scene: Scene, kind: str, before: Sequence[Mention], items: Sequence[Mention]
) -> Iterator[tuple[Link, Mention | None]]:
    """Every bound, with its part where it is of one alone."""
    if len(items) < _FEW:
        return
    most = max(m.figure.reading.value for m in items)
    wholes = (
        m
        for m in reversed(before)
        if m.label.endswith(kind)
        and not _ALL.search(m.lead[-8:])
        and same_unit(m.figure, items[0].figure)
        and m.figure.reading.value >= most
        and (not m.scope or not items[0].scope or m.scope == items[0].scope)
    )
    whole = next(wholes, None)
    parts = [m for m in items if same_unit(m.figure, items[0].figure)]
    if whole is None or sum(m.figure.reading.value for m in parts) > whole.figure.reading.value:
        return
    words = scene.text[whole.start - len(whole.label) : items[0].end]
    if agrees(whole.figure, [m.figure for m in parts]):
        total: Roles = {"total": whole.figure, "parts": [m.figure for m in parts]}
        yield Link("total", total, words, stated=False), None
    for some in (*([part] for part in parts), parts):
        roles: Roles = {"parts": [m.figure for m in some], "whole": whole.figure}
        link = Link("part_of", roles, words, stated=False, doubt=MAY_OVERLAP)
        yield link, some[0] if len(some) == 1 else None
