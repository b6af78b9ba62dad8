"""Which figure of one version is which of the other.

Figures of datasets go by their names. Those of documents go by the words around them: passages
(sentences, rows of tables) whose words are the same are aligned first, then passages that are
alike between them, then what has moved. Positions alone never pair anything.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from itertools import pairwise
from typing import TYPE_CHECKING, TypeVar

from crossfoot.figure import Figure
from crossfoot.suite import Suite

if TYPE_CHECKING:
    from crossfoot.documents import Block, Document

_T = TypeVar("_T")

_MARK = "\ufffc"  # stands for a figure in the words of a passage
_SENTENCE = re.compile(r"[。；;！？!?]|\.(?=\s)")
_ALIKE = 0.4  # the part of their words that two passages have to share
_MOST = 40_000  # pairs that an alignment weighs; beyond, only equal words pair


@dataclass(frozen=True, slots=True)
class Pairing:
    """The figures of two versions: those in both, in the order of the new one, and the others.

    `worded` names the new figures whose passage has the same words in both versions.
    """

    pairs: tuple[tuple[Figure, Figure], ...]
    went: tuple[Figure, ...]
    appeared: tuple[Figure, ...]
    worded: frozenset[str] = frozenset()


def pair(old: Suite, new: Suite) -> Pairing:
    """Pair the figures of two versions."""
    known = _Known(old.figures, new.figures)
    worded: set[str] = set()
    if old.opened is not None and new.opened is not None:
        before = _passages(old.opened, old.figures)
        now = _passages(new.opened, new.figures)
        for one, other in _aligned_passages(before, now):
            same = one.words == other.words
            for first, second in _aligned_figures(one, other):
                known.add(first, second)
                worded.update([second.name] if same else [])
        said = _said([*before, *now])
        known.by(lambda one: said[id(one)])
        known.by(lambda one: (one.metric, one.period, one.unit, one.text))
    else:
        known.by(lambda one: one.name)
    known.by(_subject, only_single=True)
    return known.pairing(frozenset(worded))


def _subject(figure: Figure) -> Hashable:
    if not figure.metric:
        return None
    return (figure.metric, figure.period, figure.section, figure.unit, figure.reading.kind)


class _Known:
    """The pairs found so far, and the figures without one."""

    def __init__(self, old: Sequence[Figure], new: Sequence[Figure]) -> None:
        self.old, self.new = old, new
        self.partner: dict[str, Figure] = {}  # by the name in the new version
        self.taken: set[str] = set()

    def add(self, old: Figure, new: Figure) -> None:
        self.partner[new.name] = old
        self.taken.add(old.name)

    def by(self, key: Callable[[Figure], Hashable], only_single: bool = False) -> None:
        """Pair what is left and has equal keys, where both versions have equally many of it."""
        before = _grouped((one for one in self.old if one.name not in self.taken), key)
        now = _grouped((one for one in self.new if one.name not in self.partner), key)
        for value, some in now.items():
            others = before.get(value, [])
            if len(others) == len(some) and not (only_single and len(some) > 1):
                for old, new in zip(others, some, strict=True):
                    self.add(old, new)

    def pairing(self, worded: frozenset[str]) -> Pairing:
        return Pairing(
            tuple((self.partner[one.name], one) for one in self.new if one.name in self.partner),
            tuple(one for one in self.old if one.name not in self.taken),
            tuple(one for one in self.new if one.name not in self.partner),
            worded,
        )


def _grouped(
    figures: Iterable[Figure], key: Callable[[Figure], Hashable]
) -> dict[Hashable, list[Figure]]:
    groups: dict[Hashable, list[Figure]] = defaultdict(list)
    for figure in figures:
        if (value := key(figure)) is not None:
            groups[value].append(figure)
    return groups


# -- passages --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Passage:
    """A sentence or a row: its words without blanks, a mark in the place of each figure."""

    words: str
    figures: tuple[Figure, ...]
    grams: frozenset[str] = field(init=False, repr=False)
    around: tuple[tuple[str, str], ...] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        words = self.words.replace(_MARK, "")
        grams = frozenset(words[at : at + 2] for at in range(max(1, len(words) - 1)))
        object.__setattr__(self, "grams", grams)
        pieces = self.words.split(_MARK)
        object.__setattr__(self, "around", tuple(pairwise(pieces)))


def _passages(document: Document, figures: Sequence[Figure]) -> list[_Passage]:
    """The passages of a document in order, also those without a figure: they hold the order."""
    placed = sorted((one for one in figures if _start(one) >= 0), key=_start)
    found = []
    at = 0
    for start, end in _stretches(document):
        inside = []
        words, last = [], start
        while at < len(placed) and _start(placed[at]) < end:
            figure = placed[at]
            at += 1
            if _start(figure) >= last:
                words += [document.text[last : _start(figure)], _MARK]
                inside.append(figure)
                last = _end(figure)
        words.append(document.text[last:end])
        joined = "".join("".join(words).split())
        if joined:
            found.append(_Passage(joined, tuple(inside)))
    return found


def _stretches(document: Document) -> Iterator[tuple[int, int]]:
    for block in document.blocks:
        yield from _parts(document, block)


def _parts(document: Document, block: Block) -> Iterator[tuple[int, int]]:
    rows = getattr(block, "rows", None)
    if rows is not None:
        for row in rows:
            if row:
                yield row[0].start, max(cell.end for cell in row)
        return
    start = block.start
    for mark in _SENTENCE.finditer(document.text, block.start, block.end):
        yield start, mark.end()
        start = mark.end()
    if start < block.end:
        yield start, block.end


def _start(figure: Figure) -> int:
    return -1 if figure.place is None or figure.place.start is None else figure.place.start


def _end(figure: Figure) -> int:
    return -1 if figure.place is None or figure.place.end is None else figure.place.end


def _said(passages: Iterable[_Passage]) -> dict[int, Hashable]:
    """By figure: the words of its passage, and which of the figures there it is."""
    said: dict[int, Hashable] = defaultdict(lambda: None)
    for passage in passages:
        for number, figure in enumerate(passage.figures):
            said[id(figure)] = (passage.words, number)
    return said


# -- alignment -------------------------------------------------------------------------------


def _aligned_passages(
    old: Sequence[_Passage], new: Sequence[_Passage]
) -> Iterator[tuple[_Passage, _Passage]]:
    matcher = SequenceMatcher(None, [one.words for one in old], [one.words for one in new])
    for kind, first, last, new_first, new_last in matcher.get_opcodes():
        before, now = old[first:last], new[new_first:new_last]
        if kind == "equal":
            yield from zip(before, now, strict=True)
        elif kind == "replace":
            yield from _best(before, now, _alike)


def _alike(one: _Passage, other: _Passage) -> float:
    """The part of their words that two passages share; 0 where that is too little."""
    shared = len(one.grams & other.grams)
    part = shared / (len(one.grams) + len(other.grams) - shared)
    return part if part >= _ALIKE else 0


def _aligned_figures(one: _Passage, other: _Passage) -> Iterator[tuple[Figure, Figure]]:
    if one.words == other.words and len(one.figures) == len(other.figures):
        yield from zip(one.figures, other.figures, strict=True)
        return
    before = list(zip(one.figures, one.around, strict=False))
    now = list(zip(other.figures, other.around, strict=False))
    for (old, _), (new, _) in _best(before, now, _same_subject):
        yield old, new


def _same_subject(
    one: tuple[Figure, tuple[str, str]], other: tuple[Figure, tuple[str, str]]
) -> float:
    """How much speaks for two figures of like passages being the same one; 0 for nothing."""
    (old, around), (new, new_around) = one, other
    led = around[0] == new_around[0] and any(map(str.isalpha, around[0]))
    if old.unit != new.unit and not led:
        return 0
    return (
        1
        + 3 * led
        + (around[1] == new_around[1])
        + 2 * (old.metric == new.metric)
        + 2 * (old.period == new.period)
        + 2 * (old.unit == new.unit)
        + 3 * (old.text == new.text)
    )


def _best(
    old: Sequence[_T], new: Sequence[_T], weigh: Callable[[_T, _T], float]
) -> list[tuple[_T, _T]]:
    """The pairs, in the order of both, whose weights add up to the most."""
    if len(old) * len(new) > _MOST:
        return []
    weights = [[weigh(one, other) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]  # from here to the end
    for i in reversed(range(len(old))):
        for j in reversed(range(len(new))):
            taken = weights[i][j] + best[i + 1][j + 1] if weights[i][j] else 0
            best[i][j] = max(taken, best[i + 1][j], best[i][j + 1])
    found = []
    i = j = 0
    while i < len(old) and j < len(new):
        if weights[i][j] and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            found.append((old[i], new[j]))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found
