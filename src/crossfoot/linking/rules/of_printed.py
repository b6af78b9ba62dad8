"""为调整预算98亿元的101.2%, 占全市总量120亿元的35%: a share with its whole printed before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link, Roles
from crossfoot.linking.scene import Scene


def links(scene: Scene) -> Iterator[Link]:
    """Every level with the whole and the share that its sentence says of it."""
    for _, frame in scene.frames():
        level = frame.level
        for whole, share in pairwise(frame.asides):
            if whole.slot != "whole" or level is None or not same_unit(whole.figure, level.figure):
                continue
            roles: Roles
            if share.slot == "completion":
                roles = {"actual": level.figure, "target": whole.figure, "rate": share.figure}
                yield Link("completion", roles, frame.words)
            elif share.slot == "share":
                roles = {"part": level.figure, "whole": whole.figure, "share": share.figure}
                yield Link("share", roles, frame.words, doubt=ANOTHER_WHOLE, slip=True)
