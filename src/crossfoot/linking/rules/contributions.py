"""GDP grew by 0.6%, to which spending contributed 0.4 points; 分别拉动经济增长2.1个百分点."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.words import PERCENT

_GIVES = re.compile(
    r"\bcontribut\w*\b|\badd(?:ed|ing|s)?\b|\bsubtract\w*\b|\bdetract\w*\b|拉动|贡献", re.IGNORECASE
)
_MOST = 8  # contributions to one growth
_NEAR = 90  # characters before a figure in which it is called one


def links(scene: Scene) -> Iterator[Link]:
    """A growth with the contributions after it, or before it, if these come to it.

    Nothing says that they are all, so only where they are.
    """
    for paragraph in scene.paragraphs:
        inside = [m for sentence in paragraph for m in sentence.mentions]
        for index, rate in enumerate(inside):
            if rate.unit not in PERCENT or rate.slot not in ("rate", "current", "base"):
                continue
            for near in (inside[index + 1 :], inside[:index][::-1]):
                given = _given(near)
                if len(given) > 1:
                    yield from _link(scene, rate, given)


def _given(near: Sequence[Mention]) -> list[Mention]:
    """The contributions up to the next growth."""
    found: list[Mention] = []
    called = False
    for mention in near:
        if mention.figure.reading.kind != "points":
            if found:
                break
            if mention.unit in PERCENT:
                break
            continue
        called = called or _GIVES.search(f"{mention.lead[-_NEAR:]}{mention.tail[:20]}") is not None
        found.append(mention)
    return found[:_MOST] if called else []


def _link(scene: Scene, rate: Mention, given: Sequence[Mention]) -> Iterator[Link]:
    members = sorted([rate, *given], key=lambda m: m.start)
    words = scene.text[members[0].start : members[-1].end]
    roles: Roles = {"total": rate.figure, "parts": [m.figure for m in given]}
    link = Link("total", roles, words, stated=False, doubt=MAY_BE_INCOMPLETE)
    if link.holds:
        yield link
