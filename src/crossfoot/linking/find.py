"""Finding the level that a phrase names: 占一般公共预算收入的, 为调整预算的."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from crossfoot.figure import Figure

if TYPE_CHECKING:
    from crossfoot.linking.scene import Mention, Scene, Sentence

_EMPTY = re.compile(
    r"^(?:全部|全市|全省|全区|全县|全国|总体|总量|总额|总数|整个|我[市省县区]|规模以上|其|当年|同期|的|本市|本省|地区|地方|总|有效(?=发明|专利|注册)|\s)+"
)
_TAIL = re.compile(r"(?:预算数?|代编数?|总额|总量|总值|总数|合计|余额|数|额|的|\s)+$")
_SYNONYMS = {
    "GDP": "生产总值",
    "国内生产总值": "生产总值",
    "地区生产总值": "生产总值",
    "全社会用电量": "用电量",
}


_SUCH = re.compile("等(?=支出|收入|行业|产业)")


def plain(label: str) -> str:
    """A label without the words that name no subject."""
    text = _SUCH.sub("", _TAIL.sub("", _EMPTY.sub("", label.strip())))
    return _SYNONYMS.get(text, text)


def matches(phrase: str, label: str) -> int:
    """2 when both name the same subject, 1 when one is a shorter name of the other, else 0."""
    one, other = plain(phrase), plain(label)
    if not one or not other:
        return 0
    if one == other:
        return 2
    if one in _SPENDING and other in _SPENDING:
        return 1
    shorter, longer = sorted((one, other), key=len)
    if _ONE_WAY.match(shorter) and "进出口" in longer:
        return 0  # exports are no shorter name of trade
    if len(shorter) >= 2 and (longer.endswith(shorter) or longer.startswith(shorter)):
        return 1
    return 0


# What a place spends goes by several names, which need not be of one scope.
_SPENDING = frozenset(["财政支出", "公共财政预算支出", "一般公共预算支出", "财政预算支出"])
_ONE_WAY = re.compile("出口|进口")


def years_apart(one: Figure, other: Figure) -> bool:
    """Whether two figures are said of different years."""
    first, second = one.period[:4], other.period[:4]
    return first.isdigit() and second.isdigit() and first != second


def before(scene: Scene, sentence: Sentence, at: int, reach: int) -> Iterator[tuple[int, Mention]]:
    """The levels before an offset, nearest first, with how many sentences back they stand."""
    for back in range(min(reach, sentence.index) + 1):
        one = scene.sentences[sentence.index - back]
        for mention in reversed(one.mentions):
            if mention.slot == "current" and mention.end <= at:
                yield back, mention


def after(scene: Scene, sentence: Sentence, at: int) -> Sequence[Mention]:
    """The levels after an offset in the same sentence."""
    return [m for m in sentence.mentions if m.start >= at and m.slot == "current"]
