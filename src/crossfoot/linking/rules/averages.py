"""人均消费875元, an average of $7.1 million each: an amount over the number it is shared by."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crossfoot.figure import Figure
from crossfoot.linking.basis import by_name
from crossfoot.linking.facts import significant
from crossfoot.linking.proposed import ANOTHER_BASE, Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.zh import clause_of

_ZH_MEAN = re.compile(
    r"(?P<each>[人户亩家件笔辆台套吨床次])均|平均每(?P<unit>[^\d，。]{1,3}?)(?=$|[^\d])|均价"
)
_EN_MEAN = re.compile(
    r"\b(?:average|mean)\b(?:[ \n][a-z-]+){0,3}[ \n](?:of|at|was|is)[ \n]*$"
    r"|\b(?:averaging|average|mean)[ \n]*$",
    re.IGNORECASE,
)
_ON_AVERAGE = re.compile(r"[ \n](?:each|apiece|per [a-z]+),? on average\b")
# What is a mean over months or days as well, or over some of those counted: 过夜游客人均消费.
_PERIODIC = re.compile(r"[月日周天季]|\b(?:monthly|weekly|daily|annual)\b")
_NORM = re.compile("标准|提高到|增至")  # what is paid for each is set, not reckoned
_LINK = re.compile("^(?:其中|按此计算|据此|相当于|折合|也就是)|[,，、:]")
_EACH = re.compile(
    r"[ \n](?:(?P<apiece>each|apiece)|per (?P<of>[a-z]+)|a (?:share|head|unit|room|house|deal))\b"
)
# Who is counted for 人均, and what stands for one word: 次 counts visits, 名 people.
_COUNTED = {
    "人": ("人", "人次", "名", "位"),
    "户": ("户", "户次"),
    "家": ("家", "户"),
    "次": ("次", "人次"),
}
_NEAR = 6  # figures before an average among which total and number are looked for
_ENOUGH = 3  # digits that say that the figures belong together


def links(scene: Scene) -> Iterator[Link]:
    """Every average with the total and the number before it; sure where only one can be meant."""
    for sentence in scene.sentences:
        earlier: list[Mention] = []
        for mention in sentence.mentions:
            unit = _each(sentence, mention)
            if unit is not None:
                yield from _of(sentence, earlier[-_NEAR:], mention, unit)
            earlier.append(mention)


def _each(sentence: Sentence, mention: Mention) -> str | None:
    """The unit that an average is for one of, "" for any; None where a figure is no average."""
    if mention.figure.reading.kind not in ("amount", "measure", "ratio", "count"):
        return None
    if mention.slot == "base" or _NORM.search(mention.lead[-16:]):
        return None
    if sentence.chinese:
        found = _ZH_MEAN.search(mention.lead[-16:])
        return None if found is None else (found["each"] or found["unit"] or "")
    lead = mention.lead[-60:]
    each = _EACH.match(mention.tail)
    if not _EN_MEAN.search(lead) and not _ON_AVERAGE.match(mention.tail):
        return "" if each and each["apiece"] and mention.lead.lstrip().startswith(",") else None
    if each is None:
        return "" if re.search(r"\bprice\b", lead) else None
    return each["of"] or ""


def _of(sentence: Sentence, before: list[Mention], mention: Mention, unit: str) -> Iterator[Link]:
    mean = mention.figure
    totals = [m.figure for m in before if _is_total(m.figure, mean)]
    counts = [m.figure for m in before if _is_count(m.figure, mean, unit)]
    if not totals or not counts:
        return
    sure = len(totals) == len(counts) == 1 and by_name(mention.label) is None
    if sentence.chinese:
        sure = sure and not _of_some(sentence, mention)
    words = sentence.between(min(m.start for m in before), mention.end)
    for total in reversed(totals):
        for count in reversed(counts):
            roles = {"total": total, "count": count, "mean": mean}
            link = Link("mean", roles, words, doubt=ANOTHER_BASE, slip=sure, stated=sure)
            if sure or (significant(mean) >= _ENOUGH and link.holds):
                yield link
                return


def _of_some(sentence: Sentence, mention: Mention) -> bool:
    clause = clause_of(mention.lead)
    said = _ZH_MEAN.search(clause)
    who = _LINK.sub("", clause[: said.start()] if said else clause).strip()
    before = sentence.between(sentence.start, mention.start - len(clause))
    return _PERIODIC.search(clause) is not None or who not in before


def _is_total(one: Figure, mean: Figure) -> bool:
    same = one.unit == mean.unit or mean.unit in ("", f"{one.unit}/share")
    return (
        same
        and one.reading.kind in ("amount", "measure", "count")
        and (abs(one.reading.value) > abs(mean.reading.value))
    )


def _is_count(one: Figure, mean: Figure, unit: str) -> bool:
    if one.unit == mean.unit or one.reading.value <= 0:
        return False
    if not unit:
        return one.reading.kind == "count"
    if unit.isascii():
        return one.unit.lower().startswith(unit[:-1]) and one.reading.kind == "count"
    return one.unit in _COUNTED.get(unit, (unit,)) and one.reading.kind in ("count", "measure")
