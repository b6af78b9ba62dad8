"""What every reader makes of a file: one text, its paragraphs and tables, and the way back.

All offsets count Python characters of `Document.text`, half open. `document.text[b.start:b.end]`
is the text of a block or a cell, whatever format the file had.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from crossfoot.documents.lines import is_sentence
from crossfoot.documents.units import counts_shares, per_share, to_the_cent, unit_in
from crossfoot.figure import Place

Style = Literal["heading", "list", "body", "note", "code"]
Language = Literal["zh", "en"]

_CHINESE = re.compile("[一-鿿]+")
_MONEY = re.compile("[$£€¥￥元圆币₹]|(?i:dollar|pound|euro|yuan|renminbi|yen|rupee)|[A-Z]{3}")
_LATIN = re.compile("[A-Za-z]+")
_CLAUSES = re.compile(r"[，；;。]|, [a-z]")
_PER_SHARE = re.compile(r"\bper (?:\w+ ){0,2}share\b|\bEPS\b", re.IGNORECASE)
_PAR_VALUE = re.compile(r"[$£€]\d[^;]{0,80};.{0,160}?\d,\d{3},\d{3}")  # of shares, in their label
_SHORTEST_PROSE = 24


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of running text; line breaks inside it are where the file wrapped a sentence."""

    start: int
    end: int
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `row` and `column` count from 0 and name its upper left corner.

    `header` tells column headers and row labels from the body. `unit` is the unit the cell
    itself states, as printed: a body cell's sign (`%`, `$`), a header's declaration (`万元`).
    `address` is the spreadsheet's own, such as `Sheet1!B4`.
    """

    row: int
    column: int
    start: int
    end: int
    text: str
    row_span: int = 1
    col_span: int = 1
    header: bool = False
    unit: str | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: rows of cells, each cell once, at its upper left corner.

    `caption` is the title above it, `unit` what caption or corner declares for the whole table.
    Where columns cannot be told surely, `column_header` is empty rather than guessed. A table
    that is not `complete` has hidden rows or columns, so that its sums need not add up.
    `cents` says that some of its figures are printed to the cent and others are not,
    `per_share_only` that all are and that some row counts per share.
    """

    start: int
    end: int
    number: int
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    caption_unit: str | None = None
    header_rows: tuple[int, ...] = ()
    label_columns: tuple[int, ...] = ()
    sections: tuple[tuple[int, str], ...] = ()
    except_per_share: bool = False
    cents: bool = False
    per_share_only: bool = False
    unit_columns: tuple[int, ...] = ()
    complete: bool = True
    _columns: Mapping[tuple[int, int], Cell] = field(default_factory=dict, repr=False)
    _labels: Mapping[tuple[int, int], Cell] = field(default_factory=dict, repr=False)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """All cells in reading order."""
        return tuple(cell for row in self.rows for cell in row)

    @property
    def prose(self) -> tuple[Cell, ...]:
        """The cells that hold running text rather than a figure or a name: layout, remarks."""
        return tuple(cell for cell in self.cells if self._is_prose(cell))

    def _is_prose(self, cell: Cell) -> bool:
        text = cell.text
        if len(text) < _SHORTEST_PROSE or not any(char.isdigit() for char in text):
            return False
        if cell.header or cell.column in self.label_columns:  # names may be long, too
            ended = text[-1] in "。.！!" and is_sentence(text)
            return ended or _PAR_VALUE.search(text) is not None
        return is_sentence(text) or _CLAUSES.search(text) is not None

    def cell(self, row: int, column: int) -> Cell | None:
        """The cell whose upper left corner is there, or None."""
        if not 0 <= row < len(self.rows):
            return None
        return next((cell for cell in self.rows[row] if cell.column == column), None)

    def column_header(self, cell: Cell) -> str:
        """The column's header, outermost first, joined by spaces; "" if there is none."""
        return _joined(self._above(cell))

    def row_header(self, cell: Cell) -> str:
        """The row's label: the label columns nearest to the left, joined by spaces."""
        return _joined(c for c in self._left(cell) if c.column not in self.unit_columns)

    def section(self, cell: Cell) -> str:
        """The subheading inside the table that the row stands under, or ""."""
        index = bisect_left(self.sections, (cell.row, ""))
        return self.sections[index - 1][1] if index else ""

    def unit(self, cell: Cell) -> str | None:
        """The unit as printed: the cell's own, else its column's, row's, section's, caption's.

        A bare currency sign is completed by the scale declared elsewhere (`$ millions`).
        """
        own = cell.unit
        if own is not None and not _currency(own):
            return own
        if own is None and cell.header:
            return None
        declared = self._declared_unit(cell)
        if own is None or declared is None:
            return declared or own
        if declared in "%％‰":
            return own
        return declared if _names_money(declared) else f"{own} {declared}"

    def per_share(self, cell: Cell) -> bool:
        """Whether a cell counts something per share: by its print, row, section or column."""
        if self.counts_shares(cell):
            return False
        if self.per_share_only or (self.except_per_share and self.cents and to_the_cent(cell.text)):
            return True
        around = f"{self.section(cell)}\n{self.column_header(cell)}"
        if not per_share(self.row_header(cell)):
            return "." in cell.text and per_share(around)
        # Earnings/EPS $ 406 $ 0.19: in a row of both, those to the cent.
        row = [one for one in self.rows[cell.row] if not one.header and one.text[-1:].isdigit()]
        return to_the_cent(cell.text) or not any(to_the_cent(one.text) for one in row)

    def counts_shares(self, cell: Cell) -> bool:
        """Whether a cell is a number of shares: by its row, or by its section."""
        label = self.row_header(cell)
        return counts_shares(label) or (
            counts_shares(self.section(cell)) and not _PER_SHARE.search(label)
        )

    def _declared_unit(self, cell: Cell) -> str | None:
        for above in reversed(self._above(cell)):
            if above.unit is not None:
                return above.unit
        left = self._left(cell)
        for label in reversed(left):
            if label.column in self.unit_columns and label.text.strip():
                return label.text.strip()
        for label in reversed(left):
            if label.unit is not None:
                return label.unit
        section = self.section(cell)
        if (unit := unit_in(section)) is not None:
            return unit
        if self.except_per_share and self.per_share(cell):
            return None
        return self.caption_unit

    def _above(self, cell: Cell) -> list[Cell]:
        """The header cells over a cell: those of the nearest group of header rows above it."""
        if not cell.col_span:
            return []  # nobody knows which column it stands in
        index = bisect_left(self.header_rows, cell.row) - 1
        found: list[Cell] = []
        while index >= 0:
            row = self.header_rows[index]
            above = self._columns.get((row, cell.column))
            if above is not None and above is not cell and above not in found:
                found.insert(0, above)
            index -= 1
            if index >= 0 and self.header_rows[index] != row - 1:
                break
        return found

    def _left(self, cell: Cell) -> list[Cell]:
        columns = self.label_columns
        index = bisect_left(columns, cell.column) - 1
        found: list[Cell] = []
        while index >= 0:
            label = self._labels.get((cell.row, columns[index]))
            if label is not None and label not in found:
                found.insert(0, label)
            index -= 1
            if index >= 0 and columns[index] != columns[index + 1] - 1:
                break
        return found


