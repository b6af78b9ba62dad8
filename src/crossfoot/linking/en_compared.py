"""Levels over which something grew, and changes by which one level exceeds another, in English."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from crossfoot.figure import Direction
from crossfoot.linking.en_words import BY, DOWNWARD, UPWARD
from crossfoot.linking.words import LEVELS

if TYPE_CHECKING:
    from crossfoot.linking.scene import Mention, Sentence

# An increase of 8.8 per cent over the 1973 allocation of $1,140 million.
_OVER = re.compile(r" ?(?:over|on|above|below) (?:the|its|last)(?: [\w'’-]+){1,6} (?:of|at) ?")
# Revenue of A exceeded the estimate of B by C.
_EXCEEDS = re.compile(
    r"\b(?:(?P<up>exceed|surpass|outstrip|overs)\w*|(?:fell|fall|falling) short|undershot)\b"
    r"[^.;]{0,80}$"
)
_OR_BY = re.compile(r",? ?(?:or|that is,?) by (?:about |around |some )?")


def compare(sentence: Sentence, mention: Mention, last: Mention) -> None:
    """A level after a change over it, or a change by which one level exceeds another."""
    if mention.slot != "current" or mention.figure.reading.kind not in LEVELS:
        return
    if last.slot in ("change", "rate") and _OVER.fullmatch(mention.lead):
        mention.slot = "base"
    elif BY.fullmatch(mention.lead.strip()) and last.slot in ("current", "base"):
        said = _EXCEEDS.search(sentence.text[: last.start - sentence.start])
        if said is not None and sentence.mentions[0] is not last:
            last.slot, mention.slot = "base", "change"
            _directed_as(mention, "up" if said["up"] else "down")
    elif _OR_BY.fullmatch(mention.lead) and last.slot in ("current", "base"):
        before = sentence.text[: last.start - sentence.start]
        down, up = ([m.end() for m in words.finditer(before)] for words in (DOWNWARD, UPWARD))
        if down or up:
            mention.slot = "change"
            _directed_as(mention, "down" if max(down, default=-1) > max(up, default=-1) else "up")


def _directed_as(mention: Mention, direction: Direction) -> None:
    reading = replace(mention.figure.reading, direction=direction)
    mention.figure = replace(mention.figure, reading=reading)
