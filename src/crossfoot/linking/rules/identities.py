"""Figures that are related by what they are called: 自然增长率 is 出生率 less 死亡率."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Mention, Scene


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation and, by role, what its figures are called; the last role is the claimed one."""

    relation: str
    roles: tuple[tuple[str, re.Pattern[str]], ...]
    units: bool = True


def _identity(relation: str, **roles: str) -> Identity:
    return Identity(relation, tuple((role, re.compile(label)) for role, label in roles.items()))


_IDENTITIES = (
    _identity("balance", inflow="出生率$", outflow="死亡率$", balance="自然增长率$"),
    _identity(
        "share",
        part="^(?:城镇|城镇常住)人口$",
        whole="^(?:年末)?(?:常住|总)人口$|^常住总人口$",
        share="^(?:常住人口)?城镇化率$",
    ),
)
_REACH = 3  # sentences, within a paragraph, over which the figures of an identity are spread


def links(scene: Scene) -> Iterator[Link]:
    """Identities whose figures all stand close together, each called by its name once."""
    for paragraph in scene.paragraphs:
        for index in range(len(paragraph)):
            window = paragraph[max(0, index - _REACH + 1) : index + 1]
            here = {id(m) for m in paragraph[index].mentions}
            for identity in _IDENTITIES:
                found = _fill(
                    identity,
                    [m for s in window for m in s.mentions if m.slot in ("current", "share")],
                    here,
                )
                if found is not None:
                    start, end = (
                        min(m.start for m in found.values()),
                        max(m.end for m in found.values()),
                    )
                    roles = {role: m.figure for role, m in found.items()}
                    yield Link(identity.relation, roles, scene.text[start:end], stated=False)


def _fill(identity: Identity, mentions: list[Mention], here: set[int]) -> dict[str, Mention] | None:
    found: dict[str, Mention] = {}
    for role, label in identity.roles:
        hits = [m for m in mentions if label.search(m.label)]
        if len(hits) != 1:
            return None
        found[role] = hits[0]
    if id(found[identity.roles[-1][0]]) not in here:
        return None
    first = found[identity.roles[0][0]]
    return found if same_unit(first.figure, found[identity.roles[1][0]].figure) else None
