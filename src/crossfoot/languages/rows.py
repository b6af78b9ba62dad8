"""Table rows inside plain text: lines of cells, and the unit that their caption prints once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from crossfoot.languages.units import HeaderUnit, unit_in

_NUMBER = (
    r"(?:(?:up|down|\+|-|–|≥|≤|~|≈|[$€£¥]) ?)?[($€£¥(-]{0,3}[0-9][0-9,.]*\)?%?\)?(?: (?:ppts?|pts|bps|million|billion|bn|m|percent))?"
    r"[\^*†]?"
)
_EMPTY = r"-|–|n/a|nm|N/A"
_TAIL = re.compile(rf"(?:(?<=\s)|^)(?:{_NUMBER}|{_EMPTY})(?:\s+(?:{_NUMBER}|{_EMPTY}))+\s*$")
_TOKEN = re.compile(rf"{_NUMBER}|{_EMPTY}")
_NOTE = re.compile(r"\([1-9][0-9]?\)\s+")
_DIGIT = re.compile("[0-9]")
_CELLS = re.compile(r"\t|\|| {2,}")
_FIRST = re.compile(rf"(?:{_NUMBER})(?: (?:{_NUMBER}))*")
_SENTENCE = re.compile(r"[。；！？]|[a-z)][.;] ?$|[a-z], [a-z]")
_HINT = re.compile(
    r"单位|元|万|亿|%|％|\$|€|£|¥|million|billion|thousand|'000|percent|per share|[（(][^）)]{1,12}[）)]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A line that is a table row: text[start:end], its cells from `body` on, its unit if any.

    `section` is the line that heads a group of rows (Net income per share:).
    """

    start: int
    end: int
    body: int
    label: str
    unit: HeaderUnit | None
    section: str = ""


def rows(text: str) -> list[Row]:
    """The lines of a normalised text that are rows of a table, in order."""
    found: list[Row] = []
    section = ""
    caption: HeaderUnit | None = None
    start, since = 0, 0
    for line in text.split("\n"):
        end = start + len(line)
        if len(line) <= 600:
            body = _body(line)
            if body is not None:
                label = line[:body].strip(" \t|")
                own = unit_in(label) if _HINT.search(label) else None
                found.append(Row(start, end, start + body, label, _combined(own, caption), section))
                since = 0
            elif line.strip():
                section = line.strip() if line.rstrip().endswith(":") else ""
                hinted = len(line) < 80 and _HINT.search(line)
                unit = unit_in(line, caption=True) if hinted else None
                if unit:
                    caption, since = unit, 0
                else:
                    since += 1 + len(line) // 40
                    if since > 8:
                        caption = None
        else:
            caption = None
        start = end + 1
    return [_without_note(text, found, at) for at in range(len(found))]


def _without_note(text: str, found: list[Row], at: int) -> Row:
    """A row whose first bracketed number is a footnote mark: one cell more than its neighbours."""
    row = found[at]
    note = _NOTE.match(text, row.body, row.end)
    if not note:
        return row
    counts = [
        len(_TOKEN.findall(text, near.body, near.end))
        for near in found[max(0, at - 6) : at + 7]
        if near is not row
    ]
    own = len(_TOKEN.findall(text, row.body, row.end))
    usual = max(counts, key=counts.count, default=own)
    return replace(row, body=note.end()) if own == usual + 1 else row


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
