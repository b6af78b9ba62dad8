"""收入总量减去支出A、补充基金B后，结转C: what is taken from a level, and what is left of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import ANOTHER_BASE, Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.zh import clause_of

_TAKEN = re.compile(
    r"(?:^|[。；;,，])(?P<whole>[^,，。；;]{2,12}?)(?:减去|扣除|减)(?=[^,，。；;]*?\d)"
)
_REACH = 12  # levels before the words among which the whole is


def links(scene: Scene) -> Iterator[Link]:
    """The levels up to 后 and the first one after it come to the level that is named."""
    for paragraph in scene.paragraphs:
        inside = [m for s in paragraph for m in levels(s) if m.depth == 0]
        for sentence in paragraph if paragraph[0].chinese else ():
            for said in _TAKEN.finditer(sentence.text):
                at = sentence.start + said.end("whole")
                before = [m for m in inside if m.end <= at][-_REACH:]
                whole = _named(before, said["whole"])
                after = [m for m in levels(sentence) if m.start > at and m.depth == 0]
                count = next((i for i, m in enumerate(after) if "后" in m.lead), 0)
                if whole is None or not count:
                    continue
                parts = after[: count + 1]
                if not all(same_unit(m.figure, whole.figure) for m in parts):
                    continue
                words = sentence.between(sentence.start + said.start("whole"), parts[-1].end)
                roles: Roles = {"total": whole.figure, "parts": [m.figure for m in parts]}
                yield Link("total", roles, words, doubt=ANOTHER_BASE, slip=True)


def _named(before: list[Mention], phrase: str) -> Mention | None:
    """The last level that is called so in its own clause."""
    return next((m for m in reversed(before) if phrase in clause_of(m.lead)), None)
