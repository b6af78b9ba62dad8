"""由42.6亿元增加到41.2亿元，下降3.3%; up 1.9 percent, to $52.60 billion, from $51.61 billion."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.basis import YEARLY, not_comparable
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import CONSTANT_PRICES, Link
from crossfoot.linking.readings import another_reading
from crossfoot.linking.scene import Scene


def links(scene: Scene) -> Iterator[Link]:
    """A level, the level before it and the rate between them, said of one subject."""
    for sentence, frame in scene.frames():
        slots = frame.slots
        if not {"current", "base", "rate"} <= slots.keys():
            continue
        current, base, rate = slots["current"], slots["base"], slots["rate"]
        if not same_unit(current.figure, base.figure) or current.unit in ("%", "‰"):
            continue
        if YEARLY.search(frame.words):
            continue
        roles = {"current": current.figure, "base": base.figure, "rate": rate.figure}
        not_of_levels, adjusted = not_comparable(frame)
        told = adjusted is not CONSTANT_PRICES
        doubt = adjusted or another_reading("growth", roles, "current", sentence)
        yield Link("growth", roles, frame.words, open=not_of_levels, doubt=doubt, stated=told)
