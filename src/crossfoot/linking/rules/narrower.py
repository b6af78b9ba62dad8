"""新能源汽车保有量 after 民用汽车保有量: the narrower name is a part of the wider one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.about import apart
from crossfoot.linking.find import plain
from crossfoot.linking.levels import may_be_negative, same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_OVERLAP, Link
from crossfoot.linking.scene import Mention, Scene, Sentence

_REACH = 8  # levels of the paragraph before the narrower one
_OF_EACH = ("range", "over", "at_least")
_SHORTEST = 2  # characters of a name that names something
# A noun as a modifier of the wider noun that it is a kind of.
_KINDS = (("轿车", "轿汽车"), ("汽车", "汽机动车"))
_TAXONOMY = frozenset(["汽", "轿", "轿汽", "私人", "私人汽", "私人轿"])  # surely no less wide
_WITHIN = tuple(
    (re.compile(wide), re.compile(narrow))
    for wide, narrow in (
        ("施工面积$", "^(?:[^,，]{0,8})(?:新开工|竣工)面积$"),
        ("^邮政(?:行业)?业务收入$", "^快递业务收入$"),
        ("^(?:地方)?财政(?:总)?收入$", "^(?:地方)?一般公共预算收入$"),
        ("^(?:地方)?财政(?:总)?支出$", "^(?:地方)?一般公共预算支出$"),
        ("^规模以上工业总?产值$", "(?:制造业|行业)(?:实现)?产值$|战略性新兴产业产值$"),
        ("^(?:全部)?工业增加值$", "^制造业增加值$"),
        ("卫生技术人员$", "^(?:执业|注册护士)"),
    )
)
_TRADE = re.compile("^(?:货物|外贸|对外贸易)?(?:进出口|出口|进口)$")
_TRADERS = re.compile(
    "(?:以)?(?:(?:国有|民营|私营|外商投资|外资|集体)企业|(?:一般|加工|边境小额)贸易(?:方式)?"
    "|机电产品|高新技术产品|农产品)"
)
_POST = re.compile("邮政")  # not all of it counts couriers
_HEADING = 40  # characters of a paragraph that is one
_PARAGRAPHS = 4  # between the two
_EMPTY = re.compile("民用|保有量|拥有量|货物")
# Said of the subject of the sentence before: 在校生 is of the schools just named.
_ATTRIBUTE = re.compile(
    "^(?:招生|在?校学?生|毕业生|[专任]*教师|从业人员|职工|收入|支出|产值|面积|人口|项目)$"
)
# What makes a name no narrower: a negation, another place, another time, a flow of a stock.
_ANOTHER = re.compile(
    r"非$|^非|不|其他|(?:市|县|区|省|国|州|旗|镇|乡|村)$|[县区市省]级?政府|国家级|省级|市级|全国|全省|全球"
    r"|上年|去年|上期|累计|新增|净增|安排|动用|补充|争取|下达|调[入出]|减少|注销|预计|计划|含|进$|除|合计|占|(?<!高)新(?!能源)|万元|单位|代征"
)


def links(scene: Scene) -> Iterator[Link]:
    """Each level with the nearest one before it in the paragraph whose name its own narrows.

    The names alone do not prove it, so a part that exceeds is only a doubt.
    """
    listed = {frozenset((one.whole.start, part.start)) for one in scene.lists for part in one.parts}
    listed_parts = {part.start for one in scene.lists for part in one.parts}
    for section in _sections(scene):
        inside = [(sentence, m) for sentence in section for m in levels(sentence) if m.label]
        for index, (sentence, part) in enumerate(inside):
            name = _name(part)
            for there, whole in reversed(inside[max(0, index - _REACH) : index]):
                if not (_narrows(_name(whole), name) or _kind_of(part, whole)):
                    continue
                if not _alike(part, whole) or not _near(there, sentence, whole):
                    continue
                if part.start in listed_parts and there.paragraph != sentence.paragraph:
                    continue  # of another whole in the first place
                pair = frozenset((whole.start, part.start))
                if pair in listed or apart(there, sentence):
                    break
                added = _added(_name(whole), name)
                kind = _kind_of(part, whole) and not _POST.search(whole.label)
                sure = kind or added in _TAXONOMY or _trade(whole, added)
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


def _sections(scene: Scene) -> Iterator[list[Sentence]]:
    """Chinese paragraphs between two headings."""
    section: list[Sentence] = []
    for paragraph in scene.paragraphs:
        short = sum(s.end - s.start for s in paragraph) <= _HEADING
        if short and not any(s.mentions for s in paragraph):
            yield section
            section = []
        elif paragraph[0].chinese:
            section.extend(paragraph)
    yield section


def _near(there: Sentence, sentence: Sentence, whole: Mention) -> bool:
    """Whether both are in one paragraph, or the whole is named in full a few before."""
    apart = sentence.paragraph - there.paragraph
    return apart == 0 or (apart <= _PARAGRAPHS and whole.start == there.mentions[0].start)


def _kind_of(part: Mention, whole: Mention) -> bool:
    """新开工面积 is of 施工面积: what is counted is a kind of what is counted before."""
    return any(
        narrow.search(part.label) and wide.search(whole.label) and not narrow.search(whole.label)
        for wide, narrow in _WITHIN
    )


def _trade(whole: Mention, added: str) -> bool:
    """民营企业进出口, 一般贸易出口: who trades, or how, within what is traded in all."""
    return _TRADE.search(plain(whole.label)) is not None and _TRADERS.fullmatch(added) is not None


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
    if part.figure.reading.qualifier in _OF_EACH or whole.figure.reading.qualifier == "range":
        return False  # 7个县收入超5亿元: of each
    return all(adds_up(m.label) and not may_be_negative(m.label) for m in (part, whole))
