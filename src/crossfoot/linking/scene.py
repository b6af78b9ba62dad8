"""What the linking rules look at: the sentences of a document, its figures in their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from crossfoot.documents import Document, Paragraph
from crossfoot.figure import Figure
from crossfoot.languages.text import normalise
from crossfoot.linking import en, zh
from crossfoot.linking.about import tell
from crossfoot.linking.accounts import Account, accounts
from crossfoot.linking.facts import Fact, facts
from crossfoot.linking.grid import Grid, grids, is_row, printed_rows
from crossfoot.linking.listed import own
from crossfoot.linking.lists import Parts, lists
from crossfoot.linking.years import years

_END = re.compile(
    r"[。！？!?](?:[”」』\"')）]*)|(?<![A-Z])(?<!\bNo)(?<!\bvs)(?<!\bapprox)(?<!\bInc)(?<!\bCorp)"
    r"(?<!\bRs)(?<!\bMr)(?<!\bMrs)(?<!\bDr)(?<!\bFig)(?<!\bNos)"
    r"(?<!\bJan)(?<!\bFeb)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bNov)(?<!\bDec)\.(?=[\"”')]*(?:\s|[A-Z]|$))"
    r"|\n(?=[-–•▪●·*] )"
)
_CHINESE = re.compile("[一-鿿]")
_BASIS = re.compile(
    r"\W*(?:excluding|adjust(?:ed|ing) for|after adjust|stripping|net of|before"
    r"|(?:at|in|on|with) (?:an? )?(?:constant|real|organic|comparable|like-for-like|underlying"
    r"|adjusted)"
    r"|按|扣除|剔除|还原|考虑|同口径|可比)[^,，。;；]{0,60}[,，]",
    re.IGNORECASE,
)
_MARK = re.compile(
    r"[(（]?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)）]"
)  # of a list: no sentence of its own
_LONGEST = 3000  # characters of one sentence; what is longer is cut


@dataclass(slots=True, eq=False)
class Mention:
    """A figure in a sentence. `lead` is the text from the figure before it, or the beginning.

    `slot` says what the figure is about its subject: current, base, change, rate, points,
    multiple, share or completion. `label` is the subject, `scope` the place or level of
    government it is said of. `depth` counts the brackets around it, `part` the semicolons
    before it.
    """

    figure: Figure
    start: int
    end: int
    lead: str
    tail: str
    depth: int
    part: int
    slot: str = "current"
    label: str = ""
    scope: str = ""

    @property
    def unit(self) -> str:
        """The base unit."""
        return self.figure.unit


@dataclass(slots=True, eq=False)
class Frame:
    """One subject and what is said of it: a level, its base, change and rate.

    `asides` are shares and completions. `words` is the text from its first to its last figure,
    `opening` what its sentence says of the basis of all its figures: excluding currency effects.
    """

    slots: dict[str, Mention]
    asides: list[Mention] = field(default_factory=list)
    words: str = ""
    opening: str = ""

    @property
    def level(self) -> Mention | None:
        """The level that the frame is about."""
        return self.slots.get("current")

    @property
    def start(self) -> int:
        """Where its first figure stands."""
        return min(m.start for m in (*self.slots.values(), *self.asides))


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of running text; `text` is normalised, offsets are the document's.

    `years` and `place` are what it is about, where it or one before it in its paragraph says so.
    """

    start: int
    end: int
    text: str
    chinese: bool
    paragraph: int
    index: int
    years: frozenset[str] = frozenset()
    place: str = ""
    mentions: list[Mention] = field(default_factory=list)
    frames: list[Frame] = field(default_factory=list)

    @property
    def opening(self) -> str:
        """The basis that its first clause names for all that follows."""
        said = _BASIS.match(self.text)
        return said[0] if said else ""

    def between(self, start: int, end: int) -> str:
        """The text from one offset of the document to another."""
        return self.text[max(start - self.start, 0) : max(end - self.start, 0)]


