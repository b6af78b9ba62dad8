"""Revenue of $1,240 million was 103.3 per cent of the budget estimate of $1,200 million."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene

_TARGET = re.compile(
    r"^ ?of (?:the |its |our |their )?(?:[\w'’-]+ ){0,4}?(?:budget|target|plan|estimate|goal"
    r"|appropriation|allocation|provision|forecast)s?(?: (?:estimate|figure|amount|total|sum))?"
    r"(?: (?:of|at) | \()(?:about |around |some )?$",
    re.IGNORECASE,
)


def links(scene: Scene) -> Iterator[Link]:
    """A percentage of a target that is printed after it, with the level before it."""
    for sentence in scene.sentences:
        inside = [] if sentence.chinese else sentence.mentions
        for place, target in enumerate(inside):
            rate = inside[place - 1] if place else None
            if rate is None or rate.unit != "%" or not _TARGET.match(target.lead):
                continue
            actual = _actual(inside[: place - 1], target)
            if actual is None or not addable(target.figure) or target.figure.reading.value <= 0:
                continue
            roles = {"actual": actual.figure, "target": target.figure, "rate": rate.figure}
            words = sentence.between(actual.start, target.end)
            yield Link("completion", roles, words, doubt=ANOTHER_BASE, slip=True)


def _actual(before: Sequence[Mention], target: Mention) -> Mention | None:
    """The only level before the percentage that can be what was planned."""
    levels = [m for m in before if addable(m.figure) and same_unit(m.figure, target.figure)]
    return levels[0] if len(levels) == 1 else None
