"""The same fact told twice in English: in two places of the text, rounded or not, or in a table.

Words in common make two figures of one value one fact; the fewer digits, the more words, and rare
words count more. Where two sentences agree in two figures of one subject, all they say is one.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from crossfoot.figure import Figure
from crossfoot.linking.facts import Fact, significant, words_of
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_FACT, Link
from crossfoot.linking.scene import Frame, Mention, Scene
from crossfoot.linking.words import PERCENT

_MOST = 20  # prints of one value that are compared with each other
_LONG = 4  # digits that two figures do not share by chance
_SOME = 3
# Words of rows of earnings per share that text leaves out, and those that make it another.
_EACH = frozenset(["earning", "income", "profit", "loss", "net", "per", "common", "share"])
_BASIS = frozenset(["adjusted", "non-gaap", "core", "underlying"])
_RARE = ((2, 4), (5, 3), (12, 2))  # how often a word comes at most, and what it counts
_SLOTS = ("current", "change", "rate", "points")
_CLEAR = Fraction(1, 2)  # of the words, for a figure that is rounded or bounded
_NINE_TENTHS = Fraction(9, 10)  # how near to a bound a figure has to be
_BOUNDS = ("over", "under", "at_least")
_CLOSE = 2  # digits of a figure that another is rounded to
_FAST = 2  # figures that two frames have in common, to be one


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A fact with how much it tells: its digits, and the weight of its words."""

    fact: Fact
    digits: int
    value: Fraction


def links(scene: Scene) -> Iterator[Link]:
    """Pairs of prints of one fact; all prints of it become one check."""
    told = [
        _Told(fact, _digits(fact.figure), _signed(fact.figure))
        for fact in scene.facts
        if not fact.label and fact.figure.reading.qualifier != "range"
    ]
    if not any(one.fact.kind != "cell" for one in told):
        return
    weight = _weights(told)
    groups: dict[Fraction, list[_Told]] = defaultdict(list)
    for one in told:
        groups[one.value].append(one)
    for group in groups.values():
        yield from _equal(scene, group[:_MOST], weight)
    yield from _rounded(scene, told, weight)
    yield from _frames(scene)
    yield from _bracketed(scene)


def _digits(figure: Figure) -> int:
    if figure.unit in PERCENT:
        return sum(character.isdigit() for character in figure.text)
    # A move by so many basis points is not told of many things.
    return significant(figure) + (figure.unit == "basis points")


def _signed(figure: Figure) -> Fraction:
    return abs(figure.reading.value)


def _weights(told: Sequence[_Told]) -> dict[str, int]:
    count: dict[str, int] = defaultdict(int)
    for one in told:
        for word in one.fact.words:
            count[word] += 1
    return {
        word: next((points for most, points in _RARE if times <= most), 1)
        for word, times in count.items()
    }


def _equal(scene: Scene, group: Sequence[_Told], weight: dict[str, int]) -> Iterator[Link]:
    """Each print with those most like it, unless these are far more like others."""
    scores = {
        (i, j): score
        for i, one in enumerate(group)
        if one.fact.kind != "cell"
        for j, other in enumerate(group)
        if i != j and (score := _likeness(one, other, weight)) > 0
    }
    best: dict[int, Fraction] = {}
    for (i, j), score in scores.items():
        best[i] = max(best.get(i, score), score)
        if group[j].fact.kind == "cell":
            best[j] = max(best.get(j, score), score)
    for (i, j), score in scores.items():
        mine, theirs = best[i], best.get(j, score)
        long = min(group[i].digits, group[j].digits) >= _SOME
        if score == mine and (long or score * 4 >= theirs * 3):
            yield _link(scene, group[i], group[j])


def _rounded(scene: Scene, told: Sequence[_Told], weight: dict[str, int]) -> Iterator[Link]:
    """A figure with the one that it is rounded from: $4.4 trillion, 4.439."""
    finer = sorted(told, key=lambda one: one.value)
    values = [one.value for one in finer]
    for one in told:
        figure = one.fact.figure
        if one.fact.kind == "cell" or one.digits < _CLOSE:
            continue
        low, high = figure.interval.low, figure.interval.high
        if figure.reading.qualifier in _BOUNDS:
            below = figure.reading.qualifier == "under"
            low, high = (_NINE_TENTHS * one.value, one.value) if below else (one.value, None)
        if low is None:
            continue
        high = one.value / _NINE_TENTHS if high is None else high
        near = finer[bisect_left(values, low) : bisect_right(values, high)][:_MOST]
        scored = [
            (score, other)
            for other in near
            if other.value != one.value
            and other.digits > one.digits
            and other.fact.figure.reading.qualifier == "exact"
            and (score := _likeness(one, other, weight)) >= _CLEAR
        ]
        best = max((score for score, _ in scored), default=Fraction(0))
        chosen = [other for score, other in scored if score == best]
        if len({other.value for other in chosen}) == 1:
            yield _link(scene, one, chosen[0])


