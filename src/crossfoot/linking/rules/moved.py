"""The rate was cut by 75 basis points. It now stands at 3.5 percent, from 4.25: told apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.figure import Figure
from crossfoot.linking.facts import words_of
from crossfoot.linking.find import matches
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Frame, Mention, Scene, Sentence
from crossfoot.linking.words import PERCENT

_NEAR = 3  # sentences within which one goes on with what another says
_COMMON = 2  # content words that two places have in common, to be of one thing
_LEVELS = ("current", "rate", "base")


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """Two percentages of one thing, the new one and the one before."""

    current: Figure
    base: Figure
    words: frozenset[str]
    sentence: Sentence
    frame: Frame


def links(scene: Scene) -> Iterator[Link]:
    """Every move in points with the two levels that a sentence elsewhere prints.

    Nothing ties them but what they are called, so only where they agree.
    """
    moves = [
        (sentence, frame, frame.slots["points"])
        for sentence, frame in scene.frames()
        if "points" in frame.slots and not _is_whole(frame)
    ]
    if not moves:
        return
    pairs = [pair for sentence, frame in scene.frames() if (pair := _pair(sentence, frame))]
    said = {fact.figure.name: fact.words for fact in scene.facts}
    for sentence, frame, moved in moves:
        words = said.get(moved.figure.name, frozenset())
        for pair in pairs:
            near = _near(sentence, pair.sentence)
            common = words & pair.words
            if not near and (sentence.chinese or len(common) < _COMMON):
                continue
            level = _level(frame)
            if level is not None and not _agree(level.figure, pair.current):
                continue
            roles = {"current": pair.current, "base": pair.base, "change": moved.figure}
            link = Link(
                "points_change",
                roles,
                f"{frame.words} … {pair.frame.words}",
                stated=False,
                doubt=ANOTHER_BASE,
            )
            if link.holds:
                yield link
        yield from _before(scene, sentence, frame, moved)


def _is_whole(frame: Frame) -> bool:
    return "base" in frame.slots and _level(frame) is not None


def _level(frame: Frame) -> Mention | None:
    level = frame.level or frame.slots.get("rate")
    return level if level is not None and level.unit in PERCENT else None


def _pair(sentence: Sentence, frame: Frame) -> _Pair | None:
    current, base = _level(frame), frame.slots.get("base")
    if current is None or base is None or base.unit not in PERCENT or "points" in frame.slots:
        return None
    words = words_of(f"{current.lead[-160:]} {frame.words} {current.tail[:60]}")
    return _Pair(current.figure, base.figure, words, sentence, frame)


def _near(one: Sentence, other: Sentence) -> bool:
    return one.paragraph == other.paragraph and abs(one.index - other.index) <= _NEAR


def _agree(one: Figure, other: Figure) -> bool:
    return one.interval.intersection(other.interval) is not None


def _before(scene: Scene, sentence: Sentence, frame: Frame, moved: Mention) -> Iterator[Link]:
    """Fell by 0.2 points to 4.3%: the level before stands near, under the same name."""
    level = _level(frame)
    if level is None or "base" in frame.slots or not level.label:
        return
    for other in scene.sentences[max(0, sentence.index - _NEAR) : sentence.index + _NEAR + 1]:
        for mention in other.mentions:
            if mention.slot not in _LEVELS or mention.unit not in PERCENT or mention is level:
                continue
            if not _same_name(level, mention, chinese=sentence.chinese):
                continue
            roles = {"current": level.figure, "base": mention.figure, "change": moved.figure}
            words = f"{frame.words} … {other.between(mention.start, mention.end)}"
            link = Link("points_change", roles, words, stated=False, doubt=ANOTHER_BASE)
            if link.holds:
                yield link
                return


def _same_name(one: Mention, other: Mention, *, chinese: bool) -> bool:
    if chinese:
        return matches(one.label, other.label) > 0 and one.scope == other.scope
    mine, theirs = words_of(one.label), words_of(other.label)
    return bool(mine) and mine == theirs