class Scene:
    """A document with its figures, as the rules see it."""

    def __init__(self, document: Document, figures: Sequence[Figure]) -> None:
        self.document = document
        self.text = normalise(document.text)
        self.figures = tuple(figures)
        placed = sorted(
            (one for one in figures if one.place is not None and one.place.start is not None),
            key=_start,
        )
        self._starts = [_start(one) for one in placed]
        self._placed = placed
        self.sentences: list[Sentence] = []
        for number, block in enumerate(document.running):
            if block.style != "code":
                self.sentences.extend(self._sentences(block, number))
        for index, sentence in enumerate(self.sentences):
            sentence.index = index
        tell(self.sentences)
        scope = ""
        for sentence in self.sentences:
            language = zh if sentence.chinese else en
            sentence.frames = language.frames(sentence)
            for frame in sentence.frames:
                frame.opening = sentence.opening
            for mention in sentence.mentions:  # a scope holds until another is named
                scope = mention.scope or scope
                mention.scope = mention.scope or scope

    @cached_property
    def grids(self) -> list[Grid]:
        """The tables, with the figures in their cells."""
        return [*grids(self.document, self.figures), *printed_rows(self.text, self._rows())]

    def _rows(self) -> list[list[Figure]]:
        """The figures of every line of running text that is a row of figures."""
        lines: list[list[Figure]] = []
        for sentence in self.sentences:
            for mention in sentence.mentions:
                if lines and "\n" not in self.text[span(lines[-1][-1])[1] : mention.start]:
                    lines[-1].append(mention.figure)
                else:
                    lines.append([mention.figure])
        return [line for line in lines if is_row(self.text, line)]

    def is_mentioned(self, figure: Figure) -> bool:
        """Whether a figure stands in running text."""
        return figure.name in self._mentioned

    def told_again(self, some: Sequence[Mention], before: int) -> bool:
        """Whether after some mentions and before an offset the first is named once more."""
        name, end = some[0].label, some[-1].end
        last = bisect_left(self._begins, before)
        for sentence in self.sentences[max(0, bisect_left(self._begins, end) - 1) : last]:
            if any(m.label == name and end <= m.start < before for m in sentence.mentions):
                return bool(name)
        return False

    def one_paragraph(self, one: Mention, other: Mention) -> bool:
        """Whether two figures stand in one paragraph."""
        at = (bisect_right(self._begins, m.start) - 1 for m in (one, other))
        return len({self.sentences[index].paragraph for index in at}) == 1

    @cached_property
    def _begins(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    @cached_property
    def _mentioned(self) -> frozenset[str]:
        return frozenset(m.figure.name for s in self.sentences for m in s.mentions)

    @cached_property
    def facts(self) -> list[Fact]:
        """Every figure with the words that say what it is."""
        return facts(self.sentences, self.grids)

    @cached_property
    def years(self) -> list[int | None]:
        """The year that each sentence speaks of."""
        return years(self.sentences)

    @cached_property
    def lists(self) -> list[Parts]:
        """The lists of parts in running text."""
        return [own(one) for one in lists(self.paragraphs)]

    @cached_property
    def accounts(self) -> list[Account]:
        """The accounts of a budget that running text tells."""
        return accounts(self)

    @cached_property
    def paragraphs(self) -> list[list[Sentence]]:
        """The sentences of each paragraph."""
        found: list[list[Sentence]] = []
        for sentence in self.sentences:
            if found and found[-1][0].paragraph == sentence.paragraph:
                found[-1].append(sentence)
            else:
                found.append([sentence])
        return found

    def told(self, *mentions: Mention) -> str:
        """The figures with the words before each, as evidence of a link between them."""
        return " … ".join(self.text[m.start - len(m.lead[-24:]) : m.end] for m in mentions)

    def frames(self) -> Iterator[tuple[Sentence, Frame]]:
        """Every frame in order, with its sentence."""
        for sentence in self.sentences:
            for frame in sentence.frames:
                yield sentence, frame

    def _sentences(self, block: Paragraph, number: int) -> Iterator[Sentence]:
        low = bisect_left(self._starts, block.start)
        high = bisect_left(self._starts, block.end)
        if low == high:
            text = self.text[block.start : block.end]
            yield Sentence(block.start, block.end, text, _is_chinese(text), number, 0)
            return
        start = block.start
        ends = [found.end() for found in _END.finditer(self.text, block.start, block.end)]
        for end in [*ends, block.end]:
            if end - start > _LONGEST:
                end = min(end, start + _LONGEST)
            said = self.text[start:end].strip()
            if not said or (end < block.end and _MARK.fullmatch(said)):
                continue
            yield self._sentence(start, end, number)
            start = end

    def _sentence(self, start: int, end: int, number: int) -> Sentence:
        text = self.text[start:end]
        sentence = Sentence(start, end, text, _is_chinese(text), number, 0)
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        inside = self._placed[low:high]
        at, depth, part = start, 0, 0
        for index, figure in enumerate(inside):
            begin, stop = span(figure)
            lead = self.text[at:begin]
            depth = max(0, depth + lead.count("(") - lead.count(")"))
            part += lead.count("；") + lead.count(";")
            following = span(inside[index + 1])[0] if index + 1 < len(inside) else end
            tail = self.text[stop:following]
            sentence.mentions.append(Mention(figure, begin, stop, lead, tail, depth, part))
            at = stop
        return sentence


def span(figure: Figure) -> tuple[int, int]:
    """Where a figure stands in the text."""
    place = figure.place
    assert place is not None
    assert place.start is not None
    assert place.end is not None
    return place.start, place.end


def _start(figure: Figure) -> int:
    return span(figure)[0]


def _is_chinese(text: str) -> bool:
    return _CHINESE.search(text) is not None
