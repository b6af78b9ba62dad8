"""$13.1 million: 8.2 on staff, 3.4 on rent and 1.5 on equipment; A、B，两项合计C: a closed list.

What stands between the colon and the full stop, or before a total of what was just named, is
all of it.
"""

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

_OPENS = re.compile(
    r"^[^.;,]{0,60}: ?$|\b(?:consisting of|comprising|composed of|made up of|split between"
    r"|divided (?:between|into))(?: about)? ?$",
    re.IGNORECASE,
)
_LAST = re.compile(r",? and (?:[a-z]+ ){0,2}$", re.IGNORECASE)
_SOME = re.compile(
    r"\binclud|\bsuch as\b|\bof which\b|\bof whom\b|\bamong\b|\bmainly\b|\bnotably\b|\bplus\b"
    r"|\bonly\b"
    r"|\bless\b|\bminus\b|\bexclud|其中|包括|含|主要|除|不计|减去|扣除|剔除|加上",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"(?:[两三四五六七八]项|[两三四五六七八]者|以上|三次产业|全年)?(?:共计|合计|总计|相加)(?:为"
    r"|达|达到|约)?$"
    r"|\b(?:for a (?:[a-z-]+ )?total of|(?:a|the) (?:combined|grand) total of|in all|altogether"
    r"|together(?:,? (?:they|these|the \w+) (?:were|are|came to|make|made|total|totall?ed))?) ?$",
    re.IGNORECASE,
)
_MAKING = re.compile(
    r"\b(?:making|giving|bringing in)(?: a total of| a combined)? ?$", re.IGNORECASE
)
_ALTOGETHER = re.compile(r"^ (?:altogether|in all|in total|overall|combined)\b", re.IGNORECASE)
_PREDICATE = re.compile(r"^ (?:were|was|are|is|had|have|has|did|do|came|said|went|got|took)\b")
_MOST = 8  # parts


def links(scene: Scene) -> Iterator[Link]:
    """The lists that a sentence opens with a colon, or closes with a total."""
    for sentence in scene.sentences:
        inside = levels(sentence)
        if len(inside) > 2 and not _SOME.search(sentence.text):
            yield from _opened(sentence, inside)
            yield from _closed(sentence, inside)


def _opened(sentence: Sentence, inside: Sequence[Mention]) -> Iterator[Link]:
    for at, whole in enumerate(inside):
        parts = inside[at + 1 :]
        if len(parts) < 2 or not _OPENS.search(parts[0].lead) or not _LAST.search(parts[-1].lead):
            continue
        if sentence.mentions[-1] is parts[-1] or not _follows(sentence, parts[-1]):
            yield from _link(sentence, whole, parts)


def _follows(sentence: Sentence, last: Mention) -> bool:
    """Whether another level that is none of the list comes after it."""
    return any(m.start > last.start and m.slot == "current" for m in sentence.mentions)


def _closed(sentence: Sentence, inside: Sequence[Mention]) -> Iterator[Link]:
    for at, total in enumerate(inside):
        making = _MAKING.search(total.lead) and _ALTOGETHER.match(total.tail)
        if at > 1 and (making or _TOTAL.search(total.lead[-60:])):
            yield from _link(sentence, total, inside[:at])


def _link(sentence: Sentence, whole: Mention, parts: Sequence[Mention]) -> Iterator[Link]:
    every = (whole, *parts)
    if len(parts) > _MOST or any(m.depth != whole.depth for m in parts):
        return
    if not all(same_unit(m.figure, whole.figure) and adds_up(m.label) for m in every):
        return
    figures = [m.figure for m in parts]
    if not agrees(whole.figure, figures) and _some_agree(whole, parts):
        return
    roles: Roles = {"total": whole.figure, "parts": figures}
    first, last = min(m.start for m in every), max(m.end for m in every)
    words = sentence.between(first, last)
    # 80 were new, 60 came from abroad: what is said of some may be said of others as well.
    told = any(_PREDICATE.match(m.tail) for m in parts)
    yield Link("total", roles, words, doubt=MAY_BE_INCOMPLETE, slip=not told)


def _some_agree(whole: Mention, parts: Sequence[Mention]) -> bool:
    """Whether only some of the parts come to the whole: the others are then no parts."""
    return any(
        agrees(whole.figure, [m.figure for m in some])
        for count in range(2, len(parts))
        for some in combinations(parts, count)
    )