def _likeness(one: _Told, other: _Told, weight: dict[str, int]) -> Fraction:
    """How much two prints say of one thing, from 0 to 1; 0 where it is too little for a fact."""
    mine, theirs = one.fact, other.fact
    if not same_unit(mine.figure, theirs.figure) or _apart(mine, theirs):
        return Fraction(0)
    common = mine.words & theirs.words
    shared = sum(weight[word] for word in common)
    digits = min(one.digits, other.digits)
    if theirs.kind == "cell":
        row = (theirs.row or theirs.words) - words_of(theirs.figure.unit)  # a unit is no name
        if theirs.figure.unit.endswith("/share"):
            row = row - _EACH or row
        score = Fraction(len(row & mine.words), len(row) or 1)
        needed = Fraction(1, 2) if digits >= _LONG else Fraction(1)
        if theirs.words & _BASIS != mine.words & _BASIS:
            score, needed = score / 2, needed / 2  # another print of the figure may fit better
        return score if score >= needed else Fraction(0)
    score = Fraction(shared, sum(weight[word] for word in mine.words | theirs.words) or 1)
    smaller = min(sum(weight[word] for word in words) for words in (mine.words, theirs.words))
    cover = Fraction(shared, smaller or 1)
    if digits >= _LONG:
        enough = score * 6 >= 1
    elif digits == _SOME:
        enough = len(common) > 1 and score * 6 >= 1
    elif digits > 1:
        enough = len(common) > 1 and cover * 3 >= 2 and score * 4 >= 1
    else:
        enough = len(common) >= _SOME and cover * 3 >= 2 and score * 3 >= 1
    return score if enough else Fraction(0)


def _apart(one: Fact, other: Fact) -> bool:
    """Whether what is said of two figures keeps them apart: kind, sign, time, another level."""
    kinds = {one.kind, other.kind}
    if "cell" not in kinds and len(kinds) > 1:
        return True
    down = [
        fact.figure.reading.direction == "down" or fact.figure.reading.value < 0
        for fact in (one, other)
    ]
    if down[0] != down[1] and "cell" not in kinds:
        return True
    if one.periods and other.periods and not one.periods & other.periods:
        return True
    levels = (one.level, other.level)
    return (
        levels[0] is not None
        and levels[1] is not None
        and levels[0].interval.intersection(levels[1].interval) is None
    )


def _frames(scene: Scene) -> Iterator[Link]:
    """Sentences that agree in two figures of a subject, or in a long one: all they say is one."""
    found: dict[tuple[str, Fraction, str], list[Frame]] = defaultdict(list)
    for sentence, frame in scene.frames():
        if not sentence.chinese and len(frame.slots) > 1:
            for slot in _SLOTS:
                if slot in frame.slots:
                    figure = frame.slots[slot].figure
                    found[slot, figure.reading.value, figure.unit].append(frame)
    for frames in found.values():
        for one, other in combinations(frames[:_MOST], 2):
            pairs = [
                (one.slots[slot].figure, other.slots[slot].figure)
                for slot in _SLOTS
                if slot in one.slots and slot in other.slots
            ]
            alike = [pair for pair in pairs if _alike(*pair)]
            long = any(significant(pair[0]) >= _LONG for pair in alike)
            if (
                len(alike) == len(pairs)
                and (len(alike) >= _FAST or long)
                and one.level is not other.level
            ):
                because = f"{one.words} … {other.words}"
                for pair in alike:
                    yield Link("same", {"figures": pair}, because, stated=False, doubt=ANOTHER_FACT)


def _alike(one: Figure, other: Figure) -> bool:
    first, second = one.reading, other.reading
    return (
        first.value == second.value
        and first.direction == second.direction
        and same_unit(one, other)
        and one.name != other.name
    )


def _bracketed(scene: Scene) -> Iterator[Link]:
    """More than half (54.9%): a share in words with its print in a bracket."""
    for sentence in scene.sentences:
        if sentence.chinese:
            continue
        for words, share in zip(sentence.mentions, sentence.mentions[1:], strict=False):
            if share.lead.strip() == "(" and _in_words(words) and share.unit in PERCENT:
                figures = [words.figure, share.figure]
                because = sentence.between(words.start, share.end)
                yield Link("same", {"figures": figures}, because, doubt=ANOTHER_FACT)


def _in_words(mention: Mention) -> bool:
    text = mention.figure.text
    return mention.figure.reading.kind == "share" and not any(map(str.isdigit, text))


def _link(scene: Scene, one: _Told, other: _Told) -> Link:
    pieces = []
    for told in (one, other):
        place = told.fact.figure.place
        if place is not None and place.start is not None and place.end is not None:
            pieces.append(scene.text[max(0, place.start - 30) : place.end].strip())
    figures = [one.fact.figure, other.fact.figure]
    return Link("same", {"figures": figures}, " … ".join(pieces), stated=False, doubt=ANOTHER_FACT)
