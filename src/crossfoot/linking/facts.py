"""What a figure is said of, in a form in which two places of a document can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from crossfoot.figure import Figure
from crossfoot.languages.text import words

if TYPE_CHECKING:
    from crossfoot.linking.grid import Grid
    from crossfoot.linking.scene import Mention, Sentence

_STOP = frozenset(
    words("""
    a an the of in on at to for from by with and or as is was were are be been has have had it its
    this that these those which who there their than more less over under up down about around
    just also while number numbers total level levels compared per cent percent million billion
    thousand increase increased decrease decreased rose fell rise fall growth grew decline declined
    showing showed being same respectively people between year years quarter month period yoy
    year-over-year year-on-year three six nine twelve ended january february march april may june
    july august september october november december compared current prior previous first second
    third fourth result results total actual actuals however they whether largest smallest majority
    overall most almost around nearly some half all including respectively
    """)
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
_ZH = re.compile("[一-鿿]+")
_CLAUSE = re.compile(r"[,，；;。:](?!\d)")
_HYPHEN = re.compile(r"(?<!non)(?<!Non)(?<!year)(?<!over)(?<!on)(?<!full)(?<!part)-", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s\b")
_ASIDE = re.compile(r"\([^()]{0,40}\)")
_YEAR = re.compile(r"(?<![\d,.$£€])(?:19|20)\d\d(?![\d,.]\d|%)")
_ORDINALS = ("first", "second", "third", "fourth")
_QUARTER = re.compile(rf"\b(?:({'|'.join(_ORDINALS)})[- ]quarter|Q([1-4]))\b", re.IGNORECASE)
# Where another figure has a clause of its own: "and increased by", "while the".
_JOINED = re.compile(
    r"\b(?:and|but|while|whereas)\b(?= (?:an?|was|were|by|of|to|there|from|up|down|rose|fell"
    r"|(?:in|de)creas\w*)\b)"
)
# A number that belongs to a name: Grade 7, aged 30-59.
_NUMERAL = re.compile(
    r"(?<![\d.,$£€/])\b\d{1,2}(?:-\d{1,2})?\b(?![\d%/-]|[.,]\d| ?(?:January|February|March"
    r"|April|May|June|July|August|September|October|November|December|st\b|nd\b|rd\b|th\b))"
)
_APPOSED = re.compile(r"\s*(?:,? ?or|\()\s*", re.IGNORECASE)
_MARK = re.compile(r"^(?:其中|[#\d.、\s:：一二三四五六七八九十()（）])+")


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A figure and what it is said of.

    `words` are content words; in Chinese `label` and `scope` name the subject instead. `kind` is
    the slot of a figure in a sentence, or `cell`; `level` the level that a rate is said of.
    `digits` counts the significant digits of the print, `row` holds the words of a cell's row,
    `periods` the years and quarters that are named.
    """

    figure: Figure
    words: frozenset[str]
    kind: str
    digits: int
    level: Figure | None = None
    label: str = ""
    scope: str = ""
    row: frozenset[str] = frozenset()
    periods: frozenset[str] = frozenset()


def facts(sentences: Sequence[Sentence], grids: Sequence[Grid]) -> list[Fact]:
    """Every figure with its words, in order; a figure in a table by its row and column."""
    found: dict[int, Fact] = {}
    for fact in (*_in_text(sentences), *_in_tables(grids)):
        place = fact.figure.place
        if place is not None and place.start is not None:
            found[place.start] = fact
    return [found[start] for start in sorted(found)]


def _in_text(sentences: Sequence[Sentence]) -> Iterator[Fact]:
    for sentence in sentences:
        levels = {
            id(m): frame.level.figure
            for frame in sentence.frames
            if frame.level is not None
            for m in (*frame.slots.values(), *frame.asides)
        }
        said = {id(m): _said(m) for m in sentence.mentions}
        for before, mention in pairwise(sentence.mentions):
            if _APPOSED.fullmatch(mention.lead):  # $500 million, or $0.67 per share
                said[id(before)] = said[id(mention)] = said[id(before)] | said[id(mention)]
        for frame in sentence.frames:
            # What is said of one subject has all of its words.
            members = list(frame.slots.values())
            together = frozenset[str]().union(*(said[id(m)] for m in members))
            said.update((id(m), together) for m in members)
        for mention in sentence.mentions:
            yield Fact(
                mention.figure,
                said[id(mention)],
                "current" if mention.slot in ("share", "base") else mention.slot,
                significant(mention.figure),
                levels.get(id(mention)),
                mention.label if sentence.chinese else "",
                mention.scope,
                periods=frozenset() if sentence.chinese else periods_of(sentence.text),
            )


def _in_tables(grids: Sequence[Grid]) -> Iterator[Fact]:
    for grid in grids:
        for (row, column), figure in sorted(grid.figures.items()):
            label, head = grid.labels.get(row, ""), grid.heads.get(column, "")
            spoken = words_of(f"{label} {head} {grid.sections.get(row, '')}")
            chinese = _MARK.sub("", label) if _ZH.search(label) else ""
            yield Fact(
                figure,
                spoken,
                "cell",
                significant(figure),
                None,
                chinese,
                "",
                words_of(_ASIDE.sub("", label)),
                periods_of(f"{head} {label}"),
            )


def _said(mention: Mention) -> frozenset[str]:
    """The words of the clause around a figure."""
    lead = _CLAUSE.split(mention.lead[-120:])
    near = lead[-1] if len(lead[-1].split()) > 2 or len(lead) < 2 else " ".join(lead[-2:])
    near = _JOINED.split(near)[-1]
    after = _CLAUSE.split(mention.tail[:120])
    tail = _JOINED.split(" ".join(after[: 1 if words_of(after[0]) else 2]))[0]
    here = words_of(f"{near} {mention.figure.text} {tail}")
    if not here or mention.scope or not mention.label.isascii():
        here |= words_of(mention.scope + mention.label)
    return here | frozenset(_NUMERAL.findall(f"{near} {tail}"))


def words_of(text: str) -> frozenset[str]:
    """The content words of a text: English words by their stem, Chinese by pairs of characters."""
    text = _HYPHEN.sub(" ", _POSSESSIVE.sub("", text).replace("EPS", "earnings per share"))
    found = {_stem(word.lower()) for word in _WORD.findall(text) if word.lower() not in _STOP}
    for run in _ZH.findall(text):
        found.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(found)


def periods_of(text: str) -> frozenset[str]:
    """The years and quarters that a text names: 2014, q4."""
    found = set(_YEAR.findall(text))
    for said in _QUARTER.finditer(text):
        found.add(f"q{said[2] or 1 + _ORDINALS.index(said[1].lower())}")
    return frozenset(found)


def _stem(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word


def significant(figure: Figure) -> int:
    """How many digits the print has, without zeros before or after."""
    text = figure.reading.text
    digits = re.sub(r"\D", "", text).lstrip("0")
    return len(digits) if "." in text else len(digits.rstrip("0"))


def printed_digits(figure: Figure) -> int:
    """How many digits the print has, with zeros at its end."""
    return len(re.sub(r"\D", "", figure.reading.text).lstrip("0"))
