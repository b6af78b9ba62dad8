"""The same fact printed twice with one digit different: the words agree, the figures do not.

Like words alone do not make one fact: reports say the same of every year and every place. What
does is a long number of which all but one digit agree, or another figure beside it that agrees.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY
from crossfoot.linking.facts import Fact, significant, words_of
from crossfoot.linking.find import matches, years_apart
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Frame, Scene
from crossfoot.linking.slips import differ_by_one_digit

_CHINESE = re.compile("[一-鿿]")
_MOST = 20  # prints or frames with something in common that are compared with each other
_LONG = 6  # digits of which all but one agree by no chance
_SENTENCE = 40  # characters
_ANCHOR = 3  # digits of a figure that two frames have in common
_EQUAL = 2  # what `matches` says of one name
_WORDS = 3  # content words that two prints have in common
_SLOTS = ("current", "change", "rate", "points")


def links(scene: Scene) -> Iterator[Link]:
    """Pairs of prints of one fact that differ in one digit."""
    yield from _long(scene.facts)
    yield from _beside(scene)


def _long(everything: Sequence[Fact]) -> Iterator[Link]:
    printed: dict[str, list[Fact]] = defaultdict(list)
    for fact in everything:
        if fact.digits < _LONG or fact.kind == "cell":
            continue
        text = "".join(c for c in fact.figure.text if c in "0123456789.")
        for at in range(len(text)):
            printed[f"{text[:at]}?{text[at + 1 :]}"].append(fact)
    for group in printed.values():
        for one, other in combinations(group[:_MOST], 2):
            alike = one.figure.reading.qualifier == other.figure.reading.qualifier
            # the same in brackets is what is taken away, not a misprint
            differ = abs(one.figure.reading.value) != abs(other.figure.reading.value)
            common = one.words & other.words
            if alike and differ and _far(one, other) and _same_fact(one, other):
                yield Link(
                    "same",
                    {"figures": [one.figure, other.figure]},
                    " ".join(sorted(common)),
                    stated=False,
                )


def _far(one: Fact, other: Fact) -> bool:
    """Whether two figures are of two sentences: 年初预算A，执行中调整为B is one fact no longer."""
    places = [fact.figure.place for fact in (one, other)]
    starts = [place.start or 0 for place in places if place is not None]
    return abs(starts[0] - starts[-1]) >= _SENTENCE


def _same_fact(one: Fact, other: Fact) -> bool:
    """Whether two figures are of one subject, place, time and kind, by all that is said of them."""
    if one.kind != other.kind or not same_unit(one.figure, other.figure):
        return False
    if years_apart(one.figure, other.figure) or len({one.scope, other.scope} - {""}) > 1:
        return False
    if one.label or other.label:
        return matches(one.label, other.label) == _EQUAL
    common = len(one.words & other.words)
    return common >= _WORDS and common * 3 >= 2 * min(len(one.words), len(other.words))


def _beside(scene: Scene) -> Iterator[Link]:
    """Frames that agree in one long figure, or in two, and differ in one digit of another."""
    anchored: dict[tuple[object, ...], list[Frame]] = defaultdict(list)
    for _, frame in scene.frames():
        for key in _anchors(frame):
            anchored[key].append(frame)
    for frames in anchored.values():
        for one, other in combinations(frames[:_MOST], 2):
            pairs = [
                (one.slots[slot].figure, other.slots[slot].figure)
                for slot in _SLOTS
                if slot in one.slots and slot in other.slots
            ]
            misprints = [pair for pair in pairs if _misprint(*pair)]
            if misprints and _alike(one, other):
                because = f"{one.words} … {other.words}"
                for pair in misprints:
                    yield Link("same", {"figures": pair}, because, stated=False)


def _anchors(frame: Frame) -> Iterator[tuple[object, ...]]:
    if len(frame.slots) < 2:
        return
    shown = [(slot, frame.slots[slot].figure) for slot in _SLOTS if slot in frame.slots]
    keys = [(slot, one.reading.value, one.unit, significant(one)) for slot, one in shown]
    yield from (key for key in keys if key[3] >= _ANCHOR)
    yield from ((one, other) for one, other in combinations(keys, 2) if min(one[3], other[3]) >= 2)


def _alike(one: Frame, other: Frame) -> bool:
    """Whether two frames are of one subject and scope, and their rates of one kind."""
    if one.level is not None and one.level is other.level:
        return False  # two rates of one level, on two bases
    scopes = {frame.level.scope for frame in (one, other) if frame.level}
    yearly = {YEARLY.search(frame.words) is None for frame in (one, other)}
    if len(scopes - {""}) > 1 or len(yearly) > 1 or not one.level or not other.level:
        return False
    if years_apart(one.level.figure, other.level.figure):
        return False
    if _CHINESE.search(one.words):
        return matches(one.level.label, other.level.label) == _EQUAL
    mine, theirs = _words(one), _words(other)
    common = len(mine & theirs)
    return common > 1 and common * 3 >= 2 * min(len(mine), len(theirs))


def _words(frame: Frame) -> frozenset[str]:
    return words_of(" ".join(f"{m.scope} {m.label}" for m in frame.slots.values()))


def _misprint(one: Figure, other: Figure) -> bool:
    return (
        one.reading.value != other.reading.value
        and same_unit(one, other)
        and one.reading.direction == other.reading.direction
        and one.reading.qualifier == other.reading.qualifier
        and differ_by_one_digit(one, other)
    )
