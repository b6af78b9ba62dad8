"""The same fact in two sentences of a Chinese document, one print a digit away from the other.

Like names alone do not make one fact. What does is that name, scope, year, and whether it is hoped
for or reached, are all the same, and that a long number has all digits but one in common; where
figures beside it are the same in both sentences, theirs count as well.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from crossfoot.figure import Figure
from crossfoot.linking.facts import printed_digits, significant
from crossfoot.linking.find import matches, plain
from crossfoot.linking.levels import same_unit
from crossfoot.linking.proposed import Link
from crossfoot.linking.scene import Mention, Scene, Sentence
from crossfoot.linking.slips import differ_by_one_digit

_SHORTEST = 4  # characters of a name that names something by itself
_LONG = 5  # digits of which all but one agree by no chance
_SHORT = 4  # digits that do with others beside them
_TOGETHER = 6  # digits of both
_LISTED = 10  # digits that make one list of two, whatever its items are called in full
_REACH = 3  # figures on either side that are looked at
_MOST = 12  # prints with something in common that are compared with each other
_EQUAL = 2  # what `matches` says of one name
_LEAD = 24  # characters before a figure that tell whether it is hoped for
# What is said of every school, place or firm in turn.
_ATTRIBUTE = re.compile(
    "(?:招生|在?校学?生|毕业生|专任教师|教职工|从业人员|职工|面积|人口|项目|资金|投资|产量|户籍|人数|床位)数?"
)
_STATE = re.compile(
    "预算数|预算为|计划|目标|预计|预期|安排|调整|年初|决算|快报|初步|修订|同口径|剔除|扣除|新增|净增"
    "|累计|同期|上年|去年|占|比|中央|全省|全国"
)
_HOPED = frozenset(["计划", "安排", "预计"])
_HOPED_FOR = re.compile("(?:计划|安排)$")


@dataclass(frozen=True, slots=True, eq=False)
class _Said:
    """A level with its sentence, its name, and what is said to make it another figure."""

    mention: Mention
    sentence: Sentence
    place: int
    name: str
    year: int | None
    state: frozenset[str]

    def beside(self) -> dict[tuple[object, ...], int]:
        """The figures beside it and how many digits each has."""
        mentions = self.sentence.mentions[max(0, self.place - _REACH) : self.place + _REACH + 1]
        return {_key(m): _digits(m.figure) for m in mentions if m is not self.mention}


def links(scene: Scene) -> Iterator[Link]:
    """Pairs of prints of one fact that differ in one digit."""
    printed: dict[str, list[_Said]] = defaultdict(list)
    years = _years(scene)
    for sentence in scene.sentences:
        for place, mention in enumerate(sentence.mentions if sentence.chinese else ()):
            if not _is_told(mention):
                continue
            name = _HOPED_FOR.sub("", plain(mention.label))
            state = frozenset(_STATE.findall(mention.lead[-_LEAD:]))
            said = _Said(mention, sentence, place, name, years[sentence.index], state)
            text = "".join(c for c in mention.figure.text if c in "0123456789.")
            for at in range(len(text)):
                printed[f"{text[:at]}?{text[at + 1 :]}"].append(said)
    for prints in printed.values():
        for one, other in combinations(prints[:_MOST], 2):
            if _misprint(one, other):
                figures = [one.mention.figure, other.mention.figure]
                yield Link("same", {"figures": figures}, _words(scene, one, other), stated=False)


def _is_told(mention: Mention) -> bool:
    return (
        mention.slot == "current"
        and mention.figure.reading.qualifier == "exact"
        and _digits(mention.figure) >= _SHORT
        and _ATTRIBUTE.fullmatch(plain(mention.label)) is None
    )


def _misprint(one: _Said, other: _Said) -> bool:
    """Whether two levels are of one fact by all that is said of them."""
    first, second = one.mention.figure, other.mention.figure
    if one.sentence is other.sentence or first.reading.value == second.reading.value:
        return False
    if not same_unit(first, second) or not differ_by_one_digit(first, second):
        return False
    if one.mention.scope != other.mention.scope or one.year != other.year:
        return False
    apart = one.state ^ other.state
    if apart and not (apart <= _HOPED and one.sentence.paragraph == other.sentence.paragraph):
        return False
    theirs = other.beside()
    beside = sum(digits for key, digits in one.beside().items() if key in theirs)
    digits = min(_digits(first), _digits(second))
    hit = matches(one.name, other.name)
    if hit == _EQUAL and len(one.name) >= _SHORTEST:
        return digits >= _LONG or digits + beside >= _TOGETHER
    return hit > 0 and beside >= _LISTED


def _years(scene: Scene) -> list[int | None]:
    """The year of every sentence; what names none speaks of the year that most speak of."""
    named = Counter(year for year in scene.years if year is not None)
    most = next((year for year, _ in named.most_common(1)), None)
    return [most if year is None else year for year in scene.years]


def _digits(figure: Figure) -> int:
    """The digits of a print; two zeros at its end say that it is round: 10,000."""
    printed, told = printed_digits(figure), significant(figure)
    return told if printed > told + 1 else printed


def _key(mention: Mention) -> tuple[object, ...]:
    reading = mention.figure.reading
    return mention.slot, reading.value, reading.unit, reading.direction


def _words(scene: Scene, one: _Said, other: _Said) -> str:
    return " … ".join(
        scene.text[s.mention.start - len(s.mention.lead[-30:]) : s.mention.end]
        for s in (one, other)
    )
