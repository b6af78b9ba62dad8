"""A margin of 12.0% on revenue of 4.32 billion and profit of 518 million: figures of one breath.

No words are known that tie them, but a rate or share that two levels beside it give, to more
digits than chance would, is theirs. Such a link is proposed only where it holds, and gives way
to any that words state.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from crossfoot.figure import Figure
from crossfoot.linking.basis import by_name
from crossfoot.linking.find import matches, years_apart
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.words import LEVELS, PERCENT

_MOST = 10  # levels around a claim that are tried
_NEAREST = Fraction(1, 8)  # the chance of an accident that is borne with the level beside it
_INSIDE = Fraction(1, 20)  # with any two levels of its sentence
_BEFORE = Fraction(1, 60)  # with those of the sentence before
_ALIKE = Fraction(1, 3)  # levels of one thing at two times differ by little: so do their rates
_OF = re.compile(r"^ ?of (?:the |its |all |our |their |total )*((?:[a-z-]+ ?){1,4})", re.IGNORECASE)
_AGAIN = re.compile(r"^,? ?(?:\(|or |which is |representing )(?:about |around |some |nearly )?$")
_AMONG = re.compile(r"占([^,，。；;0-9]{2,16}?)的?(?:比重|比例|份额)?(?:的|为|达到?|约|近)*$")
_RATIO = re.compile(
    r"\bratio(?: of| was| is| at| stood at)? ?$|比(?:值|例|率)?(?:为|是|达到?|约)?$", re.I
)
_PER = re.compile(
    r"\b(?:per|each|apiece|average|averaged|averaging|mean|price)\b|平均|每|均|单价|单产|亩产",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Form:
    """A relation of a claim and two levels: what they give, and whether they may be tried."""

    relation: str
    roles: tuple[str, str, str]
    given: Callable[[Fraction, Fraction], Fraction]
    may: Callable[[Figure, Figure, Figure], bool]


def _share(part: Figure, whole: Figure, _: Figure) -> bool:
    return same_unit(part, whole) and 0 < part.reading.value < whole.reading.value


def _growth(current: Figure, base: Figure, _: Figure) -> bool:
    return (
        same_unit(current, base)
        and current.reading.value > 0
        and base.reading.value > 0
        and Fraction(1, 3) < current.reading.value / base.reading.value < 3
    )


def _change(current: Figure, base: Figure, change: Figure) -> bool:
    return same_unit(current, base) and same_unit(current, change)


def _multiple(current: Figure, base: Figure, _: Figure) -> bool:
    return same_unit(current, base) and base.reading.value > 0


def _ratio(numerator: Figure, denominator: Figure, _: Figure) -> bool:
    return same_unit(numerator, denominator) and denominator.reading.value > 0


def _mean(total: Figure, count: Figure, mean: Figure) -> bool:
    return (
        mean.unit.split("/")[0] == total.unit
        and count.unit not in (total.unit, "")
        and count.reading.kind in ("count", "measure")
        and count.reading.value > 1
        and total.reading.value > mean.reading.value
    )


_FORMS = {
    "share": _Form("share", ("part", "whole", "share"), lambda a, b: a / b, _share),
    "rate": _Form("growth", ("current", "base", "rate"), lambda a, b: a / b - 1, _growth),
    "change": _Form("change", ("current", "base", "change"), lambda a, b: a - b, _change),
    "multiple": _Form("multiple", ("current", "base", "multiple"), lambda a, b: a / b, _multiple),
    "ratio": _Form("ratio", ("numerator", "denominator", "ratio"), lambda a, b: a / b, _ratio),
    "mean": _Form("mean", ("total", "count", "mean"), lambda a, b: a / b, _mean),
}


def links(scene: Scene) -> Iterator[Link]:
    """The one pair of levels of its sentence, or of the one before, that gives a claim."""
    held = {
        id(mention): frame.level
        for _, frame in scene.frames()
        for mention in frame.slots.values()
        if frame.level is not None and {"rate", "change"} & frame.slots.keys()
    }
    for paragraph in scene.paragraphs:
        before: Sequence[Mention] = ()
        for sentence in paragraph:
            levels = [m for m in sentence.mentions if _is_level(m)]
            for claim in sentence.mentions:
                form = _form(claim)
                if form is not None:
                    yield from _found(scene, sentence, claim, form, held, levels, before)
            before = levels


def _is_level(mention: Mention) -> bool:
    reading = mention.figure.reading
    return (
        mention.slot in ("current", "base", "whole", "aside")
        and reading.kind in LEVELS
        and reading.qualifier == "exact"
        and mention.unit not in PERCENT
    )


def _form(claim: Mention) -> _Form | None:
    """What a figure may claim of two others."""
    reading = claim.figure.reading
    if reading.qualifier not in ("exact", "about") or not reading.value:
        return None
    if claim.slot == "multiple" or reading.kind == "multiple":
        return _FORMS["multiple"]
    if claim.slot == "change":
        return _FORMS["change"] if reading.kind in LEVELS else None
    if claim.slot == "rate":
        return _FORMS["rate"]
    if reading.kind == "share" and claim.slot in ("current", "share", "base"):
        return _FORMS["share"] if reading.direction is None else None
    if not claim.unit and _RATIO.search(claim.lead[-24:]):
        return _FORMS["ratio"]
    if _is_level(claim) and ("/" in claim.unit or _PER.search(claim.lead[-30:] + claim.tail[:12])):
        return _FORMS["mean"]
    return None


def _found(
    scene: Scene,
    sentence: Sentence,
    claim: Mention,
    form: _Form,
    held: Mapping[int, Mention],
    levels: Sequence[Mention],
    before: Sequence[Mention],
) -> Iterator[Link]:
    if form.relation == "growth" and by_name(sentence.text) is not None:
        return
    same = form.relation in ("growth", "change")
    here = [m for m in levels if m is not claim and (m.part == claim.part or not same)]
    here = sorted(here, key=lambda m: abs(m.start - claim.start))[:_MOST]
    ahead = [m for m in here if m.end <= claim.start][:1]
    behind = [m for m in here if m.start >= claim.end][:1]
    beside = {id(m) for m in (*ahead, *behind)}
    earlier = [*here, *before[-_MOST:]]
    for pool, near, most in (
        (here, True, _NEAREST),
        (here, False, _INSIDE),
        (earlier, False, _BEFORE),
    ):
        pairs = [
            (one, other)
            for one, other in permutations(pool, 2)
            if (not near or id(one) in beside or id(other) in beside)
            and form.may(one.figure, other.figure, claim.figure)
            and (form.relation != "share" or _named(sentence, claim, one, other))
            and (form.relation not in ("growth", "change") or _free(claim, one, other, held))
        ]
        hits = [pair for pair in pairs if _gives(form, claim, *pair)]
        if not hits or len(pairs) * _accident(form, claim, hits[0]) > most:
            continue
        values = {(a.figure.reading.value, b.figure.reading.value) for a, b in hits}
        if len(values) > 1:
            return
        one, other = min(hits, key=lambda pair: sum(abs(m.start - claim.start) for m in pair))
        figures = (one.figure, other.figure, claim.figure)
        roles = dict(zip(form.roles, figures, strict=True))
        start = min(m.start for m in (one, other, claim))
        words = scene.text[start : max(m.end for m in (one, other, claim))]
        link = Link(form.relation, roles, words, stated=False, guess=True)
        if link.holds:
            yield link
        return


def _free(claim: Mention, one: Mention, other: Mention, held: Mapping[int, Mention]) -> bool:
    """Whether a rate may be of these: not where it has a level, nor on a base with a rate."""
    if held.get(id(claim), one) is not one or held.get(id(other)) is other:
        return False
    if other.slot == "base" or not (one.label and other.label):
        return True
    return bool(matches(one.label, other.label)) or bool(
        set(one.label.split()) & set(other.label.split())
    )


def _named(sentence: Sentence, claim: Mention, part: Mention, whole: Mention) -> bool:
    """Whether the whole may be the one that a share is said to be of: 63% of total spending."""
    tied = _tied(sentence, claim)
    if years_apart(part.figure, whole.figure) or (tied is not None and tied is not part):
        return False
    if sentence.chinese:
        of = _AMONG.search(claim.lead[-24:])
        pairs = [] if of is None else [of[1][at : at + 2] for at in range(len(of[1]) - 1)]
        return not pairs or any(pair in whole.label for pair in pairs)
    of = _OF.match(claim.tail)
    if of is None or whole.start == claim.end + len(claim.tail):
        return True
    words = f"{whole.label} {whole.unit} {sentence.between(whole.start - 24, whole.end + 24)}"
    return any(word.lower() in words.lower() for word in of[1].split() if len(word) > 2)


def _tied(sentence: Sentence, claim: Mention) -> Mention | None:
    """The level printed with a share: 76% or 330,000; 330,000 (76%)."""
    at = sentence.mentions.index(claim)
    for one in sentence.mentions[at + 1 : at + 2]:
        if _AGAIN.match(one.lead):
            return one
    return sentence.mentions[at - 1] if at and _AGAIN.match(claim.lead) else None


def _signed(claim: Mention) -> Fraction:
    reading = claim.figure.reading
    return -reading.value if reading.direction == "down" else reading.value


def _gives(form: _Form, claim: Mention, one: Mention, other: Mention) -> bool:
    """Whether two levels come near a claim; the link itself is then judged exactly."""
    a, b = one.figure.reading, other.figure.reading
    given = form.given(a.value, b.value)
    if form.relation == "change":
        blur = (a.coarse or a.step) + (b.coarse or b.step)
    else:
        ratio = a.value / b.value
        blur = ((a.coarse or a.step) + ratio * (b.coarse or b.step)) / b.value
    reading = claim.figure.reading
    return abs(given - _signed(claim)) <= (reading.coarse or reading.step) + blur


def _accident(form: _Form, claim: Mention, pair: tuple[Mention, Mention]) -> Fraction:
    """About how likely two unrelated levels are to give a claim as sharply as all are printed."""
    claimed, blur = _blur(claim), sum((_blur(m) for m in pair), Fraction(0))
    if form.relation == "growth":
        return (claimed * abs(claim.figure.reading.value) + blur) / _ALIKE
    return (claimed + blur) / 2


def _blur(mention: Mention) -> Fraction:
    """The step of a print as a part of its value; a count printed in full has none."""
    reading = mention.figure.reading
    return (reading.coarse or reading.step) / abs(reading.value) if reading.value else Fraction(1)