Block = Paragraph | Table


@dataclass(frozen=True, slots=True)
class Anchor:
    """The way back from a stretch of the text into the file, for a writer of comments.

    `part` and `at` depend on the format:
    docx: package part (`/word/document.xml`), (n-th `w:p` of that part, n-th `w:r` in it,
    characters to skip in that run), counted from 0 in document order;
    xlsx: sheet title, (row, column) from 1;
    pdf: "", (page from 1, index of the first character on the page as PDFium counts them);
    text, markdown, csv: "", (line, column) from 1. html has none.
    """

    start: int
    end: int
    part: str
    at: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read; `notes` says what was left out (hidden sheets, say).

    `blocks` are in order and do not overlap; text between them is separators. `pages` are the
    offsets at which pages begin, with their numbers, for formats that have pages.
    """

    name: str
    text: str
    blocks: tuple[Block, ...]
    language: Language = "en"
    format: str = "txt"
    notes: tuple[str, ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    anchors: tuple[Anchor, ...] = field(default=(), repr=False)
    _lines: tuple[int, ...] = field(init=False, repr=False, compare=False)
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        lines, at = [0], self.text.find("\n")
        while at >= 0:
            lines.append(at + 1)
            at = self.text.find("\n", at + 1)
        object.__setattr__(self, "_lines", tuple(lines))
        object.__setattr__(self, "_starts", tuple(block.start for block in self.blocks))

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The running text, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def running(self) -> tuple[Paragraph, ...]:
        """All running text, in order: the paragraphs, and the sentences in cells of tables."""
        found: list[Paragraph] = []
        for block in self.blocks:
            if isinstance(block, Paragraph):
                found.append(block)
            else:
                found += [Paragraph(cell.start, cell.end) for cell in block.prose]
        return tuple(found)

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    def block_at(self, offset: int) -> Block | None:
        """The block that covers an offset, or None between blocks."""
        index = bisect_right(self._starts, offset) - 1
        if index < 0 or offset >= self.blocks[index].end:
            return None
        return self.blocks[index]

    def cell_at(self, offset: int) -> tuple[Table, Cell] | None:
        """The table and cell that cover an offset, or None outside tables."""
        table = self.block_at(offset)
        if not isinstance(table, Table):
            return None
        row = bisect_right(table.rows, offset, key=lambda cells: cells[0].start) - 1
        for cell in table.rows[row] if row >= 0 else ():
            if cell.start <= offset < max(cell.end, cell.start + 1):
                return table, cell
        return None

    def place(self, start: int, end: int) -> Place:
        """Where a stretch of the text stands, in the words a reader would look it up by."""
        index = bisect_right(self.pages, start, key=lambda page: page[0]) - 1
        found = self.cell_at(start)
        cell = None
        if found is not None:
            table, where = found
            cell = where.address or (
                f"table {table.number}, row {where.row + 1}, column {where.column + 1}"
            )
        return Place(
            document=self.name,
            start=start,
            end=end,
            line=bisect_right(self._lines, start),
            page=self.pages[index][1] if index >= 0 else None,
            cell=cell,
        )

    def locate(self, start: int, end: int) -> tuple[Anchor, ...]:
        """The pieces of the file that a stretch of the text came from, cut to the stretch."""
        if self.format in ("txt", "md", "csv"):
            line = bisect_right(self._lines, start)
            return (Anchor(start, end, "", (line, start - self._lines[line - 1] + 1)),)
        found = []
        index = max(bisect_right(self.anchors, start, key=lambda anchor: anchor.start) - 1, 0)
        while index < len(self.anchors) and self.anchors[index].start < end:
            anchor = self.anchors[index]
            if anchor.end > start:
                found.append(_cut(anchor, start, end, self.format))
            index += 1
        return tuple(found)


def _cut(anchor: Anchor, start: int, end: int, kind: str) -> Anchor:
    """An anchor reduced to a stretch; the last number of a docx or pdf place moves along."""
    skipped = max(start - anchor.start, 0)
    at = anchor.at if kind == "xlsx" else (*anchor.at[:-1], anchor.at[-1] + skipped)
    return replace(anchor, start=anchor.start + skipped, end=min(anchor.end, end), at=at)


def _joined(cells: Iterable[Cell]) -> str:
    return " ".join(" ".join(cell.text.split()) for cell in cells if cell.text.strip())


def _names_money(unit: str) -> bool:
    return _MONEY.search(unit) is not None


def _currency(unit: str) -> bool:
    return unit[-1] in "$£€¥￥"


def language_of(text: str) -> Language:
    """`zh` when Chinese characters are at least a quarter of the letters, else `en`.

    The first 200,000 characters decide; one Chinese character says as much as several letters.
    """
    sample = text[:200_000]
    chinese = len(sample) - len(_CHINESE.sub("", sample))
    latin = len(sample) - len(_LATIN.sub("", sample))
    return "zh" if chinese and chinese * 3 >= latin else "en"
