"""What a figure is said of, as words that can be compared between two places of a document."""

from __future__ import annotations

import re
from dataclasses import dataclass

from crossfoot.figure import Figure
from crossfoot.linking.scene import Mention, Scene, Sentence

_STOP = frozenset(
    ["a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "as", "is", "was", "were", "are", "be", "been", "has", "have", "had", "it", "its", "this", "that", "these", "those", "which", "who", "there", "their", "than", "more", "less", "over", "under", "up", "down", "about", "around", "just", "also", "while", "number", "numbers", "total", "level", "levels", "compared", "per", "cent", "percent", "million", "billion", "thousand", "increase", "increased", "decrease", "decreased", "rose", "fell", "rise", "fall", "growth", "grew", "decline", "declined", "showing", "showed", "being", "same", "respectively", "people", "between", "million", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "year", "years", "quarter", "month", "period", "yoy", "year-over-year", "year-on-year", "three", "six", "nine", "twelve", "ended"]
)
_WORD = re.compile(r"[A-Za-z][A-Za-z'-]*[A-Za-z]")
_ZH = re.compile("[一-鿿]+")
_CLAUSE = re.compile(r"[,，；;。:](?!\d)")


@dataclass(frozen=True, slots=True, eq=False)
class Fact:
    """A figure and the words that say what it is; `level` is the level it is said of."""

    figure: Figure
    words: frozenset[str]
    kind: str
    digits: int
    level: Figure | None = None


def facts(scene: Scene) -> list[Fact]:
    """Every figure with its words, in order."""
    found = []
    for sentence in scene.sentences:
        level_of = {
            id(m): f.level.figure for f in sentence.frames if f.level for m in f.slots.values()
        }
        said = {id(mention): _said(mention, sentence) for mention in sentence.mentions}
        for frame in sentence.frames if not sentence.chinese else ():
            # What is said of one subject has all of its words.
            members = list(frame.slots.values())
            together = frozenset().union(*(said[id(m)] for m in members))
            said.update((id(m), together) for m in members)
        for mention in sentence.mentions:
            found.append(
                _fact(mention.figure, said[id(mention)], _kind(mention), level_of.get(id(mention)))
            )
    for grid in scene.grids:
        for (row, column), figure in sorted(grid.figures.items()):
            if figure.place is None:
                continue
            text = f"{grid.labels.get(row, '')} {grid.heads.get(column, '')} {grid.sections.get(row, '')}"
            found.append(_fact(figure, words_of(text), "cell"))
    unique: dict[int, Fact] = {}
    for fact in found:
        place = fact.figure.place
        if place is not None and place.start is not None:
            known = unique.get(place.start)
            if known is None or fact.kind == "cell":
                unique[place.start] = fact
    return [unique[start] for start in sorted(unique)]


def _kind(mention: Mention) -> str:
    return "current" if mention.slot in ("share", "base") else mention.slot


def _fact(figure: Figure, words: frozenset[str], kind: str, level: Figure | None = None) -> Fact:
    return Fact(figure, words, kind, significant(figure), level)


def _said(mention: Mention, sentence: Sentence) -> frozenset[str]:
    if sentence.chinese:
        return words_of(f"{mention.scope} {mention.label}")
    lead = _CLAUSE.split(mention.lead[-120:])
    near = lead[-1] if len(lead[-1].split()) > 2 or len(lead) < 2 else " ".join(lead[-2:])
    tail = _CLAUSE.split(mention.tail[:90])[0]
    return words_of(f"{near} {mention.figure.text} {tail}")


def words_of(text: str) -> frozenset[str]:
    """The content words of a text: English words by their stem, Chinese by pairs of characters."""
    text = text.replace("EPS", "earnings per share")
    words = {_stem(word.lower()) for word in _WORD.findall(text) if word.lower() not in _STOP}
    for run in _ZH.findall(text):
        words.update(run[i : i + 2] for i in range(len(run) - 1))
    return frozenset(words)


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
