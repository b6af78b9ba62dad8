"""Figures that are related by what they are called: 自然增长率 is 出生率 less 死亡率."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Mention, Scene


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation and, by role, what its figures are called; the last role is the claimed one.

    `sure` is False where the names alone do not fix scope and period: then the nearest figures of
    these names are taken, also of other paragraphs, and only where they agree.
    """

    relation: str
    roles: tuple[tuple[str, re.Pattern[str]], ...]
    sure: bool = True


def _identity(relation: str, *, sure: bool = True, **roles: str) -> Identity:
    compiled = tuple((role, re.compile(label)) for role, label in roles.items())
    return Identity(relation, compiled, sure)


_IDENTITIES = (
    _identity("balance", inflow="出生率$", outflow="死亡率$", balance="自然增长率$"),
    _identity(
        "ratio",
        sure=False,
        numerator="^(?:金融机构)?(?:本外币|人民币)?(?:各项)?贷款余额$",
        denominator="^(?:金融机构)?(?:本外币|人民币)?(?:各项)?存款余额$",
        ratio="^(?:金融机构)?存贷比?$",
    ),
    *(
        _identity(
            "share",
            sure=False,
            part=f"{cut}(?:资金|金额|额)$",
            whole="(?:涉及|送审)(?:资金|金额)$",
            share=f"{cut}率$",
        )
        for cut in ("审减", "核减")
    ),
    _identity(
        "ratio",
        sure=False,
        numerator="城镇(?:常住)?居民(?:人均)?可支配收入$",
        denominator="农村(?:常住)?居民(?:人均)?可支配收入$",
        ratio="城乡居民(?:人均)?(?:可支配)?收入(?:倍差|之?比值?)?$",
    ),
    _identity(
        "ratio", sure=False, numerator="利润总额$", denominator="营业收入$", ratio="收入利润率$"
    ),
    _identity(
        "share",
        part="^(?:城镇|城镇常住)人口$",
        whole="^(?:年末)?(?:常住|总)人口$|^常住总人口$",
        share="^(?:常住人口)?城镇化率$",
    ),
)
_TRIED = 4  # figures of each name
_FAR = 24  # sentences over which those are spread whose names do not fix scope and period
_REACH = 3  # sentences, within a paragraph, over which the figures of an identity are spread


def links(scene: Scene) -> Iterator[Link]:
    """Identities whose figures all stand close together, each called by its name once."""
    yield from _unsure(scene)
    for paragraph in scene.paragraphs:
        for index in range(len(paragraph)):
            window = paragraph[max(0, index - _REACH + 1) : index + 1]
            here = {id(m) for m in paragraph[index].mentions}
            for identity in _IDENTITIES:
                if not identity.sure:
                    continue
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


def _unsure(scene: Scene) -> Iterator[Link]:
    """Identities that are seen only where they hold, between the nearest figures of the names."""
    recent: list[list[Mention]] = []
    for sentence in scene.sentences:
        here = [m for m in sentence.mentions if m.slot in ("current", "share")]
        recent = [*recent, here][-_FAR:]
        for identity in (one for one in _IDENTITIES if not one.sure):
            (role, label), *others = reversed(identity.roles)
            for claimed in (m for m in here if label.search(m.label)):
                near = [m for some in reversed(recent) for m in reversed(some) if m is not claimed]
                hits = _nearest([[m for m in near if c.search(m.label)] for _, c in others], others)
                for combined in product(*hits):
                    found = {
                        role: claimed,
                        **dict(zip((r for r, _ in others), combined, strict=True)),
                    }
                    roles = {role: found[role].figure for role, _ in identity.roles}
                    start, end = (min(m.start for m in found.values()), claimed.end)
                    link = Link(identity.relation, roles, scene.text[start:end], stated=False)
                    if same_unit(*list(roles.values())[:2]) and link.holds:
                        yield link
                        break


def _nearest(
    hits: Sequence[Sequence[Mention]], roles: Sequence[tuple[str, re.Pattern[str]]]
) -> list[list[Mention]]:
    """The nearest figures of each name, first those whose names begin with one subject."""
    named = [
        [(called.sub("", m.label), m) for m in some]
        for some, (_, called) in zip(hits, roles, strict=True)
    ]
    common = set.intersection(*({subject for subject, _ in some} for some in named))
    return [
        [m for within in (True, False) for s, m in some if (s in common) is within][:_TRIED]
        for some in named
    ]


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
