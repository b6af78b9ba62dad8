"""Levels one after another that come to a level beside them, to the last digit."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from crossfoot.linking.find import plain
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import closing, levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene

_Frame = tuple[bool, tuple[str, ...]]  # whether the whole comes first, and the names of the parts
_MOST = 8  # parts looked at on either side of a level
_DIGITS = 4  # digits that do not come out right by chance
_FEW = 3  # digits that do where the words or names make it a list
_CUE = re.compile(r"包括|含|其中|主要是|分别|[:(]|including|\bof which\b", re.IGNORECASE)
_INCOME, _SPENDING = re.compile("收入"), re.compile("支出")
_LEFT = re.compile("结余|结转|差额|余额")


def links(scene: Scene) -> Iterator[Link]:
    """Every level of which the next ones, or the last ones, of its paragraph are the sum.

    Nothing announces it, so it is seen only where it holds.
    """
    lists = [(number, part) for number, one in enumerate(scene.lists) for part in one.parts]
    member = defaultdict[int, set[int]](set)
    for number, part in lists:
        member[id(part)].add(number)
    frames: dict[str, set[_Frame]] = defaultdict(set)
    runs: list[list[Mention]] = []
    for paragraph in scene.paragraphs:
        every = [m for sentence in paragraph for m in levels(sentence) if _countable(m)]
        outer = [m for m in every if m.depth == 0]
        runs.append(outer)
        for inside in (every, outer) if len(outer) < len(every) else (every,):
            for whole, parts in _sums(scene, inside, member):
                ordered = sorted(parts, key=lambda m: m.start)
                if _digits(whole) >= _DIGITS:
                    _remember(frames, whole, ordered)
                yield _link(scene, whole, ordered)
        for way in ("up", "down"):
            moved = [m for sentence in paragraph for m in sentence.mentions if _moved(m, way)]
            for whole, parts in _sums(scene, moved, member):
                yield _link(scene, whole, sorted(parts, key=lambda m: m.start))
    closed = closing(scene.sentences)
    for inside in runs:
        for whole, parts in _broken(inside, frames):
            if whole.start > parts[0].start or id(parts[-1]) in closed:
                yield replace(_link(scene, whole, parts), doubt=MAY_BE_INCOMPLETE, slip=True)


def _link(scene: Scene, whole: Mention, parts: Sequence[Mention]) -> Link:
    roles: Roles = {"total": whole.figure, "parts": [m.figure for m in parts]}
    start = min(whole.start, parts[0].start)
    words = scene.text[start : max(whole.end, parts[-1].end)]
    return Link("total", roles, words, stated=False)


def _remember(frames: dict[str, set[_Frame]], whole: Mention, parts: Sequence[Mention]) -> None:
    """What a sum is made of, by name, where every name is another."""
    labels = tuple(plain(m.label) for m in parts)
    name = plain(whole.label)
    if all(labels) and name and len({name, *labels}) == len(labels) + 1:
        frames[name].add((whole.start < parts[0].start, labels))


def _broken(
    inside: Sequence[Mention], frames: Mapping[str, set[_Frame]]
) -> Iterator[tuple[Mention, Sequence[Mention]]]:
    """The same names in the same order as in a sum that came out, where one digit is wrong."""
    for index, whole in enumerate(inside):
        for first, labels in frames.get(plain(whole.label), ()):
            count = len(labels)
            parts = (
                inside[index + 1 : index + 1 + count]
                if first
                else (inside[max(0, index - count) : index])
            )
            if tuple(plain(m.label) for m in parts) != labels or not _one_place(whole, parts):
                continue
            yield whole, parts


def _one_place(whole: Mention, parts: Sequence[Mention]) -> bool:
    return all(m.scope == whole.scope and same_unit(m.figure, whole.figure) for m in parts)


def _sums(
    scene: Scene, inside: Sequence[Mention], member: Mapping[int, set[int]]
) -> Iterator[tuple[Mention, Sequence[Mention]]]:
    """The sums among levels of a paragraph, or among those outside its brackets."""
    for index, whole in enumerate(inside):
        if _digits(whole) < _FEW:
            continue
        after = inside[index + 1 : index + 2 + _MOST]
        before = inside[max(0, index - _MOST) : index][::-1]
        for following, near in ((True, after), (False, before)):
            parts = _parts(whole, [m for m in near if same_unit(m.figure, whole.figure)])
            if parts and member[id(whole)] & member[id(parts[0])]:
                continue  # one of the same list
            if parts and _believed(scene, whole, parts, following):
                yield whole, parts
                break


def _moved(mention: Mention, way: str) -> bool:
    """Changes one way: a rise of 1,174, of 492 men and 682 women."""
    reading = mention.figure.reading
    return (
        mention.slot == "change"
        and reading.kind in ("count", "amount", "measure")
        and reading.direction == way
        and _countable(mention)
    )


def _digits(mention: Mention) -> int:
    """How many digits have to come out right: zeros at the end are often round by nature."""
    reading = mention.figure.reading
    return len(str(abs(reading.value / (reading.step or 1)).numerator).rstrip("0"))


def _countable(mention: Mention) -> bool:
    reading = mention.figure.reading
    return reading.qualifier == "exact" and reading.value != 0 and adds_up(mention.label)


def _parts(whole: Mention, near: Sequence[Mention]) -> list[Mention]:
    """The first of the levels that add up exactly; none where a rival whole follows them."""
    wanted, reached = whole.figure.reading.value, Fraction(0)
    for count, part in enumerate(near[:_MOST], 1):
        reached += part.figure.reading.value
        if count > 1 and reached == wanted:
            rival = near[count : count + 1]
            if rival and rival[0].figure.reading.value == wanted:
                return []
            return list(near[:count])
    return []


def _believed(scene: Scene, whole: Mention, parts: Sequence[Mention], following: bool) -> bool:
    spent = [m for m in parts if _SPENDING.search(m.label)]
    if _INCOME.search(whole.label) and spent and not any(_LEFT.search(m.label) for m in parts):
        return False  # what came in covers what went out: not one made of the other
    if any(m.scope != whole.scope for m in parts):
        return False
    if _digits(whole) >= _DIGITS:
        return True
    first = min(parts, key=lambda m: m.start)
    gap = scene.text[whole.end : first.start] if following else ""
    tails = {m.label[-2:] for m in (whole, *parts)}
    return _CUE.search(gap) is not None or (len(tails) == 1 and bool(whole.label))
