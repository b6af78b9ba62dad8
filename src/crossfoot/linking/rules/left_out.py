"""支出23.2亿元。剔除上级补助3.8亿元，市级安排19.4亿元: a level, what is left out, what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.linking.accounts import said
from crossfoot.linking.facts import printed_digits
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.slips import one_slip

_LEFT_OUT = re.compile("^(?:如果?|若)?(?:剔除|扣除|除去|扣减|减去|不含|不包括)")
_TOTAL = re.compile("(?:总计|合计|总量|总额)(?:为|达)?$")
_ENOUGH = 2  # that have to come out before one that does not is wrong
_BACK = 2  # sentences before in which the level is looked for
_DIGITS = 3  # digits that do not come out right by chance


def links(scene: Scene) -> Iterator[Link]:
    """What is left out, the next level of its sentence, and the nearest one that both come to.

    What is left out may be so of another level, so it is seen only where it comes out exactly.
    支出总计A，剔除B后，安排C leaves no other level: there a slip is wrong, where others hold.
    """
    made = [found for paragraph in scene.paragraphs for found in _paragraph(scene, paragraph)]
    held = sum(one.outcome == "holds" for one, _ in made)
    for one, sure in made:
        if one.outcome == "holds" or (sure and held >= _ENOUGH and one_slip(one.check("probe"))):
            yield one


def _paragraph(scene: Scene, paragraph: Sequence[Sentence]) -> Iterator[tuple[Link, bool]]:
    """The links of a paragraph, and whether the text names all three figures in one breath."""
    for index, sentence in enumerate(paragraph):
        if not sentence.chinese:
            continue
        inside = [m for m in sentence.mentions if addable(m.figure)]
        for part, left in pairwise(inside):
            if _LEFT_OUT.match(said(part)) and left.slot == "current":
                near = paragraph[max(0, index - _BACK) : index + 1]
                yield from _link(scene, near, part, left)


def _link(
    scene: Scene, near: Sequence[Sentence], part: Mention, left: Mention
) -> Iterator[tuple[Link, bool]]:
    if not same_unit(part.figure, left.figure) or printed_digits(left.figure) < _DIGITS:
        return
    before = [m for s in near for m in s.mentions if m.end <= part.start and addable(m.figure)]
    levels = [m for m in before if m.slot == "current" and same_unit(m.figure, left.figure)]
    for level in reversed(levels):
        roles: Roles = {"total": level.figure, "parts": [part.figure, left.figure]}
        words = scene.text[level.start - len(level.label) : left.end]
        made = Link("total", roles, words, stated=False)
        breath = _TOTAL.search(said(level)) is not None and left.lead.startswith("后")
        if made.outcome == "holds" or (level is before[-1] and breath):
            yield made, breath
            return
