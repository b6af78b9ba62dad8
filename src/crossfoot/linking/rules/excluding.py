"""Earnings were $2.45. Excluding $0.18 of charges, earnings were $2.63: with and without a part.

The part stands beside the words that leave it out, or where it was told of first: "excluding the
charges discussed above".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.facts import words_of
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.words import LEVELS

_LEFT_OUT = re.compile(
    r"\b(?:excluding|excludes?|exclusive of|before|net of|without|after deducting|adjusted for)\b",
    re.IGNORECASE,
)
_IS = re.compile(r"\b(?:was|were|is|are|would|totall?ed|amounted|came|increased|decreased)\b")
_AGAIN = re.compile(r"\s*,?\s*(?:or|and|\()\s*$")
_BACK = 3  # sentences before in which the figure with the part is looked for
_FAR = 8  # the same for a part that is told by its name
_CALLED = 2  # words that such a name has in common with the sentence of the part
_EMPTY = frozenset(
    ["above", "discussed", "described", "noted", "previously", "item", "impact", "effect"]
    + ["mentioned", "aforementioned", "such", "related", "certain"]
)


def links(scene: Scene) -> Iterator[Link]:
    """A part left out, the level without it, and the level with it told just before.

    The part may be a charge or a gain, so it is only seen where it comes out.
    """
    for sentence in scene.sentences:
        if sentence.chinese or not sentence.mentions:
            continue
        for cue in _LEFT_OUT.finditer(sentence.text):
            at = sentence.start + cue.end()
            parts, left = _split(sentence, at)
            if not parts and left:
                name = words_of(sentence.between(at, left[0].start)) - _EMPTY
                parts = _named(scene, sentence, name - words_of(left[0].lead[-30:]))
            before = _before(scene, sentence)
            for level in left or [m for m in sentence.mentions if m.end < at]:
                yield from _links(scene, parts, level, before)


def _split(sentence: Sentence, at: int) -> tuple[list[Mention], list[Mention]]:
    """The parts that the words at an offset leave out, and the levels told after them."""
    after = [m for m in sentence.mentions if m.start >= at and _is_amount(m)]
    if not after or _IS.search(sentence.between(at, after[0].start)):
        return [], after
    count = 1
    while count < len(after) and _AGAIN.fullmatch(after[count].lead):
        count += 1
    return after[:count], after[count:]


def _is_amount(mention: Mention) -> bool:
    reading = mention.figure.reading
    return reading.kind in LEVELS or mention.unit.endswith("/share")


def _named(scene: Scene, sentence: Sentence, name: frozenset[str]) -> list[Mention]:
    """The amounts of the nearest sentence before that speaks of what is left out."""
    wanted = min(_CALLED, len(name))
    for one in reversed(scene.sentences[max(0, sentence.index - _FAR) : sentence.index]):
        if wanted and len(name & words_of(one.text)) >= wanted:
            found = [m for m in one.mentions if _is_amount(m)]
            if found:
                return found
    return []


def _before(scene: Scene, sentence: Sentence) -> list[Mention]:
    near = scene.sentences[max(0, sentence.index - _BACK) : sentence.index]
    return [m for one in reversed(near) for m in one.mentions if m.slot == "current"]


def _links(
    scene: Scene, parts: Sequence[Mention], left: Mention, before: Sequence[Mention]
) -> Iterator[Link]:
    name = words_of(left.label)
    for level in before:
        other = words_of(level.label)
        if not same_unit(level.figure, left.figure) or (name and other and not name & other):
            continue
        for part in parts:
            if not same_unit(part.figure, left.figure) or part is level:
                continue
            for total, members in ((left, (level, part)), (level, (left, part))):
                roles: Roles = {"total": total.figure, "parts": [m.figure for m in members]}
                words = scene.text[level.start : left.end]
                link = Link("total", roles, words, stated=False, doubt=ANOTHER_BASE)
                if link.outcome == "holds":
                    yield link
                    return
