"""The document itself on the page: its paragraphs and tables, with every figure marked in place."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from crossfoot.check import Verdict
from crossfoot.figure import Figure
from crossfoot.reports.html.figures import FigureView, Numbered, claim_of
from crossfoot.suite import Report

if TYPE_CHECKING:  # a page without a document needs no reader of documents
    from crossfoot.documents import Block, Cell, Document, Paragraph, Table

Direction = Literal["down", "across"]

_MARKUP = re.compile(r"#{1,6}[ \t]+|[-*+•][ \t]+")
_WRAPPED = re.compile(r"(?<=[⺀-鿿＀-￯])\s*\n\s*(?=[⺀-鿿＀-￯])")


@dataclass(frozen=True, slots=True)
class Tick:
    """An auditor's mark on a total: it adds up, down its column or across its row, or does not."""

    direction: Direction | None
    outcome: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text, or a figure in it."""

    text: str
    figure: FigureView | None = None
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of a table, or (`cell` None) a gap in it; `is_number` sets it flush right."""

    cell: Cell | None
    runs: tuple[Run, ...]
    is_number: bool = False


@dataclass(frozen=True, slots=True)
class BlockView:
    """A paragraph (`rows` empty) or a table, with the findings about claims in it."""

    style: str
    runs: tuple[Run, ...]
    rows: tuple[tuple[CellView, ...], ...]
    notes: tuple[str, ...]

    @property
    def has_ticks(self) -> bool:
        """Whether a total in it was footed."""
        return any(run.ticks for row in self.rows for cell in row for run in cell.runs)


def document_of(report: Report) -> Document | None:
    """The document that a report is about, where it was read."""
    return report.document


def marked_figures(report: Report) -> tuple[Figure, ...]:
    """The figures that can be marked in the document, in its order; of two at one place one."""
    document = document_of(report)
    if document is None:
        return ()
    found: list[Figure] = []
    end = 0
    for figure in sorted(report.figures, key=_start):
        start = _start(figure)
        if start < end or figure.place is None or figure.place.end is None:
            continue
        block = document.block_at(start)
        if block is None or (hasattr(block, "rows") and document.cell_at(start) is None):
            continue  # between blocks nothing is shown
        found.append(figure)
        end = figure.place.end
    return tuple(found)


def _start(figure: Figure) -> int:
    return -1 if figure.place is None or figure.place.start is None else figure.place.start


def document_view(
    report: Report, views: Sequence[FigureView], numbered: Sequence[Numbered]
) -> tuple[BlockView, ...]:
    """The blocks of the document, none where it was not read."""
    document = document_of(report)
    if document is None:
        return ()
    by_name = {view.figure.name: view for view in views}
    marked = [by_name[figure.name] for figure in marked_figures(report)]
    text = _Marked(document, marked, _ticks(document, report.verdicts))
    noted = _notes(numbered)
    return tuple(text.block(block, noted) for block in document.blocks)


