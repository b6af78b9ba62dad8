"""Farms spent $11,439 on feed; $7,916 on rent; and $8,694 on labour: items of a total before."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import may_be_negative, same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence

_VERB = re.compile(
    r"\b(?:spen[dt]s?|spending|paid|pays?|allocat\w+|received|receives?|raised|earned|borrowed"
    r"|lent|invested|granted|provided|budgeted|appropriated)\b",
    re.IGNORECASE,
)
_ITEM = re.compile(r"^ ?(?:on|for|to|in|from|by|of) [^.;$£€]{2,60}?(?:,|;|,? and|;? and|\.) ?")
_TOTAL = re.compile(
    r"expend|spend|outlay|\bcosts?\b|expense|receipt|revenue|income|\btotal|budget|investment|loans?"
    r"|grants?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_SEVERAL = 3  # items that make a list
_BACK = 4  # sentences before in which the total is looked for


def links(scene: Scene) -> Iterator[Link]:
    """Every item of a list with the total before it that is no less than all of them together."""
    for paragraph in scene.paragraphs:
        for index, sentence in enumerate(paragraph):
            if sentence.chinese or not _VERB.search(sentence.text):
                continue
            items = _items(sentence)
            if len(items) < _SEVERAL:
                continue
            said = sentence.text[: items[0].start - sentence.start]
            near = [m for s in paragraph[max(0, index - _BACK) : index] for m in s.mentions]
            near += [m for m in sentence.mentions if m.end <= items[0].start]
            whole = _whole(scene, near, items, _YEAR.findall(said)[-1:])
            if whole is None:
                continue
            words = sentence.between(items[0].start, items[-1].end)
            for part in items:
                roles: Roles = {"parts": [part.figure], "whole": whole.figure}
                yield Link("part_of", roles, words, stated=False, doubt=MAY_OVERLAP)


def _items(sentence: Sentence) -> list[Mention]:
    inside = levels(sentence)
    said = [m for m in inside if _ITEM.match(m.tail) and same_unit(m.figure, inside[0].figure)]
    return said if said and _VERB.search(said[0].lead) else []


def _whole(
    scene: Scene, near: Sequence[Mention], items: Sequence[Mention], year: Sequence[str]
) -> Mention | None:
    """The nearest total that holds all items: of the year of the list, or the one before it."""
    reached = sum(m.figure.reading.value for m in items)
    fits = [
        m
        for m in reversed(near)
        if m.slot in ("current", "base")
        and same_unit(m.figure, items[0].figure)
        and m.figure.reading.value >= reached
        and (m.slot == "base" or _TOTAL.search(m.lead[-120:] + m.label))
        and not may_be_negative(m.label)
    ]
    fits = [m for m in fits if m.figure.reading.value < fits[0].figure.reading.value * 2]
    new = [m for m in fits if m.slot == "current"]
    if not new:
        return None
    told = _YEAR.findall(scene.text[max(0, new[0].start - 120) : new[0].end + 20])
    if not year or year[0] in told:
        return new[0]
    old = [m for m in fits if m.slot == "base"]
    return old[0] if old else None
