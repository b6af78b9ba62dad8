"""1,204 accidents in 2022 and 1,139 in 2023, a fall of 5.4%: two years named, and what changed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.basis import YEARLY, by_name
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.readings import another_reading
from crossfoot.linking.scene import Mention, Scene, Sentence

_IN = re.compile(r"^,? in (?:fiscal )?((?:19|20)\d\d)\b")
_OF_YEAR = re.compile(r"((?:19|20)\d\d)年[^,，。；;\d]{0,10}$")
_AND = re.compile(r"^,? in (?:fiscal )?(?:19|20)\d\d,? (?:and|to|but|against|versus) ?$")
_SAID = re.compile(
    r"^,? in (?:fiscal )?(?:19|20)\d\d[,:;(]? ?(?:or |that is |which (?:is|was) |representing "
    r"|reflecting |i\.e\. )?an? ?(?:(?:sharp|slight|small|large|big|modest|further|total|overall"
    r"|marked|steep|considerable|significant|substantial|record|cumulative|combined|two-year) )?"
    r"(?:rise|increase|fall|decrease|decline|drop|growth|gain|reduction|change|jump|improvement)"
    r" of (?:about |around |nearly |some |just )?$",
    re.IGNORECASE,
)
_SINCE_LAST = re.compile("同比|比上年")
_SAID_ZH = re.compile(
    r"^[,，(](?:同比|比上年|两年)?(?:增长|增加|下降|减少|上升|提高|降低|涨|跌|增|减)了?$"
)


def links(scene: Scene) -> Iterator[Link]:
    """The earlier year's level is the base, whichever is printed first."""
    for sentence in scene.sentences:
        inside = sentence.mentions
        for one, other, said in zip(inside, inside[1:], inside[2:], strict=False):
            if said.slot not in ("rate", "change") or by_name(sentence.text) is not None:
                continue
            years = _years(sentence, one, other, said)
            if years is None or years[0] == years[1] or not same_unit(one.figure, other.figure):
                continue
            apart = abs(int(years[0]) - int(years[1]))
            if YEARLY.search(sentence.text) or (apart > 1 and _SINCE_LAST.search(said.lead)):
                continue
            current, base = (other, one) if years[0] < years[1] else (one, other)
            relation = "growth" if said.slot == "rate" else "change"
            if relation == "change" and not same_unit(said.figure, base.figure):
                continue
            roles = {"current": current.figure, "base": base.figure, said.slot: said.figure}
            words = sentence.between(one.start, said.end)
            doubt = another_reading(relation, roles, "base", sentence)
            yield Link(relation, roles, words, doubt=doubt)


def _years(
    sentence: Sentence, one: Mention, other: Mention, said: Mention
) -> tuple[str, str] | None:
    if not (addable(one.figure) and addable(other.figure)):
        return None
    if sentence.chinese:
        first, second = _OF_YEAR.search(one.lead), _OF_YEAR.search(other.lead)
        told = _SAID_ZH.match(said.lead) is not None
    else:
        first, second = _IN.match(one.tail), _IN.match(other.tail)
        told = _AND.match(other.lead) is not None and _SAID.match(said.lead) is not None
    return (first[1], second[1]) if first and second and told else None
