"""What English text says of a line of a table: its figures, rounded or not, and what they give.

The line is the row or column whose name the words around the figures hold. Its cells are the same
figures where they agree; a rate, a change or a share said of it is checked against its levels.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import permutations

from crossfoot.documents.units import unit_in
from crossfoot.figure import Figure
from crossfoot.linking.basis import YEARLY, not_comparable
from crossfoot.linking.facts import periods_of, significant, words_of
from crossfoot.linking.grid import Grid
from crossfoot.linking.levels import same_money, same_unit
from crossfoot.linking.proposed import ANOTHER_BASE, ANOTHER_FACT, ANOTHER_WHOLE, Link, Roles
from crossfoot.linking.row_ratios import ratio_of_row
from crossfoot.linking.scene import Frame, Mention, Scene, Sentence
from crossfoot.linking.slips import differ_by_one_digit
from crossfoot.linking.totals import TOTAL
from crossfoot.linking.words import LEVELS, PERCENT

_RELATIONS = (("change", "change"), ("rate", "growth"), ("points", "points_change"))
_MOST = 12  # lines that a name may mean
_LEVELS = 8  # levels of a line among which the two of a rate are looked for
_SAYS = 2  # digits that a figure has at least, to be told from others
_LONG = 3  # digits of levels of which all but one agree by no chance
_EMPTY = frozenset(
    ["all", "type", "company", "consolidated", "gaap", "attributable", "corporation", "percentage"]
)
_NARROWER = 2  # words that a clause may have besides the name of the line
_CLAUSE = re.compile(r"[,;:(]|\bthan\b|\bcompared\b|\bfrom\b")
_PERIOD = re.compile(r"^\W*(?:FY|fiscal|Q\d|three|six|nine|twelve|\d{1,4}|[A-Z][a-z]{2,8} \d)")
_OF = re.compile(r"^\)? ?(?:of\b|share\b)", re.IGNORECASE)
_PART = re.compile(r"\b(?:accounted|accounting|represent|made up|share|proportion)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A row, or a column whose rows are periods: its name, its cells, and where each stands."""

    words: frozenset[str]
    cells: tuple[Figure, ...]
    heads: tuple[str, ...]
    wholes: tuple[Figure | None, ...]
    grid: Grid
    name: str

    @property
    def start(self) -> int:
        place = self.cells[0].place
        return place.start or 0 if place else 0


def links(scene: Scene) -> Iterator[Link]:
    """Every frame of an English sentence with the lines that it may be about."""
    lines = _by_word(line for grid in scene.grids for line in _lines(scene, grid))
    if not lines:
        return
    for sentence in scene.sentences:
        if sentence.chinese:
            continue
        for frame in sentence.frames:
            found = _named(lines, _spoken(sentence, frame))
            if not found:  # said of the subject of the sentence
                subject = words_of(sentence.mentions[0].lead[-160:])
                found = _named(lines, _spoken(sentence, frame) | subject)
            found.sort(key=lambda line: abs(line.start - sentence.start))
            yield from _told(sentence, frame, found)


def _lines(scene: Scene, grid: Grid) -> Iterator[_Line]:
    if not grid.heads and any(map(scene.is_mentioned, grid.figures.values())):
        return  # running text: what stands there is what is said
    whole = _whole(grid)
    periods = [row for row in grid.rows if _PERIOD.match(grid.labels[row])]
    for row in grid.rows:
        columns = [c for c in grid.columns if (row, c) in grid.figures]
        words = words_of(grid.labels[row]) - _EMPTY
        if columns and words:
            yield _Line(
                words,
                tuple(grid.figures[row, c] for c in columns),
                tuple(grid.heads.get(c, "") for c in columns),
                tuple(grid.figures.get((whole, c)) if whole != row else None for c in columns),
                grid,
                grid.labels[row],
            )
    if len(periods) < 2:  # one level has nothing to be compared with
        return
    for column in grid.columns:
        rows = [row for row in grid.rows if (row, column) in grid.figures]
        head = grid.heads.get(column, "")
        words = words_of(head) - words_of(unit_in(head) or "") - _EMPTY
        if rows and words:
            yield _Line(
                words,
                tuple(grid.figures[row, column] for row in rows),
                tuple(f"{grid.sections.get(row) or ''} {grid.labels[row]}" for row in rows),
                (None,) * len(rows),
                grid,
                head,
            )


