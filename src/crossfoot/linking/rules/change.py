"""由X增加到Y，增加Z; rose by 30 to 250 from 220."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.bases import bases_differ
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Scene


def links(scene: Scene) -> Iterator[Link]:
    """A level, the level before it and the difference, said of one subject."""
    for _, frame in scene.frames():
        slots = frame.slots
        if not {"current", "base", "change"} <= slots.keys():
            continue
        roles = {role: slots[role].figure for role in ("current", "base", "change")}
        if same_unit(roles["current"], roles["base"]) and same_unit(
            roles["current"], roles["change"]
        ):
            doubt = ANOTHER_BASE if bases_differ(frame) else None
            yield Link("change", roles, frame.words, doubt=doubt)
