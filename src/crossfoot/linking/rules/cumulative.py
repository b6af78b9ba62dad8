"""城镇新增就业54.58万人 this year, 265.15万人 in five: what one year adds is part of all five."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from crossfoot.linking.find import plain
from crossfoot.linking.levels import may_be_negative, same_unit
from crossfoot.linking.lists import levels
from crossfoot.linking.partitions import adds_up
from crossfoot.linking.proposed import MAY_OVERLAP, Link
from crossfoot.linking.scene import Mention, Scene, Sentence

_SEVERAL = re.compile(
    "[三四五六七八九]年来|过去[三四五六]年|这[三四五六]年|五年，|[一二三四]五”?(?:时期|期间|以来)"
)
_OPENING = 60  # characters of a paragraph in which it says that it is about several years
_ADDS = re.compile("新增|新建|新认定|认定|累计|完成|建成|改造|培育|引进|投入|就业|出台|收入|支出")
_NEW = re.compile("新增|新(?=认定|建)|累计")
_HOPED = re.compile("目标|力争|预期|预计")
_GOALS = re.compile("预期目标|主要目标|目标[是为:]")
_YEARLY = re.compile("年均|每年|平均")
_SHORTEST = 4  # characters of a name


def links(scene: Scene) -> Iterator[Link]:
    """The only level of a name in a passage on one year, with the only one on several."""
    named: dict[tuple[str, bool], list[Mention]] = defaultdict(list)
    for paragraph in scene.paragraphs:
        first = paragraph[0]
        several = _SEVERAL.search(first.text[:_OPENING]) is not None
        for sentence in paragraph if first.chinese else ():
            for mention in levels(sentence):
                said = f"{mention.lead[-12:]}{mention.label}"
                name = _NEW.sub("", plain(mention.label))
                if len(name) < _SHORTEST or not _ADDS.search(said) or _YEARLY.search(said):
                    continue
                if mention.figure.reading.qualifier != "exact" or _hoped(mention, sentence):
                    continue
                if adds_up(name) and not may_be_negative(name):
                    named[name, several or "累计" in said].append(mention)
    for (name, several), wholes in named.items():
        parts = named.get((name, False), []) if several else []
        if len(wholes) != 1 or len(parts) != 1:
            continue
        (whole,), (part,) = wholes, parts
        if same_unit(part.figure, whole.figure) and (
            part.figure.reading.value < whole.figure.reading.value
        ):
            words = " … ".join(
                scene.text[m.start - len(m.lead[-20:]) : m.end] for m in (part, whole)
            )
            yield Link(
                "part_of",
                {"parts": [part.figure], "whole": whole.figure},
                words,
                stated=False,
                doubt=MAY_OVERLAP,
            )


def _hoped(mention: Mention, sentence: Sentence) -> bool:
    """Whether the figure is what a plan hopes for."""
    return bool(_HOPED.search(mention.lead[-30:]) or _GOALS.search(sentence.text))