def _whole(grid: Grid) -> int:
    """The row that is all, of which the others are parts: called a total, or the first."""
    rows = [row for row in grid.rows if any((row, c) in grid.figures for c in grid.columns)]
    totals = [row for row in rows if TOTAL.search(grid.labels[row])]
    return next(iter([*totals, *rows]), -1)


def _by_word(lines: Iterator[_Line]) -> dict[str, list[_Line]]:
    """The lines by one word of their names, the rarest."""
    found = list(lines)
    count: dict[str, int] = defaultdict(int)
    for line in found:
        for word in line.words:
            count[word] += 1
    by_word: dict[str, list[_Line]] = defaultdict(list)
    for line in found:
        by_word[min(line.words, key=lambda word: (count[word], word))].append(line)
    return by_word


def _spoken(sentence: Sentence, frame: Frame) -> frozenset[str]:
    members = sorted((*frame.slots.values(), *frame.asides), key=lambda m: m.start)
    first, last = members[0], members[-1]
    words = sentence.between(first.start, last.end)
    return words_of(f"{first.lead[-160:]} {words} {last.tail[:120]}")


def _named(lines: dict[str, list[_Line]], spoken: frozenset[str]) -> list[_Line]:
    """The lines whose whole name is said, those with the longest names."""
    found = [one for word in spoken for one in lines.get(word, ()) if one.words <= spoken]
    longest = max((len(one.words) for one in found), default=0)
    found = [one for one in found if len(one.words) == longest]
    return found if len(found) <= _MOST else []


def _told(sentence: Sentence, frame: Frame, lines: Sequence[_Line]) -> Iterator[Link]:
    same: dict[str, Figure] = {}
    said = periods_of(sentence.text)
    for line in lines:
        because = f"{frame.words} … {line.name}"
        for mention in (*frame.slots.values(), *frame.asides):
            cell = _cell(mention.figure, line, said)
            first = same.setdefault(mention.figure.name, cell) if cell is not None else None
            if cell is not None and first is not None and cell.reading.value == first.reading.value:
                pair = [mention.figure, cell]
                yield Link("same", {"figures": pair}, because, stated=False, doubt=ANOTHER_FACT)
                for (row, column), one in line.grid.figures.items():
                    if one is cell:
                        yield from ratio_of_row(line.grid, row, column, mention.figure, because)
        yield from _compared(frame, line, said, because)
        yield from _misprint(frame, line, because)
        yield from _shares(frame, line, said, because)


def _misprint(frame: Frame, line: _Line, because: str) -> Iterator[Link]:
    """A level and the one before it, of which one is as in the table and one is but for a digit."""
    pair = [frame.slots[slot].figure for slot in ("current", "base") if slot in frame.slots]
    if len(pair) < len(("current", "base")) or min(map(_digits, pair)) < _LONG:
        return
    for known, other in (pair, pair[::-1]):
        same = [cell for cell in line.cells if cell.reading.value == known.reading.value]
        near = [cell for cell in line.cells if _differ(other, cell)]
        if not same or len(near) != 1 or near[0].reading.value == known.reading.value:
            continue
        if other.unit in PERCENT or any(_agree(other, cell) for cell in line.cells):
            continue
        if same_unit(same[0], near[0]) and _agree(known, same[0]):
            yield Link("same", {"figures": [other, near[0]]}, because, stated=False)


def _differ(said: Figure, cell: Figure) -> bool:
    return (
        same_unit(said, cell)
        and said.reading.step == cell.reading.step
        and differ_by_one_digit(said, cell)
    )


def _cell(figure: Figure, line: _Line, said: frozenset[str]) -> Figure | None:
    """The cell that prints the same, perhaps with more digits; that of a period said, if any."""
    if _digits(figure) < _SAYS or figure.reading.qualifier == "range":
        return None
    near = [
        (bool(periods_of(head) & said), cell)
        for cell, head in zip(line.cells, line.heads, strict=True)
        if _agree(figure, cell)
    ]
    best = max((dated for dated, _ in near), default=False)
    cells = [cell for dated, cell in near if dated == best]
    return cells[0] if len({cell.reading.value for cell in cells}) == 1 else None


def _digits(figure: Figure) -> int:
    """Digits that tell a figure from others: 20% has two, 2,000 one."""
    if figure.unit in PERCENT:
        return sum(character.isdigit() for character in figure.text)
    return significant(figure)


def _agree(said: Figure, cell: Figure) -> bool:
    mine, other = said.reading, cell.reading
    if said.name == cell.name or not (same_unit(said, cell) or _bare(said, cell)):
        return False
    room = mine.coarse or mine.step
    if not other.value or (other.step > room and other.value != mine.value):
        return False  # the table is no coarser than what is said of it
    value = -mine.value if mine.direction == "down" and other.value < 0 else mine.value
    return abs(value - other.value) * 2 <= room


