"""Employment was 5.409 million. It fell by 103,000 (1.9%): a change and rate of a level before.

The sentence has no level of its own, so the link is seen only where it holds, and sharply.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from crossfoot.linking.basis import not_comparable
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Mention, Scene

_BACK = 8  # sentences
_MOST = 8  # levels
_CHANCE = Fraction(1, 8)  # that one of them gives the rate by accident


def links(scene: Scene) -> Iterator[Link]:
    """The nearest level before a change and its rate that gives both."""
    for sentence, frame in scene.frames():
        change, rate = frame.slots.get("change"), frame.slots.get("rate")
        if change is None or rate is None or {"current", "base"} & frame.slots.keys():
            continue
        if not rate.figure.reading.value or any(not_comparable(frame)):
            continue
        near = scene.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]
        levels: dict[Fraction, Mention] = {}
        for one in (m for s in reversed(near) for m in reversed(s.mentions)):
            if one.end <= change.start and _may_be(one, change) and len(levels) < _MOST:
                levels.setdefault(one.figure.reading.value, one)
        reading = rate.figure.reading
        if len(levels) * reading.step > 2 * _CHANCE * abs(reading.value):
            continue
        made = [
            Link(
                "growth_from_change",
                {"current": level.figure, "change": change.figure, "rate": rate.figure},
                scene.text[change.start : rate.end],
                stated=False,
                guess=True,
            )
            for level in levels.values()
        ]
        held = [one for one in made if one.holds]
        if len(held) == 1:
            yield held[0]


def _may_be(level: Mention, change: Mention) -> bool:
    return (
        level.slot in ("current", "base")
        and addable(level.figure)
        and same_unit(level.figure, change.figure)
        and level.figure.reading.value > abs(change.figure.reading.value)
    )