class _Marked:
    """The text of a document, cut at its figures."""

    def __init__(
        self, document: Document, marked: Sequence[FigureView], ticks: Mapping[str, list[Tick]]
    ) -> None:
        self.text = document.text
        self.is_markdown = document.format == "md"
        self.marked = marked
        self.starts = [_start(view.figure) for view in marked]
        self.ticks = ticks

    def block(self, block: Block, noted: Mapping[str, list[str]]) -> BlockView:
        inside = self._inside(block.start, block.end)
        notes = [note for view in inside for note in noted.get(view.figure.name, ())]
        rows = getattr(block, "rows", None)
        if rows is None:
            return self._paragraph(block, tuple(notes))  # type: ignore[arg-type]  # not a table
        return BlockView("table", (), self._table(_filled(rows)), tuple(notes))

    def _table(self, rows: Sequence[Sequence[Cell | None]]) -> tuple[tuple[CellView, ...], ...]:
        cells = [
            [
                CellView(cell, () if cell is None else self._runs(cell.start, cell.end))
                for cell in row
            ]
            for row in rows
        ]
        # Columns that hold figures are set flush right, their heads with them.
        numeric = {
            view.cell.column
            for row in cells
            for view in row
            if view.cell is not None and not view.cell.header and any(r.figure for r in view.runs)
        }
        return tuple(
            tuple(
                replace(view, is_number=view.cell is not None and view.cell.column in numeric)
                for view in row
            )
            for row in cells
        )

    def _paragraph(self, paragraph: Paragraph, notes: tuple[str, ...]) -> BlockView:
        start = paragraph.start
        if self.is_markdown and paragraph.style in ("heading", "list"):
            markup = _MARKUP.match(self.text, start, paragraph.end)
            start = start if markup is None else markup.end()
        runs = self._runs(start, paragraph.end, join=paragraph.style != "code")
        return BlockView(paragraph.style, runs, (), notes)

    def _inside(self, start: int, end: int) -> Sequence[FigureView]:
        return self.marked[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def _runs(self, start: int, end: int, join: bool = True) -> tuple[Run, ...]:
        runs: list[Run] = []
        at = start
        for view in self._inside(start, end):
            place = view.figure.place
            assert place is not None and place.start is not None and place.end is not None
            if place.start > at:
                runs.append(Run(self.text[at : place.start]))
            stop = min(place.end, end)
            ticks = tuple(self.ticks.get(view.figure.name, ()))
            runs.append(Run(self.text[place.start : stop], view, ticks))
            at = stop
        if at < end:
            runs.append(Run(self.text[at:end]))
        if join:  # a line break inside a Chinese sentence is not a space
            runs = [replace(run, text=_WRAPPED.sub("", run.text)) for run in runs]
        return tuple(runs)


def _filled(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """The rows with None for each place that no cell covers, so that columns stay columns."""
    width = max((cell.column for row in rows for cell in row), default=-1) + 1
    spanned: set[tuple[int, int]] = set()
    filled = []
    for number, row in enumerate(rows):
        by_column = {cell.column: cell for cell in row}
        for cell in row:
            spanned.update(
                (number + down, cell.column + across)
                for down in range(min(cell.row_span, len(rows)))
                for across in range(min(cell.col_span, width))
                if down or across
            )
        places = [column for column in range(width) if (number, column) not in spanned]
        filled.append([by_column.get(column) for column in places])
    return filled


def _notes(numbered: Sequence[Numbered]) -> dict[str, list[str]]:
    """The findings to be printed in the margin, by the figure they are about."""
    noted: dict[str, list[str]] = {}
    for finding, verdict in numbered:
        if verdict.outcome in ("fails", "rounding"):
            # At the claim, or at the first figure of the check that stands in the document.
            claim = claim_of(verdict.check)
            for quantity in (claim, *verdict.check.quantities()):
                if isinstance(quantity, Figure) and quantity.place is not None:
                    noted.setdefault(quantity.name, []).append(finding)
                    break
    return noted


def _ticks(document: Document, verdicts: Iterable[Verdict]) -> dict[str, list[Tick]]:
    """The marks on the totals of tables."""
    ticks: dict[str, list[Tick]] = {}
    for verdict in verdicts:
        if verdict.check.relation.name != "total" or verdict.outcome == "undecided":
            continue
        total = _cell(document, verdict.check.figures.get("total", ())[:1])
        if not total:
            continue
        (table, cell) = total[0]
        parts = _cell(document, verdict.check.figures.get("parts", ()))
        direction: Direction | None = None
        if parts and all(other is table and part.column == cell.column for other, part in parts):
            direction = "down"
        elif parts and all(other is table and part.row == cell.row for other, part in parts):
            direction = "across"
        name = verdict.check.figures["total"][0].name
        ticks.setdefault(name, []).append(Tick(direction, verdict.outcome))
    return ticks


def _cell(document: Document, figures: Iterable[object]) -> list[tuple[Table, Cell]]:
    """The cells that figures stand in."""
    found = []
    for figure in figures:
        if isinstance(figure, Figure) and figure.place is not None:
            cell = None if figure.place.start is None else document.cell_at(figure.place.start)
            if cell is not None:
                found.append(cell)
    return found
