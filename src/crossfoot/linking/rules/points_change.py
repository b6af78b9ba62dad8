"""由21%提高到74%，提高53个百分点; 39.2%, down 14.5 percentage points from 53.6%."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.bases import bases_differ
from crossfoot.linking.proposed import ANOTHER_BASE, NOT_CLEAR, Link
from crossfoot.linking.scene import Scene
from crossfoot.linking.words import PERCENT


def links(scene: Scene) -> Iterator[Link]:
    """A percentage, the one before it and their difference in points, said of one subject."""
    for _, frame in scene.frames():
        slots = frame.slots
        level = slots.get("current") or slots.get("rate")
        if level is None or not {"base", "points"} <= slots.keys():
            continue
        roles = {
            "current": level.figure,
            "base": slots["base"].figure,
            "change": slots["points"].figure,
        }
        if roles["current"].unit in PERCENT and roles["base"].unit in PERCENT:
            # Where growth is the level, its direction and that of the points are not one.
            doubt = NOT_CLEAR if "current" not in slots else None
            doubt = ANOTHER_BASE if bases_differ(frame) else doubt
            yield Link("points_change", roles, frame.words, doubt=doubt)
