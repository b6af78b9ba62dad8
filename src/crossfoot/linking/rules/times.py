"""Almost treble the previous year's rate of 6.7 per cent; three times the £28 million of 2015."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.words import LEVELS, PERCENT

_OF_WHAT = re.compile(r"^ ?(?:that of |as (?:many|much|large|high)|the |its |their |what |those )")
_MOST = 4  # levels before the words that are tried


def links(scene: Scene) -> Iterator[Link]:
    """What is said to be so many times what follows: the nearest level before it that is.

    The level may stand in the sentence before, so that the link is seen only where it holds.
    """
    for paragraph in scene.paragraphs:
        for index, sentence in enumerate(paragraph):
            for place, said in enumerate(() if sentence.chinese else sentence.mentions):
                if said.figure.reading.kind != "multiple" or not _OF_WHAT.match(said.tail):
                    continue
                base = next(iter(sentence.mentions[place + 1 :]), None)
                if base is None or not _is_level(base) or base.figure.reading.value <= 0:
                    continue
                before = [*(paragraph[index - 1].mentions if index else ())]
                before += sentence.mentions[:place]
                yield from _links(sentence, before[::-1], base, said)


def _links(
    sentence: Sentence, before: list[Mention], base: Mention, said: Mention
) -> Iterator[Link]:
    levels = [m for m in before if _is_level(m) and _alike(m, base)]
    for level in levels[:_MOST]:
        roles = {"current": level.figure, "base": base.figure, "multiple": said.figure}
        words = sentence.between(max(level.start, sentence.start), base.end)
        link = Link("multiple", roles, words, stated=False, doubt=ANOTHER_BASE)
        if link.holds:
            yield link
            return


def _is_level(mention: Mention) -> bool:
    return mention.figure.reading.kind in (*LEVELS, "rate", "share")


def _alike(one: Mention, other: Mention) -> bool:
    if one.unit in PERCENT and other.unit in PERCENT:
        return True
    return same_unit(one.figure, other.figure)
