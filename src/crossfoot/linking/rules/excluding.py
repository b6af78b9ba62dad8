"""Earnings were $2.45. Excluding $0.18 of charges, earnings were $2.63: with and without a part."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.linking.facts import words_of
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.words import LEVELS

_LEFT_OUT = re.compile(
    r"\b(?:excluding|excludes|before|net of|without|after deducting)\b[^.;]{0,60}$", re.IGNORECASE
)
_BACK = 3  # sentences before in which the figure with the part is looked for


def links(scene: Scene) -> Iterator[Link]:
    """A part left out, the level without it, and the level with it told just before.

    The part may be a charge or a gain, so it is only seen where it comes out.
    """
    for paragraph in scene.paragraphs:
        for index, sentence in enumerate(paragraph):
            if sentence.chinese or not any(_LEFT_OUT.search(m.lead) for m in sentence.mentions):
                continue
            inside = [m for m in sentence.mentions if m.figure.reading.kind in LEVELS]
            before = [
                m
                for one in reversed(paragraph[max(0, index - _BACK) : index])
                for m in one.mentions
                if m.slot == "current"
            ]
            for part, left in pairwise(inside):
                if _LEFT_OUT.search(part.lead) and left.slot == "current":
                    yield from _links(scene, part, left, before)


def _links(scene: Scene, part: Mention, left: Mention, before: Sequence[Mention]) -> Iterator[Link]:
    name = words_of(left.label)
    for level in before:
        if not same_unit(level.figure, left.figure) or not name & words_of(level.label):
            continue
        for total, parts in ((left, (level, part)), (level, (left, part))):
            if not same_unit(part.figure, left.figure):
                continue
            roles: Roles = {"total": total.figure, "parts": [m.figure for m in parts]}
            words = scene.text[level.start : left.end]
            link = Link("total", roles, words, stated=False, doubt=ANOTHER_BASE)
            if link.outcome == "holds":
                yield link
                return
