"""Blocks of a plain text: tables where they are sure, paragraphs everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from crossfoot.documents.columns import trailing
from crossfoot.documents.delimited import barred, piped, spaced, tabbed
from crossfoot.documents.document import Block, Paragraph, Table
from crossfoot.documents.lines import Found, Line, lines_of
from crossfoot.documents.prose import paragraphs, wrap_width
from crossfoot.documents.stacked import labelled, stacked
from crossfoot.documents.statements import carried
from crossfoot.documents.tables import Draft, caption_lines, make_table
from crossfoot.documents.told_units import told

_FINDERS: tuple[Callable[[Sequence[Line]], Iterator[Found]], ...] = (
    tabbed,
    piped,
    barred,
    spaced,
    trailing,
    labelled,
    stacked,
)


def blocks_of(text: str, code: Iterable[tuple[int, int]] = ()) -> tuple[Block, ...]:
    """The blocks of a text; lines `code` (first, last) are set apart as they are."""
    lines = lines_of(text)
    fixed = list(code)
    hidden = _without(lines, [range(a, b + 1) for a, b in fixed])
    tables: list[Found] = []
    for find in _FINDERS:
        found = list(find(hidden))
        tables += found
        if found:
            hidden = _without(hidden, [range(f.first, f.last + 1) for f in found])
    wrapped = wrap_width(hidden)
    blocks: list[Block] = []
    marks: list[tuple[int, int, Found | None]] = [(f.first, f.last, f) for f in tables]
    marks += [(a, b, None) for a, b in fixed]
    at = number = 0
    for first, last, mark in sorted(marks, key=lambda m: m[0]):
        blocks += [Paragraph(*p) for p in paragraphs(lines[at:first], wrapped)]
        if mark is None:
            blocks.append(Paragraph(lines[first].start, lines[last].end, "code"))
        else:
            number += 1
            blocks.append(_table(text, mark, number, blocks))
        at = last + 1
    blocks += [Paragraph(*p) for p in paragraphs(lines[at:], wrapped)]
    return told(text, carried(text, blocks))


def _without(lines: Sequence[Line], taken: Iterable[range]) -> list[Line]:
    """The lines with those already spoken for made blank, so that numbers stay."""
    left = list(lines)
    for span in taken:
        for index in span:
            left[index] = Line(lines[index].start, "")
    return left


def _table(text: str, found: Found, number: int, before: Sequence[Block]) -> Table:
    heads = found.heads
    rows = [
        [
            Draft(r, column, text[a:b], a, b, 1, span, None if heads is None else r < heads)
            for a, b, column, span in row
        ]
        for r, row in enumerate(found.rows)
    ]
    # From the line's first stroke on, even where its first cells are empty.
    first = min((draft.start for row in rows for draft in row), default=0)
    start = text.rfind("\n", 0, first) + 1
    start += len(text[start:first]) - len(text[start:first].lstrip())
    last = max((draft.end for row in rows for draft in row), default=start)
    stop = text.find("\n", last)
    end = last + len(text[last : stop if stop >= 0 else len(text)].rstrip())  # to its last stroke
    return make_table(rows, number, above(text, before), start=start, end=end)


def above(text: str, before: Sequence[Block]) -> list[str]:
    """The title and unit lines above a table, nearest first."""
    near: list[str] = []
    for block in before[:-10:-1]:
        if isinstance(block, Table):
            break
        near.append(text[block.start : block.end])
    return caption_lines(near)
