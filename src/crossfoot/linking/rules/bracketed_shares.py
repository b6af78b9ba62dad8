"""在1200名受访者中，780人（65%）满意，300人（25%）一般: parts with their shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence

_OPEN = re.compile(r"^\((?:约?占(?:比|总数|全部)?(?:的|为)?|占比(?:为|约)?)?$")
_AMONG = re.compile(r"(?:在|共|总)[^,，。；;]{0,12}$")
_OUT_OF = re.compile(r"^[^,，。；;\d]{0,12}中")


def links(scene: Scene) -> Iterator[Link]:
    """The shares in brackets right after a level, of the level that opens their sentence."""
    for sentence in scene.sentences:
        if not sentence.chinese:
            continue
        pairs = [
            (part, share)
            for part, share in pairwise(sentence.mentions)
            if share.unit == "%" and _OPEN.match(share.lead) and addable(part.figure)
        ]
        whole = _whole(sentence, [part for part, _ in pairs])
        for part, share in pairs if whole is not None else []:
            assert whole is not None
            roles = {"part": part.figure, "whole": whole.figure, "share": share.figure}
            words = sentence.between(whole.start, share.end)
            yield Link("share", roles, words, doubt=ANOTHER_WHOLE, slip=True)


def _whole(sentence: Sentence, parts: Sequence[Mention]) -> Mention | None:
    """The first level of the sentence, where it is said to be all of which the parts are."""
    first = sentence.mentions[0] if sentence.mentions else None
    if not parts or first is None or first is parts[0] or not addable(first.figure):
        return None
    said = _AMONG.search(first.lead) or _OUT_OF.match(first.tail)
    fits = all(
        same_unit(part.figure, first.figure)
        and part.figure.reading.value < first.figure.reading.value
        for part in parts
    )
    return first if said and fits else None