def _bare(said: Figure, cell: Figure) -> bool:
    """A cell without a unit goes with any count, one per share with an amount by its name."""
    if cell.unit == f"{said.unit}/share":
        return True
    return not cell.unit and {said.reading.kind, cell.reading.kind} <= {"count", "measure"}


def _compared(frame: Frame, line: _Line, said: frozenset[str], because: str) -> Iterator[Link]:
    """A rate or change said of the line, from two of its levels."""
    if YEARLY.search(frame.words):
        return
    chosen: tuple[Figure, Figure] | None = None
    for slot, relation in _RELATIONS:
        mention = frame.slots.get(slot)
        if mention is None or len(_near(mention) - line.words) > _NARROWER:
            continue
        real = None if slot == "points" else not_comparable(frame)[0]
        for current, base in _pairs(line, slot, said, chosen):
            if not same_money(current, base) or not _fits(frame, slot, current):
                continue
            if relation == "change" and not same_money(current, mention.figure):
                continue
            role = "rate" if slot == "rate" else "change"
            level = _printed(frame, current)
            roles: Roles = {"current": level, "base": base, role: mention.figure}
            link = Link(relation, roles, because, stated=False, open=real, doubt=ANOTHER_BASE)
            if _holds(link):
                yield link
                chosen = current, base  # the rate beside a change is of the same two levels
                break


def _pairs(
    line: _Line, slot: str, said: frozenset[str], chosen: tuple[Figure, Figure] | None
) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of levels of the line, those of a period that is said first."""
    levels = [
        (cell, periods_of(head))
        for cell, head in zip(line.cells, line.heads, strict=True)
        if _is_level(cell, slot)
    ][:_LEVELS]
    pairs = sorted(
        permutations(levels, 2),
        key=lambda pair: (
            (pair[0][0], pair[1][0]) != chosen,
            -sum(bool(said & when) for _, when in pair),
        ),
    )
    for (current, when), (base, before) in pairs:
        if not said or said & (when | before):
            yield current, base


def _is_level(cell: Figure, slot: str) -> bool:
    reading = cell.reading
    if slot == "points":  # of percentages that are no changes themselves
        return cell.unit in PERCENT and reading.direction is None
    return reading.kind in LEVELS and reading.value > 0


def _near(mention: Mention) -> frozenset[str]:
    """What the clause of a change is about: perhaps a part of the line only."""
    return words_of(_CLAUSE.split(mention.lead[-80:])[-1] + _CLAUSE.split(mention.tail[:50])[0])


def _printed(frame: Frame, cell: Figure) -> Figure:
    """The level as the text prints it, where it prints as many digits and no level before."""
    mention = frame.level
    if mention is None or "base" in frame.slots or mention.figure.reading.step > cell.reading.step:
        return cell
    return mention.figure if mention.figure.reading.value == cell.reading.value else cell


def _fits(frame: Frame, slot: str, cell: Figure) -> bool:
    """Whether the level said of the line can be this cell."""
    mention = frame.level
    if mention is None or (mention.unit in PERCENT and slot != "points"):
        return True
    return _agree(mention.figure, cell)


def _shares(frame: Frame, line: _Line, said: frozenset[str], because: str) -> Iterator[Link]:
    """A share said of the line: its level over that of the row that is all."""
    for share in (*frame.asides, *frame.slots.values()):
        if not _is_share(share):
            continue
        for part, whole, head in zip(line.cells, line.wholes, line.heads, strict=True):
            if whole is None or part.reading.kind not in LEVELS or not same_money(part, whole):
                continue
            if part.reading.value > whole.reading.value:
                continue
            when = periods_of(head)
            if (said and when and not said & when) or whole.reading.value <= 0:
                continue
            roles = {"part": part, "whole": whole, "share": share.figure}
            link = Link("share", roles, because, stated=False, doubt=ANOTHER_WHOLE)
            if _holds(link):
                yield link
                break


def _is_share(mention: Mention) -> bool:
    return (
        _digits(mention.figure) >= _SAYS
        and mention.figure.reading.kind == "share"
        and (
            mention.slot == "share"
            or _OF.match(mention.tail) is not None
            or _PART.search(mention.lead[-60:]) is not None
        )
    )


def _holds(link: Link) -> bool:
    probe = replace(link, open=None).check("probe")
    return probe.verdict().outcome in ("holds", "rounding")
