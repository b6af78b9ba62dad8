"""Shares in English text: 937,000, representing 1.7% of all (56.1 million); 41% (382,000)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from crossfoot.linking.levels import addable, same_unit
from crossfoot.linking.proposed import ANOTHER_WHOLE, MAY_BE_INCOMPLETE, MAY_OVERLAP, Link, Roles
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.words import PERCENT

_IS = re.compile(
    r"^[^.;]{0,80}(?:,|\(|\band\b)? ?(?:accounts? for|accounted for|represent(?:ing|s|ed)"
    r"|account(?:ing|s|ed) for"
    r"|mak(?:ing|es) up|made up|compris(?:ing|es|ed)|equivalent to|or|which is|equal to)"
    r"(?: (?:about|around|some|nearly|almost|approximately|(?:just )?over|just under"
    r"|an estimated))? ?$",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"^ ?of (?:the |all |its |total )[^.;()]{0,90}\($", re.IGNORECASE)
# 28.0% of net sales of 4.32 billion, 36.1% of GDP, which was 2,249 billion
_OF_NAMED = re.compile(
    r"^ ?of (?:(?:the|all|its|total|our|their) )*[A-Za-z][A-Za-z' -]{1,40}"
    r"(?: of|,? which (?:was|were|is|are|came to|totall?ed)|,? at) ?$"
)
_OF_WHICH = re.compile(r"^[^.;()]{0,40},? (?:of (?:which|whom|these|them)|\d* ?among them)\b")
_BESIDE = re.compile(r"^, ?$")
_OF = re.compile(r"^,? ?(?:out )?of (?:the |all |its |these |those )?(?:total )?(?:of )?$", re.I)
_OF_THE = re.compile(r"(?:^|[.;] )\W*of (?:the|these|those|all)(?: \w+){0,2} $", re.IGNORECASE)
_SO = re.compile(r"^ ?(?:[:(;]|, or|, with|, that is,?|, i\.e\.,?) ?$")
_OPEN = re.compile(r"\d? ?\($")  # perhaps after the mark of a note
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
            if not _is_share(share):
                continue
            part = _part(sentence.mentions, place)
            if part is None:
                continue
            whole = _whole(sentence.mentions, place, part)
            if whole is None:
                loose.append((sentence, part, share))
            else:
                first, last = min(part.start, share.start), max(share.end, whole.end)
                yield _link(sentence.between(first, last), part, whole, share, slip=True)
    yield from _in_section(scene, loose)


def _is_share(mention: Mention) -> bool:
    return (
        mention.figure.reading.kind == "share"
        and mention.slot in ("current", "share", "base")
        and mention.figure.reading.direction is None
    )


def _is_level(mention: Mention) -> bool:
    return mention.slot in ("current", "base") and addable(mention.figure)


def _part(inside: Sequence[Mention], place: int) -> Mention | None:
    """41% (382,000); 382,000 (41%); 937,000 residents, representing 1.7%."""
    share = inside[place]
    before = inside[place - 1] if place else None
    after = inside[place + 1] if place + 1 < len(inside) else None
    if after is not None and _OPEN.match(after.lead) and _is_level(after):
        return after
    if before is None or not _is_level(before) or before.unit in PERCENT:
        return None
    if _OPEN.match(share.lead) or _IS.match(share.lead):
        return before
    if _BESIDE.match(share.lead) and after is not None and _OF_NAMED.match(after.lead):
        return before
    return None


def _whole(inside: Sequence[Mention], place: int, part: Mention) -> Mention | None:
    share = inside[place]
    after = [m for m in inside[place + 1 :] if m is not part][:1]
    for whole in after:
        if _is_level(whole) and same_unit(whole.figure, part.figure):
            if any(of.match(whole.lead) for of in (_OF_ALL, _OF, _OF_NAMED)):
                return whole
    for whole in reversed(inside[:place]):
        if whole not in (part, share) and _is_level(whole) and _OF_WHICH.match(whole.tail):
            return whole if same_unit(whole.figure, part.figure) else None
    first = inside[0]
    if first not in (part, share) and _OF_THE.search(first.lead) and _is_level(first):
        return first if same_unit(first.figure, part.figure) else None
    return None


def _link(words: str, part: Mention, whole: Mention, share: Mention, *, slip: bool = False) -> Link:
    roles = {"part": part.figure, "whole": whole.figure, "share": share.figure}
    return Link("share", roles, words, stated=slip, doubt=ANOTHER_WHOLE, slip=slip)


def _in_section(scene: Scene, loose: Sequence[tuple[Sentence, Mention, Mention]]) -> Iterator[Link]:
    """Shares whose whole stands before: one level that gives two of them, or one sharply."""
    given: dict[object, list[Link]] = {}
    for sentence, part, share in loose:
        near = scene.sentences[max(0, sentence.index - _BACK) : sentence.index + 1]
        seen = set[object]()
        for whole in (m for s in reversed(near) for m in reversed(s.mentions)):
            value = whole.figure.reading.value
            if whole.start >= part.start or not _is_level(whole) or value in seen:
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


def _digits(link: Link) -> int:
    return sum(character.isdigit() for character in link.figures["share"][0].text)


def _parts_of(sentence: Sentence) -> Iterator[Link]:
    """Three of the 26 acquisitions: a part cannot exceed its whole."""
    for part, whole in pairwise(sentence.mentions):
        if not (_is_level(part) and _is_level(whole)) or not _OF.match(whole.lead):
            continue
        if same_unit(part.figure, whole.figure) and part.figure.reading.kind == "count":
            roles: Roles = {"parts": [part.figure], "whole": whole.figure}
            words = sentence.between(part.start, whole.end)
            yield Link("part_of", roles, words, doubt=MAY_OVERLAP, slip=True)


def _portions(sentence: Sentence) -> Iterator[Link]:
    """3,120 of the 5,200 households (60%); 62.5%: 50,000 of 80,000; half of the 64 (32)."""
    inside = sentence.mentions
    for at, (part, whole) in enumerate(pairwise(inside)):
        if _is_level(part) and _is_level(whole) and _OF.match(whole.lead):
            after, before = inside[at + 2 : at + 3], inside[at - 1 : at] if at else []
            shares = [m for m in after if _OPEN.match(m.lead) or _IS.match(m.lead)]
            shares += [m for m in before if _SO.match(part.lead)]
        elif _is_share(part) and _is_level(whole) and _OF.match(whole.lead):
            after = inside[at + 2 : at + 3]
            shares, part = (
                [part],
                next(
                    (
                        m
                        for m in after
                        if _is_level(m) and (_OPEN.match(m.lead) or _IS.match(m.lead))
                    ),
                    part,
                ),
            )
        else:
            continue
        for share in filter(_is_share, shares):
            if part is not share and same_unit(part.figure, whole.figure):
                first, last = min(part.start, share.start), max(whole.end, share.end, part.end)
                yield _link(sentence.between(first, last), part, whole, share, slip=True)


def _all(sentence: Sentence) -> Iterator[Link]:
    """Of the 173, 80% were independent, while 20% were not: shares that come to all of it."""
    first, *rest = sentence.mentions
    shares = [m for m in rest if m.unit in PERCENT]
    if not _is_level(first) or not _OF_THE.search(first.lead) or len(shares) < _TWICE:
        return
    if all(_is_share(m) for m in shares):
        link = Link(
            "shares_total",
            {"parts": [m.figure for m in shares]},
            sentence.between(first.start, shares[-1].end),
            doubt=MAY_BE_INCOMPLETE,
        )
        if link.holds:
            yield link
