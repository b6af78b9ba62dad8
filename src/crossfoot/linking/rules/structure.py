"""三次产业结构为3.7:40.1:56.2: shares of one whole printed as a row, each with its part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.figure import Figure
from crossfoot.linking.lists import summable
from crossfoot.linking.proposed import ANOTHER_WHOLE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.sums import is_total

_REACH = 200  # characters between a list and the shares of its parts
_STRUCTURE = re.compile("结构|构成|比重|(?:三次|三大|[一二三]次?)产业[^,，。；]{0,10}比")
_EARLIER = re.compile(r"上年|去年|由|从|20\d\d年")


def links(scene: Scene) -> Iterator[Link]:
    """The shares add up to 100%, and each is its part over the whole of a list just before."""
    complete = [one for one in scene.lists if summable(one) and is_total(one)]
    ends = [one.parts[-1].end for one in complete]
    for sentence in scene.sentences:
        for shares in _rows(sentence):
            if shares[0].figure.unit != "%" and not _named(shares[0]):
                continue
            words = sentence.between(shares[0].start - len(shares[0].lead[-24:]), shares[-1].end)
            figures = [_as_share(one.figure) for one in shares]
            if not all(figure.unit == "%" for figure in figures):
                continue
            yield Link("shares_total", {"parts": figures}, words)
            start = shares[0].start
            near = complete[bisect_left(ends, start - _REACH) : bisect_left(ends, start + 1)]
            listed = [one for one in near if len(one.parts) == len(shares)]
            if len(listed) == 1 and not _EARLIER.search(shares[0].lead[-20:]):
                for part, share in zip(listed[0].parts, figures, strict=True):
                    roles = {"part": part.figure, "whole": listed[0].whole.figure, "share": share}
                    doubt = None if _named(shares[0]) else ANOTHER_WHOLE
                    yield Link("share", roles, words, doubt=doubt)


def _named(first: Mention) -> bool:
    return _STRUCTURE.search(first.lead[-16:]) is not None


def _rows(sentence: Sentence) -> Iterator[Sequence[Mention]]:
    """Runs of three or more figures with nothing but colons between them."""
    run: list[Mention] = []
    for mention in sentence.mentions:
        if run and mention.lead.strip() == ":" and mention.figure.unit in ("%", ""):
            run.append(mention)
            continue
        if len(run) >= 3:
            yield run
        run = [mention]
    if len(run) >= 3:
        yield run


def _as_share(figure: Figure) -> Figure:
    """A bare number of a structure is a percentage, also where the row does not add up to 100."""
    reading = figure.reading
    if reading.unit or not 0 <= reading.value <= _WHOLE:
        return figure
    one = replace(
        reading, value=reading.value / _WHOLE, step=reading.step / _WHOLE, unit="%", kind="share"
    )
    return replace(figure, reading=one)


_WHOLE = 100
