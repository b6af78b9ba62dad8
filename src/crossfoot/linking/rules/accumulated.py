"""本年收支结余A，加上年结余B，年末滚存结余C: what one year adds to what was left before."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.accounts import said
from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.proposed import ANOTHER_BASE, Link, Roles
from crossfoot.linking.scene import Mention, Scene

_YEARS = re.compile("(?:收支|当[年期]|本[年期]|年度)[^,，]{0,6}结余(?:预算|资金)?(?:为|达)?$")
_BEFORE = re.compile("上年(?:度|末)?[^,，]{0,6}结余(?:资金|收入)?(?:为)?$")
_AFTER = re.compile("(?:滚存|累计)[^,，]{0,4}结余(?:预算|资金)?(?:为|达)?$")


def links(scene: Scene) -> Iterator[Link]:
    """Three figures one after another that are called so; the last is what the others come to."""
    for paragraph in scene.paragraphs:
        inside = [m for s in paragraph if s.chinese for m in levels(s) if m.depth == 0]
        for one, other, total in zip(inside, inside[1:], inside[2:], strict=False):
            if _AFTER.search(said(total)) and _is(one, other) and _alike(one, other, total):
                roles: Roles = {"total": total.figure, "parts": [one.figure, other.figure]}
                words = scene.text[one.start - len(one.label) : total.end]
                yield Link("total", roles, words, doubt=ANOTHER_BASE, slip=True)


def _is(one: Mention, other: Mention) -> bool:
    """Whether one of two figures is of this year and the other of the years before."""
    return any(
        _YEARS.search(said(year)) is not None
        and _BEFORE.search(said(before)) is not None
        and _YEARS.search(said(before)) is None
        for year, before in ((one, other), (other, one))
    )


def _alike(one: Mention, other: Mention, total: Mention) -> bool:
    return all(same_unit(m.figure, total.figure) and m.scope == total.scope for m in (one, other))
