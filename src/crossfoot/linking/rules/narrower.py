"""新能源汽车保有量 after 民用汽车保有量: the narrower name is a part of the wider one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.find import plain, years_differ
from crossfoot.linking.levels import may_be_negative, same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_OVERLAP, Link
from crossfoot.linking.scene import Mention, Scene

_REACH = 8  # levels of the paragraph before the narrower one
_SHORTEST = 2  # characters of a name that names something
# A noun as a modifier of the wider noun that it is a kind of.
_KINDS = (("轿车", "轿汽车"), ("汽车", "汽机动车"))
_TAXONOMY = frozenset(["汽", "轿", "轿汽", "私人", "私人汽", "私人轿"])  # surely no less wide
_EMPTY = re.compile("民用|保有量|拥有量|货物")
# Said of the subject of the sentence before: 在校生 is of the schools just named.
_ATTRIBUTE = re.compile(
    "^(?:招生|在?校学?生|毕业生|[专任]*教师|从业人员|职工|收入|支出|产值|面积|人口|项目)$"
)
# What makes a name no narrower: a negation, another place, another time, a flow of a stock.
_ANOTHER = re.compile(
    r"非$|^非|不|其他|(?:市|县|区|省|国|州|旗|镇|乡|村)$|[县区市省]级?政府|国家级|省级|市级|全国|全省|全球"
    r"|上年|去年|上期|累计|新增|净增|减少|注销|预计|计划|含|进$|除|合计|占|新|万元|单位|代征"
)


def links(scene: Scene) -> Iterator[Link]:
    """Each level with the nearest one before it in the paragraph whose name its own narrows.

    The names alone do not prove it, so a part that exceeds is only a doubt.
    """
    listed = {frozenset((one.whole.start, part.start)) for one in scene.lists for part in one.parts}
    for paragraph in scene.paragraphs:
        if not paragraph[0].chinese:
            continue
        inside = [(sentence, m) for sentence in paragraph for m in levels(sentence) if m.label]
        for index, (sentence, part) in enumerate(inside):
            name = _name(part)
            for there, whole in reversed(inside[max(0, index - _REACH) : index]):
                if not _narrows(_name(whole), name) or not _alike(part, whole):
                    continue
                pair = frozenset((whole.start, part.start))
                if pair in listed or years_differ(there, sentence):
                    break
                sure = _added(_name(whole), name) in _TAXONOMY
                if sure or part.figure.reading.value <= whole.figure.reading.value:
                    yield Link(
                        "part_of",
                        {"parts": [part.figure], "whole": whole.figure},
                        scene.text[whole.start - len(whole.label) : part.end],
                        stated=False,
                        doubt=MAY_OVERLAP,
                        slip=sure,
                    )
                break


def _name(mention: Mention) -> str:
    name = _EMPTY.sub("", plain(mention.label))
    for kind, wider in _KINDS:
        name = name.replace(kind, wider)
    return name


def _private(name: str) -> str:
    """私人轿车 with its first modifier last, so that it narrows 私人汽车 as well."""
    return name.removeprefix("私人") + "私人" * name.startswith("私人")


def _added(wide: str, narrow: str) -> str:
    """What the narrow name has before the wide one, in whichever order of modifiers fits."""
    if not narrow.endswith(wide):
        wide, narrow = _private(wide), _private(narrow)
    return narrow.removesuffix(wide) if narrow.endswith(wide) else ""


def _narrows(wide: str, narrow: str) -> bool:
    """Whether the narrow name is the wide one with a modifier before it."""
    added = _added(wide, narrow)
    if len(wide) < _SHORTEST or not added:
        return False
    return _ANOTHER.search(added) is None and _ATTRIBUTE.search(wide) is None


def _alike(part: Mention, whole: Mention) -> bool:
    if not same_unit(part.figure, whole.figure) or part.scope != whole.scope:
        return False
    if part.figure.reading.qualifier == "range" or whole.figure.reading.qualifier == "range":
        return False
    return all(adds_up(m.label) and not may_be_negative(m.label) for m in (part, whole))
