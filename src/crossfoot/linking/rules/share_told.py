"""Shares in English text: 937,000, representing 1.7% of all (56.1 million); 41% (382,000)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from crossfoot.linking.facts import significant
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_WHOLE, MAY_BE_INCOMPLETE, MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.slips import one_slip
from crossfoot.linking.told_shares import (
    IS,
    OF,
    OF_THE,
    OF_THESE,
    OPEN,
    is_level,
    is_share,
    part_of,
    whole_of,
)
from crossfoot.linking.words import PERCENT

_SO = re.compile(r"^ ?(?:[:(;]|, or|, with|, that is,?|, i\.e\.,?) ?$")
_WHICH = re.compile(r" of (?:which|whom|these|them)\b")
_AFTER = re.compile(r"[^.;\d]{0,60}(?:,|\()(?: (?:about|around|some))? ?")
_BACK = 12  # sentences before in which the whole of bracketed shares is looked for
_TWICE = 2  # shares that a whole has to give
_SAYS = 3  # digits of one that does alone


def links(scene: Scene) -> Iterator[Link]:
    """Every share with its part, and the whole that the sentence or the section names."""
    loose: list[tuple[Sentence, Mention, Mention]] = []
    for sentence in scene.sentences:
        if sentence.chinese or len(sentence.mentions) < _TWICE:
            continue
        yield from _parts_of(sentence)
        yield from _all(sentence)
        yield from _portions(sentence)
        for place, share in enumerate(sentence.mentions):
            if not is_share(share):
                continue
            part = part_of(sentence.mentions, place)
            if part is None:
                continue
            whole = whole_of(sentence.mentions, place, part)
            if whole is None:
                loose.append((sentence, part, share))
            else:
                first, last = min(part.start, share.start), max(share.end, whole.end)
                yield _link(sentence.between(first, last), part, whole, share, slip=True)
    yield from _in_section(scene, loose)


def _link(words: str, part: Mention, whole: Mention, share: Mention, *, slip: bool = False) -> Link:
    roles = {"part": part.figure, "whole": whole.figure, "share": share.figure}
    return Link("share", roles, words, stated=slip, doubt=ANOTHER_WHOLE, slip=slip)


def _in_section(scene: Scene, loose: Sequence[tuple[Sentence, Mention, Mention]]) -> Iterator[Link]:
    """Shares whose whole stands before: one level that gives two of them, or one sharply."""
    given: dict[object, list[Link]] = {}
    for sentence, part, share in loose:
        near = scene.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]
        seen = set[object]()
        nearest = _nearest(scene, sentence, part, share)
        if nearest is not None:
            yield nearest
            continue
        for whole in (m for s in reversed(near) for m in reversed(s.mentions)):
            value = whole.figure.reading.value
            if whole.start >= part.start or not is_level(whole) or value in seen:
                continue
            if value <= part.figure.reading.value or not same_unit(whole.figure, part.figure):
                continue
            first, last = min(part.start, share.start), max(part.end, share.end)
            link = _link(sentence.between(first, last), part, whole, share)
            if link.holds:
                seen.add(value)
                given.setdefault(value, []).append(link)
    told = set[str]()
    for found in sorted(given.values(), key=len, reverse=True):
        sharp = any(_digits(one) >= _SAYS for one in found)
        if len(found) >= _TWICE or sharp:
            for link in found:
                name = link.figures["share"][0].name
                if name not in told:
                    told.add(name)
                    yield link


def _nearest(scene: Scene, sentence: Sentence, part: Mention, share: Mention) -> Link | None:
    """The level just before, of which the text takes "of these", or which gives the share."""
    near = scene.sentences[max(0, sentence.index - 1) : sentence.index + 1]
    first, last = min(part.start, share.start), max(part.end, share.end)
    wholes = [
        m
        for one in near
        for m in one.mentions
        if m.start < first
        and one.paragraph == sentence.paragraph
        and m.depth == 0
        and is_level(m)
        and m.figure.reading.value > part.figure.reading.value
        and same_unit(m.figure, part.figure)
    ]
    if not wholes:
        return None
    whole = wholes[-1]
    said = sentence.between(min(whole.end, first), last)
    alone = len({m.figure.reading.value for m in wholes}) == 1
    told = OF_THESE.search(said) is not None and alone
    link = _link(sentence.between(first, last), part, whole, share, slip=told)
    if not link.holds:
        return link if told and one_slip(replace(link, doubt=None).check("probe")) else None
    precise = "." in share.figure.text and significant(share.figure) >= _TWICE
    return link if told or precise else None


def _digits(link: Link) -> int:
    return sum(character.isdigit() for character in link.figures["share"][0].text)


def _parts_of(sentence: Sentence) -> Iterator[Link]:
    """Three of the 26 acquisitions: a part cannot exceed its whole."""
    for first, second in pairwise(sentence.mentions):
        # 2,340 schools, 410 of which were private
        which = _WHICH.match(second.tail) is not None and _AFTER.fullmatch(second.lead)
        part, whole = (second, first) if which else (first, second)
        if which and is_level(part) and is_level(whole) and same_unit(part.figure, whole.figure):
            roles: Roles = {"parts": [part.figure], "whole": whole.figure}
            words = sentence.between(whole.start, part.end)
            yield Link("part_of", roles, words, doubt=MAY_OVERLAP, slip=True)
            continue
        if not (is_level(part) and is_level(whole)) or not OF.match(whole.lead):
            continue
        if same_unit(part.figure, whole.figure) and part.figure.reading.kind == "count":
            roles = {"parts": [part.figure], "whole": whole.figure}
            words = sentence.between(part.start, whole.end)
            yield Link("part_of", roles, words, doubt=MAY_OVERLAP, slip=True)


def _portions(sentence: Sentence) -> Iterator[Link]:
    """3,120 of the 5,200 households (60%); 62.5%: 50,000 of 80,000; half of the 64 (32)."""
    inside = sentence.mentions
    for at, (part, whole) in enumerate(pairwise(inside)):
        if is_level(part) and is_level(whole) and OF.match(whole.lead):
            after, before = inside[at + 2 : at + 3], inside[at - 1 : at] if at else []
            shares = [m for m in after if OPEN.match(m.lead) or IS.match(m.lead)]
            shares += [m for m in before if _SO.match(part.lead)]
        elif is_share(part) and is_level(whole) and OF.match(whole.lead):
            after = inside[at + 2 : at + 3]
            shares, part = (
                [part],
                next(
                    (m for m in after if is_level(m) and (OPEN.match(m.lead) or IS.match(m.lead))),
                    part,
                ),
            )
        else:
            continue
        for share in filter(is_share, shares):
            if part is not share and same_unit(part.figure, whole.figure):
                first, last = min(part.start, share.start), max(whole.end, share.end, part.end)
                yield _link(sentence.between(first, last), part, whole, share, slip=True)


def _all(sentence: Sentence) -> Iterator[Link]:
    """Of the 173, 80% were independent, while 20% were not: shares that come to all of it."""
    first, *rest = sentence.mentions
    shares = [m for m in rest if m.unit in PERCENT]
    if not is_level(first) or not OF_THE.search(first.lead) or len(shares) < _TWICE:
        return
    if all(is_share(m) for m in shares):
        link = Link(
            "shares_total",
            {"parts": [m.figure for m in shares]},
            sentence.between(first.start, shares[-1].end),
            doubt=MAY_BE_INCOMPLETE,
        )
        if link.holds:
            yield link
