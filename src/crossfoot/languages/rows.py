"""Table rows inside plain text: lines of cells, and the unit that their caption prints once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crossfoot.languages.units import HeaderUnit, header_unit, unit_in

_NUMBER = (
    r"(?:(?:up|down|\+|-|–|≥|≤|~|≈|[$€£¥]) ?)?[($€£¥(-]{0,3}[0-9][0-9,.]*\)?(?: ?%)?\)?"
    r"(?: (?:ppts?|pts|bps|million|billion|bn|m|percent))?[\^*†]?"
)
_EMPTY = r"-|–|n/a|nm|N/A"
_TAIL = re.compile(rf"(?:(?<=\s)|^)(?:{_NUMBER}|{_EMPTY})(?:\s+(?:{_NUMBER}|{_EMPTY}))+\s*$")
_TOKEN = re.compile(rf"{_NUMBER}|{_EMPTY}")
_NOTE = re.compile(r"\(([1-9][0-9]?)\)\s+")
_DIGIT = re.compile("[0-9]")
_CELLS = re.compile(r"\t|\|| {2,}")
_FIRST = re.compile(rf"(?:{_NUMBER})(?: (?:{_NUMBER}))*")
_ALONE = re.compile(r"[.,%$€£¥(]")  # a bare whole number on a line is a page number
_EXCEPT = re.compile(r"except[^()]{0,40}per[- ]share", re.IGNORECASE)
_PERCENT = header_unit("%")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_RULE = re.compile(r"[-:|\t =]*")
_SENTENCE = re.compile(r"[。；！？]|[a-z)][.;] ?$|[a-z], [a-z]")
_HINT = re.compile(
    r"单位|元|万|亿|%|\$|€|£|¥|million|billion|trillion|thousand|crore|lakh|'000|percent|per share"
    r"|[(][^()]{1,40}[)]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is a table row: text[start:end], its cells from `body` on.

    `unit` is the unit of all its numbers, or `units` the unit of each cell where columns have
    units of their own. `section` is the line that heads a group of rows (Net income per share:),
    `percents` numbers the cells that print % in the first row of the table, and `per_share`
    says that the caption excepts figures per share from its scale.
    """

    start: int
    end: int
    body: int
    label: str
    unit: HeaderUnit | None
    section: str = ""
    units: tuple[HeaderUnit | None, ...] = ()
    percents: frozenset[int] = frozenset()
    per_share: bool = False

    def unit_at(self, text: str, at: int) -> HeaderUnit | None:
        """The unit of the cell that holds this position."""
        if not self.units:
            if self.percents and len(_TOKEN.findall(text, self.body, at)) in self.percents:
                return _PERCENT
            return self.unit
        mark = "\t" if "\t" in text[self.start : self.end] else "|"
        return self.units[text.count(mark, self.start, at)]


class _Table:
    """What the lines above a row have said: caption, column headers, head of a group."""

    def __init__(self) -> None:
        self.caption: HeaderUnit | None = None
        self.columns: tuple[HeaderUnit | None, ...] = ()
        self.section = ""
        self.since = 0
        self.per_share = False
        self.percents: dict[int, frozenset[int]] = {}

    def row(self, line: str, start: int) -> Row | None:
        """The line as a row, or None for a header or prose, which is remembered."""
        body = _body(line) if len(line) <= 600 else None
        if body is None and self.caption and _FIRST.fullmatch(line.strip()):
            body = 0 if _ALONE.search(line) else None
        cells = line.split("\t" if "\t" in line else "|")
        if len(cells) > 1 and len(line) <= 600 and not any(map(_is_number, cells)):
            if not _RULE.fullmatch(line):
                self.columns = tuple(map(_cell_unit, cells))
                self.since = 0
            return None
        if body is None:
            self._prose(line)
            return None
        self.since = 0
        label = line[:body].strip(" \t|")
        unit = _combined(_cell_unit(label), self.caption)
        units: tuple[HeaderUnit | None, ...] = ()
        if len(cells) > 1:
            units = self._units(cells, _cell_unit(label))
        percents = frozenset[int]() if units else self._percents(line[body:])
        return Row(
            start, start + len(line), start + body, label, unit, self.section, units, percents,
            self.per_share,
        )  # fmt: skip

    def _percents(self, cells: str) -> frozenset[int]:
        """Which cells are percentages, where only the first row prints the sign."""
        tokens = _TOKEN.findall(cells)
        marked = frozenset(at for at, token in enumerate(tokens) if "%" in token)
        if marked:
            self.percents[len(tokens)] = marked
            return frozenset()
        known = self.percents.get(len(tokens), frozenset())
        return known if len(known) < len(tokens) or self.caption is None else frozenset()

    def _units(self, cells: list[str], own: HeaderUnit | None) -> tuple[HeaderUnit | None, ...]:
        """The unit of each cell: of the row's label, its column, a cell of its own, the caption."""
        columns = self.columns if len(self.columns) == len(cells) else (None,) * len(cells)
        named = [
            unit
            for cell in cells[1:]
            if len(cell) <= 12 and not _DIGIT.search(cell)
            and (unit := header_unit(cell.strip(), nouns=False))
        ]  # fmt: skip
        rest = named[0] if named else self.caption
        return tuple(
            _combined(own, self.caption) if own else _combined(column, rest) for column in columns
        )

    def _prose(self, line: str) -> None:
        if not line.strip():
            return
        self.section = line.strip() if line.rstrip().endswith(":") else ""
        hinted = len(line) < 120 and _HINT.search(line) and not _FIRST.fullmatch(line.strip())
        unit = unit_in(line, caption=True) if hinted else None
        if unit:
            self.caption, self.columns, self.since = unit, (), 0
            self.per_share = bool(_EXCEPT.search(line))
            self.percents = {}
            return
        self.since += 1 + len(line) // 40
        if self.since > 8:
            self.caption, self.columns, self.per_share, self.percents = None, (), False, {}


