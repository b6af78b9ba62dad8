"""The same fact printed twice with one digit different: the words agree, the figures do not.

Like words alone do not make one fact: reports say the same of every year and every place. What
does is a long number of which all but one digit agree, or another figure beside it that agrees.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY
from crossfoot.linking.facts import Fact, significant, words_of
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Frame, Scene
from crossfoot.linking.slips import differ_by_one_digit

_MOST = 20  # prints or frames with something in common that are compared with each other
_LONG = 6  # digits of which all but one agree by no chance
_ANCHOR = 3  # digits of a figure that two frames have in common
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
            differ = one.figure.reading.value != other.figure.reading.value
            common = one.words & other.words
            if alike and differ and len(common) >= 2 and same_unit(one.figure, other.figure):
                yield Link(
                    "same",
                    {"figures": [one.figure, other.figure]},
                    " ".join(sorted(common)),
                    stated=False,
                )


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
    return len(scopes) < 2 and len(yearly) == 1 and len(_words(one) & _words(other)) >= 2


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
