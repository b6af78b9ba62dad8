"""三次产业结构为3.7:40.1:56.2; 比重分别为3.7%、40.1%和56.2%: shares printed as a row."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.figure import Figure
from crossfoot.linking.lists import Parts, summable
from crossfoot.linking.partitions import complete
from crossfoot.linking.proposed import ANOTHER_WHOLE, MAY_BE_INCOMPLETE, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.shares import made_to_add
from crossfoot.linking.sums import agrees, is_total
from crossfoot.linking.zh import clause_of

_REACH = 200  # characters between a list and the shares of its parts
_STRUCTURE = re.compile(
    "结构|构成|比重|(?:三次|三大|[一二三]次?)产业[^,，。；]{0,10}比|三次产业[^,，。；]{0,14}贡献率"
)
_INDUSTRIES = re.compile("(?:三次|三大|一、?二、?三次?)产业")
# Of another time, or of what the whole grew by.
_OTHERWISE = re.compile(r"上年|去年|由|从|20\d\d年|贡献")


def links(scene: Scene) -> Iterator[Link]:
    """The shares add up to 100%, and each is its part over the whole of a list just before."""
    known = [one for one in scene.lists if len(one.parts) > 1 and summable(one)]
    ends = [one.parts[-1].end for one in known]
    for sentence in scene.sentences:
        for shares in _rows(sentence):
            figures = [_as_share(one.figure) for one in shares]
            if not all(figure.unit == "%" for figure in figures):
                continue
            words = sentence.between(shares[0].start - len(shares[0].lead[-24:]), shares[-1].end)
            start = shares[0].start
            near = known[bisect_left(ends, start - _REACH) : bisect_left(ends, start + 1)]
            listed = [
                one
                for one in near
                if _are_of(shares, one) and not scene.told_again(one.parts, shares[0].start)
            ]
            made: list[Link] = []
            if _named(shares[0]) or (listed and len(shares) > 2):
                sure = _are_all(shares, listed) and "贡献" not in shares[0].lead[-20:]
                doubt = None if sure else MAY_BE_INCOMPLETE
                made.append(Link("shares_total", {"parts": figures}, words, doubt=doubt))
            if listed and not _OTHERWISE.search(shares[0].lead[-20:]):
                sure = _named(shares[0]) and len(listed) == 1
                doubt = None if sure else ANOTHER_WHOLE
                of_it = [
                    Link(
                        "share",
                        {"part": part.figure, "whole": listed[-1].whole.figure, "share": share},
                        words,
                        doubt=doubt,
                        slip=True,
                    )
                    for part, share in zip(listed[-1].parts, figures, strict=True)
                ]
                # Where most disagree with a whole to which they do not come, it is another.
                broken = sum(replace(link, doubt=None).outcome == "fails" for link in of_it)
                if broken * 2 > len(of_it) and not _is_whole(listed[-1]):
                    of_it = [replace(link, doubt=ANOTHER_WHOLE, slip=False) for link in of_it]
                made.extend(of_it)
                yield from _total(listed[-1], figures, words)
            yield from made_to_add(made)


def _total(one: Parts, shares: Sequence[Figure], words: str) -> Iterator[Link]:
    """Shares that add up to 100% say that their parts are all of the whole."""
    if Link("shares_total", {"parts": shares}, words).check("all").verdict().outcome != "fails":
        roles: Roles = {"total": one.whole.figure, "parts": [part.figure for part in one.parts]}
        yield Link("total", roles, words, stated=False, doubt=MAY_BE_INCOMPLETE, slip=True)


def _is_whole(one: Parts) -> bool:
    """Whether the parts of a list are all of it: by their names, or because they add up."""
    return summable(one) and (
        is_total(one) or agrees(one.whole.figure, [part.figure for part in one.parts])
    )


def _are_of(shares: Sequence[Mention], one: Parts) -> bool:
    """Whether a row has a share for each part of a list; named in words, for each by name."""
    if len(one.parts) != len(shares) or not _of_one_noun(shares[0].lead, one):
        return False
    names = _SPLIT.split(_BEFORE.sub("", clause_of(shares[0].lead)))
    if not _DISTRIBUTED.search(shares[0].lead):
        return _is_whole(one)
    return len(names) == len(shares) and all(
        name.strip() and name.strip()[:_KEY] in part.label
        for name, part in zip(names, one.parts, strict=True)
    )


def _of_one_noun(lead: str, one: Parts) -> bool:
    """Whether the words before shares name no other kind than a list: 客运量 and not 货运量."""
    labels = "".join(m.label for m in (one.whole, *one.parts))
    if _INDUSTRIES.search(lead) and "产" not in one.parts[0].label:
        return False
    said, listed = (set(_NOUNS.findall(text)) for text in (clause_of(lead), labels))
    return not said or not listed or bool(said & listed)


_NOUNS = re.compile(
    "客运|货运|投资|增加值|就业|从业|用电|税收|收入|支出|出口|进口|产值|利润|面积|产量|存款|贷款|用水|人口"
)


def _are_all(shares: Sequence[Mention], listed: Sequence[Parts]) -> bool:
    """Whether the shares are those of all there is: of a list that is complete, or by name."""
    lead = clause_of(shares[0].lead)
    if not _DISTRIBUTED.search(lead) or _INDUSTRIES.search(lead):
        return True
    names = [name.strip() for name in _SPLIT.split(_BEFORE.sub("", lead))]
    return complete(names) or any(map(_is_whole, listed))


def _named(first: Mention) -> bool:
    return _STRUCTURE.search(first.lead[-24:]) is not None


def _rows(sentence: Sentence) -> Iterator[Sequence[Mention]]:
    """Runs of figures with nothing but colons between them, or of shares that names announce."""
    run: list[Mention] = []
    for mention in [*sentence.mentions, None]:
        if run and mention is not None and mention.figure.unit in ("%", ""):
            gap = mention.lead.strip()
            if gap == ":" or (gap in _AND and _DISTRIBUTED.search(run[0].lead)):
                run.append(mention)
                continue
        if len(run) >= _COLONS or (len(run) > 1 and _DISTRIBUTED.search(run[0].lead)):
            yield run
        run = [mention] if mention is not None else []


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
_COLONS = 3  # figures between colons that are a structure; two are a ratio
_KEY = 2  # characters that tell a part by its name
_AND = frozenset(["、", "和", "与", "及", "以及", ",", "，", "、和"])
_DISTRIBUTED = re.compile("(?:比重|占比|比例|份额|贡献率)(?:依次|分别)(?:为|是|达到?|约)?$")
_BEFORE = re.compile("占[^,，、]{0,14}(?:比重|占比|比例|份额).*$|(?:比重|占比|比例|份额).*$")
_SPLIT = re.compile("、|和|与|及")