def rows(text: str) -> list[Row]:
    """The lines of a normalised text that are rows of a table, in order."""
    found: list[Row] = []
    table = _Table()
    start = 0
    for line in text.split("\n"):
        row = table.row(line, start)
        if row:
            found.append(row)
        start += len(line) + 1
    return [_without_note(text, found, at) for at in range(len(found))]


def _is_number(cell: str) -> bool:
    stripped = cell.strip()
    return bool(_FIRST.fullmatch(stripped)) and not _YEAR.fullmatch(stripped)


def _cell_unit(cell: str) -> HeaderUnit | None:
    return unit_in(cell) if _HINT.search(cell) else None


def _without_note(text: str, found: list[Row], at: int) -> Row:
    """The row without a footnote mark before its numbers.

    A bracketed number is a mark when the row has one cell more than its neighbours, or when
    three rows in a line count on: (2), (3), (4).
    """
    row = found[at]
    note = _NOTE.match(text, row.body, row.end)
    if not note:
        return row
    counts = [
        len(_TOKEN.findall(text, near.body, near.end))
        for near in found[max(0, at - 6) : at + 7]
        if not _NOTE.match(text, near.body, near.end)
    ]
    own = len(_TOKEN.findall(text, row.body, row.end))
    usual = max(counts, key=counts.count, default=own)
    marks = [_NOTE.match(text, near.body, near.end) for near in found[max(0, at - 2) : at + 3]]
    numbers = {int(mark[1]) for mark in marks if mark}
    number = int(note[1])
    counted = any({number + k, number + k + 1, number + k + 2} <= numbers for k in (-2, -1, 0))
    return replace(row, body=note.end()) if own == usual + 1 or counted else row


def _combined(own: HeaderUnit | None, caption: HeaderUnit | None) -> HeaderUnit | None:
    """The unit of the row's own label; the scale of the caption where the row prints none."""
    if own is None or caption is None:
        return own or caption
    if (
        own.unit is not None
        and own.unit.kind == "amount"
        and own.scale == 1
        and caption.unit is None
    ):
        return HeaderUnit(caption.scale, own.unit)
    if own.unit is None:
        return HeaderUnit(own.scale, caption.unit)
    return own


def _body(line: str) -> int | None:
    """Where the number cells of a row begin, or None for a line that is no row."""
    if not _DIGIT.search(line):
        return None
    stripped = line.strip()
    if "\t" in stripped or "|" in stripped or "   " in stripped:
        cut = _CELLS.search(line, len(line) - len(line.lstrip()))
        if cut is None or _SENTENCE.search(line):
            return None
        first = line[: cut.start()].strip()
        return 0 if _FIRST.fullmatch(first) else cut.end()
    if line[-1:].isdigit() or line[-1:] in "%)^*†–- " or line.endswith("ppts"):
        tail = _TAIL.search(line)
        if tail and _DIGIT.search(line, tail.start()):
            return tail.start()
    return None
