"""Where a list of parts ends and something new begins."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crossfoot.linking.lists import Parts
from crossfoot.linking.partitions import exclusive
from crossfoot.linking.sums import agrees

if TYPE_CHECKING:
    from crossfoot.linking.scene import Mention

_MEASURE = re.compile("(?:总?产量|产值|面积|出栏|存栏|销量)+$")
_HEAD = re.compile("[肉蛋奶粮油菜果茶棉糖]$")  # what produce is


def own(one: Parts) -> Parts:
    """The list up to what is named unlike its first part and its whole.

    招生5万人，其中女生2万人，在校生15万人. A list that adds up goes to its end; in English a new
    subject is only seen where it is more than the whole.
    """
    if one.classed or agrees(one.whole.figure, [part.figure for part in one.parts]):
        return one
    for index in range(1, len(one.parts)):
        part = one.parts[index]
        over = part.figure.reading.value > one.whole.figure.reading.value
        new = index >= one.sure and not (akin(one.parts[0].label, part.label) or _like(one, part))
        if (new and (over or not part.label.isascii())) or _other_produce(one, part):
            return replace(one, parts=one.parts[:index], sure=min(one.sure, index))
    return one


def akin(first: str, other: str) -> bool:
    """Whether two parts are named alike: 住户存款, 企业存款; 猪肉, 牛肉; the same classes."""
    same = 0
    while same < min(len(first), len(other)) and first[-same - 1] == other[-same - 1]:
        same += 1
    if same > 1 or (same == 1 and len(first) == len(other)) or first[:2] == other[:2]:
        return True
    return exclusive([first, other])


def _like(one: Parts, part: Mention) -> bool:
    """Whether a part ends in the noun that its whole ends in."""
    whole = one.whole.label
    return len(whole) > 1 and part.label.endswith(whole[-2:])


def _other_produce(one: Parts, part: Mention) -> bool:
    """猪牛羊肉产量, 其中猪肉产量; 禽蛋产量: what is no meat, after what is."""
    head = _HEAD.search(_MEASURE.sub("", one.whole.label))
    return head is not None and head[0] in one.parts[0].label and head[0] not in part.label
