"""受理1204件，审结1139件，未结65件; 120 in all, 80 of them new, the remaining 40: what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from crossfoot.linking.levels import same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.sums import agrees
from crossfoot.linking.zh import clause_of

_REST = re.compile(
    r"(?:尚有|仍有|还有|剩余|其余|余下|尚余)[^,，。；\d]{0,8}$"
    r"|\b(?:the|and its|while the|with the) (?:remaining|other|rest of the|rest,?)(?: (?:is|are"
    r"|was|were))? ?$"
    r"|\bleaving (?:a balance of |a remainder of |just |only |about )?$",
    re.IGNORECASE,
)
# 合格……不合格, 审结……未审结: one name is the other's denial.
_DENIED = re.compile(r"(?:未|不|非|待|尚未)([一-鿿]{1,4})$")
_MOST = 5  # parts before what is left


def links(scene: Scene) -> Iterator[Link]:
    """The first level of a sentence is its parts and what is said to be left of it."""
    for sentence in scene.sentences:
        inside = [m for m in levels(sentence) if not m.depth]
        for at, rest in enumerate(inside):
            if 2 <= at <= _MOST and (_is_rest(rest) or (at == 2 and _denies(rest, inside[1]))):
                yield from _link(sentence, inside[0], inside[1 : at + 1])


def _is_rest(rest: Mention) -> bool:
    return _REST.search(rest.lead[-48:]) is not None


def _denies(rest: Mention, part: Mention) -> bool:
    denied = _DENIED.search(clause_of(rest.lead))
    return denied is not None and denied[1][0] in clause_of(part.lead)[-4:]


def _link(sentence: Sentence, whole: Mention, parts: Sequence[Mention]) -> Iterator[Link]:
    if not all(same_unit(m.figure, whole.figure) and adds_up(m.label) for m in (whole, *parts)):
        return
    if _nested(whole, parts) or whole.figure.reading.value <= max(
        m.figure.reading.value for m in parts
    ):
        return
    roles: Roles = {"total": whole.figure, "parts": [m.figure for m in parts]}
    words = sentence.between(whole.start, parts[-1].end)
    yield Link("total", roles, words, doubt=MAY_BE_INCOMPLETE, slip=True)


def _nested(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether some of the parts are parts of others: 80 closed, 60 of them at once, 40 left."""
    figures = [m.figure for m in parts]
    for count in range(2, len(parts)):
        for some in combinations(figures, count):
            rest = [one for one in figures if one not in some]
            if agrees(whole.figure, some) or any(agrees(one, some) for one in rest):
                return True
    return False
