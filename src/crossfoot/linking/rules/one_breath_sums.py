"""36 schools, 24 primary and 12 secondary: all that a sentence counts, one of them the sum.

No words say that it is one, so it is proposed only where it comes out, to the last digit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import unit_of
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence

_CALLED = re.compile(
    r"\b(?:total|together|altogether|combined|sum|overall|in all)\b|[共总全]|合计", re.IGNORECASE
)
_OF = re.compile(r"\bof (?:the|its|this|that|our|their|a)(?: total)? ?$", re.IGNORECASE)
_FEWEST, _MOST = 3, 9  # figures of one unit
_TELLING = 10  # what the whole is at least, in steps of its last place


def links(scene: Scene) -> Iterator[Link]:
    """The total of each unit's figures in a sentence, where one is the sum of all the others."""
    for sentence in scene.sentences:
        for group in _groups(sentence):
            whole = max(group, key=lambda m: m.figure.reading.value)
            parts = [m for m in group if m is not whole]
            if whole is not group[0] and not _is_called(whole, group):
                continue
            if _comes_out(whole, parts):
                roles: Roles = {"total": whole.figure, "parts": [m.figure for m in parts]}
                words = sentence.between(group[0].start, group[-1].end)
                yield Link("total", roles, words, stated=False, guess=True)

        yield from _hundred(sentence)


def _is_called(whole: Mention, group: Sequence[Mention]) -> bool:
    """Whether the last one is called a total, or one that the rest is left of: of the 13.1."""
    if whole is group[-1] and _CALLED.search(whole.lead):
        return True
    return _OF.search(whole.lead) is not None


def _hundred(sentence: Sentence) -> Iterator[Link]:
    """农业、工业、生活用水分别占64%、24%和12%: shares that come to all, to the last digit."""
    groups: dict[object, list[Mention]] = defaultdict(list)
    for mention in sentence.mentions:
        if _is_share(mention):
            groups[mention.depth].append(mention)
            groups[mention.depth, mention.part].append(mention)
    for group in groups.values():
        figures = [m.figure for m in group]
        if len(group) > 1 and sum(one.reading.value for one in figures) == 1:
            words = sentence.between(group[0].start, group[-1].end)
            yield Link("shares_total", {"parts": figures}, words, stated=False, guess=True)


def _is_share(mention: Mention) -> bool:
    reading = mention.figure.reading
    return (
        reading.kind == "share"
        and reading.qualifier == "exact"
        and reading.direction is None
        and mention.slot in ("current", "share")
    )


def _groups(sentence: Sentence) -> Iterator[Sequence[Mention]]:
    """The figures of one unit in the sentence, and in each of its parts between semicolons."""
    units: dict[object, list[Mention]] = defaultdict(list)
    for mention in levels(sentence):
        if not mention.depth:
            units[_unit(mention)].append(mention)
            units[_unit(mention), mention.part].append(mention)
    for group in units.values():
        if _FEWEST <= len(group) <= _MOST and all(map(_countable, group)):
            yield group


def _unit(mention: Mention) -> str:
    """The unit; English counts of people and of what they are called are one."""
    unit = unit_of(mention.figure)
    return "" if mention.figure.reading.kind == "count" and unit.isascii() else unit


def _countable(mention: Mention) -> bool:
    reading = mention.figure.reading
    return reading.qualifier == "exact" and reading.sign > 0 and adds_up(mention.label)


def _comes_out(whole: Mention, parts: Sequence[Mention]) -> bool:
    reading = whole.figure.reading
    unit = reading.coarse or reading.step or 1
    return reading.value >= _TELLING * unit and reading.value == sum(
        part.figure.reading.value for part in parts
    )
