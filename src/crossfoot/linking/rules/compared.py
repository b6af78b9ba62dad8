"""376 acquisitions in 2014 compared with 437, a reduction of 61. This represents a 14% decrease.

English puts words between a level, what it is compared with and what it changed by, and goes on
in the next sentence. Which level is meant is seen where it comes out; where there is only one
that can be meant, one wrong digit is seen as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY, not_comparable
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, Link, Roles
from crossfoot.linking.scene import Frame, Mention, Scene, Sentence
from crossfoot.linking.words import LEVELS, PERCENT

_COMPARED = re.compile(
    r"\b(?:compared (?:with|to)|from|than|against|versus|similar to|relative to|up on|down on"
    r"|par with)\b(?P<rest>[^.;:%]*)$",
    re.IGNORECASE,
)
_ON = re.compile(r"^\W{0,2}(?:\w+ ){0,3}on (?:the|a)\b[^.;:%]{0,80}\($", re.IGNORECASE)
_APPOSED = re.compile(
    r"(?:^|[,(–-]) ?(?:(?:an?|or|representing|up|down|which is)\b(?: [a-z-]+){0,4}?)"
    r"(?: (?:increase|decrease|reduction|rise|fall|growth|decline|drop|gain|improvement))?"
    r"(?: of)? ?$",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"\W*(?:this|that|it|these|which|the (?:increase|decrease|rise|fall|change|reduction))\b",
    re.IGNORECASE,
)
_RELATIONS = {"rate": "growth", "change": "change", "points": "points_change"}
_BACK = 3  # sentences before, where one goes on
_MOST = 8  # levels that may be meant
_FAR = 160  # characters between a figure and what it is compared with


def links(scene: Scene) -> Iterator[Link]:
    """Every change with the level before it, and the level that makes it come out."""
    for paragraph in scene.paragraphs:
        for index, sentence in enumerate(paragraph):
            if sentence.chinese or YEARLY.search(sentence.text):
                continue  # of a span of years
            before = paragraph[max(0, index - _BACK) : index]
            above = () if before else scene.sentences[max(0, sentence.index - 2) : sentence.index]
            for place, said in enumerate(sentence.mentions):
                if said.slot in _RELATIONS:
                    yield from _based(sentence, place, before, above)
            if before and _AGAIN.match(sentence.text):
                yield from _again(sentence, before[-1])
            yield from _changed(sentence, before)


def _based(
    sentence: Sentence, place: int, before: Sequence[Sentence], above: Sequence[Sentence]
) -> Iterator[Link]:
    """A change beside what it is compared with: the level is the nearest that comes out.

    In the paragraph above it has to be called the same.
    """
    inside = sentence.mentions
    said = inside[place]
    for base in [*inside[place + 1 : place + 2], *inside[max(0, place - 2) : place][::-1]]:
        if not _is_base(base, said) or not _comparable(base, said):
            continue
        first = min(base.start, said.start)
        here = [m for m in inside if m.end <= first and _is_level(m, base)]
        near = here[::-1]
        if not here or _AGAIN.match(sentence.text):
            near += [m for s in reversed(before) for m in s.mentions if _is_level(m, base)]
            name = set(sentence.mentions[0].label.split())
            near += [
                m
                for s in reversed(above)
                for m in s.mentions
                if _is_level(m, base) and name & set(m.label.split())
            ]
        words = sentence.between(near[0].start if here else first, max(base.end, said.end))
        for level in near[:_MOST]:
            for current, old in ((level, base), (base, level)):
                link = _link(sentence, current, old, said, words)
                if link.holds:
                    yield link
                    return
        if len(here) == 1 and len(near) == 1 and _alone(inside, here[0], base, said):
            yield _link(sentence, here[0], base, said, words, slip=True)
        return


def _alone(inside: Sequence[Mention], level: Mention, base: Mention, said: Mention) -> bool:
    """Whether nothing else in the sentence could be meant."""
    if said.start > base.start and not _APPOSED.search(said.lead):
        return False  # of something else
    others = [m for m in inside if m not in (level, base, said)]
    if any(base.end <= m.start < said.start and m.figure.reading.kind in LEVELS for m in others):
        return False  # 1,650 loans worth $79 million, an increase of 15 percent: of which?
    return not any(
        same_unit(m.figure, level.figure) or same_unit(m.figure, said.figure) for m in others
    )


def _is_base(base: Mention, said: Mention) -> bool:
    if base.figure.reading.kind not in LEVELS and base.unit not in PERCENT:
        return False
    if base.slot == "base":
        return True
    if base.slot not in ("current", "change"):
        return False
    found = _COMPARED.search(base.lead[-_FAR:])
    after = base.start > said.start
    return found is not None or (after and _ON.match(base.lead) is not None)


def _comparable(base: Mention, said: Mention) -> bool:
    if said.slot == "points":
        return base.unit in PERCENT
    if said.slot == "rate":
        return base.unit not in PERCENT and base.figure.reading.value > 0
    return same_unit(base.figure, said.figure) and base.unit not in PERCENT


def _is_level(mention: Mention, base: Mention) -> bool:
    """Whether a figure can be the level; what is bracketed beside a name is one, too."""
    return (
        mention is not base
        and mention.slot in ("current", "base")
        and mention.figure.reading.kind == base.figure.reading.kind
        and same_unit(mention.figure, base.figure)
        and mention.figure.reading.value != base.figure.reading.value
    )


def _link(
    sentence: Sentence,
    current: Mention,
    base: Mention,
    said: Mention,
    words: str,
    *,
    slip: bool = False,
) -> Link:
    slot = "change" if said.slot == "points" else said.slot
    roles: Roles = {"current": _level(current), "base": _level(base), slot: said.figure}
    frame = Frame(
        {"current": current, "base": base, said.slot: said}, words=words, opening=sentence.opening
    )
    real, adjusted = (None, None) if said.slot == "points" else not_comparable(frame)
    return Link(
        _RELATIONS[said.slot],
        roles,
        words,
        stated=False,
        open=real,
        doubt=adjusted or ANOTHER_BASE,
        slip=slip and adjusted is None,
    )


def _level(mention: Mention) -> Figure:
    """The figure without the direction that a change before it gave it."""
    reading = mention.figure.reading
    if reading.direction is None:
        return mention.figure
    return replace(mention.figure, reading=replace(reading, direction=None))


def _again(sentence: Sentence, before: Sentence) -> Iterator[Link]:
    """A sentence that goes on, "This represents a 14% decrease": of what stands before it."""
    for rate in sentence.mentions:
        if rate.slot != "rate":
            continue
        bases = [m for m in before.mentions if m.slot == "base"]
        changes = [m for m in before.mentions if m.slot == "change"]
        levels = [m for m in before.mentions if m.slot == "current"]
        for level in levels:
            for base in bases:
                if _is_level(level, base):
                    words = f"{before.between(level.start, base.end)} … {sentence.text.strip()}"
                    link = _link(sentence, level, base, rate, words)
                    if link.holds:
                        yield link
            for change in changes:
                yield from _from_change(level, change, rate, before)
        return


def _changed(sentence: Sentence, before: Sequence[Sentence]) -> Iterator[Link]:
    """Receipts decreased by $457 billion, or 9.3 percent: the level stands before, by its name."""
    for frame in sentence.frames:
        change, rate = frame.slots.get("change"), frame.slots.get("rate")
        if frame.level is not None or "base" in frame.slots or change is None or rate is None:
            continue
        name = set((change.label or rate.label).split())
        near = [m for m in sentence.mentions if m.end <= frame.start]
        near = [*near[::-1], *(m for s in reversed(before) for m in s.mentions[::-1])]
        for level in near:
            common = name & set(level.label.split())
            beside = level is near[0] and _APPOSED.search(change.lead) is not None
            if (
                level.slot == "current"
                and (common or beside)
                and same_unit(level.figure, change.figure)
            ):
                yield from _from_change(level, change, rate, sentence)
                break


def _from_change(
    level: Mention, change: Mention, rate: Mention, sentence: Sentence
) -> Iterator[Link]:
    if same_unit(level.figure, change.figure) and level.unit not in PERCENT:
        roles = {"current": level.figure, "change": change.figure, "rate": rate.figure}
        words = sentence.between(min(level.start, change.start), max(change.end, rate.end))
        frame = Frame(
            {"current": level, "change": change, "rate": rate},
            words=words,
            opening=sentence.opening,
        )
        real, _ = not_comparable(frame)
        link = Link("growth_from_change", roles, words, stated=False, open=real, doubt=ANOTHER_BASE)
        if link.holds:
            yield link
