"""比上年增加1354家，增长20.1%; down 8,893 (2.0%)."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY, not_comparable
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, CONSTANT_PRICES, Link
from crossfoot.linking.readings import another_reading
from crossfoot.linking.scene import Scene


def links(scene: Scene) -> Iterator[Link]:
    """A level, what it grew by and at what rate, where the level before is not printed."""
    for sentence, frame in scene.frames():
        slots = frame.slots
        if "base" in slots or not {"current", "change", "rate"} <= slots.keys():
            continue
        if YEARLY.search(frame.words):
            continue
        roles = {role: slots[role].figure for role in ("current", "change", "rate")}
        if same_unit(roles["current"], roles["change"]):
            not_of_levels, adjusted = not_comparable(frame)
            told = adjusted is not CONSTANT_PRICES
            doubt = adjusted or another_reading("growth_from_change", roles, "current", sentence)
            if _of_others(roles["current"], roles["change"]):
                doubt = doubt or ANOTHER_BASE
            yield Link(
                "growth_from_change",
                roles,
                frame.words,
                open=not_of_levels,
                doubt=doubt,
                stated=told,
            )


def _of_others(level: Figure, change: Figure) -> bool:
    """24,630 adoptions, 1,230 couples more: counts of different nouns."""
    nouns = [one.unit.lower().split()[-1:] for one in (level, change)]
    return level.reading.kind == "count" and all(nouns) and nouns[0] != nouns[1]
