"""由101家增加到250家，增长1.5倍; doubled from 125 to 250."""

from __future__ import annotations

from collections.abc import Iterator

from crossfoot.linking.basis import not_comparable
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Scene


def links(scene: Scene) -> Iterator[Link]:
    """A level, the level before it and the multiple between them, said of one subject."""
    for _, frame in scene.frames():
        slots = frame.slots
        if not {"current", "base", "multiple"} <= slots.keys():
            continue
        roles = {role: slots[role].figure for role in ("current", "base", "multiple")}
        if same_unit(roles["current"], roles["base"]):
            not_of_levels, adjusted = not_comparable(frame)
            yield Link("multiple", roles, frame.words, open=not_of_levels, doubt=adjusted)
