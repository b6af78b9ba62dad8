"""Opened 12 stores and closed 3, ending with 541 compared to 532: what came, what went, what is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from crossfoot.figure import Figure
from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import Link, Roles
from crossfoot.linking.scene import Mention, Scene
from crossfoot.linking.words import PERCENT

_CAME = re.compile(r"\b(?:open(?:ed|ing)|add(?:ed|ing)|acquir(?:ed|ing)|launched|hired)\b", re.I)
_WENT = re.compile(
    r"\b(?:clos(?:ed|ing)|closures? of|sold|selling|disposed of|retired|divested|lost)\b", re.I
)
_NEAR = 40  # characters before a figure in which it is told whether it came or went
_MOST = 4  # figures that may be what there was, or is


def links(scene: Scene) -> Iterator[Link]:
    """Every sentence that tells what came and what went, between two counts that agree with it.

    What else may have come or gone is not known, so it is seen only where it holds.
    """
    for sentence in scene.sentences:
        counts = [m for m in sentence.mentions if _is_count(m)]
        if sentence.chinese or len(counts) < 2:
            continue
        gone = {id(m) for m in counts if _last(_WENT, m) > _last(_CAME, m)}
        moves = [m for m in counts if max(_last(_CAME, m), _last(_WENT, m)) >= 0]
        after = scene.sentences[sentence.index + 1 : sentence.index + 2]
        ends = [m for m in counts if m not in moves]
        ends += [m for s in after if not s.chinese for m in s.mentions if _is_count(m)]
        if len(moves) > 1 and gone and len(gone) < len(moves):
            signed = [_down(m.figure) if id(m) in gone else m.figure for m in moves]
            yield from _links(sentence.text.strip(), signed, ends[:_MOST])


def _is_count(mention: Mention) -> bool:
    return addable(mention.figure) and mention.unit not in PERCENT


def _last(words: re.Pattern[str], mention: Mention) -> int:
    """Where the words stand last before a figure, or -1."""
    return max((found.start() for found in words.finditer(mention.lead[-_NEAR:])), default=-1)


def _down(figure: Figure) -> Figure:
    return replace(figure, reading=replace(figure.reading, direction="down"))


def _links(words: str, moves: Sequence[Figure], ends: Sequence[Mention]) -> Iterator[Link]:
    for now, then in permutations(ends, 2):
        if all(same_unit(now.figure, one) for one in (then.figure, *moves)):
            roles: Roles = {"total": now.figure, "parts": [then.figure, *moves]}
            link = Link("total", roles, words, stated=False)
            if link.outcome == "holds":
                yield link
                return
